import type { Certainty } from '../../problem.ts';
import type { Located } from '../../text.ts';
import type { GateScope } from './gate.ts';
import type { State, StateMark } from './state.ts';
import type { Phase, Task } from './task.ts';

/** A statement that some part of the plan is finished. */
export interface DoneClaim {
  readonly scope: 'plan' | 'phase' | 'section' | 'task';
  /** How the author names the scope. */
  readonly name: string;
  /** Whether nothing but the folder of the document says so; the mark is the title then. */
  readonly folder: boolean;
  /** The words of the claim. */
  readonly mark: Located<string>;
  readonly certainty: Certainty;
  /** What is still open inside, in document order: tasks and steps, gate items left out. */
  readonly open: readonly Located<string>[];
  /** The document in which it is open, where that is another one of the set. */
  readonly path?: string;
}

/** A statement about the state of the plan or a phase that something else in the plan contradicts. A document may be one task as a whole. */
export type StatusConflict = {
  readonly scope: GateScope;
  readonly statement: Located<string>;
} & (
  | {
      /** An earlier statement about the same scope. */
      readonly kind: 'statement';
      readonly other: Located<string>;
    }
  | {
      /** All tasks of the scope are done, and so are its gates. */
      readonly kind: 'tasks';
      readonly done: number;
      /** The document that has the tasks, where it is another one of the set. */
      readonly path?: string;
    }
  | {
      /** The phase is declared at other places too, with the same tasks, which are not equally far there. */
      readonly kind: 'copies';
      readonly state: State;
      readonly others: readonly { readonly heading: Located<string>; readonly state: State }[];
    }
);

/** What the document says about the state of a task in passing, and the task itself does not. */
export interface StateConflict {
  /** An entry of an index of files, or a note behind a dependency. */
  readonly kind: 'index' | 'note';
  readonly task: Task;
  readonly here: StateMark;
  /** What the task says of itself. */
  readonly own: StateMark;
  readonly state: State;
  /** The document in which the task stands, where it is another one of the set. */
  readonly path: string | undefined;
  readonly certainty: Certainty;
}

/** A task or phase whose number does not fit. `ids` are those that would fit, of all tasks that would change theirs. */
export type Misnumbering = { readonly ids?: ReadonlyMap<Task, string> | undefined } & (
  | {
      /** The task is numbered after another phase than the one it stands in; `others` are further ones there. */
      readonly kind: 'phase';
      readonly what: Task;
      readonly phase: Phase;
      readonly others: readonly Task[];
    }
  | {
      /** Numbers are missing between the one before and this one. */
      readonly kind: 'gap';
      readonly what: Task | Phase;
      readonly before: Task | Phase;
      /** The ids that are missing, without keyword. */
      readonly missing: readonly string[];
    }
  | {
      /** Its number is lower than (`order`) or the same as (`repeat`) that of an earlier one. */
      readonly kind: 'order' | 'repeat';
      readonly what: Task | Phase;
      readonly before: Task | Phase;
    }
);
