import type { ColumnRole } from '../plan/column.ts';
import type { Evidence, ReadingEntry } from '../plan/reading.ts';
import type { Vocabulary } from '../language/words.ts';
import { type Cell, leadingId } from './cells.ts';
import type { Column, Sight } from './column.ts';
import { planOf } from './column-readings.ts';

const file = 'document/naming-columns.ts';

/** The readings of columns that follow from the columns beside them. */
export const placeReadings: readonly ReadingEntry[] = [
  {
    id: 'column.id.place',
    title: 'a column of distinct ids that stands first, or is headed as tasks are beside a title',
    file,
    example: planOf('Ding | Aufgabe | Status', '1a.1 | Keller | Offen', '1a.2 | Boden | Offen'),
    counterExample: planOf('Ding | Aufgabe | Status', '1a.1 | Keller | Offen', '1a.1 | Boden | Offen'),
  },
  {
    id: 'column.title.leading-id',
    title: 'a column of titles of which nearly all begin with an id of their own',
    file,
    example: planOf('Package | Needs', 'B4 Courier list | -', 'B5 Van | B4'),
    counterExample: planOf('Package | Needs', 'Courier list | -', 'B5 Van | B4'),
  },
  {
    id: 'column.title.place',
    title: 'a column of words right behind one of ids',
    file,
    example: planOf('ID | Ding | Status', 'A-1 | Keller | Offen'),
    counterExample: planOf('Ding | Status', 'Keller | Offen'),
  },
  {
    id: 'column.needs.cells',
    title: 'a column whose cells name rows above by their ids, or say none',
    file: 'document/columns.ts',
    example: planOf('ID | Task | Erst', 'A-1 | Cellar | -', 'A-2 | Floor | A-1', 'A-3 | Door | A-2'),
    counterExample: planOf('ID | Task | Erst', 'A-1 | Cellar | A-3', 'A-2 | Floor | A-1', 'A-3 | Door | A-2'),
  },
];

/** A column that names the rows, with its role there where its head does not give it. */
interface Naming {
  readonly column: Column;
  readonly role: ColumnRole;
  readonly reading?: string;
  readonly inferred?: Evidence['inferred'];
}

/** The columns that name the rows of a table, and the id of a row. */
interface Names {
  readonly id: Naming | undefined;
  readonly title: Naming | undefined;
  readonly isIdInTitle: boolean;
  readonly idOf: ((row: readonly Cell[]) => string | undefined) | undefined;
}

/** Finds the columns that name the rows: one of ids and one of titles, or one of titles that begin with ids. */
export function nameRows(
  columns: readonly Column[],
  sights: readonly Sight[],
  rows: readonly (readonly Cell[])[],
  vocabulary: Vocabulary,
): Names {
  const id = idColumn(columns, sights, vocabulary);
  const headed = titleColumn(columns, sights, id, vocabulary);
  const leading = id ? undefined : leadingColumn(columns, sights, headed, rows.length);
  if (leading)
    return {
      id: undefined,
      title: { column: leading, role: 'title', reading: 'column.title.leading-id', inferred: 'majority' },
      isIdInTitle: true,
      idOf: (row) => {
        const cell = row[leading.index];
        return cell && leadingId(cell)?.id.value;
      },
    };
  const placed = headed ? undefined : id && textColumnBehind(id, columns, sights);
  return {
    id: id && { column: id, role: 'id', ...(id.role !== 'id' && { reading: 'column.id.place', inferred: 'position' }) },
    title: headed
      ? { column: headed, role: 'title' }
      : placed && { column: placed, role: 'title', reading: 'column.title.place', inferred: 'position' },
    isIdInTitle: false,
    idOf: id && ((row) => row[id.index]?.plain),
  };
}

/**
 * The column of ids: the one whose head says so, of several the one with letters; else a column of distinct ids beside a
 * title that is headed as tasks are (`Schritt`), or that stands first.
 */
function idColumn(columns: readonly Column[], sights: readonly Sight[], vocabulary: Vocabulary): Column | undefined {
  const headed = columns.filter(({ by }) => by?.reading === 'column.id.head');
  const lettered = headed.find(({ index }) => sights[index]?.ids.some(({ plain }) => /\p{L}/u.test(plain)));
  if (headed.length > 0) return lettered ?? headed[0];
  const { task, title } = vocabulary.columns;
  return columns.find(({ index, key, role }) => {
    const sight = sights[index];
    if (!sight || !isMostlyIds(sight)) return false;
    if (task.has(key))
      return sights.some(
        (other) => other !== sight && other.filled.length > 0 && (task.has(other.key) || title.has(other.key)),
      );
    const isCounted = sight.numbers === sight.filled.length && !sight.ids.some(({ plain }) => plain.includes('.'));
    const isKnown = role !== 'id' && role !== undefined;
    return index === 0 && sight.ids.length > 1 && !isCounted && !isKnown && !areAmounts(sight, vocabulary);
  });
}

/** `2h`, `3h`: numbers with one unit. */
function areAmounts({ ids }: Sight, { units }: Vocabulary): boolean {
  const letters = new Set(ids.map(({ plain }) => /^\d+(\p{L}+)$/u.exec(plain)?.[1]));
  const [unit] = letters;
  return letters.size === 1 && unit !== undefined && units.has(unit.toLowerCase());
}

function isMostlyIds({ ids, filled, isDistinct }: Sight): boolean {
  return ids.length > 0 && isDistinct && ids.length * 5 >= filled.length * 4;
}

/** The first column that is headed as titles are and holds words rather than ids or numbers. */
function titleColumn(
  columns: readonly Column[],
  sights: readonly Sight[],
  id: Column | undefined,
  { columns: words }: Vocabulary,
): Column | undefined {
  const titles = columns.filter((column) => column.role === 'title' && column !== id);
  const isWorded = ({ index }: Column) => {
    const { filled = [], numbers = 0 } = sights[index] ?? {};
    return filled.length === 0 || numbers < filled.length;
  };
  const isAllIds = ({ index, key }: Column) => {
    const { filled = [], ids = [] } = sights[index] ?? {};
    return words.task.has(key) && ids.length > 0 && ids.length === filled.length;
  };
  return titles.find((column) => isWorded(column) && !isAllIds(column)) ?? titles.find(isWorded) ?? titles[0];
}

/** The title column, or else the first, if nearly all of its cells begin with ids of a few series, no two of them the same. */
function leadingColumn(
  columns: readonly Column[],
  sights: readonly Sight[],
  headed: Column | undefined,
  count: number,
): Column | undefined {
  return [headed, columns[0]].find((column) => {
    const filled = column && sights[column.index]?.filled;
    if (!filled || (column.role !== 'title' && column.role !== undefined)) return false;
    const leading = filled.flatMap((cell) => leadingId(cell) ?? []);
    const ids = new Set(leading.map(({ id }) => id.value.toLowerCase()));
    const series = new Set(leading.map((each) => each.series));
    return (
      leading.length > 1 &&
      leading.length * 4 >= Math.min(filled.length, count) * 3 &&
      ids.size === leading.length &&
      series.size * 2 <= leading.length + 1
    );
  });
}

/** The column right behind the ids, if nothing else explains it and it holds words. */
function textColumnBehind(id: Column, columns: readonly Column[], sights: readonly Sight[]): Column | undefined {
  const next = columns[id.index + 1];
  const sight = next && sights[next.index];
  const isText = sight && sight.filled.length > 0 && sight.ids.length + sight.numbers + sight.states.length === 0;
  return isText && next.role === undefined ? next : undefined;
}
