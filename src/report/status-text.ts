import { effortOfAll, type SetStatus, tallyOfAll } from '../engine/status/sets.ts';
import type { Standing } from '../engine/status/standing.ts';
import type { PlanStatusData } from '../engine/status/status-data.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import { doubtWords, effortWords, tallyWords, taskWords, unsureWords, waitWords } from './status-words.ts';
import { table } from './table.ts';
import { counted } from './tally.ts';

/** Most tasks of one kind that are listed. */
const MANY = 12;

/** How far plans are, for a terminal. */
export function statusText(sets: readonly SetStatus[], paint: Paint): string {
  const onePlan = (plan: PlanStatusData) =>
    [`${paint('bold', printable(plan.path))}  ${printable(headline(plan))}`, ...details(plan), ''].join('\n');
  const plans = sets.flatMap((set) =>
    set.plans.length > 1
      ? [wholeSet(set, paint), ...set.plans.filter(saysSomething).map(onePlan)]
      : set.plans.map(onePlan),
  );
  if (sets.length < 2) return plans.join('\n');
  const all = [
    tallyWords(tallyOfAll(sets.map(({ tasks }) => tasks))),
    effortWords(effortOfAll(sets.map(({ effortLeft }) => effortLeft))),
  ];
  const count = counted(
    sets.reduce((total, set) => total + set.plans.length, 0),
    'file',
  );
  return [...plans, `${count}: ${all.filter(Boolean).join('; ')}\n`].join('\n');
}

function wholeSet({ name, plans, tasks, effortLeft }: SetStatus, paint: Paint): string {
  const about = [tallyWords(tasks), effortWords(effortLeft)].filter(Boolean).join('; ');
  return `${paint('bold', printable(name))}  ${plans.length} documents: ${printable(about)}\n`;
}

/** Whether a document of a set has to do with how far the work is. */
function saysSomething({ tasks, gates }: PlanStatusData): boolean {
  return tasks.total > 0 || gates.length > 0;
}

function headline({ tasks, effortLeft, stated }: PlanStatusData): string {
  return [tallyWords(tasks), effortWords(effortLeft), stated === null ? '' : `says of itself: ${stated}`]
    .filter(Boolean)
    .join('; ');
}

function details(plan: PlanStatusData): string[] {
  const { phases, gates, unsure } = plan;
  const blocks = [
    unsure.map((each) => ['unknown', unsureWords(each)]),
    phases.map(({ name, title, tasks, effortLeft }) => [
      [name, title].filter((words, index, all) => words !== '' && all.indexOf(words) === index).join(': '),
      tallyWords(tasks),
      effortWords(effortLeft),
    ]),
    [
      ...ofKind(plan, 'in-progress', 'in progress', taskWords),
      ...ofKind(plan, 'ready', 'can start', taskWords),
      ...ofKind(plan, 'waiting', 'waits', (task) => `for ${waitWords(task)}`),
      ...ofKind(plan, 'blocked', 'blocked', taskWords),
      ...ofKind(plan, 'unknown', 'unknown', doubtWords),
    ],
    gates.map(({ title, scope, open, total, reached, line }) => [
      'gate',
      scope === null || title.includes(scope) ? title : `${title} (${scope})`,
      `line ${line}`,
      `${open} of ${total} open${reached === null ? '' : `, and ${reached}`}`,
    ]),
    pathLeft(plan),
  ];
  return blocks.flatMap((rows) => (rows.length === 0 ? [] : ['', ...table(rows)]));
}

function ofKind(
  { work }: PlanStatusData,
  standing: Standing,
  words: string,
  about: (task: PlanStatusData['work'][number]) => string,
): string[][] {
  const tasks = work.filter((task) => task.standing === standing);
  const rows = tasks
    .slice(0, MANY)
    .map((task, index) => [index === 0 ? words : '', task.name, `line ${task.line}`, about(task)]);
  return tasks.length > MANY ? [...rows, ['', `and ${tasks.length - MANY} more`, '', '']] : rows;
}

function pathLeft({ criticalPathLeft, work }: PlanStatusData): string[][] {
  if (!criticalPathLeft) return [];
  const { keys, hours } = criticalPathLeft;
  const names = new Map(work.map(({ key, id }) => [key, id ?? key]));
  const length = hours === null ? counted(keys.length, 'task') : counted(Math.round(hours * 10) / 10, 'hour');
  return [['critical path left', `${keys.map((key) => names.get(key) ?? key).join(' → ')} (${length})`]];
}
