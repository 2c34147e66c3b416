import type { ReadingEntry } from '../../plan/reading.ts';
import { isDigits } from '../../language/characters.ts';
import { contains, locate } from '../../../text.ts';
import type { Document } from '../../document/document.ts';
import type { FoundBox } from '../../document/boxes.ts';
import { standsAlone } from '../../document/fields.ts';
import { readEffort } from '../../language/effort.ts';
import { isLettered } from '../../language/lettered-ids.ts';
import { isStepWord } from '../../language/keyword.ts';
import type { OutlineSection } from '../../document/outline.ts';
import { isNamedBy } from '../file-task.ts';
import type { FieldRole } from '../../plan/field.ts';
import { gateOfSection, purposeOfSection } from '../../document/purpose.ts';
import { stateOfHeading } from '../../language/state-tail.ts';
import { stateOfValue } from '../../language/state.ts';
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
  const headed = boxes.filter(({ place }) => place === 'heading').toReversed();
  const boxOf = new Map(headed.map((box) => [box.section, box]));
  const grouping = titleOverTasks(candidates, document);
  const drafts: TaskDraft[] = [];
  const serial = taskSeries(candidates, document);
  for (const section of candidates) {
    const { declaration } = section;
    if (!declaration || section === grouping || isStepOfTask(section, declared)) continue;
    if (!declaration.keyword && !serial.has(section) && !isConfirmed(section, document, shapes)) continue;
    declared.add(section);
    drafts.push({
      dialect: 'heading',
      kind: 'task',
      declaration: idInField(section, document) ?? declaration,
      title: titleOnLine(declaration.title),
      nameSpan: declaration.span,
      span: section.span,
      section,
      item: undefined,
      box: boxOf.get(section),
      cells: undefined,
    });
  }
  return drafts;
}

function isCandidate(section: OutlineSection, document: Document): boolean {
  const { vocabulary } = document;
  if (gateOfSection(section, vocabulary) && !isNamedTask(section, document)) return false;
  if (section.declaration?.kind === 'phase') return isDottedPhase(section, document);
  const parent = section.parent ? purposeOfSection(section.parent, vocabulary) : 'work';
  return parent === 'work' || section.declaration?.kind === 'task';
}

/**
 * The title of a document, where it begins with an id but the headings below it are the tasks: two or more steps that say
 * how far they are. In a folder with a file for each task the title is the task.
 */
function titleOverTasks(candidates: readonly OutlineSection[], document: Document): OutlineSection | undefined {
  const title = candidates.find(({ depth }) => depth === 1);
  if (!title?.declaration || isNamedBy(document.path, title.declaration.id.value)) return undefined;
  const steps = candidates.filter(
    (section) =>
      isStepWord(section.declaration?.keyword) && contains(title.span, section.span) && isEvident(section, document),
  );
  return steps.length > 1 ? title : undefined;
}

/** A numbered heading with an id in a field of its own and what it needs is a task, whatever its title is. */
function isNamedTask(section: OutlineSection, document: Document): boolean {
  const { declaration } = section;
  if (declaration === undefined || declaration.keyword !== undefined) return false;
  const roles = rolesIn(section, document);
  return roles.has('id') && (roles.has('dependencies') || roles.has('status') || roles.has('estimate'));
}

const FIELD_ID = /^[`*_]*([\p{L}\p{N}][\p{L}\p{N}._-]*)(?![\p{L}\p{N}._-])[`*_]*$/u;

/** `- **Task ID**: build-list` under `### 1. Build the list`: the name of the task, of which the number is another one. */
function idInField(section: OutlineSection, document: Document): TaskDraft['declaration'] {
  const { declaration } = section;
  if (declaration?.keyword !== undefined || !isDigits(declaration?.id.value ?? '')) return undefined;
  const field = document.fields.find(
    (candidate) =>
      candidate.section === section &&
      candidate.role === 'id' &&
      candidate.place === 'text' &&
      standsAlone(document.parsed, section, candidate),
  );
  const id = FIELD_ID.exec(field?.value.value ?? '')?.[1];
  if (!field || id === undefined) return undefined;
  const written = locate(id, field.value.span.start + field.value.value.indexOf(id));
  return { keyword: undefined, id: written, span: written.span };
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
  if (section.depth === 1 && isNamedBy(document.path, declaration.id.value)) return true;
  if (isLettered(declaration.id.value) && !isEvident(section, document) && !isPlaceOfWork(section.parent))
    return saysWhatTasksSay(section, document);
  if (!/^(?:[A-Z]\.)?[\d.]+[a-z]?$/.test(declaration.id.value) && (shapes.get(shapeOf(declaration.id.value)) ?? 0) > 1)
    return true;
  const roles = rolesIn(section, document);
  if (section.role !== undefined && section.role !== 'tasks' && !isNamedTask(section, document)) return false;
  return (
    roles.has('dependencies') ||
    isNamedTask(section, document) ||
    (roles.has('estimate') && hasFigure(section, document)) ||
    (roles.has('status') && (roles.has('owner') || roles.has('priority') || roles.has('files')))
  );
}

/** Whether a field under a heading says what is needed, or a figure how long it takes. */
function saysWhatTasksSay(section: OutlineSection, document: Document): boolean {
  const roles = rolesIn(section, document);
  return roles.has('dependencies') || (roles.has('estimate') && hasFigure(section, document));
}

/** "Effort: High" is no estimate. */
function hasFigure(section: OutlineSection, { fields }: Document): boolean {
  return fields.some((field) => field.section === section && field.role === 'estimate' && /\d/.test(field.value.value));
}

/** Numbered headings that stand in one place or one series, and how many of them must look like tasks for all to be. */
interface Series {
  readonly members: OutlineSection[];
  /** One of how many. */
  readonly share: number;
}

/**
 * Numbered headings that are tasks together: `### 1. ✅ Setup`, `### 2. ⌛ Tests`, or `#### 1.1 Cart` with a field for its
 * files. In phases and lists of tasks a few of them speak for all, elsewhere half of those that stand side by side; and
 * others of the same depth that have the same labels are tasks too.
 */
function taskSeries(candidates: readonly OutlineSection[], document: Document): ReadonlySet<OutlineSection> {
  const numbered = candidates.filter(
    ({ declaration, depth, role }) =>
      declaration?.keyword === undefined &&
      /^(?:[A-Z]\.)?\d+(?:\.\d+)*$/.test(declaration?.id.value ?? '') &&
      depth >= 3 &&
      (role === undefined || role === 'tasks'),
  );
  const places = new Map<OutlineSection | undefined, number>();
  const all = new Map<string, Series>();
  for (const section of numbered) {
    const { declaration, parent, depth } = section;
    const id = declaration?.id.value ?? '';
    if (!places.has(parent)) places.set(parent, places.size);
    const dotted = parent?.number !== undefined && id.startsWith(`${parent.number}.`);
    const [place, share] = isPlaceOfWork(parent) ? ['work', 5] : dotted ? ['dotted', 3] : [`${places.get(parent)}`, 2];
    const key = `${place} ${depth} ${shapeOf(id)}`;
    const series = all.get(key) ?? { members: [], share };
    series.members.push(section);
    all.set(key, series);
  }
  const tasks = [...all.values()].flatMap(({ members, share }) => {
    const evident = members.filter((section) => isEvident(section, document)).length;
    return evident >= 2 && evident * share >= members.length ? members : [];
  });
  const labels = new Set(tasks.flatMap((section) => labelsIn(section, document)));
  const levels = new Set(tasks.map(({ depth, declaration }) => `${depth} ${shapeOf(declaration?.id.value ?? '')}`));
  const alike = numbered.filter(
    (section) =>
      levels.has(`${section.depth} ${shapeOf(section.declaration?.id.value ?? '')}`) &&
      labelsIn(section, document).some((label) => labels.has(label)),
  );
  return new Set([...tasks, ...alike]);
}

/** Whether what stands under a heading is work, by the heading's own words: a phase, a list of tasks. */
function isPlaceOfWork(section: OutlineSection | undefined): boolean {
  return (
    section !== undefined && section.depth > 1 && (section.declaration?.kind === 'phase' || section.role === 'tasks')
  );
}

/** `(2-3 hours)` at the end of a title. */
function endsWithEffort(title: string, document: Document): boolean {
  const text = title.trimEnd();
  const open = text.lastIndexOf('(');
  if (open < 0 || !text.endsWith(')')) return false;
  const inside = locate(text.slice(open + 1, -1), 0);
  return readEffort(inside, document)?.effort.text === inside.value;
}

/** Whether a heading says how far its work is, how long it takes, or which files it changes in a place that is about tasks. */
function isEvident(section: OutlineSection, document: Document): boolean {
  const { parsed, vocabulary, fields } = document;
  const title = parsed.source.slice(section.titleSpan);
  if (stateOfHeading(title, vocabulary) || endsWithEffort(title, document)) return true;
  const status = fields.filter(
    (field) => field.section === section && field.role === 'status' && standsAlone(parsed, section, field),
  );
  if (status.some(({ value }) => stateOfValue(value.value, vocabulary))) return true;
  const roles = rolesIn(section, document);
  // A part of a phase with a length and a priority of its own, or its number, which is no group of further ones.
  const isGroup = section.children.some(({ number }) => number !== undefined);
  const isOfPhase = section.declaration?.id.value.startsWith(`${section.parent?.declaration?.id.value}.`) === true;
  if (!isGroup && isPlaceOfWork(section.parent) && (isOfPhase || roles.has('priority')) && hasLength(section, document))
    return true;
  if (!roles.has('files')) return false;
  for (let at = section.parent; at; at = at.parent)
    if (isPlaceOfWork(at) || vocabulary.cues.of('workList').isIn(at.key)) return true;
  return false;
}

/** `**Timeline**: 4-5 days`, whatever the label is. */
function hasLength(section: OutlineSection, document: Document): boolean {
  return document.fields.some(
    (field) =>
      field.section === section &&
      field.place === 'text' &&
      standsAlone(document.parsed, section, field) &&
      readEffort(field.value, document) !== undefined,
  );
}

/** The labels of the fields directly under a heading. */
function labelsIn(section: OutlineSection, { fields }: Document): string[] {
  return fields.flatMap((field) => (field.section === section && field.place === 'text' ? [field.key] : []));
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

/** What is read here, by name. */
export const headingTaskReading: ReadingEntry = {
  id: 'task.heading',
  title: 'a heading that begins with the id of a task',
  file: 'work/dialects/heading.ts',
  example: '# Ferry\n\n### Task 1: Dredge\n\n- [ ] Hire the barge\n',
  counterExample: '# Ferry\n\n### Dredge the harbour\n\nBy the end of May.\n',
};
