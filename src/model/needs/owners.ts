import type { Document } from '../document/document.ts';
import type { OutlineSection } from '../document/outline.ts';
import type { TaskReading } from '../work/tasks.ts';
import type { Owner } from './stated-need.ts';

/**
 * Says to whom a place belongs: the innermost task around it, or the phase in whose own text it stands. Has to be asked in
 * the order of the document.
 */
export function ownersOf(
  _document: Document,
  { nodes, phases }: TaskReading,
): (offset: number, section: OutlineSection) => Owner | undefined {
  const tasks = nodes.toSorted((a, b) => a.span.start - b.span.start);
  const bySection = new Map(phases.map((phase) => [phase.section, phase]));
  const open: typeof tasks = [];
  let next = 0;
  return (offset, section) => {
    for (let task = tasks[next]; task && task.span.start <= offset; task = tasks[++next]) open.push(task);
    while (open.length > 0 && (open.at(-1)?.span.end ?? 0) <= offset) open.pop();
    return open.findLast(({ span }) => offset < span.end) ?? bySection.get(section);
  };
}
