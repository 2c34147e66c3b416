import type { ReadingEntry } from '../plan/reading.ts';
import { scanNames } from '../language/names.ts';
import { readTaskSigns } from '../language/task-signs.ts';
import { tokenize } from '../language/tokens.ts';
import { type Parsed, spanOf } from '../../parse.ts';
import type { Located, Span } from '../../text.ts';
import { firstLine, locate, within } from '../../text.ts';
import type { Blocks, Item, TextBlock } from './blocks.ts';
import type { ColumnRole } from '../plan/column.ts';
import type { Grid } from './grid.ts';
import { normalizeLabel } from './labels.ts';
import type { OutlineSection } from './outline.ts';
import type { Field, FieldRole } from '../plan/field.ts';
import { roleOfWhole } from '../language/whole-label.ts';
import type { Vocabulary } from '../language/words.ts';

/** A label and a value on one line, both located. */
export interface Pair {
  readonly label: Located<string>;
  readonly value: Located<string>;
}

/** All labelled values of the text: `**Label**: value`, `Label: value`, `_Label: a | Label: b_`, `_Label:_ value`, and a status under a heading of its own. */
export function readFields(
  parsed: Parsed,
  sections: readonly OutlineSection[],
  blocks: Blocks,
  grids: readonly Grid[],
  vocabulary: Vocabulary,
): Field[] {
  const itemsOfList = new Map<object, Item[]>();
  for (const item of blocks.items) {
    const list = itemsOfList.get(item.list);
    if (list) list.push(item);
    else itemsOfList.set(item.list, [item]);
  }
  const fields = headingFields(parsed, sections, itemsOfList, vocabulary);
  for (const block of blocks.paragraphs) {
    const pairs = pairsOf(parsed, block, vocabulary);
    if (pairs.length === 0) pairs.push(...bareLabel(parsed, block, vocabulary));
    for (const [index, pair] of pairs.entries()) {
      const isOpen = index === pairs.length - 1 && pair.value.value === '';
      const list = block.followedBy ?? (isOpen && runsIntoItem(pair, block, parsed) ? block.item?.list : undefined);
      const follows = isOpen && list ? itemsUnder(pair, itemsOfList.get(list) ?? [], parsed) : [];
      fields.push(
        makeField(
          pair,
          block.section,
          'text',
          vocabulary,
          follows.map((item) => firstLine(item.text)),
        ),
      );
    }
  }
  if (parsed.source.text.includes(ID_SIGN)) fields.push(...signFields(blocks.items));
  for (const grid of grids) fields.push(...cellFields(grid), ...headerRows(grid, vocabulary));
  return fields.sort((a, b) => a.value.span.start - b.value.span.start || a.label.span.start - b.label.span.start);
}

/** `⛔ box2` is a need where tasks have ids by the same convention. */
const ID_SIGN = '\u{1F194}';

/** The id and the needs that signs behind a task give it. */
function signFields(items: readonly Item[]): Field[] {
  return items.flatMap(({ text, section, node }) => {
    if (typeof node.checked !== 'boolean') return [];
    return readTaskSigns(firstLine(text)).flatMap(({ role, sign, value }): Field[] => {
      if (role !== 'id' && role !== 'needs') return [];
      const means: FieldRole = role === 'id' ? 'id' : 'dependencies';
      return [{ label: sign, key: role, role: means, value, items: [], section, place: 'text' }];
    });
  });
}

/** Whether a label stands in an item only because no blank line is above it: it is not indented like the item. */
function runsIntoItem({ label }: Pair, { item }: TextBlock, { source }: Parsed): boolean {
  return (
    item !== undefined &&
    label.span.start > item.text.span.start &&
    indentOf(label.span, source) <= indentOf(item.span, source)
  );
}

/** How far from the beginning of its line a span starts. */
function indentOf({ start }: Span, source: Parsed['source']): number {
  return start - source.lineStart(source.lineAt(start));
}

/** The items below a label up to the one that the next label runs into. */
function itemsUnder({ label }: Pair, items: readonly Item[], { source }: Parsed): Item[] {
  const [first] = within(items, { start: label.span.end, end: source.text.length }, ({ span }) => span);
  const start = first ? items.indexOf(first) : items.length;
  const end = items.findIndex(
    ({ span, text }, index) =>
      index >= start &&
      Array.from(text.value.matchAll(/(?<![\r\n])[\r\n]+([ \t]*)(?=[\p{L}*_][^\r\n:：]{0,48}[:：](?:\s|$))/gu)).some(
        ([, lead = '']) => lead.length <= indentOf(span, source),
      ),
  );
  return items.slice(start, end < 0 ? items.length : end + 1);
}

/** Longest text under a heading that is a value rather than a paragraph about it. */
const VALUE = 60;

/**
 * `## Status` over a line that is nothing but the status, `## Status: Draft`, `#### Dependencies` over a list of what is needed:
 * fields of what the heading stands under.
 */
function headingFields(
  parsed: Parsed,
  sections: readonly OutlineSection[],
  itemsOfList: ReadonlyMap<object, readonly Item[]>,
  vocabulary: Vocabulary,
): Field[] {
  return sections.flatMap((section): Field[] => {
    const { parent, titleSpan, depth } = section;
    if (!parent || depth < 2) return [];
    const title = locate(parsed.source.slice(titleSpan), titleSpan.start);
    const [pair] = plainPair(title.value, titleSpan.start, vocabulary) ?? [];
    if (pair && pair.value.value !== '') {
      const stated = makeField(pair, parent, 'text', vocabulary);
      return stated.role === 'status' || isNeed(stated.role) ? [stated] : [];
    }
    const role = vocabulary.fields.get(normalizeLabel(title.value));
    if (role === 'status') return fieldsOf(underHeading(parsed, section, title), parent, vocabulary);
    return isNeed(role) && section.children.length === 0
      ? needsUnder(parsed, section, title, itemsOfList, vocabulary)
      : [];
  });
}

/** `- Dependencies` over a list of them, without a colon. */
function bareLabel({ source }: Parsed, { span, followedBy }: TextBlock, vocabulary: Vocabulary): Pair[] {
  if (!followedBy || span.end - span.start > VALUE) return [];
  const label = locate(source.slice(span), span.start);
  const nothing = { value: '', span: { start: span.end, end: span.end } };
  return isNeed(vocabulary.fields.get(normalizeLabel(label.value))) ? [{ label, value: nothing }] : [];
}

function isNeed(role: Field['role']): boolean {
  return role === 'dependencies' || role === 'blocks';
}

function fieldsOf(pair: Pair | undefined, section: OutlineSection, vocabulary: Vocabulary): Field[] {
  return pair ? [makeField(pair, section, 'text', vocabulary)] : [];
}

/** What stands under a heading such as `#### Dependencies`: one paragraph, or a list. */
function needsUnder(
  parsed: Parsed,
  section: OutlineSection,
  label: Located<string>,
  itemsOfList: ReadonlyMap<object, readonly Item[]>,
  vocabulary: Vocabulary,
): Field[] {
  const { parent, blocks } = section;
  const [block, ...others] = blocks.filter(({ type }) => type !== 'thematicBreak' && type !== 'html');
  if (!parent || !block || others.length > 0) return [];
  const names = scanNames(tokenize(parsed.source.slice(spanOf(block)), 0), { vocabulary });
  if (names.length === 0) return [];
  if (block.type === 'paragraph') {
    const value = locate(parsed.source.slice(spanOf(block)), spanOf(block).start);
    return [makeField({ label, value }, parent, 'text', vocabulary)];
  }
  if (block.type !== 'list') return [];
  const items = (itemsOfList.get(block) ?? []).map((item) => withoutRemark(firstLine(item.text)));
  const nothing = { value: '', span: { start: label.span.end, end: label.span.end } };
  return [makeField({ label, value: nothing }, parent, 'text', vocabulary, items)];
}

/** `Task 1 — the place for it`: what is needed stands in front. */
function withoutRemark({ value, span }: Located<string>): Located<string> {
  const end = /\s[-–—]\s|[:：.]\*{0,2}\s/.exec(value)?.index ?? value.length;
  return locate(value.slice(0, end), span.start);
}

function underHeading(parsed: Parsed, { blocks }: OutlineSection, label: Located<string>): Pair | undefined {
  const [block, ...others] = blocks.filter(({ type }) => type !== 'thematicBreak' && type !== 'html');
  if (block?.type !== 'paragraph' || others.length > 0) return undefined;
  const { start } = spanOf(block);
  const value = parsed.source.slice(spanOf(block)).trim();
  return value.length > VALUE || /[\r\n]/.test(value) ? undefined : { label, value: locate(value, start) };
}

/** Makes a field of a pair; its role follows from the label. */
export function makeField(
  pair: Pair,
  section: OutlineSection,
  place: Field['place'],
  vocabulary: Vocabulary,
  items: readonly Located<string>[] = [],
): Field {
  // YAML keys join their words (`depends_on`), in the text as well.
  const isKey = place === 'front-matter' || /^[\p{Ll}\d]+(?:_[\p{Ll}\d]+)+$/u.test(pair.label.value);
  const label = isKey ? pair.label.value.replace(/(?<=\w)[_-](?=\w)/g, ' ') : pair.label.value;
  const key = normalizeLabel(label);
  return { ...pair, key, role: vocabulary.fields.get(key) ?? roleOfWhole(key, vocabulary), items, section, place };
}

function pairsOf({ source }: Parsed, block: TextBlock, vocabulary: Vocabulary): Pair[] {
  const pairs: Pair[] = [];
  const text = source.slice(block.span);
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const base = block.span.start + match.index;
    const found = linePairs(match[0], base, vocabulary);
    const previous = pairs.at(-1);
    // A soft-wrapped value goes on in the next line.
    if (
      found.length === 0 &&
      previous &&
      !/(?:(?<! ) {2,}|\\)$/.test(
        source.text.slice(previous.label.span.start, base).replace(/(?<![\r\n])[\r\n]+[ \t>]*$/, ''),
      )
    ) {
      const end = base + match[0].trimEnd().length;
      const start = previous.value.value === '' ? base : previous.value.span.start;
      pairs[pairs.length - 1] = { label: previous.label, value: locate(source.text.slice(start, end), start) };
    }
    pairs.push(...found);
  }
  return pairs;
}

const LEAD =
  /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)?(?:\[[ xX~/!-]?\]\*?\s+)?(?:[\p{Extended_Pictographic}\u{FE0F}\u{200D}]+\s*)*/u;
const BOLD_LABEL = /(\*\*|__)(?=\S)((?:(?!\1)[^\r\n])+?)(?:(?<!\s)\s*([:：])\s*\1|\1\s*([:：]))[*_]*/g;
const EMPHASIS_LABEL = /^([*_])(?=[^*_\s])((?:(?!\1).){1,40}?)(?:[:：]\1|\1\s*[:：])\s*/;
const WHOLE_EMPHASIS = /^([*_])(?=[^*_\s])(.+)\1$/;
const PLAIN_LABEL = /^([\p{L}][\p{L}\d _.'/&()%#-]{0,48}?)(?<!\s)\s*(?:：|:(?=\s|$|[^\s/\d]))\s*/u;

function linePairs(line: string, base: number, vocabulary: Vocabulary): Pair[] {
  const lead = LEAD.exec(line)?.[0].length ?? 0;
  const body = line.slice(lead).trimEnd().replace(/\\$/, '');
  const start = base + lead;
  return (
    boldPairs(body, start) ??
    emphasisPairs(body, start, vocabulary) ??
    barredPairs(body, start, vocabulary) ??
    plainPair(body, start, vocabulary) ??
    []
  );
}

function boldPairs(body: string, base: number): Pair[] | undefined {
  const labels = [...body.matchAll(BOLD_LABEL)];
  const first = labels[0];
  if (!first || first.index > 0) return undefined;
  return labels.map((match, index) => {
    const next = labels[index + 1]?.index ?? body.length;
    const from = match.index + match[0].length;
    const raw = body.slice(from, next);
    const cut = index + 1 < labels.length ? raw.replace(/(?<![\s|·•,;])[\s|·•,;]+$/, '') : raw;
    return { label: locate(match[2] ?? '', base + match.index + 2), value: locate(cut, base + from) };
  });
}

function emphasisPairs(body: string, base: number, vocabulary: Vocabulary): Pair[] | undefined {
  const label = EMPHASIS_LABEL.exec(body);
  if (label)
    return [
      { label: locate(label[2] ?? '', base + 1), value: locate(body.slice(label[0].length), base + label[0].length) },
    ];
  const whole = WHOLE_EMPHASIS.exec(body);
  if (!whole) return undefined;
  const pairs: Pair[] = [];
  let at = base + 1;
  for (const part of (whole[2] ?? '').split('|')) {
    const pair = plainPair(part, at, vocabulary)?.[0];
    if (pair) pairs.push(pair);
    at += part.length + 1;
  }
  return pairs.length > 0 ? pairs : undefined;
}

/** `Status: In Progress | Owner: Tom`: several plain pairs on one line. */
function barredPairs(body: string, base: number, vocabulary: Vocabulary): Pair[] | undefined {
  const parts = body.split(' | ');
  if (parts.length < 2) return undefined;
  let at = base;
  const pairs: Pair[] = [];
  for (const part of parts) {
    const pair = plainPair(part, at, vocabulary)?.[0];
    if (!pair) return undefined;
    pairs.push(pair);
    at += part.length + 3;
  }
  return pairs;
}

/** What may stand in front of a label. */
const PICTURES = /^[\s\p{Extended_Pictographic}\u{FE0F}\u{200D}]*/u;

function plainPair(text: string, base: number, vocabulary: Vocabulary): Pair[] | undefined {
  const lead = PICTURES.exec(text)?.[0].length ?? 0;
  const match = PLAIN_LABEL.exec(text.slice(lead));
  if (!match) return undefined;
  const label = match[1] ?? '';
  if (!vocabulary.fields.has(normalizeLabel(label)) && label.trim().split(/\s+/).length > 4) return undefined;
  const from = lead + match[0].length;
  return [{ label: locate(label, base + lead), value: locate(text.slice(from), base + from) }];
}

/** The cells of a table, each a field of what its column is. */
function cellFields({ columns, rows, section }: Grid): Field[] {
  return rows.flatMap(({ cells }) =>
    cells.flatMap((value, index): Field[] => {
      const column = columns[index];
      if (!column) return [];
      const role = column.role && isFieldRole(column.role) ? column.role : undefined;
      const inferred = role && column.by?.inferred;
      const field = { label: column.head, key: column.key, role, value, items: [], section, place: 'cell' } as const;
      return [inferred ? { ...field, inferred } : field];
    }),
  );
}

/** `| Status | Completed |` among others such as `| Owner | Ada |`: a table of two columns that is the header of something. */
function headerRows({ columns, rows, section }: Grid, vocabulary: Vocabulary): Field[] {
  if (columns.length !== 2) return [];
  const stated = rows.flatMap(({ cells: [label, value] }): Field[] => {
    if (!label || !value) return [];
    const field = makeField({ label, value }, section, 'text', vocabulary);
    return field.role && IN_HEADERS.has(field.role) ? [field] : [];
  });
  return stated.length > 1 && stated.length * 2 >= rows.length ? stated.filter(({ role }) => role === 'status') : [];
}

const IN_HEADERS: ReadonlySet<FieldRole> = new Set([
  'status',
  'owner',
  'created',
  'updated',
  'due',
  'priority',
  'template',
  'id',
]);

/** Roles of columns that no field of the text has. */
const OF_TABLES: ReadonlySet<ColumnRole> = new Set(['title', 'phase', 'share', 'finished', 'kin', 'risk', 'response']);

function isFieldRole(role: ColumnRole): role is FieldRole {
  return !OF_TABLES.has(role);
}

/** The fields that stand inside a span, in document order. Fields must be sorted, as `readFields` gives them. */
export function fieldsWithin(fields: readonly Field[], span: Span): Field[] {
  return within(fields, span, (field) => field.value.span);
}

/** Whether a field stands in a paragraph or top-level bullet of the section, not at or under an item with a box. */
export function standsAlone({ source }: Parsed, section: OutlineSection, field: Field): boolean {
  const at = field.label.span.start;
  const block = section.blocks.find((node) => spanOf(node).start <= at && at < spanOf(node).end);
  if (block?.type !== 'list') return block?.type !== 'table';
  return /^(?:[-*+]|\d+[.)])[ \t]+(?!\[)/.test(source.slice(source.lineSpan(source.lineAt(at))));
}

/** What is read here, by name. */
export const fieldsReading: ReadingEntry = {
  id: 'field.label',
  title: 'a label of which it is known what its value is, and whose',
  file: 'document/fields.ts',
  example: '# Ferry\n\n### Task 1: Dredge\n\n**Owner**: Ada\n',
  counterExample: '# Ferry\n\n### Task 1: Dredge\n\n**Colour**: blue\n',
};
