import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** planvet's own folder. */
export const home = fileURLToPath(new URL('..', import.meta.url));

/** What became of a program. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a program is run besides its arguments. */
export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Milliseconds. */
  readonly timeout?: number;
}

/** What a program must not know of the run that it is tested in: the repository, the project, the build server. */
const foreign =
  /^(?:GIT_|GITHUB_|RUNNER_|npm_(?:package|lifecycle|config_local_prefix|command)|PRE_COMMIT|VITEST|NODE_|FORCE_COLOR$|CI$)/i;

const settled = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
  NO_COLOR: '1',
  npm_config_update_notifier: 'false',
};

/** A repository of somebody who uses planvet, in a temporary folder. */
export class Repository {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'planvet-')));

  constructor() {
    spawnSync('git', ['init', '--quiet', '--initial-branch=main', this.folder], { env: surroundings() });
  }

  /** Makes this planvet one of the packages that are installed here, the way npm would. */
  install(): this {
    mkdirSync(this.path('node_modules/.bin'), { recursive: true });
    symlinkSync(home, this.path('node_modules/planvet'));
    symlinkSync('../planvet/dist/cli.cjs', this.path('node_modules/.bin/planvet'));
    chmodSync(this.path('node_modules/.bin/planvet'), 0o755);
    return this.write('package.json', '{ "name": "shop", "private": true }\n');
  }

  /** Where a file is. */
  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, text: string): this {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
    return this;
  }

  /** Runs a program here. A program that is not there is an error, one that takes too long has no exit code. */
  run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
    const { env = {}, input, timeout = 60_000 } = options;
    return new Promise((resolve, reject) => {
      const child = execFile(
        program,
        args,
        { cwd: this.folder, env: { ...surroundings(), ...env }, timeout, maxBuffer: 64_000_000 },
        (error, stdout, stderr) => {
          if (typeof error?.code === 'string') reject(error);
          else resolve({ code: child.exitCode, stdout, stderr });
        },
      );
      child.stdin?.end(input);
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Whether a program can be run. If not, that is said: a test that skips itself must not do so in silence. */
export function has(program: string): boolean {
  const there = spawnSync(program, ['--version'], { stdio: 'ignore', env: surroundings() }).status === 0;
  if (!there) console.info(`notice: ${program} is not installed, so the tests that run it are skipped`);
  return there;
}

function surroundings(): Record<string, string> {
  const kept = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || foreign.test(name) ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(kept), ...settled };
}
