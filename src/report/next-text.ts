import type { NextData, SetStatus } from '../engine/status/sets.ts';
import type { TaskData } from '../engine/status/status-data.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import { doubtWords, taskWords, unsureWords, waitWords } from './status-words.ts';
import { table } from './table.ts';
import { counted } from './tally.ts';

/** Most tasks of one kind that are listed for a set. */
const MANY = 10;

/** What can be done next, for a terminal: by set, in the order in which to take it up. */
export function nextText(sets: readonly SetStatus[], paint: Paint): string {
  const blocks = sets.flatMap((set) => {
    const rows = rowsOf(set);
    return rows.length === 0 ? [] : [`${[paint('bold', printable(set.name)), ...table(rows)].join('\n')}\n`];
  });
  if (blocks.length > 0) return blocks.join('\n');
  const isDone = sets.some(({ tasks }) => tasks.total > 0);
  return isDone ? 'nothing is left to do\n' : 'no tasks\n';
}

function rowsOf(set: SetStatus): string[][] {
  const { plans, next } = set;
  const place = (task: TaskData, path: string) =>
    plans.length > 1 ? `${within(path)}:${task.line}` : `line ${task.line}`;
  const within = (path: string) => (path.startsWith(set.name) ? path.slice(set.name.length) : path);
  const work = plans.flatMap(({ path, work }) => work.map((task) => ({ path, ...task })));
  const list = <T extends TaskData & { readonly path: string }>(
    words: string,
    tasks: readonly T[],
    about: (task: T) => string,
  ) => {
    const rows = tasks
      .slice(0, MANY)
      .map((task, index) => [index === 0 ? words : '', task.name, place(task, task.path), about(task)]);
    return tasks.length > MANY ? [...rows, ['', `and ${tasks.length - MANY} more`, '', '']] : rows;
  };
  const of = (standing: TaskData['standing']) => work.filter((task) => task.standing === standing);
  return [
    ...list(
      'in progress',
      next.filter(({ standing }) => standing === 'in-progress'),
      nextWords,
    ),
    ...list(
      'can start',
      next.filter(({ standing }) => standing === 'ready'),
      nextWords,
    ),
    ...list('waits', of('waiting'), (task) => `for ${waitWords(task, within)}`),
    ...list('blocked', of('blocked'), taskWords),
    ...list('unknown', of('unknown'), doubtWords),
    ...plans.flatMap(({ path, unsure }) =>
      unsure
        .filter(({ reason }) => reason !== 'no-state')
        .map((each) => ['unknown', unsureWords(each), plans.length > 1 ? within(path) : '', '']),
    ),
  ];
}

function nextWords(task: NextData): string {
  const waiting =
    task.unlocks === 0 ? '' : `${counted(task.unlocks, 'task')} ${task.unlocks === 1 ? 'waits' : 'wait'} for it`;
  return [taskWords(task), waiting].filter(Boolean).join(', ');
}
