import { WordSet } from './word-set.ts';

/**
 * Words that say what the text that they stand in, or beside, is about:
 * - in front of the path of a file: `deletes`, `creates`, `modifies`, `tests`
 * - of requirements: `requirement` and `story` before their number, `citesRequirements` as a label in front of their numbers,
 *   `criteria` as a title of what is accepted, `definesRequirements` and `repeatsRequirements` in titles over them,
 *   `givenUp` in a bracket behind one, `otherDocuments` before a number or behind a name, `belongsTo` before that
 */
export type Cue =
  | 'deletes'
  | 'creates'
  | 'modifies'
  | 'tests'
  | 'requirement'
  | 'story'
  | 'citesRequirements'
  | 'criteria'
  | 'definesRequirements'
  | 'repeatsRequirements'
  | 'givenUp'
  | 'otherDocuments'
  | 'belongsTo';

/** The words of some languages for each cue, made ready when they are first asked for. */
export class Cues {
  readonly #languages: readonly CueWords[];
  readonly #made = new Map<Cue, WordSet>();

  constructor(languages: readonly (CueWords | undefined)[]) {
    this.#languages = languages.filter((words) => words !== undefined);
  }

  /** The words of all languages for a cue. */
  of(cue: Cue): WordSet {
    const known = this.#made.get(cue);
    if (known) return known;
    const made = new WordSet(this.#languages.flatMap((words) => words[cue] ?? []));
    this.#made.set(cue, made);
    return made;
  }
}

/** The words of one language for each cue. */
export type CueWords = Readonly<Partial<Record<Cue, readonly string[]>>>;
