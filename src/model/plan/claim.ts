import type { Located } from '../../text.ts';
import type { Effort } from './effort.ts';
import type { Evidence, Inferred } from './reading.ts';
import type { Phase, Task } from './task.ts';

/** A statement about the plan that can be checked. */
export type Claim = TaskCountClaim | EffortClaim | ProgressClaim | CurrentPhaseClaim | CriticalPathClaim;

interface ClaimBase {
  readonly label: Located<string>;
  readonly value: Located<string>;
  readonly scope: ClaimScope;
  /**
   * What could change its figures but cannot be read: broken boxes, and for progress tasks without a state. Missing where
   * there is nothing of that kind; else the claim can be neither certainly wrong nor corrected.
   */
  readonly unsettledBy?: readonly Located<string>[];
  /** By which named reading it was read; all claims of a plan say so. */
  readonly by?: Evidence;
  /** From what it was inferred where no words of the author say so: a finding that rests on it is never certain. */
  readonly inferred?: Inferred;
}

/** What a claim is about. */
export interface ClaimScope {
  /** `tasks`: some that it names; `unknown`: something of which the plan does not say which tasks it has. */
  readonly kind: 'plan' | 'phase' | 'section' | 'tasks' | 'unknown';
  /** Two claims with the same key are about the same. */
  readonly key: string;
  /** How a sentence names it: `the plan`, `Phase 2`, `T001-T003`. */
  readonly name: string;
  /** Undefined unless it is a phase that the plan has. */
  readonly phase: Phase | undefined;
  /** In document order, sub-tasks included. Empty where it is unknown. */
  readonly tasks: readonly Task[];
}

/** `Number of Tasks: 12`. */
export interface TaskCountClaim extends ClaimBase {
  readonly kind: 'task-count';
  readonly stated: Located<number>;
  /** The upper end of a range (`25-30 tasks`). */
  readonly most: Located<number> | undefined;
  readonly approximate: boolean;
  /** Whether it is stated as the least (`40+ tasks`). */
  readonly atLeast: boolean;
  /** The counts a reader may mean; the first is the likeliest. Empty where nothing countable fits. */
  readonly counts: readonly TaskCount[];
}

/** A number of tasks, or what a column of such numbers sums to. */
export interface TaskCount {
  readonly count: number;
  /** A noun in the plural: `tasks that are not optional`. */
  readonly what: string;
  /** What has them: `the plan`. */
  readonly of: string;
  /** Whether it only excuses a figure: nobody would write it instead. */
  readonly loose: boolean;
  /** The figures that it sums up, where it is a sum of figures. */
  readonly parts?: readonly Located<number>[];
}

/** `Total Estimated Time: 25 hours`. */
export interface EffortClaim extends ClaimBase {
  readonly kind: 'effort';
  readonly stated: Effort;
  /** The figure as written, for a correction. */
  readonly figure: Located<string>;
  /** Whether it is time that passes: parts of it may lie side by side. */
  readonly elapsed: boolean;
  /** The sums a reader may mean; the first is the likeliest. Empty where nothing has an estimate. */
  readonly sums: readonly EffortSum[];
}

/** What estimates sum to, in hours. */
export interface EffortSum {
  /** Without optional work and what is kept in reserve. */
  readonly needed: { readonly least: number; readonly most: number };
  readonly all: { readonly least: number; readonly most: number };
  /** The longest of the parts. */
  readonly longest: number;
  /** How many parts there are, and how many of them have no estimate. */
  readonly parts: number;
  readonly withoutEstimate: number;
  /** What the parts are, and which: each `task` of `Phase 2`, each `row` `above it`. */
  readonly what: 'task' | 'row' | 'item' | 'phase';
  readonly of: string;
}

/** `Completion: 40% (4/10 tasks completed)`, `Phase 1: 100%`, `T001-T012 are done`. */
export interface ProgressClaim extends ClaimBase {
  readonly kind: 'progress';
  /** Whether the share is stated as a rough one (`~40%`). */
  readonly approximate: boolean;
  readonly percent: Located<number> | undefined;
  readonly done: Located<number> | undefined;
  readonly total: Located<number> | undefined;
  /** The words that say, without a figure, that all of it is done. */
  readonly complete: Located<string> | undefined;
  /** Whether it stands in a log, and may have been true only then. */
  readonly past: boolean;
  /** The noun behind its figures, in lower case, where it is none that the model counts: `files`. */
  readonly unit: string | undefined;
  /** The countings a reader may mean; the first is the likeliest. */
  readonly counts: readonly ProgressCount[];
  /** The figures that no counting bears out, each with the one that the likeliest counting gives. */
  readonly wrong: readonly { readonly figure: Located<number>; readonly right: number }[];
}

/** How much of something is done. */
export interface ProgressCount {
  readonly done: number;
  readonly total: number;
  /** A noun in the plural: `tasks that are not optional`. */
  readonly what: string;
  /** How many of them have no state, so that they may be done as well; missing where all have one. */
  readonly stateless?: number;
}

/** `Current Phase: Phase 2`, `Current Task: Task 2.1`. */
export interface CurrentPhaseClaim extends ClaimBase {
  readonly kind: 'current-phase';
  /** What is stated; undefined where the words name neither. */
  readonly stated: Phase | Task | undefined;
  /** The words that name it, or a number that no phase of the plan has. */
  readonly name: Located<string> | undefined;
  /** The first phase with an unfinished task, and every phase in progress; for a task the first unfinished one. */
  readonly right: readonly (Phase | Task)[];
  /** Whether what is stated is finished, or is none of the plan's. */
  readonly wrong: boolean;
}

/** `Critical Path: Tasks 1.1 → 1.2 → 2.1`, `Critical Path: ~68 h`. */
export interface CriticalPathClaim extends ClaimBase {
  readonly kind: 'critical-path';
  /** The tasks that it leads through. */
  readonly stops: readonly PathStop[];
  /** Whether nothing but tasks stands on it, so that it can be compared with others. */
  readonly whole: boolean;
  /** Stops of the plan's own id shape that name no task. */
  readonly unknown: readonly Located<string>[];
  /** How long it is said to be. */
  readonly length: Effort | undefined;
  /** What the items of a list of it sum to, where it has one. */
  readonly listed: EffortSum | undefined;
}

/** One task on a critical path. */
export interface PathStop extends Located<Task> {
  /** Whether the stop before it is the one before it on the path, with nothing in between that is no task. */
  readonly follows: boolean;
}
