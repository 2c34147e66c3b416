import type { Lexeme } from '../language/lexemes.ts';
import type { Share } from './figure.ts';
import { isWord, stateAt } from './nouns.ts';
import { located, numberAt } from './number-at.ts';

/** The percentage at a place, with what the words next to it make of it. */
export function shareAt(words: readonly Lexeme[], at: number): Share | undefined {
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
