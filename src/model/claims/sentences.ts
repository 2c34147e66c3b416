import type { Lexeme } from '../language/lexemes.ts';

/** The words of the sentence around a place: before it, and from it on. */
export function sentenceOf(
  words: readonly Lexeme[],
  at: number,
): { readonly before: readonly Lexeme[]; readonly behind: readonly Lexeme[] } {
  const start = words.findLastIndex((word, index) => index < at && endsSentence(word, words[index + 1])) + 1;
  const end = words.findIndex((word, index) => index >= at && endsSentence(word, words[index + 1]));
  return { before: words.slice(start, at), behind: words.slice(at, end < 0 ? words.length : end) };
}

/** Whether a word ends a sentence or a line. */
export function endsSentence({ text, kind, span }: Lexeme, next: Lexeme | undefined): boolean {
  // A full-width stop needs no space behind it.
  const isWide =
    text === '.' && span.end - span.start === 1 && next !== undefined && !next.spaced && next.kind === 'word';
  return (
    kind === 'break' || (kind === 'symbol' && /^[.!?]$/.test(text) && (next === undefined || next.spaced || isWide))
  );
}

/** Whether words are the beginning of a plain statement: short, and without a condition or a bracket that is open. */
export function beginsSentence(before: readonly Lexeme[]): boolean {
  return before.length <= 14 && !before.some(({ kind }) => kind === 'open');
}
