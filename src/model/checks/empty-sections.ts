import { contains } from '../../text.ts';
import type { Document } from '../document/document.ts';
import type { OutlineSection } from '../document/outline.ts';
import type { Lifecycle } from '../plan/state.ts';
import type { Template } from '../template/template.ts';
import { titleKey } from '../template/title-shape.ts';

/** Whether a heading is one over what is written at its own level: `Epics` over `Epic 1`, `5.` over `5.1`. */
function isOverSiblings(section: OutlineSection): boolean {
  const siblings = section.parent?.children ?? [];
  const at = siblings.indexOf(section);
  const next = siblings[at + 1];
  const number = /^\d+(?:\.\d+)*/.exec(section.title)?.[0];
  if (number !== undefined && next?.title.startsWith(`${number}.1`)) return true;
  const keyword = /^(\p{L}+)\s+1(?![\d.])/u.exec(next?.title ?? '')?.[1]?.toLowerCase();
  return keyword !== undefined && section.key.includes(keyword);
}

/** Whether a heading directly behind the title is a part of it: a rule or another title follows, and nothing stands under it. */
function isSubtitle(section: OutlineSection, sections: readonly OutlineSection[]): boolean {
  const at = sections.indexOf(section);
  const [title, next] = [sections[at - 1], sections[at + 1]];
  if (title?.depth !== 1 || !title.empty || section.depth > 3 || sections[at - 2]?.depth !== 0) return false;
  if (section.role !== undefined || section.declaration !== undefined) return false;
  return section.blocks.some(({ type }) => type === 'thematicBreak') || next?.depth === 1;
}

/** Whether what stands under a heading goes on behind the next one: a comment opens there (`SECTION:PLAN:BEGIN`) what another closes later. */
function isOpenedByComment({ bodySpan }: OutlineSection, { source, comments }: Document['parsed']): boolean {
  const written = comments.map((span) => ({ span, text: source.slice(span).toLowerCase() }));
  return written.some(({ span, text }) => {
    const closing = text.replace(/\b(?:begin|start)\b/, 'end');
    return (
      closing !== text &&
      contains(bodySpan, span) &&
      written.some((other) => other.text === closing && other.span.start >= bodySpan.end)
    );
  });
}

/** Before the first change there is nothing to log. */
function isLog({ role }: OutlineSection): boolean {
  return role === 'changelog';
}

/** Headings with nothing under them, those left out that may stand so, or that are filled in while the work goes on. */
export function emptySections(
  { parsed, sections, vocabulary }: Document,
  template: Template | undefined,
  { lifecycle, tasksStarted }: { readonly lifecycle: Lifecycle; readonly tasksStarted: boolean },
): OutlineSection[] {
  const isState = ({ key }: OutlineSection) =>
    vocabulary.states.has(key) && !vocabulary.cues.listed('testingTitles').has(key);
  // `In Progress` beside `Done` is a column of a board, and may be empty.
  const isColumn = (section: OutlineSection) => {
    const columns = section.parent?.children ?? [];
    const states = columns.filter(isState);
    return isState(section) && states.length > 1 && states.length * 2 >= columns.length;
  };
  const empty = sections.filter(
    (section) =>
      section.depth > 0 &&
      section.empty &&
      section.children.length === 0 &&
      !isColumn(section) &&
      !(isLog(section) && !tasksStarted) &&
      !isOverSiblings(section) &&
      !isSubtitle(section, sections) &&
      !isOpenedByComment(section, parsed),
  );
  const isOver = lifecycle === 'done' || lifecycle === 'archived';
  const left =
    empty.length > 0
      ? template?.schema.sections.filter((section) => section.empty || (section.later && !isOver))
      : undefined;
  return left ? empty.filter((section) => !left.some(({ key }) => key === titleKey(section))) : empty;
}
