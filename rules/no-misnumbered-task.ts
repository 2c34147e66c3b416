import { defineRule, suggest, type Fix, type Phase, type Plan, type Task } from '../src/rule.ts';

const list = new Intl.ListFormat('en-GB');

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
      `\`${task}\`${others > 0 ? ` and ${others} more` : ''} ${others > 0 ? 'stand' : 'stands'} in ${phase}`,
    gap: ({ name, before, missing }: { name: string; before: string; missing: readonly string[] }) =>
      `\`${name}\` comes after \`${before}\`; ${list.format(missing.map((id) => `\`${id}\``))} ${missing.length > 1 ? 'are' : 'is'} missing`,
    order: ({ name, before }: { name: string; before: string }) => `\`${name}\` comes after \`${before}\``,
    repeat: ({ name }: { name: string }) => `\`${name}\` is there twice`,
  },
  *check(plan, { problem }) {
    for (const found of plan.misnumbering) {
      const { kind, what } = found;
      const name = what.name;
      if (kind === 'phase') {
        const { phase, others } = found;
        const related = [{ span: phase.section.titleSpan, message: `${phase.name} begins here` }];
        const fixes = others.length > 0 ? [] : renumbering(plan, found.what, phase);
        yield problem(
          placeOf(what),
          'phase',
          { task: name, phase: phase.name, others: others.length },
          { related, fixes },
        );
        continue;
      }
      const before = found.before.name;
      const related = [{ span: placeOf(found.before), message: `\`${before}\` is here` }];
      if (kind === 'gap') {
        const keyword = 'dialect' in what ? what.keyword : what.section.label?.keyword;
        const ids = found.missing.filter((id) => !isElsewhere(plan, id));
        const missing = ids.map((id) => (keyword === undefined ? id : `${keyword} ${id}`));
        if (missing.length > 0) yield problem(placeOf(what), 'gap', { name, before, missing }, { related });
      } else yield problem(placeOf(what), kind, { name, before }, { related });
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

/** Numbers the tasks of the phase one after the other, where they are declared and where they are referred to. */
function renumbering(plan: Plan, misplaced: Task, phase: Phase): Fix[] {
  const tasks = phase.tasks.filter(({ id, dialect }) => dialect === misplaced.dialect && /^\d+\.\d+$/.test(id ?? ''));
  const first = Number(tasks.find((task) => task !== misplaced)?.id?.split('.')[1] ?? 1);
  const renamed = tasks
    .map((task, index) => ({ task, id: task.id ?? '', by: `${phase.id}.${first + index}` }))
    .filter(({ id, by }) => id !== by);
  const edits = renamed.flatMap(({ task, id, by }) => {
    const start = task.nameSpan.start + plan.source.slice(task.nameSpan).lastIndexOf(id);
    const named = plan.references.filter(({ kind, targets }) => kind === 'id' && targets.includes(task));
    const places = [start, ...named.map(({ span }) => span.end - id.length)];
    return places.map((at) => ({ span: { start: at, end: at + id.length }, text: by }));
  });
  const whole = edits.every(({ span }) => renamed.some(({ id }) => plan.source.slice(span) === id));
  const inRange = ({ task }: { task: Task }) =>
    plan.references.some(({ kind, targets }) => kind === 'range' && targets.includes(task));
  const name = renamed.find(({ task }) => task === misplaced)?.by;
  if (name === undefined || !whole || renamed.some(inRange)) return [];
  return [{ ...suggest(`Call it \`${name}\``, misplaced.nameSpan, name), edits }];
}
