import { locate, type Located } from '../../../text.ts';
import type { Item } from '../../document/blocks.ts';
import type { FoundBox } from '../../document/boxes.ts';
import { type TaskDraft, titleOnLine } from '../task-draft.ts';

/** A box without id under a phase or another section of work. Its title is its first line, a trailing mark of emphasis left out. */
export function plainTask(item: Item, box: FoundBox): TaskDraft {
  return draftOf(item, box.text, box);
}

/** `1. ✅ Title` without a box, in a list whose other items have boxes: it is done. */
export function tickedTask(
  item: Item,
  boxOf: ReadonlyMap<Item, FoundBox>,
  items: readonly Item[],
): TaskDraft | undefined {
  const tick = /^[✅☑✔]\u{FE0F}?\s+/u.exec(item.text.value)?.[0];
  if (tick === undefined || !items.some((other) => other.list === item.list && boxOf.has(other))) return undefined;
  return draftOf(item, locate(item.text.value.slice(tick.length), item.text.span.start + tick.length), undefined);
}

function draftOf(item: Item, text: Located<string>, box: FoundBox | undefined): TaskDraft {
  const lead = /^(?:[*_~]+(?=\S))?/.exec(text.value)?.[0].length ?? 0;
  const title = titleOnLine(locate(text.value.slice(lead), text.span.start + lead));
  return {
    dialect: 'plain',
    kind: 'task',
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
