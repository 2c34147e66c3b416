import { foldId, countedId, sameTitles } from '../language/ids.ts';
import { numberedFolderOf, placeOf, roleOfPath, taskIdOfPath } from '../document/formats.ts';
import type {
  Base,
  Change,
  ChangedReference,
  RemovedGateItem,
  RemovedTask,
  TakenId,
  TaskPair,
} from '../plan/change.ts';
import type { Gate } from '../plan/gate.ts';
import type { Reference } from '../plan/graph.ts';
import type { Plan } from '../plan/plan.ts';
import type { Section } from '../plan/section.ts';
import type { Task } from '../plan/task.ts';
import type { Span } from '../../text.ts';
import { changedLines, type ChangedLines } from './changed-lines.ts';
import { pairGateItems, type GateEntry } from './gate-items.ts';
import { idOf, pairTasks } from './pairs.ts';
import { pairSections } from './section-pairs.ts';
import { untouchedFiles } from './untouched-files.ts';

/** Compares a plan with the version that it is based on. */
export function readChange(now: Plan, base: Base): Change {
  return new Comparison(now, base).change();
}

class Comparison {
  readonly #now: Plan;
  readonly #base: Base;
  readonly #pairs: readonly TaskPair[];
  readonly #nowOf: ReadonlyMap<Task, Task>;
  readonly #sections: ReadonlyMap<Section, Section>;
  #lines: ChangedLines | undefined;

  constructor(now: Plan, base: Base) {
    this.#now = now;
    this.#base = base;
    const { plan } = base;
    this.#pairs = plan ? pairTasks(plan.tasks, now.tasks) : [];
    this.#nowOf = new Map(this.#pairs.map((pair) => [pair.before, pair.now]));
    this.#sections = plan ? pairSections(plan.sections, now.sections) : new Map<Section, Section>();
  }

  change(): Change {
    const { plan: before } = this.#base;
    const known = new Set(this.#pairs.map(({ now }) => now));
    const added = this.#now.tasks.filter((task) => !known.has(task));
    const items = before ? pairGateItems(before, this.#now) : { pairs: [], removed: [] };
    return {
      before,
      pairs: this.#pairs,
      added,
      removed: before ? this.#removed(before) : [],
      items: items.pairs,
      removedItems: items.removed.map((entry) => this.#removedItem(entry)),
      references: before ? this.#references(before) : [],
      taken: this.#taken(added),
      sections: this.#sections,
      isExplained: (task) => (this.#lines ??= changedLines(before, this.#now)).speakOf(task),
      untouched: (pair) => untouchedFiles(this.#now, pair, before, this.#base.past),
    };
  }

  /** Tasks that are no more: neither moved to another document, nor named by what is new in this one. */
  #removed(before: Plan): RemovedTask[] {
    const lines = (this.#lines ??= changedLines(before, this.#now));
    return before.tasks
      .filter((task) => !this.#nowOf.has(task) && !lines.name(task) && !this.#base.past.isElsewhere(task.title.value))
      .map((task) => ({ task, place: this.#placeOf(task, before) }));
  }

  /** Where a task that is no more would stand: at the task before it, else at its section. */
  #placeOf(task: Task, before: Plan): Span {
    const at = before.tasks.indexOf(task);
    const previous = before.tasks
      .slice(0, at)
      .findLast((other) => other.section === task.section && this.#nowOf.has(other));
    const now = previous && this.#nowOf.get(previous);
    return now ? now.nameSpan : this.#placeOfSection(task.section);
  }

  #placeOfSection(section: Section | undefined): Span {
    for (let at = section; at; at = at.parent) {
      const now = this.#sections.get(at);
      if (now) return now.titleSpan;
    }
    return this.#now.sections[0]?.titleSpan ?? { start: 0, end: 0 };
  }

  #removedItem({ gate, item }: GateEntry): RemovedGateItem {
    return { item, gate, because: this.#finished(gate), place: this.#placeOfSection(gate.section) };
  }

  /** Whether the work behind a gate is finished now and was not before. */
  #finished({ scope }: Gate): string | undefined {
    const { plan: before } = this.#base;
    if (scope.kind === 'task') {
      const now = this.#nowOf.get(scope.task);
      return now?.state === 'done' && scope.task.state !== 'done' ? `${now.name} is done now` : undefined;
    }
    if (scope.kind === 'phase') {
      const now = this.#now.phases.find(({ id }) => foldId(id) === foldId(scope.phase.id));
      return now?.state === 'done' && scope.phase.state !== 'done' ? `${now.name} is done now` : undefined;
    }
    const isDone = (plan: Plan | undefined) =>
      plan !== undefined &&
      (plan.lifecycle === 'done' ||
        (plan.tasks.length > 0 &&
          plan.tasks.every(({ state, optional }) => state === 'done' || state === 'dropped' || optional)));
    return isDone(this.#now) && !isDone(before) ? 'the plan is done now' : undefined;
  }

  /** Dependencies with the words of before that name another task now: the one of before has another id, or the other one had. */
  #references(before: Plan): ChangedReference[] {
    const olds = new Map<string, Reference | undefined>();
    for (const reference of before.references) {
      const owner = this.#nowOf.get(reference.owner as Task);
      const key = owner && keyOf(reference, owner);
      // Where it stands there twice, nobody knows which is which.
      if (key !== undefined) olds.set(key, olds.has(key) ? undefined : reference);
    }
    const wasOf = new Map(this.#pairs.map((pair) => [pair.now, pair.before]));
    return this.#now.references.flatMap((reference): ChangedReference[] => {
      const old = olds.get(keyOf(reference, reference.owner as Task));
      const [was, ...others] = old?.targets ?? [];
      const [is, ...more] = reference.targets;
      if (!was || !is || others.length > 0 || more.length > 0 || reference.id === undefined) return [];
      const elsewhere = reference.kind === 'elsewhere';
      const now = elsewhere ? this.#inSet(was) : this.#nowOf.get(was);
      if (now === is || sameTitles(was.title.value, is.title.value)) return [];
      // What only has another title is the same.
      if (now === undefined && (elsewhere || wasOf.get(is) === undefined)) return [];
      const renamed = now?.id !== undefined && is.id !== undefined ? reference.text.replace(is.id, now.id) : undefined;
      return [{ reference, before: was, now: is, renamed: renamed === reference.text ? undefined : renamed }];
    });
  }

  /** The task of another document of the set with a title. */
  #inSet({ title }: Task): Task | undefined {
    return this.#now.set?.documents.flatMap(({ tasks }) => tasks).find((task) => task.title.value === title.value);
  }

  /** Ids of added tasks that the other branch has given to something else meanwhile. */
  #taken(added: readonly Task[]): TakenId[] {
    const { plan: before, past } = this.#base;
    const { plan: theirs, added: paths } = past.theirs;
    const was = new Set(before?.tasks.map(idOf));
    const found = added.flatMap((task): TakenId[] => {
      if (task.id === undefined || was.has(idOf(task)) || task === this.#now.ownTask) return [];
      const other = theirs?.tasks.find((one) => idOf(one) === idOf(task));
      if (!other || sameTitles(other.title.value, task.title.value)) return [];
      const free = freeId(task.id, [...this.#now.tasks, ...(theirs?.tasks ?? [])]);
      return [{ name: task.name, span: task.nameSpan, task, other: other.title.value, free }];
    });
    return before ? found : [...found, ...this.#takenFile(paths), ...this.#takenFolder(paths)];
  }

  /** The id of a new file that is a task, if a file has it that came to the other branch meanwhile. */
  #takenFile(paths: readonly string[]): TakenId[] {
    const { path, ownTask: task } = this.#now;
    const place = placeOf(path);
    const id = path === undefined ? undefined : taskIdOfPath(path);
    if (!task || !place?.files || id === undefined) return [];
    const other = paths.find(
      (one) => one !== path && place.includes(one) && foldId(taskIdOfPath(one) ?? '') === foldId(id),
    );
    return other === undefined ? [] : [{ name: task.name, span: task.nameSpan, task, other, free: undefined }];
  }

  /** The number of a new folder for a specification, if another one has it that came to the other branch. The first of its documents says so. */
  #takenFolder(paths: readonly string[]): TakenId[] {
    const { path, set, sections } = this.#now;
    const own = numberedFolderOf(path);
    const isFirst = !set?.documents.some((other) => rankOf(other.path) < rankOf(path));
    if (!own || !isFirst || rankOf(path) === Infinity) return [];
    const other = paths
      .map(numberedFolderOf)
      .find((one) => one && one.folder !== own.folder && one.above === own.above && one.number === own.number);
    const span = sections[0]?.titleSpan ?? { start: 0, end: 0 };
    return other ? [{ name: own.number, span, task: undefined, other: other.folder, free: undefined }] : [];
  }
}

/** When the documents of a specification are written; those that need not be there come last. */
function rankOf(path: string | undefined): number {
  const role = path === undefined ? 'other' : roleOfPath(path);
  if (role === 'requirements') return 0;
  return role === 'design' ? 1 : role === 'tasks' ? 2 : Infinity;
}

function keyOf({ text, direction }: Reference, owner: Task): string {
  return `${owner.key}\0${direction}\0${text}`;
}

/** The number after the largest of the same series. */
function freeId(id: string, tasks: readonly Task[]): string | undefined {
  const counted = countedId(id);
  if (!counted) return undefined;
  const numbers = tasks.flatMap((task) => {
    const other = task.id === undefined ? undefined : countedId(task.id);
    return other && foldId(other.head) === foldId(counted.head) ? [Number(other.digits)] : [];
  });
  return counted.head + String(Math.max(0, ...numbers) + 1).padStart(counted.digits.length, '0');
}
