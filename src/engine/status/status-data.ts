import type { Doubt, Standing, TaskStanding, Wait } from './standing.ts';
import { roleOfPath } from '../../model/document/formats.ts';
import { foldPadding } from '../../model/language/ids.ts';
import type { GateScope } from '../../model/plan/gate.ts';
import type { Plan } from '../../model/plan/plan.ts';
import type { Lifecycle, State } from '../../model/plan/state.ts';
import type { Task } from '../../model/plan/task.ts';
import { labelOf } from '../plan-diff.ts';
import type { EffortLeft } from './effort-left.ts';
import type { Work } from './hanging-on.ts';
import { isNext, rankOf, type Rank, workLeft } from './next-tasks.ts';
import { planStatus, type Tally, type Unsure } from './plan-status.ts';

/** A task that is not finished, as plain data. */
export interface TaskData {
  readonly key: string;
  readonly id: string | null;
  /** Its id as the author writes it, and its title. */
  readonly name: string;
  readonly line: number;
  readonly standing: Standing;
  readonly phase: string | null;
  readonly owners: readonly string[];
  readonly optional: boolean;
  readonly parallel: boolean;
  readonly estimate: string | null;
  /** Null where it has none. */
  readonly steps: { readonly done: number; readonly total: number } | null;
  readonly waitsFor: readonly {
    readonly kind: Wait['kind'];
    readonly name: string;
    readonly key: string | null;
    readonly state: State;
    readonly by: Wait['by'];
    readonly line: number | null;
    /** The other document in which it stands. */
    readonly path: string | null;
  }[];
  readonly doubts: readonly { readonly reason: Doubt['reason']; readonly text: string; readonly line: number }[];
  /** What it needs besides, of which the plan knows nothing more. */
  readonly outside: readonly string[];
}

/** How far a plan is, as plain data. */
export interface PlanStatusData {
  /** As it was asked for. */
  readonly path: string;
  readonly title: string | null;
  readonly lifecycle: Lifecycle;
  /** The words of its status field. */
  readonly stated: string | null;
  readonly tasks: Tally;
  readonly unsure: readonly {
    readonly reason: Unsure['reason'];
    readonly count: number;
    readonly lines: readonly number[];
  }[];
  readonly phases: readonly {
    readonly key: string;
    readonly name: string;
    readonly title: string;
    readonly state: State;
    readonly line: number;
    readonly tasks: Tally;
    /** The keys of the tasks that can start. */
    readonly ready: readonly string[];
    readonly effortLeft: EffortLeft;
  }[];
  /** What is not finished, in the order of the document. */
  readonly work: readonly TaskData[];
  readonly gates: readonly {
    readonly title: string;
    readonly kind: 'exit' | 'entry';
    readonly scope: string | null;
    readonly line: number;
    readonly open: number;
    readonly total: number;
    /** Why it should be ticked by now. */
    readonly reached: string | null;
  }[];
  readonly effortLeft: EffortLeft;
  /** Null where nobody can tell, or nothing waits for anything. */
  readonly criticalPathLeft: { readonly keys: readonly string[]; readonly hours: number | null } | null;
}

/** A document with what has to be known of it beside others. */
export interface DocumentStatus {
  readonly data: PlanStatusData;
  readonly projectPath: string;
  /** The paths of the other documents of its set. */
  readonly others: readonly string[];
  /** The id of the task that it is as a whole, as it is compared. */
  readonly own: string | undefined;
  /** Whether it lists tasks that are documents of their own. */
  readonly isIndex: boolean;
  /** All its tasks: the id of each as it is compared, and where it stands. */
  readonly standings: readonly { readonly id: string | undefined; readonly standing: Standing }[];
  /** What is not finished, by path and key. */
  readonly work: readonly Work[];
  /** What is to be taken up, with what decides on the order but for what hangs on it. */
  readonly next: readonly { readonly task: TaskData; readonly name: string; readonly rank: Omit<Rank, 'hanging'> }[];
}

/** Most lines that are listed for one reason to be unsure. */
const FEW = 20;

/** How far a plan is, without anything that refers to the plan: that can be forgotten then. */
export function statusOfDocument(plan: Plan, path: string, projectPath: string): DocumentStatus {
  const { source, set } = plan;
  const status = planStatus(plan);
  const lineOf = ({ start }: { readonly start: number }) => source.lineAt(start);
  const left = [...status.tasks.values()].filter(({ standing }) => standing !== 'done' && standing !== 'dropped');
  const tasks = new Map(left.map((standing) => [standing.task, taskData(standing, plan)]));
  const nameOf = (task: Task) => `${set?.documentOf(task)?.path ?? projectPath}#${task.key}`;
  return {
    projectPath,
    others: set?.paths ?? [],
    own: plan.ownTask?.id === undefined ? undefined : foldPadding(plan.ownTask.id),
    isIndex: roleOfPath(projectPath) === 'index',
    standings: [...status.tasks.values()].map(({ task: { id }, standing }) => ({
      id: id === undefined ? undefined : foldPadding(id),
      standing,
    })),
    work: workLeft(plan, nameOf),
    next: left.filter(isNext).flatMap((standing) => {
      const task = tasks.get(standing.task);
      const { hanging: _, ...rank } = rankOf(standing, { unlocks: 0, chain: 0 });
      return task ? [{ task, name: nameOf(standing.task), rank }] : [];
    }),
    data: {
      path,
      title: plan.sections[0]?.title ?? null,
      lifecycle: plan.lifecycle,
      stated: plan.status.stated?.value ?? null,
      tasks: status.tally,
      unsure: status.unsure.map(({ reason, spans }) => ({
        reason,
        count: spans.length,
        lines: [...new Set(spans.map(lineOf))].slice(0, FEW),
      })),
      phases: status.phases.map(({ phase, tally, ready, left: effort }) => ({
        key: phase.key,
        name: phase.name,
        title: phase.title,
        state: phase.state,
        line: lineOf(phase.section.headingSpan),
        tasks: tally,
        ready: ready.map(({ key }) => key),
        effortLeft: effort,
      })),
      work: [...tasks.values()],
      gates: status.gates.map(({ gate, open }) => ({
        title: gate.title.value,
        kind: gate.kind === 'entry' ? 'entry' : 'exit',
        scope: scopeOf(gate.scope),
        line: lineOf(gate.title.span),
        open,
        total: gate.items.length,
        reached: gate.reached?.because ?? null,
      })),
      effortLeft: status.left,
      criticalPathLeft: status.criticalPathLeft && {
        keys: status.criticalPathLeft.tasks.map(({ key }) => key),
        hours: status.criticalPathLeft.byEffort ? status.criticalPathLeft.length : null,
      },
    },
  };
}

function taskData({ task, standing, waits, doubts, outside }: TaskStanding, { source, set }: Plan): TaskData {
  const lineOf = ({ start }: { readonly start: number }) => source.lineAt(start);
  const { key, id = null, nameSpan, phase, owners, optional, parallel, effort, steps } = task;
  return {
    key,
    id,
    name: labelOf(task),
    line: lineOf(nameSpan),
    standing,
    phase: phase?.name ?? null,
    owners: owners.map(({ value }) => value),
    optional,
    parallel,
    estimate: effort?.text.replace(/\s+/g, ' ').trim() ?? null,
    steps:
      steps.length === 0 ? null : { done: steps.filter(({ state }) => state === 'done').length, total: steps.length },
    waitsFor: waits.map(({ kind, name, key, state, by, span, path }) => ({
      kind,
      name,
      key,
      state,
      by,
      line:
        span === undefined
          ? null
          : ((path === undefined ? source : set?.documentAt(path)?.source)?.lineAt(span.start) ?? null),
      path: path ?? null,
    })),
    doubts: doubts.map(({ reason, text, span }) => ({ reason, text, line: lineOf(span) })),
    outside: outside.map(({ text }) => text),
  };
}

/** What a gate stands behind by its name; null for all of the plan. */
function scopeOf(scope: GateScope): string | null {
  if (scope.kind === 'plan') return null;
  return scope.kind === 'phase' ? scope.phase.name : scope.task.name;
}
