import { Earlier } from './earlier.ts';
import { Repository, type FileChange } from './repository.ts';

/** What has changed since another state of the repository: the one in which HEAD and a commit that somebody names parted. */
export class Since {
  /** The documents as they were then. */
  readonly before: Earlier;
  readonly repository: Repository;
  /** The commit at which HEAD and the named one parted. */
  readonly base: string;
  /** The commit that was named. */
  readonly tip: string;
  readonly changes: readonly FileChange[];

  /**
   * Compares the files, or with `staged` those of the index. Throws a `UsageError` where there is no such commit; `wanted`
   * is the option or argument that names it.
   */
  constructor(
    name: string,
    { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> },
    { staged = false, wanted = '--since' }: { readonly staged?: boolean; readonly wanted?: string } = {},
  ) {
    this.repository = Repository.at(cwd, env, wanted);
    this.tip = this.repository.commit(name, wanted);
    this.base = this.repository.mergeBase(this.tip, name, wanted);
    this.changes = staged ? this.repository.staged(this.base) : this.repository.onDisk(this.base);
    this.before = new Earlier(this.repository.tree(this.base), renamesOf(this.changes), cwd);
  }
}

/** Where renamed files were, by where they are. */
export function renamesOf(changes: readonly FileChange[]): ReadonlyMap<string, string> {
  return new Map(changes.flatMap(({ path, before }) => (before === undefined ? [] : [[path, before] as const])));
}
