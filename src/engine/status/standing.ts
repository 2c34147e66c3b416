import { isMet } from '../../model/needs/graph.ts';
import type { Gate } from '../../model/plan/gate.ts';
import type { Reference } from '../../model/plan/graph.ts';
import type { Plan } from '../../model/plan/plan.ts';
import type { Unread } from '../../model/plan/reading.ts';
import type { State } from '../../model/plan/state.ts';
import type { Phase, Task } from '../../model/plan/task.ts';
import type { Span } from '../../text.ts';

/**
 * Where a task stands. `ready` can begin by all that the plan says, `waiting` waits for what is named, `blocked` says so
 * itself; `unknown` is what nobody can tell from the plan. Of what has unfinished parts, these say it (`parts`).
 */
export type Standing = 'done' | 'dropped' | 'in-progress' | 'ready' | 'waiting' | 'blocked' | 'unknown' | 'parts';

/** Something that has to be there before a task can begin, and is not. */
export interface Wait {
  readonly kind: 'task' | 'phase' | 'gate' | 'approval';
  /** As its author names it. */
  readonly name: string;
  readonly key: string | null;
  readonly state: State;
  /** Whether the task says so, or the phase or task that it is part of, or only the order of the document. */
  readonly by: 'own' | 'around' | 'order';
  /** Where it is declared; in another document, if there is a path. */
  readonly span: Span | undefined;
  readonly path: string | undefined;
}

/** Why nobody can tell whether a task can begin. */
export interface Doubt {
  /**
   * The task has no state (`no-state`); its line names unfinished work (`unread-need`) or has a mark (`unread-state`) in words that were not read; a need has no
   * state (`need-without-state`), is nowhere in the plan (`unknown-need`), or is not filled in (`unfilled-need`).
   */
  readonly reason:
    'no-state' | 'unread-need' | 'unread-state' | 'need-without-state' | 'unknown-need' | 'unfilled-need';
  /** The words that are in doubt. */
  readonly text: string;
  readonly span: Span;
}

/** A task with where it stands. */
export interface TaskStanding {
  readonly task: Task;
  readonly standing: Standing;
  readonly waits: readonly Wait[];
  readonly doubts: readonly Doubt[];
  /** What it needs besides, of which the plan knows nothing more. */
  readonly outside: readonly Reference[];
}

/** Where each task of a plan stands, in the order of the document. */
export function standingsOf(plan: Plan): ReadonlyMap<Task, TaskStanding> {
  return new Standings(plan).all();
}

class Standings {
  readonly #plan: Plan;
  readonly #byOwner = new Map<Task | Phase, Reference[]>();
  readonly #phasesOf = new Map<Task, Phase[]>();
  readonly #entries: readonly Gate[];
  /** What was seen in the lines of tasks and not read. */
  readonly #unread = new Map<Task, Unread[]>();

  constructor(plan: Plan) {
    this.#plan = plan;
    for (const reference of plan.references) {
      const same = this.#byOwner.get(reference.owner);
      if (same) same.push(reference);
      else this.#byOwner.set(reference.owner, [reference]);
    }
    for (const phase of plan.phases) {
      for (const task of phase.tasks) this.#phasesOf.set(task, [...(this.#phasesOf.get(task) ?? []), phase]);
    }
    for (const mention of plan.unread) {
      if (mention.task) this.#unread.set(mention.task, [...(this.#unread.get(mention.task) ?? []), mention]);
    }
    // Where the work has begun all the same, the list holds nobody back.
    this.#entries = plan.gates.filter((gate) => gate.kind === 'entry' && !gate.reached && openItems(gate) > 0);
  }

  all(): ReadonlyMap<Task, TaskStanding> {
    const known = new Map<Task, TaskStanding>();
    const before: Task[] = [];
    for (const task of this.#plan.tasks) {
      known.set(task, this.#standingOf(task, before));
      if (task.children.length === 0) before.push(task);
    }
    return known;
  }

  #standingOf(task: Task, before: readonly Task[]): TaskStanding {
    const found: Found = { waits: [], doubts: [], outside: [] };
    if (isMet(task)) return { task, standing: task.state === 'done' ? 'done' : 'dropped', ...found };
    const around = ancestorsOf(task);
    this.#needsOf(task, 'own', found);
    for (const each of around) this.#needsOf(each, 'around', found);
    for (const phase of this.#phasesOf.get(task) ?? []) this.#needsOfPhase(phase, found);
    this.#gatesBefore([task, ...around], found);
    const { missingApprovals } = this.#plan;
    if (missingApprovals && !missingApprovals.reached) {
      const name = missingApprovals.names.map(({ value }) => value).join(', ');
      const { path } = missingApprovals;
      found.waits.push({ kind: 'approval', name, key: null, state: 'open', by: 'around', span: undefined, path });
    }
    if (this.#plan.orderIsDependency) this.#order(task, before, found);
    return { task, standing: standingBy(task, around, this.#doubtsAbout(task, found)), ...found };
  }

  #needsOf(owner: Task, by: Wait['by'], { waits, doubts, outside }: Found): void {
    for (const { to, reference } of this.#plan.graph.needs(owner)) {
      if (isMet(to) || isAround(owner, to) || isAround(to, owner)) continue;
      if (to.state === 'unknown') doubts.push(doubtOf('need-without-state', reference));
      else waits.push(waitFor(to, by));
    }
    this.#statedBy(owner, by, { waits, doubts, outside });
  }

  /** What is needed beyond the tasks of the document. */
  #statedBy(owner: Task | Phase, by: Wait['by'], { waits, doubts, outside }: Found): void {
    for (const reference of this.#byOwner.get(owner) ?? []) {
      const { kind, direction, targets } = reference;
      if (direction !== 'needs') continue;
      if (kind === 'unknown') doubts.push(doubtOf('unknown-need', reference));
      else if (kind === 'placeholder') doubts.push(doubtOf('unfilled-need', reference));
      else if (kind === 'external') outside.push(reference);
      else if (kind === 'elsewhere') {
        for (const target of targets) {
          if (isMet(target)) continue;
          if (target.state === 'unknown') doubts.push(doubtOf('need-without-state', reference));
          else waits.push(waitFor(target, by, this.#plan.set?.documentOf(target)?.path));
        }
      }
    }
  }

  #needsOfPhase(phase: Phase, found: Found): void {
    for (const { from, to, reference } of this.#plan.graph.phaseEdges) {
      if (from !== phase) continue;
      if (!isMet(to)) {
        if (to.state === 'unknown') found.doubts.push(doubtOf('need-without-state', reference));
        else {
          const span = to.section.headingSpan;
          const { key, state, name } = to;
          found.waits.push({ kind: 'phase', name, key, state, by: 'around', span, path: undefined });
        }
        continue;
      }
      for (const gate of this.#plan.gates) {
        const isItsExit = gate.kind === 'exit' && gate.scope.kind === 'phase' && gate.scope.phase === to;
        if (isItsExit && openItems(gate) > 0) found.waits.push(waitForGate(gate));
      }
    }
    this.#statedBy(phase, 'around', found);
  }

  #gatesBefore(tasks: readonly Task[], { waits }: Found): void {
    const phases = new Set(tasks.flatMap((task) => this.#phasesOf.get(task) ?? []));
    for (const gate of this.#entries) {
      const { scope } = gate;
      const holds =
        scope.kind === 'plan' ||
        (scope.kind === 'phase' && phases.has(scope.phase)) ||
        (scope.kind === 'task' && tasks.includes(scope.task));
      if (holds) waits.push(waitForGate(gate));
    }
  }

  /** In some formats each task needs the one before it, unless it says what it needs. */
  #order(task: Task, before: readonly Task[], { waits, doubts }: Found): void {
    const says = [task, ...ancestorsOf(task)].some((each) =>
      (this.#byOwner.get(each) ?? []).some(({ direction }) => direction === 'needs'),
    );
    if (says || task.children.length > 0) return;
    const earlier = before.findLast((each) => !isMet(each) && !each.optional && !(task.parallel && each.parallel));
    if (!earlier) return;
    if (earlier.state === 'unknown')
      doubts.push({ reason: 'need-without-state', text: earlier.name, span: earlier.nameSpan });
    else waits.push(waitFor(earlier, 'order'));
  }

  #doubtsAbout(task: Task, found: Found): Found {
    if (task.state === 'unknown') found.doubts.push({ reason: 'no-state', text: task.name, span: task.nameSpan });
    for (const { kind, names, text, span } of this.#unread.get(task) ?? []) {
      const isTask = names !== undefined && 'dialect' in names;
      if (kind === 'state') found.doubts.push({ reason: 'unread-state', text, span });
      else if (isTask && names !== task && !isMet(names)) found.doubts.push({ reason: 'unread-need', text, span });
    }
    return found;
  }
}

interface Found {
  readonly waits: Wait[];
  readonly doubts: Doubt[];
  readonly outside: Reference[];
}

function standingBy(task: Task, around: readonly Task[], { waits, doubts }: Found): Standing {
  const isBlocked = [task, ...around].some(({ state }) => state === 'blocked');
  if (task.children.some((child) => !isMet(child))) return 'parts';
  if (isBlocked) return 'blocked';
  if (task.state === 'unknown' || task.state === 'in-progress') return task.state;
  if (waits.length > 0) return 'waiting';
  return doubts.length > 0 ? 'unknown' : 'ready';
}

function waitFor({ name, key, state, nameSpan }: Task, by: Wait['by'], path?: string): Wait {
  return { kind: 'task', name, key, state, by, span: nameSpan, path };
}

function waitForGate({ title: { value, span } }: Gate): Wait {
  return { kind: 'gate', name: value, key: null, state: 'open', by: 'around', span, path: undefined };
}

function doubtOf(reason: Doubt['reason'], { text, span }: Reference): Doubt {
  return { reason, text, span };
}

/** How many items of a gate have to be ticked yet. */
export function openItems({ items }: Gate): number {
  return items.filter(({ state, optional }) => !optional && state !== 'done' && state !== 'dropped').length;
}

function ancestorsOf(task: Task): Task[] {
  const found: Task[] = [];
  for (let at = task.parent; at && !found.includes(at); at = at.parent) found.push(at);
  return found;
}

/** Whether a task is a part of another one. */
function isAround(whole: Task, part: Task): boolean {
  return ancestorsOf(part).includes(whole);
}
