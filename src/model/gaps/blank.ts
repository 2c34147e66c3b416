import { contains } from '../../text.ts';
import { squeeze } from '../document/bracketed-spans.ts';
import type { Document } from '../document/document.ts';
import { menuKey } from '../template/menus.ts';
import type { Blank, Menu, Placeholder, TemplateText } from '../plan/gap.ts';
import { textOf } from '../document/inline-text.ts';
import type { Template } from '../template/template.ts';

/** What `readBlank` judges by. */
export interface Findings {
  readonly placeholders: readonly Placeholder[];
  readonly menus: readonly Menu[];
  readonly templateTexts: readonly TemplateText[];
  /** Whether a task is done or in progress. */
  readonly tasksStarted: boolean;
}

const SHARE = 0.6;
const LEAST = 3;
const LEAST_UNKNOWN = 20;
/** How many gaps are enough where the title itself is one. */
const LEAST_OPEN = 6;

/** How far a document is still its template, if so far that it has to be called blank. */
export function readBlank(document: Document, template: Template | undefined, findings: Findings): Blank | undefined {
  const { placeholders, tasksStarted } = findings;
  if (!template) {
    const left = placeholders.filter(
      ({ certainty, kind }) => certainty === 'certain' && kind !== 'tbd' && kind !== 'date',
    );
    const blank =
      (left.length >= LEAST_UNKNOWN || (left.length >= LEAST_OPEN && isUntitled(document, left))) &&
      !tasksStarted &&
      isEverywhere(document, left) &&
      !hasFilledField(document, findings);
    return blank ? { left: left.length, of: left.length } : undefined;
  }
  if (tasksStarted) return undefined;
  const { left, of } = countLeft(document, template, findings);
  return left >= LEAST && left >= of * SHARE ? { left, of } : undefined;
}

/** Whether the title of the document is still to be written. */
function isUntitled({ sections }: Document, left: readonly Placeholder[]): boolean {
  const title = sections.find(({ depth }) => depth > 0);
  return title !== undefined && left.some(({ span }) => contains(title.headingSpan, span));
}

/** Of each string as many as the template has; copies of a slot count no more. A comment counts where nothing stands beside it. */
function countLeft(document: Document, template: Template, { placeholders, menus, templateTexts }: Findings): Blank {
  const { schema } = template;
  const expected = new Map<string, number>();
  for (const [text, places] of schema.replace) expected.set(text, places.length);
  for (const [text, count] of schema.words) expected.set(text, count);
  for (const [text, count] of schema.menus) expected.set(`menu ${text}`, count);
  for (const text of schema.instructions) expected.set(`text ${text}`, 1);
  for (const text of schema.comments) expected.set(`text ${text}`, 1);
  const of = [...expected.values()].reduce((sum, count) => sum + count, 0);
  const text = textOf(document);
  const present = [
    ...placeholders.filter(({ fromTemplate }) => fromTemplate).map((placeholder) => placeholder.text),
    ...menus.map((menu) => `menu ${menuKey(menu.text)}`),
    ...templateTexts
      .filter(({ kind, span }) => kind === 'instruction' || text.sectionAt(span.start)?.empty)
      .map((sentence) => `text ${squeeze(sentence.text)}`),
  ];
  let left = 0;
  for (const string of present) {
    const more = expected.get(string) ?? 0;
    if (more === 0) continue;
    left++;
    expected.set(string, more - 1);
  }
  return { left, of };
}

/** Whether at least half of the sections that have a text of their own have something left to replace: one blank form in a plan does not make the plan blank. */
function isEverywhere(document: Document, left: readonly Placeholder[]): boolean {
  const written = document.sections.filter(({ empty, depth }) => depth > 1 && !empty);
  const text = textOf(document);
  const open = new Set(left.map(({ span }) => text.sectionAt(span.start)));
  return written.filter((section) => open.has(section)).length * 2 >= written.length;
}

/** Whether someone has filled in a field below the header: what stands before the first section of level 2 says little. */
function hasFilledField(document: Document, { placeholders, menus }: Findings): boolean {
  const { fields, sections } = document;
  const text = textOf(document);
  const header = sections.find(({ depth }) => depth >= 2)?.headingSpan.start ?? 0;
  const open = new Set([...placeholders, ...menus].map(({ span }) => text.fieldAt(span)));
  return fields.some((field) => {
    if (field.role === undefined || field.place !== 'text' || field.value.span.start < header) return false;
    return (field.value.value !== '' || field.items.length > 0) && !open.has(field);
  });
}
