import { type Token, tokenize } from '../language/tokens.ts';
import type { WordSet } from '../language/word-set.ts';

/** A title that begins with a keyword and a number, or with a keyword and a colon. */
export interface NumberedTitle {
  /** The number, `1.2` or `1-2`; none where a colon stands behind the keyword itself. */
  readonly id: string | undefined;
  /** Where the number ends. */
  readonly end: number;
  /** Where the rest of the title begins. */
  readonly rest: number;
  /** Whether a colon stands behind the keyword, or behind the number. */
  readonly colon?: boolean;
}

/** What separates a number from the title behind it. */
const BEHIND = new Set([':', '.', ')', '-']);

/** `Requirement 2: Title`, `User Story 1 - Title`, `Story 1-2: Title`, `Requirement: Title`. */
export function numberedTitle(text: string, keywords: WordSet): NumberedTitle | undefined {
  const tokens = tokenize(text, 0);
  const keyword = keywords.atStart(tokens);
  if (keyword?.start !== 0) return undefined;
  let at = tokens.findIndex(({ span }) => span.start >= keyword.end);
  // A keyword that is the beginning of another word is none.
  if (at < 0 || tokens.some(({ span }) => span.start < keyword.end && keyword.end < span.end)) return undefined;
  if (tokens[at]?.folded === '#') at++;
  const first = tokens[at];
  const number = first && numberOf(first);
  if (!first || number === undefined) {
    const rest = first?.folded === ':' ? (tokens[at + 1]?.span.start ?? text.length) : 0;
    return first?.folded === ':' ? { id: undefined, end: keyword.end, rest, colon: true } : undefined;
  }
  const [dash, second] = [tokens[at + 1], tokens[at + 2]];
  const isPair = dash?.folded === '-' && !dash.spaced && second?.kind === 'number' && !second.spaced;
  if (isPair) at += 2;
  const last = tokens[at];
  if (!last) return undefined;
  const after = tokens[at + 1];
  if (after && !after.spaced && (after.kind === 'word' || after.kind === 'id')) return undefined;
  let next = at + 1;
  while (BEHIND.has(tokens[next]?.folded ?? '')) next++;
  const { end } = last.span;
  return { id: text.slice(first.span.end - number.length, end), end, rest: tokens[next]?.span.start ?? text.length };
}

/** The number that a token is, `#` in front of it left out. */
function numberOf({ kind, text }: Token): string | undefined {
  if (kind === 'number') return text;
  const bare = text.startsWith('#') ? text.slice(1) : '';
  return bare !== '' && Number.isFinite(Number(bare)) ? bare : undefined;
}
