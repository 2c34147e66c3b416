import type { Span } from '../text.ts';
import type { Shift } from './edits.ts';
import type { Finding } from './finding.ts';

/** What a change of the text did to its findings. */
export interface Appeared {
  /** Findings that were to go and are still there, as they are now. */
  readonly remained: readonly Finding[];
  /** Findings that were not there before. */
  readonly fresh: readonly Finding[];
}

/**
 * Compares the findings before and after a change. A finding is known again by its rule and its place, else by what it
 * says: one that merely points somewhere else now is no new one.
 */
export function appeared(
  before: readonly Finding[],
  after: readonly Finding[],
  own: ReadonlySet<Finding>,
  shift: Shift,
): Appeared {
  const left = new Map<string, Set<Finding>>();
  for (const finding of after) {
    const same = left.get(finding.ruleId) ?? new Set();
    left.set(finding.ruleId, same.add(finding));
  }
  const remained: Finding[] = [];
  let waiting = before.map((finding) => ({ finding, place: shift.span(finding.span) }));
  const match = (wanted: (finding: Finding) => boolean, fits: (was: Finding, place: Span, is: Finding) => boolean) => {
    waiting = waiting.filter(({ finding, place }) => {
      if (!wanted(finding)) return true;
      const among = left.get(finding.ruleId);
      const is = among && [...among].find((other) => fits(finding, place, other));
      if (!is) return true;
      among.delete(is);
      if (own.has(finding)) remained.push(is);
      return false;
    });
  };
  const any = () => true;
  const other = (finding: Finding) => !own.has(finding);
  match(any, (was, place, is) => was.message === is.message && isSame(place, is.span));
  match(other, (_, place, is) => isSame(place, is.span));
  match(other, (_, place, is) => overlap(place, is.span));
  match(other, (was, _, is) => was.message === is.message);
  match(any, (was, place, is) => was.message === is.message || overlap(place, is.span));
  return { remained, fresh: after.filter((finding) => left.get(finding.ruleId)?.has(finding)) };
}

function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

function overlap(a: Span, b: Span): boolean {
  return (a.start < b.end && b.start < a.end) || isSame(a, b);
}
