import { isMarkdown } from '../engine/discovery.ts';
import type { LintResult } from '../engine/finding.ts';
import { printable } from './printable.ts';
import { templatesOf } from './setup-text.ts';
import { counted } from './tally.ts';

/**
 * What was read in a search: how many files as plans and from which templates, and how many files and folders were left out
 * and why; empty where that is one plan and nothing else.
 */
export function searchSummary(
  results: readonly LintResult[],
  skipped: readonly { readonly path: string; readonly why: string; readonly always?: boolean }[],
): string {
  const reasons = new Map<string, number>();
  for (const { path, why, always } of skipped) {
    // What is said by name is not counted besides. Of what git does not know either, only what looks like a plan is of interest.
    if (always || (why === 'ignored by .gitignore' && !isMarkdown(path))) continue;
    const short = why.replace(/:.*$/s, '');
    reasons.set(short, (reasons.get(short) ?? 0) + 1);
  }
  if (results.length === 0 || (results.length === 1 && reasons.size === 0)) return '';
  const out = [...reasons].toSorted(([, a], [, b]) => b - a).map(([why, count]) => `${count} (${printable(why)})`);
  const left = out.length > 0 ? `; left out: ${out.join(', ')}` : '';
  return `planvet: ${counted(results.length, 'plan')} read, ${templatesOf(results)}${left}`;
}
