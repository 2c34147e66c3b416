import type { SetStatus } from '../engine/status/sets.ts';
import type { Standing } from '../engine/status/standing.ts';

/** What can be done next, as data: in the order in which to take it up; the rest with what it waits for. */
export function nextJson(sets: readonly SetStatus[]): object {
  const next = sets.flatMap((set) => set.next);
  const plans = sets.flatMap((set) => set.plans);
  const rest = (standing: Standing) =>
    plans.flatMap(({ path, work }) =>
      work.filter((task) => task.standing === standing).map((task) => ({ path, ...task })),
    );
  return {
    // What has to be ticked before work begins, or should have been.
    gates: plans.flatMap(({ path, gates }) =>
      gates.filter(({ kind, reached }) => kind === 'entry' || reached !== null).map((gate) => ({ path, ...gate })),
    ),
    inProgress: next.filter(({ standing }) => standing === 'in-progress'),
    ready: next.filter(({ standing }) => standing === 'ready'),
    waiting: rest('waiting'),
    blocked: rest('blocked'),
    unknown: rest('unknown'),
    unsure: plans.flatMap(({ path, unsure }) => unsure.map((each) => ({ path, ...each }))),
  };
}
