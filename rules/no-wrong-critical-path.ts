import {
  defineRule,
  quote,
  suggest,
  type CriticalPathClaim,
  type Effort,
  type Fix,
  type Graph,
  type Located,
  type Plan,
  type Task,
} from '../src/rule.ts';

/** The critical path says which delay moves the end; a wrong one guards the wrong tasks. */
export default defineRule({
  id: 'no-wrong-critical-path',
  description: 'Disallow a stated critical path that is no chain of dependencies or not the longest',
  category: 'claims',
  recommended: 'warning',
  strict: 'warning',
  drafts: 'warning',
  fixable: 'suggest',
  options: {},
  messages: {
    unknown: ({ label, stop }: { label: string; stop: string }) =>
      `${quote(label)} leads through \`${stop}\`, which is not in this plan`,
    broken: ({ label, from, to }: { label: string; from: string; to: string }) =>
      `${quote(label)} leads from \`${from}\` to \`${to}\`, but \`${to}\` does not depend on \`${from}\``,
    skips: ({ label, from, to, over }: { label: string; from: string; to: string; over: string }) =>
      `${quote(label)} leads from \`${from}\` to \`${to}\`, which depends on it only through \`${over}\``,
    length: ({ label, stated, taken, parts, what }: LengthData) =>
      `${quote(label)} says ${stated}, but its ${parts} ${what}s take ${taken}`,
    shorter: ({ label, hours, longest, path }: { label: string; hours: string; longest: string; path: string }) =>
      `${quote(label)} takes ${hours} hours, but ${path} takes ${longest} hours`,
  },
  *check(plan, { problem }) {
    const { graph } = plan;
    for (const claim of plan.claims) {
      if (claim.kind !== 'critical-path') continue;
      const label = claim.label.value;
      const length = wrongLength(plan, claim);
      if (length && claim.length)
        yield problem(claim.length.span, 'length', { label, stated: claim.length.text, ...length });
      const isAlone = graph.edges.length + graph.phaseEdges.length === 0;
      const fixes = isAlone ? [] : rewritten(plan, claim);
      for (const { value: stop, span } of claim.unknown) yield problem(span, 'unknown', { label, stop }, { fixes });
      if (isAlone) continue;
      // A need that names nothing is reported where it stands; what it meant is not known here.
      if (
        claim.unknown.length > 0 ||
        claim.stops.some((stop) => graph.unknown.some(({ owner }) => owner === stop.value))
      )
        continue;
      const [broken, ...others] = links(claim).filter(
        ({ from, to }) => isTold(graph, from.value, to.value) && !follows(graph, from.value, to.value),
      );
      if (broken) {
        const related = others.map(({ from, to }) => ({
          span: to.span,
          message: `\`${nameOf(plan, to)}\` does not depend on \`${nameOf(plan, from)}\``,
        }));
        const [from, to] = [broken.from.value, broken.to.value];
        const data = { label, from: nameOf(plan, broken.from), to: nameOf(plan, broken.to) };
        const way = graph.needs(to).find((edge) => edge.to === from || graph.leadsTo(edge.to, from));
        if (!way) yield problem(broken.to.span, 'broken', data, { related, fixes });
        else
          yield problem(
            broken.to.span,
            'skips',
            { ...data, over: plan.nameAt(way.to, way.reference.span) },
            { related, fixes },
          );
        continue;
      }
      if (!claim.whole) continue;
      const stated = hours(claim.stops.map(({ value }) => value));
      const { byEffort, tasks } = graph.criticalPath;
      const needed = hours(tasks.filter((task) => !task.optional));
      const longer = needed.least > stated.least + 0.01 && needed.most > stated.most + 0.01;
      const [first, last] = [claim.stops[0], claim.stops.at(-1)];
      if (!byEffort || !longer || !first || !last) continue;
      const data = {
        label,
        hours: range(stated),
        longest: range(hours(tasks)),
        path: few(tasks),
      };
      const certainty = graph.edges.every(({ via, reference }) => via !== 'name' && !reference.inferred)
        ? 'certain'
        : 'likely';
      yield problem({ start: first.span.start, end: last.span.end }, 'shorter', data, { certainty, fixes });
    }
  },
});

interface LengthData {
  readonly label: string;
  readonly stated: string;
  readonly parts: number;
  readonly what: 'item' | 'task';
  /** With its unit. */
  readonly taken: string;
}

/** What the path takes by its list and by its tasks, where it is said to take something else. */
function wrongLength(
  plan: Plan,
  { length, listed, stops, whole }: CriticalPathClaim,
): Omit<LengthData, 'label' | 'stated'> | undefined {
  if (!length) return undefined;
  const tasks = stops.map(({ value }) => value);
  const estimated =
    whole && tasks.length > 1 && tasks.every(({ effort }) => effort !== null && effort.unit !== 'points');
  const sums = [
    ...(listed
      ? [{ least: listed.needed.least, most: listed.all.most, parts: listed.parts, what: 'item' as const }]
      : []),
    ...(estimated && length.unit !== 'weeks' ? [{ ...hours(tasks), parts: tasks.length, what: 'task' as const }] : []),
  ];
  const slack = length.approximate ? length.most / 10 : 0.01;
  const fits = ({ least, most }: { least: number; most: number }) =>
    length.least - slack <= most && least <= length.most + slack;
  const [likeliest] = sums;
  if (!likeliest || sums.some(fits)) return undefined;
  const per = hoursPer(plan, length.unit);
  const taken = range({ least: likeliest.least / per, most: likeliest.most / per });
  const unit = taken === '1' ? length.unit.slice(0, -1) : length.unit;
  return { parts: likeliest.parts, what: likeliest.what, taken: `${taken} ${unit}` };
}

function hoursPer({ settings: { hoursPerDay, daysPerWeek } }: Plan, unit: Effort['unit']): number {
  return { minutes: 1 / 60, hours: 1, days: hoursPerDay, weeks: hoursPerDay * daysPerWeek, points: 1 }[unit];
}

function links({ stops }: CriticalPathClaim) {
  return stops.flatMap((to, index) => {
    const from = stops[index - 1];
    return from && to.follows ? [{ from, to }] : [];
  });
}

/** Whether the plan says anything of what either of two tasks needs, or of their phases: else the path is all that it says. */
function isTold({ edges, phaseEdges }: Graph, from: Task, to: Task): boolean {
  const above = (task: Task | undefined): Task[] => (task ? [task, ...above(task.parent)] : []);
  const both = new Set([...above(from), ...above(to)]);
  const isStated = edges.some((edge) => edge.via !== 'phase' && (both.has(edge.from) || both.has(edge.to)));
  return isStated || (from.phase !== to.phase && phaseEdges.length > 0);
}

/** Whether `to` needs `from` itself, through its parents, its phase, or optional tasks that the path leaves out. */
function follows(graph: Graph, from: Task, to: Task, seen = new Set<Task>()): boolean {
  seen.add(to);
  const above = (task: Task | undefined): Task[] => (task ? [task, ...above(task.parent)] : []);
  const goals = above(from);
  const needs = above(to).flatMap((task) => graph.needs(task).map((edge) => edge.to));
  return (
    needs.some(
      (need) => goals.includes(need) || (need.optional && !seen.has(need) && follows(graph, from, need, seen)),
    ) || graph.phaseEdges.some((edge) => edge.from === to.phase && edge.to === from.phase)
  );
}

const timeOf = ({ effort, duration }: Task): Effort | null => effort ?? duration;

function hours(tasks: readonly Task[]): { least: number; most: number } {
  const sum = (pick: (task: Task) => number | undefined) => tasks.reduce((total, task) => total + (pick(task) ?? 0), 0);
  return { least: sum((task) => timeOf(task)?.least), most: sum((task) => timeOf(task)?.most) };
}

function range({ least, most }: { least: number; most: number }): string {
  const [low, high] = [least, most].map((number) => String(Number(number.toFixed(2))));
  return low === high ? `${low}` : `${low}-${high}`;
}

function shortName(task: Task): string {
  return task.id ?? task.name;
}

/** Of a long path the middle is left out. */
function few(tasks: readonly Task[]): string {
  return tasks.length > 7 ? `${written(tasks.slice(0, 3))} → … → ${written(tasks.slice(-3))}` : written(tasks);
}

/** What a stop is called on the path. A bare number says too little in a sentence. */
function nameOf({ source }: Plan, { value, span }: Located<Task>): string {
  const written = source.slice(span);
  return /\p{L}/u.test(written) ? written : value.name;
}

function written(tasks: readonly Task[]): string {
  return tasks.map(shortName).join(' → ');
}

/** Whether a path leaves a phase out, or goes back: the author's phases say that it is not the whole of it. */
function jumps(tasks: readonly Task[]): boolean {
  const phases = tasks.flatMap(({ phase }) => phase ?? []);
  return phases.some((phase, index) => {
    const step = index > 0 ? phase.index - (phases[index - 1]?.index ?? phase.index) : 0;
    return step < 0 || step > 1;
  });
}

/** The computed path in the author's spelling, where that is the same at every stop. */
function rewritten({ source, graph }: Plan, { stops, unknown }: CriticalPathClaim): Fix[] {
  const { tasks } = graph.criticalPath;
  const all: Located<unknown>[] = [...stops, ...unknown].toSorted((a, b) => a.span.start - b.span.start);
  const [first, last] = [all[0], all.at(-1)];
  const arrows = new Set(
    all.slice(1).map(({ span }, index) => source.slice({ start: all[index]?.span.end ?? span.start, end: span.start })),
  );
  const spelling = [shortName, ({ name }: Task) => name].find((spell) =>
    stops.every(({ value, span }) => source.slice(span) === spell(value)),
  );
  if (!first || !last || jumps(tasks) || stops.length === 0 || !spelling || arrows.size !== 1 || tasks.length < 2)
    return [];
  // What stands between two stops and is no task has to stay where it is.
  const known = new Set<unknown>(stops);
  if (stops.some((stop) => !stop.follows && known.has(all[all.indexOf(stop) - 1]))) return [];
  const path = tasks.map(spelling).join([...arrows].join(''));
  return [suggest(`Write ${written(tasks)}`, { start: first.span.start, end: last.span.end }, path)];
}
