import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../src/cli/run.ts';
import { plain } from '../src/report/paint.ts';
import type { Answer } from './called.ts';
import { Repository } from './repository.ts';

/** How planvet is called in a repository. */
export interface Call {
  /** The folder, from the root of the repository. */
  readonly from?: string;
  /** Variables of the environment: what git sets for hooks. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** A repository with a history, in which planvet is called in this process. */
export class History {
  readonly repository: Repository;

  constructor(repository = new Repository()) {
    this.repository = repository;
  }

  /** Runs git; what it says of a failure is an error. Gives its output. */
  async git(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.repository.run('git', args);
    if (code !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
    return stdout.trim();
  }

  write(files: Readonly<Record<string, string>>): this {
    for (const [path, text] of Object.entries(files)) this.repository.write(path, text);
    return this;
  }

  remove(path: string): this {
    rmSync(this.repository.path(path), { recursive: true });
    return this;
  }

  link(target: string, path: string): this {
    symlinkSync(target, this.repository.path(path));
    return this;
  }

  /** Writes files and stages everything. */
  async stage(files: Readonly<Record<string, string>> = {}): Promise<this> {
    this.write(files);
    await this.git('add', '--all');
    return this;
  }

  /** Writes files and commits everything. Gives the commit. */
  async commit(files: Readonly<Record<string, string>> = {}, message = 'A change'): Promise<string> {
    await this.stage(files);
    await this.git('commit', '--quiet', '--allow-empty', '--message', message);
    return this.git('rev-parse', 'HEAD');
  }

  async planvet(args: readonly string[], { from = '.', env = {}, input = '' }: Call = {}): Promise<Answer> {
    const out: string[] = [];
    const said: string[] = [];
    const code = await run(args, {
      cwd: join(this.repository.folder, from),
      env: { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', ...env },
      width: 100,
      out: (text) => void out.push(typeof text === 'string' ? text : new TextDecoder().decode(text)),
      say: (line) => void said.push(line),
      paint: () => plain,
      input: () => Promise.resolve(new TextEncoder().encode(input)),
    });
    return { code, out: out.join(''), said };
  }

  /** The findings of a call, each as `file rule`, in order. */
  async findings(...args: string[]): Promise<string[]> {
    const { out, said } = await this.planvet(['--format', 'json', ...args]);
    if (out === '') throw new Error(said.join('\n'));
    const results = JSON.parse(out) as { filePath: string; messages: { ruleId: string }[] }[];
    return results.flatMap(({ filePath, messages }) =>
      messages.map(({ ruleId }) => `${filePath.slice(this.repository.folder.length + 1)} ${ruleId}`),
    );
  }

  /** Removes all of it. */
  forget(): void {
    this.repository.remove();
  }
}
