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
  const remained: Finding[] = [];
  const left = new Map<string, Finding[]>();
  for (const finding of after) {
    const key = keyOf(finding, finding.span);
    left.set(key, [...(left.get(key) ?? []), finding]);
  }
  // Nearly all findings say what they said, where they said it.
  let waiting = before
    .map((finding) => ({ finding, place: shift.span(finding.span) }))
    .filter(({ finding, place }) => {
      const same = left.get(keyOf(finding, place))?.shift();
      if (same && own.has(finding)) remained.push(same);
      return !same;
    });
  const others = new Set([...left.values()].flat());
  const match = (ofOwn: boolean, fits: (was: Finding, place: Span, is: Finding) => boolean): void => {
    waiting = waiting.filter(({ finding, place }) => {
      if (own.has(finding) !== ofOwn) return true;
      const found = [...others].find((other) => other.ruleId === finding.ruleId && fits(finding, place, other));
      if (!found) return true;
      others.delete(found);
      if (ofOwn) remained.push(found);
      return false;
    });
  };
  match(false, (_, place, is) => isSame(place, is.span));
  match(false, (_, place, is) => overlap(place, is.span));
  match(false, (was, _, is) => was.message === is.message);
  match(true, (was, place, is) => was.message === is.message || overlap(place, is.span));
  return { remained, fresh: [...others] };
}

function keyOf({ ruleId, message }: Finding, { start, end }: Span): string {
  return `${ruleId} ${start} ${end} ${message}`;
}

function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

function overlap(a: Span, b: Span): boolean {
  return (a.start < b.end && b.start < a.end) || isSame(a, b);
}
