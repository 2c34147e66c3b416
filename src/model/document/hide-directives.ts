import type { Nodes, Paragraph, Text } from 'mdast';
import { type Parsed, spanOf, withoutComments } from '../../parse.ts';
import { contains, Source, type Span } from '../../text.ts';
import { directiveComments, readDirectives } from './directives.ts';
import type { Directive } from '../plan/directive.ts';

/**
 * A document as if its directives had never been written, and the directives. They stand in tabs, so that offsets stay:
 * tabs are white space like spaces, but make no hard line break at the end of a line. Lists that a directive cut in two
 * are one again, unless `mend` is false: formatters move comments out of the items of checklists.
 */
export function hideDirectives(
  parsed: Parsed,
  mend = true,
): { readonly parsed: Parsed; readonly directives: readonly Directive[] } {
  const spans = parsed.source.text.includes('planvet-') ? directiveComments(parsed) : [];
  if (spans.length === 0) return { parsed, directives: [] };
  const { source, comments, prose, tree } = parsed;
  const visible = new Source((source.bom ? '\uFEFF' : '') + overwrite(source.text, spans));
  prune(tree, { spans, visible, mend });
  return {
    parsed: {
      ...parsed,
      source: visible,
      prose: overwrite(prose, spans),
      comments: comments.filter((comment) => !spans.includes(comment)),
    },
    directives: readDirectives(spans, source, visible),
  };
}

/** A text with tabs, as many as it had characters, in some places. */
export function overwrite(text: string, spans: readonly Span[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    parts.push(text.slice(at, start), text.slice(start, end).replace(/[^\r\n]/g, '\t'));
    at = end;
  }
  return parts.join('') + text.slice(at);
}

/** What is taken out of a tree. */
interface Cut {
  readonly spans: readonly Span[];
  readonly visible: Source;
  readonly mend: boolean;
}

/** Takes directives out of a tree: whole nodes, or what they are of a node. */
function prune(node: Nodes, cut: Cut): void {
  const { spans, visible, mend } = cut;
  if (node.type === 'html') {
    // A node's value lacks the indentation of its lines, so it is not the slice.
    if (spans.some((span) => contains(spanOf(node), span)))
      node.value = withoutComments(node.value, (comment) => (/^<!--\s*planvet-/.test(comment) ? '' : comment));
    return;
  }
  if (!('children' in node)) return;
  for (const child of node.children) prune(child, cut);
  const gone = (child: Nodes) =>
    child.type === 'html' &&
    spans.some((span) => contains(spanOf(child), span)) &&
    /^[\s>]*$/.test(visible.slice(spanOf(child)));
  if (!node.children.some(gone)) return;
  const kept: Nodes[] = [];
  let joint = false;
  for (const child of node.children) {
    const rest = joint && mend && append(kept.at(-1), child, visible);
    if (joint && !rest && !gone(child)) join(kept, child, visible);
    else if (!rest && !gone(child)) kept.push(child);
    joint = gone(child);
  }
  if (joint) join(kept, undefined, visible);
  (node as { children: Nodes[] }).children = kept;
  if (node.type === 'paragraph') shrink(node);
}

/** Puts together what stood around a directive: the white space before it goes, like any at the end of a line. */
function join(kept: Nodes[], next: Nodes | undefined, visible: Source): void {
  const last = kept.at(-1);
  if (last?.type === 'text' && (next === undefined || next.type === 'break' || startsBlank(next))) {
    trim(last, 'end', visible);
    if (last.value === '') kept.pop();
  }
  const before = kept.at(-1);
  if (next?.type !== 'text') {
    if (next) kept.push(next);
    return;
  }
  if (before === undefined || (before.type === 'text' && before.value.endsWith('\n'))) trim(next, 'start', visible);
  if (before?.type === 'text' && before.position && next.position) {
    before.value += next.value;
    before.position.end = next.position.end;
  } else if (next.value !== '') kept.push(next);
}

/** Makes two lists one if they would be that without what stands between them. */
function append(list: Nodes | undefined, next: Nodes, { text }: Source): boolean {
  if (list?.type !== 'list' || next.type !== 'list') return false;
  const markOf = (node: Nodes) => /^\d*(.)/.exec(text.slice(spanOf(node).start, spanOf(node).start + 12))?.[1];
  if (list.ordered !== next.ordered || markOf(list) !== markOf(next)) return false;
  list.children.push(...next.children);
  if (list.position && next.position) list.position.end = next.position.end;
  return true;
}

function startsBlank(node: Nodes): boolean {
  return node.type === 'text' && /^\s/.test(node.value);
}

/** Cuts white space off one side of a text node, in its value and in its place. */
function trim(node: Text, side: 'start' | 'end', { text }: Source): void {
  const { position } = node;
  if (!position) return;
  node.value = node.value.replace(side === 'start' ? /^[ \t]+/ : /(?<![ \t])[ \t]+$/, '');
  let { start, end } = spanOf(node);
  if (side === 'start') while (start < end && BLANK.test(text.charAt(start))) start++;
  else while (end > start && BLANK.test(text.charAt(end - 1))) end--;
  position.start = { ...position.start, offset: start };
  position.end = { ...position.end, offset: end };
}

const BLANK = /[ \t]/;

/** Makes a paragraph no longer than what is left in it. */
function shrink({ position, children }: Paragraph): void {
  const [first, last] = [children[0]?.position, children.at(-1)?.position];
  if (!position || !first || !last) return;
  position.start = first.start;
  position.end = last.end;
}
