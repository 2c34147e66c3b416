import type { Located } from '../../text.ts';
import type { PhaseNode } from '../work/phases.ts';
import type { Reference } from '../plan/graph.ts';
import type { TaskNode } from '../work/tasks.ts';

/** A dependency as prose, a comment or a diagram states it: whose it is, what it names, and which way it points. */
export interface StatedNeed {
  readonly owner: TaskNode | PhaseNode;
  readonly value: Located<string>;
  readonly direction: Reference['direction'];
}
