import type { Certainty } from '../../problem.ts';
import type { Located } from '../../text.ts';
import type { Section } from './section.ts';

/** A risk that the plan names in a form that asks what is done about it. */
export interface Risk {
  readonly name: Located<string>;
  readonly section: Section;
  readonly certainty: Certainty;
  readonly hasResponse: boolean;
  /** Undefined where the form has no place for an owner. */
  readonly hasOwner: boolean | undefined;
  /** Whether it is closed, accepted or struck out. */
  readonly over: boolean;
}
