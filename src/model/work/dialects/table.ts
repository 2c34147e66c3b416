import type { ReadingEntry } from '../../plan/reading.ts';
import { numbersIn } from '../../language/ids.ts';
import { leadOf, trimmedEnd } from '../../language/characters.ts';
import type { Located } from '../../../text.ts';
import { within } from '../../../text.ts';
import { type Cell, isBlank, leadingId } from '../../document/cells.ts';
import type { FoundBox } from '../../document/boxes.ts';
import { type Declaration, parseDeclaration } from '../../language/declaration.ts';
import type { Document } from '../../document/document.ts';
import { fieldsWithin } from '../../document/fields.ts';
import { columnWith, type Grid, type Row } from '../../document/grid.ts';
import { purposeOfSection } from '../../document/purpose.ts';
import { foldId } from '../../language/ids.ts';
import { tokenize } from '../../language/tokens.ts';
import { withoutLinks } from '../../language/reference-value.ts';
import { type TaskDraft, titleOnLine } from '../task-draft.ts';

/** The rows of tables with a task or id column and one for dependencies, status or estimates. Rows of totals and phases are none. */
export function readTableTasks(document: Document, boxes: readonly FoundBox[]): TaskDraft[] {
  return document.grids.flatMap((grid) =>
    listsTasks(document, grid) ? grid.rows.flatMap((row) => draftOf(document, grid, row, boxes) ?? []) : [],
  );
}

/** Whether the rows of a table are tasks. */
function listsTasks(document: Document, grid: Grid): boolean {
  const { vocabulary } = document;
  const { columns, id, title, isIdInTitle } = grid;
  const purpose = purposeOfSection(grid.section, vocabulary);
  if ((purpose !== 'work' && purpose !== 'dependency') || (!id && !title)) return false;
  const has = (role: Parameters<typeof columnWith>[1]) => columnWith(grid, role) !== undefined;
  const hasNeeds = has('dependencies');
  const isNamed =
    title !== undefined && (vocabulary.columns.task.has(title.key) || title.by?.reading === 'column.title.epic');
  // What a row risks may stand beside what it does and needs.
  const isTask = id !== undefined && isNamed && hasNeeds;
  if (!isTask && columns.some(({ key }) => vocabulary.columns.other.has(key))) return false;
  if ((!isNamed && !isTied(grid) && isOfSubjects(grid, document)) || countsTasksOfPhases(grid)) return false;
  if (id && !title && !hasNeeds && (has('status') || has('finished')))
    return areDeclaredElsewhere(grid, id.index, document);
  const isWorked = has('estimate') || has('total-effort') || has('status') || has('finished');
  // Under a head for tasks it is enough to say who does them, or how urgent they are.
  const isGiven = title !== undefined && vocabulary.columns.task.has(title.key) && (has('owner') || has('priority'));
  const isPlanned = hasNeeds || isWorked || isGiven;
  // Without such a column the ids have to speak for themselves.
  if (!isPlanned)
    return id !== undefined && title?.by?.reading === 'column.title.head' && hasStrongIds(document, grid, id.index);
  const hasIds = isIdInTitle || (id !== undefined && id.key !== '#');
  return hasNeeds || isNamed || (hasIds && title?.by?.reading === 'column.title.head');
}

/** `| ID | Status |`: whether headings or items begin with all ids of a table that says nothing else of what they are. */
function areDeclaredElsewhere({ rows }: Grid, column: number, { sections, blocks }: Document): boolean {
  const ids = rows.flatMap(({ kind, cells }) => (kind === 'entry' ? [foldId(cells[column]?.plain ?? '')] : []));
  const texts = blocks.items.map(({ text }) => text);
  const leading = texts.flatMap(({ value, span }) =>
    tokenize(value.slice(0, LEAD), span.start)
      .filter(({ kind }) => kind === 'id' || kind === 'number')
      .slice(0, 1),
  );
  const declared = new Set([
    ...sections.flatMap(({ declaration }) => (declaration ? [foldId(declaration.id.value)] : [])),
    ...leading.map(({ text }) => foldId(text)),
  ]);
  return ids.length > 1 && ids.every((id) => declared.has(id));
}

/** How far into an item its id may stand. */
/** Characters of a cell that can be an id and nothing else, with its markup. */
const LONGEST_ID_CELL = 200;
const LEAD = 40;

/** Whether rows need each other by the ids in a column of their own. */
function isTied({ columns, id, rows }: Pick<Grid, 'columns' | 'id' | 'rows'>): boolean {
  const needs = columnWith({ columns }, 'dependencies')?.index;
  if (!id || needs === undefined) return false;
  const ids = new Set(rows.flatMap(({ cells }) => cells[id.index]?.plain.toLowerCase() ?? []));
  const partsOf = (text = '') => text.toLowerCase().replaceAll(',', ' ').replaceAll(';', ' ').split(' ');
  return rows.some(({ cells }) => partsOf(cells[needs]?.plain).some((part) => part !== '' && ids.has(part)));
}

/** Whether the first column that is no id says that the rows are something else than tasks. */
function isOfSubjects({ columns, id }: Grid, { vocabulary }: Document): boolean {
  const first = columns.find(({ index }) => index !== id?.index);
  return first !== undefined && vocabulary.columns.subject.has(first.key);
}

/** A table of phases that counts or lists their tasks. */
function countsTasksOfPhases({ columns: [first], id, title, rows }: Grid): boolean {
  if (id || !title || title.index === 0 || first?.role !== 'phase') return false;
  return rows.every(
    ({ cells }) =>
      leadOf(cells[title.index]?.value ?? '', '0123456789.,;*_–—~-') === (cells[title.index]?.value ?? '').length,
  );
}

/** Whether every row has an id such as `MIG-1`, of two series at the most. */
function hasStrongIds(document: Document, { rows }: Grid, column: number): boolean {
  const ids = rows.map(({ cells }) => cells[column]?.value ?? '');
  const declared = ids.map((id) => parseDeclaration(id, 0, document.vocabulary));
  const series = new Set(ids.map((id) => id.replace(/\d.*/, '')));
  return (
    ids.length >= 3 && series.size <= 3 && declared.every((id) => id?.strength === 'strong' && id.keyword === undefined)
  );
}

function draftOf(
  document: Document,
  grid: Grid,
  { cells, span, kind }: Row,
  boxes: readonly FoundBox[],
): TaskDraft | undefined {
  const { id, title: titles, isIdInTitle, section } = grid;
  const own = id && cells[id.index];
  const text = cells[titles?.index ?? id?.index ?? 0];
  if (kind !== 'entry' || !text || (isBlank(text) && (!own || isBlank(own)))) return undefined;
  const leading = isIdInTitle ? leadingId(text) : undefined;
  const read = leading
    ? { keyword: undefined, id: leading.id, span: leading.id.span, title: leading.title }
    : own
      ? idOf(own, document, isTied(grid))
      : parseDeclaration(text.value, text.span.start, document.vocabulary);
  const title = titleOnLine(titleIn(text, own ? undefined : read));
  return {
    dialect: 'table',
    kind: 'task',
    declaration: read,
    title,
    nameSpan: read?.span ?? title.span,
    span,
    section,
    item: undefined,
    box: within(boxes, span, (box) => box.span)[0],
    cells: fieldsWithin(document.fields, span).filter((field) => field.place === 'cell'),
  };
}

function titleIn(text: Located<string>, declaration: TaskDraft['declaration'] | Declaration): Located<string> {
  return declaration && 'title' in declaration && declaration.title.value !== '' ? declaration.title : stripped(text);
}

function stripped(text: Located<string>): Located<string> {
  const lead = leadOf(text.value, '*_~`');
  const value = trimmedEnd(text.value.slice(lead), '*_~`');
  return { value, span: { start: text.span.start + lead, end: text.span.start + lead + value.length } };
}

/** The whole of an id cell is the id, whatever its shape, a keyword and the target of a link left out. */
function idOf({ value, span: { start: base } }: Cell, document: Document, isTied: boolean): TaskDraft['declaration'] {
  const cell = withoutLinks(value);
  const declared = parseDeclaration(cell, base, document.vocabulary);
  if (declared?.keyword) return declared;
  if (cell.length > LONGEST_ID_CELL) return undefined;
  const match =
    /^(?:[\s*_~`[]|\p{Extended_Pictographic}|\u{FE0F})*(#?[\p{L}\p{N}][\p{L}\p{N}._-]*)(?![\p{L}\p{N}._-])(?:[\s*_~`\]]|\p{Extended_Pictographic}|\u{FE0F})*$/u.exec(
      cell,
    );
  const id = match?.[1];
  // A word is an id where others say that they need it.
  if (!id || !(isTied || numbersIn(id).length > 0 || (id.length === 1 && id >= 'A' && id <= 'Z'))) return undefined;
  const start = base + cell.indexOf(id);
  const span = { start, end: start + id.length };
  return { keyword: undefined, id: { value: id, span }, span };
}

/** What is read here, by name. */
export const tableTaskReading: ReadingEntry = {
  id: 'task.table',
  title: 'a row of a table that has columns for ids or tasks and for their state, effort or needs',
  file: 'work/dialects/table.ts',
  example:
    '# Ferry\n\n## Phase 1: Harbour\n\n| ID | Task | Status |\n| --- | --- | --- |\n| T1 | Dredge | Done |\n| T2 | Mark | Open |\n',
  counterExample: '# Ferry\n\n## Phase 1: Harbour\n\n| Metric | Now |\n| --- | --- |\n| Depth | 4 m |\n',
};
