import {
  defineRule,
  factAt,
  listOf,
  quote,
  type Cycle,
  type Edge,
  type Graph,
  type Phase,
  type PhaseEdge,
  type Plan,
  type PlanSet,
  type Related,
  type Span,
  type State,
  type Task,
} from '../src/rule.ts';

/** A task that is done before what it needs was either not done or did not need it. */
export default defineRule({
  id: 'no-premature-task',
  description: 'Disallow tasks that are begun or done before what they need is done',
  category: 'dependencies',
  recommended: 'error',
  strict: 'error',
  drafts: 'error',
  fixable: null,
  asks: 'evidence',
  options: {},
  messages: {
    task: ({
      task,
      state,
      needs,
      others,
    }: {
      task: string;
      state: State;
      needs: readonly Work[];
      others: readonly Work[];
    }) =>
      `${quote(task)} is ${said(state)} but needs ${named(needs)}, which ${how(needs)}` +
      (others.length > 0 ? `; ${named(others)} ${others.length > 1 ? 'build' : 'builds'} on it` : ''),
    phase: ({
      from,
      tasks,
      to,
      begun,
      open,
      others,
    }: {
      from: string;
      tasks: number;
      to: readonly string[];
      begun: readonly Work[];
      open: readonly Work[];
      others: readonly string[];
    }) =>
      `${started(from, tasks, begun)}, but ${from} needs ${listOf(to)}, where ${named(open)} ${how(open)}` +
      (others.length > 0 ? `; ${listOf(others)} ${others.length > 1 ? 'have' : 'has'} begun too early as well` : ''),
  },
  *check(plan, { problem }) {
    const { tasks, graph, set } = plan;
    const knots = new Map(graph.cycles.flatMap((cycle) => cycle.tasks.map((task) => [task, cycle] as const)));
    const round = new Set((set?.cycles ?? []).flatMap(({ edges }) => edges));
    const abroad = (set?.edges ?? []).filter(
      (edge) => hasBegun(edge.from) && holdsBack(edge.to, edge.from) && !isOnWay(edge, round),
    );
    const begun = tasks.map(
      (task) => [task, [...openNeeds(graph, task, knots), ...abroad.filter(({ from }) => from === task)]] as const,
    );
    const early = new Map(begun.filter(([, edges]) => edges.length > 0));
    for (const [task, edges] of early) {
      // "Done (for cash)", and what is open is needed "for online payments": the plan has said it.
      if (isLimited(task) && edges.every((edge) => isForAPart(plan, edge))) continue;
      const needs = [...new Set(edges.map((edge) => edge.to))];
      const others = builtOn(graph, task, early);
      const named = edges.some(
        ({ via, to, reference }) =>
          via === 'id' && !reference.inferred && to.kind === 'task' && to.state !== 'in-progress',
      );
      const isKnown = [task, ...needs].every(({ marks: [mark] }) => !mark?.inferred);
      const certainty =
        task.state === 'done' && named && isKnown && !isLimited(task) && !isInferred(task) ? 'certain' : 'likely';
      const related = edges
        .slice(0, 3)
        .flatMap((edge) => (abroad.includes(edge) ? stateAbroad(edge.to, set) : chain(graph, edge)));
      const isRound = needs.every((need) => isKnotted(task, need, knots));
      const facts = isRound ? [factAt('cycle', task.nameSpan.start)] : [];
      yield problem(
        task.nameSpan,
        'task',
        { task: task.name, state: task.state, needs: needs.map(asWork), others: others.map(asWork) },
        { certainty, related, facts },
      );
    }
    // Whoever does not keep to the order of the phases hears of it once.
    const [phases, ...later] = earlyPhases(graph.phaseEdges, early);
    const [first] = phases?.begun ?? [];
    if (!phases || !first) return;
    const data = {
      from: phases.from.name,
      tasks: phases.from.tasks.filter(({ parent }) => !parent).length,
      to: phases.to.map(({ name }) => name),
      begun: phases.begun.map(asWork),
      open: phases.open.map(asWork),
      others: [...new Set(later.map(({ from }) => from.name))].filter((name) => name !== phases.from.name),
    };
    const related = [...reasons(phases), ...later.flatMap((each) => [...begunIn(each), ...reasons(each)])];
    yield problem(first.nameSpan, 'phase', data, { certainty: 'likely', related });
  },
});

/** A task for a message. */
interface Work {
  readonly name: string;
  readonly state: State;
}

function asWork({ name, state }: Task): Work {
  return { name, state };
}

/** A phase that has begun before those that it needs are through. */
interface Early {
  readonly from: Phase;
  readonly to: readonly Phase[];
  readonly begun: readonly Task[];
  readonly open: readonly Task[];
}

/** What a phase needs, and the first task there that is open. */
function reasons({ needs, from, to, open: [blocker] }: EarlyPhase): Related[] {
  const said = { span: needs, message: `${from.name} needs ${to[0]?.name}` };
  return blocker ? [said, stateOf(blocker)] : [said];
}

function begunIn({ begun: [task] }: EarlyPhase): Related[] {
  return task ? [stateOf(task)] : [];
}

/** With where it says what it needs. */
type EarlyPhase = Early & { readonly needs: Span };

/** One for each statement: "needs all user stories" is one, however many phases that are. */
function earlyPhases(edges: readonly PhaseEdge[], reported: ReadonlyMap<Task, unknown>): EarlyPhase[] {
  const found = new Map<string, EarlyPhase>();
  for (const { from, to, reference } of edges) {
    const begun = from.tasks.filter((task) => hasBegun(task) && !task.parent && !reported.has(task));
    const farthest = begun.find(({ state }) => state === 'done') ?? begun[0];
    const open = to.tasks.filter((task) => !task.parent && farthest && holdsBack(task, farthest));
    if (open.length === 0 || to.state === 'done' || to.state === 'dropped') continue;
    const key = `${from.index} ${reference.span.start}`;
    const known = found.get(key);
    found.set(key, {
      from,
      to: [...(known?.to ?? []), to],
      begun,
      open: [...(known?.open ?? []), ...open],
      needs: reference.span,
    });
  }
  return [...found.values()];
}

/** Whether an edge lies on a way round through other documents, which is said there. */
function isOnWay({ from, to }: Edge, round: ReadonlySet<Edge>): boolean {
  for (const edge of round) if (edge.from === from && edge.to === to) return true;
  return false;
}

function hasBegun({ state }: Task): boolean {
  return state === 'done' || state === 'in-progress';
}

/** Whether nothing but its acceptance list says that it is done. */
function isInferred({ marks: [mark] }: Task): boolean {
  return mark?.by === 'acceptance';
}

/** "Done (for the small hall)": what it needs may be needed for the rest only. */
function isLimited({ marks: [mark] }: Task): boolean {
  return mark?.by !== 'box' && /[(（]\s*\p{L}/u.test(mark?.text ?? '');
}

/** "Task 5.4, Task 5.5 (for online payments)": what is needed is needed for a part. */
function isForAPart({ source }: Plan, { reference: { span } }: Edge): boolean {
  return /\(\s*\p{L}/u.test(source.text.slice(span.end, source.lineSpan(source.lineAt(span.end)).end));
}

/** "Done (the handbook is to do)" is in progress, but what builds on it need not wait. */
function isNearlyDone({ marks: [mark] }: Task): boolean {
  return /^\P{L}*(?:completed?|done|finished)(?!\p{L})/iu.test(mark?.text ?? '');
}

/** Whether marks of a task contradict each other, which is reported there. */
function isContradicted({ marks }: Task): boolean {
  const states = new Set(marks.map(({ state }) => state));
  return states.has('done') && (states.has('open') || states.has('in-progress'));
}

/** Whether work on a task has to wait for another one. Two tasks in progress side by side are nobody's business. */
function holdsBack(need: Task, task: Task): boolean {
  if (need.optional || isContradicted(need) || (need.state === 'in-progress' && isNearlyDone(need))) return false;
  return need.state === 'open' || need.state === 'blocked' || (need.state === 'in-progress' && task.state === 'done');
}

/** The unmet direct needs of a task that has begun; those on a cycle only where there are no others. */
function openNeeds(graph: Graph, task: Task, knots: ReadonlyMap<Task, Cycle>): readonly Edge[] {
  if (!hasBegun(task)) return [];
  const open = graph.needs(task).filter(({ to }) => holdsBack(to, task));
  const outside = open.filter(({ to }) => !isKnotted(task, to, knots));
  return outside.length > 0 ? outside : open;
}

/** Whether two tasks wait for each other. */
function isKnotted(task: Task, need: Task, knots: ReadonlyMap<Task, Cycle>): boolean {
  const knot = knots.get(task);
  return knot !== undefined && knots.get(need) === knot;
}

/** The open task at the end of an edge, and those that it waits for itself. */
function chain(graph: Graph, edge: Edge): Related[] {
  const related = [stateOf(edge.to)];
  const seen = new Set([edge.from, edge.to]);
  let next = graph.needs(edge.to).find(({ to }) => holdsBack(to, edge.from));
  while (next && !seen.has(next.to) && related.length < 8) {
    related.push({
      span: next.to.nameSpan,
      message: `${quote(next.from.name)} needs ${quote(next.to.name)}, which ${how([next.to])}`,
    });
    seen.add(next.to);
    next = graph.needs(next.to).find(({ to }) => holdsBack(to, edge.from));
  }
  return related;
}

/** Begun tasks that need a task, directly or through others, up to those that are reported themselves. */
function builtOn(graph: Graph, task: Task, early: ReadonlyMap<Task, unknown>): Task[] {
  const found = new Set([task]);
  for (const each of found) {
    for (const { from } of graph.neededBy(each)) if (hasBegun(from) && !early.has(from)) found.add(from);
  }
  return [...found].slice(1);
}

function stateOf(task: Task): Related {
  return { span: task.nameSpan, message: `${quote(task.name)} ${how([task])}` };
}

/** The same in another document of the set. */
function stateAbroad(task: Task, set: PlanSet | undefined): Related[] {
  const path = set?.documentOf(task)?.path;
  return path === undefined ? [] : [{ ...stateOf(task), path }];
}

function how(tasks: readonly Work[]): string {
  const states = new Set(tasks.map(({ state }) => said(state)));
  return `${tasks.length > 1 ? 'are' : 'is'} ${states.size > 1 ? 'not done' : [...states].join('')}`;
}

function said(state: State): string {
  return state === 'in-progress' ? 'in progress' : state;
}

function named(tasks: readonly Work[]): string {
  const names = tasks.map(({ name }) => quote(name, 40));
  return listOf(names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names);
}

function started(name: string, all: number, tasks: readonly Work[]): string {
  const done = tasks.every(({ state }) => state === 'done');
  if (done && tasks.length > 1 && tasks.length === all)
    return `${tasks.length === 2 ? 'Both' : `All ${tasks.length}`} tasks of ${name} are done`;
  const first = named(tasks.slice(0, 1));
  const what = done ? (tasks.length > 1 ? 'are done' : 'is done') : tasks.length > 1 ? 'have begun' : 'has begun';
  return tasks.length > 1 ? `${counted(tasks)} of ${name} ${what}, first ${first}` : `${first} of ${name} ${what}`;
}

function counted({ length }: readonly Work[]): string {
  return `${length} ${length === 1 ? 'task' : 'tasks'}`;
}
