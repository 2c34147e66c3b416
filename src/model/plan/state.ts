import type { Located, Span } from '../../text.ts';
import type { Inferred } from './reading.ts';

/** What is known of a piece of work. `unknown` means that the plan says nothing, and triggers nothing. */
export type State = 'open' | 'in-progress' | 'done' | 'dropped' | 'blocked' | 'unknown';

/** Where a plan is in its life, by what it says of itself. */
export type Lifecycle = 'draft' | 'active' | 'done' | 'archived';

/** One statement about a state, where it stands. */
export interface StateMark {
  readonly state: State;
  readonly by:
    | 'status-field'
    | 'box'
    | 'front-matter'
    | 'status-column'
    | 'heading'
    | 'strike'
    /** A picture beside the name of an item with a box, or in a cell. */
    | 'picture'
    | 'steps'
    | 'sub-tasks'
    | 'alias'
    | 'note'
    /** A line under the title that is nothing but a state. */
    | 'banner'
    /** The heading of the column of a board that it stands in. */
    | 'board'
    /** Nothing, where the list says of all its other items how far they are. */
    | 'unmarked'
    /** Everything in its acceptance list is ticked: good enough for counting, never for certainty. */
    | 'acceptance';
  readonly span: Span;
  /** The words of the mark as written. */
  readonly text: string;
  /** From what it was inferred where no words of the author say so: a finding that rests on it is never certain. */
  readonly inferred?: Inferred;
}

/** What a plan says of itself as a whole. */
export interface Status {
  readonly marks: readonly StateMark[];
  /** The words of the plan's status field. */
  readonly stated: Located<string> | undefined;
  readonly state: State;
}
