import { hasLetter } from '../language/characters.ts';
import type { Candidate } from '../document/bracketed-spans.ts';

/** Fewest texts that are the same but for their figures. */
const FEWEST = 3;

/**
 * Remarks in brackets that are the same but for their figures, which do not count them: `[cut, 2140 characters]` beside
 * `[cut, 388 characters]`. Nobody would be asked for those; `[Risk 1]`, `[Risk 2]` are gaps that are counted.
 */
export function measuredNotes(candidates: readonly Candidate[]): ReadonlySet<string> {
  const alike = new Map<string, Set<string>>();
  for (const { kind, text } of candidates) {
    const key = text.replace(/\d+/g, '#');
    if (kind !== 'bracket' || key === text || !hasLetter(text)) continue;
    alike.set(key, (alike.get(key) ?? new Set()).add(text));
  }
  const notes = [...alike.values()].filter((texts) => texts.size >= FEWEST && largest(texts) > 2 * texts.size);
  return new Set(notes.flatMap((texts) => [...texts]));
}

function largest(texts: ReadonlySet<string>): number {
  return Math.max(...[...texts].flatMap((text) => (text.match(/\d+/g) ?? []).map(Number)));
}
