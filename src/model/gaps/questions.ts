import { hasLetter, isDecoration } from '../language/characters.ts';
import { tokenize } from '../language/tokens.ts';
import type { Vocabulary } from '../language/words.ts';
import type { Document } from '../document/document.ts';
import type { Question } from '../plan/gap.ts';
import { textOf } from '../document/inline-text.ts';

const MARKER = /\[\s*NEEDS[ _]CLARIFICATION\b\s*(?:[:：—–-]\s*(?!\s)([^[\]\0]{0,400}))?\]|NEEDS[ _]CLARIFICATION/g;
/**
 * Places that say NEEDS CLARIFICATION: with the question in brackets, or as all of a value. A sentence about such marks
 * is none.
 */
export function readQuestions(document: Document): Question[] {
  const { parsed, vocabulary } = document;
  const text = textOf(document);
  const found: Question[] = [];
  if (!parsed.prose.includes('CLARIFICATION')) return found;
  for (const { span: run, kind } of text.runs) {
    if (kind === 'definition') continue;
    const slice = parsed.prose.slice(run.start, run.end);
    for (const match of slice.matchAll(MARKER)) {
      const span = { start: run.start + match.index, end: run.start + match.index + match[0].length };
      const field = text.fieldAt(span);
      const scope = field?.value.span ?? run;
      const around = `${parsed.prose.slice(scope.start, span.start)} ${parsed.prose.slice(span.end, scope.end)}`;
      const asked = match[1]?.trim() ?? '';
      if (isSample(asked, vocabulary) || isOpenQuoted(slice, match.index)) continue;
      const alone =
        (field !== undefined || kind === 'cell') && isDecoration(parsed.prose.slice(scope.start, span.start));
      const bracketed = match[0].startsWith('[');
      if (
        asked !== '' ||
        alone ||
        (bracketed && kind === 'paragraph' && !isAboutMarks(around, vocabulary) && hasLetter(around))
      ) {
        found.push({ span, text: parsed.source.slice(span), kind: 'marker' });
      }
    }
  }
  return found;
}

/** "All [NEEDS CLARIFICATION] marks were resolved", in any language. */
function isAboutMarks(around: string, { cues, relations }: Vocabulary): boolean {
  if (cues.of('aboutMarkers').isIn(around)) return true;
  return relations.find(tokenize(around, 0)).some(({ meanings }) => meanings.has('all') || meanings.has('not'));
}

/** `[NEEDS CLARIFICATION: ...]` and `[NEEDS CLARIFICATION: specific question]` show the mark and ask nothing. */
function isSample(asked: string, { cues }: Vocabulary): boolean {
  const tokens = tokenize(asked, 0);
  const noun = cues.of('samples').atEnd(tokens);
  const others = noun ? tokens.slice(0, noun.from) : [];
  if (noun && others.every(({ folded }) => cues.of('governs').is(folded))) return true;
  return /^[x.…]+$/i.test(asked);
}

function isOpenQuoted(slice: string, at: number): boolean {
  return (slice.slice(Math.max(0, at - 200), at).split('"').length - 1) % 2 === 1;
}
