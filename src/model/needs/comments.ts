import type { Document } from '../document/document.ts';
import { tokenize } from '../language/tokens.ts';
import type { TaskReading } from '../work/tasks.ts';
import type { Mentions } from './mentions.ts';
import type { StatedNeed } from './stated-need.ts';

const COMMENT = /^<!--\s*(?:depends[-_ ]?on|blocked[-_ ]?by|requires)\s*:\s*(?!\s)([\s\S]*?)(?<!\s)\s*-->$/i;

/** `<!-- DEPENDS-ON: X -->` inside a task, or in the text of a phase. */
export function readComments({ parsed }: Document, { tasks, phases }: TaskReading, mentions: Mentions): StatedNeed[] {
  return parsed.comments.flatMap((span): StatedNeed[] => {
    const match = COMMENT.exec(parsed.source.slice(span));
    if (!match?.[1]) return [];
    const isAround = (outer: { readonly start: number; readonly end: number }) =>
      outer.start <= span.start && span.end <= outer.end;
    const owner =
      tasks.findLast((task) => isAround(task.span)) ?? phases.findLast(({ section }) => isAround(section.bodySpan));
    if (!owner) return [];
    const tokens = tokenize(match[1], span.start + match[0].indexOf(match[1]));
    return mentions.in(tokens, true).map((mention) => ({ owner, mention, direction: 'needs', plain: true }));
  });
}
