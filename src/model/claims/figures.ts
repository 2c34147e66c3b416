import type { Located, Span } from '../../text.ts';
import type { Document } from '../document/document.ts';
import { readEfforts } from '../language/effort.ts';
import { type Lexeme, readLexemes } from '../language/lexemes.ts';
import { type Token, tokenize } from '../language/tokens.ts';
import { countAt } from './count-at.ts';
import type { Figure } from './figure.ts';
import { ratioAt, withSplits } from './ratio-at.ts';
import { shareAt } from './share-at.ts';

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
    const begins = word.kind === 'number' || word.kind === 'percent' || word.senses.numeral !== undefined;
    const figure = begins ? (shareAt(words, at) ?? ratioAt(words, at) ?? countAt(words, at)) : undefined;
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
