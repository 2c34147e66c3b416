import type { Span } from '../../text.ts';

/** Why something was read as it was: the named reading that did it, and the words it went by. */
export interface Evidence {
  /** The id of a named reading: `gate.scope.named-phase`. */
  readonly reading: string;
  /** What decided; the thing itself where its form alone did. */
  readonly span: Span;
  /** Set where this is no statement of the author but was inferred, and from what: a finding that rests on it is never certain. */
  readonly inferred?: 'likeness' | 'majority' | 'position';
}

/** What is known of a named reading besides what it does. Page, tests and `planvet show` are made from it. */
export interface ReadingEntry {
  /** Room and subject, then what is special: `state.heading.tail`. Never changes: people ask for it by this name. */
  readonly id: string;
  /** What it takes for what, as a phrase: `a state word at the end of a heading`. */
  readonly title: string;
  /** The file that holds it, from `src/model/`. */
  readonly file: string;
  /** A small plan in which it decides. */
  readonly example: string;
  /** A plan much like that one, in which it does not. */
  readonly counterExample: string;
}

/** A special case of the reader with a name: one entry of an ordered table, of which the first that finds something is taken. */
export interface NamedReading<Given, Found> extends ReadingEntry {
  readonly read: (given: Given) => Found | undefined;
}
