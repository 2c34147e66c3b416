import { gateOfSection, purposeOfSection } from '../../document/purpose.ts';
import { standsAlone } from '../../document/fields.ts';
import type { Document } from '../../document/document.ts';
import type { OutlineSection } from '../../document/outline.ts';
import type { FieldRole } from '../../plan/field.ts';
import { contains, locate, type Span } from '../../../text.ts';
import { type TaskDraft, titleOnLine } from '../task-draft.ts';

/** Whether only tasks have fields of a role. */
function isOfTasks(role: FieldRole): boolean {
  return role === 'dependencies' || role === 'estimate' || role === 'status';
}

/**
 * Headings without ids, and without tasks that have some, that stand side by side and have fields of tasks, one of them for what it needs: `### Order the boards`
 * with `**Depends on**: Draw the shelves`.
 */
export function readTitledTasks(document: Document, named: readonly Span[]): TaskDraft[] {
  const roles = rolesBySection(document);
  return document.sections.flatMap(({ children }) => {
    const tasks = children.filter((section) => isTitled(section, document) && roles.has(section));
    const needs = tasks.some((section) => roles.get(section)?.has('dependencies'));
    if (tasks.length < 2 || tasks.length * 2 < children.length || !needs) return [];
    if (children.some(({ span }) => named.some((other) => contains(span, other)))) return [];
    // The first of them may need nothing, and have the other labels only.
    const labels = new Set(tasks.flatMap((section) => labelsIn(section, document)));
    const alike = children.filter(
      (section) =>
        isTitled(section, document) &&
        (tasks.includes(section) || labelsIn(section, document).some((label) => labels.has(label))),
    );
    return alike.map((section): TaskDraft => {
      const title = titleOnLine(locate(document.parsed.source.slice(section.titleSpan), section.titleSpan.start));
      return {
        dialect: 'heading',
        kind: 'task',
        declaration: undefined,
        title,
        nameSpan: title.span,
        span: section.span,
        section,
        item: undefined,
        box: undefined,
        cells: undefined,
      };
    });
  });
}

function isTitled(section: OutlineSection, { vocabulary }: Document): boolean {
  const { depth, declaration, role, number } = section;
  if (depth < 2 || declaration !== undefined || number !== undefined || (role !== undefined && role !== 'tasks'))
    return false;
  return !gateOfSection(section, vocabulary) && purposeOfSection(section, vocabulary) === 'work';
}

/** The labels of the fields directly under a heading. */
function labelsIn(section: OutlineSection, { fields }: Document): string[] {
  return fields.flatMap((field) => (field.section === section && field.place === 'text' ? [field.key] : []));
}

/** The roles of the fields of tasks that stand directly under each heading. */
function rolesBySection({ fields, parsed }: Document): ReadonlyMap<OutlineSection, ReadonlySet<FieldRole>> {
  const found = new Map<OutlineSection, Set<FieldRole>>();
  for (const field of fields) {
    const { role, place } = field;
    const section = field.section as OutlineSection;
    if (!role || place !== 'text' || !isOfTasks(role) || !standsAlone(parsed, section, field)) continue;
    found.set(section, (found.get(section) ?? new Set()).add(role));
  }
  return found;
}
