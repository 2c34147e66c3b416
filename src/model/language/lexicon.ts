import type { EffortUnit } from '../plan/effort.ts';
import type { State } from '../plan/state.ts';
import { isUnspaced } from './characters.ts';
import type { ClaimWord, Vocabulary } from './words.ts';

/** What a noun counts. */
export type NounClass = 'task' | 'step' | 'phase' | 'kind';

/** What a word or phrase can mean in a statement in figures. */
export interface Senses {
  /** What it counts, with its singular. */
  readonly noun?: { readonly class: NounClass; readonly word: string } | undefined;
  readonly state?: Exclude<State, 'unknown'> | undefined;
  readonly unit?: EffortUnit | undefined;
  /** Whether a label with this word is about how far something is, or in which state. */
  readonly role?: 'progress' | 'status' | undefined;
  /** Of a number in words, what it comes to. */
  readonly numeral?: number | undefined;
  readonly does: ReadonlySet<ClaimWord | 'about' | 'of' | 'total' | 'current' | 'elapsed'>;
}

/** The words and phrases of a vocabulary by their first word, or of a script without spaces by their first character. */
export interface Lexicon {
  /** The longest first, each cut into its words. */
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>;
  /** The longest first. */
  readonly unspaced: ReadonlyMap<string, readonly Phrase[]>;
}

/** A word or phrase of a lexicon. */
export interface Phrase {
  readonly text: string;
  readonly words: readonly string[];
  readonly senses: Senses;
}

const made = new WeakMap<Vocabulary, Lexicon>();

/** The lexicon of a vocabulary, made once. */
export function lexiconOf(vocabulary: Vocabulary): Lexicon {
  const known = made.get(vocabulary);
  if (known) return known;
  const lexicon = index(sensesOf(vocabulary));
  made.set(vocabulary, lexicon);
  return lexicon;
}

type Made = { -readonly [Key in keyof Senses]: Senses[Key] } & { does: Set<Sense> };
type Sense = Senses['does'] extends ReadonlySet<infer S> ? S : never;

function sensesOf(vocabulary: Vocabulary): Map<string, Made> {
  const map = new Map<string, Made>();
  const at = (text: string): Made => {
    const key = text.replace(/\.$/, '');
    const senses = map.get(key) ?? { does: new Set<Sense>() };
    map.set(key, senses);
    return senses;
  };
  for (const [word, kind] of vocabulary.counted) at(word).noun ??= { class: kind, word: singularOf(word, vocabulary) };
  for (const [keywords, kind] of [
    [vocabulary.phaseKeywords, 'phase'],
    [vocabulary.taskKeywords, 'kind'],
  ] as const) {
    for (const word of keywords) {
      for (const form of [word, pluralOf(word)]) at(form).noun ??= { class: kind, word };
    }
    for (const [plural, word] of vocabulary.plurals) if (keywords.has(word)) at(plural).noun ??= { class: kind, word };
  }
  // "All tasks done" has a noun of its own.
  const hasNoun = (text: string) => text.split(' ').some((word) => map.get(word)?.noun && text.includes(' '));
  for (const [word, state] of vocabulary.states) if (!hasNoun(word)) at(word).state ??= state;
  for (const [word, role] of vocabulary.fields) {
    if ((role === 'progress' || role === 'status') && !word.includes(' ')) at(word).role ??= role;
  }
  for (const [word, unit] of vocabulary.units) at(word).unit ??= unit;
  for (const [word, value] of vocabulary.numerals) at(word).numeral ??= value;
  for (const [word, does] of vocabulary.claims) for (const each of does) at(word).does.add(each);
  const plain = [
    ['about', vocabulary.about],
    ['of', vocabulary.of],
    ['current', vocabulary.current],
    ['elapsed', vocabulary.elapsed],
  ] as const;
  for (const [sense, words] of plain) for (const word of words) at(word).does.add(sense);
  for (const word of vocabulary.totals) if (!hasNoun(word)) at(word).does.add('total');
  return map;
}

/** `task` of `tasks`, where no language says otherwise. */
function singularOf(word: string, { plurals }: Vocabulary): string {
  return plurals.get(word) ?? word.replace(/ies$/, 'y').replace(/(?<!s)s$/, '');
}

function pluralOf(word: string): string {
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

function index(senses: ReadonlyMap<string, Senses>): Lexicon {
  const phrases = new Map<string, Phrase[]>();
  const unspaced = new Map<string, Phrase[]>();
  for (const [text, meaning] of senses) {
    const phrase = { text, words: text.split(' '), senses: meaning };
    const [map, key] =
      isUnspaced(text) && phrase.words.length === 1
        ? [unspaced, String.fromCodePoint(text.codePointAt(0) ?? 0)]
        : [phrases, phrase.words[0] ?? ''];
    const list = map.get(key);
    if (list) list.push(phrase);
    else map.set(key, [phrase]);
  }
  for (const list of [...phrases.values(), ...unspaced.values()]) list.sort((a, b) => b.text.length - a.text.length);
  return { phrases, unspaced };
}
