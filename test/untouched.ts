import { diffLines } from 'diff';
import type { Nodes } from 'mdast';
import { isRefusal, parseMarkdown, spanOf } from '../src/parse.ts';
import { Source, type Span } from '../src/text.ts';

/** Every node of a text but its words, and lists, which are no more than their items: type and place. */
function nodesOf(text: string): { type: string; span: Span }[] {
  const parsed = parseMarkdown(new Source(text));
  if (isRefusal(parsed)) return [];
  const found: { type: string; span: Span }[] = [];
  const visit = (node: Nodes): void => {
    if (node.type !== 'text' && node.type !== 'list') found.push({ type: node.type, span: spanOf(node) });
    if ('children' in node) node.children.forEach(visit);
  };
  parsed.tree.children.forEach(visit);
  return found;
}

interface Change {
  readonly span: Span;
  /** How far what stands behind it has moved. */
  readonly shift: number;
}

/** The differences of two texts by lines, without what is the same at both ends of them. */
function changesOf(before: string, after: string): Change[] {
  const changes: Change[] = [];
  let [at, shift, removed] = [0, 0, ''];
  for (const part of [...diffLines(before, after), undefined]) {
    if (part?.removed) {
      removed = part.value;
      continue;
    }
    const added = part?.added ? part.value : '';
    if (removed !== '' || added !== '') {
      let [start, end] = [0, 0];
      const least = Math.min(removed.length, added.length);
      while (start < least && removed[start] === added[start]) start++;
      while (end < least - start && removed.at(-1 - end) === added.at(-1 - end)) end++;
      shift += added.length - removed.length;
      changes.push({ span: { start: at + start, end: at + removed.length - end }, shift });
    }
    at += removed.length + (part && !part.added ? part.value.length : 0);
    removed = '';
  }
  return changes;
}

/**
 * What is lost of a document outside of what was changed in it, found without a look at fixes and edits: the differences of
 * the texts say what was changed, and every node that none of them touches has to be there afterwards with its text.
 */
export function losses(before: string, after: string): string[] {
  if (before === after) return [];
  const changes = changesOf(before, after);
  const touches = (change: Change, { start, end }: Span) => {
    const between = [before.slice(change.span.end, start), before.slice(end, change.span.start)];
    return between.every((gap) => gap.trim() === '');
  };
  const there = new Set(nodesOf(after).map(({ type, span }) => `${type} ${span.start} ${span.end}`));
  return nodesOf(before).flatMap(({ type, span }) => {
    if (changes.some((change) => touches(change, span))) return [];
    const moved = changes.findLast((change) => change.span.end < span.start)?.shift ?? 0;
    const kept = there.has(`${type} ${span.start + moved} ${span.end + moved}`);
    return kept ? [] : [`${type}: ${before.slice(span.start, span.end)}`];
  });
}

/** Ticks in a text, counted without a Markdown parser. */
export function ticksIn(text: string): number {
  return text.match(/\[[ \t]*[xX][ \t]*\]/g)?.length ?? 0;
}
