import type { CommitNote, Reconciled, Statement, StatementKind } from '../engine/reconcile/statement.ts';
import { counted } from './tally.ts';

/** What is asked of the people who know, by the kind of statement, in the order in which it is told. */
export const questions: Readonly<Record<StatementKind, string>> = {
  missing: 'ticked, never done?',
  untouched: 'ticked, never done?',
  shipped: 'shipped, never ticked?',
  absent: 'changes a file that is not there',
  record: 'two records of one work',
};

/** Commits that are named before the rest is counted. */
const FEW = 3;

/** The statements about a plan, those of one kind together. */
export function inOrder({ statements }: Reconciled): Statement[] {
  const kinds = Object.keys(questions);
  return statements.toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || a.line - b.line);
}

/** How much of a plan could be judged: "12 of 20 tasks judged". */
export function judgedWords({ tasks }: Pick<Reconciled, 'tasks'>): string {
  return `${tasks.judged} of ${counted(tasks.total, 'task')} judged`;
}

/** What a statement rests on, in parts: when the task was written and ticked, and the commits that show it. */
export function evidenceOf({ written, ticked, commits }: Statement): string[] {
  const rest = commits.length - FEW;
  return [
    written ? `written ${dayOf(written)}` : '',
    ticked ? `ticked ${dayOf(ticked)}` : '',
    ...commits.slice(-FEW).map((note) => commitWords(note)),
    rest > 0 ? `and ${counted(rest, 'commit')} before` : '',
  ].filter(Boolean);
}

function dayOf({ date, commit }: CommitNote): string {
  return commit === null || date === null ? 'and not committed yet' : `${date} (${shortOf(commit)})`;
}

function commitWords({ commit, date, subject }: CommitNote): string {
  return commit === null ? subject : `${shortOf(commit)} ${date ?? ''} ${subject}`;
}

function shortOf(commit: string): string {
  return commit.slice(0, 8);
}

/** What could not be judged, and why: "3 tasks not judged: they name no file". */
export function unknownWords({ unknown }: Pick<Reconciled, 'unknown'>): string[] {
  return unknown.map(({ why, tasks }) => `${counted(tasks.length, 'task')} ${why}`);
}

/** What several plans come to. */
export function sum(plans: readonly Reconciled[]): Pick<Reconciled, 'tasks' | 'unknown'> {
  const reasons = new Map<string, string[]>();
  for (const { why, tasks } of plans.flatMap(({ unknown }) => unknown)) {
    reasons.set(why, [...(reasons.get(why) ?? []), ...tasks]);
  }
  const count = (key: keyof Reconciled['tasks']) => plans.reduce((total, { tasks }) => total + tasks[key], 0);
  return {
    tasks: { total: count('total'), judged: count('judged') },
    unknown: [...reasons].map(([why, tasks]) => ({ why, tasks })),
  };
}
