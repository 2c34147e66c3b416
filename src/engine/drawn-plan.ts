import { pictureOf, type Picture } from '../drawing/picture.ts';
import { planStatus } from './status/plan-status.ts';
import type { Plan } from '../model/plan/plan.ts';

/** The picture of a plan, in which what can start now is what `planvet next` says. */
export function drawnPlan(plan: Plan): Picture {
  const { tasks } = planStatus(plan);
  return pictureOf(plan, (task) => tasks.get(task)?.standing === 'ready');
}
