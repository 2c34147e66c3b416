import type { Span } from '../../text.ts';
import type { Inferred } from './reading.ts';

/** A date that the plan states. */
export interface StatedDate {
  readonly text: string;
  readonly span: Span;
  /**
   * The first and the last day that it can mean, in days since 1970-01-01; they differ for a month, and for `03/04/2025`
   * where nothing tells how it is meant. Undefined where the calendar has no such day.
   */
  readonly days: { readonly first: number; readonly last: number } | undefined;
}

/** Two dates of which `after` must not come before `before`. */
export interface DateOrder {
  /** Ends of a range, labelled dates of one thing, or a milestone with the phase that it belongs to. */
  readonly kind: 'range' | 'fields' | 'milestone';
  readonly before: StatedDate;
  readonly after: StatedDate;
  /** What the two dates are of, in the plan's words. Undefined for a range. */
  readonly names: { readonly before: string; readonly after: string } | undefined;
  /** From what it was inferred where no words of the author say so: a finding that rests on it is never certain. */
  readonly inferred?: Inferred;
}
