import type { Gate } from '../../model/plan/gate.ts';
import type { Chain } from '../../model/plan/graph.ts';
import type { Plan } from '../../model/plan/plan.ts';
import type { Phase, Task } from '../../model/plan/task.ts';
import type { Unreadable } from '../../model/plan/unreadable.ts';
import type { Span } from '../../text.ts';
import { effortLeft, type EffortLeft } from './effort-left.ts';
import { nextTasks, type NextTask } from './next-tasks.ts';
import { openItems, type Standing, standingsOf, type TaskStanding } from './standing.ts';

/** How many tasks stand where. */
export interface Tally extends Readonly<Record<Standing, number>> {
  readonly total: number;
  /** Of what is not dropped, rounded down; null where nobody can tell. */
  readonly percent: number | null;
}

/** Why what is counted may not be all: something in the plan was not read for sure. */
export interface Unsure {
  /**
   * Tasks without a state (`no-state`), checkboxes that Markdown does not read (`broken-box`), structure that it does not read
   * (`structure`), marks of states that belong to nothing (`unread-state`), or a template that nobody has filled in (`blank`).
   */
  readonly reason: 'no-state' | 'broken-box' | 'structure' | 'unread-state' | 'blank';
  /** Where they are, in order. */
  readonly spans: readonly Span[];
}

/** A checklist with open items. */
export interface OpenGate {
  readonly gate: Gate;
  readonly open: number;
}

/** How far a phase is. */
export interface PhaseStatus {
  readonly phase: Phase;
  readonly tally: Tally;
  readonly ready: readonly Task[];
  readonly left: EffortLeft;
}

/** How far a plan is, and what comes next. */
export interface PlanStatus {
  readonly tally: Tally;
  /** Empty where all that is counted is known. */
  readonly unsure: readonly Unsure[];
  readonly tasks: ReadonlyMap<Task, TaskStanding>;
  readonly phases: readonly PhaseStatus[];
  /** Those with open items, in the order of the document; lists of figures to be reached left out. */
  readonly gates: readonly OpenGate[];
  readonly left: EffortLeft;
  /** The longest chain of unfinished work; null where tasks have no state, or nothing waits for anything. */
  readonly criticalPathLeft: Chain | null;
  /** What is in progress and what can start now, the first to be taken up first; of tasks with parts the parts. */
  readonly next: readonly NextTask[];
}

/** Reads off a plan how far it is. Nothing is read again: all of it is in the model. */
export function planStatus(plan: Plan): PlanStatus {
  const tasks = standingsOf(plan);
  const unsure = unsureOf(plan);
  const left = plan.graph.criticalPathLeft;
  const isSure = unsure.length === 0;
  const where = (some: readonly Task[]) => some.flatMap((task) => tasks.get(task)?.standing ?? []);
  return {
    tally: tallyOf(where(plan.tasks), isSure),
    unsure,
    tasks,
    phases: plan.phases.map((phase) => ({
      phase,
      tally: tallyOf(where(phase.tasks), isSure || !touches(phase, unsure)),
      ready: phase.tasks.filter((task) => tasks.get(task)?.standing === 'ready'),
      left: effortLeft(phase.tasks),
    })),
    gates: plan.gates.flatMap((gate) => {
      const open = gate.kind === 'metrics' ? 0 : openItems(gate);
      return open > 0 ? [{ gate, open }] : [];
    }),
    left: effortLeft(plan.tasks),
    criticalPathLeft: left.tasks.length === 0 || left.tasks.some(({ state }) => state === 'unknown') ? null : left,
    next: nextTasks(plan, tasks),
  };
}

/** Counts where tasks stand; without a share where that is not sure. */
export function tallyOf(standings: readonly Standing[], isSure: boolean): Tally {
  const counts = { done: 0, dropped: 0, 'in-progress': 0, ready: 0, waiting: 0, blocked: 0, unknown: 0, parts: 0 };
  for (const standing of standings) counts[standing]++;
  const live = standings.length - counts.dropped;
  const percent = isSure && live > 0 ? Math.floor((100 * counts.done) / live) : null;
  return { total: standings.length, ...counts, percent };
}

function unsureOf(plan: Plan): Unsure[] {
  const blank = plan.blank ? [{ start: 0, end: 0 }] : [];
  const stateless = plan.tasks.filter(({ state }) => state === 'unknown').map(({ nameSpan }) => nameSpan);
  // A mark in the line of a task may be about it; one elsewhere may say that something is done where nothing seems to be.
  const isBegun = plan.tasks.some(({ state }) => state === 'done' || state === 'in-progress');
  const marks = plan.unread.filter(
    ({ kind, reason, task }) => kind === 'state' && reason !== 'decoration' && (task !== undefined || !isBegun),
  );
  const all: Unsure[] = [
    { reason: 'blank', spans: blank },
    { reason: 'no-state', spans: stateless },
    { reason: 'broken-box', spans: plan.brokenBoxes.map(({ span }) => span) },
    { reason: 'structure', spans: plan.unreadable.filter(hidesTasks).map(({ span }) => span) },
    { reason: 'unread-state', spans: marks.map(({ span }) => span) },
  ];
  return all.filter(({ spans }) => spans.length > 0);
}

/** Whether something in a phase is in doubt. A template that nobody has filled in is so everywhere. */
function touches({ section }: Phase, unsure: readonly Unsure[]): boolean {
  return unsure.some(
    ({ reason, spans }) =>
      reason === 'blank' || spans.some(({ start }) => start >= section.span.start && start < section.span.end),
  );
}

/** A requirement that is not seen leaves the tasks as they are. */
function hidesTasks({ kind }: Unreadable): boolean {
  return kind !== 'requirement';
}
