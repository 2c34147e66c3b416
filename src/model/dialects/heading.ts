import type { Document } from '../document.ts';
import type { FoundBox } from '../boxes.ts';
import { standsAlone } from '../fields.ts';
import { isStepWord } from '../keyword.ts';
import type { OutlineSection } from '../outline.ts';
import type { FieldRole } from '../plan.ts';
import { gateOfTitle, purposeOfSection } from '../purpose.ts';
import { stateOfHeading } from '../state.ts';
import { type TaskDraft, titleOnLine } from '../task-draft.ts';

/** `### Task 1.1: Title`, `#### Step 2: ...`, `### T-049: ...`, `### - [x] T013 ...`; a numbered heading only with task fields. */
export function readHeadingTasks(document: Document, boxes: readonly FoundBox[]): TaskDraft[] {
  const candidates = document.sections.filter((section) => section.declaration && isCandidate(section, document));
  const shapes = new Map<string, number>();
  for (const { declaration } of candidates) {
    const shape = shapeOf(declaration?.id.value ?? '');
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
  }
  const declared = new Set<OutlineSection>();
  const drafts: TaskDraft[] = [];
  for (const section of candidates) {
    const { declaration } = section;
    if (!declaration || isStepOfTask(section, declared)) continue;
    if (!declaration.keyword && !isConfirmed(section, document, shapes)) continue;
    declared.add(section);
    drafts.push({
      dialect: 'heading',
      kind: 'task',
      declaration,
      title: titleOnLine(declaration.title),
      nameSpan: declaration.span,
      span: section.span,
      section,
      item: undefined,
      box: boxes.find((box) => box.place === 'heading' && box.section === section),
      cells: undefined,
    });
  }
  return drafts;
}

function isCandidate(section: OutlineSection, document: Document): boolean {
  const { vocabulary } = document;
  if (gateOfTitle(section.title, vocabulary)) return false;
  if (section.declaration?.kind === 'phase') return isDottedPhase(section, document);
  const parent = section.parent ? purposeOfSection(section.parent, vocabulary) : 'work';
  return parent === 'work' || section.declaration?.kind === 'task';
}

function isStepOfTask(section: OutlineSection, declared: ReadonlySet<OutlineSection>): boolean {
  if (!isStepWord(section.declaration?.keyword)) return false;
  for (let at = section.parent; at; at = at.parent) if (declared.has(at)) return true;
  return false;
}

/** A bare id is a task where the plan uses its shape again, or where task fields stand under it; a plain number needs the fields. */
function isConfirmed(section: OutlineSection, document: Document, shapes: ReadonlyMap<string, number>): boolean {
  const { declaration } = section;
  if (!declaration) return false;
  if (declaration.strength === 'strong') return true;
  if (!/^[\d.]+[a-z]?$/.test(declaration.id.value) && (shapes.get(shapeOf(declaration.id.value)) ?? 0) > 1) return true;
  if (section.role !== undefined && section.role !== 'tasks') return false;
  if (hasMarkedSiblings(section, document)) return true;
  const roles = rolesIn(section, document);
  return (
    roles.has('dependencies') ||
    roles.has('estimate') ||
    (roles.has('status') && (roles.has('owner') || roles.has('priority') || roles.has('files')))
  );
}

/** `### 1. ✅ Setup`, `### 2. ⌛ Tests`: numbered headings side by side of which two or more say how far they are. */
function hasMarkedSiblings(section: OutlineSection, { parsed, vocabulary }: Document): boolean {
  const numbered = (section.parent?.children ?? []).filter(({ number, depth }) => number !== undefined && depth >= 3);
  const marked = numbered.filter(({ titleSpan }) => stateOfHeading(parsed.source.slice(titleSpan), vocabulary));
  return numbered.includes(section) && marked.length >= 2 && marked.length * 2 >= numbered.length;
}

/** `### Phase 1.1: Title` with dependencies or an estimate of its own, under Phase 1, is a task of it. */
function isDottedPhase(section: OutlineSection, document: Document): boolean {
  if (
    !/^\d+\.\d+$/.test(section.declaration?.id.value ?? '') ||
    section.children.some(({ declaration }) => declaration?.kind)
  )
    return false;
  // What one of them has makes tasks of all that stand beside it.
  return (section.parent?.children ?? []).some((sibling) => {
    const roles = sibling.declaration?.kind === 'phase' ? rolesIn(sibling, document) : undefined;
    return roles?.has('dependencies') === true || roles?.has('estimate') === true;
  });
}

/** The roles of the fields that stand directly under a heading. */
function rolesIn(section: OutlineSection, document: Document): Set<FieldRole> {
  const roles = new Set<FieldRole>();
  for (const field of document.fields) {
    if (!field.role || field.section !== section || field.place !== 'text') continue;
    if (standsAlone(document.parsed, section, field)) roles.add(field.role);
  }
  return roles;
}

/** Letters of an id with its digits folded: `T014` and `T2` have one shape, `1.2` and `3.4` another. */
export function shapeOf(id: string): string {
  return id.replace(/\d+/g, '0').replace(/(?<=0)[a-z]$/i, '');
}
