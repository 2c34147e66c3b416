import type { Base } from '../../model/plan/change.ts';
import { disk, type FileView } from '../files/view.ts';
import type { Settings } from '../settings.ts';
import { Earlier } from './earlier.ts';
import { Chronicle } from './chronicle.ts';
import { Repository, type FileChange } from './repository.ts';

/** What has changed since another state of the repository: the one in which HEAD and a commit that somebody names parted. */
export class Since {
  /** The documents as they were then. */
  readonly before: Earlier;
  /** Where the files are that are compared. */
  readonly view: FileView;
  readonly repository: Repository;
  readonly changes: readonly FileChange[];
  readonly #name: string;
  readonly #base: string;
  readonly #tip: string;
  readonly #cwd: string;
  readonly #chronicle: Chronicle;
  #theirs: { readonly files: Earlier; readonly added: readonly string[] } | undefined;

  /**
   * Compares the files, or those of a view of the index. Throws a `UsageError` where there is no such commit; `wanted` is
   * the option or argument that names it.
   */
  constructor(
    name: string,
    { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> },
    { staged, wanted = '--since' }: { readonly staged?: FileView | undefined; readonly wanted?: string } = {},
  ) {
    this.#name = name;
    this.#cwd = cwd;
    this.repository = Repository.at(cwd, env, wanted);
    this.#tip = this.repository.commit(name, wanted);
    this.#base = this.repository.mergeBase(this.#tip, name, wanted);
    this.view = staged ?? disk;
    this.changes = staged ? this.repository.staged(this.#base) : this.repository.onDisk(this.#base);
    this.before = new Earlier(this.repository.tree(this.#base), renamesOf(this.changes), cwd);
    const range = { base: this.#base, tip: this.#tip, changes: this.changes };
    this.#chronicle = new Chronicle(this.repository, range, this.view);
  }

  /** What a file is compared with. */
  baseOf(filePath: string, settings: Settings): Base {
    const path = this.before.view.pathOf(filePath) ?? filePath;
    const theirs = this.#other;
    const plan = this.before.planOf(filePath, settings);
    return {
      plan,
      past: {
        ...this.#chronicle.about(path, this.before.pathOf(filePath) ?? path),
        theirs: {
          name: this.#name,
          get plan() {
            return theirs?.files.planOf(filePath, settings);
          },
          added: theirs?.added ?? [],
        },
      },
    };
  }

  /** The other branch, if it went on since this one left it. */
  get #other() {
    if (this.#tip === this.#base) return undefined;
    return (this.#theirs ??= {
      files: new Earlier(this.repository.tree(this.#tip), renamesOf(this.changes), this.#cwd),
      added: this.repository.added(this.#base, this.#tip),
    });
  }
}

/** Where renamed files were, by where they are. */
export function renamesOf(changes: readonly FileChange[]): ReadonlyMap<string, string> {
  return new Map(changes.flatMap(({ path, before }) => (before === undefined ? [] : [[path, before] as const])));
}
