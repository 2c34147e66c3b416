import { defineRule, quote, quoteFew, type RemovedTask, type Span, type Task } from '../src/rule.ts';

/** Open work that vanishes was either done, or dropped, or forgotten; a plan says which. */
export default defineRule({
  id: 'no-removed-task',
  description: 'Disallow taking open tasks and gate items out of a plan without a word',
  category: 'changes',
  recommended: 'warning',
  strict: 'warning',
  drafts: false,
  fixable: null,
  options: {},
  messages: {
    one: ({ name }: { name: string }) => `${quote(name)} was open and is no longer in the plan`,
    many: ({ names }: { names: readonly string[] }) =>
      `${names.length} tasks were open and are no longer in the plan: ${quoteFew(names)}`,
    item: ({ titles }: { titles: readonly string[] }) =>
      titles.length === 1
        ? `The open gate item ${quoteFew(titles)} is no longer in the plan`
        : `${titles.length} open gate items are no longer in the plan: ${quoteFew(titles)}`,
  },
  *check({ change }, { problem }) {
    if (!change) return;
    for (const { place, names } of byPlace(change.removed)) {
      const [name = '', ...others] = names;
      if (others.length === 0) yield problem(place, 'one', { name });
      else yield problem(place, 'many', { names });
    }
    const items = change.removedItems.filter(
      ({ item, because }) => item.state === 'open' && !item.optional && because === undefined,
    );
    for (const place of new Set(items.map((item) => item.place))) {
      const titles = items.filter((item) => item.place === place).map(({ item }) => item.title.value);
      yield problem(place, 'item', { titles });
    }
  },
});

/** What a reader knows a task by that the plan does not show any more. */
function labelOf({ id, name, title }: Task): string {
  return id === undefined ? title.value : `${name}: ${title.value}`;
}

/** The names of open tasks that are no more, by where they would stand; parts of one that is gone with them are not named. */
function byPlace(removed: readonly RemovedTask[]): { place: Span; names: string[] }[] {
  const gone = new Set(removed.map(({ task }) => task));
  const groups = new Map<number, { place: Span; names: string[] }>();
  for (const { task, place } of removed) {
    const { state, optional, parent } = task;
    const isOpen = state === 'open' || state === 'in-progress' || state === 'blocked';
    if (!isOpen || optional || (parent && gone.has(parent))) continue;
    const group = groups.get(place.start) ?? { place, names: [] };
    group.names.push(labelOf(task));
    groups.set(place.start, group);
  }
  return [...groups.values()];
}
