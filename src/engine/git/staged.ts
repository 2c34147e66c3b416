import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FileView } from '../files/view.ts';
import { missingPath } from '../files/missing-path.ts';
import { isWithin } from '../files/project.ts';
import { Earlier } from './earlier.ts';
import { Repository, type FileChange } from './repository.ts';
import { renamesOf } from './since.ts';
import type { Snapshot } from './snapshot.ts';

/** What the next commit will have, and what it changes. */
export class Staged {
  /** The files of the index; walks are shown those that the commit changes. */
  readonly view: FileView;
  readonly #index: Snapshot;
  readonly #repository: Repository;
  readonly #changes: readonly FileChange[];
  readonly #cwd: string;
  #before: Earlier | undefined;

  /** Throws a `UsageError` where there is no repository with an index. */
  constructor(cwd: string, env: Readonly<Record<string, string | undefined>>) {
    this.#cwd = cwd;
    this.#repository = Repository.at(cwd, env, '--staged');
    this.#changes = this.#repository.staged(this.#base);
    const changed = new Set(this.#changes.flatMap(({ kind, path }) => (kind === 'deleted' ? [] : [path])));
    this.view = this.#index = this.#repository.index({
      offers: (path) => changed.has(path),
      whyMissing: (given) => this.#whyMissing(given),
    });
  }

  /** The commit before the next one, or nothing at all. */
  get #base(): string {
    return this.#repository.head ?? this.#repository.nothing;
  }

  /** The documents as they are in the commit before. */
  get before(): Earlier {
    if (this.#before) return this.#before;
    return (this.#before = new Earlier(this.#repository.tree(this.#base), renamesOf(this.#changes), this.#cwd));
  }

  /** Whether the next commit takes a file away. */
  deletes(filePath: string): boolean {
    const inside = this.#index.pathOf(filePath);
    if (inside === undefined) return false;
    return this.#changes.some(({ kind, path, before }) => (kind === 'deleted' ? path : before) === inside);
  }

  /** Whether the next commit brings a file, or changes it. */
  changes(filePath: string): boolean {
    const inside = this.#index.pathOf(filePath);
    return this.#changes.some(({ kind, path }) => kind !== 'deleted' && path === inside);
  }

  /** Every path in a folder at which the next commit changes something, also those that it takes away. */
  changedIn(folder: string): string[] {
    return this.#changes
      .flatMap(({ path, before }) => (before === undefined ? [path] : [path, before]))
      .map((path) => join(this.#index.root, path))
      .filter((path) => isWithin(folder, path));
  }

  /** The text of a file on the disk, if it differs from what is staged by nothing but its line ends. */
  unchangedOnDisk(filePath: string, text: string): string | undefined {
    try {
      if (!statSync(filePath).isFile()) return undefined;
      const own = readFileSync(filePath, 'utf8');
      return own === text || own.replaceAll('\r\n', '\n') === text.replaceAll('\r\n', '\n') ? own : undefined;
    } catch {
      return undefined;
    }
  }

  #whyMissing(given: string): string {
    const path = resolve(this.#cwd, given);
    if (!existsSync(path)) return missingPath(given, this.#cwd);
    if (this.#index.pathOf(path) === undefined)
      return `\`${given}\` lies outside of the repository, so it cannot be staged`;
    const inner = statSync(path).isDirectory() ? path : join(path, '..');
    if (this.#liesInOther(inner))
      return `\`${given}\` lies in another repository, which has an index of its own: call planvet there`;
    return `\`${given}\` is not in the index: \`git add\` it first, or leave --staged out`;
  }

  #liesInOther(folder: string): boolean {
    for (let at = folder; at !== this.#index.root && isWithin(this.#index.root, at); at = join(at, '..')) {
      if (existsSync(join(at, '.git'))) return true;
    }
    return false;
  }
}
