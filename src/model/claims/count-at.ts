import type { Lexeme } from '../language/lexemes.ts';
import type { Count } from './figure.ts';
import { isWord, readBehind } from './nouns.ts';
import { isGluing, isOrdinal, located, numberAt } from './number-at.ts';

/** The number of things at a place. */
export function countAt(words: readonly Lexeme[], at: number): Count | undefined {
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
