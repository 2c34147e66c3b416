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

/** What a text has that no fix may take away, whatever the fix calls its own. */
export function treasures({ root }: Tree): { headings: number; comments: number } {
  const found = { headings: 0, comments: 0 };
  const visit = (node: Nodes): void => {
    if (node.type === 'heading') found.headings++;
    else if (node.type === 'html') found.comments += node.value.split('<!--').length - 1;
    if ('children' in node) node.children.forEach(visit);
  };
  visit(root);
  return found;
}
