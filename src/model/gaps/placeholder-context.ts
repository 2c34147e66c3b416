import { firstLineOf, isOneLine, lastLineOf, type Span } from '../../text.ts';
import { hasLetter, isDecoration } from '../language/characters.ts';
import type { Cues } from '../language/cues.ts';
import { tokenize } from '../language/tokens.ts';
import type { WordSet } from '../language/word-set.ts';
import type { Candidate } from '../document/bracketed-spans.ts';
import type { Document } from '../document/document.ts';
import type { FieldRole } from '../plan/field.ts';
import { textOf } from '../document/inline-text.ts';

/** How a candidate stands in its sentence. */
export interface Standing {
  /**
   * `whole`: it is all of its value, item, cell, line, or stands right behind a colon; `leading`, `trailing`: like a tag
   * before or behind a text; `inside`: the sentence needs it ("deploy to [Environment]").
   */
  readonly standing: 'whole' | 'leading' | 'trailing' | 'inside';
  /** Whether it stands in quotes: a text that a program shows. */
  readonly quoted: boolean;
  /** Whether it touches a word or an operator, as in code. */
  readonly glued: boolean;
  /** Whether the sentence speaks of a button, key or attribute of that name. */
  readonly pointed: boolean;
  /** Whether the sentence refers the reader to something of that name. */
  readonly cited: boolean;
  /** What its label asks for where that may be written in brackets: tags, or a list of names. */
  readonly listing: 'tags' | 'names' | undefined;
  /** Whether it is a label itself, and what follows says what it means. */
  readonly labelling: boolean;
}

/** How far before a bracket words may lead to it. */
const LEADING = 60;
const MARKUP = /[*_~`]/g;
const LEAD =
  /^[\s\p{P}\p{S}\p{Extended_Pictographic}]*(?:\p{L}{0,12}[\s-]?#?\p{Lu}{0,8}[-_]?\d[\w.]*(?:(?![\w.])[\s\p{P}\p{S}]+)?)?$/u;
const LISTED: ReadonlySet<FieldRole | undefined> = new Set(['dependencies', 'blocks', 'files', 'requirements']);

/** Judges the surroundings of a candidate in running text. */
export function standingOf(candidate: Candidate, document: Document): Standing {
  const { field, span } = candidate;
  const from = field
    ? Math.max(field.value.span.start, span.start - candidate.before.length)
    : span.start - candidate.before.length;
  const before = candidate.before.slice(candidate.before.length - (span.start - from));
  const room = field ? Math.max(0, field.value.span.end - span.end) : candidate.after.length;
  const after = candidate.after.slice(0, room);
  const { source } = document.parsed;
  const key = field?.key ?? '';
  const plain = before.replace(MARKUP, '');
  const { cues } = document.vocabulary;
  return {
    standing: standingIn(before, after, cues),
    quoted: isQuoted(candidate.before, candidate.after),
    glued: isGlued(source.text, span),
    cited: isLed(plain, cues.of('refersTo'), cues),
    pointed: isLed(plain, cues.of('pointsAt'), cues) || cues.of('pointedAt').atStart(after)?.from === 0,
    labelling: field === undefined && textOf(document).labelAt(span) !== undefined,
    listing: cues.of('listsTags').is(key) ? 'tags' : LISTED.has(field?.role) ? 'names' : undefined,
  };
}

/** Whether words stand right before a place, or with small words such as "the" between: "press the". */
function isLed(before: string, words: WordSet, cues: Cues): boolean {
  const tokens = tokenize(lastLineOf(before).slice(-LEADING), 0);
  const found = words.find(tokens).at(-1);
  if (!found) return false;
  const small = cues.listed('governs');
  // In scripts without spaces words go on in the same token.
  const last = tokens[found.to - 1];
  const glued = last ? last.folded.slice(last.folded.length - (last.span.end - found.end)) : '';
  if (last && found.end < last.span.end && !small.has(glued)) return false;
  const between = tokens.slice(found.to).filter(({ text }) => text !== '.');
  return between.every(({ kind, folded }) => kind === 'word' && small.has(folded));
}

/** Whether the characters beside it make it part of a word, a path or an expression. Emphasis does not. */
function isGlued(text: string, { start, end }: Span): boolean {
  const left =
    /[^\s*]?[*]*$/.exec(text.slice(Math.max(0, start - 8), start).replace(/(?<![\p{L}\p{N}_])_{1,3}$/u, ''))?.[0] ?? '';
  const right = /^[*]*[^\s*]{0,2}/.exec(text.slice(end, end + 8).replace(/^_{1,3}(?![\p{L}\p{N}_])/u, ''))?.[0] ?? '';
  if (/^[\p{L}\p{N}_/\\=$@#.)\]}<&?%+]/u.test(left)) return true;
  return /^\**(?:[\p{L}\p{N}_/={[(<$@]|\.[\p{L}\p{N}])/u.test(right);
}

function standingIn(rawBefore: string, rawAfter: string, cues: Cues): Standing['standing'] {
  const before = withoutBrackets(rawBefore).replace(MARKUP, '');
  const after = withoutBrackets(rawAfter).replace(MARKUP, '');
  const lineAfter = firstLineOf(after);
  const around = before + after;
  if (LEAD.test(lastLineOf(before)) && isDecoration(lineAfter) && (!isOneLine(around) || !hasLetter(around)))
    return 'whole';
  if (/[:：=]\s*["']?$/.test(before)) return isDecoration(lineAfter) ? 'whole' : 'inside';
  if (LEAD.test(before)) return isDecoration(after) ? 'whole' : 'leading';
  const words = before.toLowerCase().match(/[\p{L}'’-]+/gu) ?? [];
  if (words.length === 1 || cues.listed('governs').has(words.at(-1) ?? '')) return 'inside';
  return isDecoration(after) ? 'trailing' : 'inside';
}

function withoutBrackets(text: string): string {
  return text.replace(/\[[^[\]\r\n]*\]/g, ' ');
}

/** Whether an opening quote stands before and a closing one behind. */
function isQuoted(before: string, after: string): boolean {
  const [left, right] = [lastLineOf(before), firstLineOf(after)];
  if ((left.split('"').length - 1) % 2 === 1 && right.includes('"')) return true;
  if (left.lastIndexOf('“') > left.lastIndexOf('”') && right.includes('”')) return true;
  if (left.lastIndexOf('«') > left.lastIndexOf('»') && right.includes('»')) return true;
  const opened = Math.max(left.lastIndexOf("'"), left.lastIndexOf('‘'));
  const isOpen = opened > left.lastIndexOf('’') && isBefore(left.charAt(opened - 1));
  return isOpen && /^[^'‘]*['’](?!\p{L})/u.test(right);
}

/** Whether a quote that opens may stand behind a character. */
function isBefore(char: string): boolean {
  return char === '' || '(:,'.includes(char) || char.trim() === '';
}
