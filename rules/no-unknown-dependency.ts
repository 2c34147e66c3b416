import { defineRule, quote, suggest, type Plan, type Reference, type Task } from '../src/rule.ts';

/** A dependency that names no task can never be met, so the task that waits on it never starts. */
export default defineRule({
  id: 'no-unknown-dependency',
  description: 'Disallow dependencies on tasks that the plan does not have',
  category: 'dependencies',
  recommended: 'error',
  strict: 'error',
  drafts: 'error',
  fixable: 'suggest',
  options: {},
  messages: {
    unknown: ({ name, near }: { name: string; near: string | undefined }) =>
      `${quote(name)} is not in this plan${near ? `; did you mean ${quote(near)}?` : ''}`,
  },
  *check(plan, { problem }) {
    for (const reference of plan.graph.unknown) {
      // What stands there and is not read is not missing: that it is not read is told instead.
      if (plan.unreadIds.has(bareId(reference))) continue;
      const near = nearest(plan, reference);
      const certainty = reference.inferred ? 'likely' : 'certain';
      const fixes = near ? [suggest(`Change it to \`${near.name}\``, reference.span, spelled(near, reference))] : [];
      yield problem(reference.span, 'unknown', { name: reference.text, near: near?.name }, { certainty, fixes });
    }
  },
});

const bareId = ({ id = '' }: Reference): string => id.replace(/^#/, '').toLowerCase();

/** The closest task, unless the owner is it, names it already, or comes before it. */
function nearest({ graph, nearestTask }: Plan, reference: Reference): Task | undefined {
  const near = nearestTask(reference);
  const { owner } = reference;
  if (!near || near === owner) return undefined;
  if (!('dialect' in owner)) return near;
  const [from, to] = reference.direction === 'needs' ? [owner, near] : [near, owner];
  const closes = graph.leadsTo(to, from) && bare(near.id) !== bare(reference.id);
  return closes || graph.needs(from).some((edge) => edge.to === to) ? undefined : near;
}

/** An id as it is the same however it is padded: `T07` and `T007`. */
function bare(id: string | undefined): string {
  return (id ?? '').toLowerCase().replace(/(?<!\d)0+(?=\d)/g, '');
}

/** A task's id written as the reference was, with its keyword or without. */
function spelled(task: Task, { text, id }: Reference): string {
  if (task.id === undefined || id === undefined || !text.endsWith(id)) return task.name;
  return text.slice(0, -id.length) + task.id;
}
