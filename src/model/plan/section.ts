import type { Certainty } from '../../problem.ts';
import type { Span } from '../../text.ts';
import type { Label } from './field.ts';

/** What a section is for, whatever it is called. */
export type SectionRole =
  | 'overview'
  | 'scope'
  | 'requirements'
  | 'architecture'
  | 'approach'
  | 'data'
  | 'tasks'
  | 'dependencies'
  | 'prerequisites'
  | 'risks'
  | 'testing'
  | 'rollout'
  | 'rollback'
  | 'monitoring'
  | 'documentation'
  | 'success'
  | 'metrics'
  | 'gate'
  | 'entry-gate'
  | 'questions'
  | 'timeline'
  | 'resources'
  | 'communication'
  | 'security'
  | 'references'
  | 'changelog'
  | 'legend'
  | 'summary'
  | 'critical-path';

/** A heading and what stands under it up to the next heading of its depth or above. The root (depth 0) is the document. */
export interface Section {
  /** Plain text of the heading as written, its markup left out; empty for the root. */
  readonly title: string;
  /** The title as it is compared: lower case, without numbering, emoji, emphasis, trailing colon. */
  readonly key: string;
  /** 0 for the root, else 1 to 6. */
  readonly depth: number;
  /** The heading itself; empty at 0 for the root. */
  readonly headingSpan: Span;
  /** The title inside the heading. */
  readonly titleSpan: Span;
  /** From the heading to the end of the last sub-section. */
  readonly span: Span;
  /** From after the heading to the first sub-heading. */
  readonly bodySpan: Span;
  readonly parent: Section | undefined;
  readonly children: readonly Section[];
  /** Leading number of the title (`4.1`), if there is one. */
  readonly number: string | undefined;
  /** Keyword and id the title begins with (`Phase 2`). */
  readonly label: Label | undefined;
  readonly role: SectionRole | undefined;
  /** Whether nothing but comments and thematic breaks stands under the heading before the first sub-heading. */
  readonly empty: boolean;
}

/** A section that the template or the configuration demands. */
export interface RequiredSection {
  readonly title: string;
  readonly key: string;
  readonly depth: number;
  /** The title of the section it belongs under, if any. */
  readonly under: string | undefined;
  readonly aliases: readonly string[];
  readonly certainty: Certainty;
}

/** One required section that the plan lacks. */
export interface MissingSection extends RequiredSection {
  /** An existing heading that was probably meant. */
  readonly near: Section | undefined;
  /** The section under which it belongs and where a finding about it points. */
  readonly place: Section | undefined;
  /** Where its heading would be inserted. */
  readonly insertAt: number;
}

/** A section that the template has in another place. */
export interface MisplacedSection {
  readonly section: Section;
  /** Where it stands in the plan, and should not. */
  readonly wrongly: 'before' | 'after';
  readonly other: Section;
  readonly template: string;
  readonly certainty: Certainty;
}
