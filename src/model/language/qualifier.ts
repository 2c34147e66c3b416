import { isUnspaced } from './characters.ts';
import { prefixIn } from './phrase.ts';
import type { Token, TokenKind } from './tokens.ts';
import type { Vocabulary } from './words.ts';

/** How many words count, those of the state among them: a sentence further on tells what was done. */
const NEAR = 6;

/**
 * Whether what stands behind a word for done takes it back: `Complete (tests pending)`, `Done - 3/5`. "No tests pending"
 * does not, and "ready for" says what is next. `said` is how many words the state itself has.
 */
export function isTakenBack(rest: readonly Token[], said: number, vocabulary: Vocabulary): boolean {
  if (hasOpenFigure(rest, vocabulary) || isReadyToBegin(rest, vocabulary)) return true;
  const words = wordsOf(withoutNext(rest, vocabulary));
  if (words.at(-1) === 'todo') return true;
  const near = words.slice(0, NEAR - said);
  return near.some((word, index) => {
    const pair = `${word} ${near[index + 1] ?? ''}`;
    const takes =
      vocabulary.takesBack.has(word) || vocabulary.takesBack.has(pair) || beginsWith(word, vocabulary.takesBack);
    return takes && !vocabulary.negates.has(pair) && !isNegated(near, index, vocabulary);
  });
}

/** "no remaining labels", "nothing left", "no tests are pending". */
function isNegated(words: readonly string[], at: number, { negates }: Vocabulary): boolean {
  return words.slice(Math.max(0, at - 3), at).some((word, index, before) => {
    const pair = `${word} ${before[index + 1] ?? words[at] ?? ''}`;
    return negates.has(word) || negates.has(pair);
  });
}

/** `80 %`, `3/5`: less than all. */
function hasOpenFigure(tokens: readonly Token[], { of }: Vocabulary): boolean {
  const percent = tokens.find(({ kind }) => kind === 'percent');
  if (percent && (percent.value ?? 100) < 100) return true;
  return tokens.some((token, index) => {
    const [, sign, all] = tokens.slice(index, index + 3);
    return (
      token.kind === 'number' &&
      all?.kind === 'number' &&
      (sign?.text === '/' || of.has(sign?.folded ?? '')) &&
      (token.value ?? 0) < (all.value ?? 0)
    );
  });
}

/** Where "ready for" stands, whatever it is that is ready. */
function readyAt(tokens: readonly Token[], { readyFor }: Vocabulary, from = 0): number {
  return tokens.findIndex(
    ({ folded }, index) => index >= from && readyFor.has(`${folded} ${tokens[index + 1]?.folded ?? ''}`),
  );
}

/** "Complete - ready for implementation": the plan is written, and its work has yet to begin. */
function isReadyToBegin(tokens: readonly Token[], vocabulary: Vocabulary): boolean {
  const at = readyAt(tokens, vocabulary);
  if (at < 0) {
    // `准备开发`, `구현 준비`: in one word, or behind what it is ready for.
    const words = wordsOf(tokens).filter(isUnspaced);
    const text = words.join('');
    return [vocabulary.readyFor, vocabulary.toBegin].every((list) => [...list].some((word) => text.includes(word)));
  }
  const behind = tokens.slice(at + 2).find(({ folded }) => !vocabulary.particles.has(folded));
  return vocabulary.toBegin.has(behind?.folded ?? '');
}

/** Without "and ready for review", up to what may take it back. */
function withoutNext(tokens: readonly Token[], vocabulary: Vocabulary): readonly Token[] {
  const { and, contrast } = vocabulary;
  const at = readyAt(tokens, vocabulary, 1) - 1;
  const joint = tokens[at];
  if (!joint || !(and.has(joint.folded) || joint.folded === '&' || joint.kind === 'dash')) return tokens;
  const end = tokens.findIndex(
    ({ kind, folded }, index) => index > at + 2 && (CLAUSE_ENDS.has(kind) || folded === '.' || contrast.has(folded)),
  );
  return [...tokens.slice(0, at), ...(end < 0 ? [] : tokens.slice(end))];
}

const CLAUSE_ENDS: ReadonlySet<TokenKind> = new Set(['separator', 'open', 'dash', 'break']);

function wordsOf(tokens: readonly Token[]): string[] {
  return tokens
    .filter(({ kind }) => kind === 'word' || kind === 'id' || kind === 'number' || kind === 'date')
    .map(({ folded }) => folded.replaceAll('’', "'"));
}

/** In scripts without spaces a word is the beginning of a longer one: `待测试`. */
function beginsWith(word: string, words: ReadonlySet<string>): boolean {
  return isUnspaced(word) && prefixIn(word, words) !== undefined;
}
