import type { ColumnRole, TableColumn } from '../plan/column.ts';
import type { EffortUnit } from '../plan/effort.ts';
import type { Cell } from './cells.ts';

/** A column of a table with what its cells are. */
export interface Column {
  readonly index: number;
  readonly head: Cell;
  /** The head as it is compared. */
  readonly key: string;
  readonly role: ColumnRole | undefined;
  readonly by: TableColumn['by'] | undefined;
  /** The unit that its head names: bare numbers below are amounts of it. */
  readonly unit: EffortUnit | undefined;
}

/** What there is to be seen of a column before it is known what it is. */
export interface Sight {
  readonly index: number;
  readonly head: Cell;
  readonly key: string;
  /** All cells of the column that say something. */
  readonly filled: readonly Cell[];
  /** Those that are nothing but an id. */
  readonly ids: readonly Cell[];
  /** Whether no id occurs twice. */
  readonly isDistinct: boolean;
  /** How many are nothing but a number. */
  readonly numbers: number;
  readonly percents: readonly number[];
  /** The states that cells state, one for each cell that does. */
  readonly states: readonly string[];
}
