import type { Section } from '../plan/section.ts';
import type { Vocabulary } from '../language/words.ts';

/** Whether a section, or one around it, is for work that nobody waits for ("Nice to have", "Future enhancements"). */
export function isLater(section: Section, { later }: Vocabulary): boolean {
  for (let at: Section | undefined = section; at; at = at.parent) if (later.has(at.key)) return true;
  return false;
}
