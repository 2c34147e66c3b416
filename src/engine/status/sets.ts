import { foldPadding } from '../../model/language/ids.ts';
import type { Amount, EffortLeft } from './effort-left.ts';
import { type Hanging, hangingOn } from './hanging-on.ts';
import { whichFirst } from './next-tasks.ts';
import { tallyOf, type Tally } from './plan-status.ts';
import type { DocumentStatus, PlanStatusData, TaskData } from './status-data.ts';

/** A task to be taken up, with the document in which it stands and what hangs on it. */
export interface NextData extends TaskData, Hanging {
  readonly path: string;
}

/** Documents that belong together, or one that stands alone. */
export interface SetStatus {
  /** The folder of a set, with a slash at its end; the path of one that stands alone. */
  readonly name: string;
  readonly plans: readonly PlanStatusData[];
  readonly tasks: Tally;
  readonly effortLeft: EffortLeft;
  /** What is in progress and what can start, the first to be taken up first. */
  readonly next: readonly NextData[];
}

/** Puts documents into their sets, in the order of their paths. What needs what may lead from one into another. */
export function setsOf(documents: readonly DocumentStatus[]): SetStatus[] {
  const groups = new Map<string, DocumentStatus[]>();
  for (const document of documents) {
    const key = [document.projectPath, ...document.others].toSorted().join('\0');
    const same = groups.get(key);
    if (same) same.push(document);
    else groups.set(key, [document]);
  }
  return Array.from(groups.values(), statusOfSet);
}

function statusOfSet(given: readonly DocumentStatus[]): SetStatus {
  const plans = given.map(({ data }) => data);
  const documents = withoutListedTwice(given);
  return {
    name: nameOf(plans),
    plans,
    tasks: tallyOf(
      documents.flatMap(({ standings }) => standings.map(({ standing }) => standing)),
      documents.every(({ data, standings }) => standings.length === 0 || data.unsure.length === 0),
    ),
    effortLeft: effortOfAll(plans.map(({ effortLeft }) => effortLeft)),
    next: nextOf(documents),
  };
}

/** An index without the tasks that have documents of their own. */
function withoutListedTwice(documents: readonly DocumentStatus[]): DocumentStatus[] {
  const own = new Set(documents.flatMap(({ own, isIndex }) => (isIndex ? [] : (own ?? []))));
  const isListed = (id: string | null | undefined) => typeof id === 'string' && own.has(foldPadding(id));
  return documents.map((document) =>
    document.isIndex
      ? {
          ...document,
          standings: document.standings.filter(({ id }) => !isListed(id)),
          next: document.next.filter(({ task }) => !isListed(task.id)),
        }
      : document,
  );
}

function nextOf(documents: readonly DocumentStatus[]): NextData[] {
  const hanging = hangingOn(documents.flatMap(({ work }) => work));
  const found = documents.flatMap(({ data: { path }, next }) =>
    next.map(({ task, name, rank }) => {
      const { unlocks, chain } = hanging.get(name) ?? { unlocks: 0, chain: 0 };
      return { task: { path, ...task, unlocks, chain }, rank: { ...rank, hanging: { unlocks, chain } } };
    }),
  );
  return found.toSorted((a, b) => whichFirst(a.rank, b.rank)).map(({ task }) => task);
}

/** The tasks of several plans together. */
export function tallyOfAll(tallies: readonly Tally[]): Tally {
  const some = tallies.filter(({ total }) => total > 0);
  const sum = (key: Exclude<keyof Tally, 'percent'>) => some.reduce((all, tally) => all + tally[key], 0);
  const total = sum('total');
  const [done, dropped] = [sum('done'), sum('dropped')];
  // All that a plan with nothing but dropped tasks has is known, too.
  const isSure = some.every((tally) => tally.percent !== null || tally.dropped === tally.total);
  return {
    total,
    done,
    dropped,
    'in-progress': sum('in-progress'),
    ready: sum('ready'),
    waiting: sum('waiting'),
    blocked: sum('blocked'),
    unknown: sum('unknown'),
    parts: sum('parts'),
    percent: isSure && total > dropped ? Math.floor((100 * done) / (total - dropped)) : null,
  };
}

/** What several plans have left together. */
export function effortOfAll(efforts: readonly EffortLeft[]): EffortLeft {
  const amounts = (key: 'hours' | 'points'): Amount | null => {
    const given = efforts.flatMap((effort) => effort[key] ?? []);
    if (given.length === 0) return null;
    return {
      least: given.reduce((all, { least }) => all + least, 0),
      most: given.reduce((all, { most }) => all + most, 0),
    };
  };
  return {
    hours: amounts('hours'),
    points: amounts('points'),
    withoutEstimate: efforts.reduce((all, { withoutEstimate }) => all + withoutEstimate, 0),
    optional: efforts.reduce((all, { optional }) => all + optional, 0),
  };
}

/** The folder that all of them lie in. */
function nameOf(plans: readonly PlanStatusData[]): string {
  const [first = '', ...others] = plans.map(({ path }) => path);
  if (others.length === 0) return first;
  const folders = first.split('/').slice(0, -1);
  while (folders.length > 0 && !others.every((path) => path.startsWith(`${folders.join('/')}/`))) folders.pop();
  return folders.length === 0 ? './' : `${folders.join('/')}/`;
}
