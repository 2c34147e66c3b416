import { basename, resolve } from 'node:path';
import { nearest } from '../nearest.ts';
import { UsageError } from '../usage.ts';
import { Blobs } from './blobs.ts';
import { entriesOf, Git } from './git.ts';
import { Snapshot, type Entry, type SnapshotOptions } from './snapshot.ts';

/** What became of a file from one state of a repository to another. Paths count from its root. */
export interface FileChange {
  readonly kind: 'added' | 'deleted' | 'modified' | 'renamed';
  /** Where the file is; where it was, if it was deleted. */
  readonly path: string;
  /** Where a renamed file was. */
  readonly before?: string;
}

/** A repository of git with the work tree that a folder lies in. */
export class Repository {
  /** The folder of the work tree, absolute. */
  readonly root: string;
  /** Whether a part of the history is missing. */
  readonly isShallow: boolean;
  readonly git: Git;
  readonly #blobs: Blobs;

  private constructor(root: string, isShallow: boolean, git: Git) {
    this.root = root;
    this.isShallow = isShallow;
    this.git = git;
    this.#blobs = new Blobs(git);
  }

  /** Finds the repository of a folder. Throws a `UsageError` where there is none with files in it; `wanted` begins its sentence. */
  static at(folder: string, env: Readonly<Record<string, string | undefined>>, wanted: string): Repository {
    const here = new Git(folder, env);
    const { ok, output, said } = here.ask([
      'rev-parse',
      '--is-inside-work-tree',
      '--is-bare-repository',
      '--is-shallow-repository',
    ]);
    if (!ok) throw new UsageError(`${wanted} needs a git repository: ${said}`);
    const [inside, bare, shallow] = output.toString().split('\n');
    if (inside !== 'true') {
      const why = bare === 'true' ? 'this is a bare repository' : 'this folder belongs to git itself';
      throw new UsageError(`${wanted} needs the files of a git repository, and ${why}`);
    }
    const [up = ''] = here.lines(['rev-parse', '--show-cdup']) ?? [];
    const root = resolve(folder, up);
    return new Repository(root, shallow === 'true', new Git(root, env));
  }

  /** The commit that is checked out; undefined before the first one. */
  get head(): string | undefined {
    return this.git.lines(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])?.[0];
  }

  /** The tree without any file, which stands for what was there before the first commit. */
  get nothing(): string {
    return this.git.run(['hash-object', '-t', 'tree', '--stdin'], '').toString().trim();
  }

  /** What the next commit will have, conflicts left out. */
  index(options: SnapshotOptions = {}): Snapshot {
    const entries = entriesOf(this.git.run(['ls-files', '-z', '--stage', '--full-name']));
    return this.#snapshot(entries, /^(100\d{3}) ([\da-f]+) 0\t([^]+)$/, options);
  }

  /** The files of a commit or tree. */
  tree(name: string, options: SnapshotOptions = {}): Snapshot {
    const entries = entriesOf(this.git.run(['ls-tree', '-r', '-z', '--full-tree', name]));
    return this.#snapshot(entries, /^(100\d{3}) blob ([\da-f]+)\t([^]+)$/, options);
  }

  #snapshot(lines: readonly string[], pattern: RegExp, options: SnapshotOptions): Snapshot {
    const entries = lines.flatMap((line): Entry[] => {
      const [, , object, path] = pattern.exec(line) ?? [];
      return object === undefined || path === undefined ? [] : [{ path, object }];
    });
    return new Snapshot(this.root, entries, this.#blobs, options);
  }

  /**
   * The commit that somebody names, by option or argument `wanted`. Throws a `UsageError` that says the way out where there
   * is none.
   */
  commit(name: string, wanted: string): string {
    const found = this.git.lines(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`])?.[0];
    if (found !== undefined) return found;
    if (/^0{40,}$/.test(name)) {
      throw new UsageError(`${wanted}: \`${name}\` is what git says where nothing was before: everything is new then`);
    }
    if (this.head === undefined) throw new UsageError(`${wanted}: there is no commit yet, so everything is new`);
    const refs = this.git.lines([
      'for-each-ref',
      '--format=%(refname:short)',
      'refs/heads',
      'refs/remotes',
      'refs/tags',
    ]);
    const near = refs?.find((ref) => ref.endsWith(`/${name}`)) ?? nearest(name, refs ?? []);
    const hint = near === undefined ? '' : `; did you mean \`${near}\`?`;
    const shallow = this.isShallow && hint === '' ? `, and this clone is shallow: ${DEEPEN}` : '';
    throw new UsageError(`${wanted}: there is no commit \`${name}\` here${hint}${shallow}`);
  }

  /** The last commit that HEAD and another one, called `name`, have in common. Throws a `UsageError` where there is none. */
  mergeBase(commit: string, name: string, wanted: string): string {
    const found = this.git.lines(['merge-base', 'HEAD', commit])?.[0];
    if (found !== undefined) return found;
    if (this.head === undefined) throw new UsageError(`${wanted}: there is no commit yet, so everything is new`);
    const why = this.isShallow
      ? `where HEAD and \`${name}\` parted lies before this shallow clone begins: ${DEEPEN}`
      : `HEAD and \`${name}\` have no commit in common`;
    throw new UsageError(`${wanted}: ${why}`);
  }

  /** What the files on the disk change since a commit or tree; of new ones those that `.gitignore` does not name. */
  onDisk(since: string): FileChange[] {
    const changes = readChanges(this.git.run(['diff', ...DIFF, since, '--']));
    const fresh = entriesOf(this.git.run(['ls-files', '-z', '--others', '--exclude-standard', '--full-name']));
    return withMoved(changes, fresh);
  }

  /** The files that one commit has and another one had not. */
  added(from: string, to: string): string[] {
    const changes = readChanges(this.git.run(['diff-tree', '-r', ...DIFF, from, to]));
    return changes.flatMap(({ kind, path }) => (kind === 'added' ? [path] : []));
  }

  /** What the index changes since a commit or tree. */
  staged(since: string): FileChange[] {
    return readChanges(this.git.run(['diff-index', '--cached', ...DIFF, since]));
  }
}

const DEEPEN = 'fetch the whole history, by `git fetch --unshallow` or `fetch-depth: 0` of actions/checkout';

/** Changes with the files that git does not know yet: one by the name of a file that is gone is that one, moved. */
function withMoved(changes: readonly FileChange[], fresh: readonly string[]): FileChange[] {
  const gone = changes.filter(({ kind }) => kind === 'deleted').map(({ path }) => path);
  const moved = fresh.map((path): FileChange => {
    const name = basename(path);
    const [before, ...others] = gone.filter((other) => basename(other) === name);
    const isOnly = fresh.filter((other) => basename(other) === name).length === 1;
    return before !== undefined && others.length === 0 && isOnly
      ? { kind: 'renamed', path, before }
      : { kind: 'added', path };
  });
  const found = new Set(moved.flatMap(({ before }) => before ?? []));
  return [...changes.filter(({ kind, path }) => kind !== 'deleted' || !found.has(path)), ...moved];
}

/** How changes are asked for: by name alone, with renames, and without any program that a configuration names. */
const DIFF = ['-z', '-M', '--name-status', '--no-ext-diff', '--no-textconv', '--ignore-submodules'];

function readChanges(output: Buffer): FileChange[] {
  const words = entriesOf(output);
  const changes: FileChange[] = [];
  while (words.length > 0) {
    const [status = '', path = ''] = words.splice(0, 2);
    const letter = status[0];
    if (letter === 'R') changes.push({ kind: 'renamed', before: path, path: words.shift() ?? '' });
    else if (letter === 'D') changes.push({ kind: 'deleted', path });
    else if (letter === 'A') changes.push({ kind: 'added', path });
    // What is in conflict is no file yet.
    else if (letter !== 'U') changes.push({ kind: 'modified', path });
  }
  return changes;
}
