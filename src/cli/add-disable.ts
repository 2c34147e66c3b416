import { addDirectives, type Wish } from '../engine/add-directives.ts';
import { replaceFile } from '../engine/files/write.ts';
import type { Finding, LintResult } from '../engine/finding.ts';
import type { Document } from '../engine/lint.ts';
import type { Settings } from '../engine/settings.ts';
import { UsageError } from '../engine/usage.ts';
import { printable } from '../report/printable.ts';
import { counted } from '../report/tally.ts';

/** Writes directives into the files that are linted. */
export class DisableWriter {
  readonly #wish: Wish;
  readonly #left: string[] = [];
  readonly #unwritten: string[] = [];
  #silenced = 0;
  #files = 0;

  constructor(wish: Wish) {
    this.#wish = wish;
  }

  /** Whether every file that had to be written was written. */
  get succeeded(): boolean {
    return this.#unwritten.length === 0;
  }

  /** Silences what was found in a file, and gives what is found in it then. */
  readonly amend = (document: Document, settings: Settings, linted: LintResult): LintResult => {
    if (linted.findings.length === 0) return linted;
    const { text, result, silenced, left } = addDirectives(document, settings, this.#wish);
    if (silenced > 0) {
      const why = replaceFile(document.filePath ?? document.path, document.text, text);
      if (why !== undefined) {
        this.#unwritten.push(`planvet: cannot write \`${printable(document.path)}\`: ${why}`);
        return linted;
      }
      this.#silenced += silenced;
      this.#files++;
    }
    this.#left.push(...left.map((finding) => notSilenced(finding, linted)));
    return result;
  };

  /** What was done, and what could not be done. */
  remarks(): string[] {
    const { length } = this.#left;
    const done = `planvet: silenced ${counted(this.#silenced, 'finding')} in ${counted(this.#files, 'file')}`;
    return [...this.#left, ...this.#unwritten, length > 0 ? `${done}, ${length} not` : done];
  }
}

function notSilenced({ span, ruleId }: Finding, { path, source }: LintResult): string {
  const { line, column } = source.positionAt(span.start);
  return `${printable(path)}:${line}:${column}: no directive can stand where it would silence ${ruleId}`;
}

/** What the options of a call ask for. */
interface Call {
  readonly paths: readonly string[];
  readonly addDisable?: boolean;
  readonly reason?: string | undefined;
  readonly quiet?: boolean;
}

/** The writer that a call asks for. Throws a `UsageError` for what makes no sense. */
export function disableWriter({ paths, addDisable, reason, quiet = false }: Call): DisableWriter {
  if (!addDisable) throw new UsageError('--reason is what --add-disable writes, and that was not given');
  if (paths.includes('-')) throw new UsageError('--add-disable writes files, and `-` is none');
  const said = reason?.trim().replace(/\s+/g, ' ');
  if (said === '') throw new UsageError('--reason is empty');
  if (said?.includes('-->')) throw new UsageError('--reason has `-->` in it, which ends a comment');
  return new DisableWriter({ reason: said, wants: ({ severity }) => !quiet || severity === 'error' });
}
