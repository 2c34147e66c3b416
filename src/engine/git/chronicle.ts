import { join } from 'node:path';
import type { Past } from '../../model/plan/change.ts';
import type { FileView } from '../files/view.ts';
import { isMarkdown } from '../discovery.ts';
import { entriesOf } from './git.ts';
import type { FileChange, Repository } from './repository.ts';

/** What a repository knows of how it came to be what it is. */
export class Chronicle {
  readonly #repository: Repository;
  readonly #base: string;
  readonly #heads: readonly string[];
  readonly #changes: readonly FileChange[];
  readonly #view: FileView;
  /** By the commit from which on they count. */
  readonly #changedSince = new Map<string, ReadonlySet<string>>();
  #texts: ReadonlyMap<string, string> | undefined;

  /** `changes` are those since the commit `base` in the files of a view; `tip` is the other branch. */
  constructor(
    repository: Repository,
    { base, tip, changes }: { readonly base: string; readonly tip: string; readonly changes: readonly FileChange[] },
    view: FileView,
  ) {
    this.#repository = repository;
    this.#base = base;
    this.#heads = ['HEAD', tip];
    this.#changes = changes;
    this.#view = view;
  }

  /** What is known about a file at a path now, and at another one in the base; both from the root. */
  about(path: string, before: string): Omit<Past, 'theirs'> {
    return {
      changedSince: (words) => this.#since(before, words),
      isElsewhere: (words) => this.#isElsewhere(path, words),
    };
  }

  /** Where history is missing, nobody knows what has changed. */
  #since(path: string, words: readonly string[]): ReadonlySet<string> | undefined {
    if (this.#repository.isShallow) return undefined;
    const commits = new Set(words.flatMap((text) => this.#firstWith(path, text) ?? []));
    if (commits.size === 0) return undefined;
    const found = new Set(
      this.#changes.flatMap(({ path: one, before }) => (before === undefined ? [one] : [one, before])),
    );
    for (const commit of commits) for (const changed of this.#pathsFrom(commit)) found.add(changed);
    return found;
  }

  /** The commit that brought a line of a file. */
  #firstWith(path: string, text: string): string | undefined {
    const [line = ''] = text.split(/[\r\n]/);
    if (line.trim() === '') return undefined;
    const careful = ['--no-textconv', '--no-ext-diff', '--format=%H'];
    return this.#repository.git.lines(['log', ...careful, `-S${line}`, '--follow', this.#base, '--', path])?.at(-1);
  }

  /** The files that a commit and those after it have changed. */
  #pathsFrom(commit: string): ReadonlySet<string> {
    const known = this.#changedSince.get(commit);
    if (known) return known;
    const args = ['log', '--format=', '--name-only', '-z', '--no-renames', '--no-textconv', '--no-ext-diff'];
    const output = this.#repository.git.run([...args, ...this.#heads, '--not', `${commit}^@`, '--']);
    const paths = new Set(entriesOf(output).filter((entry) => entry !== ''));
    this.#changedSince.set(commit, paths);
    return paths;
  }

  #isElsewhere(path: string, words: string): boolean {
    const wanted = plain(words);
    if (wanted === '') return false;
    this.#texts ??= new Map(
      this.#changes
        .filter((change) => change.kind !== 'deleted' && isMarkdown(change.path))
        .map((change) => [change.path, plain(this.#textOf(change.path))]),
    );
    return [...this.#texts].some(([other, text]) => other !== path && text.includes(wanted));
  }

  #textOf(path: string): string {
    const file = join(this.#repository.root, path);
    try {
      const { text, refusal } = this.#view.load(file);
      return refusal ? '' : text;
    } catch {
      return '';
    }
  }
}

/** A text as it is searched: without markup, on one line. */
function plain(text: string): string {
  return text
    .replace(/[*_~`]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
