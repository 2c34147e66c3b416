import type { Located, Span } from '../../text.ts';
import type { WrittenEffort } from '../language/effort.ts';
import type { State } from '../plan/state.ts';
import type { Noun } from './nouns.ts';

/** Where a figure stands among the words of its text. */
interface Place {
  readonly span: Span;
  /** The index of its first word. */
  readonly from: number;
  /** The index behind its last word, its noun included. */
  readonly to: number;
}

/** A number of things: `24 granular tasks`, `35개`, or bare. */
export interface Count extends Place {
  readonly kind: 'count';
  readonly count: Located<number>;
  /** The upper end of a range (`25-30 tasks`). */
  readonly most: Located<number> | undefined;
  readonly approximate: boolean;
  /** Whether a plus sign stands behind it. */
  readonly atLeast: boolean;
  /** Undefined for a bare number. */
  readonly noun: Noun | undefined;
  /** What a word behind it says of so many. */
  readonly state: Exclude<State, 'unknown'> | undefined;
  /** Whether it says that so many are done. */
  readonly done: boolean;
  /** Offset behind the noun. */
  readonly end: number;
}

/** `4/10 tasks`, `3 of 5 done`, `10 tasks ✅ 4 completed`. */
export interface Ratio extends Place {
  readonly kind: 'ratio';
  readonly done: Located<number>;
  readonly total: Located<number>;
  readonly noun: Noun | undefined;
  /** Whether a word behind it says that they are done. */
  readonly isDone: boolean;
}

/** `40%`, `60% COMPLETE`. */
export interface Share extends Place {
  readonly kind: 'share';
  readonly percent: Located<number>;
  readonly approximate: boolean;
  /** What the words next to it make of it: a share of what is done, a share of something else, or nothing. */
  readonly of: 'done' | 'other' | undefined;
}

/** `12-18 hours`. */
export interface Amount extends WrittenEffort, Place {
  readonly kind: 'amount';
}

/** A number in a text, with what it counts. */
export type Figure = Count | Ratio | Share | Amount;
