import { isUnspaced } from './characters.ts';
import { escapePattern } from './pattern.ts';
import { phraseOf, prefixIn } from './phrase.ts';
import { foldText, type Token, tokenize } from './tokens.ts';
import type { Vocabulary } from './words.ts';

/** What a line says of itself stands in its first sentences. */
const LONGEST = 600;

/**
 * Whether a line is marked as one that nobody waits for, in the places where marks stand: "(optional)", `[DEFERRED]`,
 * `- OPTIONAL` behind it, `Optional:` before it, "(planned for Phase 2)". A word in the middle of a sentence is no mark.
 */
export function isMarkedOptional(written: string, vocabulary: Vocabulary): boolean {
  const line = written.slice(0, LONGEST);
  if (!mayHoldMark(foldText(line), vocabulary)) return false;
  const tokens = tokenize(line, 0).filter(({ kind }) => kind !== 'break');
  const start = tokens.findIndex((token) => !isLead(token));
  if (start < 0) return false;
  const first = afterName(tokens, start, vocabulary);
  return (
    tokens.some(
      (token, at) => token.kind === 'open' && bracketSays(tokens, at, first > start && at === first, vocabulary),
    ) ||
    isLabel(tokens.slice(first), vocabulary) ||
    isLabel(tokens.slice(start), vocabulary) ||
    tokens.some((token, at) => token.kind === 'dash' && token.spaced && saysSo(tokens.slice(at + 1), vocabulary)) ||
    tokens.some(({ folded }, at) => folded === ':' && isValue(tokens.slice(at + 1), vocabulary)) ||
    isEmphasised(line, tokens, vocabulary) ||
    isInCapitals(tokens, vocabulary)
  );
}

/** Characters of scripts without spaces, by halves: there a mark may stand anywhere. */
const UNSPACED = /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\uffdc\ud82c-\ud82f\ud840-\ud888]/;

/** Whether any of a line's words begins a mark. Nearly none does, and whatever is read here needs one. */
function mayHoldMark(folded: string, vocabulary: Vocabulary): boolean {
  let known = starts.get(vocabulary);
  if (!known) {
    const words = [...new Set([...vocabulary.optional, ...vocabulary.putOff].map(leadOf))];
    known = new RegExp(`(?<![a-z0-9])(?:${words.map(escapePattern).join('|')})(?![a-z0-9])`);
    starts.set(vocabulary, known);
  }
  return known.test(folded) || UNSPACED.test(folded);
}

/** With what marks begin, in the words of each vocabulary. */
const starts = new WeakMap<Vocabulary, RegExp>();

/** The letters that a word or phrase begins with: `out` of `out-of-scope`. */
function leadOf(word: string): string {
  const end = word.search(/[\s\-_/.'’]/);
  return end < 0 ? word : word.slice(0, end);
}

/** What may stand before the first word of a line. */
function isLead({ kind, folded }: Token): boolean {
  return kind === 'box' || kind === 'mark' || kind === 'dash' || folded === '>' || folded === '*' || folded === '+';
}

/** Where what follows the id begins, if the line begins with one: `T003`, `Task 3:`. */
function afterName(tokens: readonly Token[], start: number, { taskKeywords, phaseKeywords }: Vocabulary): number {
  let at = start;
  const word = tokens[at]?.folded ?? '';
  if (taskKeywords.has(word) || phaseKeywords.has(word)) at++;
  const { kind } = tokens[at] ?? {};
  if (kind !== 'id' && kind !== 'number') return start;
  at++;
  while (/^[:.)]$/.test(tokens[at]?.folded ?? '')) at++;
  return at;
}

/** Whether a bracket holds a mark. `T003 [N/A]` says that it belongs to no story. */
function bracketSays(tokens: readonly Token[], open: number, isTag: boolean, vocabulary: Vocabulary): boolean {
  const close = tokens.findIndex(({ kind }, at) => at > open && (kind === 'close' || kind === 'open'));
  if (close < 0 || tokens[close]?.kind === 'open') return false;
  const inside = tokens.slice(open + 1, close);
  const { text } = phraseOf(inside);
  if (isTag && text.includes('/')) return false;
  return saysSo(inside, vocabulary) || clauseEndsSo(inside, vocabulary) || isPutOff(inside, vocabulary);
}

/** Whether a run of words begins by saying it: "optional", "deferred to Phase 3", "out of scope, see below". */
function saysSo(tokens: readonly Token[], vocabulary: Vocabulary): boolean {
  const { text, words, first } = phraseOf(tokens);
  if (words.length === 0) return false;
  if (vocabulary.optional.has(text)) return true;
  const isDropped = (said: string): boolean =>
    vocabulary.states.get(said) === 'dropped' && !vocabulary.describing.has(said) && vocabulary.optional.has(said);
  if (isDropped(text)) return true;
  // "deferred to", and in capitals whatever follows.
  const [head] = tokens;
  const rest = prefixIn(text, vocabulary.putOff);
  if (rest !== undefined && vocabulary.states.get(first(1)) === 'dropped') return true;
  return head !== undefined && isShouted(head) && (vocabulary.optional.has(first(1)) || isDropped(first(1)));
}

function isShouted({ text }: Token): boolean {
  return text.length > 2 && text === text.toUpperCase() && text !== text.toLowerCase();
}

/** In scripts without spaces the word ends a clause: `データ待ちのため保留。後日追加`. */
function clauseEndsSo(tokens: readonly Token[], { optional }: Vocabulary): boolean {
  return tokens.some(({ kind, folded }, at) => {
    const next = tokens[at + 1];
    const ends = next === undefined || next.kind === 'separator' || next.folded === '.';
    if (!ends || kind !== 'word' || !isUnspaced(folded)) return false;
    return [...optional].some((word) => isUnspaced(word) && folded.endsWith(word));
  });
}

/** "planned for Phase 2", `Phase 2で実装予定`: another phase is named, and that it is done there. */
function isPutOff(tokens: readonly Token[], { phaseKeywords, putOff }: Vocabulary): boolean {
  const named = tokens.some(
    ({ folded }, at) =>
      phaseKeywords.has(folded) && (tokens[at + 1]?.kind === 'number' || tokens[at + 1]?.kind === 'id'),
  );
  if (!named) return false;
  return tokens.some(({ folded }, at) => {
    if (isUnspaced(folded)) return [...putOff].some((word) => isUnspaced(word) && folded.includes(word));
    return prefixIn(phraseOf(tokens.slice(at)).text, putOff) !== undefined;
  });
}

/** `Optional: Title` */
function isLabel(tokens: readonly Token[], { optional }: Vocabulary): boolean {
  const { words, text } = phraseOf(tokens);
  return optional.has(text) && !text.includes('/') && tokens[words.length]?.folded === ':';
}

/** `Title: N/A` */
function isValue(tokens: readonly Token[], { optional }: Vocabulary): boolean {
  const { words, text } = phraseOf(tokens);
  return words.length === tokens.length && optional.has(text);
}

/** `Title *optional*` */
function isEmphasised(line: string, tokens: readonly Token[], { optional }: Vocabulary): boolean {
  return tokens.some((token, at) => {
    if (!/[*_]/.test(line[token.span.start - 1] ?? '')) return false;
    const { words, text } = phraseOf(tokens.slice(at));
    const last = tokens[at + words.length - 1];
    return optional.has(text) && last !== undefined && /[*_:]/.test(line[last.span.end] ?? '');
  });
}

/** `DEFERRED`, `POSTPONED` wherever they stand; `OPTIONAL` at the beginning and at the end. */
function isInCapitals(tokens: readonly Token[], { optional, states }: Vocabulary): boolean {
  return tokens.some((token, at) => {
    if (!isShouted(token) || !optional.has(token.folded)) return false;
    return states.get(token.folded) === 'dropped' || at === tokens.length - 1;
  });
}
