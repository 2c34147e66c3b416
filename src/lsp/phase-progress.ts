import { standingsOf, type TaskStanding } from '../engine/status/standing.ts';
import type { Plan } from '../model/plan/plan.ts';
import type { Phase, Task } from '../model/plan/task.ts';

const known = new WeakMap<Plan, ReadonlyMap<Task, TaskStanding>>();

/** The tasks that can begin by all that the plan says, as `planvet next` has it. */
export function readyTasks(plan: Plan, phase?: Phase): Task[] {
  const standings = known.get(plan) ?? standingsOf(plan);
  known.set(plan, standings);
  return (phase?.tasks ?? plan.tasks).filter((task) => standings.get(task)?.standing === 'ready');
}

/** How far a phase is, in words: "3 of 7 done, 2 can start now"; undefined where it has no tasks. What was dropped does not count. */
export function phaseProgress(plan: Plan, phase: Phase): string | undefined {
  const tasks = phase.tasks.filter(({ state }) => state !== 'dropped');
  if (tasks.length === 0) return undefined;
  const count = (state: Task['state']) => tasks.filter((task) => task.state === state).length;
  const ready = readyTasks(plan, phase).length;
  const unknown = count('unknown');
  if (unknown === tasks.length) return `${tasks.length} ${tasks.length === 1 ? 'task' : 'tasks'} without a state`;
  return [
    `${count('done')} of ${tasks.length} done`,
    unknown > 0 ? `${unknown} without a state` : '',
    ready > 0 ? `${ready} can start now` : '',
  ]
    .filter(Boolean)
    .join(', ');
}
