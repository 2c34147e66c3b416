import { claimReadings, columnClaimReading } from './claim-readings.ts';
import type { Document } from '../document/document.ts';
import type { Box } from '../plan/box.ts';
import type { Claim } from '../plan/claim.ts';
import type { FieldRole } from '../plan/field.ts';
import type { TaskReading } from '../work/tasks.ts';
import { readCompletions } from './completions.ts';
import { criticalPathSections, readCriticalPath } from './critical-path.ts';
import { readCurrentPhase } from './current-phase.ts';
import { isIdle, readEffortClaims, withPhaseTotals } from './efforts.ts';
import { type Ground, groundOf, type Statement } from './claim-context.ts';
import { readProgress } from './progress.ts';
import { readStatements } from './statements.ts';
import { readTables } from './tables.ts';
import { withParts } from './count-parts.ts';
import { readTaskCounts } from './task-counts.ts';
import { withOwnUnits } from './units.ts';
import { withUnsettled } from './unsettled.ts';

/** Reads what the plan says about itself in figures: counts, sums, progress, current phase, critical path. */
export function readClaims(document: Document, reading: TaskReading, boxes: readonly Box[]): Claim[] {
  const ground = groundOf(document, reading);
  const stated = withParts(readAll(readStatements(ground), ground), ground);
  const inTables = readTables(ground).map((claim) => readBy(claim, columnClaimReading.id));
  const claims = [...stated, ...criticalPathSections(ground), ...inTables];
  return withUnsettled(withOwnUnits(withPhaseTotals(claims, ground), ground), boxes, ground)
    .filter((claim) => !isIdle(claim))
    .map((claim) => (claim.by ? claim : readBy(claim, claimReadings[claim.kind].id)))
    .sort((a, b) => a.value.span.start - b.value.span.start);
}

/** A claim with the reading that it was read by. */
function readBy<C extends Claim>(claim: C, reading: string): C {
  const { inferred, label } = claim;
  return { ...claim, by: inferred ? { reading, span: label.span, inferred } : { reading, span: label.span } };
}

/** Reads statements in their order: items under a number of tasks divide it up. */
function readAll(statements: readonly Statement[], ground: Ground): Claim[] {
  let total: Statement | undefined;
  return statements.flatMap((statement) => {
    const counted = total !== undefined && statement.item !== undefined && statement.section === total.section;
    const claims = readStatement(statement, counted, ground);
    if (claims.some(({ kind, scope }) => kind === 'task-count' && scope.kind === 'plan')) total = statement;
    else if (!statement.item) total = undefined;
    return claims;
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

function readStatement(statement: Statement, counted: boolean, ground: Ground): Claim[] {
  if (OTHERS.has(statement.field?.role)) return [];
  const special = [...readCriticalPath(statement, ground), ...readCurrentPhase(statement, ground)];
  if (special.length > 0) return special;
  const completions = readCompletions(statement, ground);
  if (statement.body.figures.length === 0) return completions;
  const progress = readProgress(statement, ground);
  return [
    ...readTaskCounts(statement, counted, ground),
    ...readEffortClaims(statement, ground),
    ...completions.filter(({ scope }) => progress.every((claim) => claim.scope.key !== scope.key)),
    ...progress,
  ];
}
