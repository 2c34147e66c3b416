import { type Phrase, PhraseBook } from './phrases.ts';
import { type Token, type TokenKind, tokenize } from './tokens.ts';

/** A text that words are looked for in: as it is written, or already cut. */
export type Text = string | readonly Token[];

const SILENT: ReadonlySet<TokenKind> = new Set([
  'separator',
  'symbol',
  'mark',
  'open',
  'close',
  'break',
  'dash',
  'box',
]);

/** Words and phrases, in lower case, that are looked for as a whole; one that ends in a star may end in any way. */
export class WordSet {
  readonly #book = new PhraseBook<true>();

  constructor(phrases: Iterable<string>) {
    for (const phrase of phrases) this.#book.add(phrase, true);
  }

  /** All of them that stand in a text, from left to right. */
  find(text: Text): Phrase<true>[] {
    return this.#book.find(tokensOf(text));
  }

  /** Whether one of them stands anywhere in a text. */
  isIn(text: Text): boolean {
    return this.#book.find(tokensOf(text), 1).length > 0;
  }

  /** Whether a text is nothing but one of them, signs around it left out. */
  is(text: Text): boolean {
    const tokens = tokensOf(text);
    const [first, last] = [tokens.find(isSaid), tokens.findLast(isSaid)];
    if (!first || !last) return false;
    return this.#book.find(tokens, 1).some(({ start, end }) => start === first.span.start && end === last.span.end);
  }

  /** The one that a text begins with, signs before it left out. */
  atStart(text: Text): Phrase<true> | undefined {
    const tokens = tokensOf(text);
    const first = tokens.find(isSaid);
    return this.#book.find(tokens, 1).find(({ start }) => start === first?.span.start);
  }

  /** The one that a text ends with, signs behind it left out. */
  atEnd(text: Text): Phrase<true> | undefined {
    const tokens = tokensOf(text);
    const last = tokens.findLast(isSaid);
    return this.#book.find(tokens).findLast(({ end }) => end === last?.span.end);
  }
}

function tokensOf(text: Text): readonly Token[] {
  return typeof text === 'string' ? tokenize(text, 0) : text;
}

function isSaid({ kind }: Token): boolean {
  return !SILENT.has(kind);
}
