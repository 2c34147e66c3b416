import type { ColumnRole } from '../plan/column.ts';
import type { Evidence } from '../plan/reading.ts';
import { unitIn } from '../language/effort.ts';
import { firstReading } from '../language/first-reading.ts';
import { stateOfValue } from '../language/state.ts';
import type { Vocabulary } from '../language/words.ts';
import { type Cell, isBlank, isId, isNumber, percentOf } from './cells.ts';
import type { Column, Sight } from './column.ts';
import { columnReadings } from './column-readings.ts';
import { normalizeLabel } from './labels.ts';
import { nameRows } from './naming-columns.ts';
import { needsByCells } from './needs-column.ts';

/** The columns of a table, and those of them that name its rows. */
export interface ColumnsRead {
  readonly columns: readonly Column[];
  /** The column whose cells are the ids of the rows. */
  readonly id: Column | undefined;
  /** The column whose cells say what the rows are about. */
  readonly title: Column | undefined;
  /** Whether titles begin with the ids of the rows: `B4 Courier list`. */
  readonly isIdInTitle: boolean;
}

/** Finds out what the columns of a table are: by heads and cells each for itself, then by their place beside each other. */
export function readColumns(
  heads: readonly Cell[],
  rows: readonly (readonly Cell[])[],
  vocabulary: Vocabulary,
): ColumnsRead {
  const sights = heads.map((head, index) => {
    const cells = rows.flatMap((row) => row[index] ?? []);
    return sightOf(head, index, cells, vocabulary);
  });
  const columns = sights.map((sight): Column => {
    const first = firstReading(columnReadings, { column: sight, all: sights, vocabulary });
    const { head, key, index } = sight;
    const column = { index, head, key, role: undefined, by: undefined, unit: unitIn(head.value, vocabulary) };
    return first ? withRole(column, first.found.role, first.reading, first.found.inferred) : column;
  });
  const named = nameRows(columns, sights, rows, vocabulary);
  const roles = columns.map((column): Column => {
    const naming = [named.id, named.title].find((each) => each?.column === column);
    return naming?.reading ? withRole(column, naming.role, naming.reading, naming.inferred) : column;
  });
  const needs = named.idOf && needsByCells(roles, rows, named.idOf, vocabulary);
  const all = roles.map((column) =>
    column.index === needs ? withRole(column, 'dependencies', 'column.needs.cells', 'majority') : column,
  );
  return {
    columns: all,
    id: named.id && all[named.id.column.index],
    title: named.title && all[named.title.column.index],
    isIdInTitle: named.isIdInTitle,
  };
}

function withRole(column: Column, role: ColumnRole, reading: string, inferred?: Evidence['inferred']): Column {
  return { ...column, role, by: { reading, span: column.head.span, ...(inferred && { inferred }) } };
}

function sightOf(head: Cell, index: number, cells: readonly Cell[], vocabulary: Vocabulary): Sight {
  const filled = cells.filter((cell) => !isBlank(cell));
  const ids = filled.filter((cell) => isId(cell, vocabulary));
  return {
    index,
    head,
    key: normalizeLabel(head.value),
    filled,
    ids,
    isDistinct: new Set(ids.map(({ plain }) => plain.toLowerCase())).size === ids.length,
    numbers: filled.filter(isNumber).length,
    percents: filled.flatMap((cell) => percentOf(cell) ?? []),
    states: filled.flatMap((cell) => stateOfValue(cell.value, vocabulary) ?? []),
  };
}
