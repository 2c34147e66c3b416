import type { Located, Span } from '../../text.ts';
import type { Evidence, Inferred } from './reading.ts';
import type { Section } from './section.ts';
import type { Phase, Task } from './task.ts';

/** One thing named in a dependency field, and what it stands for. */
export interface Reference {
  /** As written, keyword included. */
  readonly text: string;
  readonly span: Span;
  readonly kind:
    'id' | 'range' | 'group' | 'phase' | 'name' | 'elsewhere' | 'external' | 'none' | 'placeholder' | 'unknown';
  /** The tasks that it names; for `elsewhere` those of other documents of the set. */
  readonly targets: readonly Task[];
  /** The phases that it names, in a phase's own dependencies. */
  readonly phases: readonly Phase[];
  /** The id as written, without keyword, for `id` and `unknown`. */
  readonly id: string | undefined;
  /** The section it names where the name is a section's. */
  readonly section: Section | undefined;
  /** What stands in parentheses right behind it. */
  readonly note: Located<string> | undefined;
  /** Who states it. */
  readonly owner: Task | Phase;
  /** Whether the owner needs what is named, or is needed by it. */
  readonly direction: 'needs' | 'needed-by';
  /** By which named reading it was read. */
  readonly by: Evidence;
  /** From what it was inferred where no words of the author say so: a finding that rests on it is never certain. */
  readonly inferred?: Inferred;
}

/** `from` needs `to`. */
export interface Edge {
  readonly from: Task;
  readonly to: Task;
  readonly via: 'id' | 'range' | 'group' | 'name' | 'phase';
  readonly reference: Reference;
}

/** `from` needs `to`, phase by phase. */
export interface PhaseEdge {
  readonly from: Phase;
  readonly to: Phase;
  readonly reference: Reference;
}

/** A way round: each task needs the next, the last needs the first. Begins at the earliest declared task. */
export interface Cycle {
  readonly tasks: readonly Task[];
  readonly edges: readonly Edge[];
  /** Those of its edges without which these tasks, and all that are knotted up with them, have no way round any more. */
  readonly cuts: readonly Edge[];
}

/** A chain of tasks of which each needs the one before. */
export interface Chain {
  readonly tasks: readonly Task[];
  /** Hours; the number of tasks where the plan has no estimates. */
  readonly length: number;
  /** Whether every task of the plan's graph has an estimate. */
  readonly byEffort: boolean;
}

/** Who needs whom. */
export interface Graph {
  /** Tasks and prerequisites in document order. */
  readonly nodes: readonly Task[];
  readonly edges: readonly Edge[];
  readonly phaseEdges: readonly PhaseEdge[];
  /** One per strongly connected component, by the shortest way round. */
  readonly cycles: readonly Cycle[];
  /** References of the plan's own id shape that name nothing. */
  readonly unknown: readonly Reference[];
  /** Every task after what it needs; tasks on cycles in document order. */
  readonly order: readonly Task[];
  readonly criticalPath: Chain;
  /** The longest chain of what is neither done nor dropped. */
  readonly criticalPathLeft: Chain;
  /** Open tasks of which all needs are met. */
  readonly ready: readonly Task[];
  /** Edges that other edges already imply. */
  readonly redundant: readonly Edge[];
  /** The edges by which a task needs others. */
  needs(task: Task): readonly Edge[];
  /** The edges by which others need a task. */
  neededBy(task: Task): readonly Edge[];
  /** Whether a task needs another one, directly or through others. */
  leadsTo(task: Task, need: Task): boolean;
}

/** What a sentence says can be worked on side by side. */
export interface Parallel {
  /** From the first that it names to the last. */
  readonly span: Span;
  readonly members: readonly ParallelMember[];
}

/** One thing that such a sentence names. */
export interface ParallelMember {
  /** As written. */
  readonly text: string;
  readonly span: Span;
  /** The tasks meant, those of the phases meant among them. */
  readonly tasks: readonly Task[];
  readonly phases: readonly Phase[];
  /** Whether it has the shape of the plan's ids and names nothing. */
  readonly unknown: boolean;
}
