import type { ReadingEntry } from '../plan/reading.ts';
import type { Document } from '../document/document.ts';
import type { Parallel, ParallelMember } from '../plan/graph.ts';
import type { TaskNode } from '../work/tasks.ts';
import type { Mention } from './mentions.ts';
import { resolveMention } from './resolve.ts';
import type { Owner, StatedParallel } from './stated-need.ts';
import type { TaskIndex } from './task-index.ts';

/** Looks up what sentences call parallel. One that names fewer than two things says nothing about any. */
export function resolveParallels(
  document: Document,
  stated: readonly StatedParallel[],
  index: TaskIndex,
): readonly Parallel[] {
  return stated.flatMap(({ mentions }): Parallel[] => {
    const members = mentions.flatMap((mention) => membersOf(mention, document, index));
    const [first, last] = [members[0], members.at(-1)];
    if (!first || !last || members.length < 2) return [];
    return [{ span: { start: first.span.start, end: last.span.end }, members }];
  });
}

const isTask = (owner: Owner): owner is TaskNode => 'dialect' in owner;

/** Of a range or group each task or phase is a member of its own. */
function membersOf(mention: Mention, { parsed }: Document, index: TaskIndex): ParallelMember[] {
  const span = { start: mention.start, end: mention.end };
  const text = parsed.source.slice(span);
  const found = resolveMention(mention, undefined, index);
  if (found.length > 0) {
    return found.map((owner) => ({
      text: isTask(owner) && found.length === 1 ? text : owner.name,
      span,
      tasks: isTask(owner) ? [owner] : owner.tasks,
      phases: isTask(owner) ? [] : [owner],
      unknown: false,
    }));
  }
  const { name } = mention;
  const unknown = name !== undefined && !name.last && index.isUnknown(name.id.value, name.keyword?.value);
  return unknown ? [{ text, span, tasks: [], phases: [], unknown }] : [];
}

/** What is read here, by name. */
export const parallelsReading: ReadingEntry = {
  id: 'need.apart',
  title: 'words that say that things go side by side, or that none needs the other',
  file: 'needs/parallels.ts',
  example: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] T001 Dredge\n- [ ] T002 Mark, independent of T001\n',
  counterExample: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] T001 Dredge\n- [ ] T002 Mark (depends on T001)\n',
};
