import type { Document } from '../document/document.ts';
import { columnWith, type Grid, type Row } from '../document/grid.ts';
import { foldId } from '../language/ids.ts';
import { parseDeclaration } from '../language/declaration.ts';
import { stateOfValue } from '../language/state.ts';
import type { StateMark } from '../plan/state.ts';

/**
 * How far phases are by tables of phases with a column for that: by keyword and id, in lower case. A phase with two such
 * rows is left out.
 */
export function statesInRows(document: Document): ReadonlyMap<string, StateMark> {
  const found = new Map<string, StateMark | undefined>();
  for (const grid of document.grids) {
    const [first] = grid.columns;
    const status = columnWith(grid, 'status');
    if (!first || !status || status.index === 0 || !document.vocabulary.columns.phase.has(first.key)) continue;
    for (const row of grid.rows) {
      const key = keyOf(document, grid, row);
      const value = row.cells[status.index];
      const state = key && value && stateOfValue(value.value, document.vocabulary);
      if (!key || !value || !state) continue;
      const mark: StateMark = { state, by: 'status-column', span: value.span, text: value.value };
      found.set(key, found.has(key) ? undefined : mark);
    }
  }
  return new Map([...found].flatMap(([key, mark]) => (mark ? [[key, mark] as const] : [])));
}

/** How a phase is looked up. */
export function phaseKey(keyword: string | undefined, id: string): string {
  return `${keyword?.toLowerCase() ?? ''} ${foldId(id)}`;
}

/** `Phase 1`, `Phase 1: Wood`, or `1` under the head `Phase`. */
function keyOf({ vocabulary }: Document, { columns }: Grid, { cells: [cell] }: Row): string | undefined {
  if (!cell) return undefined;
  const named = parseDeclaration(cell.plain, 0, vocabulary);
  if (named?.kind === 'phase') return phaseKey(named.keyword, named.id.value);
  const id = cell.plain.trim();
  return id === '' || Number.isNaN(Number(id)) ? undefined : phaseKey(columns[0]?.key, id);
}
