import type { Located, Span } from '../../text.ts';
import type { Section } from './section.ts';
import type { Task } from './task.ts';

/** Something that work can be measured by: a requirement, one of its acceptance criteria, a user story. */
export interface Requirement {
  readonly kind: 'requirement' | 'criterion' | 'story';
  /** As written, without keyword (`2`, `2.3`, `FR-001`, `US1`); undefined where the title is all there is. */
  readonly id: string | undefined;
  /** How the author names it: `Requirement 2`, `2.3`, `FR-001`, `User Story 1`, or the title. */
  readonly name: string;
  readonly title: Located<string>;
  /** What a finding about it points at. */
  readonly nameSpan: Span;
  readonly span: Span;
  readonly section: Section;
  /** The requirement that a criterion belongs to. */
  readonly parent: Requirement | undefined;
  readonly children: readonly Requirement[];
  /** Whether it was given up or put off (struck out, "deferred", "removed"). */
  readonly dropped: boolean;
  /** The document in which it stands. */
  readonly path: string | undefined;
}

/** A place that names requirements: `_Requirements: 1.2, 3.4_`, `[US1]`, `FR-001` in a task. */
export interface RequirementReference {
  /** As written: the id or the range. */
  readonly text: string;
  readonly span: Span;
  readonly kind: 'id' | 'range' | 'external' | 'unknown';
  /** What it names, in this document or another one of the set. */
  readonly targets: readonly Requirement[];
  /** The id that nothing has, for `unknown`. */
  readonly id: string | undefined;
  /** The requirement whose criteria end before the one that is named (`2.9` of eight), for `unknown`. */
  readonly within: Requirement | undefined;
  /** What was probably meant, for `unknown`. */
  readonly near: Requirement | undefined;
  /** The task in which it stands. */
  readonly owner: Task | undefined;
}

/** A requirement, or some of its criteria, that no task cites although tasks do cite requirements. */
export interface UncitedRequirement {
  readonly requirement: Requirement;
  /** The criteria that are not cited; empty where the requirement as a whole is not. */
  readonly criteria: readonly Requirement[];
}
