import type { Document } from '../document.ts';
import type { Claim, EffortClaim, FieldRole } from '../plan.ts';
import { taskIndex } from '../task-index.ts';
import type { TaskReading } from '../tasks.ts';
import { readCompletions } from './completions.ts';
import { criticalPathSections, readCriticalPath } from './critical-path.ts';
import { readCurrentPhase } from './current-phase.ts';
import { isHeading, readEffortClaims, withPhaseTotals } from './efforts.ts';
import { readFigures } from './figures.ts';
import type { Ground, Statement } from './ground.ts';
import { readProgress } from './progress.ts';
import { readStatements } from './statements.ts';
import { readTables } from './tables.ts';
import { readTaskCounts } from './task-counts.ts';

/** Reads what the plan says about itself in figures: counts, sums, progress, current phase, critical path. */
export function readClaims(document: Document, reading: TaskReading): Claim[] {
  const ground: Ground = { document, reading, index: taskIndex(document, reading) };
  const stated = withParts(readAll(readStatements(ground), ground), ground);
  const claims = [...stated, ...criticalPathSections(ground), ...readTables(ground)];
  const efforts = new Map<Claim, EffortClaim>();
  const effortClaims = claims.filter((claim) => claim.kind === 'effort');
  withPhaseTotals(effortClaims, ground).forEach((claim, index) => {
    const before = effortClaims[index];
    if (before) efforts.set(before, claim);
  });
  // What a heading says that its phase takes matters where something can be held against it.
  const isIdle = (claim: Claim): boolean =>
    claim.kind === 'effort' && claim.scope.kind !== 'plan' && claim.sums.length === 0 && isHeading(claim);
  return claims
    .map((claim) => efforts.get(claim) ?? claim)
    .filter((claim) => !isIdle(claim))
    .sort((a, b) => a.value.span.start - b.value.span.start);
}

/** Reads statements in their order: items under a number of tasks divide it up. */
function readAll(statements: readonly Statement[], ground: Ground): Claim[] {
  let total: Statement | undefined;
  return statements.flatMap((statement) => {
    const counted = total !== undefined && statement.item !== undefined && statement.section === total.section;
    const claims = readStatement({ ...statement, counted }, ground);
    if (claims.some(({ kind, scope }) => kind === 'task-count' && scope.kind === 'plan')) total = statement;
    else if (!statement.item) total = undefined;
    return claims;
  });
}

/** A total that its own parts sum to is no mistake besides theirs. */
function withParts(claims: readonly Claim[], { document }: Ground): Claim[] {
  const { sections } = document;
  const sectionOf = (claim: Claim) =>
    sections.findLast(({ headingSpan }) => headingSpan.start <= claim.value.span.start);
  return claims.map((claim, index) => {
    if (claim.kind !== 'task-count' || claim.scope.kind !== 'plan') return claim;
    const section = sectionOf(claim);
    let count = 0;
    let parts = 0;
    for (const part of claims.slice(index + 1)) {
      if (part.kind !== 'task-count' || part.scope.kind === 'plan' || sectionOf(part) !== section) break;
      count += part.stated.value;
      parts++;
      if (parts > 1 && count === claim.stated.value) {
        const sum = { count, what: 'in its parts', of: 'the list', loose: true };
        return { ...claim, counts: claim.counts.length > 0 ? [...claim.counts, sum] : [] };
      }
    }
    return claim;
  });
}

/** Fields that say something else of the plan, whatever figures are in them. */
const OTHERS: ReadonlySet<FieldRole | undefined> = new Set([
  'id',
  'dependencies',
  'blocks',
  'requirements',
  'files',
  'owner',
  'priority',
  'created',
  'updated',
  'template',
]);

function readStatement(statement: Statement, ground: Ground): Claim[] {
  if (OTHERS.has(statement.field?.role)) return [];
  const special = [...readCriticalPath(statement, ground), ...readCurrentPhase(statement, ground)];
  if (special.length > 0) return special;
  const completions = readCompletions(statement, ground);
  if (!/[\d０-９]/.test(statement.value.value)) return completions;
  const figures = readFigures(statement.value, ground.document);
  const progress = readProgress(statement, figures, ground);
  return [
    ...readTaskCounts(statement, figures, ground),
    ...readEffortClaims(statement, figures, ground),
    ...(completions.length > 0 && progress.length === 0 ? completions : progress),
  ];
}
