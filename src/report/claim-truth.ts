import type { Finding } from '../engine/finding.ts';
import type { Claim, EffortSum, ProgressClaim } from '../model/plan/claim.ts';
import type { Span } from '../text.ts';

/** What the plan itself says of a claim. */
export interface ClaimTruth {
  /** What a rule says against it; undefined where none does. */
  readonly against: string | undefined;
  /** What it was measured by; undefined where there is nothing to measure it by. */
  readonly truth: string | undefined;
}

/** Measures a claim: by the findings of the rules that judge claims, and by what the model counted for it. */
export function claimTruth(claim: Claim, findings: readonly Finding[]): ClaimTruth {
  const against = findings.find(
    ({ ruleId, span }) => JUDGES[claim.kind].includes(ruleId) && placesOf(claim).some((place) => touches(place, span)),
  );
  const truth = measure(claim);
  // What is reported elsewhere, or not at all by the settings, does not hold either.
  const wrong = claim.kind === 'progress' && !claim.past && isWrong(claim) ? truth : undefined;
  return { against: against?.message ?? wrong, truth };
}

function isWrong({ wrong, complete, counts }: ProgressClaim): boolean {
  return (
    wrong.length > 0 || (complete !== undefined && counts.length > 0 && counts.every(({ done, total }) => done < total))
  );
}

/** The rules that say what is wrong about a claim. */
const JUDGES: Readonly<Record<Claim['kind'], readonly string[]>> = {
  'task-count': ['no-wrong-total'],
  effort: ['no-wrong-total'],
  progress: ['no-wrong-progress', 'no-unfinished-plan'],
  'current-phase': ['no-wrong-progress'],
  'critical-path': ['no-wrong-critical-path'],
};

/** Where findings about a claim point. */
function placesOf(claim: Claim): Span[] {
  if (claim.kind === 'task-count' || claim.kind === 'effort') return [claim.stated.span];
  return claim.kind === 'critical-path' && claim.length ? [claim.value.span, claim.length.span] : [claim.value.span];
}

function touches(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

function measure(claim: Claim): string | undefined {
  switch (claim.kind) {
    case 'task-count':
      return claim.counts.slice(0, 1).map(({ count, what }) => `${count} ${what}`)[0];
    case 'effort':
      return claim.sums.slice(0, 1).map(hours)[0];
    case 'progress':
      return claim.counts.slice(0, 1).map(({ done, total, what }) => `${done} of ${total} ${what}`)[0];
    case 'current-phase':
      return (claim.name && claim.right.map(({ name }) => name).join(', ')) || undefined;
    case 'critical-path':
      return claim.stops.map((stop) => stop.value.name).join(' → ') || undefined;
    default:
      return undefined;
  }
}

function hours({ needed, all, parts, withoutEstimate, what }: EffortSum): string {
  const range = all.most > needed.least ? `${figure(needed.least)}-${figure(all.most)}` : figure(all.most);
  return `${range} hours in ${parts - withoutEstimate} of ${parts} ${what}s`;
}

function figure(hours: number): string {
  return String(Number(hours.toFixed(2)));
}
