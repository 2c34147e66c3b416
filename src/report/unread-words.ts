import type { Plan } from '../model/plan/plan.ts';
import type { Refused, Unread } from '../model/plan/reading.ts';
import { brief, lineRanges } from './show-words.ts';

const KINDS: Readonly<Record<Unread['kind'], readonly [one: string, many: string]>> = {
  id: ['id', 'ids'],
  state: ['state mark', 'state marks'],
  label: ['label', 'labels'],
  count: ['count', 'counts'],
  percent: ['percentage', 'percentages'],
};

const REASONS: Readonly<Record<Unread['reason'], string>> = {
  prose: 'in prose that says nothing planvet reads about it',
  title: 'in a title; nothing says what it has to do with it',
  cell: 'in a cell of which nothing says what it has to do with the plan',
  value: 'its value is understood by no reading',
  owner: 'nothing says whose it is',
  decoration: 'decorates a heading',
};

/** What a mention is, and why it was not read. */
export function unreadWords({ kind, reason }: Unread): string {
  return `${KINDS[kind][0]}: ${REASONS[reason]}`;
}

/** Mentions that were not read, by kind and reason, with their number and lines. */
export function unreadRows(plan: Plan): string[][] {
  const groups = new Map<string, Unread[]>();
  for (const mention of plan.unread) {
    const key = `${mention.kind} ${mention.reason}`;
    const group = groups.get(key);
    if (group) group.push(mention);
    else groups.set(key, [mention]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const ranges = lineRanges(
      plan,
      group.map(({ span }) => span),
    );
    return [
      [
        String(group.length).padStart(5),
        KINDS[first.kind][group.length === 1 ? 0 : 1],
        REASONS[first.reason],
        `line${/\D/.test(ranges) ? 's' : ''} ${ranges}`,
      ],
    ];
  });
}

const REFUSALS: Readonly<Record<Refused['reason'], string>> = {
  code: 'it stands in code',
  comment: 'it stands in a comment',
  purpose: 'the boxes here are for something else than work',
  phase: 'it is a phase: tasks stand under it',
  gate: 'it names a checklist that work has to pass',
  step: 'it is a step of a task',
  legend: 'its list explains marks',
  choice: 'its list is a choice',
  'no-id': 'its title does not begin with an id',
  'weak-id': 'its number alone makes no task: fields such as dependencies, or others like it, would',
  'no-box': 'it has no box',
  columns: 'its table has no columns of ids or tasks with their state, effort or needs',
  row: 'its row is the head of the table, sums up others or has no task in it',
  prose: 'it is prose, of which only what it says of needs, states and figures is read',
};

/** Why a line declares no task, and where the reason stands. */
export function refusalWords(plan: Plan, { reason, because }: Refused): string {
  const words = REFUSALS[reason];
  if (!because) return words;
  const text = brief(plan.source.slice(because).split(/\r?\n/, 1)[0] ?? '');
  const where = `line ${plan.source.lineAt(because.start)}`;
  return reason === 'code' || reason === 'comment' ? `${words} (from ${where})` : `${words} (${where}: ${text})`;
}
