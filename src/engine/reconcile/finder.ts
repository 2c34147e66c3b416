import type { History } from '../git/history.ts';

/** What a repository has under a path that a plan names. */
export interface Found {
  /** The files that are meant, under the names that they have now; several where nobody can say which. */
  readonly now: readonly string[];
  /** Those of them that the repository had once, under the names that they had. */
  readonly once: readonly string[];
}

/** Finds the files that plans name: from the root, from the folder of the plan or one above it, and by the end of their path. */
export class Finder {
  readonly #history: History;
  readonly #exists: (path: string) => boolean;
  /** All paths that there ever were, by their names, and by what their names have in common with those of other kinds. */
  readonly #byName = new Map<string, string[]>();
  readonly #byStem = new Map<string, string[]>();
  readonly #byPlace = new Map<string, string[]>();
  readonly #tops = new Set<string>();

  /** `exists` says of a path from the root whether a file is there now. */
  constructor(history: History, exists: (path: string) => boolean) {
    this.#history = history;
    this.#exists = exists;
    for (const path of history.paths) {
      push(this.#byName, nameOf(path), path);
      push(this.#byStem, stemOf(path), path);
      push(this.#byPlace, placeOf(path), path);
      this.#tops.add(path.slice(0, Math.max(path.indexOf('/'), 0)));
    }
  }

  /** What a path in a plan stands for. */
  find(wanted: string, plan: string): Found {
    const known = this.#candidates(wanted, plan);
    const now = new Set(known.flatMap((path) => this.#nowAt(path) ?? []));
    return { now: [...now], once: known };
  }

  /** Whether the repository has, or ever had, a folder that a path begins with: else it may be about another one. */
  isOurs(wanted: string, plan: string): boolean {
    const [top = ''] = wanted.split('/');
    return folders(plan).some((folder) => {
      const path = folder === '' ? top : `${folder}/${top}`;
      return this.#tops.has(path) || this.#exists(path);
    });
  }

  /**
   * Files whose name differs from that of a path in no more than its spelling, its kind or its folder; and those of its kind in
   * its folder that have a word more or less.
   */
  alike(wanted: string): readonly string[] {
    const same = this.#byStem.get(stemOf(wanted)) ?? [];
    const folder = folderName(wanted);
    if (same.length > FEW) return same.filter((path) => folderName(path) === folder);
    return same.length > 0 ? same : (this.#byPlace.get(placeOf(wanted)) ?? []).filter((path) => isPart(path, wanted));
  }

  #candidates(wanted: string, plan: string): readonly string[] {
    const named = this.#byName.get(nameOf(wanted)) ?? [];
    for (const folder of folders(plan)) {
      const path = folder === '' ? wanted : `${folder}/${wanted}`;
      if (named.includes(path) || this.#exists(path)) return [path];
    }
    return named.filter((path) => path.endsWith(`/${wanted}`));
  }

  #nowAt(path: string): string | undefined {
    if (this.#exists(path)) return path;
    const now = this.#history.nowAt(path);
    return now !== undefined && this.#exists(now) ? now : undefined;
  }
}

/** Files of one name beyond which the name says little. */
const FEW = 3;

/** The root, and the folders from that of the plan up. */
function folders(plan: string): string[] {
  const parts = plan.split('/').slice(0, -1);
  return ['', ...parts.map((_, index) => parts.slice(0, parts.length - index).join('/'))];
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function folderName(path: string): string {
  return path.split('/').at(-2)?.toLowerCase() ?? '';
}

/** The name of the folder, and the kind of a file. */
function placeOf(path: string): string {
  const name = nameOf(path);
  return `${folderName(path)}/${name.slice(Math.max(name.indexOf('.', 1), 0))}`;
}

/** Whether one of two names has all words of the other, and these are more than one. */
function isPart(path: string, other: string): boolean {
  const [few = [], many = []] = [wordsOf(path), wordsOf(other)].toSorted((a, b) => a.length - b.length);
  return few.length > 1 && few.every((word) => many.includes(word));
}

function wordsOf(path: string): string[] {
  const name = nameOf(path);
  const end = name.indexOf('.', 1);
  return (end < 0 ? name : name.slice(0, end))
    .replace(/(?<=[a-z\d])(?=[A-Z])/g, '-')
    .toLowerCase()
    .split(/[-_ ]+/)
    .filter(Boolean);
}

/** A name without its kind, and without what people write one way or the other. */
function stemOf(path: string): string {
  const name = nameOf(path).toLowerCase();
  const end = name.indexOf('.', 1);
  return (end < 0 ? name : name.slice(0, end)).replace(/[-_ ]/g, '');
}

function push(map: Map<string, string[]>, key: string, path: string): void {
  const known = map.get(key);
  if (known) known.push(path);
  else map.set(key, [path]);
}
