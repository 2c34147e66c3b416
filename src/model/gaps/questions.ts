import type { Document } from '../document/document.ts';
import type { Question } from '../plan/gap.ts';
import { textOf } from '../document/inline-text.ts';

const MARKER = /\[\s*NEEDS[ _]CLARIFICATION\b\s*(?:[:：—–-]\s*(?!\s)([^[\]\0]{0,400}))?\]|NEEDS[ _]CLARIFICATION/g;
/** Words of a sentence about the marker, rather than one that has it. */
const ABOUT =
  /\b(?:no|any|all|every|zero|without|markers?|tags?|items?|remain|remains|remaining|resolved?|resolves|resolving|found|max|maximum|limit|each|unresolved|mark|marked|use|using)\b/i;

/**
 * Places that say NEEDS CLARIFICATION: with the question in brackets, or as all of a value. A sentence about such marks
 * is none.
 */
export function readQuestions(document: Document): Question[] {
  const { parsed } = document;
  const text = textOf(document);
  const found: Question[] = [];
  if (!/NEEDS[ _]CLARIFICATION/.test(parsed.prose)) return found;
  for (const { span: run, kind } of text.runs) {
    if (kind === 'definition') continue;
    const slice = parsed.prose.slice(run.start, run.end);
    for (const match of slice.matchAll(MARKER)) {
      const span = { start: run.start + match.index, end: run.start + match.index + match[0].length };
      const field = text.fieldAt(span);
      const scope = field?.value.span ?? run;
      const around = `${parsed.prose.slice(scope.start, span.start)} ${parsed.prose.slice(span.end, scope.end)}`;
      const asked = match[1]?.trim() ?? '';
      if (isSample(asked) || isOpenQuoted(slice, match.index)) continue;
      const alone =
        (field !== undefined || kind === 'cell') && isBeginning(parsed.prose.slice(scope.start, span.start));
      const bracketed = match[0].startsWith('[');
      if (
        asked !== '' ||
        alone ||
        (bracketed && kind === 'paragraph' && !ABOUT.test(around) && /\p{L}/u.test(around))
      ) {
        found.push({ span, text: parsed.source.slice(span), kind: 'marker' });
      }
    }
  }
  return found;
}

function isBeginning(before: string): boolean {
  return /^[\s\p{P}\p{S}\p{Extended_Pictographic}\u{FE0F}]*$/u.test(before);
}

/** `[NEEDS CLARIFICATION: ...]` and `[NEEDS CLARIFICATION: specific question]` show the mark and ask nothing. */
function isSample(asked: string): boolean {
  return /^(?:\.{2,}|…|x+|(?:the |your |a |specific |open )*(?:question|reason|text|details|topic|issue)s?)$/i.test(
    asked,
  );
}

function isOpenQuoted(slice: string, at: number): boolean {
  return (slice.slice(Math.max(0, at - 200), at).split('"').length - 1) % 2 === 1;
}
