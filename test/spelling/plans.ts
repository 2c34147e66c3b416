/** A state that a plan can give a task. */
export type PlanState = 'open' | 'in-progress' | 'done';

/** A task of an abstract plan. Titles and ids come from the language and the shape. */
export interface AbstractTask {
  readonly state: PlanState;
  /** Places of the tasks it needs, from 0, in the order of the plan. */
  readonly needs: readonly number[];
  readonly hours: number;
  /** The place of the task that a statement about it names by mistake. */
  readonly calledAs?: number;
}

/** A plan without any words. */
export interface AbstractPlan {
  /** Without phases there is one group. */
  readonly groups: readonly (readonly AbstractTask[])[];
  readonly phased: boolean;
}

const task = (state: PlanState, hours: number, ...needs: number[]): AbstractTask => ({ state, hours, needs });

/** The plans that are written down. Each needs single tasks, several, and some in a row. */
export const plans: Readonly<Record<'phases' | 'flat' | 'long', AbstractPlan>> = {
  phases: {
    phased: true,
    groups: [
      [task('done', 2), task('in-progress', 3, 0), task('open', 7, 0, 1)],
      [task('open', 4, 2), task('open', 2, 0, 1, 2)],
    ],
  },
  flat: {
    phased: false,
    groups: [
      [task('done', 7), task('done', 2, 0), task('in-progress', 5, 0, 1), task('open', 3, 1), task('open', 2, 0, 2)],
    ],
  },
  long: {
    phased: true,
    groups: [
      [task('done', 2), task('done', 4), task('done', 3, 0, 1)],
      [task('done', 7, 2), task('in-progress', 6, 0, 3), task('open', 2, 3, 4)],
      [task('open', 3, 5), task('open', 12, 3, 4, 5), task('open', 8, 0, 6)],
    ],
  },
};
