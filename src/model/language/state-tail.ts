import type { Span } from '../../text.ts';
import { isBoxPicture, stateOfPicture } from './marks.ts';
import { keywordAt } from './names.ts';
import { phraseOf } from './phrase.ts';
import { isTakenBack } from './qualifier.ts';
import { readState, type Stated } from './state.ts';
import { type Token, tokenize } from './tokens.ts';
import type { Vocabulary } from './words.ts';

/** A state that a heading states, as it is written and where. */
export interface HeadingState {
  readonly state: Stated;
  readonly text: string;
  /** Offset in the title. */
  readonly at: number;
}

/** The tokens of a title that state its state: from one up to, not including, another. */
interface Found {
  readonly state: Stated;
  readonly from: number;
  readonly to: number;
}

/** A state that stands at the end of a heading: `✅`, `(DONE)`, `[COMPLETED]`, `- In Progress`; or a picture before its number. */
export function stateOfHeading(slice: string, vocabulary: Vocabulary): HeadingState | undefined {
  const tokens = tokenize(slice, 0);
  const found =
    stateBeforeId(tokens, vocabulary) ?? stateAtEnd(tokens, vocabulary) ?? stateBeforeNeeds(tokens, vocabulary);
  const span = found && spanOf(tokens, found);
  if (!found || !span) return undefined;
  const text = slice.slice(span.start, span.end).replace(/[*`]/g, ' ').trimEnd();
  return { state: found.state, text, at: span.start };
}

function spanOf(tokens: readonly Token[], { from, to }: Found): Span | undefined {
  const [first, last] = [tokens[from], tokens[to - 1]];
  return first && last && { start: first.span.start, end: last.span.end };
}

/** `1. ✅ Setup`, `Task 1 ✅: Setup`, `✅ 1. Setup`, `✅ Task 1: Setup`, `✅ **T001**`: a picture next to the id that the title begins with. */
function stateBeforeId(tokens: readonly Token[], vocabulary: Vocabulary): Found | undefined {
  const at = tokens.findIndex(({ kind }) => kind === 'mark');
  const mark = tokens[at];
  const state = mark && isBoxPicture(mark.text) ? stateOfPicture(mark.text) : undefined;
  if (!mark || !state) return undefined;
  const before = tokens.slice(0, at).filter(({ kind }) => kind !== 'box' && kind !== 'open');
  if (before.length > 0) {
    const [id, ...others] = isKeyword(before[0], vocabulary) ? before.slice(1) : before;
    const isId = (id?.kind === 'number' || id?.kind === 'id') && others.every(({ folded }) => /^[.):\]]$/.test(folded));
    return isId ? { state, from: at, to: at + 1 } : undefined;
  }
  const behind = tokens.slice(at + 1).filter(({ kind }) => kind !== 'mark' && kind !== 'open');
  return beginsWithId(behind, vocabulary) ? { state, from: at, to: at + 1 } : undefined;
}

function isKeyword(token: Token | undefined, { taskKeywords, phaseKeywords }: Vocabulary): boolean {
  return token?.kind === 'word' && (taskKeywords.has(token.folded) || phaseKeywords.has(token.folded));
}

function beginsWithId(tokens: readonly Token[], vocabulary: Vocabulary): boolean {
  const [first] = tokens;
  if (first?.kind === 'number') return !first.code;
  if (first?.kind === 'id') return true;
  const keyword = keywordAt(tokens, 0, vocabulary);
  const behind = keyword && tokens[keyword.to];
  return behind?.kind === 'number' || behind?.kind === 'id';
}

/** `✅ (depends on T1)`, `(done) — depends on T1`, `— done, depends on T1`: a state with what is needed behind it. */
function stateBeforeNeeds(tokens: readonly Token[], vocabulary: Vocabulary): Found | undefined {
  let end = tokens.length;
  for (;;) {
    const open = openOf(tokens, end);
    const dash = tokens.findLastIndex(({ kind, spaced }, index) => index < end && spaced && kind === 'dash');
    if (open !== undefined && saysNeeds(tokens.slice(open + 1, end - 1), vocabulary)) end = open;
    else if (dash > 0 && saysNeeds(tokens.slice(dash + 1, end), vocabulary)) {
      const comma = tokens.findIndex(({ folded }, index) => index > dash && index < end && /^[,;]$/.test(folded));
      const isBehind = comma > 0 && !saysNeeds(tokens.slice(dash + 1, comma), vocabulary);
      end = isBehind && saysNeeds(tokens.slice(comma + 1, end), vocabulary) ? comma : dash;
    } else return end < tokens.length ? stateAtEnd(tokens.slice(0, end), vocabulary) : undefined;
  }
}

const NEEDS = ['needs', 'after', 'needed'] as const;

/** Whether an aside says what is needed, and names it. */
export function saysNeeds(said: readonly Token[], { relations }: Vocabulary): boolean {
  if (!said.some(({ kind }) => kind === 'id' || kind === 'number')) return false;
  return relations.find(said).some(({ meanings }) => NEEDS.some((meaning) => meanings.has(meaning)));
}

function stateAtEnd(tokens: readonly Token[], vocabulary: Vocabulary): Found | undefined {
  let end = tokens.length;
  while (end > 0 && /^(?:[.!]|\r?\n)$/.test(tokens[end - 1]?.folded ?? '')) end--;
  let closed = end;
  while (closed > 0 && tokens[closed - 1]?.kind === 'mark') closed--;
  const open = openOf(tokens, closed);
  if (open !== undefined) {
    const state = readState(tokens.slice(open + 1, closed - 1), vocabulary);
    if (state) return { state, from: open, to: end };
    // Whatever else stands in the bracket may be a date or a duration; the mark behind it counts.
  }
  return (
    behindPicture(tokens, open !== undefined && closed === end ? open : end, end, vocabulary) ??
    behindDash(tokens, end, vocabulary)
  );
}

/** Where the bracket opens that closes right before a place. */
function openOf(tokens: readonly Token[], end: number): number | undefined {
  if (tokens[end - 1]?.kind !== 'close') return undefined;
  for (let at = end - 2; at >= 0; at--) {
    if (tokens[at]?.kind === 'close') return undefined;
    if (tokens[at]?.kind === 'open') return at;
  }
  return undefined;
}

/** Most words between a picture and the end of a title that still say how far it is. */
const WORDS = 8;

/** `✅`, `✅ Complete (2026-03-04)`, `⏸ PAUSED`: a picture behind the title, perhaps with words. */
function behindPicture(
  tokens: readonly Token[],
  words: number,
  end: number,
  vocabulary: Vocabulary,
): Found | undefined {
  let at = words - 1;
  const trailing = tokens[at]?.kind === 'mark';
  // Of several at the end the first that states something counts.
  if (trailing) {
    let first: number | undefined;
    for (; tokens[at]?.kind === 'mark'; at--) if (stateOfPicture(tokens[at]?.text ?? '')) first = at;
    at = first ?? -1;
  } else while (at > 0 && tokens[at]?.kind !== 'mark' && words - at <= WORDS) at--;
  const mark = tokens[at];
  const shown = mark?.kind === 'mark' ? stateOfPicture(mark.text) : undefined;
  if (!mark || !shown || !tokens.slice(0, at).some(isContent)) return undefined;
  const said = trailing ? [] : tokens.slice(at + 1, words);
  if (said.some(({ kind }) => kind === 'open' || kind === 'close')) return undefined;
  const bracket = tokens.slice(words, end);
  if (said.length === 0) {
    // `🚧 (see below)` says less than a tick with a bracket.
    if (bracket.length > 0 && shown !== 'done') return undefined;
    return {
      state: shown === 'done' && isTakenBack(bracket, 0, vocabulary) ? 'in-progress' : shown,
      from: at,
      to: end,
    };
  }
  const state = readState([...said, ...bracket], vocabulary);
  if (!state) return undefined;
  // `✅ NEW` tells what kind of thing it is.
  if (state === 'open' && vocabulary.describing.has(phraseOf(said).text)) return { state: shown, from: at, to: end };
  return shown === 'done' || isWhole(said, vocabulary) ? { state, from: at, to: end } : undefined;
}

function isContent({ kind }: Token): boolean {
  return kind === 'word' || kind === 'number' || kind === 'id';
}

/** Whether words are a state and nothing besides. */
function isWhole(tokens: readonly Token[], { states }: Vocabulary): boolean {
  const { words, text } = phraseOf(tokens);
  return words.length === tokens.length && states.has(text);
}

/** `Title - IN PROGRESS`, `Title — ✅ done`. */
function behindDash(tokens: readonly Token[], end: number, vocabulary: Vocabulary): Found | undefined {
  const at = tokens.findLastIndex(
    ({ kind, folded, spaced }, index) => index < end && spaced && (kind === 'dash' || folded === ':'),
  );
  if (at < 1) return undefined;
  const said = tokens.slice(at + 1, end);
  const [first] = said;
  const written = said.map(({ text }) => text).join(' ');
  if (!said.some(({ kind }) => kind === 'word')) return undefined;
  const ticked = first?.kind === 'mark' && stateOfPicture(first.text) === 'done';
  const titled = isWhole(said, vocabulary) && tokens.slice(0, at).filter(isContent).length > 2;
  if (titled && !vocabulary.describing.has(phraseOf(said).text)) {
    const state = readState(said, vocabulary);
    if (state) return { state, from: at + 1, to: end };
  }
  if (!ticked && written !== written.toUpperCase()) return undefined;
  // In scripts without capitals every word looks like one.
  const cased = written !== written.toLowerCase();
  const state = ticked || cased || isWhole(said, vocabulary) ? readState(said, vocabulary) : undefined;
  return state && { state, from: at + 1, to: end };
}
