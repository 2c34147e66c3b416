import { isMet } from '../../model/needs/graph.ts';
import type { Effort } from '../../model/plan/effort.ts';
import type { Task } from '../../model/plan/task.ts';

/** The estimates of what is not finished. What is in progress counts in full: nobody says how much of it is left. */
export interface EffortLeft {
  /** Null where nothing is estimated in time. */
  readonly hours: Amount | null;
  /** Null where nothing is estimated in points. */
  readonly points: Amount | null;
  /** How many unfinished tasks, parts instead of the whole, have no estimate. */
  readonly withoutEstimate: number;
  /** How many of them are optional: they are in none of the other figures. */
  readonly optional: number;
}

/** From the least to the most. */
export interface Amount {
  readonly least: number;
  readonly most: number;
}

/** Sums the estimates of unfinished tasks, each of them once: where all parts of a task have one, theirs, else its own. */
export function effortLeft(tasks: readonly Task[]): EffortLeft {
  const given = new Set(tasks);
  const outermost = tasks.filter(({ parent }) => !parent || !given.has(parent));
  const efforts: Effort[] = [];
  const counts = { withoutEstimate: 0, optional: 0 };
  for (const task of outermost) add(task, efforts, counts);
  const [points, times] = [efforts.filter(isPoints), efforts.filter((effort) => !isPoints(effort))];
  return { hours: sum(times), points: sum(points), ...counts };
}

function add(task: Task, efforts: Effort[], counts: { withoutEstimate: number; optional: number }): void {
  if (isMet(task)) return;
  if (task.optional) counts.optional++;
  else if (task.effort && !task.children.every(isEstimated)) efforts.push(task.effort);
  else if (task.children.length > 0) for (const child of task.children) add(child, efforts, counts);
  else if (task.effort) efforts.push(task.effort);
  else counts.withoutEstimate++;
}

function isEstimated({ effort, state, children }: Task): boolean {
  return effort !== null || state === 'dropped' || (children.length > 0 && children.every(isEstimated));
}

function isPoints({ unit }: Effort): boolean {
  return unit === 'points';
}

function sum(efforts: readonly Effort[]): Amount | null {
  if (efforts.length === 0) return null;
  const total = (end: 'least' | 'most') => efforts.reduce((all, effort) => all + effort[end], 0);
  return { least: total('least'), most: total('most') };
}
