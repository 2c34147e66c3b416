import type { ReadingEntry } from '../plan/reading.ts';
import { isMarkedOptional } from '../language/optional-mark.ts';
import type { Section } from '../plan/section.ts';
import type { Vocabulary } from '../language/words.ts';

/** Whether a section, or one around it, is for work that nobody waits for ("Nice to have", "Phase 5: Tools (optional)"). */
export function isLater(section: Section, vocabulary: Vocabulary): boolean {
  for (let at: Section | undefined = section; at; at = at.parent) if (saysSo(at, vocabulary)) return true;
  return false;
}

const known = new WeakMap<Section, boolean>();

/** Whether the title of a section says so. The title of the plan is about all of it. */
function saysSo(section: Section, vocabulary: Vocabulary): boolean {
  const before = known.get(section);
  if (before !== undefined) return before;
  const { key, title, depth } = section;
  const says = vocabulary.later.has(key) || (depth > 1 && isMarkedOptional(title, vocabulary));
  known.set(section, says);
  return says;
}

/** What is read here, by name. */
export const optionalReading: ReadingEntry = {
  id: 'task.optional',
  title: 'a mark that nobody waits for a task',
  file: 'document/optional.ts',
  example: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] T001 Dredge\n- [ ] T002 Paint the quay (optional)\n',
  counterExample: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] T001 Dredge\n- [ ] T002 Paint the quay\n',
};
