import type { BlockContent, DefinitionContent, List, ListItem, Paragraph, RootContent, Table } from 'mdast';
import { type Parsed, spanOf } from '../../parse.ts';
import type { Located, Span } from '../../text.ts';
import { locate } from '../../text.ts';
import type { OutlineSection } from './outline.ts';

/** The label that introduces a list. */
export interface Lead extends Located<string> {
  /** Whether more than the label stands in its line: `**Checkpoint**: it runs`, but also `**Owner**: Ada`. */
  readonly hasText: boolean;
}

/** A list item with what surrounds it. */
export interface Item {
  readonly node: ListItem;
  readonly span: Span;
  readonly section: OutlineSection;
  readonly parent: Item | undefined;
  readonly children: readonly Item[];
  /** The first paragraph, behind marker and checkbox; empty where the item has none. */
  readonly text: Located<string>;
  /** The line that introduces the list: the paragraph before it that ends in a colon or is all bold. */
  readonly lead: Lead | undefined;
  /** Number of the item in an ordered list. */
  readonly number: number | undefined;
  /** Which list of the document it stands in. */
  readonly list: List;
}

/** A paragraph outside tables, with the item it stands in. */
export interface TextBlock {
  readonly span: Span;
  readonly section: OutlineSection;
  readonly item: Item | undefined;
  /** Items of the list that follows directly. */
  readonly followedBy: List | undefined;
}

/** A table with its section. */
export interface TableBlock {
  readonly node: Table;
  readonly section: OutlineSection;
  readonly lead: Lead | undefined;
}

/** Items, paragraphs and tables of a document in document order. */
export interface Blocks {
  readonly items: readonly Item[];
  readonly paragraphs: readonly TextBlock[];
  readonly tables: readonly TableBlock[];
}

type Block = RootContent | BlockContent | DefinitionContent;

/** Lists every item, paragraph and table under each section; quotes and footnotes are looked into. */
export function readBlocks(parsed: Parsed, sections: readonly OutlineSection[]): Blocks {
  const items: Item[] = [];
  const paragraphs: TextBlock[] = [];
  const tables: TableBlock[] = [];

  const walk = (blocks: readonly Block[], section: OutlineSection, item: Item | undefined): void => {
    let lead: Lead | undefined;
    for (const [index, block] of blocks.entries()) {
      const next = blocks[index + 1];
      if (block.type === 'paragraph') {
        const span = spanOf(block);
        if (span.end > span.start)
          paragraphs.push({ span, section, item, followedBy: next?.type === 'list' ? next : undefined });
        lead = leadOf(parsed, block);
      } else if (block.type === 'list') {
        list(block, section, item, lead);
        lead = undefined;
      } else if (block.type === 'table') {
        tables.push({ node: block, section, lead });
        lead = undefined;
      } else if (block.type === 'blockquote' || block.type === 'footnoteDefinition') {
        walk(block.children, section, item);
        lead = undefined;
      } else if (block.type !== 'html') lead = undefined;
    }
  };
  const list = (node: List, section: OutlineSection, parent: Item | undefined, lead: Lead | undefined): void => {
    for (const [index, child] of node.children.entries()) {
      const children: Item[] = [];
      const first = child.children[0];
      const item: Item = {
        node: child,
        span: spanOf(child),
        section,
        parent,
        children,
        text:
          first?.type === 'paragraph'
            ? textOf(parsed, first)
            : { value: '', span: { start: spanOf(child).end, end: spanOf(child).end } },
        lead,
        number: node.ordered ? (node.start ?? 1) + index : undefined,
        list: node,
      };
      if (parent) (parent.children as Item[]).push(item);
      items.push(item);
      walk(child.children, section, item);
    }
  };
  for (const section of sections) walk(section.blocks, section, undefined);
  return { items, paragraphs, tables };
}

function textOf({ source }: Parsed, node: Paragraph): Located<string> {
  const span = spanOf(node);
  return locate(source.slice(span), span.start);
}

function leadOf(parsed: Parsed, node: Paragraph): Lead | undefined {
  const text = textOf(parsed, node);
  const line = text.value.slice(text.value.lastIndexOf('\n') + 1);
  if (line.length > 120) return undefined;
  const bare = line.trim();
  const start = text.span.end - line.length;
  const label = /^(\*\*|__)[^*_]{2,60}(?:[:：]\1|\1\s*[:：])/.exec(bare)?.[0];
  if (label && label.length < bare.length) return { ...locate(label, start + line.indexOf(label)), hasText: true };
  const introduces = /[:：][*_]{0,3}$/.test(bare) || /^(\*\*|__)[^*_]+\1[:：]?\s*(?:\([^)]*\))?$/.test(bare);
  return introduces ? { ...locate(line, start), hasText: false } : undefined;
}
