import { effortOfAll, type SetStatus, tallyOfAll } from '../engine/status/sets.ts';

/** How far plans are, as data: all together, by set, and each plan. */
export function statusJson(sets: readonly SetStatus[]): object {
  return {
    tasks: tallyOfAll(sets.map(({ tasks }) => tasks)),
    effortLeft: effortOfAll(sets.map(({ effortLeft }) => effortLeft)),
    sets: sets.map(({ name, plans, tasks, effortLeft }) => ({
      name,
      plans: plans.map(({ path }) => path),
      tasks,
      effortLeft,
    })),
    plans: sets.flatMap(({ plans }) => plans),
  };
}
