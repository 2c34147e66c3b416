import type { Located, Span } from '../../text.ts';
import type { Inferred } from './reading.ts';
import type { Section } from './section.ts';

/** What a field's label means, whatever it is called. */
export type FieldRole =
  | 'id'
  | 'status'
  | 'progress'
  | 'current-phase'
  | 'dependencies'
  | 'blocks'
  | 'estimate'
  | 'total-effort'
  | 'task-count'
  | 'critical-path'
  | 'requirements'
  | 'files'
  | 'owner'
  | 'priority'
  | 'created'
  | 'updated'
  | 'due'
  | 'template';

/** A keyword and id that a heading or item begins with: `Phase 2`, `Task 1.1`, `T014`. */
export interface Label {
  /** The keyword as written (`Task`), if there is one. */
  readonly keyword: string | undefined;
  /** The id as written, without its keyword. */
  readonly id: string;
  /** Keyword and id together, as written. */
  readonly span: Span;
}

/** A labelled value: `**Owner**: Ada`, a cell under a head, a front matter entry. */
export interface Field {
  readonly label: Located<string>;
  /** The label as it is compared. */
  readonly key: string;
  readonly role: FieldRole | undefined;
  readonly value: Located<string>;
  /** The items of the list that follows an empty value. */
  readonly items: readonly Located<string>[];
  /** The section in which the field stands. */
  readonly section: Section;
  readonly place: 'text' | 'cell' | 'front-matter';
  /** From what it was inferred where no words of the author say so: a finding that rests on it is never certain. */
  readonly inferred?: Inferred;
}

/** A field that the tasks of the template have. */
export interface TaskField {
  readonly label: string;
  readonly key: string;
  readonly role: FieldRole | undefined;
}
