import { join } from 'node:path';
import { filesAround, projectPath } from '../files/project.ts';
import { SiblingFiles } from '../files/siblings.ts';
import { lintDocument, type Document } from '../lint.ts';
import type { Settings } from '../settings.ts';
import type { Snapshot } from './snapshot.ts';

/** The documents of a repository as they were. */
export class Earlier {
  readonly #view: Snapshot;
  /** Where renamed files were, by where they are; from the root of the repository. */
  readonly #renames: ReadonlyMap<string, string>;
  readonly #cwd: string;
  readonly #siblings: SiblingFiles;

  constructor(view: Snapshot, renames: ReadonlyMap<string, string>, cwd: string) {
    this.#view = view;
    this.#renames = renames;
    this.#cwd = cwd;
    this.#siblings = new SiblingFiles(cwd, view);
  }

  /** The document that a file was, under the name that it had; undefined for a new one and for what could not be read. */
  documentOf(filePath: string): Document | undefined {
    const inside = this.#view.pathOf(filePath);
    if (inside === undefined) return undefined;
    const path = join(this.#view.root, this.#renames.get(inside) ?? inside);
    if (!this.#view.isReadable(path)) return undefined;
    const { text, refusal } = this.#view.load(path);
    if (refusal) return undefined;
    return {
      text,
      path: projectPath(path, this.#cwd),
      filePath: path,
      projectPath: projectPath(path, this.#cwd),
      files: filesAround(path, this.#cwd, (other) => this.#view.has(other)),
      ...this.#siblings.around(path),
    };
  }

  /** The fingerprints of what was found in a file; none for a new one. */
  fingerprintsOf(filePath: string, settings: Settings): ReadonlySet<string> {
    const document = this.documentOf(filePath);
    const found = document ? lintDocument(document, settings).findings : [];
    return new Set(found.map(({ fingerprint }) => fingerprint));
  }
}
