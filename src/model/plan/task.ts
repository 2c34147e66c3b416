import type { Located, Span } from '../../text.ts';
import type { Box } from './box.ts';
import type { Effort } from './effort.ts';
import type { Field } from './field.ts';
import type { Section } from './section.ts';
import type { State, StateMark } from './state.ts';

/** How a task was written down. */
export type Dialect =
  'heading' | 'checklist' | 'labelled' | 'table' | 'bold' | 'plain' | 'front-matter' | 'prerequisite';

/** A checkbox inside a task. */
export interface Step {
  readonly title: Located<string>;
  readonly box: Box;
  readonly state: State;
  readonly task: Task;
}

/** A unit of work that the plan declares. */
export interface Task {
  /** Unique in the plan: the id, `<phase>/<id>` where ids repeat, or the slug of the title. */
  readonly key: string;
  readonly kind: 'task' | 'prerequisite';
  readonly dialect: Dialect;
  /** As written, without keyword. */
  readonly id: string | undefined;
  /** How the author names it: `Task 1.1`, `T014`, or the title. */
  readonly name: string;
  /** What the author calls it where it is declared, and in rows and items that list it again: `Feature 020`, `F020`. */
  readonly spellings: readonly Located<string>[];
  /** The keyword of its declaration (`Task`, `Step`), if any. */
  readonly keyword: string | undefined;
  /** Further ids of the same task (an `**ID**:` field). */
  readonly aliases: readonly string[];
  readonly title: Located<string>;
  /** Id with keyword, or the title where there is no id: what a finding about the task points at. */
  readonly nameSpan: Span;
  readonly span: Span;
  readonly section: Section;
  readonly phase: Phase | undefined;
  readonly parent: Task | undefined;
  readonly children: readonly Task[];
  readonly steps: readonly Step[];
  readonly fields: readonly Field[];
  readonly box: Box | undefined;
  readonly state: State;
  /** Everything that speaks about its state, in order of authority. */
  readonly marks: readonly StateMark[];
  readonly optional: boolean;
  readonly parallel: boolean;
  /** In hours, null where nothing or nothing countable is stated. */
  readonly effort: Effort | null;
  /** Whom it belongs to: values of owner fields, `@name` without its sign, `(owner: Ada)`. */
  readonly owners: readonly Located<string>[];
  /** The `#words` in its line, without their sign. */
  readonly tags: readonly Located<string>[];
  /** How long it takes from beginning to end, where that is said; no sum of work. */
  readonly duration: Effort | null;
}

/** A numbered part of the plan under which tasks stand. */
export interface Phase {
  readonly key: string;
  readonly id: string;
  /** How the author names it: `Phase 2`. */
  readonly name: string;
  readonly title: string;
  /** Where that title stands in the heading. */
  readonly titleSpan: Span;
  readonly section: Section;
  /** All tasks in it, sub-tasks included, in document order. */
  readonly tasks: readonly Task[];
  /** What its own heading or status field says. */
  readonly marks: readonly StateMark[];
  /** By its own words, else by its tasks. */
  readonly state: State;
  /** Position among the phases of the plan, from 0. */
  readonly index: number;
}
