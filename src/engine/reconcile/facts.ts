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
  /** The other documents that its line links to, from the root of the repository, and the words of the links. */
  readonly links: readonly { readonly path: string; readonly words: string }[];
  /** The issues that its line names, by number; `isLink` where it is an address. */
  readonly issues: readonly { readonly number: number; readonly isLink: boolean }[];
}

/** What a document says of itself as a whole. */
export interface OwnState {
  readonly state: State;
  /** The words that say so; undefined where only its tasks do. */
  readonly says: string | undefined;
  readonly line: number;
  readonly done: number;
  readonly total: number;
}

/** What a plan says of its work, without the plan itself, which is large. */
export interface PlanFacts {
  /** From the root of the repository. */
  readonly path: string;
  /** Its first heading. */
  readonly title: string;
  readonly text: string;
  /** Whether it is done with, by its own words or by the folder that it lies in. */
  readonly isOver: boolean;
  readonly own: OwnState;
  /** Tasks without sub-tasks that are not dropped, in document order. */
  readonly tasks: readonly TaskFacts[];
}

/** Takes out of a plan what a repository can confirm or refute. */
export function factsOf(plan: Plan, path: string): PlanFacts {
  const leaves = plan.tasks.filter(({ children, state }) => children.length === 0 && state !== 'dropped');
  return {
    path,
    title: plan.sections[0]?.title ?? '',
    text: plan.source.text,
    isOver: plan.lifecycle === 'done' || plan.lifecycle === 'archived' || plan.status.state === 'dropped',
    own: ownState(plan),
    tasks: leaves.map((task) => taskFacts(plan, task, path)),
  };
}

/** How far a document is as a whole: by its status, or by its tasks where it has none. */
function ownState(plan: Plan): OwnState {
  const { ownTask, status } = plan;
  const tasks = plan.tasks.filter((task) => task !== ownTask && task.children.length === 0 && !task.optional);
  const marks = ownTask?.marks ?? status.marks;
  const mark = marks.find(({ state, by }) => state !== 'unknown' && !DERIVED.has(by));
  const left = tasks.filter(({ state }) => state !== 'done' && state !== 'dropped');
  const byTasks = tasks.length === 0 ? 'unknown' : left.length === 0 ? 'done' : 'open';
  return {
    state: mark?.state ?? byTasks,
    says: mark?.text.trim(),
    line: mark ? lineOf(plan, mark.span.start) : 0,
    done: tasks.length - left.length,
    total: tasks.length,
  };
}

/** Marks that follow from what the tasks say. */
const DERIVED: ReadonlySet<string> = new Set(['steps', 'sub-tasks', 'unmarked', 'acceptance']);

function taskFacts(plan: Plan, task: Task, path: string): TaskFacts {
  const { id, name, state } = task;
  const line = lineOf(plan, task.nameSpan.start);
  const title = task.title.value.replace(/\s+/g, ' ').trim();
  const mentions = plan.fileMentions.filter((mention) => mention.task === task && isWork(mention));
  // Where its title or a field says which files they are, those further down are details of the work.
  const first = mentions.filter((mention) => isInField(mention) || lineOf(plan, mention.span.start) === line);
  const files = first.length > 0 ? first : mentions;
  const text = plan.source.text.split('\n', line + 1)[line] ?? '';
  return {
    id,
    name,
    label: id === undefined || title === '' ? title || name : `${name}: ${title}`,
    title,
    state,
    line,
    stateLines: stateLines(plan, task),
    files: files.map(({ path, verb }) => ({ path: path.replace(/^\.\//, ''), verb })),
    links: [...text.matchAll(LINK)].flatMap(([, words = '', target = '']) => {
      const found = resolved(path, target);
      return found === undefined ? [] : [{ path: found, words }];
    }),
    issues: [...text.matchAll(ISSUE)].map(([all, link, number]) => ({
      number: Number(link ?? number ?? all),
      isLink: link !== undefined,
    })),
  };
}

/** A link to another document, without what is behind `#`. */
const LINK = /\[([^[\]]*)\]\(<?([^)\s<>#]{1,500}\.md)[^)]{0,500}\)/g;
/** `#12`, or the address of an issue; those of pull requests are none. */
const ISSUE = /\/issues\/(\d+)\b|(?<![\w/&#])#(\d+)\b/g;

/** The path that a link in a document leads to; undefined for what lies outside. */
function resolved(from: string, target: string): string | undefined {
  if (/^[a-z][a-z+.-]*:/i.test(target)) return undefined;
  const parts = target.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of decoded(target).split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '..' && part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

/** Whether a file is named as one that the work makes or changes: by a verb, or in a field for such files. */
function isWork(mention: FileMention): boolean {
  const { verb } = mention;
  return verb === 'create' || verb === 'modify' || (verb !== 'delete' && isInField(mention));
}

function isInField({ span, task }: FileMention): boolean {
  return task.fields.some(({ role, value }) => role === 'files' && contains(value.span, span));
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
