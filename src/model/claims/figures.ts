import type { Located, Span } from '../../text.ts';
import type { Document } from '../document/document.ts';
import { readEfforts, type WrittenEffort } from '../language/effort.ts';
import { type Lexeme, readLexemes } from '../language/lexemes.ts';
import { type Token, tokenize } from '../language/tokens.ts';
import type { State } from '../plan/state.ts';
import { isWord, type Noun, readBehind, stateAt } from './nouns.ts';

/** Where a figure stands among the words of its text. */
interface Place {
  readonly span: Span;
  /** The index of its first word. */
  readonly from: number;
  /** The index behind its last word, its noun included. */
  readonly to: number;
}

/** A number of things: `24 granular tasks`, `35개`, or bare. */
export interface Count extends Place {
  readonly kind: 'count';
  readonly count: Located<number>;
  /** The upper end of a range (`25-30 tasks`). */
  readonly most: Located<number> | undefined;
  readonly approximate: boolean;
  /** Whether a plus sign stands behind it. */
  readonly atLeast: boolean;
  /** Undefined for a bare number. */
  readonly noun: Noun | undefined;
  /** What a word behind it says of so many. */
  readonly state: Exclude<State, 'unknown'> | undefined;
  /** Whether it says that so many are done. */
  readonly done: boolean;
  /** Offset behind the noun. */
  readonly end: number;
}

/** `4/10 tasks`, `3 of 5 done`, `10 tasks ✅ 4 completed`. */
export interface Ratio extends Place {
  readonly kind: 'ratio';
  readonly done: Located<number>;
  readonly total: Located<number>;
  readonly noun: Noun | undefined;
  /** Whether a word behind it says that they are done. */
  readonly isDone: boolean;
}

/** `40%`, `60% COMPLETE`. */
export interface Share extends Place {
  readonly kind: 'share';
  readonly percent: Located<number>;
  readonly approximate: boolean;
  /** What the words next to it make of it: a share of what is done, a share of something else, or nothing. */
  readonly of: 'done' | 'other' | undefined;
}

/** `12-18 hours`. */
export interface Amount extends WrittenEffort, Place {
  readonly kind: 'amount';
}

/** A number in a text, with what it counts. */
export type Figure = Count | Ratio | Share | Amount;

/** A text as words, with the figures in it. */
export interface Wording {
  readonly text: Located<string>;
  readonly tokens: readonly Token[];
  readonly words: readonly Lexeme[];
  /** In order and without overlaps. */
  readonly figures: readonly Figure[];
}

/** Reads a text word by word and finds the figures in it. Dates, versions, ids and prices are no figures. */
export function readWording(text: Located<string>, document: Document): Wording {
  const tokens = tokenize(text.value, text.span.start);
  const words = readLexemes(tokens, document.vocabulary);
  return { text, tokens, words, figures: figuresIn(text, words, document) };
}

/** The figures of a text, in order and without overlaps. */
export function readFigures(text: Located<string>, document: Document): readonly Figure[] {
  return readWording(text, document).figures;
}

function figuresIn(text: Located<string>, words: readonly Lexeme[], document: Document): Figure[] {
  if (!words.some(isNumeric)) return [];
  const amounts = readEfforts(text, document);
  const found: Figure[] = [];
  let next = 0;
  for (let at = 0; at < words.length;) {
    const word = words[at];
    if (!word) break;
    const amount = amounts[next];
    // An amount may begin with its "about".
    if (amount && amount.effort.span.start < word.span.end) {
      next++;
      const { span } = amount.effort;
      let to = at;
      while (words[to] && (words[to]?.span.start ?? 0) < span.end) to++;
      found.push({ kind: 'amount', ...amount, span, from: at, to });
      at = Math.max(to, at + 1);
      continue;
    }
    const figure = shareAt(words, at) ?? ratioAt(words, at) ?? countAt(words, at);
    if (!figure) {
      at++;
      continue;
    }
    found.push(figure);
    at = Math.max(at + 1, figure.to);
  }
  return withSplits(found, words);
}

function isNumeric({ kind, value, senses }: Lexeme): boolean {
  return kind === 'id' || value !== undefined || senses.numeral !== undefined;
}

function located({ span }: Lexeme, value: number): Located<number> {
  return { value, span };
}

/** What right before a number makes it part of something else: a price, a bound, a version, an id. */
const PART = new Set(['#', '$', '€', '£', '¥', '.', ':', '_', '+', '<', '>', '≥', '≤', '/', '-', '@', '^']);
const BOUND = new Set(['<', '>', '≥', '≤']);
const ROUGH = new Set(['~', '≈', '∼', '±']);

/** The number at a place if nothing before it makes it part of something else, with what makes it a rough one. */
function numberAt(
  words: readonly Lexeme[],
  at: number,
): { readonly value: number; readonly from: number; readonly approximate: boolean } | undefined {
  const word = words[at];
  const value = word?.value ?? word?.senses.numeral;
  if (!word || value === undefined || Number.isNaN(value)) return undefined;
  let before = at - 1;
  let approximate = false;
  if (isRough(words[before])) {
    approximate = true;
    before--;
  }
  const sign = words[before];
  const isTouched = words[before + 1]?.spaced === false && !approximate;
  if (isTouched && sign && (sign.kind === 'dash' || PART.has(sign.text) || (isWord(sign) && isGluing(sign))))
    return undefined;
  if (sign && BOUND.has(sign.text)) return undefined;
  approximate ||= sign?.senses.does.has('about') === true;
  return { value, from: before + 1, approximate };
}

/** Whether a word makes a number that touches it part of a name: not in scripts without spaces. */
function isGluing({ text }: Lexeme): boolean {
  return !/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]$/u.test(text);
}

function isRough(word: Lexeme | undefined): boolean {
  return (word !== undefined && ROUGH.has(word.text)) || (word?.kind === 'dash' && word.text === '~');
}

/** Whether a number is one of a series: "All Phase 1 tasks", "Level 3", "第3阶段". */
function isOrdinal(words: readonly Lexeme[], at: number): boolean {
  const before = words[at - 1]?.text === '#' ? words[at - 2] : words[at - 1];
  if (!before) return false;
  const { noun, does } = before.senses;
  if (does.has('series')) return true;
  return noun !== undefined && (noun.word === before.text || noun.class === 'phase');
}

function shareAt(words: readonly Lexeme[], at: number): Share | undefined {
  const word = words[at];
  if (word?.kind !== 'percent') return undefined;
  const number = numberAt(words, at);
  if (!number) return undefined;
  const after = words[at + 1];
  const { start, end } = word.span;
  const percent = located({ ...word, span: { start, end: start + digits(word) } }, number.value);
  return {
    kind: 'share',
    span: { start: words[number.from]?.span.start ?? start, end },
    from: number.from,
    to: at + 1,
    percent,
    approximate: number.approximate,
    of: isShareOfDone(words, number.from, at + 1) ? 'done' : after?.text === '+' || isWord(after) ? 'other' : undefined,
  };
}

/** How long the digits of a percentage are. */
function digits({ span, text }: Lexeme): number {
  const sign = text.search(/[\s%]/);
  return sign < 0 ? span.end - span.start : sign;
}

/** "60 % COMPLETE", "done: 60 %", "60 % of the tasks are done". */
function isShareOfDone(words: readonly Lexeme[], from: number, to: number): boolean {
  if (stateAt(words, to)?.state === 'done') return true;
  let before = from - 1;
  for (let skipped = 0; skipped < 2; skipped++) {
    const word = words[before];
    if (word && (word.text === ':' || word.text === '(')) before--;
  }
  if (words[before]?.senses.does.has('particles')) before--;
  if (words[before]?.senses.state === 'done') return true;
  let at = to;
  const joint = words[at]?.senses.does;
  if (!joint?.has('of') && !joint?.has('particles')) return false;
  at++;
  while (words[at] && words[at]?.senses.noun === undefined && at < to + 4) at++;
  return words[at]?.senses.noun !== undefined && stateAt(words, at + 1)?.state === 'done';
}

function ratioAt(words: readonly Lexeme[], at: number): Ratio | undefined {
  // "4 of the 9".
  const article = words[at + 1]?.senses.does.has('of') && words[at + 2]?.senses.does.has('neutral') ? 1 : 0;
  const [first, between] = words.slice(at, at + 2);
  const [second, behind] = words.slice(at + 2 + article, at + 4 + article);
  const isNumber = (word: Lexeme | undefined) => word?.kind === 'number' || word?.senses.numeral !== undefined;
  if (!first || !second || !between || !isNumber(first) || !isNumber(second)) return undefined;
  const isSlash = between.text === '/';
  if (!isSlash && !(between.senses.does.has('of') && between.spaced && second.spaced)) return undefined;
  const number = numberAt(words, at);
  const [done, total] = [number?.value ?? Number.NaN, second.value ?? second.senses.numeral ?? Number.NaN];
  if (!number || !Number.isInteger(done) || !Number.isInteger(total)) return undefined;
  // `1/2/3`, "around 24/7", "Week 2 of 10", `3/4th`.
  const isGlued =
    behind !== undefined && !behind.spaced && (behind.text === '/' || (isWord(behind) && isGluing(behind)));
  if (isGlued || (isSlash && done === 24 && total === 7) || isOrdinal(words, number.from)) return undefined;
  if (behind?.kind === 'percent') return undefined;
  const { noun, state, end, stateEnd } = readBehind(words, at + 3 + article);
  // Numbers in words are many things; what they count says which.
  const isWorded = first.kind !== 'number' || second.kind !== 'number';
  if (isWorded && (noun === undefined || noun.class === 'other')) return undefined;
  // `12/10` alone may be a date; of tasks, or of things with a share in brackets, it is a slip.
  const isShared = words[end]?.text === '(' && words[end + 1]?.kind === 'percent';
  if (done > total && !(noun !== undefined && (noun.class !== 'other' || isShared))) return undefined;
  return {
    kind: 'ratio',
    span: { start: words[number.from]?.span.start ?? first.span.start, end: second.span.end },
    from: number.from,
    to: state === 'done' ? stateEnd : end,
    done: located(first, done),
    total: located(second, total),
    noun,
    isDone: state === 'done',
  };
}

function countAt(words: readonly Lexeme[], at: number): Count | undefined {
  const first = words[at];
  const isNumeral = first?.senses.numeral !== undefined;
  if (first?.kind !== 'number' && !isNumeral) return undefined;
  const number = numberAt(words, at);
  if (!number || !Number.isInteger(number.value)) return undefined;
  const range = rangeAt(words, at);
  const last = range ?? at;
  const upper = range === undefined ? undefined : words[range];
  let to = last + 1;
  const atLeast = words[to]?.text === '+' && words[to]?.spaced === false;
  if (atLeast) to++;
  if (isCutOff(words, to) || isOrdinal(words, number.from)) return undefined;
  const { noun, state: stateBehind, end, stateEnd } = readBehind(words, to);
  const state = stateBehind ?? (noun?.class === 'task' ? stateBefore(words, number.from) : undefined);
  // Numbers in words are many things; what they count says which.
  if (isNumeral && (noun === undefined || noun.class === 'other' || noun.class === 'thing')) return undefined;
  // `1 - 5` alone may be anything.
  if (upper && (noun === undefined || noun.class === 'other')) return undefined;
  return {
    kind: 'count',
    span: { start: words[number.from]?.span.start ?? first.span.start, end: words[to - 1]?.span.end ?? first.span.end },
    from: number.from,
    to: Math.max(end, stateBehind === undefined ? end : stateEnd),
    count: located(first, number.value),
    most: upper && located(upper, upper.value ?? Number.NaN),
    approximate: number.approximate,
    atLeast,
    noun,
    state,
    done: state === 'done',
    end: words[end - 1]?.span.end ?? first.span.end,
  };
}

/** "Completed 2 tasks", "3 tasks remain" the other way round. */
function stateBefore(words: readonly Lexeme[], from: number): Count['state'] {
  const before = words[from - 1];
  if (!before || !isWord(before)) return undefined;
  return before.senses.does.has('left') ? 'open' : before.senses.state === 'done' ? 'done' : undefined;
}

/** The index of the upper end of a range that begins at a place. */
function rangeAt(words: readonly Lexeme[], at: number): number | undefined {
  const [between, upper] = [words[at + 1], words[at + 2]];
  const isRange = between?.kind === 'dash' || between?.senses.does.has('to') === true || between?.text === '~';
  if (!isRange || upper?.kind !== 'number' || !Number.isInteger(upper.value ?? Number.NaN)) return undefined;
  return (words[at]?.value ?? 0) < (upper.value ?? 0) ? at + 2 : undefined;
}

/** Whether what touches a number from behind makes it part of something else: `12:30`, `3/4th`, `5-day`, `2x`. */
function isCutOff(words: readonly Lexeme[], to: number): boolean {
  const [sign, next] = [words[to], words[to + 1]];
  if (!sign) return false;
  if (sign.kind === 'dash' && next?.kind === 'number') return true;
  if (sign.spaced) return false;
  if (sign.text === '/' || sign.text === '%' || (isWord(sign) && isGluing(sign))) return true;
  if (!next || next.spaced) return false;
  return sign.kind === 'dash' || ((sign.text === ':' || sign.text === '.') && next.kind === 'number');
}

/** Joins a number of things with how many of them are done: `10 tasks ✅ 4 completed`, `10 tasks, 4 done`, `of 4 tasks 2 are done`. */
function withSplits(figures: readonly Figure[], words: readonly Lexeme[]): Figure[] {
  return figures.map((figure, index): Figure => {
    const [before, behind] = [figures[index - 1], figures[index + 1]];
    if (figure.kind !== 'count' || !figure.done || behind?.kind === 'ratio') return figure;
    if (before?.kind !== 'count' || before.state !== undefined || !isWhole(before)) return figure;
    const isBeside = words.slice(before.to, figure.from).every(joins);
    if (!isBeside || figure.count.value > before.count.value) return figure;
    if (figure.noun && figure.noun.class !== 'task' && figure.noun.class !== 'thing') return figure;
    return {
      kind: 'ratio',
      span: { start: figure.span.start, end: words[figure.to - 1]?.span.end ?? figure.span.end },
      from: figure.from,
      to: figure.to,
      done: figure.count,
      total: before.count,
      noun: before.noun?.class === 'task' ? before.noun : undefined,
      isDone: true,
    };
  });
}

/** Whether a number may be that of all: of tasks that nothing narrows down, or "7 total". */
function isWhole({ noun }: Count): boolean {
  return noun?.class === 'task' && noun.qualifier === '' ? true : noun?.class === 'other' && noun.isTotal === true;
}

/** What stands between the number of all and that of the done ones. */
function joins({ kind, text, senses: { does } }: Lexeme): boolean {
  return kind === 'mark' || /^[,;(:\u00B7\u3001]$/.test(text) || does.has('be') || does.has('of');
}

/** Whether nothing but marks stands before a figure. */
export function beginsWith({ value, span }: Located<string>, figure: { readonly span: Span }): boolean {
  return !/[\p{L}\p{N}]/u.test(value.slice(0, figure.span.start - span.start));
}

const APART =
  /(?:[([（【,，;·|/=]|\s[–—-]\s|[:：]\s|\p{Extended_Pictographic}\u{FE0F}?)[\s*_~≈]*(?:(?<!\p{L})\p{L}+:\s)?$/u;

/** Whether a figure begins what stands in brackets, or behind a dash, a comma or a mark. */
export function standsApart({ value, span }: Located<string>, figure: { readonly span: Span }): boolean {
  return APART.test(value.slice(0, figure.span.start - span.start));
}
