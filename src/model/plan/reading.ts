import type { Span } from '../../text.ts';
import type { Phase, Task } from './task.ts';

/** Why something was read as it was: the named reading that did it, and the words it went by. */
export interface Evidence {
  /** The id of a named reading: `gate.scope.named-phase`. */
  readonly reading: string;
  /** What decided; the thing itself where its form alone did. */
  readonly span: Span;
  /** Set where this is no statement of the author but was inferred, and from what: a finding that rests on it is never certain. */
  readonly inferred?: Inferred;
}

/** What an inference goes by where no words of the author say so. */
export type Inferred = 'likeness' | 'majority' | 'position';

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

/** Something in the text that planvet knows the kind of: it was read, or it is left over. */
export interface Mention {
  /** `id`: of a task or phase of this plan; `state`: a box or a picture that states one; `label`: one whose role is known. */
  readonly kind: 'id' | 'state' | 'label' | 'count' | 'percent';
  readonly text: string;
  readonly span: Span;
}

/** A mention that nothing was made of, and why. */
export interface Unread extends Mention {
  readonly reason: UnreadReason;
  /** The task in whose line it stands. */
  readonly task: Task | undefined;
  /** What an id names. */
  readonly names: Task | Phase | undefined;
}

/**
 * Why a mention was left: it stands in `prose`, a `title`, a `cell` of which nothing says what it has to do with the plan, it
 * is a `value` that no reading understands, a label of which nothing says whose it is (`owner`), or a mere `decoration`.
 */
export type UnreadReason = 'prose' | 'title' | 'cell' | 'value' | 'owner' | 'decoration';

/** All that the tokens of a document mention, what was read of it and what is left. */
export interface Account {
  readonly read: readonly (Mention & { readonly by: Evidence })[];
  readonly unread: readonly Unread[];
}

/** What a line could have been and is not. */
export interface Refused {
  /** The reading that did not take it; undefined where none looks at such a place. */
  readonly reading: string | undefined;
  readonly span: Span;
  readonly reason: RefusalReason;
  /** Where the reason stands, if it stands somewhere: the heading that makes a checklist a gate, the task that an item is a step of. */
  readonly because: Span | undefined;
}

/**
 * Why something is no task: it stands in `code` or a `comment`; its section or list is for something else (`purpose`); it is a
 * `phase`, the title of a `gate`, a `step` of a task, a `legend` or a `choice`; it has no id (`no-id`), one that needs fields or
 * siblings to count (`weak-id`), or no box (`no-box`); its table has no columns of tasks (`columns`), or its row is a head or
 * sums up others (`row`); or it is `prose`.
 */
export type RefusalReason =
  | 'code'
  | 'comment'
  | 'purpose'
  | 'phase'
  | 'gate'
  | 'step'
  | 'legend'
  | 'choice'
  | 'no-id'
  | 'weak-id'
  | 'no-box'
  | 'columns'
  | 'row'
  | 'prose';
