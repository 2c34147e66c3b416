import { readyTasks } from '../engine/status/ready-tasks.ts';
import type { Effort } from '../model/plan/effort.ts';
import type { Plan } from '../model/plan/plan.ts';
import type { Phase, Task } from '../model/plan/task.ts';

/** A task, prerequisite or phase of a graph. */
export interface GraphNode {
  readonly key: string;
  readonly id: string | null;
  readonly kind: 'task' | 'prerequisite' | 'phase';
  readonly title: string;
  /** The key of its phase. */
  readonly phase: string | null;
  readonly state: Task['state'];
  readonly line: number;
  readonly estimateHours: number | null;
}

/** The dependency graph of a plan as data: `from` needs `to`, and both are keys of nodes. */
export interface GraphJson {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly {
    from: string;
    to: string;
    line: number;
    via: 'id' | 'range' | 'group' | 'name' | 'phase';
  }[];
  readonly cycles: readonly (readonly string[])[];
  readonly criticalPath: readonly string[];
  readonly ready: readonly string[];
}

/** The dependency graph of a plan, nodes and edges in the order of the document. */
export function graphJson(plan: Plan): GraphJson {
  const { graph, source } = plan;
  const phases = new Set(graph.phaseEdges.flatMap(({ from, to }) => [from, to]));
  const taken = new Set(graph.nodes.map((task) => task.key));
  // `Phase 1` and `Task 1` are both 1; nodes need names of their own.
  const phaseKey = (phase: Phase) => (phases.has(phase) && taken.has(phase.key) ? phase.name : phase.key);
  const nodes = [
    ...graph.nodes.map((task) => ({
      at: task.nameSpan.start,
      node: taskNode(task, task.phase && phaseKey(task.phase)),
    })),
    ...Array.from(phases, (phase) => ({
      at: phase.section.headingSpan.start,
      node: phaseNode(phase, phaseKey(phase)),
    })),
  ];
  const edges = [
    ...graph.edges.map(({ from, to, via, reference }) => ({ from: from.key, to: to.key, via, reference })),
    ...graph.phaseEdges.map(({ from, to, reference }) => {
      return { from: phaseKey(from), to: phaseKey(to), via: 'phase' as const, reference };
    }),
  ];
  const keys = (tasks: readonly Task[]) => tasks.map((task) => task.key);
  return {
    nodes: nodes
      .toSorted((a, b) => a.at - b.at)
      .map(({ at, node: { estimateHours, ...node } }) =>
        Object.assign(node, { line: source.lineAt(at), estimateHours }),
      ),
    edges: edges
      .toSorted((a, b) => a.reference.span.start - b.reference.span.start)
      .map(({ from, to, via, reference }) => ({ from, to, line: source.lineAt(reference.span.start), via })),
    cycles: graph.cycles.map((cycle) => keys(cycle.tasks)),
    criticalPath: keys(graph.criticalPath.tasks),
    ready: keys(readyTasks(plan).ready),
  };
}

function taskNode({ key, id, kind, title, state, effort }: Task, phase: string | undefined): Omit<GraphNode, 'line'> {
  return { key, id: id ?? null, kind, title: title.value, phase: phase ?? null, state, estimateHours: hoursOf(effort) };
}

function phaseNode({ id, title, state }: Phase, key: string): Omit<GraphNode, 'line'> {
  return { key, id, kind: 'phase', title, phase: null, state, estimateHours: null };
}

/** Hours of an estimate: the middle of a range. */
export function hoursOf(effort: Effort | null): number | null {
  return effort && effort.unit !== 'points' ? (effort.least + effort.most) / 2 : null;
}
