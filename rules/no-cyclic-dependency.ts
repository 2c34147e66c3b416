import { defineRule, factAt, quote, type Edge, type Fix, type Plan, type Related } from '../src/rule.ts';

/** Tasks that wait for each other in a circle never start. */
export default defineRule({
  id: 'no-cyclic-dependency',
  description: 'Disallow dependencies that lead back to the task itself',
  category: 'dependencies',
  recommended: 'error',
  strict: 'error',
  drafts: 'error',
  fixable: 'suggest',
  asks: 'decision',
  options: {},
  messages: {
    itself: ({ name }: { name: string }) => `${quote(name)} depends on itself`,
    cycle: ({ names }: { names: readonly string[] }) =>
      `${roundTrip(names)}, so ${names.length === 2 ? 'neither' : `none of the ${names.length}`} can start`,
  },
  *check(plan, { problem }) {
    for (const { edges, cuts, tasks } of [...plan.graph.cycles, ...(plan.set?.cycles ?? [])]) {
      const [first, ...others] = edges;
      if (!first) continue;
      const own = cuts.filter(({ from }) => plan.set?.documentOf(from) === undefined);
      const details = {
        certainty: edges.some(isInferred) ? ('likely' as const) : ('certain' as const),
        related: others.map((edge) => related(plan, edge)),
        fixes: own.flatMap((edge) => removal(plan, edge)),
        facts: tasks
          .filter((task) => plan.set?.documentOf(task) === undefined)
          .map(({ nameSpan }) => factAt('cycle', nameSpan.start)),
      };
      if (others.length === 0) yield problem(first.reference.span, 'itself', { name: nameIn(plan, first) }, details);
      else yield problem(first.reference.span, 'cycle', { names: edges.map((edge) => nameIn(plan, edge)) }, details);
    }
  },
});

/** Whether a name, or a column without a head that says so, may mean something else. */
function isInferred({ via, reference }: Edge): boolean {
  return via === 'name' || reference.inferred !== undefined;
}

/** What the task that needs something is called where it says so. */
function nameIn(plan: Plan, { from, reference }: Edge): string {
  return plan.set?.documentOf(from) ? from.name : plan.nameAt(from, reference.span);
}

/** From the first task back to it; of many the middle is left out. */
function roundTrip(names: readonly string[]): string {
  const shown = names.length > 9 ? [...names.slice(0, 4), ...names.slice(-3)] : names;
  const quoted = [...shown, ...names.slice(0, 1)].map((name) => quote(name, 30));
  return (names.length > 9 ? quoted.toSpliced(4, 0, '…') : quoted).join(' needs ');
}

function related({ set }: Plan, edge: Edge): Related {
  const path = set?.documentOf(edge.from)?.path;
  return { span: edge.reference.span, message: said(edge), ...(path === undefined ? {} : { path }) };
}

function said({ from, to }: Edge): string {
  return `${quote(from.name)} needs ${quote(to.name)}`;
}

function removal(plan: Plan, edge: Edge): Fix[] {
  const edits = plan.removalOf(edge);
  const title = `Remove the dependency of ${quote(edge.from.name)} on ${quote(edge.to.name)}`;
  return edits ? [{ title, safe: false, edits }] : [];
}
