import type { Vocabulary } from '../language/words.ts';
import { type Cell, isBlank } from './cells.ts';
import type { Column } from './column.ts';

const BETWEEN = /\s*(?:[,;/&+、，；]|\s)\s*/u;

/**
 * The one column without a head that is known whose cells are ids of rows above, or say that there is none. Undefined where
 * another column has the needs.
 */
export function needsByCells(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  idOf: (row: readonly Cell[]) => string | undefined,
  vocabulary: Vocabulary,
): number | undefined {
  if (columns.some(({ role }) => role === 'dependencies')) return undefined;
  const found = columns.filter(
    ({ role, index }) => role === undefined && namesRowsAbove(index, rows, idOf, vocabulary),
  );
  return found.length === 1 ? found[0]?.index : undefined;
}

function namesRowsAbove(
  index: number,
  rows: readonly (readonly Cell[])[],
  idOf: (row: readonly Cell[]) => string | undefined,
  { none }: Vocabulary,
): boolean {
  const above = new Set<string>();
  let naming = 0;
  for (const row of rows) {
    const cell = row[index];
    const own = idOf(row)?.toLowerCase();
    if (cell && !isBlank(cell) && !none.has(cell.plain.toLowerCase())) {
      const named = cell.plain.toLowerCase().split(BETWEEN).filter(Boolean);
      if (named.length === 0 || !named.every((id) => above.has(id))) return false;
      naming++;
    }
    if (own !== undefined) above.add(own);
  }
  return naming > 0 && naming * 3 >= above.size && above.size > 2;
}
