import type { Plan } from '../../model/plan/plan.ts';
import type { Task } from '../../model/plan/task.ts';
import { type Standing, standingsOf } from './standing.ts';

/** Open tasks without unfinished parts that can start now, and those of which nobody can tell; in the order of the document. */
export function readyTasks(plan: Plan): { readonly ready: readonly Task[]; readonly unsure: readonly Task[] } {
  const standings = standingsOf(plan);
  const thatAre = (wanted: Standing) =>
    plan.tasks.filter((task) => task.state === 'open' && standings.get(task)?.standing === wanted);
  return { ready: thatAre('ready'), unsure: thatAre('unknown') };
}
