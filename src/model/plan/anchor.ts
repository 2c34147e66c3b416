import type { Span } from '../../text.ts';

/** A link to a place in the document itself that is not there. */
export interface BrokenAnchor {
  /** As written, with its `#`. */
  readonly target: string;
  readonly span: Span;
  /** The anchor that was probably meant, without `#`. */
  readonly near: string | undefined;
}
