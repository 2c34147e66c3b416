import { entriesOf, type Git } from './git.ts';

/** What a commit did to a file. */
export interface Touch {
  readonly kind: 'added' | 'deleted' | 'modified' | 'renamed';
  /** Where the file is after it; where it was, if it was deleted. From the root of the repository. */
  readonly path: string;
  /** Where a renamed file was. */
  readonly before: string | undefined;
  /** The names of its contents before and after; undefined where there was no file. */
  readonly was: string | undefined;
  readonly is: string | undefined;
}

/** A commit with what it did. */
export interface Commit {
  /** Undefined for what is not committed yet. */
  readonly name: string | undefined;
  readonly parents: readonly string[];
  /** When it was committed, in seconds since 1970. */
  readonly time: number;
  readonly message: string;
  /** Of a merge only the files that it left as neither side had them. */
  readonly touches: readonly Touch[];
}

/** How the files of commits are asked for: with the names of their contents, and without programs that a configuration names. */
const RAW = ['--raw', '-z', '--no-abbrev', '-c', '-l500', '--no-textconv', '--no-ext-diff', '--no-show-signature'];
const HEADER = '--format=%H%x00%P%x00%ct%x00%B%x00';

/**
 * All commits that HEAD goes back to, none before its parents. Renamed files are known by what they hold; where contents are
 * missing in this clone, only those that hold the same as before, and `isPartial` says so.
 */
export function readLog(git: Git): { readonly commits: readonly Commit[]; readonly isPartial: boolean } {
  const ask = (renames: string) => git.ask(['log', '--topo-order', '--reverse', ...RAW, renames, HEADER, 'HEAD']);
  const whole = ask('-M');
  if (whole.ok) return { commits: readCommits(whole.output), isPartial: false };
  const { ok, output, said } = ask('-M100%');
  if (!ok) throw new Error(`git log failed: ${said}`);
  return { commits: readCommits(output), isPartial: true };
}

function readCommits(output: Buffer): Commit[] {
  const words = entriesOf(output);
  const commits: Commit[] = [];
  let at = 0;
  const next = () => words[at++] ?? '';
  while (at < words.length) {
    const name = next();
    const parents = next().split(' ').filter(Boolean);
    const [time, message] = [Number(next()), next().trim()];
    const touches: Touch[] = [];
    // Between a message and what follows it stand one or two empty entries, or a line end.
    while (words[at] === '') at++;
    while (/^\n?:+\d{6} /.test(words[at] ?? '')) touches.push(readTouch(next().trim(), next));
    commits.push({ name, parents, time, message, touches });
  }
  return commits;
}

/** `:100644 100644 1a2b 3c4d M`; that of a merge has a colon, a mode, a name and a letter for each parent. */
function readTouch(words: string, next: () => string): Touch {
  const count = words.lastIndexOf(':') + 1;
  const fields = words.slice(count).split(' ');
  const letters = fields.at(-1) ?? '';
  const is = object(fields[2 * count + 1]);
  const [was] = fields.slice(count + 1, 2 * count + 1).flatMap((field) => object(field) ?? []);
  const path = next();
  if (count === 1 && letters.startsWith('R')) return { kind: 'renamed', path: next(), before: path, was, is };
  const kind = is === undefined ? 'deleted' : was === undefined ? 'added' : 'modified';
  return { kind, path, before: undefined, was, is };
}

/** The name of an object; that of none consists of zeros. */
function object(name: string | undefined): string | undefined {
  return name === undefined || /^0*$/.test(name) ? undefined : name;
}
