import type { Lexeme } from '../language/lexemes.ts';
import type { Count, Figure, Ratio } from './figure.ts';
import { isWord, readBehind } from './nouns.ts';
import { isGluing, isOrdinal, located, numberAt } from './number-at.ts';

/** The "so many of so many" at a place. */
export function ratioAt(words: readonly Lexeme[], at: number): Ratio | undefined {
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

/** Joins a number of things with how many of them are done: `10 tasks ✅ 4 completed`, `10 tasks, 4 done`, `of 4 tasks 2 are done`. */
export function withSplits(figures: readonly Figure[], words: readonly Lexeme[]): Figure[] {
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
