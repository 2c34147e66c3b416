import { covering } from '../engine/edits.ts';
import type { Finding, LintResult, Timings } from '../engine/finding.ts';
import type { Fix } from '../problem.ts';
import type { Source } from '../text.ts';
import type { Format } from './format.ts';
import { tally } from './tally.ts';

/** ESLint's shape, so that what reads it reads planvet too. Clean files are listed. */
export const json: Format = (results, { stats }) =>
  `${JSON.stringify(
    results.map((result) => file(result, stats)),
    undefined,
    2,
  )}\n`;

function file(result: LintResult, stats: boolean): object {
  const { errors, warnings, fixableErrors, fixableWarnings } = tally(result.findings);
  return {
    filePath: result.filePath,
    messages: result.findings.map((finding) => message(finding, result)),
    suppressedMessages: result.suppressed.map((finding) => ({
      ...message(finding, result),
      suppressions: [{ kind: 'directive', justification: finding.directive.reason?.value ?? '' }],
    })),
    errorCount: errors,
    warningCount: warnings,
    fixableErrorCount: fixableErrors,
    fixableWarningCount: fixableWarnings,
    template: result.template?.name ?? null,
    lifecycle: result.lifecycle ?? null,
    ...(stats ? { plan: size(result), timings: rounded(result.timings) } : {}),
  };
}

function message(finding: Finding, { source, others }: LintResult): object {
  const end = source.positionAt(finding.span.end);
  const safe = finding.fixes.find((fix) => fix.safe);
  return {
    ruleId: finding.ruleId,
    severity: finding.severity === 'error' ? 2 : 1,
    certainty: finding.certainty,
    message: finding.message,
    ...(finding.messageId === undefined ? {} : { messageId: finding.messageId, data: finding.data }),
    ...source.positionAt(finding.span.start),
    endLine: end.line,
    endColumn: end.column,
    related: finding.related.map(({ span, message, path }) => {
      if (path === undefined) return { message, ...source.positionAt(span.start) };
      const other = others.get(path);
      return { message, filePath: other?.filePath ?? path, ...other?.source.positionAt(span.start) };
    }),
    ...(safe ? asFix(safe, source) : {}),
    suggestions: finding.fixes.filter((fix) => !fix.safe).map((fix) => ({ desc: fix.title, ...asFix(fix, source) })),
    fingerprint: finding.fingerprint,
  };
}

/** A fix as ESLint has it. Nothing where it cannot be applied. */
function asFix(fix: Fix, { text }: Source): { fix?: { range: [number, number]; text: string } } {
  const edit = covering(text, fix.edits);
  return edit ? { fix: { range: [edit.span.start, edit.span.end], text: edit.text } } : {};
}

function size({ counts }: LintResult): object | null {
  if (!counts) return null;
  const { tasks, done, steps, dependencies, gates, placeholders, mentions } = counts;
  return { tasks, done, steps, dependencies, gates, placeholders, mentions };
}

/** Milliseconds to the microsecond. */
function rounded({ read, rules }: Timings): Timings {
  const round = (time: number) => Number(time.toFixed(3));
  return { read: round(read), rules: Object.fromEntries(Object.entries(rules).map(([id, time]) => [id, round(time)])) };
}
