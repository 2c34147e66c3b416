import type { ReadingEntry } from '../../plan/reading.ts';
import { firstLineOf, locate, type Located } from '../../../text.ts';
import type { Item } from '../../document/blocks.ts';
import type { FoundBox } from '../../document/boxes.ts';
import { leadOf } from '../../language/characters.ts';
import { tokenize } from '../../language/tokens.ts';
import type { Vocabulary } from '../../language/words.ts';
import { boxTask, type TaskDraft, titleOnLine } from '../task-draft.ts';

/** `- [ ] **Payment Gateway**: Required for Tasks 6, 13` in a dependencies or prerequisites section. */
export function prerequisite(item: Item, box: FoundBox, vocabulary: Vocabulary): TaskDraft | undefined {
  if (!requiredFor(item, box, vocabulary)) return undefined;
  const { value, span } = box.text;
  const name = NAME.exec(firstLineOf(value))?.[1] ?? '';
  const title = name === '' ? box.text : locate(name, span.start + value.indexOf(name));
  return boxTask(item, box, titleOnLine(title), 'prerequisite');
}

const NAME = /^(?:\*\*|__)?(.+?)(?<!\s)(?:\*\*|__)?\s*(?:[:：]|\s[-–—]\s|\(|$)/;

/** What an item says behind "required for", located; undefined where it says nothing of the kind. */
export function requiredFor(item: Item, box: FoundBox, { relations }: Vocabulary): Located<string> | undefined {
  for (const { value, span } of [box.text, ...item.children.map((child) => child.text)]) {
    const relation = relations.find(tokenize(value, span.start)).find(({ meanings }) => meanings.has('blocks'));
    if (!relation) continue;
    const behind = value.slice(relation.end - span.start);
    const lead = leadOf(behind, '*_:：');
    return locate(firstLineOf(behind.slice(lead)), relation.end + lead);
  }
  return undefined;
}

/** What items of prerequisites say of needs. */
export const requiredForReading: ReadingEntry = {
  id: 'need.prerequisite',
  title: 'what an item of prerequisites is required for',
  file: 'work/dialects/prerequisite.ts',
  example:
    '# Ferry\n\n## Task 1: Dredge\n\n- [ ] Hire the barge\n\n## Dependencies\n\n- [ ] **Permit**: required for Task 1',
  counterExample:
    '# Ferry\n\n## Task 1: Dredge\n\n- [ ] Hire the barge\n\n## Dependencies\n\n- [ ] **Permit**: from the city',
};

/** What is read here, by name. */
export const prerequisiteTaskReadings: readonly ReadingEntry[] = [
  {
    id: 'task.prerequisite',
    title: 'an item of a section of dependencies that says what it is required for',
    file: 'work/dialects/prerequisite.ts',
    example:
      '# Ferry\n\n## Task 1: Dredge\n\n- [ ] Hire the barge\n\n## Dependencies\n\n- [ ] **Permit**: required for Task 1\n',
    counterExample:
      '# Ferry\n\n## Task 1: Dredge\n\n- [ ] Hire the barge\n\n## Dependencies\n\n- [ ] **Permit**: from the city\n',
  },
  {
    id: 'box.prerequisite',
    title: 'a box of something that is needed first',
    file: 'work/dialects/prerequisite.ts',
    example:
      '# Ferry\n\n## Task 1: Dredge\n\n- [ ] Barge\n\n## Dependencies\n\n- [ ] **Permit**: required for Task 1\n',
    counterExample: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] Dredge\n',
  },
];
