import type { Located } from '../../text.ts';
import type { Lexeme } from '../language/lexemes.ts';
import { isWord } from './nouns.ts';

/** A value where a word stands. */
export function located({ span }: Lexeme, value: number): Located<number> {
  return { value, span };
}

/** What right before a number makes it part of something else: a price, a bound, a version, an id. */
const PART = new Set(['#', '$', '€', '£', '¥', '.', ':', '_', '+', '<', '>', '≥', '≤', '/', '-', '@', '^']);
const BOUND = new Set(['<', '>', '≥', '≤']);
const ROUGH = new Set(['~', '≈', '∼', '±']);

/** The number at a place if nothing before it makes it part of something else, with what makes it a rough one. */
export function numberAt(
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
export function isGluing({ text }: Lexeme): boolean {
  return !/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]$/u.test(text);
}

function isRough(word: Lexeme | undefined): boolean {
  return (word !== undefined && ROUGH.has(word.text)) || (word?.kind === 'dash' && word.text === '~');
}

/** Whether a number is one of a series: "All Phase 1 tasks", "Level 3", "第3阶段". */
export function isOrdinal(words: readonly Lexeme[], at: number): boolean {
  const before = words[at - 1]?.text === '#' ? words[at - 2] : words[at - 1];
  if (!before) return false;
  const { noun, does } = before.senses;
  if (does.has('series')) return true;
  return noun !== undefined && (noun.word === before.text || noun.class === 'phase');
}
