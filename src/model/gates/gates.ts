import { trimmedEnd } from '../language/characters.ts';
import { allOf, quote, quoteValue } from '../../quote.ts';
import { firstLineOf, type Located } from '../../text.ts';
import type { Item } from '../document/blocks.ts';
import type { FoundBox } from '../document/boxes.ts';
import type { Document } from '../document/document.ts';
import type { OutlineSection } from '../document/outline.ts';
import type { PhaseNode } from '../work/phases.ts';
import { scopeOf } from './gate-scope.ts';
import type { ProgressClaim } from '../plan/claim.ts';
import type { Gate, GateItem, GateScope, Reached } from '../plan/gate.ts';
import type { Evidence } from '../plan/reading.ts';
import type { Lifecycle, Status } from '../plan/state.ts';
import type { Phase, Task } from '../plan/task.ts';
import { labelOfItem, type Purpose, purposeOfItem, purposeOfSection } from '../document/purpose.ts';
import { plainText } from '../language/plain-text.ts';
import { isMarkedOptional } from '../language/optional-mark.ts';
import type { TaskNode } from '../work/tasks.ts';

/** What decides whether a scope is reached. */
export interface Progress {
  readonly tasks: readonly TaskNode[];
  readonly phases: readonly PhaseNode[];
  readonly status: Status;
  readonly lifecycle: Lifecycle;
  readonly archived: boolean;
  readonly claims: readonly ProgressClaim[];
}

/** A gate while its items are gathered. */
interface Group {
  readonly title: Located<string>;
  readonly kind: Gate['kind'];
  readonly scope: GateScope;
  readonly by: Evidence;
  readonly section: OutlineSection;
  readonly items: GateItem[];
}

const KIND: Partial<Record<Purpose, Gate['kind']>> = {
  'exit-gate': 'exit',
  'entry-gate': 'entry',
  prerequisite: 'entry',
  metrics: 'metrics',
};

/** Gathers gate items under the heading or label that makes them a gate, with scope and the evidence that it is reached. */
export function readGates(document: Document, boxes: readonly FoundBox[], known: Progress): Gate[] {
  // What nobody had begun was put away as it was.
  const isBegun =
    boxes.some(({ state }) => state === 'done') || known.tasks.some(({ state }) => state === 'in-progress');
  const progress = isBegun ? known : { ...known, archived: false };
  const groups = new Map<string, Group>();
  for (const box of boxes) {
    if (box.kind !== 'gate-item' && box.kind !== 'metric') continue;
    const title = titleOf(document, box);
    const key = `${title.span.start}`;
    const group = groups.get(key) ?? {
      title,
      kind: kindOf(document, box),
      ...scopeOf({ document, box, title, ...progress }),
      section: box.section,
      items: [],
    };
    groups.set(key, group);
    const line = firstLineOf(box.text.value);
    const { cues } = document.vocabulary;
    const optional =
      box.optional ||
      isMarkedOptional(line, document.vocabulary) ||
      cues.of('applicable').atStart(title.value) !== undefined;
    group.items.push({
      title: { value: plainText(line), span: { start: box.text.span.start, end: box.text.span.start + line.length } },
      box,
      state: box.state,
      optional,
    });
  }
  return [...groups.values()].map((group) => ({ ...group, reached: reachedBy(group, progress) }));
}

function kindOf(document: Document, box: FoundBox): Gate['kind'] {
  const purpose = box.item
    ? purposeOfItem(box.item, document.vocabulary).purpose
    : purposeOfSection(box.section, document.vocabulary);
  return KIND[purpose] ?? 'exit';
}

/** The label of the list where that names the gate, else the heading. */
function titleOf(document: Document, box: FoundBox): Located<string> {
  const item: Item | undefined = box.item;
  const label = item && labelOfItem(item);
  if (label && item && purposeOfItem(item, document.vocabulary).byLabel) {
    return {
      value: trimmedEnd(label.text.replace(/[*_]+/g, ''), ':：').trim(),
      span: { start: label.start, end: label.end },
    };
  }
  return { value: box.section.title, span: box.section.titleSpan };
}

const counts = (task: Task): boolean => !task.optional && task.state !== 'dropped';

function reachedBy({ kind, scope }: Pick<Group, 'kind' | 'scope'>, progress: Progress): Reached | undefined {
  if (kind === 'entry') return startedAfter(scope, progress);
  if (scope.kind === 'task') return taskReached(scope.task, progress);
  if (scope.kind === 'phase') return phaseReached(scope.phase as PhaseNode, progress);
  return planReached(progress);
}

function taskReached(task: Task, progress: Progress): Reached | undefined {
  const mark = task.marks.find((candidate) => candidate.state === task.state);
  if (task.state === 'done')
    return { certainty: 'certain', because: `${quote(task.name)} is done`, span: mark?.span ?? task.nameSpan };
  if (task.state === 'dropped' || task.state !== 'unknown') return undefined;
  const claim = (task.phase && claimOf(task.phase)) ?? planClaim(progress);
  return claim;
}

function claimOf(phase: Pick<Phase, 'marks' | 'name'>): Reached | undefined {
  const mark = phase.marks[0];
  return mark?.state === 'done'
    ? {
        certainty: 'certain',
        because: mark.by === 'alias' ? `${phase.name} is ticked` : `${phase.name} is marked ${quoteValue(mark.text)}`,
        span: mark.span,
      }
    : undefined;
}

function allDone(tasks: readonly Task[], where: string): Reached | undefined {
  // Rows of a table without a state column say nothing beside tasks that do.
  const known = tasks.some(({ dialect }) => dialect !== 'table');
  const counted = tasks.filter(
    (task) => counts(task) && !task.parent && !(known && task.dialect === 'table' && task.state === 'unknown'),
  );
  if (counted.length === 0 || !counted.every((task) => task.state === 'done')) return undefined;
  const because =
    counted.length === 1 ? `the only task of ${where} is done` : `${allOf(counted.length)} tasks of ${where} are done`;
  // That an acceptance list is ticked is good enough for counting only.
  const inferred = counted.some(({ marks: [mark] }) => mark?.by === 'acceptance');
  return { certainty: inferred ? 'likely' : 'certain', because, span: counted.at(-1)?.nameSpan };
}

function phaseReached(phase: PhaseNode, progress: Progress): Reached | undefined {
  const claim = claimOf(phase) ?? allDone(phase.tasks, phase.name) ?? planClaim(progress);
  if (claim) return claim;
  // Of a phase that has hardly begun itself nobody thinks that it is over, whatever was done out of turn.
  const own = phase.tasks.filter((task) => counts(task) && !task.parent && task.state !== 'unknown');
  const begun = own.filter(({ state }) => state === 'done' || state === 'in-progress');
  if (begun.length * 4 < own.length) return undefined;
  for (const later of progress.phases) {
    if (
      later.index <= phase.index ||
      later.section.span.start < phase.section.span.end ||
      later.section.declaration?.keyword !== phase.section.declaration?.keyword
    )
      continue;
    const done = later.tasks.filter((task) => task.state === 'done');
    const begun = done.length > 0 ? done : later.tasks.filter((task) => task.state === 'in-progress');
    if (begun.length === 0) continue;
    const what = done.length > 0 ? 'done' : 'in progress';
    return {
      certainty: 'likely',
      because: `${later.name} has ${begun.length} ${begun.length === 1 ? 'task' : 'tasks'} ${what}`,
      span: begun[0]?.nameSpan,
    };
  }
  return undefined;
}

function planClaim({ status, archived, claims, lifecycle }: Progress): Reached | undefined {
  const mark = status.marks[0];
  if (mark?.state === 'done')
    return { certainty: 'certain', because: `the plan's status is ${quoteValue(mark.text)}`, span: mark.span };
  const complete = claims.find((claim) => claim.scope.kind === 'plan' && !claim.past && claim.percent?.value === 100);
  if (complete)
    return { certainty: 'certain', because: `${quote(complete.label.value)} says 100%`, span: complete.value.span };
  if (archived && lifecycle === 'archived' && status.state === 'unknown')
    return { certainty: 'likely', because: 'the plan lies in an archive folder', span: undefined, folder: true };
  return undefined;
}

function planReached(progress: Progress): Reached | undefined {
  return planClaim(progress) ?? allDone(progress.tasks, 'the plan');
}

/** An entry gate should be ticked once the work behind it has started; that is certain once the work is all done. */
function startedAfter(scope: GateScope, progress: Progress): Reached | undefined {
  const tasks = scope.kind === 'plan' ? progress.tasks : scope.kind === 'phase' ? scope.phase.tasks : [scope.task];
  const begun = tasks.find((task) => task.state === 'done') ?? tasks.find((task) => task.state === 'in-progress');
  if (!begun) return scope.kind === 'plan' ? planClaim(progress) : undefined;
  const all = tasks.filter((task) => counts(task)).every((task) => task.state === 'done');
  return {
    certainty: all ? 'certain' : 'likely',
    because: `${quote(begun.name)} is ${begun.state === 'done' ? 'done' : 'in progress'}`,
    span: begun.nameSpan,
  };
}
