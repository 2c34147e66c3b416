import type { Source } from '../../text.ts';
import type { Cycle, Edge } from './graph.ts';
import type { Requirement } from './requirement.ts';
import type { Phase, Task } from './task.ts';

/** What a document of a plan set is for. */
export type SetRole = 'requirements' | 'design' | 'tasks' | 'checklist' | 'task' | 'index' | 'approvals' | 'other';

/** Another document of the plan's set. */
export interface SetDocument {
  readonly path: string;
  readonly role: SetRole;
  readonly source: Source;
  readonly tasks: readonly Task[];
  readonly phases: readonly Phase[];
  readonly requirements: readonly Requirement[];
}

/** Documents that belong together. What other documents say is read when it is first asked for. */
export interface PlanSet {
  /** The paths of the other documents, in order. */
  readonly paths: readonly string[];
  /** The other documents, in the order of their paths. */
  readonly documents: readonly SetDocument[];
  /** What tasks of the plan need in other documents, and by which words. */
  readonly edges: readonly Edge[];
  /** Ways round through other documents, where this one is the first of them by its path. */
  readonly cycles: readonly Cycle[];
  /** The path of an earlier document that is a task of the same id as this one. */
  readonly namesake: string | undefined;
  /** The document that a task stands in; undefined for the plan's own. */
  documentOf(task: Task): SetDocument | undefined;
  /** The document at a path, or what is known of another file of the set. */
  documentAt(path: string): SetDocument | undefined;
}
