import type { RootContent } from 'mdast';
import { type Parsed, spanOf } from '../../parse.ts';
import { contains, Source, type Span } from '../../text.ts';
import type { ManagedBlock } from '../plan/managed-block.ts';
import { overwrite } from './hide-directives.ts';

/**
 * A document as if the blocks that planvet writes had never been there, and the blocks: what they say follows from the plan,
 * so it must not be read as a part of it. Offsets stay.
 */
export function hideBlocks(parsed: Parsed): { readonly parsed: Parsed; readonly blocks: readonly ManagedBlock[] } {
  const { source, tree, prose, comments, code } = parsed;
  const found = source.text.includes('planvet-') ? findBlocks(tree.children, source) : [];
  if (found.length === 0) return { parsed, blocks: [] };
  const spans = found.map(({ whole }) => whole);
  const isOutside = (span: Span) => !spans.some((whole) => contains(whole, span));
  tree.children = tree.children.filter((child) => isOutside(spanOf(child)));
  return {
    parsed: {
      ...parsed,
      source: new Source((source.bom ? '\uFEFF' : '') + overwrite(source.text, spans)),
      prose: overwrite(prose, spans),
      comments: comments.filter(isOutside),
      code: code.filter(isOutside),
    },
    blocks: found.map(({ block }) => block),
  };
}

interface Found {
  readonly block: ManagedBlock;
  readonly whole: Span;
}

const kinds: readonly ManagedBlock['kind'][] = ['graph', 'status'];

function findBlocks(children: readonly RootContent[], source: Source): Found[] {
  const found: Found[] = [];
  let open: { readonly kind: ManagedBlock['kind']; readonly span: Span } | undefined;
  const leaveOpen = () => {
    if (open) found.push({ block: { ...open, content: undefined }, whole: open.span });
    open = undefined;
  };
  for (const child of children) {
    if (child.type !== 'html') continue;
    const span = spanOf(child);
    const comment = source.slice(span).trim();
    const name = comment.startsWith('<!--') && comment.endsWith('-->') ? comment.slice(4, -3).trim() : '';
    const opened = kinds.find((kind) => name === `planvet-${kind}`);
    if (opened) {
      leaveOpen();
      open = { kind: opened, span };
    } else if (open && name === `/planvet-${open.kind}`) {
      const inside = { start: open.span.end, end: span.start };
      const content = { value: source.slice(inside), span: inside };
      found.push({ block: { ...open, content }, whole: { start: open.span.start, end: span.end } });
      open = undefined;
    }
  }
  leaveOpen();
  return found;
}
