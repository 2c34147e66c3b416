import { existsSync, statSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import { decode } from '../engine/decode.ts';
import { isWithin } from '../engine/files/project.ts';
import { disk, type FileView } from '../engine/files/view.ts';
import type { OtherDocument } from '../engine/lint.ts';
import type { OpenDocument } from './open-document.ts';

/** Most documents that are kept, so that those of a set need not be read again. */
const MOST = 5000;

/** Files as an editor has them: what is open counts instead of what lies on the disk. */
export class OpenFiles {
  readonly #open = new Map<string, OpenDocument>();
  readonly #byPath = new Map<string, OpenDocument>();
  readonly #kept = new Map<string, { readonly stamp: string; readonly document: OtherDocument }>();

  /** All open texts. */
  get all(): Iterable<OpenDocument> {
    return this.#open.values();
  }

  /** A text was opened or has another version. */
  set(document: OpenDocument): void {
    this.#open.set(document.uri, document);
    if (document.filePath !== undefined) this.#byPath.set(document.filePath, document);
  }

  /** A text was closed. */
  delete({ uri, filePath }: OpenDocument): void {
    this.#open.delete(uri);
    if (filePath !== undefined) this.#byPath.delete(filePath);
  }

  /** The newest version of an open text. */
  get(uri: string): OpenDocument | undefined {
    return this.#open.get(uri);
  }

  /** The open document of a file. */
  at(filePath: string): OpenDocument | undefined {
    return this.#byPath.get(filePath);
  }

  /** What changes whenever the contents of a file do. */
  stamp(filePath: string): string {
    const open = this.at(filePath);
    if (open) return `version ${open.version} of ${open.uri}`;
    const about = statSync(filePath, { throwIfNoEntry: false });
    return about ? `${about.mtimeMs} ${about.size}` : 'none';
  }

  /** Keeps what was read of a file for as long as it stays as it is. */
  readonly keep = (filePath: string, make: () => OtherDocument): OtherDocument => {
    const stamp = this.stamp(filePath);
    const known = this.#kept.get(filePath);
    if (known?.stamp === stamp) return known.document;
    if (this.#kept.size >= MOST) this.#kept.clear();
    const document = make();
    this.#kept.set(filePath, { stamp, document });
    return document;
  };

  /** The files, for all who look for some. */
  readonly view: FileView = {
    ...disk,
    kindOf: (path) => (this.at(path) ? 'file' : disk.kindOf(path)),
    has: (path) => this.at(path) !== undefined || disk.has(path),
    isReadable: (path) => this.at(path) !== undefined || disk.isReadable(path),
    load: (path) => {
      const open = this.at(path);
      return open ? decode(Buffer.from(open.text)) : disk.load(path);
    },
    filesIn: (folder, depth, root, wanted) => this.#filesIn(folder, depth, root, wanted),
  };

  /** Those on the disk, and those that are written but not saved yet. */
  *#filesIn(...[folder, depth, root, wanted]: Parameters<FileView['filesIn']>): Generator<string> {
    yield* disk.filesIn(folder, depth, root, wanted);
    for (const filePath of this.#byPath.keys()) {
      if (!isWithin(folder, filePath) || !wanted(filePath) || existsSync(filePath)) continue;
      if (relative(folder, dirname(filePath)).split(sep).filter(Boolean).length < depth) yield filePath;
    }
  }
}
