import type { State } from '../plan/state.ts';
import type { Vocabulary } from '../language/words.ts';
import { type Lexeme, readLexemes } from '../language/lexemes.ts';
import { tokenize } from '../language/tokens.ts';
import type { NounClass } from '../language/lexicon.ts';

/** What stands behind a number and says what is counted. */
export interface Noun {
  /**
   * `task`: any task; `step`: steps and sub-tasks; `phase`: phases; `kind`: tasks that the plan calls so ("features");
   * `thing`: a counter without a noun (`35개`); `other`: something of which the model knows nothing.
   */
  readonly class: NounClass | 'thing' | 'other';
  /** In lower case and in the singular. */
  readonly word: string;
  /** What stands between number and noun, or narrows it down behind it, in lower case: `granular`, `marked [p]`. */
  readonly qualifier: string;
  /** Whether the word is no noun, but says that they are all (`7 total`). */
  readonly isTotal?: boolean;
}

/** What stands behind a number. */
export interface Behind {
  readonly noun: Noun | undefined;
  /** What a word behind it says of them: `3 of 5 done`, `4 tasks remaining`. */
  readonly state: Exclude<State, 'unknown'> | undefined;
  /** The place behind the last word of the noun. */
  readonly end: number;
  /** Where a word for the state ends; the end of the noun if there is none. */
  readonly stateEnd: number;
}

/** How many words may stand between a number and its noun. */
const QUALIFIERS = 3;

/** Whether a word ends what narrows down a noun. */
function isParticle(word: Lexeme | undefined): boolean {
  return !word || word.senses.does.has('particles') || word.senses.does.has('of') || word.senses.does.has('about');
}

/** Whether a place holds a word. */
export function isWord(word: Lexeme | undefined): boolean {
  return word?.kind === 'word' || word?.kind === 'id';
}

/** What the words behind a number count. */
export function readBehind(words: readonly Lexeme[], from: number): Behind {
  const state = stateAt(words, from);
  if (state && !qualifiesAnother(words, from))
    return { noun: undefined, state: state.state, end: from, stateEnd: state.end };
  const noun = nounAt(words, from);
  if (noun) {
    const behind = stateAt(words, noun.end);
    return { ...noun, state: behind?.state, stateEnd: behind?.end ?? noun.end };
  }
  const next = words[from];
  if (!next || !isWord(next)) return { noun: undefined, state: undefined, end: from, stateEnd: from };
  if (next.senses.does.has('counters')) {
    const counted = { class: 'thing', word: '', qualifier: '' } as const;
    const behind = stateAt(words, from + 1);
    return { noun: counted, state: behind?.state, end: from + 1, stateEnd: behind?.end ?? from + 1 };
  }
  if (isParticle(next) || !/^\p{L}/u.test(next.text))
    return { noun: undefined, state: undefined, end: from, stateEnd: from };
  return {
    noun: { class: 'other', word: next.text, qualifier: '', isTotal: next.senses.does.has('total') },
    state: undefined,
    end: from + 1,
    stateEnd: from + 1,
  };
}

/** "1 new column": of what is counted there nobody knows whether anyone has begun it. */
function qualifiesAnother(words: readonly Lexeme[], from: number): boolean {
  const [word, next] = words.slice(from, from + 2);
  if (word?.senses.state !== 'open' || next?.kind !== 'word' || !next.spaced) return false;
  return next.senses.noun === undefined && next.senses.state === undefined && next.senses.does.size === 0;
}

/** The noun that begins at a place, a few words before it that narrow it down included. */
function nounAt(words: readonly Lexeme[], from: number): Pick<Behind, 'noun' | 'end'> | undefined {
  const qualifiers: string[] = [];
  let at = from;
  for (let count = 0; ; at++) {
    const word = words[at];
    if (!word) return undefined;
    if (word.senses.does.has('counters') && !word.senses.noun) continue;
    const [next, behind] = [words[at + 1], words[at + 2]];
    // "the 5 Phase 1 tasks".
    if (word.senses.noun && next?.kind === 'number' && behind?.senses.noun && word.senses.noun.class === 'phase') {
      at++;
      continue;
    }
    if (word.senses.noun && !isCompound(word, next)) {
      const narrowed = narrowingAt(words, at + 1);
      const qualifier = [...qualifiers, narrowed].join(' ').trim();
      return { noun: { ...word.senses.noun, qualifier }, end: at + 1 };
    }
    if (!isQualifier(word) || count++ === QUALIFIERS) return undefined;
    qualifiers.push(word.text);
  }
}

/** "Feature tasks" are tasks. */
function isCompound({ senses }: Lexeme, next: Lexeme | undefined): boolean {
  return next?.spaced === true && next.senses.noun !== undefined && senses.noun?.class === 'kind';
}

/** Whether a word may narrow down the noun behind it: an adjective, another noun, a tag in brackets. */
function isQualifier(word: Lexeme): boolean {
  if (word.kind === 'box') return true;
  if (word.kind === 'open' || word.kind === 'close') return word.text === '[' || word.text === ']';
  if (word.text === '/' && !word.spaced) return true;
  return isWord(word) && !isParticle(word);
}

/** The words behind a noun that narrow it down, up to two of them. */
function narrowingAt(words: readonly Lexeme[], from: number): string {
  const [first, second, third] = words.slice(from, from + 3);
  // "3 phases with 9 tasks".
  const isCount = second?.value !== undefined || second?.senses.numeral !== undefined;
  if (!first || !isWord(first) || isCount || stateAt(words, from)?.state === 'done') return '';
  const { does, state } = first.senses;
  if (!does.has('narrowing') && !does.has('left') && (state === undefined || state === 'done')) return '';
  const tag = second?.text === '[' ? `[${third?.text ?? ''}]` : second && isWord(second) ? second.text : '';
  return `${first.text} ${tag}`.trim();
}

/** A state that is said of what stands before: `done`, `are now complete`, `remaining`. */
export function stateAt(
  words: readonly Lexeme[],
  from: number,
): { readonly state: Exclude<State, 'unknown'>; readonly end: number } | undefined {
  let at = from;
  while (words[at]?.senses.does.has('be') && at < from + 3) at++;
  const word = words[at];
  if (!word || !isWord(word)) return undefined;
  const state = word.senses.state ?? (word.senses.does.has('left') ? 'open' : undefined);
  return state && { state, end: at + 1 };
}

/** `tasks not started` as `not started tasks`. */
function isState(words: readonly Lexeme[]): boolean {
  return words.length > 0 && words.every(({ senses }) => senses.state !== undefined || senses.does.has('left'));
}

/** What a label counts (`Total Tasks`, `Number of features`, `Test Tasks`), with what narrows it down. */
export function nounInLabel(label: string, vocabulary: Vocabulary): Noun | undefined {
  const words = outsideBrackets(readLexemes(tokenize(label, 0), vocabulary));
  const bare = words.filter((word) => isWord(word) || word.kind === 'number' || word.text === '#');
  const [first, ...rest] = bare;
  const ordered = first?.senses.noun && isState(rest) ? [...rest, first] : bare;
  const counts = ordered.length > 1 && ordered.at(-1)?.senses.does.has('tally') ? ordered.slice(0, -1) : ordered;
  const last = counts.at(-1);
  const noun = last?.senses.noun;
  if (!noun || noun.class === 'phase') return undefined;
  const qualifier = counts.slice(0, -1).map(({ text }) => text);
  return { ...noun, qualifier: qualifier.join(' ') };
}

/** The words that do not stand in brackets. */
function outsideBrackets(words: readonly Lexeme[]): Lexeme[] {
  let depth = 0;
  return words.filter(({ kind }) => {
    if (kind === 'open') depth++;
    const isOutside = depth === 0;
    if (kind === 'close') depth = Math.max(0, depth - 1);
    return isOutside;
  });
}
