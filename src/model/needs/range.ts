import type { PhaseNode } from '../work/phases.ts';
import type { NamedThing } from '../language/reference-value.ts';
import type { TaskIndex } from './task-index.ts';
import type { TaskNode } from '../work/tasks.ts';

/** `T001-T003` reads as one id until both ends of it turn out to be declared. */
export function asRange(thing: NamedThing, owner: TaskNode | PhaseNode, index: TaskIndex): NamedThing | undefined {
  const { id } = thing;
  if (!id) return undefined;
  for (let at = id.value.indexOf('-'); at >= 0; at = id.value.indexOf('-', at + 1)) {
    const [first, last] = [id.value.slice(0, at), id.value.slice(at + 1)];
    if (!index.find(first, thing.keyword, owner) || !index.find(last, thing.keyword, owner)) continue;
    const middle = id.span.start + at;
    return {
      ...thing,
      kind: 'range',
      id: { value: first, span: { start: id.span.start, end: middle } },
      last: { value: last, span: { start: middle + 1, end: id.span.end } },
    };
  }
  return undefined;
}
