import { spanOf } from '../parse.ts';
import { locate, type Located } from '../text.ts';
import type { Document } from './document.ts';
import { readEffort } from './effort.ts';
import { taskIndex, type TaskIndex } from './task-index.ts';
import type {
  Claim,
  CriticalPathClaim,
  CurrentPhaseClaim,
  EffortClaim,
  Field,
  FieldRole,
  Phase,
  ProgressClaim,
  Task,
  TaskCountClaim,
} from './plan.ts';
import { combine } from './task-state.ts';
import type { TaskNode, TaskReading } from './tasks.ts';

/** What claims are held against. */
interface Ground {
  readonly document: Document;
  readonly reading: TaskReading;
  readonly tasks: readonly TaskNode[];
}

/** Roles that no task has. */
const OF_PLAN: ReadonlySet<FieldRole> = new Set(['task-count', 'total-effort', 'critical-path', 'current-phase']);

/** Reads what the plan says about itself in figures: counts, sums, progress, current phase, critical path. */
export function readClaims(document: Document, reading: TaskReading): Claim[] {
  const last = reading.nodes.at(-1);
  // Totals behind the last task are the plan's, whatever heading they stand under.
  const owned = new Set(
    reading.nodes.flatMap((task) => task.fields.filter(({ role }) => task !== last || !role || !OF_PLAN.has(role))),
  );
  const ground: Ground = { document, reading, tasks: reading.tasks };
  const ofFields = document.fields.flatMap((field): Claim[] => {
    if (field.place === 'cell' || field.value.value === '' || owned.has(field)) return [];
    return readClaim(field, ground) ?? [];
  });
  return [...ofFields, ...criticalPathSections(ground)].sort((a, b) => a.value.span.start - b.value.span.start);
}

function readClaim(field: Field, ground: Ground): Claim[] | undefined {
  switch (field.role) {
    case 'task-count':
      return taskCount(field, ground);
    case 'total-effort':
      return totalEffort(field, ground, true);
    case 'estimate':
      return totalEffort(field, ground, false);
    case 'progress':
      return progress(field, ground);
    case 'current-phase':
      return currentPhase(field, ground);
    case 'critical-path':
      return criticalPath(field, ground);
    default:
      return undefined;
  }
}

const isLive = (task: Task): boolean => task.state !== 'dropped';

/** The sets of tasks that a reader may count: those that declare themselves, all of them, without optional ones, top level only. */
function countable(tasks: readonly Task[]): { readonly tasks: readonly Task[]; readonly what: string }[] {
  const explicit = tasks.filter((task) => task.dialect !== 'plain');
  const sets: { tasks: readonly Task[]; what: string }[] = [];
  for (const base of explicit.length > 0 && explicit.length < tasks.length ? [explicit, tasks] : [tasks]) {
    sets.push({ tasks: base, what: 'tasks' });
    const leaves = base.filter((task) => task.children.length === 0);
    if (leaves.length < base.length) sets.push({ tasks: leaves, what: 'tasks without sub-tasks' });
    const tops = base.filter((task) => !task.parent);
    if (tops.length < base.length) sets.push({ tasks: tops, what: 'top-level tasks' });
  }
  const variants = sets.flatMap((set) => [
    set,
    { tasks: set.tasks.filter((task) => !task.optional), what: `${set.what} that are not optional` },
    { tasks: set.tasks.filter(isLive), what: `${set.what} that are not dropped` },
  ]);
  return variants.filter(
    (set, index) =>
      set.tasks.length > 0 && variants.findIndex((other) => other.tasks.length === set.tasks.length) === index,
  );
}

function taskCount(field: Field, { tasks }: Ground): TaskCountClaim[] {
  const match =
    /^[*_~≈\s]*(~|≈|about\s+|approx\.?\s+)?(\d+)(?:\+)?(?:\s+(?:tasks?|items?|steps?|features?|stories))?\b(?!\s*[-–/%.]\s*\d)/i.exec(
      field.value.value,
    );
  if (!match?.[2]) return [];
  const start = field.value.span.start + match[0].indexOf(match[2]);
  return [
    {
      kind: 'task-count',
      label: field.label,
      value: field.value,
      stated: { value: Number(match[2]), span: { start, end: start + match[2].length } },
      approximate: match[1] !== undefined || /^[*_\s]*[~≈]|\+/.test(match[0]),
      counts: countable(tasks).map((set) => ({ count: set.tasks.length, what: set.what })),
    },
  ];
}

/**
 * A sum over the plan, or over the phase under whose heading it stands. A plain "Estimated Effort" is one only outside
 * sections of work: in the overview, the summary, the header.
 */
function totalEffort(field: Field, { document, reading, tasks }: Ground, explicit: boolean): EffortClaim[] {
  const written = readEffort(field.value, document.settings);
  if (!written || /\b(?:calendar|elapsed|duration|per)\b/i.test(field.value.value)) return [];
  const { section } = field;
  const phase = reading.phases.find((candidate) => candidate.section === section);
  const holdsTasks = tasks.some(
    (task) => section.depth > 1 && section.span.start <= task.span.start && task.span.start < section.span.end,
  );
  const behindAll = explicit && tasks.every((task) => task.nameSpan.end < field.label.span.start);
  if (!phase && !behindAll && (section.label || holdsTasks)) return [];
  if (
    !explicit &&
    (section.depth > 1 || !/effort|hours|estimat/.test(field.key)) &&
    !(section.role === 'overview' || section.role === 'summary')
  )
    return [];
  const counted = (phase ? phase.tasks : tasks).filter((task) => isLive(task) && task.children.length === 0);
  const estimated = counted.filter((task) => task.effort !== null);
  if (estimated.length < 2) return [];
  const reserve = /\b(?:contingency|buffer|reserve|margin|overhead)\b/i.test(field.value.value);
  const sum = (of: readonly Task[], end: 'least' | 'most'): number =>
    of.reduce((total, task) => total + (task.effort?.[end] ?? 0), 0);
  const needed = estimated.filter((task) => !task.optional);
  // A reserve said in the same breath explains that more is stated.
  if (reserve && written.effort.most >= sum(needed, 'least')) return [];
  return [
    {
      kind: 'effort',
      label: field.label,
      value: field.value,
      stated: written.effort,
      unit: written.unit,
      figure: written.figure,
      sum: {
        least: sum(needed, 'least'),
        most: sum(estimated, 'most'),
        tasks: estimated.length,
        withoutEstimate: counted.length - estimated.length,
      },
    },
  ];
}

function progress(field: Field, ground: Ground): ProgressClaim[] {
  const text = field.value.value;
  const percent = /(\d+(?:\.\d+)?)\s*%/.exec(text);
  const ratio = /(\d+)\s*(?:\/|of)\s*(\d+)(?!\s*[/\d])/.exec(text);
  if (!percent && !ratio) return [];
  // A share further on in a sentence ("Iterations 1-7 done (100%), polish next") is of something else.
  if (percent && !ratio && /[\p{L}\d]/u.test(text.slice(0, percent.index))) return [];
  const noun = ratio
    ? /^\s*(?:\p{L}+\s+)??(\p{L}+)/u.exec(text.slice(ratio.index + ratio[0].length))?.[1]?.toLowerCase()
    : undefined;
  const scope = phaseOf(field, ground);
  const at = (match: RegExpExecArray, group: number, from: number): Located<number> => {
    const digits = match[group] ?? '';
    const start = field.value.span.start + match.index + match[0].indexOf(digits, from);
    return { value: Number(digits), span: { start, end: start + digits.length } };
  };
  return [
    {
      kind: 'progress',
      label: field.label,
      value: field.value,
      scope,
      approximate: /[~≈]|\babout\b|\bca\./i.test(text.slice(0, (percent ?? ratio)?.index)),
      percent: percent ? at(percent, 1, 0) : undefined,
      done: ratio ? at(ratio, 1, 0) : undefined,
      total: ratio ? at(ratio, 2, (ratio[1] ?? '').length) : undefined,
      counts: countings(scope ? scope.tasks : ground.tasks, noun, ratio ? Number(ratio[2]) : undefined, ground),
    },
  ];
}

/** Countings that fit the noun of a ratio; without a noun any that the plan offers. Nothing where the noun is no work of the plan. */
function countings(
  tasks: readonly Task[],
  noun: string | undefined,
  total: number | undefined,
  { reading }: Ground,
): ProgressClaim['counts'] {
  const done = (list: readonly { state: Task['state'] }[]): number =>
    list.filter(({ state }) => state === 'done').length;
  const ofTasks = countable(tasks).map((set) => ({ done: done(set.tasks), total: set.tasks.length, what: set.what }));
  const steps = tasks.flatMap((task) => task.steps);
  const boxes = [...steps, ...tasks.filter((task) => task.box)];
  const ofSteps = steps.length > 0 ? [{ done: done(steps), total: steps.length, what: 'steps' }] : [];
  const ofBoxes =
    boxes.length > steps.length && steps.length > 0 ? [{ done: done(boxes), total: boxes.length, what: 'boxes' }] : [];
  const { phases } = reading;
  const ofPhases = phases.length > 0 ? [{ done: done(phases), total: phases.length, what: 'phases' }] : [];
  if (noun && /^phases?$/.test(noun)) return ofPhases;
  if (noun && /^(?:sub-?)?(?:steps?|subtasks?|checkboxes|boxes)$/.test(noun))
    return [...ofSteps, ...ofBoxes, ...ofTasks];
  if (noun && !/^(?:tasks?|items?|features?|stories|done|completed?|finished|total|todo|work)$/.test(noun)) return [];
  const all = [...ofTasks, ...ofSteps, ...ofBoxes, ...(noun ? [] : ofPhases)];
  // Without a noun the total tells what was counted; where it fits nothing, something else was.
  return noun || total === undefined ? all : all.filter((counting) => counting.total === total);
}

function phaseOf(field: Field, { reading }: Ground): Phase | undefined {
  const named = /^(\p{L}+)\s+(\d+)/u.exec(field.label.value);
  const at = field.label.span.start;
  if (named) return reading.phases.find((phase) => phase.name.toLowerCase() === named[0].toLowerCase());
  return reading.phases.findLast(({ section }) => section.span.start <= at && at < section.bodySpan.end);
}

function currentPhase(field: Field, { document, reading }: Ground): CurrentPhaseClaim[] {
  const { phases } = reading;
  const value = field.value.value;
  if (/\S\s*\|\s*\S/.test(value)) return [];
  const index = taskIndex(document, reading);
  const named = /(\p{L}+)\s+(\d+(?:\.\d+)*|[A-Z])\b/u.exec(value);
  const bare = /^[*_\s]*(\d+)\b/.exec(value);
  const stated = named
    ? index.phase(named[1] ?? '', named[2] ?? '')
    : bare
      ? phases.find((phase) => phase.id === bare[1])
      : undefined;
  // What the phases say of themselves may be wrong; their tasks decide.
  const states = new Map(
    phases.map((phase) => [phase, combine(phase.tasks.filter(({ optional }) => !optional).map(({ state }) => state))]),
  );
  const filled = phases.filter((phase) => states.get(phase) !== 'unknown');
  const unfinished = filled.find((phase) => states.get(phase) !== 'done' && states.get(phase) !== 'dropped');
  const right = filled.filter((phase) => phase === unfinished || states.get(phase) === 'in-progress');
  return [{ kind: 'current-phase', label: field.label, value: field.value, stated, right }];
}

function criticalPath(
  { label, value }: Pick<Field, 'label' | 'value'>,
  { document, reading }: Ground,
): CriticalPathClaim[] {
  const { stops, unknown } = readChain(value, taskIndex(document, reading), reading.tasks[0]);
  return stops.length > 1 ? [{ kind: 'critical-path', label, value, stops, unknown }] : [];
}

const ARROW = /\s*(?:→|⟶|➔|-+>|=+>|>)\s*/;
/** Anything but an id, its keyword and a note in parentheses makes a stop prose, which is not understood. */
const STOP =
  /^[*_`\s]*(?:(\p{L}+)\s+)?#?([A-Za-z]+[\w-]*[-_.]?\d[\w.]*|\d[\w.]*|[A-Z])[*_`]*(?:\s*\([^()]*\))?[*_`.\s]*$/u;

/** The declared tasks that a chain of arrows leads through; none where part of it is something else. */
function readChain(
  { value, span }: Located<string>,
  index: TaskIndex,
  anchor: TaskNode | undefined,
): Pick<CriticalPathClaim, 'stops' | 'unknown'> {
  const stops: Located<Task>[] = [];
  const unknown: Located<string>[] = [];
  if (!anchor || !/→|⟶|➔|->|=>|>/.test(value)) return { stops, unknown };
  let at = 0;
  for (const part of value.split(ARROW)) {
    const from = value.indexOf(part, at);
    at = from + part.length;
    const match = STOP.exec(part);
    const id = match?.[2]?.replace(/[.-]+$/, '');
    const keyword = match?.[1];
    const task = id && !index.isPhaseWord(keyword) ? index.find(id, keyword, anchor) : undefined;
    if (!match || !id || (!task && !index.isUnknown(id, keyword))) return { stops: [], unknown };
    const idAt = match[0].indexOf(id, keyword?.length ?? 0);
    // "Tasks 1.1 → 1.2": the plural belongs to the whole path.
    const stopAt = keyword && !/s$/i.test(keyword) ? match[0].indexOf(keyword) : idAt;
    const place = { start: span.start + from + stopAt, end: span.start + from + idAt + id.length };
    if (task) stops.push({ value: task, span: place });
    else unknown.push({ value: match[0].slice(stopAt, idAt + id.length), span: place });
  }
  return { stops, unknown };
}

/** Sections called Critical Path whose first paragraph or code block is nothing but the path. */
function criticalPathSections(ground: Ground): CriticalPathClaim[] {
  const { document } = ground;
  return document.sections.flatMap((section): CriticalPathClaim[] => {
    if (section.role !== 'critical-path') return [];
    const block = section.blocks.find(({ type }) => type === 'paragraph' || type === 'code');
    if (!block) return [];
    const { start, end } = spanOf(block);
    const slice = document.parsed.source.text.slice(start, end);
    const fence = block.type === 'code' ? (/^[^\r\n]*\r?\n/.exec(slice)?.[0].length ?? 0) : 0;
    const text = slice.slice(fence).replace(/\r?\n[`~]+\s*$/, '');
    const label = { value: section.title, span: section.titleSpan };
    return criticalPath({ label, value: locate(text, start + fence) }, ground);
  });
}
