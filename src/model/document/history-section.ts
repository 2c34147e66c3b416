import type { OutlineSection } from './outline.ts';
import type { Vocabulary } from '../language/words.ts';

const DATE = /(?<!\d)(?:19|20)\d{2}-\d{2}(?:-\d{2})?(?!\d)/;

/** Whether a section tells what was true once: a log, a session, a dated entry. Titles over work do not. */
export function tellsThePast(section: OutlineSection, vocabulary: Vocabulary): boolean {
  for (let at: OutlineSection | undefined = section; at && at.depth > 1; at = at.parent) {
    if (at.role === 'changelog' || DATE.test(at.title)) return true;
    if (at.declaration !== undefined) continue;
    if (at.key.split(/[^\p{L}\p{N}]+/u).some((word) => vocabulary.history.has(word))) return true;
  }
  return false;
}
