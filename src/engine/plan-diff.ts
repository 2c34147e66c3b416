import type { Change } from '../model/plan/change.ts';
import type { Plan } from '../model/plan/plan.ts';
import type { Task } from '../model/plan/task.ts';
import type { Severity } from '../problem.ts';
import type { Finding, LintResult } from './finding.ts';
import { fingerprintOf, renamed, type Identity } from './fingerprint.ts';
import { placesOf } from './untold.ts';

/** How much of a plan is done. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** A task in a list; without a line where it is no more. */
export interface TaskNote {
  readonly id: string | null;
  /** Its id as the author writes it, and its title. */
  readonly name: string;
  readonly line: number | null;
}

/** A task that is called or estimated otherwise. */
export interface TaskNotes extends TaskNote {
  readonly before: string;
  readonly now: string;
}

/** A finding in a list; without a place where it is no more. */
export interface FindingNote {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly message: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** What a change does to a plan, as plain data. */
export interface PlanDiff {
  /** From the root of the repository; where the plan was, if it is no more. */
  readonly path: string;
  /** Where it was; null where it is new. */
  readonly before: string | null;
  readonly status: 'added' | 'removed' | 'renamed' | 'changed' | 'unchanged';
  /** Null where there is no plan. */
  readonly progress: { readonly before: Progress | null; readonly now: Progress | null };
  readonly tasks: {
    readonly done: readonly TaskNote[];
    readonly started: readonly TaskNote[];
    readonly reopened: readonly TaskNote[];
    readonly added: readonly TaskNote[];
    readonly dropped: readonly TaskNote[];
    readonly removed: readonly TaskNote[];
    readonly renamed: readonly TaskNotes[];
    readonly estimated: readonly TaskNotes[];
  };
  readonly gates: {
    /** The items that were ticked. */
    readonly ticked: readonly string[];
    /** Items that say less than they did, or are no more: then `now` is null. */
    readonly weakened: readonly { readonly before: string; readonly now: string | null }[];
  };
  readonly findings: {
    readonly new: readonly FindingNote[];
    readonly gone: readonly FindingNote[];
    readonly old: number;
  };
}

const NOTHING = {
  tasks: { done: [], started: [], reopened: [], added: [], dropped: [], removed: [], renamed: [], estimated: [] },
  gates: { ticked: [], weakened: [] },
} as const;

/** What has become of a plan: `now` is what linting it gave together with the version that it is compared with, `before` what linting that gave. */
export function diffPlan(now: LintResult, before: LintResult | undefined): PlanDiff {
  const { plan } = now;
  const change = plan?.change;
  return {
    path: now.projectPath,
    before: before?.projectPath ?? null,
    status: statusOf(now, before),
    progress: { before: progressOf(before), now: progressOf(now) },
    ...(plan && change ? { tasks: tasksOf(plan, change), gates: gatesOf(change) } : NOTHING),
    findings: findingsOf(now, before),
  };
}

/** What has become of a plan that is no more. */
export function diffRemoved(before: LintResult): PlanDiff {
  return {
    path: before.projectPath,
    before: before.projectPath,
    status: 'removed',
    progress: { before: progressOf(before), now: null },
    ...NOTHING,
    tasks: { ...NOTHING.tasks, removed: before.plan?.tasks.filter(isOpen).map((task) => gone(task)) ?? [] },
    findings: { new: [], gone: before.findings.map((finding) => noteOf(finding)), old: 0 },
  };
}

/** Whether there is anything to be said of a plan. */
export function hasChanged({ status, findings }: PlanDiff): boolean {
  return status !== 'unchanged' || findings.new.length > 0 || findings.gone.length > 0;
}

function statusOf(now: LintResult, before: LintResult | undefined): PlanDiff['status'] {
  if (!before) return 'added';
  if (before.projectPath !== now.projectPath) return 'renamed';
  return before.source.text === now.source.text ? 'unchanged' : 'changed';
}

function progressOf(result: LintResult | undefined): Progress | null {
  return result?.counts ? { done: result.counts.done, total: result.counts.tasks } : null;
}

function tasksOf(plan: Plan, { pairs, added, removed }: Change): PlanDiff['tasks'] {
  const note = (task: Task): TaskNote => ({
    id: task.id ?? null,
    name: labelOf(task),
    line: plan.source.lineAt(task.nameSpan.start),
  });
  const became = (test: (was: Task['state'], is: Task['state']) => boolean) =>
    pairs
      .filter(({ before, now }) => before.state !== now.state && test(before.state, now.state))
      .map(({ now }) => note(now));
  const differs = (text: (task: Task) => string) =>
    pairs.flatMap(({ before, now }) => {
      const [was, is] = [text(before), text(now)];
      return was === is || was === '' || is === '' ? [] : [{ ...note(now), before: was, now: is }];
    });
  return {
    done: became((_, is) => is === 'done'),
    started: became((was, is) => is === 'in-progress' && was !== 'done'),
    reopened: became((was, is) => was === 'done' && is !== 'dropped'),
    added: added.map(note),
    dropped: became((_, is) => is === 'dropped'),
    removed: removed.map(({ task }) => gone(task)),
    renamed: differs(labelOf),
    estimated: differs(({ effort }) => effort?.text.replace(/\s+/g, ' ').trim() ?? ''),
  };
}

function gatesOf({ items, removedItems }: Change): PlanDiff['gates'] {
  return {
    ticked: items
      .filter(({ before, now }) => before.state !== 'done' && now.state === 'done')
      .map(({ now }) => now.title.value),
    weakened: [
      ...items
        .filter(({ lost }) => lost.length > 0)
        .map(({ before, now }) => ({ before: before.title.value, now: now.title.value })),
      ...removedItems.map(({ item }) => ({ before: item.title.value, now: null })),
    ],
  };
}

/** What is found only now, what was found only before, and how much of it was found both times. */
function findingsOf(
  { findings, untold, suppressed, plan, source }: LintResult,
  before: LintResult | undefined,
): PlanDiff['findings'] {
  const namesOf = (all: readonly Identity[]) => all.map(fingerprintOf);
  const identitiesOf = (finding: Finding) => placesOf(finding).map(({ identity }) => identity);
  const still = new Set(namesOf([...findings, ...untold.old, ...suppressed].flatMap(identitiesOf)));
  const isGone = (finding: Finding) => !namesOf(renamed(identitiesOf(finding), plan)).some((name) => still.has(name));
  return {
    new: findings.map((finding) => ({ ...noteOf(finding), ...source.positionAt(finding.span.start) })),
    gone: before?.findings.filter(isGone).map((finding) => noteOf(finding)) ?? [],
    old: untold.old.length,
  };
}

function noteOf({ ruleId, severity, message }: Finding): FindingNote {
  return { ruleId, severity, message, line: null, column: null };
}

function gone(task: Task): TaskNote {
  return { id: task.id ?? null, name: labelOf(task), line: null };
}

/** How a task is called in a list: its id as the author writes it, and its title. */
export function labelOf({ id, name, title }: Task): string {
  const text = title.value.replace(/\s+/g, ' ').trim();
  return id === undefined || text === '' ? (text === '' ? name : text) : `${name}: ${text}`;
}

function isOpen({ state }: Task): boolean {
  return state === 'open' || state === 'in-progress' || state === 'blocked';
}
