import type { Cell } from '../document/cells.ts';
import type { Column as TableColumn } from '../document/column.ts';
import type { Grid } from '../document/grid.ts';
import { plainText } from '../language/plain-text.ts';
import type { ClaimScope } from '../plan/claim.ts';
import type { Located } from '../../text.ts';
import { locate } from '../../text.ts';
import type { Ground } from './claim-context.ts';
import { nounInLabel } from './nouns.ts';
import { phaseScope, planScope, unknownScope } from './claim-subject.ts';
import { readWording } from './figures.ts';
import { phasesNamed, phaseTitled } from './subjects.ts';

/** What a column holds, by its head: numbers of tasks, of done ones, of all; shares; amounts of work. */
export type Column = 'count' | 'done' | 'total' | 'share' | 'effort' | undefined;

/** A row with what it is about. */
export interface Row {
  readonly cells: readonly Located<string>[];
  /** Its first words, without markup. */
  readonly name: Located<string>;
  /** Undefined for a row of something that is no part of the plan. */
  readonly scope: ClaimScope | undefined;
  readonly isTotal: boolean;
  /** Whether it is a title over the rows that follow. */
  readonly isGroup: boolean;
}

/** A table, cut up. */
export interface Rows {
  readonly heads: readonly Located<string>[];
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly section: Grid['section'];
}

/** Finds out what the columns of a table count, and what its rows are about. */
export function readRows(grid: Grid, ground: Ground): Rows {
  const phases = grid.columns.findIndex(({ role }) => role === 'phase');
  const rows = grid.rows.map(({ cells: written, kind }): Row => {
    const isTotal = kind === 'total';
    // A total with fewer cells is meant to end where the other rows do.
    const cells = isTotal ? endingWith(written, grid.columns.length) : written;
    const scope = isTotal ? undefined : scopeOf(cells, phases, ground);
    return { cells, name: nameOf(written), isTotal, isGroup: kind === 'group', scope };
  });
  return {
    heads: grid.columns.map(({ head }) => head),
    columns: grid.columns.map((column) => columnOf(column, ground)),
    rows: withTotals(withoutLists(rows), ground),
    section: grid.section,
  };
}

/** What sums up rows about phases is about the plan. */
function withTotals(rows: readonly Row[], ground: Ground): Row[] {
  const isOfPhases = rows.some(({ scope }) => scope !== undefined && scope.kind !== 'unknown');
  return rows.map((row) =>
    row.isTotal ? { ...row, scope: isOfPhases ? planScope(ground) : unknownScope(row.name.value) } : row,
  );
}

/** A table with several rows for one phase lists tasks; none of its rows speaks for a phase. */
function withoutLists(rows: readonly Row[]): Row[] {
  const keys = rows.flatMap(({ scope }) => scope?.key ?? []);
  return new Set(keys).size < keys.length ? rows.map((row) => ({ ...row, scope: undefined })) : [...rows];
}

const EMPTY: Located<string> = { value: '', span: { start: 0, end: 0 } };

function nameOf(cells: readonly Cell[]): Located<string> {
  const first = cells.find(({ value }) => value !== '');
  return first ? { value: first.plain, span: first.span } : EMPTY;
}

function endingWith(cells: readonly Located<string>[], length: number): readonly Located<string>[] {
  const [first = EMPTY, ...rest] = cells;
  const missing = Array.from({ length: Math.max(0, length - cells.length) }, () => EMPTY);
  return [first, ...missing, ...rest];
}

/** The phase that one of the first cells names; a bare number does under a head for phases. */
function scopeOf(cells: readonly Located<string>[], phases: number, ground: Ground): ClaimScope | undefined {
  const numbered = phases >= 0 ? /^[\s*_]*(\d+)\.?[\s*_]*$/.exec(cells[phases]?.value ?? '')?.[1] : undefined;
  if (numbered !== undefined) {
    const phase = ground.reading.phases.find(({ id }) => id === numbered);
    return phase && phaseScope(phase);
  }
  for (const cell of cells.slice(0, Math.max(1, phases + 1))) {
    const text = plainText(cell.value);
    const scope = phasesNamed(readWording(locate(text, 0), ground.document), ground) ?? phaseTitled(text, ground);
    if (scope) return scope;
  }
  const first = cells[0]?.value ?? '';
  return phases === 0 && /\d/.test(first) ? unknownScope(plainText(first)) : undefined;
}

/** A head in the singular is over titles or numbers of tasks. */
const COUNTED = /s\b|count|number|#|№|[^\p{Script=Latin}\s\d\p{P}\p{S}]|en\b/iu;

function columnOf(column: TableColumn, { document: { vocabulary }, reading }: Ground): Column {
  const { role } = column;
  const head = column.head.value;
  const key = column.key.replace(/^[#№]\s*/, '');
  if (role === 'share') return undefined;
  if (vocabulary.states.get(key) === 'done' || vocabulary.states.get(key.split(' ').at(-1) ?? '') === 'done')
    return 'done';
  if (role === 'progress' || role === 'status') return 'share';
  if (role === 'task-count') return 'count';
  const noun = nounInLabel(head, vocabulary);
  const isKind = noun?.class === 'kind' && reading.tasks.some(({ keyword }) => keyword?.toLowerCase() === noun.word);
  if ((noun?.class === 'task' || isKind) && COUNTED.test(head))
    return noun?.qualifier.split(' ').some((word) => vocabulary.states.get(word) === 'done') ? 'done' : 'count';
  if (vocabulary.totals.has(key)) return 'total';
  if (role === 'estimate' || role === 'total-effort') return 'effort';
  return key.split(' ').some((word) => vocabulary.elapsed.has(word)) ? 'effort' : undefined;
}

/** The rows of a table of labels and values (`| Total Tasks | 12 |`), which say what fields do. */
export function labelledRows({
  columns,
  rows,
}: Grid): { readonly label: Located<string>; readonly value: Located<string> }[] {
  if (columns.length !== 2) return [];
  return rows.flatMap(({ cells: [label, value] }) => {
    if (!label || !value || value.value === '') return [];
    const text = plainText(label.value);
    const at = label.value.indexOf(text);
    return [{ label: at < 0 ? label : locate(text, label.span.start + at), value }];
  });
}
