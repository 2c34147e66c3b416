import { defineRule, quote, type Fix, type Plan, type TakenId } from '../src/rule.ts';

/** Two branches that count on by themselves come to the same number, and only their merge shows it. */
export default defineRule({
  id: 'no-taken-id',
  description: 'Disallow new ids that the other branch has given to something else meanwhile',
  category: 'changes',
  recommended: 'error',
  strict: 'error',
  drafts: 'error',
  fixable: 'suggest',
  options: {},
  messages: {
    taken: ({ name, other }: { name: string; other: string }) =>
      `\`${name}\` is taken: the other branch has given it to ${quote(other)} meanwhile`,
  },
  *check(plan, { problem }) {
    for (const taken of plan.change?.taken ?? []) {
      const { name, span, other } = taken;
      yield problem(span, 'taken', { name, other }, { fixes: renumbering(plan, taken) });
    }
  },
});

/** The next free id, wherever the plan has the one that is taken. */
function renumbering({ renaming }: Plan, { task, free }: TakenId): Fix[] {
  if (free === undefined || task?.id === undefined) return [];
  const { name, id } = task;
  const edits = renaming(new Map([[task, free]]));
  if (!edits || edits.length === 0) return [];
  return [{ title: `Call it \`${name.replace(id, () => free)}\``, safe: false, edits }];
}
