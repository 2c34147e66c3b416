import { parseDeclaration } from '../language/declaration.ts';
import type { Document } from '../document/document.ts';
import { foldId } from '../language/ids.ts';
import { isLater } from '../document/optional.ts';
import { isMarkedOptional } from '../language/optional-mark.ts';
import type { TaskNode } from './tasks.ts';

/** Tasks that a list names again under words that say nobody waits for them: `**Optional** (if time permits):`. */
export function listedAsOptional({ blocks, vocabulary }: Document, nodes: readonly TaskNode[]): TaskNode[] {
  const listed = blocks.items.filter(
    ({ node, lead, section }) =>
      typeof node.checked !== 'boolean' &&
      ((lead !== undefined && isMarkedOptional(lead.value, vocabulary)) || isLater(section, vocabulary)),
  );
  return listed.flatMap(({ text }) => {
    const id = parseDeclaration(text.value, text.span.start, vocabulary)?.id.value;
    if (id === undefined) return [];
    const named = nodes.filter((node) => node.id !== undefined && foldId(node.id) === foldId(id));
    return named.length === 1 ? named : [];
  });
}
