import type { ReadingEntry } from '../plan/reading.ts';
import type { Document } from '../document/document.ts';
import { tokenize } from '../language/tokens.ts';
import type { TaskReading } from '../work/tasks.ts';
import type { Mentions } from './mentions.ts';
import type { StatedNeed } from './stated-need.ts';

/** `<!-- DEPENDS-ON: X -->` inside a task, or in the text of a phase. */
export function readComments(
  { parsed, vocabulary }: Document,
  { tasks, phases }: TaskReading,
  mentions: Mentions,
): StatedNeed[] {
  const labels = vocabulary.cues.of('needsInComment');
  return parsed.comments.flatMap((span): StatedNeed[] => {
    const inside = { start: span.start + '<!--'.length, end: span.end - '-->'.length };
    const tokens = tokenize(parsed.source.slice(inside), inside.start);
    const label = tokens.findIndex(({ folded }) => folded === ':');
    if (label < 1 || !labels.is(tokens.slice(0, label))) return [];
    const isAround = (outer: { readonly start: number; readonly end: number }) =>
      outer.start <= span.start && span.end <= outer.end;
    const owner =
      tasks.findLast((task) => isAround(task.span)) ?? phases.findLast(({ section }) => isAround(section.bodySpan));
    if (!owner) return [];
    return mentions
      .in(tokens.slice(label + 1), true)
      .map((mention) => ({ owner, mention, direction: 'needs', by: commentReading.id, plain: true }));
  });
}

/** What a comment says that a task or phase needs. */
export const commentReading: ReadingEntry = {
  id: 'need.comment',
  title: 'what a comment inside a task, or in the text of a phase, says that it depends on',
  file: 'needs/comments.ts',
  example: '# Ferry\n\n### Task 1: Dredge\n\nA barge.\n\n### Task 2: Mark\n\n<!-- depends on: Task 1 -->',
  counterExample: '# Ferry\n\n### Task 1: Dredge\n\nA barge.\n\n### Task 2: Mark\n\n<!-- see also: Task 1 -->',
};
