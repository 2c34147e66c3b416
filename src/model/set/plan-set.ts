import type { Refusal } from '../../parse/limits.ts';
import { allOf } from '../../quote.ts';
import { isExternalId } from '../language/external-ids.ts';
import { isRefused, type Part, readPart } from './parsed-document.ts';
import { type Approvals, readApprovals } from './approvals.ts';
import { holdsApprovals, roleOfPath, taskIdOfPath } from '../document/formats.ts';
import { foldId, foldPadding, unpadId, keywordBefore, numbersIn } from '../language/ids.ts';
import { singularKeyword } from '../language/keyword.ts';
import type { Gate, MissingApprovals, Reached } from '../plan/gate.ts';
import type { Cycle, Edge, Reference } from '../plan/graph.ts';
import type { PlanSet, SetDocument } from '../plan/plan-set.ts';
import type { ReadSettings } from '../plan/settings.ts';
import type { Task } from '../plan/task.ts';
import { shapeOf } from '../work/dialects/heading.ts';
import { ownTask } from '../work/file-task.ts';
import type { Sibling } from './sibling.ts';
import type { Trace } from '../trace/traceability.ts';

/** A document of the set, read when it is first needed. */
interface Entry {
  readonly path: string;
  readonly part: Part | undefined;
}

interface Index {
  readonly byId: ReadonlyMap<string, readonly Entry[]>;
  readonly lists: readonly Entry[];
}

function entryOf(sibling: Sibling, settings: Partial<ReadSettings> | undefined): Entry {
  return {
    path: sibling.path,
    get part() {
      const part = partOf(sibling, settings);
      return isRefused(part) ? undefined : part;
    },
  };
}

/** The other documents of a set, each read at most once for all plans that are given the same objects. */
export class Siblings {
  readonly own: Part;
  readonly #siblings: readonly Sibling[];
  readonly #settings: Partial<ReadSettings> | undefined;
  readonly #approvals: Sibling | undefined;
  #entries: readonly Entry[] | undefined;
  readonly #documents = new Map<Part, SetDocument>();
  readonly #holders = new Map<Task, Part>();
  #indexed: Index | undefined;

  constructor(own: Part, siblings: readonly Sibling[], settings?: Partial<ReadSettings>) {
    this.own = own;
    this.#siblings = siblings;
    this.#settings = settings;
    // Of many files of tasks none is looked at before one of them is named.
    this.#approvals = this.files
      ? undefined
      : siblings.find(({ path }) => holdsApprovals(path) && own.place?.includes(path));
  }

  get #others(): readonly Entry[] {
    this.#entries ??= this.#siblings
      .filter(({ path }) => path !== this.own.path && (this.files || !holdsApprovals(path)))
      .toSorted((a, b) => (a.path < b.path ? -1 : 1))
      .map((sibling) => entryOf(sibling, this.#settings));
    return this.#entries;
  }

  /** Whether each document of the set is a task: those are read only where one names another. */
  get files(): boolean {
    return this.own.place?.files ?? false;
  }

  /** What the other documents say of requirements. */
  get traces(): readonly Trace[] {
    return this.files ? [] : this.#others.flatMap(({ part }) => part ?? []);
  }

  get paths(): readonly string[] {
    return this.#others.map(({ path }) => path);
  }

  /** What the set says of approvals, if it says anything. */
  get approvals(): Approvals | undefined {
    return this.#approvals && readApprovals(this.#approvals);
  }

  /** The other document at a path. */
  at(path: string): SetDocument | undefined {
    const approvals = this.#approvals?.path === path ? this.approvals : undefined;
    if (approvals) return { ...approvals, role: 'approvals', tasks: [], phases: [], requirements: [] };
    const part = this.#others.find((entry) => entry.path === path)?.part;
    return part && this.#documentOf(part);
  }

  get documents(): readonly SetDocument[] {
    return this.#others.flatMap(({ part }) => (part ? this.#documentOf(part) : []));
  }

  /** The document that holds the work of the set. */
  get work(): SetDocument | undefined {
    if (this.files) return undefined;
    const held = this.#others.filter(({ path }) => roleOfPath(path) === 'tasks').flatMap(({ part }) => part ?? []);
    const part = held.find(({ reading }) => reading.tasks.length > 0);
    return part && this.#documentOf(part);
  }

  /** The other document in which a task that was found stands. */
  holding(task: Task): SetDocument | undefined {
    const part = this.#holders.get(task);
    return part && part !== this.own ? this.#documentOf(part) : undefined;
  }

  /** The task that an id means outside of the document that says it: the file of that name, else a declaration. */
  find(id: string, keyword: string | undefined, from: Part = this.own): Task | undefined {
    const exact = this.#search(id, keyword, from, foldId);
    return exact ?? (this.files ? this.#search(id, keyword, from, foldPadding) : undefined);
  }

  #search(id: string, keyword: string | undefined, from: Part, fold: (id: string) => string): Task | undefined {
    const { byId, lists } = this.#index;
    const named = [...(byId.get(foldPadding(id)) ?? []), ...lists];
    for (const { path, part } of named) {
      if (path === (from.path ?? '')) continue;
      const task = part?.reading.nodes.find((node) => isNamed(node, fold(id), keyword, fold));
      if (!part || !task) continue;
      this.#holders.set(task, part);
      return task;
    }
    return undefined;
  }

  /** The other document that is named by an id. */
  fileOf(id: string): Part | undefined {
    const entries = this.#index.byId.get(foldPadding(id))?.filter(({ path }) => path !== this.own.path);
    return entries?.find(({ path }) => foldId(taskIdOfPath(path) ?? '') === foldId(id))?.part;
  }

  /** The path of an earlier document that is a task of the same id, by its front matter. What was put away does not count. */
  namesakeOf(task: Task | undefined): string | undefined {
    const own = this.own.path ?? '';
    if (task?.dialect !== 'front-matter' || task.id === undefined || !this.files || putAway(own) > 0) return undefined;
    const id = foldId(task.id);
    return this.#index.byId.get(foldPadding(id))?.find(({ path, part }) => {
      if (path >= own || putAway(path) > 0 || !part) return false;
      const other = ownTask(part.document, part.reading.tasks);
      return other?.dialect === 'front-matter' && foldId(other.id ?? '') === id;
    })?.path;
  }

  /** The documents by the ids that their names begin with, and those that list tasks. */
  get #index(): Index {
    if (this.#indexed) return this.#indexed;
    const byId = new Map<string, Entry[]>();
    const lists: Entry[] = [];
    for (const entry of [{ path: this.own.path ?? '', part: this.own }, ...this.#others]) {
      const id = taskIdOfPath(entry.path);
      if (id !== undefined) byId.set(foldPadding(id), [...(byId.get(foldPadding(id)) ?? []), entry]);
      else if (roleOfPath(entry.path) === (this.files ? 'index' : 'tasks')) lists.push(entry);
    }
    for (const entries of byId.values()) entries.sort((a, b) => putAway(a.path) - putAway(b.path));
    this.#indexed = { byId, lists };
    return this.#indexed;
  }

  /** Whether the files of the set are named by ids of this build, so that one of them is missing. */
  isMissing(id: string): boolean {
    if (!this.files) return false;
    const paths = [this.own.path ?? '', ...this.#others.map(({ path }) => path)];
    const ids = paths.flatMap((path) => taskIdOfPath(path) ?? []);
    if (ids.some((other) => unpadId(other) === unpadId(id))) return false;
    const alike = ids.filter(
      (other) => shapeOf(unpadId(other)) === shapeOf(unpadId(id)) && prefixOf(other) === prefixOf(id),
    );
    const numbers = alike.map(lastNumber);
    const own = lastNumber(id);
    return alike.length >= 3 && own > Math.min(...numbers) && own < Math.max(...numbers);
  }

  /** What a task needs, in its own document and in others. */
  needs(task: Task): readonly Edge[] {
    const part = this.#holders.get(task) ?? this.own;
    return part.references.flatMap((reference): Edge[] => {
      if (reference.owner !== task || reference.direction !== 'needs') return [];
      const [known = reference] = resolveElsewhere([reference], this, part);
      return known.targets.map((to) => {
        if (!this.#holders.has(to)) this.#holders.set(to, part);
        return { from: task, to, via: 'id', reference: known };
      });
    });
  }

  #documentOf(part: Part): SetDocument {
    const known = this.#documents.get(part);
    if (known) return known;
    const { path = '', source, reading } = part;
    const document: SetDocument = {
      path,
      role: roleOfPath(path),
      source,
      tasks: reading.tasks,
      phases: reading.phases,
      get requirements() {
        return part.requirements;
      },
    };
    this.#documents.set(part, document);
    return document;
  }
}

interface Read {
  readonly settings: Partial<ReadSettings> | undefined;
  readonly part: Part | Refusal;
}

const read = new WeakMap<Sibling, Read>();

/** What a document is read as by itself: once for the same object and settings. */
export function partOf(sibling: Sibling, settings?: Partial<ReadSettings>): Part | Refusal {
  const known = read.get(sibling);
  if (known && known.settings === settings) return known.part;
  const part = readPart(sibling.text, sibling.path, settings);
  read.set(sibling, { settings, part });
  return part;
}

/** Reads each document as far as `within` lets it, which gives nothing for one that takes too long: that is refused from then on. */
export function readApart(
  siblings: readonly Sibling[],
  settings: Partial<ReadSettings> | undefined,
  within: <T>(length: number, work: () => T) => T | undefined,
): void {
  for (const sibling of siblings) {
    if (within(sibling.text.length, () => partOf(sibling, settings))) continue;
    const part: Refusal = { message: 'Reading this file takes too long', span: { start: 0, end: 0 } };
    read.set(sibling, { settings, part });
  }
}

/** References that a document itself cannot resolve, looked up in the others. */
export function resolveElsewhere(
  references: readonly Reference[],
  siblings: Siblings | undefined,
  from: Part | undefined = siblings?.own,
): Reference[] {
  if (!siblings) return [...references];
  return references.map((reference): Reference => {
    const { id, kind, owner, text } = reference;
    if (id === undefined || (kind !== 'external' && kind !== 'unknown') || numbersIn(id).length === 0) return reference;
    const keyword = keywordBefore(text);
    const task = siblings.find(id, keyword, from);
    if (task) return { ...reference, kind: 'elsewhere', targets: [task] };
    const known = isExternalId(siblings.own.document.settings.external, id, keyword);
    const missing = kind === 'external' && !known && 'dialect' in owner && isSure(reference) && siblings.isMissing(id);
    return missing ? { ...reference, kind: 'unknown' } : reference;
  });
}

/** A single id that is the whole of what was named. */
function isSure({ text, id = '' }: Reference): boolean {
  const keyword = keywordBefore(text);
  const bare = keyword === undefined ? text : text.slice(keyword.length).trimStart();
  return withoutSign(bare) === withoutSign(id);
}

const withoutSign = (id: string): string => (id.startsWith('#') ? id.slice(1) : id);

/** The set as rules see it. */
export function makeSet(siblings: Siblings, references: readonly Reference[], own: Task | undefined): PlanSet {
  const edges = references.flatMap((reference): Edge[] => {
    const { owner, kind, targets, direction } = reference;
    if (kind !== 'elsewhere' || !('dialect' in owner)) return [];
    return targets.map((target) =>
      direction === 'needs'
        ? { from: owner, to: target, via: 'id', reference }
        : { from: target, to: owner, via: 'id', reference },
    );
  });
  let cycles: readonly Cycle[] | undefined;
  return {
    get paths() {
      return siblings.paths;
    },
    get namesake() {
      return siblings.namesakeOf(own);
    },
    get documents() {
      return siblings.documents;
    },
    edges,
    get cycles() {
      return (cycles ??= cyclesThrough(edges, siblings));
    },
    documentOf: (task) => siblings.holding(task),
    documentAt: (path) => siblings.at(path),
  };
}

/** Most tasks that are looked at on the way round. */
const FAR = 500;

/** Shortest ways round through other documents, each told in the document that comes first by its path. */
function cyclesThrough(edges: readonly Edge[], siblings: Siblings): Cycle[] {
  const starts = new Set(edges.map(({ from }) => from).filter((task) => siblings.holding(task) === undefined));
  const told = new Set<Task>();
  const cycles: Cycle[] = [];
  for (const start of starts) {
    const way = told.has(start) ? undefined : roundFrom(start, siblings);
    if (!way) continue;
    const tasks = way.map(({ from }) => from);
    for (const task of tasks) told.add(task);
    const others = tasks.flatMap((task) => siblings.holding(task)?.path ?? []);
    const own = siblings.own.path ?? '';
    if (others.length > 0 && others.every((path) => own < path)) cycles.push({ tasks, edges: way, cuts: way });
  }
  return cycles;
}

function roundFrom(start: Task, siblings: Siblings): Edge[] | undefined {
  const reached = new Map<Task, Edge>();
  const queue = [start];
  const own = siblings.own.path ?? '';
  for (const task of queue) {
    if (queue.length > FAR) return undefined;
    for (const edge of siblings.needs(task)) {
      if (edge.to === start) return wayTo(task, start, reached, edge);
      // A way round through an earlier document is told there.
      if (reached.has(edge.to) || (siblings.holding(edge.to)?.path ?? own) < own) continue;
      reached.set(edge.to, edge);
      queue.push(edge.to);
    }
  }
  return undefined;
}

function wayTo(end: Task, start: Task, reached: ReadonlyMap<Task, Edge>, last: Edge): Edge[] {
  const way = [last];
  for (let at = end; at !== start;) {
    const edge = reached.get(at);
    if (!edge) break;
    way.unshift(edge);
    at = edge.from;
  }
  return way;
}

/** What lacks approval in a set although work has begun. It is told once, in the document that holds the work. */
export function missingApprovals(
  siblings: Siblings | undefined,
  { reading, place }: Part,
): MissingApprovals | undefined {
  const approvals = place?.role === 'tasks' && reading.tasks.length > 0 ? siblings?.approvals : undefined;
  if (!approvals) return undefined;
  const { missing: names, path } = approvals;
  const notReady = names.length === 0 ? approvals.notReady : undefined;
  if (names.length === 0 && !notReady) return undefined;
  return { names, notReady, path, reached: reachedBy('entry', reading.tasks) };
}

/** Gates for the plan as a whole, in a document without tasks: the work that they stand before or behind is in the set. */
export function reachedInSet(gates: readonly Gate[], siblings: Siblings | undefined, own: Part): Gate[] {
  const work = own.reading.tasks.length === 0 && !siblings?.files ? siblings?.work : undefined;
  if (!work) return [...gates];
  return gates.map((gate) =>
    gate.scope.kind === 'plan' && gate.kind !== 'metrics' && !gate.reached
      ? { ...gate, reached: reachedBy(gate.kind, work.tasks, work.path) }
      : gate,
  );
}

function reachedBy(kind: Gate['kind'], tasks: readonly Task[], path?: string): Reached | undefined {
  const counted = tasks.filter(({ optional, state, parent }) => !optional && state !== 'dropped' && !parent);
  const done = counted.filter(({ state }) => state === 'done');
  const begun = done.length > 0 ? done : counted.filter(({ state }) => state === 'in-progress');
  const all = counted.length > 0 && done.length === counted.length;
  if (begun.length === 0 || (kind === 'exit' && !all)) return undefined;
  const file = path === undefined ? '' : ` in \`${path.slice(path.lastIndexOf('/') + 1)}\``;
  const state = done.length > 0 ? 'done' : 'in progress';
  const share = all ? `${allOf(counted.length)} tasks` : `${begun.length} of ${counted.length} tasks`;
  const verb = !all && begun.length === 1 ? 'is' : 'are';
  return {
    certainty: all ? 'certain' : 'likely',
    because: `${share}${file} ${verb} ${state}`,
    span: begun[0]?.nameSpan,
    ...(path === undefined ? {} : { path }),
  };
}

function isNamed(task: Task, wanted: string, keyword: string | undefined, fold: (id: string) => string): boolean {
  const known = [task.id ?? '', ...task.aliases].some((id) => fold(id) === wanted);
  return known && (!keyword || !task.keyword || singularKeyword(keyword) === singularKeyword(task.keyword));
}

/** Work that goes on comes before what was finished, and that before what was put away. */
function putAway(path: string): number {
  const folders = new Set(path.split('/').slice(0, -1));
  if (folders.has('archive')) return 2;
  return folders.has('completed') || folders.has('done') ? 1 : 0;
}

function prefixOf(id: string): string {
  return foldId(id).replace(/(?:[-_]|(?<!\d\.?|[-_]))\d+(?:\.\d+)*[a-z]?$/, '');
}

function lastNumber(id: string): number {
  return Number(/(?<!\d)\d+(?=[a-z]?$)/i.exec(id)?.[0] ?? Number.NaN);
}
