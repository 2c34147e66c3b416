import type { Mention } from './mentions.ts';
import type { PhaseNode } from '../work/phases.ts';
import type { Owner } from './stated-need.ts';
import type { TaskIndex } from './task-index.ts';

/** The tasks and phases that a mention means to whoever stands around it; none where the plan has no such thing. */
export function resolveMention({ name, phases }: Mention, around: Owner | undefined, index: TaskIndex): Owner[] {
  if (!name) return [...phases];
  const anchor = around ?? index.tasks[0];
  const { id, last } = name;
  const keyword = name.keyword?.value;
  if (index.isPhaseWord(keyword)) {
    if (last) return index.phasesBetween(id.value, last.value);
    const phase = index.phase(keyword ?? '', id.value);
    return phase ? [phase] : [];
  }
  const first = anchor && index.find(id.value, keyword, anchor);
  if (!first) return phasesNamed(name, index);
  if (!last) return [first];
  const end = index.endOfRange(id.value, last.value, keyword, anchor);
  return end ? index.between(first, end) : [];
}

/** Phases that are named by a story or by an id of their own: `US1`, `V52`. */
export function phasesNamed(name: NonNullable<Mention['name']>, index: TaskIndex): PhaseNode[] {
  const stories = index.stories.named(name);
  if (stories.length > 0 || name.keyword || name.last) return stories;
  const own = index.phaseOfId(name.id.value);
  return own ? [own] : [];
}
