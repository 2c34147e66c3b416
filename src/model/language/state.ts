import type { ReadingEntry } from '../plan/reading.ts';
import type { State } from '../plan/state.ts';
import { months } from './date-words.ts';
import { stateOfMark, stateOfPicture } from './marks.ts';
import { isTakenBack } from './qualifier.ts';
import { phraseOf, type Phrase, prefixIn } from './phrase.ts';
import { type Token, tokenize } from './tokens.ts';
import type { Vocabulary } from './words.ts';

/** A state that something states. */
export type Stated = Exclude<State, 'unknown'>;

/** Reads the value of a status field or column. Undefined where it is a menu, a placeholder, or says nothing known. */
export function stateOfValue(value: string, vocabulary: Vocabulary): Stated | undefined {
  return readState(tokenize(value, 0), vocabulary);
}

/**
 * The state that a value, a cell, a bracket or what stands behind a mark states, by its first words: a word that is used in
 * a sentence ("Complete the setup") states nothing, and what follows may take a word for done back.
 */
export function readState(tokens: readonly Token[], vocabulary: Vocabulary): Stated | undefined {
  const boxes = tokens.filter(({ kind }) => kind === 'box');
  if (boxes.length > 1) return stateOfChoice(tokens, vocabulary);
  if (isMenu(tokens, vocabulary)) return undefined;
  const from = tokens.findIndex((token) => !isLead(token));
  const [box] = boxes;
  const picture = tokens.find(({ kind, text }) => kind === 'mark' && stateOfPicture(text) !== undefined);
  const start = from < 0 ? tokens.length : from;
  const worded = start < tokens.length ? readPhrase(tokens.slice(start), vocabulary) : undefined;
  if (worded) return worded;
  if (box) {
    const state = stateOfMark(box.folded);
    return state === 'unknown' ? undefined : state;
  }
  const shown = picture && stateOfPicture(picture.text);
  if (shown === undefined || (from >= 0 && !isWhen(tokens.slice(start)))) return undefined;
  return shown === 'done' && isTakenBack(tokens.slice(start), 0, vocabulary) ? 'in-progress' : shown;
}

/** What may stand before the words of a state: pictures, boxes, quotation marks, brackets. */
function isLead({ kind, text }: Token): boolean {
  return kind === 'mark' || kind === 'box' || kind === 'open' || kind === 'break' || /^["'“”‘’«»]$/.test(text);
}

/** Behind a picture alone: a date, or nothing that says more. */
function isWhen(rest: readonly Token[]): boolean {
  return rest.every(({ kind }) => kind === 'date' || kind === 'close' || kind === 'break' || kind === 'mark');
}

/** The state that a phrase states from its beginning. */
function readPhrase(tokens: readonly Token[], vocabulary: Vocabulary): Stated | undefined {
  const figure = stateOfFigure(tokens, vocabulary);
  if (figure) return figure;
  const phrase = phraseOf(tokens);
  if (phrase.words.length === 0) return undefined;
  return wholePhrase(phrase, tokens, vocabulary) ?? leadingWords(phrase, tokens, vocabulary);
}

/** `60 %`, `3/5`, `3 of 5`. */
function stateOfFigure([first, second, third]: readonly Token[], { of, states }: Vocabulary): Stated | undefined {
  if (first?.kind === 'percent') {
    const shared = byShare((first.value ?? 0) / 100);
    // `100% ready` is how far something is that is still to begin.
    const word = second?.kind === 'word' ? states.get(second.folded) : undefined;
    return shared === 'done' && word !== undefined && word !== 'done' ? undefined : shared;
  }
  if (first?.kind !== 'number' || third?.kind !== 'number') return undefined;
  if (second?.text !== '/' && !of.has(second?.folded ?? '')) return undefined;
  return byShare(third.value === 0 ? 0 : (first.value ?? 0) / (third.value ?? 1));
}

function byShare(share: number): Stated | undefined {
  if (Number.isNaN(share)) return undefined;
  return share >= 1 ? 'done' : share === 0 ? 'open' : 'in-progress';
}

/** A phrase that is a state word and nothing else, also "mostly complete", "not yet done", "all done". */
function wholePhrase(phrase: Phrase, tokens: readonly Token[], vocabulary: Vocabulary): Stated | undefined {
  const state = stateOfWords(phrase.text, vocabulary);
  if (state !== 'done') return state;
  return isTakenBack(tokens.slice(phrase.words.length), phrase.words.length, vocabulary) ? 'in-progress' : 'done';
}

function stateOfWords(text: string, vocabulary: Vocabulary): Stated | undefined {
  const known = vocabulary.states.get(text);
  if (known) return known;
  for (const [words, state] of [
    [vocabulary.nearly, 'in-progress'],
    [vocabulary.not, 'open'],
    [vocabulary.fully, 'done'],
  ] as const) {
    const rest = prefixIn(text, words);
    if (rest !== undefined && vocabulary.states.get(rest) === 'done') return state;
  }
  return undefined;
}

/** "completed on 2025-01-02", "done by Ada": a state word with nothing behind it but when, by whom or a decoration. */
function leadingWords(phrase: Phrase, tokens: readonly Token[], vocabulary: Vocabulary): Stated | undefined {
  for (let count = Math.min(4, phrase.words.length - 1); count > 0; count--) {
    const said = phrase.first(count);
    const state = stateOfWords(said, vocabulary);
    if (!state) continue;
    const next = phrase.words.slice(count).join(' ');
    if (state !== 'done') return count === 1 && vocabulary.describing.has(said) ? undefined : state;
    // "Complete by June" is a wish.
    if (prefixIn(`${said} ${next}`, vocabulary.wishes) !== undefined) return undefined;
    if (isTakenBack(tokens.slice(count), count, vocabulary)) return 'in-progress';
    return prefixIn(next, vocabulary.behindState) !== undefined || months.has(phrase.words[count] ?? '')
      ? state
      : undefined;
  }
  return unspacedWord(phrase.words[0] ?? '', vocabulary);
}

/** `完成于`: what is said and when, in one word. */
function unspacedWord(word: string, { states, behindState }: Vocabulary): Stated | undefined {
  const rest = prefixIn(word, states);
  if (rest === undefined || !behindState.has(rest)) return undefined;
  return states.get(word.slice(0, word.length - rest.length)) === 'done' ? 'done' : undefined;
}

/** `[ ] Open [x] Done`: the one that is ticked. */
function stateOfChoice(tokens: readonly Token[], vocabulary: Vocabulary): Stated | undefined {
  const parts = tokens.flatMap((token, at) => {
    if (token.kind !== 'box') return [];
    const next = tokens.findIndex(({ kind }, index) => index > at && (kind === 'box' || kind === 'open'));
    return stateOfMark(token.folded) === 'done' ? [tokens.slice(at + 1, next < 0 ? undefined : next)] : [];
  });
  const [only] = parts;
  return parts.length === 1 && only
    ? readPhrase(
        only.filter((token) => !isLead(token)),
        vocabulary,
      )
    : undefined;
}

/** Whether a value is a choice of states that nobody has made: `Not Started | In Progress | Completed`. */
function isMenu(tokens: readonly Token[], { states, draft }: Vocabulary): boolean {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'separator' && /[|/]/.test(token.folded)) parts.push([]);
    else if (!isLead(token) && token.kind !== 'close') parts.at(-1)?.push(token);
  }
  return (
    parts.length > 1 &&
    parts.every((part) => {
      const { text, words } = phraseOf(part);
      return words.length === part.length && (states.has(text) || draft.has(text));
    })
  );
}

/** What is read here, by name. */
export const stateReadings: readonly ReadingEntry[] = [
  {
    id: 'state.status-field',
    title: 'the value of a field for the state',
    file: 'language/state.ts',
    example: '# Ferry\n\n### Task 1: Dredge\n\n**Status**: Done\n',
    counterExample: '# Ferry\n\n### Task 1: Dredge\n\n**Status**: see the wiki\n',
  },
  {
    id: 'state.heading',
    title: 'a mark or word of state at the end of a heading',
    file: 'language/state.ts',
    example: '# Ferry\n\n### Task 1: Dredge ✅\n\nTwo metres.\n',
    counterExample: '# Ferry\n\n### Task 1: Dredge\n\nTwo metres ✅\n',
  },
];
