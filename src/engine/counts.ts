import type { Plan } from '../model/plan/plan.ts';

/** The size of a plan in numbers. */
export interface PlanCounts {
  readonly tasks: number;
  readonly done: number;
  readonly steps: number;
  /** Edges between tasks; those to prerequisites are not counted. */
  readonly dependencies: number;
  /** Checklists that are gates, metrics left out. */
  readonly gateLists: number;
  /** Items of those checklists. */
  readonly gates: { readonly open: number; readonly total: number };
  readonly placeholders: number;
  /** Ids, state marks, known labels, counts and percentages in the text, and how many of them nothing was made of. */
  readonly mentions: { readonly read: number; readonly unread: number };
}

/** Counts what a plan consists of. */
export function countPlan(plan: Plan): PlanCounts {
  const gates = plan.gates.filter((gate) => gate.kind !== 'metrics' && gate.items.length > 0);
  const items = gates.flatMap((gate) => gate.items);
  return {
    tasks: plan.tasks.length,
    done: plan.tasks.filter((task) => task.state === 'done').length,
    steps: plan.tasks.reduce((sum, task) => sum + task.steps.length, 0),
    dependencies: plan.graph.edges.filter(({ from, to }) => from.kind === 'task' && to.kind === 'task').length,
    gateLists: gates.length,
    gates: {
      open: items.filter((item) => item.state !== 'done' && item.state !== 'dropped').length,
      total: items.length,
    },
    placeholders: plan.placeholders.length,
    // The account of a plan is made when somebody asks for it.
    get mentions() {
      return { read: plan.account.read.length, unread: plan.unread.length };
    },
  };
}
