import { dirname, join, relative, resolve } from 'node:path';
import { placeOf } from '../../model/document/formats.ts';
import type { OtherDocument } from '../lint.ts';
import { isWithin, projectPath, projectRoot, slashed } from './project.ts';
import { disk, type FileView } from './view.ts';

/** Most files of one set that are looked at. */
const MANY = 2000;
/** Sets that are kept in memory; files come in the order of their paths, so those of a set come together. */
const KEPT = 8;

/** Gives the document for a path: what `make` makes, or the same as an earlier time. */
export type Keep = (filePath: string, make: () => OtherDocument) => OtherDocument;

/**
 * Finds the documents that belong to the same set as another one. Each is an object of its own for as long as this lives,
 * so that nobody reads it twice. Nothing outside of the project is looked at, whatever links and dots say.
 */
export class SiblingFiles {
  readonly #cwd: string;
  readonly #view: FileView;
  readonly #documents = new Map<string, OtherDocument | undefined>();
  readonly #sets = new Map<string, readonly OtherDocument[]>();
  readonly #keep: Keep;
  /** Texts that count instead of those of the files, by path. */
  readonly #texts = new Map<string, string>();

  /** `keep` may give a document that was made before, so that it need not be read again. */
  constructor(cwd: string, view: FileView = disk, keep: Keep = (_, make) => make()) {
    this.#cwd = cwd;
    this.#view = view;
    this.#keep = keep;
  }

  /** Lets a file have another text from now on. */
  replace(filePath: string, text: string): void {
    this.#texts.set(filePath, text);
    this.#forget();
  }

  /** The documents of the set that a path belongs to: the other ones, and itself. Nothing where no format has such a set. */
  around(filePath: string): { readonly siblings?: readonly OtherDocument[]; readonly self?: OtherDocument } {
    const set = this.setOf(filePath);
    if (!set) return {};
    const own = projectPath(filePath, this.#cwd);
    const self = set.find(({ path }) => path === own);
    return { siblings: set.filter((document) => document !== self), ...(self ? { self } : {}) };
  }

  /** All documents of the set that a path belongs to: the same list for each of them. */
  setOf(filePath: string): readonly OtherDocument[] | undefined {
    const own = projectPath(filePath, this.#cwd);
    const place = placeOf(own);
    if (!place) return undefined;
    const folder = this.#folderOf(filePath, own, place.folder);
    if (folder === undefined) return undefined;
    const key = `${place.files ? 'files' : 'set'} ${folder}`;
    if (!this.#sets.has(key) && this.#sets.size >= KEPT) this.#forget();
    const known = this.#sets.get(key) ?? this.#list(folder, place.depth, (path) => place.includes(path));
    this.#sets.set(key, known);
    return known;
  }

  #forget(): void {
    this.#sets.clear();
    this.#documents.clear();
  }

  /** The folder of a set on the disk: as many steps above the file as its path has; undefined outside of the project. */
  #folderOf(filePath: string, own: string, folder: string): string | undefined {
    const steps = own.split('/').length - (folder === '' ? 0 : folder.split('/').length);
    const path = resolve(filePath, '../'.repeat(steps));
    return isWithin(this.#rootOf(filePath), path) ? path : undefined;
  }

  #rootOf(filePath: string): string {
    const folder = dirname(filePath);
    return projectRoot(folder) ?? (isWithin(this.#cwd, folder) ? this.#cwd : folder);
  }

  #list(folder: string, depth: number, includes: (path: string) => boolean): OtherDocument[] {
    const root = this.#rootOf(join(folder, 'x'));
    const found: OtherDocument[] = [];
    const paths = this.#view.filesIn(folder, depth, root, (path) => includes(projectPath(path, this.#cwd)));
    for (const path of paths) {
      if (found.length >= MANY) break;
      const document = this.#document(path);
      if (document) found.push(document);
    }
    return found;
  }

  #document(filePath: string): OtherDocument | undefined {
    if (this.#documents.has(filePath)) return this.#documents.get(filePath);
    const document = this.#view.isReadable(filePath)
      ? this.#keep(filePath, () => this.#make(filePath, this.#texts.get(filePath)))
      : undefined;
    this.#documents.set(filePath, document);
    return document;
  }

  #make(filePath: string, replaced: string | undefined): OtherDocument {
    const view = this.#view;
    let text: string | undefined;
    return {
      path: projectPath(filePath, this.#cwd),
      filePath,
      shown: slashed(isWithin(this.#cwd, filePath) ? relative(this.#cwd, filePath) : filePath),
      get text() {
        return (text ??= replaced ?? textOf(filePath, view));
      },
    };
  }
}

/** What cannot be read as text says nothing; it is reported when it is linted itself. */
function textOf(filePath: string, view: FileView): string {
  try {
    const { text, refusal } = view.load(filePath);
    return refusal ? '' : text;
  } catch {
    return '';
  }
}
