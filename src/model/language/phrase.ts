import { isUnspaced } from './characters.ts';
import type { Token } from './tokens.ts';

/** The words that a run of tokens begins with, up to the first thing that is no word. */
export interface Phrase {
  /** Folded, one a token. */
  readonly words: readonly string[];
  /** All words as they are looked up. */
  readonly text: string;
  /** The first so many words, as they are looked up. */
  readonly first: (count: number) => string;
}

/** The words at the beginning of a run of tokens. A hyphen, a bar inside a word and an underscore do not end them: `n/a`, `In_Progress`. */
export function phraseOf(tokens: readonly Token[]): Phrase {
  const words: string[] = [];
  const spaced: boolean[] = [];
  for (const [index, token] of tokens.entries()) {
    const joins =
      !token.spaced && /^[/-]$/.test(token.folded) && tokens[index + 1]?.kind === 'word' && !tokens[index + 1]?.spaced;
    if (token.kind !== 'word' && !(joins && words.length > 0)) break;
    words.push(token.folded.replaceAll('_', ' ').replaceAll('’', "'"));
    spaced.push(token.spaced);
  }
  const first = (count: number): string =>
    words
      .slice(0, count)
      .map((word, index) => (index > 0 && spaced[index] ? ` ${word}` : word))
      .join('');
  return { words, text: first(words.length), first };
}

/** What is left of a text behind one of the words, if it begins with one: as whole words, or in a script without spaces. */
export function prefixIn(text: string, words: { readonly has: (word: string) => boolean }): string | undefined {
  const parts = text.split(' ');
  for (let count = Math.min(4, parts.length); count > 0; count--)
    if (words.has(parts.slice(0, count).join(' '))) return parts.slice(count).join(' ');
  const [head = ''] = parts;
  if (!isUnspaced(head)) return undefined;
  for (let length = Math.min(6, head.length - 1); length > 0; length--) {
    if (isUnspaced(head.slice(length - 1)) && words.has(head.slice(0, length))) return text.slice(length).trim();
  }
  return undefined;
}
