import type { Span } from '../../text.ts';
import type { Gate, GateItem } from './gate.ts';
import type { Plan } from './plan.ts';
import type { Reference } from './graph.ts';
import type { Section } from './section.ts';
import type { Task } from './task.ts';

/** A task as it was and as it is. */
export interface TaskPair {
  readonly before: Task;
  readonly now: Task;
  /** By what it is known to be the same: its id and title, its title, or its place between others. */
  readonly by: 'id' | 'title' | 'place';
}

/** An item of a gate as it was and as it is. */
export interface GateItemPair {
  readonly before: GateItem;
  readonly now: GateItem;
  /** The gate that it belonged to. */
  readonly gate: Gate;
  /** Words that it had and has no more, where it says less by that; spelling and what was added are nothing of the kind. */
  readonly lost: readonly string[];
}

/** An item of a gate that is no more. */
export interface RemovedGateItem {
  readonly item: GateItem;
  readonly gate: Gate;
  /** Why its work counts as finished by this change, in words: "Phase 2 is done now"; undefined where it does not. */
  readonly because: string | undefined;
  /** Where it would stand. */
  readonly place: Span;
}

/** A task of the plan as it was that is no more. */
export interface RemovedTask {
  readonly task: Task;
  /** Where it would stand. */
  readonly place: Span;
}

/** A dependency whose words are what they were, and name another task than they did. */
export interface ChangedReference {
  readonly reference: Reference;
  readonly before: Task;
  readonly now: Task;
  /** What names the task of before by now, if it is still there: the id, as the reference is written. */
  readonly renamed: string | undefined;
}

/** An id that two branches have taken for different things. */
export interface TakenId {
  /** The id as it is named: `Task 6`, or the number of a folder. */
  readonly name: string;
  /** Where the plan has it; the title of the document, where it is the number of its folder. */
  readonly span: Span;
  /** The task of this plan that has it; undefined where it is the number of a folder. */
  readonly task: Task | undefined;
  /** What the other branch has under it: the title of a task, or the path of a file or folder. */
  readonly other: string;
  /** The next free id of the same series, if the ids count up. */
  readonly free: string | undefined;
}

/** What has become of a plan since another version of it. Tasks that have moved or are called otherwise are the same. */
export interface Change {
  /** The plan as it was; undefined where it is new. */
  readonly before: Plan | undefined;
  readonly pairs: readonly TaskPair[];
  readonly added: readonly Task[];
  readonly removed: readonly RemovedTask[];
  readonly items: readonly GateItemPair[];
  readonly removedItems: readonly RemovedGateItem[];
  readonly references: readonly ChangedReference[];
  readonly taken: readonly TakenId[];
  /** The sections of before by those that they are now. */
  readonly sections: ReadonlyMap<Section, Section>;
  /** Whether words that are new in the plan stand in a task or name it. */
  isExplained(task: Task): boolean;
  /** The files that a task names as ones that its work changes, if none of them has changed since it was planned; else undefined. */
  untouched(pair: TaskPair): readonly string[] | undefined;
}

/** What the repository knows besides the two versions. */
export interface Past {
  /** The paths that have changed since the document first had one of some words; undefined where nobody knows. */
  changedSince(words: readonly string[]): ReadonlySet<string> | undefined;
  /** Whether another document that has changed too has some words. */
  isElsewhere(words: string): boolean;
  /** What the branch that is compared with has by now. */
  readonly theirs: {
    readonly name: string;
    readonly plan: Plan | undefined;
    /** The paths of the files that came there meanwhile. */
    readonly added: readonly string[];
  };
}

/** The version that a plan is compared with. */
export interface Base {
  /** Undefined where the plan is new. */
  readonly plan: Plan | undefined;
  readonly past: Past;
}
