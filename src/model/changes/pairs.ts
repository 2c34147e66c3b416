import { foldId, sameTitles, titleWords } from '../language/ids.ts';
import type { Task } from '../plan/task.ts';
import type { TaskPair } from '../plan/change.ts';

/**
 * Finds the tasks that are the same in two versions: by id and title, by a title that only one task has, and of those that
 * are left by their place, where as many stand between the same two tasks.
 */
export function pairTasks(before: readonly Task[], now: readonly Task[]): TaskPair[] {
  const pairing = new Pairing(before, now);
  pairing.by(
    'id',
    (task) => `${idOf(task)}\0${titleOf(task)}`,
    (task) => task.id !== undefined,
  );
  pairing.by(
    'title',
    (task) => titleOf(task),
    (task) => titleOf(task) !== '',
  );
  pairing.byIdAndLikeness();
  pairing.byPlace();
  return pairing.pairs.toSorted((a, b) => a.now.span.start - b.now.span.start);
}

class Pairing {
  readonly pairs: TaskPair[] = [];
  readonly #before: readonly Task[];
  readonly #now: readonly Task[];
  readonly #nowOf = new Map<Task, Task>();
  readonly #used = new Set<Task>();

  constructor(before: readonly Task[], now: readonly Task[]) {
    this.#before = before;
    this.#now = now;
  }

  /** Pairs tasks with one key. Of several with the same, those in one phase, and else as they follow each other if they are as many. */
  by(how: TaskPair['by'], keyOf: (task: Task) => string, has: (task: Task) => boolean): void {
    const inPhase = (task: Task) => `${keyOf(task)}\0${task.phase?.id ?? task.section.key}`;
    for (const key of [inPhase, keyOf]) {
      const [olds, news] = [
        this.#groups(this.#left(this.#before), key, has),
        this.#groups(this.#left(this.#now), key, has),
      ];
      for (const [name, old] of olds) {
        const fresh = news.get(name) ?? [];
        if (fresh.length === old.length) old.forEach((task, index) => this.#pair(task, fresh[index], how));
      }
    }
  }

  /** One id and nearly one title. */
  byIdAndLikeness(): void {
    const fresh = this.#groups(this.#left(this.#now), idOf, ({ id }) => id !== undefined);
    for (const task of this.#left(this.#before)) {
      const [other, ...more] = task.id === undefined ? [] : (fresh.get(idOf(task)) ?? []);
      if (other && more.length === 0 && sameTitles(task.title.value, other.title.value)) this.#pair(task, other, 'id');
    }
  }

  /** What is left between two tasks that are neighbours in pairs: one and one, or those with the same ids. */
  byPlace(): void {
    const gapsNow = gaps(this.#now, (task) => this.#used.has(task));
    const gapsBefore = gaps(this.#before, (task) => this.#nowOf.has(task));
    for (const [previous, old] of gapsBefore) {
      const fresh = gapsNow.get(previous && this.#nowOf.get(previous)) ?? [];
      const [one, ...others] = old;
      if (one && others.length === 0 && fresh.length === 1 && suits(one, fresh[0])) this.#pair(one, fresh[0], 'place');
      else {
        for (const task of old) {
          const same = fresh.find(
            (other) => !this.#used.has(other) && task.id !== undefined && idOf(other) === idOf(task),
          );
          if (fresh.length === old.length) this.#pair(task, same, 'place');
        }
      }
    }
  }

  #left(tasks: readonly Task[]): Task[] {
    return tasks.filter((task) => !this.#nowOf.has(task) && !this.#used.has(task));
  }

  #groups(tasks: readonly Task[], keyOf: (task: Task) => string, has: (task: Task) => boolean): Map<string, Task[]> {
    const groups = new Map<string, Task[]>();
    for (const task of tasks) {
      if (!has(task)) continue;
      const group = groups.get(keyOf(task));
      if (group) group.push(task);
      else groups.set(keyOf(task), [task]);
    }
    return groups;
  }

  #pair(before: Task, now: Task | undefined, by: TaskPair['by']): void {
    if (!now || this.#used.has(now) || this.#nowOf.has(before)) return;
    this.pairs.push({ before, now, by });
    this.#nowOf.set(before, now);
    this.#used.add(now);
  }
}

/** Tasks that are in no pair, by the one before them that is. */
function gaps(tasks: readonly Task[], isPaired: (task: Task) => boolean): Map<Task | undefined, Task[]> {
  const found = new Map<Task | undefined, Task[]>();
  let previous: Task | undefined;
  for (const task of tasks) {
    if (isPaired(task)) previous = task;
    else found.set(previous, [...(found.get(previous) ?? []), task]);
  }
  return found;
}

/** Whether one task at the place of another may be it with another title: neither has an id that the other has not. */
function suits(before: Task, now: Task | undefined): boolean {
  return now !== undefined && idOf(before) === idOf(now);
}

/** The id of a task as it is compared. */
export function idOf({ id }: Task): string {
  return id === undefined ? '' : foldId(id);
}

/** The title of a task as it is compared. */
export function titleOf({ title }: Task): string {
  const words = titleWords(title.value).join(' ');
  return words === '' ? title.value.trim().toLowerCase() : words;
}
