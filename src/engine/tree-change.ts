import type { Nodes, Root } from 'mdast';
import { spanOf } from '../parse.ts';
import { contains, type Span } from '../text.ts';
import type { Shift } from './edits.ts';

/** A Markdown tree and the text that it was read from. */
export interface Tree {
  readonly root: Root;
  readonly text: string;
}

/**
 * The place of the text afterwards from which on its Markdown tree is another one outside of the edits; undefined where
 * every node out there has its type, its place and so its text. Nodes that hold an edit have to be there too; but a
 * paragraph with one in it that `reveals` may be a heading afterwards, or a heading and what is left of the paragraph.
 */
export function treeChange(before: Tree, after: Tree, shift: Shift, reveals = false): number | undefined {
  const held = reveals ? paragraphsWithEdits(before, shift) : [];
  const old = outline(before, (offset) => shift.nameBefore(offset), ['paragraph'], held);
  const now = outline(
    after,
    (offset) => shift.nameAfter(offset),
    ['paragraph', 'heading'],
    held.map((span) => shift.span(span)),
  );
  const at = now.findIndex(({ name }, index) => name !== old[index]?.name);
  if (at >= 0) return now[at]?.start;
  return now.length < old.length ? after.text.length : undefined;
}

/** The paragraphs of a text that an edit of it is in. */
function paragraphsWithEdits({ root }: Tree, shift: Shift): Span[] {
  const found: Span[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'paragraph' && shift.touches(spanOf(node))) found.push(spanOf(node));
    else if ('children' in node) node.children.forEach(visit);
  };
  visit(root);
  return found;
}

/**
 * Nodes in order by type and place, without those of some types in some spans. Text is what the others leave over. What
 * begins and ends in one edit is the edit's own business.
 */
function outline(
  { root, text }: Tree,
  nameOf: (offset: number) => number,
  types: readonly string[],
  within: readonly Span[],
): { name: string; start: number }[] {
  const found: { name: string; start: number }[] = [];
  let at = 0;
  const visit = (node: Nodes): void => {
    const span = spanOf(node);
    const { start, end } = span;
    while ((within[at]?.end ?? Infinity) < start) at++;
    const [from, to] = [nameOf(beginning(node, start, text)), nameOf(end)];
    if (from === to && from < 0) return;
    const isOwn = types.includes(node.type) && contains(within[at] ?? NOWHERE, span);
    if (node.type !== 'text' && !isOwn) found.push({ name: `${node.type} ${from} ${to}`, start });
    if ('children' in node) node.children.forEach(visit);
  };
  root.children.forEach(visit);
  return found;
}

const NOWHERE: Span = { start: 0, end: -1 };

const BOX = /^\[[ \txX]\][ \t]$/;

/** The paragraph of a task begins behind its box for Markdown, and with the box where that is none. */
function beginning(node: Nodes, start: number, text: string): number {
  return node.type === 'paragraph' && BOX.test(text.slice(Math.max(start - 4, 0), start)) ? start - 4 : start;
}

/** What no fix may take away, whatever it calls its own, in words. */
const KEPT: Readonly<Record<string, string>> = {
  heading: 'heading',
  yaml: 'front matter',
  toml: 'front matter',
  code: 'code block',
  table: 'table',
  blockquote: 'quotation',
  image: 'image',
  definition: 'link definition',
  footnoteDefinition: 'footnote',
  comment: 'comment',
};

/** The name of something that is missing afterwards; undefined where nothing is. */
export function loss(before: Tree, after: Tree): string | undefined {
  const [had, has] = [before, after].map(countKept);
  const type = Object.keys(KEPT).find((kept) => (has?.get(kept) ?? 0) < (had?.get(kept) ?? 0));
  return type && KEPT[type];
}

function countKept({ root }: Tree): Map<string, number> {
  const counts = new Map<string, number>();
  const visit = (node: Nodes): void => {
    const type = node.type === 'html' && node.value.startsWith('<!--') ? 'comment' : node.type;
    counts.set(type, (counts.get(type) ?? 0) + 1);
    if ('children' in node) node.children.forEach(visit);
  };
  visit(root);
  return counts;
}
