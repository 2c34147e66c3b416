import type { Plan } from '../model/plan/plan.ts';

/** How much there was to do at some time, and how much of it was done. */
export interface BurnUpPoint {
  /** Seconds since 1970. */
  readonly time: number;
  readonly done: number;
  /** What was dropped left out. */
  readonly total: number;
}

/** How a plan has come along: one point for each version in which it had tasks, and one for what it is now. */
export function burnUp(
  versions: readonly { readonly time: number; readonly plan: Plan | undefined }[],
  now: { readonly time: number; readonly plan: Plan },
): BurnUpPoint[] {
  const points = [...versions, now].flatMap(({ time, plan }) => {
    const live = plan?.tasks.filter(({ state }) => state !== 'dropped') ?? [];
    if (live.length === 0) return [];
    return { time, done: live.filter(({ state }) => state === 'done').length, total: live.length };
  });
  const [last, beforeLast] = [points.at(-1), points.at(-2)];
  // What is not committed has changed nothing that is counted.
  const isSame = last && beforeLast && last.done === beforeLast.done && last.total === beforeLast.total;
  return isSame ? points.slice(0, -1) : points;
}
