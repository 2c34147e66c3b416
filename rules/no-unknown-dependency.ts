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
    unknown: ({ name, near }: { name: string; near: readonly string[] }) =>
      `${quote(name)} is not in this plan${near.length > 0 ? `; did you mean ${near.map((each) => quote(each)).join(' or ')}?` : ''}`,
  },
  *check(plan, { problem }) {
    for (const reference of plan.graph.unknown) {
      // What stands there and is not read is not missing: that it is not read is told instead.
      if (plan.unreadIds.has(bareId(reference))) continue;
      const near = nearTasks(plan, reference);
      const certainty = reference.inferred ? 'likely' : 'certain';
      const fixes = near.map((task) =>
        suggest(`Change it to \`${task.name}\``, reference.span, spelled(task, reference)),
      );
      const data = { name: reference.text, near: near.map(({ name }) => name) };
      yield problem(reference.span, 'unknown', data, { certainty, fixes });
    }
  },
});

/** Most tasks of which one may be meant: more are no help. */
const FEW = 3;

const bareId = ({ id = '' }: Reference): string => id.replace(/^#/, '').toLowerCase();

/** The closest tasks but for the owner, those that it names already, and those that come before it. */
function nearTasks(plan: Plan, reference: Reference): readonly Task[] {
  const { owner } = reference;
  const near = plan.nearTasks(reference);
  if (!('dialect' in owner)) return near.slice(0, FEW);
  // Where the first is meant for something else, so may be the others.
  const [first] = near;
  if (!first || !canBeMeant(plan, reference, owner, first)) return [];
  return near.filter((task) => canBeMeant(plan, reference, owner, task)).slice(0, FEW);
}

function canBeMeant({ graph }: Plan, reference: Reference, owner: Task, near: Task): boolean {
  if (near === owner) return false;
  const [from, to] = reference.direction === 'needs' ? [owner, near] : [near, owner];
  const closes = graph.leadsTo(to, from) && bare(near.id) !== bare(reference.id);
  return !closes && !graph.needs(from).some((edge) => edge.to === to);
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
