import type { Spelling } from './choices.ts';
import { stated, type Writing } from './carriers.ts';
import { writers } from './dialects.ts';
import { layoutOf } from './layout.ts';
import { declaredName, namingOf } from './names.ts';
import { type AbstractPlan, plans } from './plans.ts';

/** The checklist of a phase: whether each of its items is ticked. */
export function gateItems(group: AbstractPlan['groups'][number]): readonly boolean[] {
  return [group[0]?.state === 'done', group.every(({ state }) => state === 'done')];
}

/** How many tasks of a plan are done, and how many there are. */
export function progressOf(plan: AbstractPlan): {
  readonly done: number;
  readonly total: number;
  readonly percent: number;
} {
  const tasks = plan.groups.flat();
  const done = tasks.filter(({ state }) => state === 'done').length;
  return { done, total: tasks.length, percent: Math.round((100 * done) / tasks.length) };
}

/** Writes the plan that a spelling names, or another one in its place, spelled so. */
export function render(spelling: Spelling, plan = plans[spelling.plan]): string {
  const naming = namingOf(spelling, plan);
  const { words } = naming;
  const layout = layoutOf(spelling, words);
  let count = 0;
  const groups = plan.groups.map((group) => group.map((task): Writing => ({ ...naming, layout, task, at: count++ })));
  const write = writers[spelling.dialect];
  const { done, total, percent } = progressOf(plan);
  const share = words.share
    .replace('{done}', String(done))
    .replace('{total}', String(total))
    .replace('{percent}', String(percent));
  const claim = { none: undefined, total: [words.total, String(total)], progress: [words.progress, share] }[
    spelling.claim
  ];
  const statements = groups
    .flat()
    .map(stated)
    .filter((line) => line !== undefined);
  const lines = [
    layout.heading(1, words.title),
    '',
    ...(claim ? [layout.field(claim[0] ?? '', claim[1] ?? ''), ''] : []),
    ...groups.flatMap((group, at) => {
      const items = gateItems(plan.groups[at] ?? []).map(
        (ticked, place) => `${layout.bullet} [${ticked ? 'x' : ' '}] ${words.items[place]}`,
      );
      const phase = words.phase.replace('{n}', String(at + 1));
      // Right before tasks that are a list themselves it would be one list with them, right behind headings the last one's.
      const first = spelling.dialect === 'heading' || spelling.dialect === 'bold-paragraph';
      const label = spelling.gate === 'label' ? [layout.lead(words.gate), '', ...items, ''] : [];
      const title = plan.phased ? `${phase}${words.colon === '：' ? '：' : ': '}${words.phases[at]}` : words.work;
      return [
        layout.heading(2, title),
        '',
        ...(first ? label : []),
        ...write(group, (task) => declaredName(naming, task)),
        ...(first ? [] : label),
        ...(spelling.gate === 'heading' ? [layout.heading(3, words.gate), '', ...items, ''] : []),
      ];
    }),
    ...(statements.length > 0
      ? [layout.heading(2, words.dependencies), '', ...statements.map((line) => `${layout.bullet} ${line}`), '']
      : []),
  ];
  const text = `${lines.join('\n').trimEnd()}\n`;
  if (spelling.noise === 'crlf') return text.replaceAll('\n', '\r\n');
  return spelling.noise === 'bom' ? `\uFEFF${text}` : text;
}
