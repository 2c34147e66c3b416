import type { Plan } from '../model/plan/plan.ts';
import type { Phase, Task } from '../model/plan/task.ts';
import type { PictureLink } from './picture.ts';

/**
 * Arrows for what only the order of a plan says. Where its format makes each task need the one before, they lead from task to
 * task; where it says nothing of dependencies at all, from phase to phase; else there are none.
 */
export function orderLinks(
  plan: Plan,
  phases: readonly Phase[],
  families: ReadonlySet<Task>,
  links: readonly PictureLink[],
  keyOf: (item: Task | Phase) => string | undefined,
): PictureLink[] {
  if (!plan.orderIsDependency) return links.length > 0 ? [] : chain(phases, links, keyOf);
  const rows = new Map<Task | Phase | undefined, (Task | Phase)[]>();
  const put = (place: Task | Phase | undefined, item: Task | Phase) => {
    const row = rows.get(place);
    if (row) row.push(item);
    else rows.set(place, [item]);
  };
  for (const phase of phases) put(undefined, phase);
  for (const task of plan.tasks) {
    put((task.parent && families.has(task.parent) ? task.parent : undefined) ?? task.phase, task);
  }
  return [...rows.values()].flatMap((row) => chain(row.toSorted(byPlace), links, keyOf));
}

function byPlace(a: Task | Phase, b: Task | Phase): number {
  return startOf(a) - startOf(b);
}

function startOf(item: Task | Phase): number {
  return 'dialect' in item ? item.nameSpan.start : item.section.headingSpan.start;
}

function chain(
  items: readonly (Task | Phase)[],
  links: readonly PictureLink[],
  keyOf: (item: Task | Phase) => string | undefined,
): PictureLink[] {
  const said = new Set(links.flatMap(({ tail, head }) => [`${tail} ${head}`, `${head} ${tail}`]));
  const keys = items.flatMap((item) => keyOf(item) ?? []);
  return keys.slice(1).flatMap((head, index) => {
    const tail = keys[index] as string;
    if (said.has(`${tail} ${head}`)) return [];
    return [{ tail, head, kind: 'order', critical: false, cyclic: false, implied: false }];
  });
}
