import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { Decoded } from '../decode.ts';
import type { FileView } from '../files/view.ts';
import { isWithin, slashed } from '../files/project.ts';
import type { Blobs } from './blobs.ts';

/** A file as git keeps it. */
export interface Entry {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  /** The name of its object. */
  readonly object: string;
}

/** What a snapshot says of paths that it does not have, and offers to walks. */
export interface SnapshotOptions {
  /** Whether a walk shows a file, by its path from the root; all of them unless given. */
  readonly offers?: (path: string) => boolean;
  /** What to say of a path, by how it was given. */
  readonly whyMissing?: (given: string, cwd: string) => string;
}

/** The files of a repository as git keeps them: those of its index or of a commit. Links and submodules are none. */
export class Snapshot implements FileView {
  /** Absolute. */
  readonly root: string;
  readonly #blobs: Blobs;
  readonly #objects = new Map<string, string>();
  /** The names in each folder, files and folders. */
  readonly #folders = new Map<string, string[]>([['', []]]);
  readonly #options: SnapshotOptions;
  #sorted: readonly string[] | undefined;

  constructor(root: string, entries: readonly Entry[], blobs: Blobs, options: SnapshotOptions = {}) {
    this.root = root;
    this.#blobs = blobs;
    this.#options = options;
    for (const { path, object } of entries) {
      this.#objects.set(path, object);
      this.#enter(path);
    }
  }

  #enter(path: string): void {
    const folder = parentOf(path);
    const names = this.#folders.get(folder);
    names?.push(basename(path));
    if (names) return;
    this.#folders.set(folder, [basename(path)]);
    this.#enter(folder);
  }

  /** The name of the object at an absolute path. */
  objectAt(path: string): string | undefined {
    const inside = this.pathOf(path);
    return inside === undefined ? undefined : this.#objects.get(inside);
  }

  /** The paths of all files from the root, in order. */
  get paths(): readonly string[] {
    return (this.#sorted ??= [...this.#objects.keys()].toSorted((a, b) => (a < b ? -1 : 1)));
  }

  /** An absolute path from the root of the repository; undefined where it does not lie there. */
  pathOf(path: string): string | undefined {
    if (isWithin(this.root, path)) return slashed(relative(this.root, path));
    const real = realpathOf(path);
    return isWithin(this.root, real) ? slashed(relative(this.root, real)) : undefined;
  }

  kindOf(path: string): 'file' | 'folder' | undefined {
    const inside = this.pathOf(path);
    if (inside === undefined) return undefined;
    if (this.#objects.has(inside)) return 'file';
    return this.#folders.has(inside) ? 'folder' : undefined;
  }

  has(path: string): boolean {
    return this.kindOf(path) !== undefined;
  }

  async walk(root: string, _cwd: string, visitor: Parameters<FileView['walk']>[2]): Promise<void> {
    const top = this.pathOf(root);
    if (top === undefined) return;
    const { offers = () => true } = this.#options;
    const shut = new Map<string, boolean>([[top, false]]);
    const isShut = async (folder: string): Promise<boolean> => {
      const known = shut.get(folder);
      if (known !== undefined) return known;
      const above = await isShut(parentOf(folder));
      const path = join(this.root, folder);
      const why = above ? undefined : await visitor.whyNot(path, basename(path));
      if (why !== undefined) visitor.skip(path, why);
      shut.set(folder, above || why !== undefined);
      return above || why !== undefined;
    };
    for (const path of this.paths) {
      if (!isBelow(top, path) || !offers(path) || (await isShut(parentOf(path)))) continue;
      await visitor.file(join(this.root, path), basename(path));
    }
  }

  *filesIn(folder: string, depth: number, _root: string, wanted: (path: string) => boolean): Generator<string> {
    const top = this.pathOf(folder);
    if (top === undefined) return;
    const paths = [...this.#below(top, depth)].map((path) => join(this.root, path)).filter(wanted);
    this.#blobs.announce(paths.flatMap((path) => this.objectAt(path) ?? []));
    yield* paths;
  }

  *#below(folder: string, depth: number): Generator<string> {
    for (const name of this.#folders.get(folder)?.toSorted((a, b) => (a < b ? -1 : 1)) ?? []) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (this.#objects.has(path)) yield path;
      else if (depth > 1 && name !== 'node_modules') yield* this.#below(path, depth - 1);
    }
  }

  isReadable(path: string): boolean {
    return this.objectAt(path) !== undefined;
  }

  load(path: string): Decoded {
    const object = this.objectAt(path);
    if (object === undefined) throw Object.assign(new Error(`${path} is not there`), { code: 'ENOENT' });
    return this.#blobs.read(object);
  }

  whyMissing(given: string, cwd: string): string {
    return this.#options.whyMissing?.(given, cwd) ?? `no such file or folder: \`${given}\``;
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

function isBelow(folder: string, path: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

/** A path without links, as far as it is there. */
function realpathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realpathOf(parent), basename(path));
  }
}
