import type { Amount, EffortLeft } from '../engine/status/effort-left.ts';
import type { Tally } from '../engine/status/plan-status.ts';
import type { Doubt } from '../engine/status/standing.ts';
import type { PlanStatusData, TaskData } from '../engine/status/status-data.ts';
import { listOf } from '../quote.ts';
import { counted } from './tally.ts';

/** "3 of 7 tasks done (42 %), 1 in progress, 2 can start": what is none is left out. */
export function tallyWords(tally: Tally): string {
  const { total, done, dropped, percent } = tally;
  if (total === 0) return 'no tasks';
  const live = total - dropped;
  const share = percent === null ? '' : ` (${percent} %)`;
  const parts: [number, string][] = [
    [tally['in-progress'], 'in progress'],
    [tally.ready, 'can start'],
    [tally.waiting, tally.waiting === 1 ? 'waits' : 'wait'],
    [tally.blocked, 'blocked'],
    [tally.unknown, 'unknown'],
    [dropped, 'dropped'],
  ];
  const told = parts.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : []));
  // Where states are missing, more may be done than is said to be.
  const atLeast = percent === null && done < live ? 'at least ' : '';
  return [`${atLeast}${done} of ${counted(live, 'task')} done${share}`, ...told].join(', ');
}

/** "14 hours left, 2 tasks without estimate"; empty where nothing is estimated. */
export function effortWords({ hours, points, withoutEstimate, optional }: EffortLeft): string {
  const amounts = [hours && amountWords(hours, 'hour'), points && amountWords(points, 'point')].filter(Boolean);
  if (amounts.length === 0) return '';
  return [
    `${amounts.join(' and ')} left`,
    ...(withoutEstimate > 0 ? [`${counted(withoutEstimate, 'task')} without estimate`] : []),
    ...(optional > 0 ? [`${optional} optional left out`] : []),
  ].join(', ');
}

function amountWords({ least, most }: Amount, noun: string): string {
  const round = (amount: number) => Math.round(amount * 10) / 10;
  return least === most ? counted(round(least), noun) : `${round(least)}–${round(most)} ${noun}s`;
}

const UNSURE: Readonly<Record<PlanStatusData['unsure'][number]['reason'], string>> = {
  blank: 'the template is not filled in',
  'no-state': 'tasks have no state',
  'broken-box': 'checkboxes that Markdown does not read',
  structure: 'structure that Markdown does not read',
  'unread-state': 'marks of states that belong to nothing that was read',
};

/** Why what is counted may not be all. */
export function unsureWords({ reason, count, lines }: PlanStatusData['unsure'][number]): string {
  const more = lines.length > 3 || count > lines.length ? ' …' : '';
  const where =
    reason === 'blank' ? '' : `: line${lines.length === 1 ? '' : 's'} ${lines.slice(0, 3).join(', ')}${more}`;
  return `${UNSURE[reason]}${where}`;
}

const DOUBTS: Readonly<Record<Doubt['reason'], (text: string) => string>> = {
  'no-state': () => 'it has no state',
  'unread-need': (text) => `it names ${text} in words that were not read`,
  'unread-state': (text) => `it has ${text}, which was not read as a state`,
  'need-without-state': (text) => `${text} has no state`,
  'unknown-need': (text) => `${text} is not in this plan`,
  'unfilled-need': (text) => `what it needs is not filled in (${text})`,
};

/** Why nobody can tell whether a task can begin. */
export function doubtWords({ doubts }: TaskData): string {
  return [...new Set(doubts.map(({ reason, text }) => DOUBTS[reason](text)))].slice(0, 3).join('; ');
}

/** What a task waits for: "Task 2 (open) and Phase 1 (in progress)". */
export function waitWords({ waitsFor }: TaskData, within: (path: string) => string = (path) => path): string {
  const names = waitsFor.map(({ kind, name, state, path, by }) => {
    const how = kind === 'gate' ? 'not ticked' : kind === 'approval' ? 'not approved' : state.replace('-', ' ');
    return `${name} (${[how, by === 'order' ? 'by order' : '', path === null ? '' : within(path)].filter(Boolean).join(', ')})`;
  });
  return listOf(names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names);
}

/** What is known of a task besides: its estimate, owner, steps, whether it is optional. */
export function taskWords({ estimate, owners, steps, optional, outside }: TaskData): string {
  return [
    estimate ?? '',
    owners.map((owner) => `@${owner.replace(/^@/, '')}`).join(' '),
    steps ? `${steps.done} of ${steps.total} steps` : '',
    optional ? 'optional' : '',
    outside.length > 0 ? `also needs ${outside.join(', ')}` : '',
  ]
    .filter(Boolean)
    .join(', ');
}
