import type { Source } from '../text.ts';
import type { Finding, LintResult, OtherSource } from './finding.ts';
import type { LeftOut } from './lint.ts';

/** What became of a file: what was found, why it was left out, or why it could not be read. */
export type Outcome = Linted | LeftOut | Unread | Crash;

/** All that linting a file gave, whatever of it is told, without its text and its place: plain data that a cache keeps and threads pass on. */
export interface Linted extends Omit<
  LintResult,
  'path' | 'filePath' | 'projectPath' | 'source' | 'others' | 'untold' | 'plan'
> {
  /** The other documents that findings point at, without their texts. */
  readonly others: readonly (Omit<OtherSource, 'source'> & { readonly name: string })[];
}

/** A file that was there when files were looked for, and then could not be read. */
export interface Unread {
  readonly failure: string;
}

/** A file on which planvet failed so badly that its thread ended. */
export interface Crash {
  readonly crash: string;
}

/** Whether something was found out about a file. */
export function isLinted(outcome: Outcome): outcome is Linted {
  return 'findings' in outcome;
}

/** Where a file is that was linted. */
export type Where = Pick<LintResult, 'path' | 'filePath' | 'projectPath'>;

/** Texts that belong to what was found: that of the file, and those of others by their names. */
export interface Sources {
  own(): Source;
  other(named: Linted['others'][number]): Source;
}

/**
 * The data of a result. Which mentions were read takes as long as a good part of the linting, so it is only told where
 * somebody wants it.
 */
export function outcomeOf(result: LintResult, { mentions }: { readonly mentions: boolean }): Linted {
  const { findings, suppressed, counts, template, lifecycle, timings, others } = result;
  return {
    findings,
    suppressed,
    counts: counts && {
      tasks: counts.tasks,
      done: counts.done,
      steps: counts.steps,
      dependencies: counts.dependencies,
      gateLists: counts.gateLists,
      gates: counts.gates,
      placeholders: counts.placeholders,
      mentions: mentions ? counts.mentions : { read: 0, unread: 0 },
    },
    template,
    lifecycle,
    timings,
    others: Array.from(others, ([name, { path, filePath }]) => ({ name, path, filePath })),
  };
}

/** The result that data stand for. Texts are asked for when somebody needs them. */
export function resultOf({ others, ...linted }: Linted, where: Where, sources: Sources): LintResult {
  let source: Source | undefined;
  const found = others.map((named): [string, OtherSource] => {
    let other: Source | undefined;
    const { path, filePath } = named;
    return [
      named.name,
      {
        path,
        filePath,
        get source() {
          return (other ??= sources.other(named));
        },
      },
    ];
  });
  return {
    ...linted,
    ...where,
    untold: { old: [], accepted: 0 },
    get source() {
      return (source ??= sources.own());
    },
    others: new Map(found),
  };
}

/** Whether what became of a file follows from the file and its settings alone, so that it would be the same again. */
export function isLasting(outcome: Outcome): boolean {
  if ('leftOut' in outcome) return !outcome.unread;
  if (!isLinted(outcome)) return false;
  const passing = ({ ruleId }: Finding) => ruleId === 'planvet/internal-error' || ruleId === 'planvet/parse-limit';
  return !outcome.findings.some(passing);
}

/** Whether data that were kept elsewhere are those of an outcome. */
export function isOutcome(value: unknown): value is Linted | LeftOut {
  if (!isRecord(value)) return false;
  if ('leftOut' in value) return typeof value['leftOut'] === 'string' && typeof value['unread'] === 'boolean';
  const { findings, suppressed, others, counts, template, timings } = value;
  return (
    isListOf(findings, isFinding) &&
    isListOf(suppressed, (finding) => isFinding(finding) && isRecord((finding as { directive?: unknown }).directive)) &&
    isListOf(others, (other) => isRecord(other) && areTexts(other['name'], other['path'], other['filePath'])) &&
    (counts === undefined || (isRecord(counts) && isRecord(counts['gates']) && isRecord(counts['mentions']))) &&
    (template === undefined || (isRecord(template) && areTexts(template['name'], template['why']))) &&
    isRecord(timings)
  );
}

function isFinding(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { ruleId, severity, certainty, message, fingerprint, identity, alike, span, related, fixes } = value;
  return (
    areTexts(ruleId, severity, certainty, message, fingerprint) &&
    isRecord(identity) &&
    areTexts(identity['at'], identity['text']) &&
    isSpan(span) &&
    (alike === undefined ||
      isListOf(alike, (place) => isRecord(place) && isSpan(place['span']) && isRecord(place['identity']))) &&
    isListOf(related, (place) => isRecord(place) && isSpan(place['span']) && areTexts(place['message'])) &&
    isListOf(fixes, (fix) => isRecord(fix) && areTexts(fix['title']) && isListOf(fix['edits'], isEdit))
  );
}

function isEdit(value: unknown): boolean {
  return isRecord(value) && isSpan(value['span']) && areTexts(value['text']);
}

function isSpan(value: unknown): boolean {
  return isRecord(value) && Number.isInteger(value['start']) && Number.isInteger(value['end']);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isListOf(value: unknown, is: (member: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is);
}

function areTexts(...values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === 'string');
}
