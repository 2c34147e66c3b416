import type { LintResult } from '../engine/finding.ts';
import { printable } from './printable.ts';
import { counted } from './tally.ts';

/** What is said where nothing was found. `hidden` is the number of warnings that nobody wanted to see. */
export function allClear(results: readonly LintResult[], hidden: number): string {
  const [only, ...others] = results;
  if (!only) return '';
  const what = others.length === 0 ? printable(only.path) : counted(results.length, 'plan');
  const verb = others.length === 0 ? 'has' : 'have';
  const some = results.some(({ untold }) => untold.old.length + untold.accepted > 0) ? 'no new' : 'no';
  return hidden > 0
    ? `${what} ${verb} ${some} errors (${counted(hidden, 'warning')} not shown)`
    : `${what} ${verb} ${some} problems`;
}
