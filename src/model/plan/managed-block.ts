import type { Located, Span } from '../../text.ts';

/** A place in which planvet keeps a text up to date: `<!-- planvet-graph -->` to `<!-- /planvet-graph -->`. */
export interface ManagedBlock {
  readonly kind: 'graph' | 'status';
  /** The comment that opens it. */
  readonly span: Span;
  /** What stands between its comments; undefined where none closes it yet. */
  readonly content: Located<string> | undefined;
}
