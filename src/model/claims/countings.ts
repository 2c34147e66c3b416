import type { ClaimScope, ProgressClaim, TaskCount } from '../plan/claim.ts';
import type { State } from '../plan/state.ts';
import type { Task } from '../plan/task.ts';
import { foldId } from '../language/ids.ts';
import type { Ground } from './claim-context.ts';
import type { Noun } from './nouns.ts';
import { selectionOf } from './qualifiers.ts';

/** Some of the plan's work that a reader may count. */
interface Counted {
  readonly members: readonly { readonly state: State }[];
  /** A noun in the plural. */
  readonly what: string;
  /** Whether nobody would say so in the first place. */
  readonly loose: boolean;
}

const isLive = (task: Task): boolean => task.state !== 'dropped';

/** The sets of tasks that a reader may count: the rows of tables, those that declare themselves, all of them, without optional ones, top level only. */
function countable(tasks: readonly Task[]): Counted[] {
  const explicit = tasks.filter((task) => task.dialect !== 'plain');
  const sets: { tasks: readonly Task[]; what: string }[] = [];
  const rows = tasks.filter((task) => task.dialect === 'table');
  const bases = [rows, explicit, tasks].filter(
    (base, index, all) => base.length > 0 && all.findIndex((other) => other.length === base.length) === index,
  );
  for (const base of bases) {
    sets.push({ tasks: base, what: 'tasks' });
    const leaves = base.filter((task) => task.children.length === 0);
    if (leaves.length < base.length) sets.push({ tasks: leaves, what: 'tasks without sub-tasks' });
    const tops = base.filter((task) => !task.parent || !base.includes(task.parent));
    if (tops.length < base.length) sets.push({ tasks: tops, what: 'top-level tasks' });
  }
  const variants = sets.flatMap((set) => [
    set,
    { tasks: set.tasks.filter((task) => !task.optional), what: `${set.what} that are not optional` },
    { tasks: set.tasks.filter(isLive), what: `${set.what} that are not dropped` },
  ]);
  // An id that was given twice may be counted once.
  const ids = new Set<string>();
  const once = tasks.filter(
    ({ id }) => id === undefined || (!ids.has(foldId(id)) && ids.add(foldId(id)) !== undefined),
  );
  const sizes = variants.map(({ tasks: members, what }) => ({ members, what, loose: false }));
  // The same task pasted twice is one: its id and its words say so.
  const pasted = tasks.filter(
    ({ id, title }, index) =>
      id !== undefined &&
      tasks
        .slice(0, index)
        .some((other) => other.id === id && other.title.value.toLowerCase() === title.value.toLowerCase()),
  );
  if (pasted.length > 0 && once.length === tasks.length - pasted.length)
    return distinct([{ members: once, what: 'tasks with ids of their own', loose: false }, ...sizes]);
  return distinct([...sizes, { members: once, what: 'tasks with ids of their own', loose: true }]);
}

/** The sets that differ in size, the empty ones left out. */
function distinct(sets: readonly Counted[]): Counted[] {
  return sets.filter(
    ({ members }, index) =>
      members.length > 0 && sets.findIndex((other) => other.members.length === members.length) === index,
  );
}

/** The boxes that a reader may count: the innermost, and all. */
function boxesOf(tasks: readonly Task[]): Counted[] {
  const steps = tasks.flatMap((task) => task.steps);
  if (steps.length === 0) return [];
  const ticked = tasks.filter((task) => task.box);
  const innermost = ticked.filter((task) => task.steps.length === 0 && task.children.length === 0);
  return distinct([
    { members: [...steps, ...innermost], what: innermost.length > 0 ? 'boxes' : 'steps', loose: true },
    { members: [...steps, ...ticked], what: 'boxes', loose: true },
  ]);
}

/** The plan's phases, for a scope that is the plan. */
function phasesOf(scope: ClaimScope, { reading }: Ground, word?: string): Counted[] {
  const members = reading.phases.filter(
    ({ section }) => word === undefined || section.declaration?.keyword?.toLowerCase() === word,
  );
  return scope.kind === 'plan' && members.length > 0
    ? [{ members, what: word && /^[a-z]+$/.test(word) ? `${word}s` : 'phases', loose: false }]
    : [];
}

/** What a number counts, as far as a set of the plan's depends on it. */
export type What = Pick<Noun, 'class' | 'word' | 'qualifier'>;

/** What is left to do of a set. */
function unfinished({ members, what, loose }: Counted): Counted {
  const open = members.filter(({ state }) => state !== 'done' && state !== 'dropped');
  return { members: open, what: `unfinished ${what}`, loose };
}

function untouched(tasks: readonly Task[]): Counted {
  return { members: tasks.filter(({ state }) => state === 'open'), what: 'open tasks', loose: true };
}

/** The sets that a noun, by its kind and what narrows it down, can stand for in a scope. Nothing where nobody knows. */
function setsFor(noun: What | undefined, scope: ClaimScope, ground: Ground): Counted[] {
  const { tasks } = scope;
  const { qualifier = '' } = noun ?? {};
  if (noun?.class === 'other') return [];
  const selection = selectionOf(qualifier, ground);
  if (selection === undefined) return [];
  if (noun?.class === 'phase') return selection === 'all' ? phasesOf(scope, ground, noun.word) : [];
  const kinds = noun?.class === 'kind' ? tasks.filter(({ keyword }) => keyword?.toLowerCase() === noun.word) : tasks;
  if (selection === 'parallel') {
    const members = kinds.filter(({ parallel }) => parallel);
    return members.length > 0 ? [{ members, what: 'tasks that are marked as parallel', loose: false }] : [];
  }
  if (selection !== 'all') {
    if (kinds.some(({ state }) => state === 'unknown')) return [];
    // "5 open" beside "2 in progress" are those that nobody has begun.
    if (selection === 'left') return [...countable(kinds).map(unfinished), untouched(kinds)];
    const members = kinds.filter(({ state }) => state === selection);
    // What was dropped, or waited, may be gone from the plan.
    if (members.length === 0 && selection !== 'done') return [];
    return [{ members, what: `tasks that are ${qualifier}`, loose: false }];
  }
  if (noun?.class === 'step') {
    const members = tasks.flatMap((task) => task.steps);
    const steps = members.length > 0 ? [{ members, what: 'steps', loose: false }, ...boxesOf(tasks)] : [];
    const named = tasks.filter(({ keyword }) => keyword?.toLowerCase() === noun.word);
    if (named.length > 0) return countable(named);
    // Without boxes in tasks the boxes that are tasks may be meant.
    return steps.length > 0 || tasks.every(({ box }) => box !== undefined) ? [...steps, ...countable(tasks)] : [];
  }
  return [...countable(kinds), ...(noun?.class === 'kind' ? [] : boxesOf(tasks))];
}

/** The counts that a stated number of something may mean in a scope. */
export function countsOf(stated: number, noun: What | undefined, scope: ClaimScope, ground: Ground): TaskCount[] {
  const counts = allCountsOf(noun, scope, ground);
  // One far beyond them counts what stands elsewhere.
  const most = Math.max(0, ...counts.map(({ count }) => count));
  return stated > 2 * most + 2 ? [] : counts;
}

/** The counts that a number which speaks of this very plan may mean. */
export function allCountsOf(noun: What | undefined, scope: ClaimScope, ground: Ground): TaskCount[] {
  const sets = setsFor(noun, scope, ground);
  return sets.map(({ members, what, loose }) => ({ count: members.length, what, of: scope.name, loose }));
}

/**
 * The countings of what is done that fit a noun; without one any that the scope offers. Of work that `isUnderWay` "two of
 * three phases" may as well be those that have begun.
 */
export function progressOf(
  noun: Noun | undefined,
  scope: ClaimScope,
  ground: Ground,
  isUnderWay = false,
): ProgressClaim['counts'] {
  const sets = [...setsFor(noun, scope, ground), ...(noun ? [] : phasesOf(scope, ground))];
  // What says nothing about its state says nothing about progress.
  const stated = sets.filter(({ members }) => members.some(({ state }) => state !== 'unknown'));
  const countings = stated.map(({ members, what }) => {
    const count = (wanted: State) => members.filter(({ state }) => state === wanted).length;
    const stateless = count('unknown');
    return { done: count('done'), total: members.length, what, ...(stateless > 0 ? { stateless } : {}) };
  });
  if (!isUnderWay || noun?.class !== 'phase') return countings;
  const begun = stated.map(({ members, what }) => ({
    done: members.filter(({ state }) => state === 'done' || state === 'in-progress').length,
    total: members.length,
    what: `${what} that have begun`,
  }));
  return [...countings, ...begun];
}
