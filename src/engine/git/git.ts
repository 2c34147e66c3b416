import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { UsageError } from '../usage.ts';

/** What git answered. */
export interface Answer {
  readonly ok: boolean;
  readonly output: Buffer;
  /** What it said of a failure, on one line. */
  readonly said: string;
}

/** Most bytes that one answer may have. */
const MANY_BYTES = 2 ** 30;

/**
 * What git must not do for us: start programs that a configuration names, write to the repository, ask people, page.
 * Renames of files with other than plain names are told as they are by `-z`.
 */
const CAREFUL = [
  '--no-pager',
  '--no-optional-locks',
  '--literal-pathspecs',
  ...['core.fsmonitor=false', 'log.showSignature=false', 'submodule.recurse=false', 'core.quotePath=false'].flatMap(
    (setting) => ['-c', setting],
  ),
];

/** The program git, called in one folder. No shell comes between. */
export class Git {
  readonly #folder: string;
  readonly #env: Readonly<Record<string, string | undefined>>;

  /** `env` is what the call had: inside of a hook it says which index counts. */
  constructor(folder: string, env: Readonly<Record<string, string | undefined>>) {
    this.#folder = folder;
    this.#env = { ...withoutForeignIndex(env, folder), LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' };
  }

  /** Runs git and gives its answer, whatever that is. Throws a `UsageError` where there is no git. */
  ask(args: readonly string[], input?: string): Answer {
    const { error, status, stdout, stderr } = spawnSync('git', [...CAREFUL, ...args], {
      cwd: this.#folder,
      env: this.#env,
      maxBuffer: MANY_BYTES,
      windowsHide: true,
      ...(input === undefined ? { stdio: ['ignore', 'pipe', 'pipe'] } : { input }),
    });
    if ((error as { code?: string } | undefined)?.code === 'ENOENT') {
      throw new UsageError('git cannot be run: it is not installed, or not on the path');
    }
    if (error) throw error;
    const said =
      stderr
        .toString()
        .trim()
        .split('\n')[0]
        ?.replace(/^(?:fatal|error): /, '') ?? '';
    return { ok: status === 0, output: stdout, said };
  }

  /** Runs git. Throws an error with what git said where it fails. */
  run(args: readonly string[], input?: string): Buffer {
    const { ok, output, said } = this.ask(args, input);
    if (!ok) throw new Error(`git ${args[0]} failed: ${said}`);
    return output;
  }

  /** The lines of an answer; undefined where git fails. */
  lines(args: readonly string[]): string[] | undefined {
    const { ok, output } = this.ask(args);
    return ok ? output.toString().split('\n').slice(0, -1) : undefined;
  }
}

/** The entries of an answer that ends each with a NUL. */
export function entriesOf(output: Buffer): string[] {
  return output.toString().split('\0').slice(0, -1);
}

/** In a hook, a relative index is that of the repository of the hook; called in another one, it leads nowhere. */
function withoutForeignIndex(env: Readonly<Record<string, string | undefined>>, folder: string) {
  const { GIT_INDEX_FILE: index, ...others } = env;
  if (index === undefined) return others;
  const leadsNowhere = !isAbsolute(index) && !existsSync(dirname(resolve(folder, index)));
  return leadsNowhere ? others : { ...others, GIT_INDEX_FILE: index };
}
