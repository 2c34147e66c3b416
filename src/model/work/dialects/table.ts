import type { Located } from '../../../text.ts';
import { within } from '../../../text.ts';
import { spanOf } from '../../../parse.ts';
import type { TableBlock } from '../../document/blocks.ts';
import type { FoundBox } from '../../document/boxes.ts';
import { type Declaration, parseDeclaration } from '../../language/declaration.ts';
import type { Document } from '../../document/document.ts';
import { cellText, fieldsWithin, normalizeLabel } from '../../document/fields.ts';
import { purposeOfSection } from '../../document/purpose.ts';
import { withoutLinks } from '../../language/reference-value.ts';
import { type TaskDraft, titleOnLine } from '../task-draft.ts';

/** What the columns of a task table hold, by index. */
interface Columns {
  readonly id: number | undefined;
  readonly task: number | undefined;
}

const TOTAL = /^(?:sub-?)?(?:total|sum|buffer|contingency|grand total|overall)\b/i;
/** Rows about stories and phases say how those hang together. */
const STORY = /^(?:US-?\d|user stor(?:y|ies)\b|phase \d)/i;
/** A sum at the foot of a column. */
const AMOUNT = /^~?\d+(?:[.,]\d+)?\s*(?:h|hours?|days?|weeks?|min(?:utes)?)\b/i;
const GENERIC = new Set([
  'item',
  'name',
  'description',
  'feature',
  'title',
  'deliverable',
  'action',
  'activity',
  'task description',
]);

/** The rows of tables with a task or id column and one for dependencies, status or estimates. Total and buffer rows are none. */
export function readTableTasks(
  document: Document,
  tables: readonly TableBlock[],
  boxes: readonly FoundBox[],
): TaskDraft[] {
  return tables.flatMap((table) => {
    const columns = columnsOf(document, table);
    return columns ? rows(document, table, columns, boxes) : [];
  });
}

function columnsOf(document: Document, table: TableBlock): Columns | undefined {
  const { vocabulary } = document;
  const purpose = purposeOfSection(table.section, vocabulary);
  if (purpose !== 'work' && purpose !== 'dependency') return undefined;
  const heads = (table.node.children[0]?.children ?? []).map((cell) =>
    normalizeLabel(cellText(document.parsed, cell).value),
  );
  const roles = new Set(heads.map((head) => vocabulary.fields.get(head)));
  const titled = heads.findIndex((head) => vocabulary.taskColumns.has(head) && !/^steps?$/.test(head));
  const step = heads.findIndex((head) => /^steps?$/.test(head));
  const task = titled < 0 ? step : titled;
  const known = heads.findIndex((head) => vocabulary.idColumns.has(head));
  // `Step | Task | Hours`: the steps are numbers.
  const id = known < 0 && titled >= 0 ? step : known;
  if (
    (task < 0 && id < 0) ||
    heads.some((head) => /^(?:risk|metric|endpoint|field|method|option|date|version)s?$/.test(head))
  )
    return undefined;
  // A table of phases counts or lists their tasks.
  if (
    id < 0 &&
    task > 0 &&
    heads.findIndex((head) => vocabulary.phaseColumns.has(head)) === 0 &&
    isCountColumn(document, table, task)
  )
    return undefined;
  const dependencies = roles.has('dependencies');
  const estimate = roles.has('estimate') || roles.has('total-effort');
  const status = roles.has('status') || heads.some((head) => /^(?:completed|done)(?: on| at| date)?$/.test(head));
  // Without such a column the ids have to speak for themselves.
  if (!dependencies && !estimate && !status)
    return id >= 0 && titled >= 0 && hasStrongIds(document, table, id) ? { id, task } : undefined;
  const generic = task < 0 || GENERIC.has(heads[task] ?? '');
  if (generic && !dependencies && !(id >= 0 && task >= 0 && heads[id] !== '#')) return undefined;
  return { id: id < 0 ? undefined : id, task: task < 0 ? undefined : task };
}

/** Whether every row has an id such as `MIG-1`, of two series at the most. */
function hasStrongIds(document: Document, { node }: TableBlock, column: number): boolean {
  const ids = node.children.slice(1).map((row) => {
    const cell = row.children[column];
    return cell ? cellText(document.parsed, cell).value : '';
  });
  const declared = ids.map((id) => parseDeclaration(id, 0, document.vocabulary));
  const series = new Set(ids.map((id) => id.replace(/\d.*$/, '')));
  return (
    ids.length >= 3 && series.size <= 3 && declared.every((id) => id?.strength === 'strong' && id.keyword === undefined)
  );
}

function isCountColumn(document: Document, { node }: TableBlock, column: number): boolean {
  return node.children.slice(1).every((row) => {
    const cell = row.children[column];
    return !cell || /^[\d\s.,;*_–—~-]*$/.test(cellText(document.parsed, cell).value);
  });
}

function rows(document: Document, table: TableBlock, columns: Columns, boxes: readonly FoundBox[]): TaskDraft[] {
  const [head, ...body] = table.node.children;
  const drafts: TaskDraft[] = [];
  for (const row of head ? body : []) {
    const span = spanOf(row);
    const idCell = columns.id === undefined ? undefined : row.children[columns.id];
    const taskCell = row.children[columns.task ?? columns.id ?? 0];
    if (!taskCell) continue;
    const text = cellText(document.parsed, taskCell);
    const written = idCell && cellText(document.parsed, idCell);
    const plain = (written?.value ?? text.value).replace(/[*_`~]/g, '').trim();
    if (STORY.test(plain) || AMOUNT.test(plain)) continue;
    if (text.value === '' || TOTAL.test(plain) || TOTAL.test(text.value.replace(/[*_`~]/g, ''))) continue;
    const declaration = written
      ? idOf(written.value, written.span.start, document)
      : parseDeclaration(text.value, text.span.start, document.vocabulary);
    if (declaration && 'kind' in declaration && declaration.kind === 'phase') continue;
    const title = titleOnLine(titleIn(text, written ? undefined : declaration));
    drafts.push({
      dialect: 'table',
      kind: 'task',
      declaration,
      title,
      nameSpan: declaration?.span ?? title.span,
      span,
      section: table.section,
      item: undefined,
      box: within(boxes, span, (box) => box.span)[0],
      cells: fieldsWithin(document.fields, span).filter((field) => field.place === 'cell'),
    });
  }
  return drafts;
}

function titleIn(text: Located<string>, declaration: TaskDraft['declaration'] | Declaration): Located<string> {
  return declaration && 'title' in declaration && declaration.title.value !== '' ? declaration.title : stripped(text);
}

function stripped(text: Located<string>): Located<string> {
  const lead = /^[*_~`\s]*/.exec(text.value)?.[0].length ?? 0;
  const value = text.value.slice(lead).replace(/[*_~`\s]+$/, '');
  return { value, span: { start: text.span.start + lead, end: text.span.start + lead + value.length } };
}

/** The whole of an id cell is the id, whatever its shape, a keyword and the target of a link left out. */
function idOf(written: string, base: number, document: Document): TaskDraft['declaration'] {
  const cell = withoutLinks(written);
  const declared = parseDeclaration(cell, base, document.vocabulary);
  if (declared?.keyword) return declared;
  const match = /^[\s*_~`[]*(#?[\p{L}\p{N}][\p{L}\p{N}._-]*)[\s*_~`\]]*$/u.exec(cell);
  const id = match?.[1];
  if (!id || !(/\d/.test(id) || /^[A-Z]$/.test(id))) return undefined;
  const start = base + cell.indexOf(id);
  const span = { start, end: start + id.length };
  return { keyword: undefined, id: { value: id, span }, span };
}
