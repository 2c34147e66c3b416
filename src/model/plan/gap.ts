import type { Certainty } from '../../problem.ts';
import type { Located, Span } from '../../text.ts';

/** Text that was to be replaced. */
export interface Placeholder {
  readonly span: Span;
  readonly text: string;
  readonly kind: 'bracket' | 'mustache' | 'angle' | 'underscores' | 'tbd' | 'date' | 'stand-in' | 'word' | 'template';
  readonly certainty: Certainty;
  readonly inCode: boolean;
  /** Whether the plan's template has the same text. */
  readonly fromTemplate: boolean;
  /** The others of the same table or fence, where all of it is still the template's. */
  readonly others?: readonly Span[];
}

/** A choice menu left whole: `High/Med/Low`. */
export interface Menu {
  readonly span: Span;
  readonly text: string;
  readonly choices: readonly Located<string>[];
  /** Label or column head of the value it is. */
  readonly of: string | undefined;
}

/** A sentence of the template left as it was. */
export interface TemplateText {
  readonly span: Span;
  readonly text: string;
  readonly kind: 'instruction' | 'comment';
}

/** An open question of the plan. */
export interface Question {
  readonly span: Span;
  readonly text: string;
  readonly kind: 'marker' | 'box';
}

/** Characters decoded with the wrong charset. */
export interface Mojibake {
  readonly span: Span;
  readonly text: string;
  /** The characters meant. */
  readonly meant: string;
  /** Whether all that was damaged in its line can be undone: half of a pair of quotes would be worse than none. */
  readonly complete: boolean;
}

/** How far a plan is still its template. */
export interface Blank {
  /** Replace strings of the template still there; placeholders where no template is known. */
  readonly left: number;
  /** Replace strings of the template. */
  readonly of: number;
}
