import type { PlanDiff } from '../engine/plan-diff.ts';
import { escapeMarkdown } from '../drawing/escape-markdown.ts';
import { findingNotes, findingWords, happenings, progressWords, statusWords } from './plan-diff-words.ts';
import { printable } from './printable.ts';
import { counted } from './tally.ts';

/** Characters after which no more plans are described: a comment takes 65,536. */
const ROOM = 60_000;

/** What a change does to plans, for a pull request. Always says something. */
export function planDiffMarkdown(diffs: readonly PlanDiff[]): string {
  if (diffs.length === 0) return '### Plans\n\nNo plan has changed.\n';
  const parts = [`### Plans: ${counted(diffs.length, 'plan')} changed\n`];
  let size = 0;
  let left = 0;
  for (const diff of diffs) {
    const part = onePlan(diff);
    size += part.length;
    if (size > ROOM) left++;
    else parts.push(part);
  }
  if (left > 0) parts.push(`And ${counted(left, 'more plan')}, for which there is no room here.\n`);
  return parts.join('\n');
}

function onePlan(diff: PlanDiff): string {
  const about = [statusWords(diff), progressWords(diff.progress)].filter(Boolean).map(safe).join('; ');
  const rows = happenings(diff).map(({ kind, what, line }) => `| ${kind} | ${safe(what)} | ${line ?? ''} |\n`);
  const found = findingNotes(diff).map(
    ({ kind, severity, message, ruleId, line }) =>
      `| ${kind} | ${severity} | ${safe(message)} | ${safe(ruleId)} | ${line ?? ''} |\n`,
  );
  const counts = findingWords(diff.findings);
  return [
    `#### ${safe(diff.path)}\n\n${about}\n`,
    ...(rows.length > 0 ? [`| | Task or gate item | Line |\n| --- | --- | --- |\n${rows.join('')}`] : []),
    ...(counts === '' ? [] : [`Findings: ${counts}\n`]),
    ...(found.length > 0 ? [`| | | Finding | Rule | Line |\n| --- | --- | --- | --- | --- |\n${found.join('')}`] : []),
  ].join('\n');
}

function safe(text: string): string {
  return escapeMarkdown(printable(text));
}
