import { hasLetter } from './characters.ts';
import type { Cues } from './cues.ts';
import type { Vocabulary } from './words.ts';

/**
 * What a text in brackets is by its words alone:
 * - `tick`: `[x]`, `[~]`, `[X]`; `id`: `[T001]`, `[1.1, 1.2]`; `reference`: `[Task 3]`; `tag`: `[WIP]`, `[P]`, `[High]`; `note`: an editor's
 *   remark, `[moved to phase 3]`, `[Source: x]`; `code`: `[userId]`, `[!NOTE]`, `['T']`; `question`: NEEDS CLARIFICATION
 * - `undecided`: `[TBD]`; `clear`: words that only a placeholder has, `[Feature Name]`, `[your name]`, `[TABLE_NAME]`
 * - `phrase`: several words; `word`: one word
 */
export interface Sense {
  readonly kind:
    'tick' | 'id' | 'reference' | 'tag' | 'note' | 'code' | 'question' | 'undecided' | 'clear' | 'phrase' | 'word';
  /** Whether it begins with a capital letter. */
  readonly capital: boolean;
}

const UNITS = /\d\s*(?:k|m|h|d|w|s|hrs?|mins?|ms|pts?|sp|px|[kmg]b|am|pm|x|st|nd|rd|th|v)\b/giu;
const ID =
  /^[#§]?(?:\p{Lu}[\p{Lu}\d]{0,11}(?:[-_.]\p{Lu}[\p{Lu}\d]{0,23}){0,4}[-_. ]?(?:\d{1,12}|#{1,12})[a-z]?(?:[-.]\p{L}{0,3}\d{1,12}){0,4}|\d+(?:\.\d+)*[a-z]?)$/u;
const SNAKE = /^\p{Lu}[\p{Lu}\d]*(?:_[\p{Lu}\d]+)+$/u;
const COUNTED = /^(\p{L}[\p{L} _/-]{0,24}?)(?:[ #_-]*\d{1,2}|[ _-][A-Z])$/u;
const AMOUNT = /^[XNY](?:%|\s+[\p{L}%])/u;
/** Judges the inside of a pair of brackets. White space inside counts as one space. */
export function senseOf(inside: string, vocabulary: Vocabulary): Sense {
  const text = inside.replace(/[\s>]+/g, ' ').trim();
  const capital = /^[^\p{L}\d]{0,2}\p{Lu}/u.test(text);
  return { kind: kindOf(text, vocabulary), capital: capital && !/^todo\b/i.test(text) };
}

function kindOf(text: string, vocabulary: Vocabulary): Sense['kind'] {
  if (/^[xX✓✔✗✘~\-–—!/>?*]?$/u.test(text)) return 'tick';
  if (/^NEEDS[ _]CLARIFICATION\b/i.test(text)) return 'question';
  const { cues } = vocabulary;
  const asks = cues.listed('asks');
  if (!/\p{L}{2}/u.test(text) && !AMOUNT.test(text)) return 'id';
  // What is left out of a text that is quoted.
  const left = /^(?:\.{3}|…)\s*([\p{L}-]+)/u.exec(text)?.[1]?.toLowerCase();
  if (left !== undefined && !asks.has(left)) return 'note';
  const lower = text.toLowerCase();
  if (isUndecided(lower, vocabulary)) return 'undecided';
  if (isInterval(text)) return 'code';
  if (SNAKE.test(text) && !ID.test(text)) return 'clear';
  if (isNumeric(text) || isAmount(lower, vocabulary) || isIdList(text)) return 'id';
  if (text.split(LIST).every((part) => isReference(part, vocabulary) || ID.test(part))) return 'reference';
  if (isTag(lower, vocabulary)) return 'tag';
  if (isAnswer(lower, vocabulary)) return 'note';
  const first = lower.split(/[\s:—–,]/)[0] ?? '';
  if ((asks.has(first) && text.includes(' ')) || AMOUNT.test(text) || isOpen(text, cues)) return 'clear';
  if (/^todo\b\W+\w/i.test(text)) return 'clear';
  const tells = cues.listed('remarks').has(first) || cues.of('tellsOf').isIn(lower) || /^\S+ only$/.test(lower);
  if (tells || isPlaceInText(text, cues) || /\b(?:19|20)\d\d\b/.test(text)) return 'note';
  if (isCode(text)) return 'code';
  if (/^[\p{L} -]{1,24}:\s*\S/u.test(text)) return 'note';
  if (isCounted(text, cues)) return 'clear';
  if (text.includes(' ')) return isBlankPhrase(lower, cues) ? 'clear' : 'phrase';
  const blanks = cues.listed('blanks');
  return blanks.has(lower) || blanks.has(lastHump(text)) ? 'clear' : 'word';
}

/** Whether a value says that it is still to be decided: TBD and its kin. */
export function isUndecided(lower: string, vocabulary: Vocabulary): boolean {
  if (vocabulary.undecided.has(lower)) return true;
  const said = vocabulary.cues.of('toBeDecided').atStart(lower);
  // In scripts without spaces it may be the beginning of another word.
  return said !== undefined && !hasLetter(lower.charAt(said.end));
}

/** Whether a text leaves something open by the way: "e.g. staging", "if applicable", "...". */
function isOpen(text: string, cues: Cues): boolean {
  return text.includes('…') || text.endsWith('...') || cues.of('asides').isIn(text);
}

/** `Section 3`, `Table A`. */
function isPlaceInText(text: string, cues: Cues): boolean {
  const word = cues.of('partsOfText').atStart(text);
  return word?.start === 0 && /^[.:]?\s*[\d§#A-Z]/.test(text.slice(word.end));
}

const BOUNDS: ReadonlySet<string> = new Set([
  'min max',
  'minimum maximum',
  'lo hi',
  'low high',
  'lower upper',
  'start end',
  'from to',
  'first last',
  'begin end',
]);

/** `[0, initial]`, `[min, max]`, `[-1, 1)`: two bounds, the one or the other a number, or both called so. */
function isInterval(text: string): boolean {
  const bounds = text.split(',').map((bound) => bound.trim());
  return (
    bounds.length === 2 &&
    bounds.every((bound) => !/\s/.test(bound)) &&
    (bounds.some((bound) => /^[+-]?\d+(?:\.\d+)?$/.test(bound)) || BOUNDS.has(bounds.join(' ').toLowerCase()))
  );
}

/** Whether a text in brackets is in capitals only, as tags are: `[CODE]`, `[SECURITY, GAP]`. Joined by `_` it is a name to fill in. */
export function isInCapitals(inside: string): boolean {
  return /^\p{Lu}{2}[\p{Lu}\d &,/+-]{0,40}$/u.test(inside.trim());
}

function isNumeric(text: string): boolean {
  return /\d/.test(text) && !/\p{L}/u.test(text.replace(UNITS, '0').replace(/(?<![\p{L}\d])v(?=\d)/giu, ''));
}

/** `0.5 jour`, `2–3 Tage`: an amount in the units of any language. */
function isAmount(lower: string, { units }: Vocabulary): boolean {
  const unit = /^[~≈]?\d+(?:[.,]\d+)?(?:\s*[-–~]\s*\d+(?:[.,]\d+)?)?\s*(\p{L}+)$/u.exec(lower)?.[1];
  return unit !== undefined && units.has(unit);
}

/** `none yet`, `testing complete`: what stands where an answer was due, and is one. */
function isAnswer(lower: string, { none, states, cues }: Vocabulary): boolean {
  const words = lower.split(' ');
  if (words.length < 2 || words.length > 3) return false;
  const [first = ''] = words;
  if (cues.listed('blanks').has(first) || cues.listed('asks').has(first)) return false;
  return (first !== 'no' && none.has(first)) || states.get(words.at(-1) ?? '') === 'done';
}

const LIST = /(?:(?<!\s)\s+)?[,;&+/]\s*(?=\p{L})|(?<!\s)\s+and\s+(?=\p{L})/u;

function isIdList(text: string): boolean {
  const parts = text.split(
    /(?:(?<!\s)\s+)?(?:,|;|&|\+|\||\/|–|—|~|\.\.+|\bto\b|\band\b)\s*|(?<=\d)\s+(?=\p{Lu}+-?\d)|(?<=\d)-(?=\p{Lu}+-?\d)/u,
  );
  return parts.every((part, i) => ID.test(part) || (i > 0 && isNumeric(part)));
}

/** `Task 1`, `Phases 2, 3`: the name of something that has a number elsewhere. `Risk 1` is none: nobody refers to it so. */
function isReference(text: string, vocabulary: Vocabulary): boolean {
  const match =
    /^(\p{L}[\p{L} -]*?)(?<![ -])(s?)[ #-]*(\d+(?:\.\d+)*)((?:\s*(?:,|&|and|to|–|-)\s*\d+(?:\.\d+)*)*)$/u.exec(text);
  if (!match) return false;
  const keyword = (match[1] ?? '').toLowerCase();
  const known = vocabulary.taskKeywords.has(keyword) || vocabulary.phaseKeywords.has(keyword);
  return known && keyword !== 'feature' && keyword !== 'item';
}

/** `Criterion 1`, `Feature A`, `Entity1`: what a template has several of. */
function isCounted(text: string, cues: Cues): boolean {
  const numbered = cues.listed('numberedInTemplates');
  const noun = text.length > 40 ? undefined : COUNTED.exec(text)?.[1]?.toLowerCase().trim();
  return noun !== undefined && (numbered.has(noun) || numbered.has(noun.split(/[\s_/-]+/).at(-1) ?? ''));
}

/** Pictures and ticks around the words of a tag. */
const MARKS =
  /^[\p{Extended_Pictographic}\u{FE0F}✓✗✘☐☑\s]+|(?<![\p{Extended_Pictographic}\u{FE0F}✓✗✘☐☑\s])[\p{Extended_Pictographic}\u{FE0F}✓✗✘☐☑\s]+$/gu;

function isTag(lower: string, vocabulary: Vocabulary): boolean {
  const known = (part: string) =>
    part === '' ||
    vocabulary.cues.listed('tags').has(part) ||
    vocabulary.states.has(part) ||
    vocabulary.draft.has(part) ||
    vocabulary.none.has(part) ||
    vocabulary.optional.has(part) ||
    vocabulary.archived.has(part);
  const bare = lower.replace(MARKS, '');
  if (known(bare)) return true;
  const parts = bare.split(/(?:(?<!\s)\s+)?[,|/+;&:–—]\s*|(?<!\s)\s+-\s+/);
  if (parts.length > 1 && parts.every((part) => known(part) || /^[a-z]{0,8}-?\d+$/.test(part))) return true;
  const share = /^[~≈]?\s*\d+(?:\.\d+)?\s*%\s*/.exec(bare)?.[0];
  if (share !== undefined && known(bare.slice(share.length))) return true;
  // `[DEFERRED-P3]`, `[DONE 2025-01-02]`: a state with what it is about.
  const [head = '', tail = ''] = bare.split(/[\s-](?=[a-z]{0,3}\d)/, 2);
  return tail !== '' && known(head);
}

function isCode(text: string): boolean {
  if (/[=(){};$\\`^@§]|^[:!.'"]|=>|::|->|["']\s*,\s*["']/.test(text)) return true;
  if (/^\p{Ll}+\s\p{Lu}\p{Ll}+$/u.test(text) || /(?<!\p{L})\p{Ll}{2,}\p{Lu}\p{Ll}/u.test(text)) return true;
  const parts = text.split(/,\s+/);
  if (parts.length > 1) return parts.every((part) => !/\s/.test(part) && isCode(part));
  if (/\s/.test(text)) return false;
  return (
    /^\p{Ll}[\p{L}\d]*\p{Lu}/u.test(text) ||
    /^[\p{Ll}\d]+(?:[-_.:][\p{L}\d]+)+$/u.test(text) ||
    /[.:_]\S/.test(text) ||
    /^\p{Ll}[^,]*,\p{Ll}/u.test(text)
  );
}

function isBlankPhrase(lower: string, cues: Cues): boolean {
  const all = lower.split(/[\s,/()]+/).filter(Boolean);
  return cues.listed('toBeNamed').has(all.at(-1) ?? '') || all.length > 5;
}

/** The last word of a compound: `name` in `ServiceName`, `NEW-NAME`. */
function lastHump(text: string): string {
  return /(?:\p{Lu}?(?<!\p{Ll})\p{Ll}+|(?<!\p{Lu})\p{Lu}+)$/u.exec(text)?.[0].toLowerCase() ?? '';
}
