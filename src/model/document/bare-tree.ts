import type { Nodes } from 'mdast';
import { isRefusal, parseMarkdown } from '../../parse.ts';
import { Source } from '../../text.ts';
import { hideDirectives } from './hide-directives.ts';

/**
 * The Markdown of a text as a string that two texts share if they differ in nothing but directives: the tree without
 * them and without places. Undefined where the text is over the limits.
 */
export function treeWithoutDirectives(text: string): string | undefined {
  const parsed = parseMarkdown(new Source(text));
  if (isRefusal(parsed)) return undefined;
  return JSON.stringify(withoutPlaces(hideDirectives(parsed, false).parsed.tree));
}

function withoutPlaces(node: Nodes): object {
  const { position: _, data: _data, ...about } = node;
  const children = 'children' in node ? { children: node.children.map(withoutPlaces) } : {};
  switch (node.type) {
    case 'html':
      return { ...about, value: node.value.replace(/\s+/g, ' ').trim() };
    case 'list':
      // One loose item makes the list loose, whichever it is.
      return { ...about, ...children, spread: node.spread || node.children.some(({ spread }) => spread) };
    case 'listItem':
      return { ...about, ...children, spread: undefined };
    default:
      return { ...about, ...children };
  }
}
