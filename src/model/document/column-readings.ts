import { unitIn } from '../language/effort.ts';
import type { Vocabulary } from '../language/words.ts';
import type { Evidence, NamedReading } from '../plan/reading.ts';
import type { ColumnRole } from '../plan/column.ts';
import type { Sight } from './column.ts';

/** A column, those beside it and the words that it may be made of. */
interface Given {
  readonly column: Sight;
  readonly all: readonly Sight[];
  readonly vocabulary: Vocabulary;
}

/** What a column is, and from what that was inferred if no head says so. */
interface Found {
  readonly role: ColumnRole;
  readonly inferred?: Evidence['inferred'];
}

const file = 'document/column-readings.ts';

/** A plan that is nothing but a table. */
export function planOf(...rows: readonly string[]): string {
  const [head = '', ...body] = rows.map((row) => `| ${row} |`);
  return ['# Plan', '', head, head.replaceAll(/[^|]+/g, ' - '), ...body, ''].join('\n');
}

/** The readings of a column by its head and cells, in the order in which they are tried. */
export const columnReadings: readonly NamedReading<Given, Found>[] = [
  {
    id: 'column.share.head',
    title: 'a column whose head says that its percentages are parts of a whole',
    file,
    example: planOf('Phase | Hours | % of Total', '1 | 30 | 75%', '2 | 10 | 25%'),
    counterExample: planOf('Phase | Hours | % done', '1 | 30 | 75%', '2 | 10 | 25%'),
    read: ({ column: { key, head }, vocabulary: { columns } }) =>
      as('share', columns.share.has(key) || columns.share.has(head.plain.toLowerCase())),
  },
  {
    id: 'column.priority.cells',
    title: 'a column whose cells are priorities, some of them the same, whatever its head',
    file,
    example: planOf('Task | Name | Status', 'P1 | Shelves | Open', 'P1 | Desk | Done'),
    counterExample: planOf('Task | Name | Status', 'P1 | Shelves | Open', 'P2 | Desk | Done'),
    read: ({ column: { filled, ids, isDistinct } }) =>
      as(
        'priority',
        filled.length > 1 &&
          ids.length === filled.length &&
          !isDistinct &&
          ids.every(({ plain }) => /^P[0-5]$/i.test(plain)),
      ),
  },
  {
    id: 'column.status.done',
    title: 'a column headed as done whose cells are all marks, boxes, state words, or all yes and no',
    file,
    example: planOf('Task | Done', 'Shelves | [x]', 'Desk | ❌'),
    counterExample: planOf('Task | Done', 'Shelves | 3 of the boards', 'Desk | two legs'),
    read: ({ column: { key, head, filled, states }, vocabulary: { columns } }) =>
      as(
        'status',
        (columns.state.has(key) || columns.state.has(head.value)) &&
          filled.length > 0 &&
          (states.length === filled.length || filled.every(({ plain }) => isAnswer(plain, columns))),
      ),
  },
  {
    id: 'column.status.marks',
    title: 'a column without words in its head whose cells are marks of different states',
    file,
    example: planOf('☐ | Task | Depends', '✅ | Shelves | -', '⬜ | Desk | -'),
    counterExample: planOf('☐ | Task | Depends', '✅ | Shelves | -', '✅ | Desk | -'),
    read: ({ column: { head, filled, states, percents } }) =>
      as(
        'status',
        !/[\p{L}\p{N}#№]/u.test(head.value) &&
          states.length === filled.length &&
          percents.length === 0 &&
          new Set(states).size > 1,
        'majority',
      ),
  },
  {
    id: 'column.finished',
    title: 'a column headed as done that holds days or notes',
    file,
    example: planOf('Task | Completed', 'Shelves | 2026-03-01', 'Desk |'),
    counterExample: planOf('Task | Completed', 'Shelves | 3', 'Desk | 4'),
    read: ({ column: { key, numbers, percents }, vocabulary: { columns } }) =>
      as('finished', columns.state.has(key.replace(/ (?:on|at|date)$/, '')) && numbers + percents.length === 0),
  },
  {
    id: 'column.risk.head',
    title: 'a column headed as risks',
    file,
    example: planOf('Risk | Mitigation', 'Rain | Umbrellas'),
    counterExample: planOf('Task | Mitigation', 'Rain | Umbrellas'),
    read: ({ column: { key }, vocabulary: { columns } }) => as('risk', columns.risk.has(key)),
  },
  {
    id: 'column.response.head',
    title: 'a column beside one of risks whose head says what is done about them',
    file,
    example: planOf('Risk | Strategy', 'Rain | Umbrellas'),
    counterExample: planOf('Feature | Strategy', 'Rain | Umbrellas'),
    read: ({ column: { key }, all, vocabulary: { columns, responses } }) =>
      as(
        'response',
        all.some((other) => columns.risk.has(other.key)) &&
          (columns.response.has(key) || [...responses].some((beginning) => key.includes(beginning))),
      ),
  },
  {
    id: 'column.id.head',
    title: 'a column whose head says that its cells are ids',
    file,
    example: planOf('Nr. | Aufgabe', '1 | Regale'),
    counterExample: planOf('Menge | Aufgabe', '1 | Regale'),
    read: ({ column: { key, head }, vocabulary: { columns } }) =>
      as('id', columns.id.has(key) || columns.id.has(head.plain.toLowerCase())),
  },
  {
    id: 'column.phase.head',
    title: 'a column headed as phases',
    file,
    example: planOf('Phase | Duration', '1 | 2 weeks'),
    counterExample: planOf('Room | Duration', '1 | 2 weeks'),
    read: ({ column: { key }, vocabulary: { columns } }) => as('phase', columns.phase.has(key)),
  },
  {
    id: 'column.title.head',
    title: 'a column whose head says that its cells are titles of tasks',
    file,
    example: planOf('ID | Tarea', 'A-1 | Estantes'),
    counterExample: planOf('ID | Sala', 'A-1 | Estantes'),
    read: ({ column: { key }, vocabulary: { columns } }) =>
      as('title', columns.task.has(key) || columns.title.has(key)),
  },
  {
    id: 'column.title.epic',
    title: 'a first column of parts of the whole work, where no other holds titles',
    file,
    example: planOf('Epic | Status', 'Shelves | Done', 'Desk | Open'),
    counterExample: planOf('Epic | Task | Status', 'Room | Shelves | Done', 'Room | Desk | Open'),
    read: ({ column: { key, index }, all, vocabulary: { columns } }) =>
      as(
        'title',
        index === 0 &&
          columns.epic.has(key) &&
          !all.some((other) => columns.task.has(other.key) || columns.title.has(other.key)),
      ),
  },
  {
    id: 'column.field.head',
    title: 'a column with the head that a field of the text would have as its label',
    file,
    example: planOf('Task | Depends on', 'Shelves | -'),
    counterExample: planOf('Task | Similar', 'Shelves | -'),
    read: ({ column: { key }, vocabulary: { fields } }) => {
      const role = fields.get(key);
      return role && { role };
    },
  },
  {
    id: 'column.needs.head',
    title: 'a column whose head says in a table only that its ids are needed first',
    file,
    example: planOf('ID | Task | After', 'A-1 | Shelves | -', 'A-2 | Desk | A-1'),
    counterExample: planOf('ID | Task | After', 'A-1 | Shelves | quick', 'A-2 | Desk | slow'),
    read: ({ column: { key, filled, ids }, vocabulary: { columns } }) =>
      as('dependencies', columns.needs.has(key) && ids.length * 2 >= filled.length),
  },
  {
    id: 'column.kin.head',
    title: 'a column of tasks, stories or requirements that are not needed first',
    file,
    example: planOf('ID | Task | Parent', 'A-1 | Shelves | -', 'A-2 | Desk | A-1'),
    counterExample: planOf('ID | Task | Vorne', 'A-1 | Shelves | -', 'A-2 | Desk | A-1'),
    read: ({ column: { key }, vocabulary: { columns } }) => as('kin', columns.kin.has(key)),
  },
  {
    id: 'column.estimate.unit',
    title: 'a column of numbers whose head is a unit of work',
    file,
    example: planOf('Task | Days', 'Shelves | 2', 'Desk | 1-2'),
    counterExample: planOf('Max | Min', '2 | 1', '3 | 2'),
    read: (given) => as('estimate', isHeadedByUnit(given)),
  },
  {
    id: 'column.share.sum',
    title: 'a column of percentages that sum to 100',
    file,
    example: planOf('Phase | %', 'Shelves | 75%', 'Desk | 25%', 'Total | 100%'),
    counterExample: planOf('Phase | %', 'Shelves | 75%', 'Desk | 30%'),
    read: ({ column: { filled, percents } }) =>
      as('share', percents.length === filled.length && isWhole(percents), 'majority'),
  },
  {
    id: 'column.progress.percent',
    title: 'a column headed by a percent sign',
    file,
    example: planOf('Phase | %', 'Shelves | 75%', 'Desk | 30%'),
    counterExample: planOf('Phase | Discount', 'Shelves | 75%', 'Desk | 30%'),
    read: ({ column: { key } }) => as('progress', /^%(?: |$)|^percent/.test(key)),
  },
  {
    id: 'column.status.words',
    title: 'a column of state words, some of them done and some not, whatever its head',
    file,
    example: planOf('ID | Task | Where it is', 'A-1 | Shelves | Done', 'A-2 | Desk | In progress'),
    counterExample: planOf('ID | Task | Change', 'A-1 | Shelves | New', 'A-2 | Desk | Removed'),
    read: (given) => as('status', isOfStateWords(given), 'majority'),
  },
];

function as(role: ColumnRole, holds: boolean, inferred?: Evidence['inferred']): Found | undefined {
  return holds ? { role, ...(inferred && { inferred }) } : undefined;
}

function isAnswer(plain: string, { yes, no }: Vocabulary['columns']): boolean {
  return yes.has(plain.toLowerCase()) || no.has(plain.toLowerCase());
}

/** Whether all cells are state words, some of them for done and some for not, and no other column is headed as states. */
function isOfStateWords({ column: { index, filled, states }, all, vocabulary }: Given): boolean {
  return (
    index > 0 &&
    filled.length > 1 &&
    states.length === filled.length &&
    states.includes('done') &&
    states.some((state) => state === 'open' || state === 'in-progress') &&
    filled.every(({ plain }) => /\p{L}/u.test(plain)) &&
    !all.some(({ key }) => vocabulary.fields.get(key) === 'status')
  );
}

/** Whether a head is nothing but a unit, with or without a word for estimates beside it, over numbers. */
function isHeadedByUnit({ column: { index, key, head, filled, numbers }, all, vocabulary }: Given): boolean {
  const { units, fields } = vocabulary;
  if (index === 0 || numbers * 2 < filled.length || unitIn(head.value, vocabulary) === undefined) return false;
  const words = key.split(/[\s/-]+/).filter(Boolean);
  const known = (word: string) => units.has(word) || fields.get(word) === 'estimate';
  if (!units.has(key) && !(words.some((word) => units.has(word)) && words.every(known))) return false;
  return !all.some((other) => /^max\b/.test(other.key));
}

/** Whether percentages are the parts of one whole, with or without their sum below them. */
function isWhole(percents: readonly number[]): boolean {
  const last = percents.at(-1) ?? 0;
  const parts = last === 100 ? percents.slice(0, -1) : percents;
  const sum = parts.reduce((total, percent) => total + percent, 0);
  return parts.length > 1 && Math.abs(sum - 100) <= 1 && !parts.includes(100);
}
