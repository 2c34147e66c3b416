import type { PlanDiff } from '../engine/plan-diff.ts';
import type { Paint } from './paint.ts';
import { findingNotes, findingWords, happenings, progressWords, statusWords } from './plan-diff-words.ts';
import { printable } from './printable.ts';
import { table } from './table.ts';

/** What a change does to plans, for a terminal. */
export function planDiffText(diffs: readonly PlanDiff[], paint: Paint): string {
  return diffs.map((diff) => onePlan(diff, paint)).join('\n');
}

function onePlan(diff: PlanDiff, paint: Paint): string {
  const about = [statusWords(diff), progressWords(diff.progress)].filter(Boolean).map(printable).join('; ');
  const rows = happenings(diff).map(({ kind, what, line }) => [kind, what, line === null ? '' : `line ${line}`]);
  const found = findingNotes(diff).map(({ kind, severity, message, ruleId, line, column }) => [
    kind,
    line === null ? '' : `${line}:${column}`,
    severity,
    message,
    ruleId,
  ]);
  const counts = findingWords(diff.findings);
  return [
    `${paint('bold', printable(diff.path))}  ${about}`,
    ...(rows.length > 0 ? ['', ...table(named(rows))] : []),
    ...(counts === '' ? [] : ['', `  findings: ${counts}`, ...table(found, 4)]),
    '',
  ].join('\n');
}

/** Rows of which those that are of one kind with the row above do not say so again. */
function named(rows: readonly (readonly string[])[]): string[][] {
  return rows.map(([kind = '', ...cells], index) => [rows[index - 1]?.[0] === kind ? '' : kind, ...cells]);
}
