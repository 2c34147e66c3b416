import type { ReadingEntry } from '../../plan/reading.ts';
import { locate } from '../../../text.ts';
import type { Item } from '../../document/blocks.ts';
import type { FoundBox } from '../../document/boxes.ts';
import { leadOf } from '../../language/characters.ts';
import { boxTask, type TaskDraft, titleOnLine } from '../task-draft.ts';

/** A box without id under a phase or another section of work. Its title is its first line, a trailing mark of emphasis left out. */
export function plainTask(item: Item, box: FoundBox | undefined): TaskDraft {
  const { value, span } = (box ?? item).text;
  const lead = leadOf(value, '*_~');
  return boxTask(item, box, titleOnLine(locate(value.slice(lead), span.start + lead)), 'plain');
}

/** What is read here, by name. */
export const plainTaskReading: ReadingEntry = {
  id: 'task.plain',
  title: 'a box without an id in a place of work',
  file: 'work/dialects/plain.ts',
  example: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] Dredge\n',
  counterExample: '# Ferry\n\n## Completion Criteria\n\n- [ ] Depth measured\n',
};
