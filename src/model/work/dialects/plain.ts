import { locate } from '../../../text.ts';
import type { Item } from '../../document/blocks.ts';
import type { FoundBox } from '../../document/boxes.ts';
import { type TaskDraft, titleOnLine } from '../task-draft.ts';

/** A box without id under a phase or another section of work. Its title is its first line, a trailing mark of emphasis left out. */
export function plainTask(item: Item, box: FoundBox): TaskDraft {
  const { text } = box;
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
