import type { Chain, Cycle, Edge, Graph, PhaseEdge, Reference } from '../plan/graph.ts';
import type { Effort } from '../plan/effort.ts';
import type { Phase, Task } from '../plan/task.ts';

/** Builds the graph of needs out of resolved references. Nodes come in document order. */
export function buildGraph(nodes: readonly Task[], phases: readonly Phase[], references: readonly Reference[]): Graph {
  const edges = makeEdges(references);
  const phaseEdges = makePhaseEdges(references, phases);
  const out = adjacency(edges, (edge) => edge.from);
  const into = adjacency(edges, (edge) => edge.to);
  const rank = new Map(nodes.map((node, index) => [node, index]));
  const components = stronglyConnected(nodes, out);
  const cyclic = new Set(components.flat());
  const order = topologicalOrder(nodes, out, cyclic);
  const waiting = new Set(references.filter(isUnmetElsewhere).map(({ owner }) => owner));
  let redundant: readonly Edge[] | undefined;
  let left: Chain | undefined;
  const needs = (task: Task): readonly Edge[] => out.get(task) ?? [];
  const neededBy = (task: Task): readonly Edge[] => into.get(task) ?? [];
  return {
    nodes,
    edges,
    phaseEdges,
    cycles: components
      .map((component) => shortestCycle(component, out, rank))
      .sort((a, b) => (rank.get(a.tasks[0] as Task) ?? 0) - (rank.get(b.tasks[0] as Task) ?? 0)),
    unknown: references.filter((reference) => reference.kind === 'unknown'),
    order,
    criticalPath: longestChain(
      order.filter((task) => !cyclic.has(task) && task.kind === 'task' && task.state !== 'dropped'),
      out,
    ),
    get criticalPathLeft() {
      return (left ??= longestChain(
        order.filter((task) => !cyclic.has(task) && task.kind === 'task' && !isMet(task)),
        out,
      ));
    },
    ready: nodes.filter(
      (task) =>
        task.kind === 'task' &&
        task.state === 'open' &&
        !waiting.has(task) &&
        needs(task).every(({ to }) => isMet(to)) &&
        phaseEdges.every(({ from, to }) => !from.tasks.includes(task) || isMet(to)),
    ),
    get redundant() {
      return (redundant ??= redundantEdges(order, out, cyclic));
    },
    needs,
    neededBy,
    leadsTo: (task, need) => {
      const reached = new Set(needs(task).map(({ to }) => to));
      for (const each of reached) for (const { to } of needs(each)) reached.add(to);
      return reached.has(need);
    },
  };
}

/** Whether what is needed is there, or will never be. */
export function isMet({ state }: Task | Phase): boolean {
  return state === 'done' || state === 'dropped';
}

/** A need that another document of the set would have to meet. */
function isUnmetElsewhere({ kind, direction, targets }: Reference): boolean {
  return kind === 'elsewhere' && direction === 'needs' && targets.some((target) => !isMet(target));
}

function makeEdges(references: readonly Reference[]): Edge[] {
  const seen = new Map<Task, Set<Task>>();
  const edges: Edge[] = [];
  for (const reference of references) {
    const { owner, kind, targets } = reference;
    if (!('dialect' in owner) || !(kind === 'id' || kind === 'range' || kind === 'group' || kind === 'name')) continue;
    for (const target of targets) {
      const [from, to] = reference.direction === 'needs' ? [owner, target] : [target, owner];
      const known = seen.get(from) ?? new Set<Task>();
      seen.set(from, known);
      if (known.has(to)) continue;
      known.add(to);
      edges.push({ from, to, via: kind, reference });
    }
  }
  return edges;
}

/** One edge for two phases, by whatever states it first. */
function makePhaseEdges(references: readonly Reference[], phases: readonly Phase[]): PhaseEdge[] {
  const edges: PhaseEdge[] = [];
  for (const reference of references) {
    const { owner } = reference;
    if ('dialect' in owner || !phases.includes(owner)) continue;
    for (const phase of reference.phases) {
      const [from, to] = reference.direction === 'needs' ? [owner, phase] : [phase, owner];
      if (from !== to && !edges.some((edge) => edge.from === from && edge.to === to))
        edges.push({ from, to, reference });
    }
  }
  return edges;
}

function adjacency(edges: readonly Edge[], end: (edge: Edge) => Task): Map<Task, Edge[]> {
  const map = new Map<Task, Edge[]>();
  for (const edge of edges) {
    const list = map.get(end(edge));
    if (list) list.push(edge);
    else map.set(end(edge), [edge]);
  }
  return map;
}

/** Tarjan's algorithm (1972) with a stack of its own; components of one task count only with an edge to itself. */
function stronglyConnected(nodes: readonly Task[], out: ReadonlyMap<Task, readonly Edge[]>): Task[][] {
  const index = new Map<Task, number>();
  const low = new Map<Task, number>();
  const stack: Task[] = [];
  const onStack = new Set<Task>();
  const components: Task[][] = [];
  for (const start of nodes) {
    if (index.has(start)) continue;
    const work: { task: Task; next: number }[] = [{ task: start, next: 0 }];
    while (work.length > 0) {
      const frame = work.at(-1) as { task: Task; next: number };
      const { task } = frame;
      if (frame.next === 0) {
        index.set(task, index.size);
        low.set(task, index.get(task) ?? 0);
        stack.push(task);
        onStack.add(task);
      }
      const edge = out.get(task)?.[frame.next++];
      if (edge) {
        if (!index.has(edge.to)) work.push({ task: edge.to, next: 0 });
        else if (onStack.has(edge.to)) low.set(task, Math.min(low.get(task) ?? 0, index.get(edge.to) ?? 0));
        continue;
      }
      work.pop();
      const parent = work.at(-1)?.task;
      if (parent) low.set(parent, Math.min(low.get(parent) ?? 0, low.get(task) ?? 0));
      if (low.get(task) !== index.get(task)) continue;
      const component = stack.splice(stack.lastIndexOf(task));
      for (const member of component) onStack.delete(member);
      if (component.length > 1 || out.get(task)?.some(({ to }) => to === task)) components.push(component);
    }
  }
  return components;
}

/** The shortest way round inside a component, through its earliest task that lies on one of that length. */
function shortestCycle(
  component: readonly Task[],
  out: ReadonlyMap<Task, readonly Edge[]>,
  rank: ReadonlyMap<Task, number>,
): Cycle {
  const members = new Set(component);
  const sorted = [...component].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
  let best: Edge[] | undefined;
  // In a large knot any way round through its earliest task will do.
  for (const start of sorted.length > 200 ? sorted.slice(0, 1) : sorted) {
    const round = roundFrom(start, members, out);
    if (round && (!best || round.length < best.length)) best = round;
    if (best?.length === 1) break;
  }
  const edges = best ?? [];
  return {
    tasks: edges.map((edge) => edge.from),
    edges,
    cuts: edges.filter((edge) => isAcyclic(component, members, out, edge)),
  };
}

/** Whether no way round is left inside a component without one of its edges (Kahn 1962). */
function isAcyclic(
  component: readonly Task[],
  members: ReadonlySet<Task>,
  out: ReadonlyMap<Task, readonly Edge[]>,
  without: Edge,
): boolean {
  const inside = (task: Task) => (out.get(task) ?? []).filter((edge) => edge !== without && members.has(edge.to));
  const waiting = new Map<Task, number>();
  for (const task of component) for (const { to } of inside(task)) waiting.set(to, (waiting.get(to) ?? 0) + 1);
  const free = component.filter((task) => !waiting.has(task));
  for (const task of free) {
    for (const { to } of inside(task)) {
      const left = (waiting.get(to) ?? 0) - 1;
      waiting.set(to, left);
      if (left === 0) free.push(to);
    }
  }
  return free.length === component.length;
}

function roundFrom(
  start: Task,
  members: ReadonlySet<Task>,
  out: ReadonlyMap<Task, readonly Edge[]>,
): Edge[] | undefined {
  const reached = new Map<Task, Edge>();
  let frontier: Task[] = [start];
  while (frontier.length > 0) {
    const next: Task[] = [];
    for (const task of frontier) {
      for (const edge of out.get(task) ?? []) {
        if (!members.has(edge.to)) continue;
        if (edge.to === start) return wayTo(task, start, reached, [edge]);
        if (reached.has(edge.to)) continue;
        reached.set(edge.to, edge);
        next.push(edge.to);
      }
    }
    frontier = next;
  }
  return undefined;
}

function wayTo(end: Task, start: Task, reached: ReadonlyMap<Task, Edge>, tail: Edge[]): Edge[] {
  const way = [...tail];
  for (let at = end; at !== start;) {
    const edge = reached.get(at);
    if (!edge) break;
    way.unshift(edge);
    at = edge.from;
  }
  return way;
}

/** Kahn's algorithm, earliest declared first; tasks on cycles keep their place in the document. */
function topologicalOrder(
  nodes: readonly Task[],
  out: ReadonlyMap<Task, readonly Edge[]>,
  cyclic: ReadonlySet<Task>,
): Task[] {
  const done = new Set<Task>();
  const order: Task[] = [];
  const visit = (first: Task): void => {
    const work: { task: Task; next: number }[] = [{ task: first, next: 0 }];
    while (work.length > 0) {
      const frame = work.at(-1) as { task: Task; next: number };
      if (done.has(frame.task)) {
        work.pop();
        continue;
      }
      const edge = out.get(frame.task)?.[frame.next++];
      if (!edge) {
        done.add(frame.task);
        order.push(frame.task);
        work.pop();
      } else if (!done.has(edge.to) && !(cyclic.has(frame.task) && cyclic.has(edge.to)))
        work.push({ task: edge.to, next: 0 });
    }
  };
  for (const node of nodes) if (!done.has(node)) visit(node);
  return order;
}

/** The chain with the largest sum of estimates; by count where no task has one. Ties go to the earliest declared. */
function longestChain(order: readonly Task[], out: ReadonlyMap<Task, readonly Edge[]>): Chain {
  const estimated = order.some((task) => timeOf(task) !== null);
  const weight = (task: Task): number => (estimated ? middle(task) : 1);
  const best = new Map<Task, { length: number; before: Task | undefined }>();
  let last: Task | undefined;
  for (const task of order) {
    let before: Task | undefined;
    let length = 0;
    for (const { to } of out.get(task) ?? []) {
      const found = best.get(to);
      if (found && (found.length > length || (before === undefined && found.length >= length)))
        [before, length] = [to, found.length];
    }
    const total = length + weight(task);
    best.set(task, { length: total, before });
    if (last === undefined || total > (best.get(last)?.length ?? 0)) last = task;
  }
  const tasks: Task[] = [];
  for (let at = last; at; at = best.get(at)?.before) tasks.unshift(at);
  const connected = tasks.length > 1 ? tasks : [];
  return {
    tasks: connected,
    length: last && connected.length > 0 ? (best.get(last)?.length ?? 0) : 0,
    byEffort: estimated && order.every((task) => timeOf(task) !== null),
  };
}

/** How long a task takes, by its estimate, else by what is said of its duration. */
function timeOf({ effort, duration }: Task): Effort | null {
  return effort ?? duration;
}

/** Middle of what a task takes in hours; 0 where nothing says so. */
export function middle(task: Task): number {
  const time = timeOf(task);
  return time ? (time.least + time.most) / 2 : 0;
}

/**
 * Edges whose end is reached by another way too (the transitive reduction of an acyclic graph leaves them out). Walks the
 * tasks in an order in which everything needed comes first, with a set of bits for what each of them reaches.
 */
function redundantEdges(
  order: readonly Task[],
  out: ReadonlyMap<Task, readonly Edge[]>,
  cyclic: ReadonlySet<Task>,
): Edge[] {
  // Tasks in cycles reach nothing here; before all others they can be reached by any.
  const tasks = [...order.filter((task) => cyclic.has(task)), ...order.filter((task) => !cyclic.has(task))];
  const index = new Map(tasks.map((task, position) => [task, position]));
  const lists = tasks.map((task) => (cyclic.has(task) ? [] : (out.get(task) ?? [])));
  const ends = lists.map((list) => list.map(({ to }) => index.get(to) ?? 0));
  // A need alone is never redundant. For each block of tasks: the last one that has one of them among several needs.
  const last = new Map<number, number>();
  for (const [at, needed] of ends.entries())
    if (needed.length > 1) for (const end of needed) last.set(Math.floor(end / BLOCK), at);
  const redundant = new Set<Edge>();
  for (const [block, until] of last) {
    const from = block * BLOCK;
    const reached = new Uint32Array(Math.max(0, until - from + 1) * WORDS);
    for (let at = from; at <= until; at++) {
      const row = (at - from) * WORDS;
      const needed = ends[at] ?? [];
      for (const end of needed)
        if (end >= from && end < at)
          for (let word = 0, other = (end - from) * WORDS; word < WORDS; word++)
            reached[row + word] = (reached[row + word] ?? 0) | (reached[other + word] ?? 0);
      for (const [position, end] of needed.entries()) {
        const edge = lists[at]?.[position];
        if (edge && isInBlock(end, from) && ((reached[row + ((end - from) >> 5)] ?? 0) >>> (end & 31)) & 1)
          redundant.add(edge);
      }
      for (const end of needed)
        if (isInBlock(end, from)) {
          const word = row + ((end - from) >> 5);
          reached[word] = (reached[word] ?? 0) | (1 << (end & 31));
        }
    }
  }
  return lists
    .flatMap((list) => list.filter((edge) => redundant.has(edge)))
    .sort((a, b) => a.reference.span.start - b.reference.span.start);
}

/** How many tasks are looked for at once, so that memory does not grow with the square of them; a multiple of 32. */
const BLOCK = 1024;
const WORDS = BLOCK / 32;

function isInBlock(position: number, from: number): boolean {
  return position >= from && position < from + BLOCK;
}
