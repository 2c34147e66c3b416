import type { Html, Nodes } from 'mdast';
import { spanOf } from '../../parse.ts';
import { contains, type Span } from '../../text.ts';
import type { Blocks, Item } from './blocks.ts';
import type { Document } from './document.ts';
import type { OutlineSection } from './outline.ts';
import type { Vocabulary } from '../language/words.ts';
import type { Field } from '../plan/field.ts';

/** A stretch of inline text that nothing can reach across: a paragraph, a heading, a cell. Code inside is part of it. */
export interface Run {
  readonly span: Span;
  readonly kind: 'paragraph' | 'heading' | 'cell' | 'definition' | 'html';
  /** The list item whose first paragraph it is. */
  readonly item: Item | undefined;
}

/** The inline text of a document with look-ups by place. */
export interface Text {
  readonly blocks: Blocks;
  /** In document order, without overlaps. */
  readonly runs: readonly Run[];
  /** The field whose value holds a span. */
  fieldAt(span: Span): Field | undefined;
  /** The field whose label holds a span. */
  labelAt(span: Span): Field | undefined;
  /** The run that holds an offset. */
  runAt(offset: number): Run | undefined;
  /** The last section that begins at or before an offset. */
  sectionAt(offset: number): OutlineSection | undefined;
}

const texts = new WeakMap<object, Text>();

/** The inline text of a document, read once. */
export function textOf(document: Document): Text {
  const known = texts.get(document);
  if (known) return known;
  const made = readText(document);
  texts.set(document, made);
  return made;
}

function readText(document: Document): Text {
  const { sections, blocks, fields } = document;
  const runs: Run[] = [];
  for (const section of sections) {
    if (section.depth > 0 && section.titleSpan.end > section.titleSpan.start)
      runs.push({ span: section.titleSpan, kind: 'heading', item: undefined });
    for (const block of section.blocks) if (block.type === 'html') runs.push(htmlRun(block));
  }
  for (const { span, item } of blocks.paragraphs) {
    runs.push({ span, kind: 'paragraph', item: item?.text.span.start === span.start ? item : undefined });
  }
  for (const { node } of blocks.tables) {
    for (const row of node.children) {
      for (const cell of row.children) {
        const first = cell.children[0];
        const last = cell.children.at(-1);
        if (first && last)
          runs.push({ span: { start: spanOf(first).start, end: spanOf(last).end }, kind: 'cell', item: undefined });
      }
    }
  }
  for (const span of placeholderDefinitions(document)) runs.push({ span, kind: 'definition', item: undefined });
  runs.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const apart = runs.filter((run, i) => i === 0 || run.span.start >= (runs[i - 1]?.span.end ?? 0));
  let values: Field[] | undefined;
  let labels: Field[] | undefined;
  return {
    blocks,
    runs: apart,
    fieldAt(span) {
      values ??= fields
        .filter(({ value }) => value.value !== '')
        .sort((a, b) => a.value.span.start - b.value.span.start);
      return lastBefore(values, span, (field) => field.value.span);
    },
    labelAt(span) {
      labels ??= fields.filter(({ place }) => place === 'text').sort((a, b) => a.label.span.start - b.label.span.start);
      return lastBefore(labels, span, (field) => field.label.span);
    },
    runAt(offset) {
      const run = apart[search(apart, offset, ({ span }) => span.start)];
      return run && offset < run.span.end ? run : undefined;
    },
    sectionAt: (offset) => sections[search(sections, offset, (section) => section.headingSpan.start)],
  };
}

function htmlRun(block: Html): Run {
  return { span: spanOf(block), kind: 'html', item: undefined };
}

/** Definitions that Markdown sees in `- [Metric]: [Value]` or `- [Metric]: 95%`: nothing refers to them and the target is no address. */
function placeholderDefinitions({ parsed }: Document): Span[] {
  const found: Span[] = [...parsed.falseDefinitions];
  const known = new Set(found.map(({ start }) => start));
  const labels = new Map<string, Span>();
  const used = new Set<string>();
  const visit = (node: Nodes): void => {
    if (node.type === 'definition') {
      const span = spanOf(node);
      if (!known.has(span.start) && !node.title && !/[/.#:@?<]/.test(node.url)) labels.set(node.identifier, span);
    } else if (node.type === 'linkReference' || node.type === 'imageReference') used.add(node.identifier);
    if ('children' in node) node.children.forEach(visit);
  };
  if (parsed.source.text.includes(']:')) visit(parsed.tree);
  for (const [label, span] of labels) if (!used.has(label)) found.push(span);
  return found;
}

function lastBefore(fields: readonly Field[], span: Span, of: (field: Field) => Span): Field | undefined {
  const field = fields[search(fields, span.start, (candidate) => of(candidate).start)];
  return field && contains(of(field), span) ? field : undefined;
}

/** Index of the last entry that begins at or before an offset, -1 if there is none. */
export function search<T>(sorted: readonly T[], offset: number, startOf: (entry: T) => number): number {
  let low = -1;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const entry = sorted[middle];
    if (entry !== undefined && startOf(entry) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Whether a section below the title shows how things are to be written: what looks unfilled there is meant to be. A task
 * or phase about templates (`Task 7: Email templates`) is none.
 */
export function isSampleSection(section: OutlineSection | undefined, { cues }: Vocabulary): boolean {
  for (let at = section; at && at.depth > 1; at = at.parent)
    if (!at.declaration && cues.of('showsHow').isIn(at.title)) return true;
  return false;
}
