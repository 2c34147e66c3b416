import type { ClaimScope, EffortSum } from '../plan/claim.ts';
import type { Effort, EffortUnit } from '../plan/effort.ts';
import type { Task } from '../plan/task.ts';
import type { Ground } from './claim-context.ts';

const isLive = (task: Task): boolean => task.state !== 'dropped';

/** One of the things that a sum is made of. */
export interface Part {
  readonly effort: Effort | null;
  readonly optional: boolean;
  readonly reserve: boolean;
}

/** What parts sum to; undefined where fewer than two have an estimate, unless there is just the one. */
export function sumOf(parts: readonly Part[], what: EffortSum['what'], of: string): EffortSum | undefined {
  const estimated = parts.flatMap(({ effort, ...rest }) => (effort ? [{ effort, ...rest }] : []));
  if (estimated.length < 2 && !(what === 'task' && of !== 'the plan' && parts.length === 1)) return undefined;
  if (estimated.length === 0) return undefined;
  return {
    needed: add(estimated.filter(({ optional, reserve }) => !optional && !reserve)),
    all: add(estimated),
    longest: Math.max(...estimated.map(({ effort }) => effort.least)),
    parts: parts.length,
    withoutEstimate: parts.length - estimated.length,
    what,
    of,
  };
}

function add(parts: readonly { readonly effort: Effort }[]): EffortSum['all'] {
  return {
    least: parts.reduce((total, { effort }) => total + effort.least, 0),
    most: parts.reduce((total, { effort }) => total + effort.most, 0),
  };
}

/** Whether amounts can be summed: points with points, times with times. */
export function isLike(a: EffortUnit, b: EffortUnit): boolean {
  return (a === 'points') === (b === 'points');
}

/** The sums of the estimates of a scope in units like one: over the tasks without sub-tasks, and over the outermost that have one. */
export function sumsOfTasks({ tasks, name }: ClaimScope, unit: EffortUnit): EffortSum[] {
  const live = tasks.filter(isLive);
  const leaves = live.filter((task) => task.children.length === 0);
  const isCovered = (task: Task): boolean => {
    for (let at = task.parent; at; at = at.parent) if (at.effort && tasks.includes(at)) return true;
    return false;
  };
  const outermost = live.filter((task) => !isCovered(task) && (task.effort !== null || task.children.length === 0));
  return [leaves, outermost].flatMap((list, index) => {
    if (index > 0 && list.length === leaves.length && list.every((task) => leaves.includes(task))) return [];
    return (
      sumOf(
        list.map((task) => partOf(task, unit)),
        'task',
        name,
      ) ?? []
    );
  });
}

function partOf({ effort, optional }: Task, unit: EffortUnit): Part {
  return { effort: effort && isLike(effort.unit, unit) ? effort : null, optional, reserve: false };
}

/** The units in which the tasks of a scope are estimated. */
export function unitsOf({ tasks }: ClaimScope): Set<EffortUnit> {
  return new Set(tasks.flatMap(({ effort }) => effort?.unit ?? []));
}

/** Hours are work, even in a schedule. */
const CALENDAR = /^(?:duration|timeline|schedule|calendar)$/;
const OF_EFFORT = /effort|work|aufwand|esfuerzo|esforço|charge|工作量|工数|공수|трудо/;

/**
 * Whether an amount is time that passes rather than a sum of work: words around it say so, or it is in weeks, which no task
 * is estimated in.
 */
export function isTimePassing(
  words: string,
  unit: EffortUnit,
  scope: ClaimScope,
  { document: { vocabulary } }: Ground,
): boolean {
  const isShort = unit === 'hours' || unit === 'minutes';
  const said = words.toLowerCase().split(/[^\p{L}\p{N}-]+/u);
  if (said.some((word) => vocabulary.elapsed.has(word) && !(isShort && CALENDAR.test(word)))) return true;
  return unit === 'weeks' && !OF_EFFORT.test(words.toLowerCase()) && !unitsOf(scope).has(unit);
}
