import type { Located } from '../../text.ts';
import { titleWords } from '../language/ids.ts';
import type { StatusConflict } from '../plan/conflict.ts';
import type { Section } from '../plan/section.ts';
import type { Phase } from '../plan/task.ts';

/** A phase that stands in the plan several times with the same tasks, and is not equally far everywhere: one conflict for all. */
export function readPhaseCopies(phases: readonly Phase[]): StatusConflict[] {
  const copies = new Map<string, Phase[]>();
  for (const phase of phases) {
    const key = `${phase.name} ${phase.title}`.toLowerCase();
    const list = copies.get(key);
    if (list) list.push(phase);
    else copies.set(key, [phase]);
  }
  return [...copies.values()].flatMap(([first, ...others]): StatusConflict[] => {
    if (!first || first.state === 'unknown') return [];
    const again = others.filter((phase) => phase.state !== 'unknown' && shareTasks(first, phase));
    const second = again.find(({ state }) => state !== first.state);
    if (!second) return [];
    return [
      {
        scope: { kind: 'phase', phase: second },
        statement: headingOf(second.section),
        kind: 'copies',
        state: second.state,
        others: [first, ...again.filter((phase) => phase !== second)].map(({ section, state }) => ({
          heading: headingOf(section),
          state,
        })),
      },
    ];
  });
}

/** Whether half of the tasks of one are in the other too: the backend and the frontend may both have a Phase 1. */
function shareTasks(first: Phase, second: Phase): boolean {
  const keyOf = ({ title }: { readonly title: Located<string> }) => titleWords(title.value).join(' ');
  const known = new Set(first.tasks.map(keyOf));
  const shared = second.tasks.filter((task) => known.has(keyOf(task))).length;
  return shared > 0 && shared * 2 >= Math.min(first.tasks.length, second.tasks.length);
}

function headingOf({ title, titleSpan }: Section): Located<string> {
  return { value: title, span: titleSpan };
}
