import type { LintResult } from '../engine/finding.ts';
import { fixDocument, type FixedFinding, type FixNotice } from '../engine/fix.ts';
import type { SiblingFiles } from '../engine/files/siblings.ts';
import type { Document } from '../engine/lint.ts';
import type { Settings } from '../engine/settings.ts';

/** Most times that a document is looked at again because another one of its set has changed. */
const ROUNDS = 10;

/** A document whose fixes were applied in memory. */
export interface FixedFile {
  /** For people. */
  readonly path: string;
  /** Absolute; undefined for the standard input. */
  readonly filePath: string | undefined;
  readonly before: string;
  readonly after: string;
  /** What linting the text before gave. */
  readonly first: LintResult;
  /** What linting the text afterwards gives. */
  readonly remaining: LintResult;
  readonly fixed: readonly FixedFinding[];
  readonly notices: readonly FixNotice[];
}

/** Fixes the documents of a run: one after the other, and again where another one of their set has changed since. */
export class FixFiles {
  readonly #unsafe: boolean;
  readonly #siblings: SiblingFiles;
  /** By absolute path; `-` is the standard input. */
  readonly #files = new Map<string, FixedFile>();
  /** The other documents of its set. */
  readonly #sets = new Map<string, readonly string[]>();
  /** When a document was fixed and when its text changed, counted in steps. */
  readonly #fixedAt = new Map<string, number>();
  readonly #changedAt = new Map<string, number>();
  #step = 0;

  constructor(unsafe: boolean, siblings: SiblingFiles) {
    this.#unsafe = unsafe;
    this.#siblings = siblings;
  }

  /** In the order in which they were first fixed. */
  get files(): readonly FixedFile[] {
    return [...this.#files.values()];
  }

  /**
   * Applies the fixes of a document, which gave `linted`, and says what it gives then. What came by the standard input is
   * no file, whatever it is called.
   */
  fix(document: Document, settings: Settings, linted: LintResult, isInput = false): LintResult {
    const { path, text, siblings = [] } = document;
    const filePath = isInput ? undefined : document.filePath;
    const key = filePath ?? '-';
    const outcome = fixDocument(document, settings, { unsafe: this.#unsafe }, linted);
    const { plan: _, ...first } = linted;
    const { plan: __, ...remaining } = outcome.remaining;
    const { before, fixed, ...known } = this.#files.get(key) ?? { path, filePath, first, before: text, fixed: [] };
    const { output: after, notices } = outcome;
    this.#files.set(key, { ...known, before, after, remaining, notices, fixed: [...fixed, ...outcome.fixed] });
    this.#sets.set(
      key,
      siblings.flatMap((sibling) => sibling.filePath ?? []),
    );
    this.#fixedAt.set(key, ++this.#step);
    if (filePath !== undefined && after !== text) {
      this.#changedAt.set(filePath, this.#step);
      this.#siblings.replace(filePath, after);
    }
    return remaining;
  }

  /** The files to be fixed again since another one of their set has changed. Fixing them may make others so. */
  *stale(): Generator<FixedFile> {
    for (let round = 0; round < ROUNDS; round++) {
      const stale = this.files.filter(({ filePath = '-' }) => {
        const fixed = this.#fixedAt.get(filePath) ?? 0;
        return this.#sets.get(filePath)?.some((other) => (this.#changedAt.get(other) ?? 0) > fixed);
      });
      if (stale.length === 0) return;
      yield* stale;
    }
  }
}
