import type { Located, Span } from '../../text.ts';
import type { Section } from './section.ts';
import type { State } from './state.ts';

/** What a checkbox is there for. */
export type BoxKind =
  | 'task'
  | 'step'
  | 'gate-item'
  | 'prerequisite'
  | 'risk'
  | 'question'
  | 'metric'
  | 'choice'
  | 'legend'
  | 'prose'
  | 'malformed';

/** A checkbox-looking token outside code and comments. Every one of them is in `plan.boxes`. */
export interface Box {
  /** The token itself, brackets included. */
  readonly span: Span;
  /** What stands between the brackets, as written. */
  readonly mark: string;
  readonly state: State;
  readonly kind: BoxKind;
  /** Whether Markdown reads it as a task list item. */
  readonly native: boolean;
  /** Whether it is marked as optional (`[ ]*`, "(optional)", deferred, not applicable). */
  readonly optional: boolean;
  /** The text behind the token, to the end of its line or cell. */
  readonly text: Located<string>;
  /** What it says, to the end of its paragraph, on one line; emphasis and link targets are left out, code marks are not. */
  readonly words: string;
  readonly section: Section;
  /** What is broken about a malformed one, and the text it should have been where that is only a matter of spacing. */
  readonly defect: BoxDefect | undefined;
  /** Boxes of the nested lists directly below. */
  readonly children: readonly Box[];
}

/** Why Markdown does not read a token as a checkbox. */
export interface BoxDefect {
  readonly reason:
    | 'no-space'
    | 'no-marker-space'
    | 'empty-brackets'
    | 'inner-space'
    | 'no-marker'
    | 'no-text'
    | 'unclosed'
    | 'empty-item'
    | 'look-alike'
    | 'two-markers';
  /** What the token, or the lines with such tokens, should be replaced by where only spacing is wrong. */
  readonly repair: { readonly span: Span; readonly text: string } | undefined;
}
