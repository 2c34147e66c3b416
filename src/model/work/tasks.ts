import type { ReadingEntry } from '../plan/reading.ts';
import { isDigits, trimmedEnd } from '../language/characters.ts';
import { firstLineOf, type Located, type Span } from '../../text.ts';
import { contains, locate } from '../../text.ts';
import type { FoundBox } from '../document/boxes.ts';
import { declareTasks, type Declared } from './task-aliases.ts';
import type { Document } from '../document/document.ts';
import { columnAround } from '../document/board.ts';
import { readEffort, unitIn } from '../language/effort.ts';
import { foldId, titleWords, wholeOfPart } from '../language/ids.ts';
import { isLater } from '../document/optional.ts';
import { isMarkedOptional } from '../language/optional-mark.ts';
import { listedAsOptional } from './optional-tasks.ts';
import { isOwnTask } from './file-task.ts';
import { swallowedHeadings } from '../document/swallowed-headings.ts';
import type { OutlineSection } from '../document/outline.ts';
import { isBoxPicture } from '../language/marks.ts';
import { plainText } from '../language/plain-text.ts';
import { ownersAndTagsIn, ownersOfFields } from './owners-and-tags.ts';
import { fillPhases, ownersOf, type PhaseNode, readPhases } from './phases.ts';
import type { Effort } from '../plan/effort.ts';
import type { Field } from '../plan/field.ts';
import type { Section } from '../plan/section.ts';
import type { Plan } from '../plan/plan.ts';
import type { State, StateMark } from '../plan/state.ts';
import type { Step, Task } from '../plan/task.ts';
import { stateOfHeading } from '../language/state-tail.ts';
import { beforeSigns } from '../language/task-signs.ts';
import type { TaskDraft } from './task-draft.ts';
import type { Drafts } from './task-drafts.ts';
import { combine, readMarks, weigh } from './task-state.ts';
import { bareTitle } from '../language/title.ts';
import { takeFromRows } from './ticked-rows.ts';
import { estimateByTitle } from './title-estimates.ts';

/** A task while it is being put together. */
export interface TaskNode extends Task {
  key: string;
  readonly aliases: string[];
  readonly spellings: Located<string>[];
  readonly section: OutlineSection;
  phase: PhaseNode | undefined;
  parent: TaskNode | undefined;
  readonly children: TaskNode[];
  readonly steps: Step[];
  readonly fields: Field[];
  readonly box: FoundBox | undefined;
  state: State;
  readonly marks: StateMark[];
  effort: Effort | null;
  readonly owners: Located<string>[];
  duration: Effort | null;
  optional: boolean;
  /** The title with tags before it and notes behind it. */
  readonly written: Span;
  /** Where the id is unique: a section, or the document. */
  readonly scope: OutlineSection | undefined;
}

/** The tasks of a plan, its phases, and ids that were given twice. */
export interface TaskReading {
  /** Tasks and prerequisites in document order. */
  readonly nodes: readonly TaskNode[];
  readonly tasks: readonly TaskNode[];
  readonly prerequisites: readonly TaskNode[];
  readonly phases: readonly PhaseNode[];
  readonly duplicates: Plan['duplicates'];
}

/** Makes tasks out of drafts: one per declaration; what repeats a declaration becomes another mark of it. */
export function assembleTasks(document: Document, found: Drafts): TaskReading {
  const declared = declareTasks(found.drafts, document.vocabulary);
  const nodeOf = new Map<TaskDraft, TaskNode>();
  for (const { draft, scope } of declared) nodeOf.set(draft, makeNode(document, draft, scope));
  for (const { draft, aliases } of declared)
    for (const alias of aliases) nodeOf.set(alias, nodeOf.get(draft) as TaskNode);
  const nodes = declared.map(({ draft }) => nodeOf.get(draft) as TaskNode);
  giveFields(document, found.drafts, nodeOf);
  for (const [draft, boxes] of found.steps) addSteps(nodeOf.get(draft), boxes);
  for (const [draft, parent] of found.parents) link(nodeOf.get(draft), nodeOf.get(parent));
  linkByNumber(nodes);
  for (const { draft } of declared) {
    const node = nodeOf.get(draft) as TaskNode;
    describe(document, node);
    takeFromBoard(document, node);
    if (draft.isUnmarked === true) node.marks.push({ state: 'open', by: 'unmarked', span: node.nameSpan, text: '' });
  }
  takeFromRows(document, nodes);
  estimateByTitle(document, nodes);
  for (const node of listedAsOptional(document, nodes)) node.optional = true;
  for (const { draft, aliases } of declared)
    for (const alias of aliases) {
      const node = nodeOf.get(draft) as TaskNode;
      node.spellings.push(...spellingsOf(document, alias, node.id));
      addAliasMarks(document, alias, node);
    }
  const accepted = new Map([...found.accepted].map(([draft, boxes]) => [nodeOf.get(draft), boxes] as const));
  for (const node of nodes.toReversed()) settle(node, accepted.get(node) ?? []);
  const tasks = nodes.filter((node) => node.kind === 'task');
  const phases = fillPhases(readPhases(document, found.drafts, ownersOf(nodes)), tasks);
  giveKeys(nodes);
  return {
    nodes,
    tasks,
    prerequisites: nodes.filter((node) => node.kind === 'prerequisite'),
    phases,
    duplicates: readDuplicates(declared, nodeOf),
  };
}

function makeNode(document: Document, draft: TaskDraft, scope: OutlineSection | undefined): TaskNode {
  const { source } = document.parsed;
  const { declaration, box } = draft;
  const place =
    draft.dialect === 'heading' ? draft.section.titleSpan : source.lineSpan(source.lineAt(draft.nameSpan.start));
  const line = source.slice(place);
  const { owners, tags } = ownersAndTagsIn({ value: line, span: place }, document.vocabulary);
  const title = titleOf(document, draft);
  return {
    key: '',
    kind: draft.kind,
    dialect: draft.dialect,
    id: declaration?.id.value,
    name: declaration ? source.slice(declaration.span) : plainText(title.value),
    keyword: declaration?.keyword,
    aliases: [],
    spellings: spellingsOf(document, draft),
    title: { value: plainText(title.value), span: title.span },
    nameSpan: declaration ? draft.nameSpan : title.span,
    written: draft.title.span,
    span: draft.span,
    section: draft.section,
    phase: undefined,
    parent: undefined,
    children: [],
    steps: [],
    fields: [],
    box,
    state: 'unknown',
    marks: [],
    optional:
      (box?.optional ?? false) ||
      isMarkedOptional(line, document.vocabulary) ||
      isLater(draft.section, document.vocabulary),
    parallel: line.includes('[P]') || line.includes('(P)'),
    effort: null,
    owners: [...owners],
    tags,
    duration: null,
    scope,
  };
}

/** The id in a draft as it stands there; in a row without a column for ids the cell that ends in the id of the task. */
function spellingsOf(
  { parsed: { source } }: Document,
  { declaration, cells }: TaskDraft,
  id?: string,
): Located<string>[] {
  if (declaration) return [{ value: source.slice(declaration.span), span: declaration.span }];
  const cell = cells?.find(({ value: { value } }) => id !== undefined && value.endsWith(id) && !/\s/.test(value));
  return cell ? [cell.value] : [];
}

/** What a task is about, without what its title says besides: tags, needs, a state at the end of a heading. */
function titleOf({ vocabulary }: Document, { title, dialect, box, cells, declaration }: TaskDraft): Located<string> {
  const bare = box ? beforeSigns(bareTitle(title)) : bareTitle(title);
  const isSilent = dialect === 'checklist' || (dialect === 'table' && !hasStatus(cells ?? []));
  const isStated = dialect === 'heading' || dialect === 'bold' || (isSilent && declaration !== undefined);
  const mark = isStated && !box ? stateOfHeading(bare.value, vocabulary) : undefined;
  const last = box && box.span.end === bare.span.end ? box.span.start - bare.span.start : 0;
  const end = mark ? mark.at : last;
  if (end <= 0) return bare;
  return locate(trimmedEnd(bare.value.slice(0, end), '*_~:–—-'), bare.span.start);
}

/** Gives every field to the innermost task around it; the cells of an alias row go to the task it repeats, and front matter to the one that the document is. */
function giveFields(document: Document, drafts: readonly TaskDraft[], nodeOf: ReadonlyMap<TaskDraft, TaskNode>): void {
  const open: TaskDraft[] = [];
  const texts = document.fields.filter((field) => field.place === 'text');
  const parts = partsWithStatus(document, drafts);
  const swallowed = swallowedHeadings(document.parsed, document.blocks).map(({ span }) => span.start);
  let next = 0;
  for (const field of texts) {
    const at = field.label.span.start;
    for (let draft = drafts[next]; draft && draft.span.start <= at; draft = drafts[++next]) open.push(draft);
    while (open.length > 0 && (open.at(-1)?.span.end ?? 0) <= at) open.pop();
    const owner = open.findLast((draft) => contains(draft.span, field.label.span));
    // What a part of a document says of its state is not said of the document.
    const ofPart =
      owner &&
      field.role === 'status' &&
      (parts.has(field.section) || ((field.section as OutlineSection).depth > 1 && isOwn(document, owner)));
    // What stands under a heading that Markdown does not see is said of that.
    const isUnderOther = owner && swallowed.some((start) => owner.span.start < start && start < at);
    if (owner && !ofPart && !isUnderOther) nodeOf.get(owner)?.fields.push(field);
  }
  const cells = document.fields.filter((field) => field.place === 'front-matter');
  for (const draft of drafts) {
    const own = draft.dialect === 'heading' && isOwn(document, draft) ? cells : draft.cells;
    if (own) nodeOf.get(draft)?.fields.push(...own);
  }
}

/** Sections below the heading of a task that each say how far they are, two or more of them: what they say is not said of the task. */
function partsWithStatus({ fields }: Document, drafts: readonly TaskDraft[]): ReadonlySet<Section> {
  const stated = new Set(
    fields.flatMap(({ role, place, section }) => (role === 'status' && place === 'text' ? [section] : [])),
  );
  const own = new Set<Section>(drafts.map(({ section }) => section));
  return new Set(
    drafts.flatMap(({ dialect, section }) => {
      const parts = dialect === 'heading' ? section.children.filter((part) => stated.has(part) && !own.has(part)) : [];
      return parts.length > 1 ? parts : [];
    }),
  );
}

function isOwn(document: Document, draft: TaskDraft): boolean {
  return isOwnTask(document, draft, draft.declaration?.id.value);
}

function addSteps(task: TaskNode | undefined, boxes: readonly FoundBox[]): void {
  if (!task) return;
  for (const box of boxes) {
    const line = firstLineOf(box.text.value);
    const title = {
      value: plainText(line),
      span: { start: box.text.span.start, end: box.text.span.start + line.length },
    };
    task.steps.push({ title, box, state: box.state, task });
  }
}

function link(child: TaskNode | undefined, parent: TaskNode | undefined): void {
  if (!child || !parent || child === parent || child.parent || parent.parent === child) return;
  child.parent = parent;
  parent.children.push(child);
}

/** `2.1` belongs under `2.` where both are items of one section, whatever the indent (ruling 22). */
function linkByNumber(nodes: readonly TaskNode[]): void {
  const known = new Map<OutlineSection, Map<string, TaskNode>>();
  for (const node of nodes) {
    if (node.dialect !== 'checklist' || !node.id || !node.id.split('.').every(isDigits)) continue;
    const siblings = known.get(node.section) ?? new Map<string, TaskNode>();
    known.set(node.section, siblings);
    link(node, siblings.get(wholeOfPart(node.id) ?? ''));
    siblings.set(node.id, node);
  }
}

/** Reads names, effort and marks out of a task's fields. */
function describe(document: Document, node: TaskNode): void {
  const priority = node.fields.find(({ role }) => role === 'priority');
  if (priority && isMarkedOptional(priority.value.value, document.vocabulary)) node.optional = true;
  const number = node.dialect === 'heading' ? node.section.declaration?.id.value : undefined;
  if (number !== undefined && foldId(number) !== foldId(node.id ?? '')) node.aliases.push(number);
  const ids = node.fields.filter(
    (field) =>
      field.role === 'id' &&
      (field.place === 'front-matter'
        ? /^[\w.-]+$/.test(field.value.value)
        : /^(?=\D*\d)[`*_]*#?(?:[A-Za-z\d.-][\w.-]*(?![\w.-]))?[`*_]*$/.test(field.value.value)),
  );
  for (const field of ids) {
    const id = field.value.value.replace(/[`*_#]/g, '');
    if (foldId(id) !== foldId(node.id ?? '')) node.aliases.push(id);
  }
  node.owners.push(...ownersOfFields(node.fields));
  node.effort = effortOf(document, node.fields, ({ role }) => role === 'estimate');
  node.duration = effortOf(document, node.fields, ({ key }) => document.vocabulary.durations.has(key));
  node.marks.push(
    ...readMarks(document, {
      fields: node.fields,
      box: node.box,
      heading: statedIn(document, node),
      title: lineBehind(document, node),
    }),
  );
  const ticked = tickBesideBox(document, node);
  if (ticked) node.marks.push(ticked);
}

/** `- [ ] T-9 ✅ Write`: a tick next to the id, or at the end, of what has an open box. */
function tickBesideBox(document: Document, node: TaskNode): StateMark | undefined {
  if (node.dialect !== 'checklist' || node.id === undefined || node.box?.state !== 'open') return undefined;
  const { source } = document.parsed;
  const { start } = node.box.text.span;
  const line = source.text.slice(start, source.lineSpan(source.lineAt(start)).end);
  const said = stateOfHeading(line, document.vocabulary);
  if (said?.state !== 'done' || !isBoxPicture(said.text.trim())) return undefined;
  const text = said.text.trim();
  const at = start + said.at + said.text.indexOf(text);
  return { state: 'done', by: 'picture', span: { start: at, end: at + text.length }, text };
}

/** What stands under `## In Progress` is in progress, where its own words or box do not say more. */
function takeFromBoard({ board }: Document, { dialect, section, marks }: TaskNode): void {
  if (board.size === 0) return;
  const column = columnAround(dialect === 'heading' ? section.parent : section, board);
  if (!column) return;
  const own = marks.filter(({ state }) => state !== 'unknown');
  // An open box says nothing of whether the work has begun.
  const isOpenBox = own.every(({ by, state }) => by === 'box' && state === 'open');
  if (!isOpenBox) return;
  const mark: StateMark = { state: column.state, by: 'board', span: column.span, text: column.text };
  // The box knows better than a heading that it is not done.
  if (own.length > 0 && column.state === 'done') marks.push(mark);
  else marks.unshift(mark);
}

/** Where a task is declared, if that may say how far it is: a heading, a bold line; an item or cell where nothing else does. */
function statedIn(document: Document, node: TaskNode): Span | undefined {
  if (node.dialect === 'heading') return node.section.titleSpan;
  const isSilent = node.id !== undefined && !node.box && !hasStatus(node.fields);
  if (node.dialect === 'checklist' || node.dialect === 'table')
    return isSilent ? lineBehind(document, node) : undefined;
  return boldLine(document, node);
}

function hasStatus(fields: readonly Field[]): boolean {
  return fields.some(({ role }) => role === 'status' || role === 'progress');
}

/** The line that a task in bold begins with. */
function boldLine({ parsed: { source } }: Document, { dialect, span }: TaskNode): Span | undefined {
  return dialect === 'bold' ? { start: span.start, end: source.lineSpan(source.lineAt(span.start)).end } : undefined;
}

function effortOf(document: Document, fields: readonly Field[], isMeant: (field: Field) => boolean): Effort | null {
  for (const field of fields) {
    if (!isMeant(field)) continue;
    const unit = field.place === 'cell' ? unitIn(field.label.value, document.vocabulary) : undefined;
    const written = readEffort(field.value, document, unit);
    if (written) return written.effort;
  }
  return null;
}

const LONGEST_LEAD = 20;
const LEAD = /(?<![*_~ \p{Extended_Pictographic}\u{FE0F}])[*_~ \p{Extended_Pictographic}\u{FE0F}]*$/u;

/** The name and title of a task as one span, for marks that are written into it. */
function lineBehind({ parsed: { source } }: Document, node: TaskNode): Span {
  if (node.dialect === 'table') return cellAround(node) ?? node.written;
  let start = node.box && node.dialect !== 'heading' ? node.box.text.span.start : node.nameSpan.start;
  // A picture and a stroke stand before the name.
  if (!node.box) {
    const line = Math.max(source.lineStart(source.lineAt(start)), start - LONGEST_LEAD);
    start -= LEAD.exec(source.text.slice(line, start))?.[0].length ?? 0;
  }
  return { start, end: Math.max(source.lineSpan(source.lineAt(start)).end, node.written.end) };
}

/** The cell with the title of a task. */
function cellAround({ fields, written }: TaskNode): Span | undefined {
  return fields.find(({ place, value }) => place === 'cell' && contains(value.span, written))?.value.span;
}

/** A row or item that repeats a declared task says something about its state, and nothing else. */
function addAliasMarks(document: Document, alias: TaskDraft, node: TaskNode): void {
  const marks = readMarks(document, {
    fields: alias.cells ?? [],
    box: alias.box,
    heading: alias.dialect === 'heading' ? alias.section.titleSpan : undefined,
    title: alias.title.span,
  });
  // What has no id of its own was found by its words.
  const inferred = alias.declaration === undefined && alias.dialect !== 'front-matter' ? 'likeness' : undefined;
  for (const found of marks) {
    const mark: StateMark = inferred ? { ...found, inferred } : found;
    const known = node.marks.findIndex(({ span }) => span.start === mark.span.start);
    if (known >= 0) {
      if (inferred) node.marks[known] = { ...mark, inferred };
      continue;
    }
    if (alias.dialect === 'front-matter') {
      // It has more authority than what the other place says in its heading.
      const before = node.marks.filter(({ by }) => by === 'status-field' || by === 'box').length;
      node.marks.splice(before, 0, mark);
    } else node.marks.push(alias.dialect === 'table' && mark.by !== 'box' ? mark : { ...mark, by: 'alias' });
  }
}

/** Settles a task's state: its own marks, else its sub-tasks, else its steps. Children must be settled before. */
function settle(node: TaskNode, accepted: readonly FoundBox[]): void {
  const own = weigh(node.marks.filter((mark) => mark.by !== 'alias'));
  if (own !== 'unknown') {
    node.state = own;
    return;
  }
  const parts = [
    ...node.children.filter((child) => node.optional || !child.optional).map((child) => child.state),
    ...node.steps.filter((step) => node.optional || !step.box.optional).map((step) => step.state),
  ];
  const derived = combine(parts);
  if (derived !== 'unknown')
    node.marks.push({
      state: derived,
      by: node.children.length > 0 ? 'sub-tasks' : 'steps',
      span: node.nameSpan,
      text: '',
    });
  node.state = derived === 'unknown' ? weigh(node.marks) : derived;
  if (node.state !== 'unknown' || accepted.length === 0) return;
  if (accepted.some(({ state, optional }) => state !== 'done' && state !== 'dropped' && !optional)) return;
  node.state = 'done';
  node.marks.push({ state: 'done', by: 'acceptance', span: node.nameSpan, text: '' });
}

function readDuplicates(declared: readonly Declared[], nodeOf: ReadonlyMap<TaskDraft, TaskNode>): Plan['duplicates'] {
  return declared.flatMap(({ draft, repeats }): Plan['duplicates'] => {
    const one = repeats && nodeOf.get(repeats.of);
    const other = nodeOf.get(draft);
    if (!one || !other) return [];
    const [first, second] = one.span.start < other.span.start ? [one, other] : [other, one];
    if (repeats.similar) return contradict(first.state, second.state) ? [{ first, second, kind: 'states' }] : [];
    return [{ first, second, kind: 'different' }];
  });
}

function contradict(a: State, b: State): boolean {
  return a !== b && a !== 'unknown' && b !== 'unknown' && (a === 'done' || b === 'done');
}

/** The id, `<phase>/<id>` where ids repeat, or the slug of the title; `-2` on repeats. */
function giveKeys(nodes: readonly TaskNode[]): void {
  const counts = new Map<string, number>();
  for (const { id } of nodes) if (id) counts.set(foldId(id), (counts.get(foldId(id)) ?? 0) + 1);
  const used = new Map<string, number>();
  for (const node of nodes) {
    const repeated = node.id !== undefined && (counts.get(foldId(node.id)) ?? 0) > 1;
    const place = node.phase?.id ?? node.scope?.number ?? (node.scope && titleWords(node.scope.title).join('-'));
    const key = node.id === undefined ? slug(node.title.value) : repeated && place ? `${place}/${node.id}` : node.id;
    const count = (used.get(key) ?? 0) + 1;
    used.set(key, count);
    node.key = count === 1 ? key : `${key}-${count}`;
  }
}

function slug(title: string): string {
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu);
  return words ? words.join('-') : 'task';
}

/** What is read here, by name. */
export const tasksReadings: readonly ReadingEntry[] = [
  {
    id: 'task.parallel',
    title: 'a mark that a task can be done beside others',
    file: 'work/tasks.ts',
    example: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] T001 [P] Dredge\n- [ ] T002 [P] Paint the quay\n',
    counterExample: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] T001 Dredge\n- [ ] T002 Paint the quay\n',
  },
  {
    id: 'state.alias',
    title: 'the box of an item that lists a task again',
    file: 'work/tasks.ts',
    example:
      '# Ferry\n\n### Task 1: Dredge\n\nTwo metres.\n\n### Task 2: Mark\n\nBuoys.\n\n## Progress\n\n- [x] Task 1: Dredge\n- [ ] Task 2: Mark\n',
    counterExample: '# Ferry\n\n### Task 1: Dredge\n\nTwo metres.\n\n### Task 2: Mark\n\nBuoys.\n',
  },
];
