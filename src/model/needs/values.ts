import type { Located } from '../../text.ts';
import type { Document } from '../document/document.ts';
import { type Clause, readStatements } from '../language/clauses.ts';
import { type NamedThing, readReferenceValue } from '../language/reference-value.ts';
import { tokenize } from '../language/tokens.ts';
import type { Reference } from '../plan/graph.ts';
import type { Owner } from './stated-need.ts';
import type { TaskIndex } from './task-index.ts';

/** One thing that a value names, who needs it or is needed by it. */
export interface Said {
  readonly owner: Owner;
  readonly thing: NamedThing;
  readonly direction: Reference['direction'];
}

/** A thing of a value where it stands. */
interface Placed {
  readonly start: number;
  readonly end: number;
  readonly thing: NamedThing;
}

/**
 * What the value of a field says: `T1, T2` as the label has it, `enables T2` the other way round, `parallel to T3` nothing, and
 * `T4 depends on T3` of T4.
 */
export function readValue(
  value: Located<string>,
  owner: Owner,
  direction: Reference['direction'],
  document: Document,
  index: TaskIndex,
): Said[] {
  const { vocabulary } = document;
  const things = readReferenceValue(value, vocabulary);
  const placed = things
    .filter(({ id }) => id !== undefined)
    .map((thing): Placed => ({ start: thing.span.start, end: thing.span.end, thing }));
  const tokens = placed.length > 0 ? tokenize(value.value, value.span.start) : [];
  const { clauses } = readStatements(tokens, placed, vocabulary.relations);
  const own = new Map<NamedThing, Said[]>();
  for (const clause of clauses) {
    if (clause.relation === 'together' || clause.objects.length === 0 || clause.objectGap > 4) continue;
    const owners = subjectsOf(clause, owner, index);
    for (const { thing } of clause.objects) own.set(thing, saidOf(clause, thing, owners));
    if (!clause.inherited) for (const { thing } of clause.subjects) if (!own.has(thing)) own.set(thing, []);
  }
  return things.flatMap((thing) => own.get(thing) ?? [{ owner, thing, direction }]);
}

function saidOf({ relation, begun }: Clause<Placed>, thing: NamedThing, owners: readonly Owner[]): Said[] {
  if (begun || (relation !== 'needs' && relation !== 'needed-by')) return [];
  return owners.map((owner) => ({ owner, thing, direction: relation }));
}

/** Who a clause in a value is about: the tasks that it names in front, else whoever has the field. */
function subjectsOf({ subjects, inherited }: Clause<Placed>, owner: Owner, index: TaskIndex): Owner[] {
  if (inherited || subjects.length === 0) return [owner];
  return subjects.flatMap(({ thing }) => (thing.id ? (index.find(thing.id.value, thing.keyword, owner) ?? []) : []));
}
