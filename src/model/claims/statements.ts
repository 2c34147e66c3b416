import { isInOneOf, locate, type Located } from '../../text.ts';
import type { Item, TableBlock, TextBlock } from '../document/blocks.ts';
import type { Document } from '../document/document.ts';
import { normalizeLabel } from '../document/labels.ts';
import { makeField } from '../document/fields.ts';
import type { OutlineSection } from '../document/outline.ts';
import type { Field, FieldRole } from '../plan/field.ts';
import type { Section } from '../plan/section.ts';
import { purposeOfSection } from '../document/purpose.ts';
import type { TaskIndex } from '../needs/task-index.ts';
import type { TaskNode } from '../work/tasks.ts';
import { beginsWith, readFigures, readWording } from './figures.ts';
import type { Ground, Statement } from './claim-context.ts';
import { isWord, nounInLabel } from './nouns.ts';
import { labelledRows } from './table-rows.ts';

/** Roles that no task has. */
const OF_PLAN: ReadonlySet<FieldRole> = new Set(['task-count', 'total-effort', 'critical-path', 'current-phase']);

/**
 * The fields, headings and lines that stand outside of tasks, in document order. Totals behind the last task are the
 * plan's, whatever heading they stand under.
 */
export function readStatements(ground: Ground): Statement[] {
  const { document, reading } = ground;
  const last = reading.nodes.at(-1);
  const owned = new Set(
    reading.nodes.flatMap((task) => task.fields.filter(({ role }) => task !== last || !role || !OF_PLAN.has(role))),
  );
  const speaking = new Map<OutlineSection, boolean>();
  const speaks = (section: OutlineSection): boolean => {
    const known = speaking.get(section);
    if (known !== undefined) return known;
    const does =
      purposeOfSection(section, document.vocabulary) !== 'legend' &&
      (section.declaration !== undefined || !isSample(section, ground));
    speaking.set(section, does);
    return does;
  };
  const fields = new Map<number, Field[]>();
  const { source } = document.parsed;
  for (const field of document.fields) {
    if (field.place === 'cell' || field.value.value === '') continue;
    const line = source.lineAt(field.label.span.start);
    const same = fields.get(line);
    if (same) same.push(field);
    else fields.set(line, [field]);
  }
  const isInTask = taskSpans(reading.nodes);
  const statements: Statement[] = document.frontMatter.fields.map((field) => ofField(field, undefined, document));
  for (const block of document.blocks.paragraphs) {
    if (!speaks(block.section)) continue;
    for (const line of linesOf(document, block)) {
      const own = fields.get(source.lineAt(line.span.start))?.filter(({ place }) => place === 'text');
      if (own)
        statements.push(
          ...own.filter((field) => !owned.has(field)).map((field) => ofField(field, block.item, document)),
        );
      else if (!isInTask(line.span.start)) statements.push(ofLine(line, block, ground));
    }
  }
  for (const grid of document.grids) {
    if (!speaks(grid.section)) continue;
    statements.push(...labelledRows(grid).flatMap((row) => ofRow(row, grid.block, ground) ?? []));
  }
  const ofTasks = new Set<Section>(
    reading.nodes.flatMap(({ dialect, section }) => (dialect === 'heading' ? [section] : [])),
  );
  for (const section of document.sections) {
    if (section.depth > 0 && !ofTasks.has(section) && speaks(section)) statements.push(ofHeading(section, ground));
  }
  return statements.sort((a, b) => a.value.span.start - b.value.span.start || a.label.span.start - b.label.span.start);
}

/** Whether a title is over what shows how a plan is to be written. */
function isSample({ title }: OutlineSection, { document }: Ground): boolean {
  return readWording(locate(title, 0), document).words.some(({ senses }) => senses.does.has('samples'));
}

/** Whether an offset lies in a task: under its heading, or in its item. Items that group others are looked into. */
function taskSpans(nodes: readonly TaskNode[]): (offset: number) => boolean {
  const spans: { start: number; end: number }[] = [];
  for (const { span, kind, dialect } of nodes) {
    if (kind !== 'task' || dialect === 'front-matter') continue;
    const last = spans.at(-1);
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end);
    else spans.push({ ...span });
  }
  return (offset) => isInOneOf(spans, offset);
}

/** The lines of a paragraph, code and links overwritten. */
function linesOf({ parsed }: Document, { span }: TextBlock): Located<string>[] {
  return Array.from(parsed.prose.slice(span.start, span.end).matchAll(/[^\r\n]+/g), ({ 0: line, index }) =>
    locate(line, span.start + index),
  );
}

function ofField(field: Field, item: Item | undefined, document: Document): Statement {
  const section = field.section as OutlineSection;
  return {
    label: field.label,
    key: field.key,
    // YAML keys join their words.
    head: readWording({ ...field.label, value: field.label.value.replaceAll('_', ' ') }, document),
    value: field.value,
    body: readWording(field.value, document),
    place: 'field',
    field,
    section,
    item,
  };
}

/** A row of labels and values that says something of the plan: `| Total Tasks | 12 |`. */
function ofRow(
  { label, value }: { readonly label: Located<string>; readonly value: Located<string> },
  { section }: TableBlock,
  ground: Ground,
): Statement | undefined {
  const { document } = ground;
  const { vocabulary } = document;
  const field = makeField({ label, value }, section, 'cell', vocabulary);
  const { key, role } = field;
  const [count] = readFigures(value, document);
  const isCount = count?.kind === 'count' && count.noun?.class === 'task' && beginsWith(value, count);
  const speaks =
    isCount ||
    role === 'progress' ||
    role === 'estimate' ||
    isOfState(label, ground) ||
    (role !== undefined && OF_PLAN.has(role)) ||
    nounInLabel(label.value, vocabulary)?.class === 'task';
  return speaks && !vocabulary.totals.has(key)
    ? {
        label,
        key,
        head: readWording(label, document),
        value,
        body: readWording(value, document),
        place: 'field',
        field,
        section,
        item: undefined,
      }
    : undefined;
}

/** `Remaining`, `In progress`. */
function isOfState(label: Located<string>, { document }: Ground): boolean {
  const words = readWording(label, document).words.filter(isWord);
  return words.length > 0 && words.every(({ senses }) => senses.state !== undefined || senses.does.has('left'));
}

/** A heading: `Total: 12-18 hours` has a label, `Phase 2 (3 tasks)` speaks for what stands under it. */
function ofHeading(section: OutlineSection, { document, index }: Ground): Statement {
  const { titleSpan } = section;
  const prose = document.parsed.prose.slice(titleSpan.start, titleSpan.end);
  const lead = LEAD.exec(prose)?.[0].length ?? 0;
  const title = locate(prose.slice(lead), titleSpan.start + lead);
  const label = section.declaration ? undefined : labelOf(title.value, index);
  return { ...cut(title, label, document), place: 'heading', field: undefined, section, item: undefined };
}

const LEAD =
  /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)?(?:\[[ xX~/!-]?\]\*?\s+)?(?:[\p{Extended_Pictographic}\u{FE0F}\u{200D}✓✔☑\s]|\*\*(?=\p{Extended_Pictographic}))*/u;

/** A line as label and value where it has a label. */
function ofLine(line: Located<string>, { section, item }: TextBlock, { index, document }: Ground): Statement {
  const lead = LEAD.exec(line.value)?.[0].length ?? 0;
  const body = locate(line.value.slice(lead), line.span.start + lead);
  return { ...cut(body, labelOf(body.value, index), document), place: 'line', field: undefined, section, item };
}

/** Where a label stands in a text, and where what it labels begins. */
interface LabelPlace {
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

const BOLD = /^(\*\*|__)(?=\S)((?:(?!\1).){2,100}?)\1\s*(?:[:：–—→-]\s|(?=[(（]))\s*/u;
const PLAIN = /^[*_]*(?![*_])((?:(?![:：]|\*\*)[^\0]){2,90}?)(?<![*_])[*_]*\s*(?::[*_]*\s+|：[*_]*\s*)/u;
const DECLARED = /^[*_]*((\p{L}+)\s+#?\d+(?:\.\d+)*[a-z]?)(?![\p{L}\p{N}%])/u;

/** A label is bold, stands before a colon, or is the phase that a line begins with. */
function labelOf(text: string, index: TaskIndex): LabelPlace | undefined {
  const bold = BOLD.exec(text);
  const inside = bold && PLAIN.exec(bold[2] ?? '');
  // `**Total: 7 hours** (first pass)`.
  if (bold && inside) {
    const at = (bold[1] ?? '').length;
    return { text: inside[1] ?? '', at: at + inside[0].indexOf(inside[1] ?? ''), end: at + inside[0].length };
  }
  if (bold) return { text: bold[2] ?? '', at: (bold[1] ?? '').length, end: bold[0].length };
  const plain = PLAIN.exec(text);
  if (plain) return { text: plain[1] ?? '', at: plain[0].indexOf(plain[1] ?? ''), end: plain[0].length };
  const phase = DECLARED.exec(text);
  if (!phase || !index.isPhaseWord(phase[2])) return undefined;
  return { text: phase[1] ?? '', at: phase[0].indexOf(phase[1] ?? ''), end: phase[0].length };
}

function cut(
  { value, span }: Located<string>,
  place: LabelPlace | undefined,
  document: Document,
): Pick<Statement, 'label' | 'key' | 'head' | 'value' | 'body'> {
  const { text, at, end } = place ?? { text: '', at: 0, end: 0 };
  const start = span.start + at;
  const label = { value: text, span: { start, end: start + text.length } };
  const rest = locate(value.slice(end), span.start + end);
  return {
    label,
    key: normalizeLabel(text),
    head: readWording(label, document),
    value: rest,
    body: readWording(rest, document),
  };
}
