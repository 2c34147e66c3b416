import { UNSPACED } from '../language/keyword.ts';
import type { Section } from '../plan/section.ts';
import type { Vocabulary } from '../language/words.ts';

const UNSPACED_WORD = new RegExp(`^${UNSPACED}+$`, 'u');

/** Whether a line says that what it names need not be done: "(optional)", "(deferred to Phase 3)", "N/A". */
export function isOptional(line: string, vocabulary: Vocabulary): boolean {
  for (const match of line.matchAll(/[([*_]([^()[\]*_]+)[)\]*_]/g)) {
    const words = (match[1] ?? '').trim().toLowerCase();
    const head = words.split(/(?:(?<!\s)\s+)?[,;:–—-]\s*/)[0] ?? '';
    if (vocabulary.optional.has(words) || vocabulary.optional.has(head)) return true;
    if (/^(?:deferred|postponed|moved) (?:to|until)\b/.test(head)) return true;
  }
  // In scripts without spaces the word ends a clause: `（データ待ちのため保留。後日追加）`.
  for (const match of line.matchAll(/[（(]([^（）()]*)[)）]/g))
    for (const clause of (match[1] ?? '').split(/[。、，；,;]/))
      for (const word of vocabulary.optional) if (UNSPACED_WORD.test(word) && clause.trim().endsWith(word)) return true;
  if (/\s[—–-]{1,2}\s*(?:deferred|postponed|cancell?ed|dropped|out of scope|won't do)\b/i.test(line)) return true;
  return /\b(?:DEFERRED|OPTIONAL|N\/A|POSTPONED)\b/.test(line) || /^\W*optional\s*[:：]/i.test(line);
}

/** Whether a section, or one around it, is for work that nobody waits for ("Nice to have", "Future enhancements"). */
export function isLater(section: Section, { later }: Vocabulary): boolean {
  for (let at: Section | undefined = section; at; at = at.parent) if (later.has(at.key)) return true;
  return false;
}
