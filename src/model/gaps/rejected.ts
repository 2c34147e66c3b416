import type { Span } from '../../text.ts';
import { contains } from '../../text.ts';
import type { Item } from '../document/blocks.ts';
import type { Document } from '../document/document.ts';
import type { OutlineSection } from '../document/outline.ts';
import { purposeOfItem } from '../document/purpose.ts';
import { textOf } from '../document/inline-text.ts';

/** The alternatives that were not taken where a plan says "choose one" and exactly one is ticked: nobody will fill them in. */
export function rejectedAlternatives(document: Document): Span[] {
  return [...rejectedItems(document), ...rejectedSections(document)];
}

function rejectedItems(document: Document): Span[] {
  const rejected: Span[] = [];
  const lists = new Map<Item['list'], Item[]>();
  for (const item of textOf(document).blocks.items) {
    const known = lists.get(item.list);
    if (known) known.push(item);
    else lists.set(item.list, [item]);
  }
  for (const items of lists.values()) {
    const [first] = items;
    if (!first || items.length < 2 || items.some((item) => typeof item.node.checked !== 'boolean')) continue;
    const open = items.filter((item) => item.node.checked === false);
    if (open.length !== items.length - 1 || purposeOfItem(first, document.vocabulary).purpose !== 'choice') continue;
    rejected.push(...open.map((item) => item.span));
  }
  return rejected;
}

const BOXED = /^\[([ xX])\]\s+/;

/** `### [x] Option A` beside `### [ ] Option B`. */
function rejectedSections({ sections, vocabulary }: Document): Span[] {
  const rejected: Span[] = [];
  const parents = new Set(sections.map((section) => section.parent));
  for (const parent of parents) {
    if (!parent) continue;
    const boxed = parent.children.filter(
      (child: OutlineSection) => BOXED.test(child.title) && vocabulary.cues.of('alternative').isIn(child.title),
    );
    const taken = boxed.filter((child) => !child.title.startsWith('[ ]'));
    if (boxed.length > 1 && taken.length === 1)
      rejected.push(...boxed.filter((child) => child !== taken[0]).map((child) => child.span));
  }
  return rejected.filter((span, i) => !rejected.some((outer, j) => j !== i && contains(outer, span)));
}
