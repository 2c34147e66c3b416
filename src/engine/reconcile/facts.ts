import { contains } from '../../text.ts';
import type { FileMention } from '../../model/plan/files.ts';
import type { Plan } from '../../model/plan/plan.ts';
import type { State } from '../../model/plan/state.ts';
import type { Task } from '../../model/plan/task.ts';

/** A file that a task names as one that its work makes or changes. */
export interface NamedFile {
  /** As written. */
  readonly path: string;
  readonly verb: FileMention['verb'];
}

/** What a plan says of a task, as far as a repository can tell whether it is so. Lines count from 0. */
export interface TaskFacts {
  readonly id: string | undefined;
  readonly name: string;
  /** Its name and title, on one line. */
  readonly label: string;
  readonly title: string;
  readonly state: State;
  readonly line: number;
  /** The lines that say what state it is in. */
  readonly stateLines: readonly number[];
  readonly files: readonly NamedFile[];
}

/** What a plan says of its work, without the plan itself, which is large. */
export interface PlanFacts {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
  /** Whether it is done with, by its own words or by the folder that it lies in. */
  readonly isOver: boolean;
  /** Tasks without sub-tasks that are not dropped, in document order. */
  readonly tasks: readonly TaskFacts[];
}

/** Takes out of a plan what a repository can confirm or refute. */
export function factsOf(plan: Plan, path: string): PlanFacts {
  const leaves = plan.tasks.filter(({ children, state }) => children.length === 0 && state !== 'dropped');
  return {
    path,
    text: plan.source.text,
    isOver: plan.lifecycle === 'done' || plan.lifecycle === 'archived' || plan.status.state === 'dropped',
    tasks: leaves.map((task) => taskFacts(plan, task)),
  };
}

function taskFacts(plan: Plan, task: Task): TaskFacts {
  const { id, name, state } = task;
  const title = task.title.value.replace(/\s+/g, ' ').trim();
  const files = plan.fileMentions.filter((mention) => mention.task === task && isWork(mention));
  return {
    id,
    name,
    label: id === undefined || title === '' ? title || name : `${name}: ${title}`,
    title,
    state,
    line: lineOf(plan, task.nameSpan.start),
    stateLines: stateLines(plan, task),
    files: files.map(({ path, verb }) => ({ path: path.replace(/^\.\//, ''), verb })),
  };
}

/** Whether a file is named as one that the work makes or changes: by a verb, or in a field for such files. */
function isWork({ verb, span, task }: FileMention): boolean {
  if (verb === 'create' || verb === 'modify') return true;
  return verb !== 'delete' && task.fields.some(({ role, value }) => role === 'files' && contains(value.span, span));
}

function stateLines(plan: Plan, { marks, state, steps, nameSpan }: Task): number[] {
  const mark = marks.find((other) => other.state === state);
  if (!mark) return [lineOf(plan, nameSpan.start)];
  if (mark.by === 'steps') return steps.map(({ box }) => lineOf(plan, box.span.start));
  return [lineOf(plan, mark.span.start)];
}

function lineOf(plan: Plan, offset: number): number {
  return plan.source.lineAt(offset) - 1;
}
