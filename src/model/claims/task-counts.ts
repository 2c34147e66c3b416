import type { TaskCountClaim } from '../plan/claim.ts';
import type { Ground, Statement } from './claim-context.ts';
import { ofListed, underLabel } from './labelled-counts.ts';
import { ofPart, inHeading } from './part-counts.ts';
import { besides, ofState } from './state-counts.ts';
import { aboutAll, ofThisPlan } from './total-counts.ts';

/** Numbers of tasks: of those listed beside them, under a label that counts, of a part of the plan, or in a sentence about all. */
export function readTaskCounts(statement: Statement, counted: boolean, ground: Ground): TaskCountClaim[] {
  const all = statement.body.figures.filter((figure) => figure.kind === 'count');
  const counts = all.filter(({ done }) => !done);
  const [first] = counts;
  if (!first) return aboutAll(statement, all, ground);
  const listed = counts.flatMap((count) => ofListed(statement, count, ground) ?? []);
  if (listed.length > 0) return listed;
  const labelled = underLabel(statement, first, ground);
  if (labelled) return [labelled, ...besides(statement, counts, labelled.scope, ground)];
  const isHeading = statement.place === 'heading' && statement.label.value === '';
  const found = isHeading ? inHeading(statement, counts, ground) : ofPart(statement, counts, counted, ground);
  if (found) return [found, ...besides(statement, counts, found.scope, ground)];
  const rest = ofState(statement, all, ground);
  if (rest.length > 0) return rest;
  const whole = aboutAll(statement, all, ground);
  const told = new Set(whole.map(({ stated }) => stated.span.start));
  return [
    ...whole,
    ...ofThisPlan(
      statement,
      counts.filter(({ count }) => !told.has(count.span.start)),
      ground,
    ),
  ];
}
