import { locate } from '../../text.ts';
import type { Item } from '../blocks.ts';
import type { FoundBox } from '../boxes.ts';
import { type TaskDraft, titleOnLine } from '../task-draft.ts';

/** A box without id under a phase or another section of work. Its title is its first line, a trailing mark of emphasis left out. */
export function plainTask(item: Item, box: FoundBox): TaskDraft {
  const lead = /^(?:[*_~]+(?=\S))?/.exec(box.text.value)?.[0].length ?? 0;
  const title = titleOnLine(locate(box.text.value.slice(lead), box.text.span.start + lead));
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
