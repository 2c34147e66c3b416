import {
  contains,
  defineRule,
  suggest,
  type Edge,
  type Fix,
  type Plan,
  type Reference,
  type Related,
} from '../src/rule.ts';

/** Tasks that wait for each other in a circle never start. */
export default defineRule({
  id: 'no-cyclic-dependency',
  description: 'Disallow dependencies that lead back to the task itself',
  category: 'dependencies',
  recommended: 'error',
  strict: 'error',
  drafts: 'error',
  fixable: 'suggest',
  options: {},
  messages: {
    itself: ({ name }: { name: string }) => `\`${name}\` depends on itself`,
    cycle: ({ names }: { names: readonly string[] }) =>
      `${roundTrip(names)}, so ${names.length === 2 ? 'neither' : `none of the ${names.length}`} can start`,
  },
  *check(plan, { problem }) {
    for (const { tasks, edges } of [...plan.graph.cycles, ...(plan.set?.cycles ?? [])]) {
      const [first, ...others] = edges;
      if (!first) continue;
      const own = edges.filter(({ from }) => plan.set?.documentOf(from) === undefined);
      const details = {
        related: others.map((edge) => related(plan, edge)),
        fixes: own.flatMap((edge) => removal(plan, edge)),
      };
      if (others.length === 0) yield problem(first.reference.span, 'itself', { name: first.from.name }, details);
      else yield problem(first.reference.span, 'cycle', { names: tasks.map((task) => task.name) }, details);
    }
  },
});

/** From the first task back to it; of many the middle is left out. */
function roundTrip(names: readonly string[]): string {
  const shown = names.length > 9 ? [...names.slice(0, 4), ...names.slice(-3)] : names;
  const quoted = [...shown, ...names.slice(0, 1)].map((name) => `\`${name}\``);
  return (names.length > 9 ? quoted.toSpliced(4, 0, '…') : quoted).join(' needs ');
}

function related({ set }: Plan, edge: Edge): Related {
  const path = set?.documentOf(edge.from)?.path;
  return { span: edge.reference.span, message: said(edge), ...(path === undefined ? {} : { path }) };
}

function said({ from, to }: Edge): string {
  return `\`${from.name}\` needs \`${to.name}\``;
}

/** Takes the reference out of its list, where that is a plain list of names. */
function removal(plan: Plan, edge: Edge): Fix[] {
  const { owner, span, targets } = edge.reference;
  if (!('fields' in owner) || targets.length !== 1) return [];
  const field = owner.fields.find(({ value }) => contains(value.span, span));
  if (!field) return [];
  const title = `Remove the dependency of \`${edge.from.name}\` on \`${edge.to.name}\``;
  const list = plan.references.filter((other) => contains(field.value.span, other.span));
  const at = list.findIndex((other) => other.span.start === span.start);
  const [before, self, after] = [list[at - 1], list[at], list[at + 1]];
  if (!self || !isPlainList(plan, field.value.span, list)) return [];
  if (before) return [suggest(title, { start: before.span.end, end: span.end }, '')];
  if (!after) return [suggest(title, field.value.span, 'None')];
  // `Tasks 5, 9` without its first name would lose the word that the others live on.
  return keyword(self) === keyword(after) ? [suggest(title, { start: span.start, end: after.span.start }, '')] : [];
}

function isPlainList({ source }: Plan, whole: { start: number; end: number }, list: readonly Reference[]): boolean {
  const starts = [...list.map(({ span }) => span.start), whole.end];
  const ends = [whole.start, ...list.map(({ span }) => span.end)];
  return starts.every((start, index) => {
    const gap = source.slice({ start: ends[index] ?? start, end: start });
    return index === 0 || index === list.length ? gap === '' : /^\s*(?:[,;+&/]|and|, and)\s*$/.test(gap);
  });
}

function keyword({ text, id }: Reference): string {
  return id !== undefined && text.endsWith(id) ? text.slice(0, -id.length) : text;
}
