import type { Located, Span } from '../../text.ts';
import type { Reference } from '../plan/graph.ts';
import type { PhaseNode } from '../work/phases.ts';
import type { TaskNode } from '../work/tasks.ts';
import type { Mention } from './mentions.ts';

/** Whoever needs or is needed. */
export type Owner = TaskNode | PhaseNode;

/** A dependency as prose, a comment or a diagram states it: whose it is, what it names, and which way it points. */
export interface StatedNeed {
  readonly owner: Owner;
  readonly mention: Mention;
  readonly direction: Reference['direction'];
  /** The named reading that found it. */
  readonly by: string;
  /** Whether it says so plainly, so that an id that names nothing is a mistake. */
  readonly plain: boolean;
}

/** What a title says that its task needs, where it names no id. */
export interface StatedValue {
  readonly owner: Owner;
  readonly value: Located<string>;
  readonly direction: Reference['direction'];
}

/** Tasks or phases that a sentence says can be worked on side by side. */
export interface StatedParallel {
  /** The words that say so. */
  readonly span: Span;
  readonly mentions: readonly Mention[];
}
