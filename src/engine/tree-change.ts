import type { Nodes, Root } from 'mdast';
import { spanOf } from '../parse.ts';
import type { Shift } from './edits.ts';

/** A Markdown tree and the text that it was read from. */
export interface Tree {
  readonly root: Root;
  readonly text: string;
}

/**
 * The place of the text afterwards from which on its Markdown tree is another one outside of the edits; undefined where
 * every node out there has its type, its place and so its text. Nodes that hold an edit have to be there too.
 */
export function treeChange(before: Tree, after: Tree, shift: Shift): number | undefined {
  const old = outline(before, (offset) => shift.nameBefore(offset));
  const now = outline(after, (offset) => shift.nameAfter(offset));
  const at = now.findIndex(({ name }, index) => name !== old[index]?.name);
  if (at >= 0) return now[at]?.start;
  return now.length < old.length ? after.text.length : undefined;
}

/**
 * Nodes in order by type and place. Text is what the others leave over. What begins and ends in one edit is the edit's
 * own business.
 */
function outline({ root, text }: Tree, nameOf: (offset: number) => number): { name: string; start: number }[] {
  const found: { name: string; start: number }[] = [];
  const visit = (node: Nodes): void => {
    const { start, end } = spanOf(node);
    const [from, to] = [nameOf(beginning(node, start, text)), nameOf(end)];
    if (from === to && from < 0) return;
    if (node.type !== 'text') found.push({ name: `${node.type} ${from} ${to}`, start });
    if ('children' in node) node.children.forEach(visit);
  };
  root.children.forEach(visit);
  return found;
}

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
