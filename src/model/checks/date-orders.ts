import type { Vocabulary } from '../language/words.ts';
import { tokenize } from '../language/tokens.ts';
import { leadOf, trimmedEnd } from '../language/characters.ts';
import { within } from '../../text.ts';
import { dateRoles, deadlines, eitherEnd, type DateRole } from '../language/date-words.ts';
import type { Document } from '../document/document.ts';
import { normalizeLabel } from '../document/labels.ts';
import { plainText } from '../language/plain-text.ts';
import type { DateOrder, StatedDate } from '../plan/date.ts';
import type { Field } from '../plan/field.ts';
import { milestoneOrders } from './milestones.ts';
import type { TaskNode } from '../work/tasks.ts';

/** A date that is the value of a field, with what its label says of it. */
export interface DatedField {
  readonly field: Field;
  readonly role: DateRole;
  readonly date: StatedDate;
}

/** Dates of which one must not be before the other: both ends of a range, a row, a record; milestones and their phases. */
export function readDateOrders(
  document: Document,
  dates: readonly StatedDate[],
  tasks: readonly TaskNode[],
): DateOrder[] {
  const possible = dates.filter(({ days }) => days !== undefined);
  const dated = datedFields(document, possible);
  const orders = [
    ...ranges(document, possible),
    ...records(document, dated, tasks).flatMap(pairs),
    ...milestoneOrders(document, possible, dated),
  ];
  const known = new Map(
    orders.map((order) => [`${order.before.span.start} ${order.after.span.start}`, order] as const),
  );
  return [...known.values()].sort((a, b) => laterOf(a) - laterOf(b));
}

function laterOf({ before, after }: DateOrder): number {
  return Math.max(before.span.start, after.span.start);
}

/** Fields whose value begins with a date. */
function datedFields({ fields, parsed: { source } }: Document, dates: readonly StatedDate[]): DatedField[] {
  return fields.flatMap((field) => {
    const role = dateRoles.get(keyOf(field));
    const [date] = role ? within(dates, field.value.span, ({ span }) => span) : [];
    if (!role || !date) return [];
    const before = source.text.slice(field.value.span.start, date.span.start);
    return leadOf(before, '*_\'"`([') === before.length ? [{ field, role, date }] : [];
  });
}

/** The label as it is compared: `created_date` is "created date". */
function keyOf({ label }: Field): string {
  return normalizeLabel(label.value.replaceAll('_', ' '));
}

/** `2025-03-21 – 2025-03-28`, whatever it is the range of. */
function ranges({ parsed: { source }, vocabulary }: Document, dates: readonly StatedDate[]): DateOrder[] {
  return dates.flatMap((after, index): DateOrder[] => {
    const before = dates[index - 1];
    const line = before && source.text.slice(source.lineStart(source.lineAt(before.span.start)), before.span.start);
    const between = before && source.text.slice(before.span.end, after.span.start);
    if (!before || line === undefined || between === undefined) return [];
    if (!isRange(between, line, vocabulary)) return [];
    // "Moved from 21 to 14 March" names two dates of one thing.
    return vocabulary.cues.of('moved').isIn(line) ? [] : [{ kind: 'range', before, after, names: undefined }];
  });
}

/** Whether what stands between two dates, and before them, makes them the ends of one range. */
function isRange(between: string, before: string, { and, cues }: Vocabulary): boolean {
  const [joint, ...others] = tokenize(between, 0);
  if (!joint || others.length > 0) return false;
  if (joint.kind === 'dash' || cues.listed('rangeTo').has(joint.folded)) return true;
  return and.has(joint.folded) && cues.of('between').atEnd(before) !== undefined;
}

/** Fields that speak of one thing: a row, a task, a section; those of the plan may stand far apart. */
function records(
  { parsed: { source } }: Document,
  dated: readonly DatedField[],
  tasks: readonly TaskNode[],
): DatedField[][] {
  const groups = new Map<unknown, DatedField[]>();
  const owners = new Map(tasks.flatMap((task) => task.fields.map((field) => [field, task] as const)));
  const free: DatedField[] = [];
  for (const each of dated) {
    const { field } = each;
    const key = field.place === 'cell' ? source.lineAt(field.value.span.start) : (owners.get(field) ?? field.section);
    groups.set(key, [...(groups.get(key) ?? []), each]);
    if (field.place !== 'cell' && !owners.has(field)) free.push(each);
  }
  const only = (role: DateRole) => {
    const [first, ...others] = free.filter((each) => each.role === role);
    return first && others.length === 0 ? [first] : [];
  };
  const plan = ROLES_OF_PLANS.flatMap(only);
  const apart = plan.filter((each) => plan.some((other) => other.field.section !== each.field.section));
  return [...groups.values(), ...(apart.length > 0 ? [plan] : [])];
}

const ROLES_OF_PLANS = ['created', 'updated', 'review'] as const;

const SEQUENCES: readonly (readonly [DateRole, DateRole])[] = [
  ['start', 'end'],
  ['started', 'ended'],
  ['created', 'updated'],
  ['updated', 'review'],
  ['created', 'end'],
];

function pairs(record: readonly DatedField[]): DateOrder[] {
  return SEQUENCES.flatMap(([first, second]) => {
    const [before, ...others] = record.filter(({ role }) => role === first);
    const ends = record.filter(
      ({ role, field }) => role === second || (second === 'end' && eitherEnd.has(keyOf(field))),
    );
    const [after] = ends;
    if (!before || !after || others.length > 0 || ends.length > 1) return [];
    if (first === 'created' && second === 'end' && !deadlines.has(keyOf(after.field))) return [];
    const names = { before: labelOf(before), after: labelOf(after) };
    return [{ kind: 'fields' as const, before: before.date, after: after.date, names }];
  });
}

function labelOf({ field }: DatedField): string {
  return trimmedEnd(plainText(field.label.value), ':：');
}
