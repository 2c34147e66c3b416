import type { Span } from '../../text.ts';
import { isUnspaced } from './characters.ts';
import { type Lexicon, lexiconOf, type Phrase, type Senses } from './lexicon.ts';
import type { Token, TokenKind } from './tokens.ts';
import type { Vocabulary } from './words.ts';

/** A token, or several that are one phrase, with what they can mean. */
export interface Lexeme {
  readonly kind: TokenKind;
  /** As it is compared. */
  readonly text: string;
  readonly span: Span;
  /** Whether white space stands before it. */
  readonly spaced: boolean;
  readonly code: boolean;
  readonly strong: boolean;
  /** Of a number and a percentage, what it comes to. */
  readonly value: number | undefined;
  readonly senses: Senses;
}

const NOTHING: Senses = { does: new Set() };

/** Reads a text word by word: phrases of the vocabulary are one, and scripts without spaces are cut into the words it has. */
export function readLexemes(text: readonly Token[], vocabulary: Vocabulary): Lexeme[] {
  const lexicon = lexiconOf(vocabulary);
  const tokens = text.flatMap((token) => (isPlain(token) ? cut(token, lexicon) : [token]));
  const lexemes: Lexeme[] = [];
  for (let at = 0; at < tokens.length;) {
    const first = tokens[at];
    if (!first) break;
    const phrase = isWord(first) ? phraseAt(tokens, at, lexicon) : undefined;
    let count = phrase?.words.length ?? 1;
    const behind = tokens[at + count];
    // `approx.` before a number.
    if (phrase && behind?.text === '.' && !behind.spaced && tokens[at + count + 1]?.kind === 'number') count++;
    const last = tokens[at + count - 1] ?? first;
    lexemes.push({
      kind: first.kind,
      text: phrase?.text ?? first.folded,
      span: { start: first.span.start, end: last.span.end },
      spaced: first.spaced,
      code: first.code,
      strong: first.strong,
      value: first.value,
      senses: phrase?.senses ?? NOTHING,
    });
    at += count;
  }
  return lexemes;
}

function isWord({ kind }: Token): boolean {
  return kind === 'word' || kind === 'id';
}

/** Whether a token may hold several words of a script without spaces. */
function isPlain({ kind, folded }: Token): boolean {
  return kind === 'word' && folded.length > 1 && isUnspaced(folded);
}

function phraseAt(tokens: readonly Token[], at: number, { phrases, unspaced }: Lexicon): Phrase | undefined {
  const first = tokens[at]?.folded ?? '';
  const fits = ({ words }: Phrase): boolean =>
    words.every((word, index) => {
      const token = tokens[at + index];
      return token !== undefined && (token.folded === word || wordOf(token) === word) && (index === 0 || token.spaced);
    });
  return (
    phrases.get(first)?.find(fits) ??
    unspaced.get(String.fromCodePoint(first.codePointAt(0) ?? 0))?.find(({ text }) => text === first)
  );
}

function wordOf({ folded }: Token): string {
  return folded.replace(/\.$/, '');
}

/** Cuts a token of a script without spaces into words of the lexicon, the longest first, and what stands between them. */
function cut(token: Token, { unspaced }: Lexicon): Token[] {
  const { folded, span } = token;
  const parts: Token[] = [];
  const add = (start: number, end: number): void => {
    if (start < end)
      parts.push({
        ...token,
        text: token.text.slice(start, end),
        folded: folded.slice(start, end),
        span: { start: span.start + start, end: span.start + end },
        spaced: start === 0 && token.spaced,
      });
  };
  let begin = 0;
  for (let at = 0; at < folded.length;) {
    const char = String.fromCodePoint(folded.codePointAt(at) ?? 0);
    const phrase = unspaced.get(char)?.find(({ text }) => folded.startsWith(text, at));
    if (!phrase) {
      at += char.length;
      continue;
    }
    add(begin, at);
    at += phrase.text.length;
    add(at - phrase.text.length, at);
    begin = at;
  }
  add(begin, folded.length);
  return parts;
}
