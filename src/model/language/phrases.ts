import { isUnspaced } from './characters.ts';
import type { Token } from './tokens.ts';

/**
 * What a phrase does in a statement of need. Its object stands behind it:
 * - `needs`: depends on; `after`: after; `once`: once X is done; `until`: not until; `blocks`: blocks; `before`: before; `apart`: parallel to
 *
 * or in front of it, as in Chinese, Japanese and Korean:
 * - `needed`, `begunAfter` (needed as soon as it has begun), `blocked`, `beforehand`, `beside` (parallel to)
 *
 * or it has none:
 * - `begun`, `finished`: behind an object, what has to have happened to it; `if`, `weak`, `not`: the clause states nothing;
 *   `light`: says nothing of its own; `self`: what the text belongs to; `all`, `previous`: of groups; `together`: side by side;
 *   `and`: between two things; `narrow`: what follows is all that is meant of what stands before;
 *   `needsLabel`, `blocksLabel`: say so with a colon behind them
 */
export type Meaning =
  | 'needs'
  | 'after'
  | 'once'
  | 'until'
  | 'blocks'
  | 'before'
  | 'apart'
  | 'needed'
  | 'begunAfter'
  | 'blocked'
  | 'beforehand'
  | 'beside'
  | 'begun'
  | 'finished'
  | 'if'
  | 'weak'
  | 'not'
  | 'light'
  | 'self'
  | 'all'
  | 'previous'
  | 'together'
  | 'and'
  | 'narrow'
  | 'needsLabel'
  | 'blocksLabel';

/** A phrase where it stands. */
export interface Phrase<M = Meaning> {
  readonly meanings: ReadonlySet<M>;
  readonly start: number;
  readonly end: number;
  /** Half-open range of tokens that it takes part of. */
  readonly from: number;
  readonly to: number;
}

interface Entry<M> {
  readonly words: readonly string[];
  readonly meanings: Set<M>;
}

/** Phrases of several words in several languages, ready to be looked up at a token. */
export class PhraseBook<M = Meaning> {
  /** By their first word, the longest first. */
  readonly #spaced = new Map<string, Entry<M>[]>();
  /** Those whose first word may end in any way, by its first two letters. */
  readonly #begun = new Map<string, Entry<M>[]>();
  /** Those of scripts without spaces, as they are written side by side. */
  readonly #unspaced = new Map<string, Set<M>>();
  #longest = 0;

  /** Takes a phrase in: lower case, a space between its words. A word that ends in a star may end in any way: `delet*`. */
  add(phrase: string, meaning: M): void {
    if (isUnspaced(phrase)) {
      const key = phrase.replaceAll(/[ *]/g, '');
      this.#longest = Math.max(this.#longest, key.length);
      const known = this.#unspaced.get(key);
      if (known) known.add(meaning);
      else this.#unspaced.set(key, new Set([meaning]));
    } else this.#addWords(phrase.split(' '), meaning);
  }

  #addWords(words: readonly string[], meaning: M): void {
    const [first = ''] = words;
    const [map, key] = first.endsWith('*') ? [this.#begun, first.slice(0, 2)] : [this.#spaced, first];
    const entries = map.get(key) ?? [];
    if (entries.length === 0) map.set(key, entries);
    const same = entries.find(
      (entry) => entry.words.length === words.length && entry.words.every((w, i) => w === words[i]),
    );
    if (same) same.meanings.add(meaning);
    else {
      entries.push({ words, meanings: new Set([meaning]) });
      entries.sort((a, b) => b.words.length - a.words.length);
    }
  }

  /** All phrases of a text from left to right, the longest at each place; or no more than so many of them. */
  find(tokens: readonly Token[], most = Number.POSITIVE_INFINITY): Phrase<M>[] {
    const found: Phrase<M>[] = [];
    for (let at = 0; at < tokens.length && found.length < most;) {
      const token = tokens[at];
      if (token?.kind !== 'word' && token?.kind !== 'id' && token?.kind !== 'number') at++;
      else if (isUnspaced(token.folded)) at = this.#findUnspaced(tokens, at, found);
      else {
        const phrase = this.#phraseAt(tokens, at);
        if (phrase) found.push(phrase);
        at = phrase ? phrase.to : at + 1;
      }
    }
    return found;
  }

  #phraseAt(tokens: readonly Token[], at: number): Phrase<M> | undefined {
    const first = tokens[at]?.folded ?? '';
    const exact = this.#amongAt(this.#spaced.get(first), tokens, at);
    const begun = this.#begun.size > 0 ? this.#amongAt(this.#begun.get(first.slice(0, 2)), tokens, at) : undefined;
    return begun && (!exact || begun.to > exact.to) ? begun : exact;
  }

  #amongAt(entries: readonly Entry<M>[] | undefined, tokens: readonly Token[], at: number): Phrase<M> | undefined {
    if (!entries) return undefined;
    const first = tokens[at];
    for (const { words, meanings } of entries) {
      let [to, read] = [at, 0];
      let end = at;
      for (; read < words.length; to++) {
        const token = tokens[to];
        // A phrase goes on in the next line, and whatever joins its words.
        if (read > 0 && (token?.kind === 'break' || (token?.kind === 'separator' && /^[&/]$/.test(token.folded))))
          continue;
        if (!token || !fits(token.folded, words[read] ?? '')) break;
        end = token.span.end;
        read++;
      }
      if (read === words.length) return { meanings, start: first?.span.start ?? 0, end, from: at, to };
    }
    return undefined;
  }

  /** Looks through the words of such a script that stand side by side, character by character. */
  #findUnspaced(tokens: readonly Token[], from: number, found: Phrase<M>[]): number {
    let text = '';
    const places: { readonly offset: number; readonly token: number }[] = [];
    let to = from;
    for (; to < tokens.length; to++) {
      const token = tokens[to];
      if (token?.kind !== 'word' || !isUnspaced(token.folded)) break;
      for (let i = 0; i < token.folded.length; i++) places.push({ offset: token.span.start + i, token: to });
      text += token.folded;
    }
    for (let at = 0; at < text.length;) {
      let length = Math.min(this.#longest, text.length - at);
      let meanings: ReadonlySet<M> | undefined;
      for (; length > 0 && !meanings; length--) meanings = this.#unspaced.get(text.slice(at, at + length));
      if (!meanings) {
        at++;
        continue;
      }
      const [first, last] = [places[at], places[at + length]];
      if (first && last)
        found.push({ meanings, start: first.offset, end: last.offset + 1, from: first.token, to: last.token + 1 });
      at += length + 1;
    }
    return to;
  }
}

/** Whether a word is another one, or begins like one that may end in any way. */
function fits(word: string, wanted: string): boolean {
  return wanted.endsWith('*') ? word.startsWith(wanted.slice(0, -1)) : word === wanted;
}

/** A book of the phrases of several languages. A relation may have hyphens between its words: `Blocked-by: T1`. */
export function bookOf(
  languages: readonly Readonly<Partial<Record<Meaning, readonly string[] | undefined>>>[],
): PhraseBook {
  const book = new PhraseBook();
  for (const language of languages) {
    for (const [meaning, phrases] of Object.entries(language) as [Meaning, readonly string[] | undefined][]) {
      for (const phrase of phrases ?? []) {
        // "Depends on tasks" is a relation and a keyword, with a colon behind it or not.
        const begins = (word: string) => phrase.startsWith(word);
        if (meaning.endsWith('Label') && (language.needs?.some(begins) || language.blocks?.some(begins))) continue;
        book.add(phrase, meaning);
        const isRelation = /^(?:needs|blocks)/.test(meaning);
        if (isRelation && phrase.includes(' ') && !isUnspaced(phrase)) {
          book.add(phrase.replaceAll(' ', '-'), meaning);
          book.add(phrase.replaceAll(' ', '_'), meaning);
        }
      }
    }
  }
  return book;
}
