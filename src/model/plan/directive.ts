import type { Located, Span } from '../../text.ts';

/** What a directive is for: it silences findings, ends such a silence, or names the template of the plan. */
export type DirectiveKind = 'disable-next-line' | 'disable-line' | 'disable' | 'enable' | 'disable-file' | 'template';

/** A comment for planvet: `<!-- planvet-disable-line no-placeholder -- reason -->`. */
export interface Directive {
  /** Undefined where planvet has no directive of that name. */
  readonly kind: DirectiveKind | undefined;
  /** As written: `planvet-disable-line`. */
  readonly name: Located<string>;
  /** What stands behind the name: ids of rules, none for all of them; for `template` a name. */
  readonly words: readonly Located<string>[];
  /** What stands behind ` -- `, in one line. */
  readonly reason: Located<string> | undefined;
  /** The comment. */
  readonly span: Span;
  /** Findings that begin in here are meant; a `disable` does not know of the `enable` that ends it. */
  readonly scope: Span;
}
