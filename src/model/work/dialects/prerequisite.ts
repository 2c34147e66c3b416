import type { Item } from '../../document/blocks.ts';
import type { FoundBox } from '../../document/boxes.ts';
import { locate } from '../../../text.ts';
import { type TaskDraft, titleOnLine } from '../task-draft.ts';

/** `- [ ] **Payment Gateway**: Required for Tasks 6, 13` in a dependencies or prerequisites section. */
export function prerequisite(item: Item, box: FoundBox): TaskDraft | undefined {
  if (!requiredFor(item, box)) return undefined;
  const name = /^(?:\*\*|__)?(.+?)(?<!\s)(?:\*\*|__)?\s*(?:[:：]|\s[-–—]\s|\(|$)/.exec(
    box.text.value.replace(/\r?\n[\s\S]*/, ''),
  );
  const start = box.text.span.start + (name ? box.text.value.indexOf(name[1] ?? '') : 0);
  const title = titleOnLine(locate(name?.[1] ?? box.text.value, start));
  return {
    dialect: 'prerequisite',
    kind: 'prerequisite',
    declaration: undefined,
    title,
    nameSpan: title.span,
    span: item.span,
    section: item.section,
    item,
    box,
    cells: undefined,
  };
}

const REQUIRED_FOR = /\b(?:required|needed|necessary|prerequisite)\s+(?:for|by)\b|\bblocks\b|\bunblocks\b/i;

/** What an item says behind "required for", located; undefined where it says nothing of the kind. */
export function requiredFor(
  item: Item,
  box: FoundBox,
): { readonly value: string; readonly span: { start: number; end: number } } | undefined {
  const texts = [box.text, ...item.children.map((child) => child.text)];
  for (const text of texts) {
    const match = REQUIRED_FOR.exec(text.value);
    if (!match) continue;
    const from = match.index + match[0].length;
    const line = /^[*_:：\s]*([^\r\n]*)/.exec(text.value.slice(from));
    return locate(line?.[0].replace(/^[*_:：]+/, (lead) => ' '.repeat(lead.length)) ?? '', text.span.start + from);
  }
  return undefined;
}
