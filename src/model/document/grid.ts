import type { TableRow } from 'mdast';
import { type Parsed, spanOf } from '../../parse.ts';
import type { Span } from '../../text.ts';
import type { Vocabulary } from '../language/words.ts';
import type { Lead, TableBlock } from './blocks.ts';
import { type Cell, cellsOf } from './cells.ts';
import type { ColumnRole, TableColumn } from '../plan/column.ts';
import type { Column } from './column.ts';
import { type ColumnsRead, readColumns } from './columns.ts';
import type { OutlineSection } from './outline.ts';
import { readRowKinds, type RowKind } from './row-kinds.ts';

/** A row of a table with what it stands for. */
export interface Row {
  readonly node: TableRow;
  readonly cells: readonly Cell[];
  readonly span: Span;
  readonly kind: RowKind;
}

/** A table as a located grid: what its columns are, and what its rows stand for. */
export interface Grid extends ColumnsRead {
  readonly block: TableBlock;
  readonly section: OutlineSection;
  readonly lead: Lead | undefined;
  readonly rows: readonly Row[];
}

/** Cuts every table up, and finds out what its columns and rows are. */
export function readGrids(
  parsed: Parsed,
  tables: readonly TableBlock[],
  sections: readonly OutlineSection[],
  vocabulary: Vocabulary,
): Grid[] {
  const phases = new Set(
    sections.flatMap(({ declaration }) => (declaration?.kind === 'phase' ? [declaration.id.value] : [])),
  );
  return tables.map((block) => readGrid(parsed, block, vocabulary, phases));
}

function readGrid(parsed: Parsed, block: TableBlock, vocabulary: Vocabulary, phases: ReadonlySet<string>): Grid {
  const [head, ...body] = block.node.children;
  const heads = head ? cellsOf(parsed, head) : [];
  const rows = body.map((node) => ({ node, cells: cellsOf(parsed, node), span: spanOf(node) }));
  const read = readColumns(
    heads,
    rows.map(({ cells }) => cells),
    vocabulary,
  );
  const kinds = readRowKinds(rows, read, vocabulary, phases);
  return {
    block,
    section: block.section,
    lead: block.lead,
    ...read,
    rows: rows.map((row, index) => ({ ...row, kind: kinds[index] ?? 'entry' })),
  };
}

/** The column with a role, the first if there are several. */
export function columnWith({ columns }: Pick<Grid, 'columns'>, role: ColumnRole): Column | undefined {
  return columns.find((column) => column.role === role);
}

/** The columns that were read as something, without their cells. */
export function readTableColumns(grids: readonly Grid[]): TableColumn[] {
  return grids.flatMap(({ columns }) =>
    columns.flatMap(({ head: { value, span }, role, by }) => (role && by ? [{ head: { value, span }, role, by }] : [])),
  );
}
