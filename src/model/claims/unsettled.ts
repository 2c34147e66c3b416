import { contains, type Located, type Span } from '../../text.ts';
import type { Box } from '../plan/box.ts';
import type { Claim, ClaimScope, ProgressCount } from '../plan/claim.ts';
import type { State } from '../plan/state.ts';
import type { Ground } from './claim-context.ts';
import { measured } from './shares.ts';

/** More broken boxes than this can be counted in too many ways to say what they come to. */
const MANY = 12;

/**
 * Says of each claim what could change its figures but cannot be read: broken boxes in its scope, and for progress tasks
 * that have no state. Where such things may bear a claim out, the countings that do are added.
 */
export function withUnsettled(claims: readonly Claim[], boxes: readonly Box[], ground: Ground): Claim[] {
  const broken = boxes.filter(isBroken);
  const counted = new Set(ground.reading.nodes.flatMap(({ box, steps }) => [box, ...steps.map((step) => step.box)]));
  return claims.map((claim) => {
    const place = placeOf(claim.scope, ground);
    const inside = broken.filter(({ span }) => !place || contains(place, span));
    const stateless = claim.kind === 'progress' ? claim.scope.tasks.filter(({ state }) => state === 'unknown') : [];
    const unsettledBy = [
      ...(isCounted(claim) ? inside.map(({ span }) => locatedAt(span, ground)) : []),
      ...(isCounted(claim) ? stateless.map(({ nameSpan }) => locatedAt(nameSpan, ground)) : []),
    ];
    if (unsettledBy.length === 0) return claim;
    const uncounted = inside.filter((box) => !counted.has(box)).map(({ state }) => state);
    return { ...withPossible(claim, uncounted), unsettledBy };
  });
}

/** Whether a box may be work, but is not read as Markdown reads one. One without words is none. */
export function isBroken({ defect }: Box): boolean {
  return defect !== undefined && defect.reason !== 'no-text' && defect.reason !== 'empty-item';
}

/** Whether the figures of a claim come from boxes or tasks: those that come from other figures stand by themselves. */
function isCounted(claim: Claim): boolean {
  switch (claim.kind) {
    case 'task-count':
      return claim.counts.some(({ parts }) => !parts);
    case 'effort':
      return claim.sums.some(({ what }) => what === 'task');
    case 'progress':
      return claim.counts.length > 0;
    default:
      return true;
  }
}

/** Where the scope of a claim lies; undefined where that is all of the plan, or nobody knows. */
function placeOf({ kind, key, phase }: ClaimScope, { document: { sections } }: Ground): Span | undefined {
  if (kind === 'phase') return phase?.section.span;
  return kind === 'section'
    ? sections.find(({ headingSpan: { start } }) => key === `section ${start}`)?.span
    : undefined;
}

function locatedAt(span: Span, { document: { parsed } }: Ground): Located<string> {
  return { value: parsed.source.slice(span), span };
}

/** A claim with the countings that it would have with some of the broken boxes, and any of its tasks without a state done. */
function withPossible(claim: Claim, boxes: readonly State[]): Claim {
  if (claim.kind === 'task-count') {
    const counts = claim.counts.flatMap((count) =>
      boxes.map((_, index) => ({ ...count, count: count.count + index + 1, loose: true })),
    );
    return { ...claim, counts: [...claim.counts, ...counts] };
  }
  if (claim.kind !== 'progress') return claim;
  if (boxes.length > MANY) return measured({ ...claim, counts: [] });
  const counts = claim.counts.flatMap((count) => possible(count, boxes));
  return measured({ ...claim, counts: [...claim.counts, ...counts] });
}

/** What a counting may come to. */
function possible({ stateless = 0, ...counting }: ProgressCount, boxes: readonly State[]): ProgressCount[] {
  const done = boxes.filter((state) => state === 'done').length;
  const unknown = boxes.filter((state) => state === 'unknown').length;
  const open = boxes.length - done - unknown;
  const countings: ProgressCount[] = [];
  for (let more = 0; more <= boxes.length; more++) {
    const least = Math.max(0, more - open - unknown);
    const most = Math.min(more, done + unknown) + stateless;
    for (let ticked = least; ticked <= most; ticked++)
      countings.push({ ...counting, done: counting.done + ticked, total: counting.total + more });
  }
  return countings.slice(1);
}
