import { defineRule, factAt, quote, quoteFew, type Fix, type Phase, type Plan, type Task } from '../src/rule.ts';

/** Numbers that do not fit make people look for a task that is not there. */
export default defineRule({
  id: 'no-misnumbered-task',
  description: 'Disallow tasks numbered after another phase, and gaps and disorder in numbered tasks and phases',
  category: 'tasks',
  recommended: false,
  strict: 'warning',
  drafts: 'warning',
  fixable: 'suggest',
  options: {},
  messages: {
    phase: ({ task, phase, others }: { task: string; phase: string; others: number }) =>
      `${quote(task)}${others > 0 ? ` and ${others} more` : ''} ${others > 0 ? 'stand' : 'stands'} in ${phase}`,
    gap: ({ name, before, missing }: { name: string; before: string; missing: readonly string[] }) =>
      `${quote(name)} comes after ${quote(before)}; ${quoteFew(missing)} ${missing.length > 1 ? 'are' : 'is'} missing`,
    order: ({ name, before }: { name: string; before: string }) => `${quote(name)} comes after ${quote(before)}`,
    repeat: ({ name, line }: { name: string; line: number }) => `${quote(name)} is there already, in line ${line}`,
  },
  *check(plan, { problem }) {
    for (const found of plan.misnumbering) {
      const { kind, what, ids } = found;
      const facts = plan.duplicates.some(({ second }) => second === what)
        ? [factAt('duplicate', placeOf(what).start)]
        : [];
      const name = what.name;
      const fixes = ids ? renumbering(plan, what, ids) : [];
      if (kind === 'phase') {
        const { phase, others } = found;
        const related = [{ span: phase.section.titleSpan, message: `${phase.name} begins here` }];
        yield problem(
          placeOf(what),
          'phase',
          { task: name, phase: phase.name, others: others.length },
          { related, fixes, facts },
        );
        continue;
      }
      const before = found.before.name;
      const related = [{ span: placeOf(found.before), message: `${quote(before)} is here` }];
      if (kind === 'gap') {
        const keyword = 'dialect' in what ? what.keyword : what.section.label?.keyword;
        const ids = found.missing.filter((id) => !isElsewhere(plan, id));
        const missing = ids.map((id) => (keyword === undefined ? id : `${keyword} ${id}`));
        if (missing.length > 0)
          yield problem(placeOf(what), 'gap', { name, before, missing }, { related, fixes, facts });
      } else if (kind === 'order') yield problem(placeOf(what), 'order', { name, before }, { related, fixes, facts });
      else {
        const line = plan.source.lineAt(placeOf(found.before).start);
        yield problem(placeOf(what), 'repeat', { name, line }, { related, fixes, facts });
      }
    }
  },
});

/** Whether another document of the set has the task. */
function isElsewhere({ set }: Plan, id: string): boolean {
  return set?.documents.some(({ tasks }) => tasks.some((task) => task.id === id)) ?? false;
}

function placeOf(what: Task | Phase) {
  return 'dialect' in what ? what.nameSpan : (what.section.label?.span ?? what.section.titleSpan);
}

/** Other ids for the task and all that have to change theirs with it, where they are declared and where they are named. */
function renumbering(plan: Plan, what: Task | Phase, ids: ReadonlyMap<Task, string>): Fix[] {
  const id = 'dialect' in what ? ids.get(what) : undefined;
  const edits = plan.renaming(ids);
  if (id === undefined || !edits) return [];
  const others = ids.size - 1;
  const name = what.name.slice(0, what.name.lastIndexOf(what.id ?? '')) + id;
  const title = `Call it \`${name}\`${others > 0 ? `, and renumber ${others} more` : ''}`;
  return [{ title, safe: false, edits }];
}
