import { isMet, middle } from '../../model/needs/graph.ts';
import type { Plan } from '../../model/plan/plan.ts';
import type { Task } from '../../model/plan/task.ts';
import { type Hanging, hangingOn, type Work } from './hanging-on.ts';
import type { TaskStanding } from './standing.ts';

/** A task to be taken up, and what hangs on it. */
export interface NextTask {
  readonly standing: TaskStanding;
  readonly hanging: Hanging;
}

/** By what tasks are put in order. */
export interface Rank {
  readonly inProgress: boolean;
  readonly optional: boolean;
  /** The position of its phase. */
  readonly phase: number;
  readonly hanging: Hanging;
}

/**
 * What comes first: what is in progress, then what has to be done before what is optional, earlier phases first, then what
 * the longest chain hangs on, then what most tasks wait for. 0 where only the order of the document decides.
 */
export function whichFirst(a: Rank, b: Rank): number {
  return (
    Number(b.inProgress) - Number(a.inProgress) ||
    Number(a.optional) - Number(b.optional) ||
    a.phase - b.phase ||
    b.hanging.chain - a.hanging.chain ||
    b.hanging.unlocks - a.hanging.unlocks
  );
}

/** What is in progress and what can start, the first to be taken up first. Of what has unfinished parts, the parts. */
export function nextTasks(plan: Plan, standings: ReadonlyMap<Task, TaskStanding>): NextTask[] {
  const hanging = hangingOn(workLeft(plan, ({ key }) => key));
  const found = plan.tasks.flatMap((task): (NextTask & { rank: Rank })[] => {
    const standing = standings.get(task);
    const its = hanging.get(task.key);
    if (!standing || !its || !isNext(standing)) return [];
    return [{ standing, hanging: its, rank: rankOf(standing, its) }];
  });
  return found.toSorted((a, b) => whichFirst(a.rank, b.rank));
}

/** Whether a task is one to be taken up. */
export function isNext({ standing }: TaskStanding): boolean {
  return standing === 'ready' || standing === 'in-progress';
}

/** By what a task is put in order. */
export function rankOf({ task, standing }: TaskStanding, hanging: Hanging): Rank {
  return { inProgress: standing === 'in-progress', optional: task.optional, phase: task.phase?.index ?? 0, hanging };
}

/** What is not finished in a plan, with what it needs in it and in other documents. */
export function workLeft({ tasks, graph, set }: Plan, nameOf: (task: Task) => string): Work[] {
  const elsewhere = set?.edges ?? [];
  return tasks
    .filter((task) => !isMet(task))
    .map((task) => ({
      name: nameOf(task),
      needs: [...graph.needs(task), ...elsewhere.filter(({ from }) => from === task)]
        .filter(({ to }) => !isMet(to))
        .map(({ to }) => nameOf(to)),
      hours: (task.effort ?? task.duration) ? middle(task) : null,
    }));
}
