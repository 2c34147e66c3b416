import { join } from 'node:path';
import type { Plan } from '../../model/plan/plan.ts';
import { filesAround, projectPath } from '../files/project.ts';
import { SiblingFiles } from '../files/siblings.ts';
import type { LintResult } from '../finding.ts';
import type { Identity } from '../fingerprint.ts';
import { lintDocument, type Document } from '../lint.ts';
import type { Settings } from '../settings.ts';
import { placesOf } from '../untold.ts';
import type { Snapshot } from './snapshot.ts';

/** The documents of a repository as they were. */
export class Earlier {
  readonly view: Snapshot;
  /** Where renamed files were, by where they are; from the root of the repository. */
  readonly #renames: ReadonlyMap<string, string>;
  readonly #cwd: string;
  readonly #siblings: SiblingFiles;
  /** The file that was asked for last: plans are large. */
  #last:
    { readonly filePath: string; readonly settings: Settings; readonly result: LintResult | undefined } | undefined;

  constructor(view: Snapshot, renames: ReadonlyMap<string, string>, cwd: string) {
    this.view = view;
    this.#renames = renames;
    this.#cwd = cwd;
    this.#siblings = new SiblingFiles(cwd, view);
  }

  /** Where a file was, from the root of the repository. */
  pathOf(filePath: string): string | undefined {
    const inside = this.view.pathOf(filePath);
    return inside === undefined ? undefined : (this.#renames.get(inside) ?? inside);
  }

  /** What linting a file as it was gives; undefined for a new one and for what could not be read. */
  resultOf(filePath: string, settings: Settings): LintResult | undefined {
    if (this.#last?.filePath === filePath && this.#last.settings === settings) return this.#last.result;
    const document = this.#documentOf(filePath);
    const result = document && lintDocument(document, settings);
    this.#last = { filePath, settings, result };
    return result;
  }

  /** The plan that a file was. */
  planOf(filePath: string, settings: Settings): Plan | undefined {
    return this.resultOf(filePath, settings)?.plan;
  }

  /** What was found in a file; nothing in a new one. */
  foundIn(filePath: string, settings: Settings): readonly Identity[] {
    return (
      this.resultOf(filePath, settings)?.findings.flatMap((finding) =>
        placesOf(finding).map(({ identity }) => identity),
      ) ?? []
    );
  }

  /** The document that a file was, under the name that it had. */
  #documentOf(filePath: string): Document | undefined {
    const inside = this.pathOf(filePath);
    const path = inside === undefined ? undefined : join(this.view.root, inside);
    if (path === undefined || !this.view.isReadable(path)) return undefined;
    const { text, refusal } = this.view.load(path);
    if (refusal) return undefined;
    return {
      text,
      path: projectPath(path, this.#cwd),
      filePath: path,
      projectPath: projectPath(path, this.#cwd),
      files: filesAround(path, this.#cwd, (other) => this.view.has(other)),
      ...this.#siblings.around(path),
    };
  }
}
