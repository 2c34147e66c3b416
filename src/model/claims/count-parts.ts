import type { Claim, TaskCountClaim } from '../plan/claim.ts';
import type { Ground } from './claim-context.ts';

/** Lets a total be what its own parts sum to, where some of them stand elsewhere. */
export function withParts(claims: readonly Claim[], ground: Ground): Claim[] {
  return claims.map((claim, index) => {
    if (claim.kind !== 'task-count' || claim.scope.kind !== 'plan' || claim.counts.length === 0) return claim;
    const parts = partsBehind(claim, claims.slice(index + 1), ground);
    const sums = parts.map((_, last) => parts.slice(0, last + 1).reduce((sum, { stated }) => sum + stated.value, 0));
    const isElsewhere = parts.some(({ counts }) => counts.length === 0);
    if (!isElsewhere || !sums.slice(1).includes(claim.stated.value)) return claim;
    const sum = { count: claim.stated.value, what: 'in its parts', of: 'the list', loose: true };
    return { ...claim, counts: [...claim.counts, sum] };
  });
}

/** The numbers of tasks that follow a total in its section. */
function partsBehind(total: Claim, others: readonly Claim[], { document: { sections } }: Ground): TaskCountClaim[] {
  const section = sections.findLast(({ headingSpan }) => headingSpan.start <= total.value.span.start);
  const parts: TaskCountClaim[] = [];
  for (const part of others) {
    const isInside = section !== undefined && part.value.span.start < section.bodySpan.end;
    if (part.kind !== 'task-count' || part.scope.kind === 'plan' || !isInside) break;
    parts.push(part);
  }
  return parts;
}
