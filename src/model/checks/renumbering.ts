import { countedId, wholeOfPart } from '../language/ids.ts';
import { isDigits } from '../language/characters.ts';
import type { Misnumbering } from '../plan/conflict.ts';
import type { Phase, Task } from '../plan/task.ts';

/** Longest gap that is taken for a slip; a longer one begins a new block. */
export const LONGEST_GAP = 3;

/** The tasks of a phase numbered one after the other, from the number of the first one that is in its place. */
export function idsOfPhase({ id, tasks }: Phase, misplaced: readonly Task[]): ReadonlyMap<Task, string> {
  const numbered = tasks.filter(
    (task) =>
      task.dialect === misplaced[0]?.dialect &&
      isDigits(wholeOfPart(task.id ?? '') ?? '') &&
      isDigits((task.id ?? '').slice(-1)),
  );
  const inPlace = numbered.find((task) => !misplaced.includes(task));
  const first = Number(inPlace?.id?.split('.')[1] ?? 1);
  return changed(numbered.map((task, index) => [task, `${id}.${first + index}`]));
}

/** A misnumbering with the ids that would mend it, found out when somebody asks. `isKnown` says that a number was left out on purpose. */
export function withIds(
  found: Misnumbering,
  tasks: readonly Task[],
  isKnown: (id: string, task: Task) => boolean,
): Misnumbering {
  const { what } = found;
  if (!('dialect' in what)) return found;
  const by = found.kind === 'gap' ? found.missing.length : 0;
  return {
    ...found,
    get ids() {
      const series = seriesOf(what, tasks);
      if (found.kind === 'order') return inPlace(what, series);
      return by > 0 ? closed(what, by, series, isKnown) : undefined;
    },
  };
}

interface Series {
  readonly tasks: readonly Task[];
  named(number: number): string;
}

/** All tasks of the plan whose ids have the same form, in document order. */
function seriesOf(what: Task, all: readonly Task[]): Series {
  const prefix = prefixOf(what);
  const tasks = all.filter((task) => prefixOf(task) === prefix && task.keyword === what.keyword);
  const padded = tasks.some(({ id = '' }) => countedId(id)?.digits.startsWith('0'));
  const width = padded ? (countedId(what.id ?? '')?.digits.length ?? 0) : 0;
  return { tasks, named: (number) => `${prefix}${String(number).padStart(width, '0')}` };
}

/** A number that comes too late changes places with those before it that are larger. */
function inPlace(what: Task, { tasks, named }: Series): ReadonlyMap<Task, string> {
  const late = tasks.filter((task) => numberOf(task) >= numberOf(what) && task.span.start <= what.span.start);
  const numbers = late.map(numberOf).toSorted((a, b) => a - b);
  return changed(late.map((task, index) => [task, named(numbers[index] ?? 0)]));
}

/** The series from a task on moved down by so many numbers; undefined where one of them was left out on purpose or is there twice. */
function closed(
  what: Task,
  by: number,
  { tasks, named }: Series,
  isKnown: (id: string, task: Task) => boolean,
): ReadonlyMap<Task, string> | undefined {
  const moved: Task[] = [];
  const behind = tasks.filter((task) => numberOf(task) >= numberOf(what));
  for (const task of behind.toSorted((a, b) => numberOf(a) - numberOf(b))) {
    const number = numberOf(task);
    const step = moved.length > 0 ? number - numberOf(moved.at(-1)) : 1;
    if (step === 0) return undefined;
    // A block of its own stays as it is.
    if (step > LONGEST_GAP + 1) break;
    for (let between = number - step + 1; between < number; between++)
      if (isKnown(named(between), task)) return undefined;
    moved.push(task);
  }
  return changed(moved.map((task) => [task, named(numberOf(task) - by)]));
}

/** Without those that have the id already. */
function changed(ids: readonly (readonly [Task, string])[]): ReadonlyMap<Task, string> {
  return new Map(ids.filter(([task, id]) => task.id !== id));
}

function prefixOf({ id = '' }: Task): string | undefined {
  const head = countedId(id)?.head;
  return head?.includes('#') ? undefined : head;
}

function numberOf(task: Task | undefined): number {
  return Number(countedId(task?.id ?? '')?.digits ?? Number.NaN);
}
