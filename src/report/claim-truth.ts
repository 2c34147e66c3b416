import type { Finding } from '../engine/finding.ts';
import type { Claim, EffortClaim } from '../model/plan.ts';
import { contains } from '../text.ts';

/** What the plan itself says of a claim. */
export interface ClaimTruth {
  /** What a rule says against it; undefined where none does. */
  readonly against: string | undefined;
  /** What it was measured by; undefined where there is nothing to measure it by. */
  readonly truth: string | undefined;
}

/** Measures a claim: by the findings of the rules that judge claims, and by what the model counted for it. */
export function claimTruth(claim: Claim, findings: readonly Finding[]): ClaimTruth {
  const place = { start: claim.label.span.start, end: Math.max(claim.value.span.end, claim.label.span.end) };
  const against = findings.find(({ ruleId, span }) => ruleId.startsWith('no-wrong-') && contains(place, span));
  return { against: against?.message, truth: measure(claim) };
}

function measure(claim: Claim): string | undefined {
  switch (claim.kind) {
    case 'task-count':
      return claim.counts.slice(0, 1).map(({ count, what }) => `${count} ${what}`)[0];
    case 'effort':
      return hours(claim.sum);
    case 'progress':
      return claim.counts.slice(0, 1).map(({ done, total, what }) => `${done} of ${total} ${what}`)[0];
    case 'current-phase':
      return claim.right.map((phase) => phase.name).join(', ') || undefined;
    case 'critical-path':
      return claim.stops.map((stop) => stop.value.name).join(' → ') || undefined;
    default:
      return undefined;
  }
}

function hours({ least, most, tasks, withoutEstimate }: EffortClaim['sum']): string | undefined {
  if (tasks === withoutEstimate) return undefined;
  const range = most > least ? `${figure(least)}-${figure(most)}` : figure(least);
  return `${range} hours in ${tasks - withoutEstimate} of ${tasks} tasks`;
}

function figure(hours: number): string {
  return String(Number(hours.toFixed(2)));
}
