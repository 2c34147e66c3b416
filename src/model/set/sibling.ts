/**
 * Another document of a plan's set, by its path as `readPlan` was given the plan's own. The text may be a getter: it is
 * asked for when something in it matters.
 */
export interface Sibling {
  readonly path: string;
  readonly text: string;
}
