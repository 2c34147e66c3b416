import type { ReadingEntry } from '../plan/reading.ts';
import type { Blocks, Item } from '../document/blocks.ts';
import type { FoundBox } from '../document/boxes.ts';
import { parseDeclaration } from '../language/declaration.ts';
import { readBoardTasks } from './dialects/board.ts';
import { readBoldTasks } from './dialects/bold.ts';
import { fileTask, todoTasks } from './dialects/front-matter.ts';
import type { Todo } from '../document/front-matter.ts';
import { checklistTask, readItemDeclarations, unmarkedItems } from './dialects/checklist.ts';
import { readHeadingTasks } from './dialects/heading.ts';
import { labelledTask, numberedBySection } from './dialects/labelled.ts';
import { plainTask } from './dialects/plain.ts';
import { prerequisite } from './dialects/prerequisite.ts';
import { readTitledTasks } from './dialects/titled.ts';
import { readTableTasks } from './dialects/table.ts';
import { contains, lastAround, within } from '../../text.ts';
import type { Document } from '../document/document.ts';
import { fieldsWithin } from '../document/fields.ts';
import { foldId } from '../language/ids.ts';
import { isStepWord, isStoryWord } from '../language/keyword.ts';
import { isOwnTask } from './file-task.ts';
import type { BoxKind } from '../plan/box.ts';
import { type Purpose, purposeOfItem, purposeOfSection } from '../document/purpose.ts';
import { stateOfValue } from '../language/state.ts';
import { type TaskDraft, titleOnLine } from './task-draft.ts';

/** The tasks that the dialects found, and which boxes are steps of which of them. */
export interface Drafts {
  /** In document order. */
  readonly drafts: readonly TaskDraft[];
  readonly steps: ReadonlyMap<TaskDraft, readonly FoundBox[]>;
  /** The boxes of the lists inside a task that say when it is accepted. */
  readonly accepted: ReadonlyMap<TaskDraft, readonly FoundBox[]>;
  /** The task draft that an item is, or is nested in. */
  readonly parents: ReadonlyMap<TaskDraft, TaskDraft>;
}

const KINDS: Readonly<Record<Exclude<Purpose, 'work'>, BoxKind>> = {
  'exit-gate': 'gate-item',
  'entry-gate': 'gate-item',
  metrics: 'metric',
  risk: 'risk',
  question: 'question',
  prerequisite: 'gate-item',
  dependency: 'prerequisite',
  legend: 'legend',
  log: 'prose',
  choice: 'choice',
};

/**
 * Reads every section by the dialects in their order of precedence: headings, items with ids, labelled items, tables,
 * plain boxes. What is left inside a task are its steps. Gives every box its kind on the way.
 */
export function readDrafts(
  document: Document,
  blocks: Blocks,
  boxes: readonly FoundBox[],
  todos: readonly Todo[],
): Drafts {
  const boxOf = new Map<Item, FoundBox>();
  for (const box of boxes) if (box.item) boxOf.set(box.item, box);
  const rows = readTableTasks(document, boxes);
  const titled = readHeadingTasks(document, boxes);
  const known = new Set(
    [...rows, ...titled].flatMap(({ declaration }) => (declaration ? [foldId(declaration.id.value)] : [])),
  );
  const declarations = readItemDeclarations(document, blocks, boxOf, known);
  const bold = readBoldTasks(document, blocks);
  const named = [...titled, ...bold, ...rows, ...declarations.keys()].map(({ span }) => span);
  const headings = [
    ...titled.filter((draft) => !isGroup(draft, titled, document, boxes, declarations)),
    ...readTitledTasks(document, named),
  ];
  const containers = [...fileTask(document), ...headings, ...bold].sort((a, b) => a.span.start - b.span.start);
  const legends = legendLists(document, blocks, boxOf);
  const found: TaskDraft[] = [...containers];
  const steps = new Map<TaskDraft, FoundBox[]>();
  const accepted = new Map<TaskDraft, FoundBox[]>();
  const parents = new Map<TaskDraft, TaskDraft>();
  const taskOf = new Map<Item, TaskDraft>();
  const around = innermost(containers);
  const unmarked = unmarkedItems(document, blocks, boxOf);
  const inFields = new Set(
    document.fields.flatMap(({ role, place, value }) =>
      role === 'id' && place === 'text' ? [foldId(value.value.replace(/[`*_]/g, ''))] : [],
    ),
  );
  const alone = numberedBySection(document, blocks, boxOf);

  for (const item of blocks.items) {
    const box = boxOf.get(item);
    const declaration = declarations.get(item);
    if (!box && !declaration) continue;
    // `- ✅ PLAN-1: Title` where PLAN-1 is the id in a field of a task.
    if (box?.isPicture && declaration && inFields.has(foldId(declaration.id.value))) continue;
    const { purpose } = purposeOfItem(item, document.vocabulary);
    if ((purpose !== 'work' && !declaration) || legends.has(item.list)) {
      if (!box) continue;
      const draft =
        purpose === 'prerequisite' || purpose === 'dependency'
          ? prerequisite(item, box, document.vocabulary)
          : undefined;
      if (draft) found.push(draft);
      const task = purpose === 'exit-gate' ? (ownerItem(item, taskOf) ?? around(item.span.start)) : undefined;
      if (task) accepted.set(task, [...(accepted.get(task) ?? []), box]);
      setKind(
        box,
        draft ? 'prerequisite' : legends.has(item.list) ? 'legend' : KINDS[purpose as Exclude<Purpose, 'work'>],
      );
      continue;
    }
    const owner = ownerItem(item, taskOf) ?? around(item.span.start);
    const labelled = box && !declaration ? labelledTask(document, item, box, alone.get(item)) : undefined;
    const isTask = !owner || labelled !== undefined || (declaration !== undefined && isSubTask(declaration, owner));
    if (owner && !isTask) {
      if (!box) continue;
      setKind(box, 'step');
      const list = steps.get(owner);
      if (list) list.push(box);
      else steps.set(owner, [box]);
      continue;
    }
    const draft = declaration
      ? { ...checklistTask(item, box, declaration), isUnmarked: unmarked.has(item) }
      : (labelled ?? (box && plainTask(item, box)));
    if (!draft) continue;
    if (box) setKind(box, 'task');
    taskOf.set(item, draft);
    if (owner) parents.set(draft, owner);
    found.push(draft);
  }
  found.push(...todoTasks(todos, document, headings), ...looseTasks(document, boxes), ...rows);
  if (found.length === 0) found.push(...readBoardTasks(document, blocks));
  const open: TaskDraft[] = [];
  for (const draft of containers) {
    while (open.length > 0 && (open.at(-1)?.span.end ?? 0) < draft.span.end) open.pop();
    const parent = open.at(-1);
    if (parent) parents.set(draft, parent);
    open.push(draft);
  }
  found.sort((a, b) => a.span.start - b.span.start);
  classifyOthers(document, boxes, found);
  return { drafts: found, steps, accepted, parents };
}

/**
 * A title, a story or a chunk over tasks with ids of their own groups them. A story or issue without boxes and task
 * fields is a requirement or a finding, and no work.
 */
function isGroup(
  draft: TaskDraft,
  titled: readonly TaskDraft[],
  document: Document,
  boxes: readonly FoundBox[],
  declarations: ReadonlyMap<Item, unknown>,
): boolean {
  const { keyword, id } = draft.declaration ?? {};
  if (isOwnTask(document, draft, id?.value)) return false;
  const isTitle = draft.section.depth === 1;
  const { cues } = document.vocabulary;
  const word = keyword?.toLowerCase() ?? '';
  const loose = cues.listed('finds').has(word) || isStoryWord(word);
  if (!isTitle && !loose && !cues.listed('feature').has(word)) return false;
  for (const item of declarations.keys()) if (contains(draft.span, item.span)) return true;
  const inside = (other: TaskDraft): boolean => other !== draft && contains(draft.span, other.span);
  if (titled.some((other) => inside(other) && !isStepWord(other.declaration?.keyword))) return true;
  if (!loose || within(boxes, draft.span, (box) => box.span).length > 0) return false;
  return !fieldsWithin(document.fields, draft.span).some(
    ({ role }) => role === 'status' || role === 'estimate' || role === 'dependencies',
  );
}

function setKind(box: FoundBox, kind: BoxKind): void {
  if (box.kind !== 'malformed') box.kind = kind;
}

function ownerItem(item: Item, taskOf: ReadonlyMap<Item, TaskDraft>): TaskDraft | undefined {
  for (let at = item.parent; at; at = at.parent) {
    const draft = taskOf.get(at);
    if (draft) return draft;
  }
  return undefined;
}

/** Looks up the innermost heading task around an offset. */
function innermost(headings: readonly TaskDraft[]): (offset: number) => TaskDraft | undefined {
  return lastAround(headings, ({ span }) => span);
}

/** Keywords of what a list is made of. */
const LISTED = new Set(['action', 'item']);

/** An item inside a task is a task itself where it has an id that is no step number of its own list. */
function isSubTask(declaration: NonNullable<TaskDraft['declaration']>, owner: TaskDraft): boolean {
  if (declaration.keyword) return !isStepWord(declaration.keyword) && !LISTED.has(declaration.keyword.toLowerCase());
  const id = declaration.id.value;
  if (!/^[\d.]+[a-z]?$/i.test(id)) return true;
  const parent = owner.declaration?.id.value;
  return parent !== undefined && id.startsWith(`${parent}.`);
}

/** Lists that explain marks: every item is a state word, and the marks differ. */
function legendLists({ vocabulary }: Document, blocks: Blocks, boxOf: ReadonlyMap<Item, FoundBox>): Set<Item['list']> {
  const lists = new Map<Item['list'], FoundBox[] | undefined>();
  for (const item of blocks.items) {
    const box = boxOf.get(item);
    const known = lists.has(item.list) ? lists.get(item.list) : [];
    lists.set(item.list, box && known && stateOfValue(box.text.value, vocabulary) ? [...known, box] : undefined);
  }
  const legends = new Set<Item['list']>();
  for (const [list, boxes] of lists) if (boxes && new Set(boxes.map((box) => box.mark)).size > 1) legends.add(list);
  return legends;
}

/** ` [X] T001 Title`: a task line that lacks its list marker. */
function looseTasks(document: Document, boxes: readonly FoundBox[]): TaskDraft[] {
  return boxes.flatMap((box): TaskDraft[] => {
    if (
      box.place !== 'line' ||
      box.kind !== 'malformed' ||
      purposeOfSection(box.section, document.vocabulary) !== 'work'
    )
      return [];
    const declaration = parseDeclaration(box.text.value, box.text.span.start, document.vocabulary);
    if (declaration?.strength !== 'strong') return [];
    return [
      {
        dialect: 'checklist',
        kind: 'task',
        declaration,
        title: titleOnLine(declaration.title),
        nameSpan: declaration.span,
        span: { start: box.span.start, end: box.text.span.end },
        section: box.section,
        item: undefined,
        box,
        cells: undefined,
      },
    ];
  });
}

/** Boxes that begin no item: in headings, cells and lines of text. */
function classifyOthers(document: Document, boxes: readonly FoundBox[], drafts: readonly TaskDraft[]): void {
  const taken = new Set(drafts.map((draft) => draft.box));
  const perLine = new Map<number, FoundBox[]>();
  for (const box of boxes) {
    if (box.place !== 'text' && box.place !== 'line') continue;
    const line = document.parsed.source.lineAt(box.span.start);
    const same = perLine.get(line);
    if (same) same.push(box);
    else perLine.set(line, [box]);
  }
  for (const box of boxes) {
    if (box.place === 'item') continue;
    if (taken.has(box)) setKind(box, 'task');
    else if (box.place === 'cell') {
      const purpose = purposeOfSection(box.section, document.vocabulary);
      box.kind = purpose === 'work' ? 'prose' : KINDS[purpose];
    } else if ((perLine.get(document.parsed.source.lineAt(box.span.start))?.length ?? 0) > 1) box.kind = 'choice';
  }
}

/** What is read here, by name. */
export const taskDraftsReadings: readonly ReadingEntry[] = [
  {
    id: 'task.step',
    title: 'a box inside a task, without an id that makes it a task of its own',
    file: 'work/task-drafts.ts',
    example: '# Ferry\n\n### Task 1: Dredge\n\n- [ ] Hire the barge\n',
    counterExample: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] Hire the barge\n',
  },
  {
    id: 'box.task',
    title: 'a box that is a task',
    file: 'work/task-drafts.ts',
    example: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] Dredge\n',
    counterExample: '# Ferry\n\n## Completion Criteria\n\n- [ ] Dry\n',
  },
  {
    id: 'box.step',
    title: 'a box inside a task',
    file: 'work/task-drafts.ts',
    example: '# Ferry\n\n### Task 1: Dredge\n\n- [ ] Hire the barge\n',
    counterExample: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] Dredge\n',
  },
  {
    id: 'box.legend',
    title: 'boxes that explain marks',
    file: 'work/task-drafts.ts',
    example: '# Ferry\n\n## Legend\n\n- [ ] Not started\n- [x] Completed\n',
    counterExample: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] Dredge\n',
  },
];
