import { locate } from '../../../text.ts';
import type { Item } from '../../document/blocks.ts';
import type { FoundBox } from '../../document/boxes.ts';
import { leadOf } from '../../language/characters.ts';
import { boxTask, type TaskDraft, titleOnLine } from '../task-draft.ts';

/** A box without id under a phase or another section of work. Its title is its first line, a trailing mark of emphasis left out. */
export function plainTask(item: Item, box: FoundBox): TaskDraft {
  const { value, span } = box.text;
  const lead = leadOf(value, '*_~');
  return boxTask(item, box, titleOnLine(locate(value.slice(lead), span.start + lead)), 'plain');
}
