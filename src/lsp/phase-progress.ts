import type { Plan } from '../model/plan/plan.ts';
import type { Phase, Task } from '../model/plan/task.ts';

/** The open tasks that nothing holds up; what the plan leaves unsure is none of them. */
export function readyTasks(plan: Plan, phase?: Phase): Task[] {
  return plan.graph.ready.filter(
    (task) => !plan.unsure.has(task) && (phase === undefined || phase.tasks.includes(task)),
  );
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
