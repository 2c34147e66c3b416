import type { Claim, ProgressClaim } from '../plan/claim.ts';
import { progressOf } from './countings.ts';
import type { Ground } from './claim-context.ts';
import { measured } from './shares.ts';

/**
 * Measures progress in units of the plan's own: where most phases have as many tasks as they are said to have files, plans
 * or pages, a task is one of these.
 */
export function withOwnUnits(claims: readonly Claim[], ground: Ground): Claim[] {
  const own = ownUnits(claims, ground);
  if (own.size === 0) return [...claims];
  return claims.map((claim) => {
    if (claim.kind !== 'progress' || claim.unit === undefined || !own.has(claim.unit)) return claim;
    const counts = progressOf(undefined, claim.scope, ground);
    // Of the plan as a whole some may stand elsewhere.
    const fitting = claim.scope.kind === 'phase' ? counts : counts.filter(({ total }) => total === claim.total?.value);
    return measured({ ...claim, counts: fitting, inferred: 'majority' });
  });
}

/** The nouns that count tasks in three or more phases, and in most of those that have tasks. */
function ownUnits(claims: readonly Claim[], ground: Ground): Set<string> {
  const phases = new Map<string, Map<string, boolean>>();
  for (const claim of claims) {
    if (claim.kind !== 'progress' || claim.unit === undefined || claim.scope.kind !== 'phase' || !claim.total) continue;
    if (claim.scope.tasks.length === 0) continue;
    const fitting = phases.get(claim.unit) ?? new Map<string, boolean>();
    phases.set(claim.unit, fitting);
    if (!fitting.has(claim.scope.key)) fitting.set(claim.scope.key, fits(claim, ground));
  }
  const own = [...phases].filter(([, fitting]) => {
    const right = [...fitting.values()].filter(Boolean).length;
    return right >= 3 && right * 3 >= fitting.size * 2;
  });
  return new Set(own.map(([unit]) => unit));
}

function fits({ scope, total }: ProgressClaim, ground: Ground): boolean {
  return progressOf(undefined, scope, ground).some((count) => count.total === total?.value);
}
