import type { Edge, Reference } from '../model/plan/graph.ts';
import type { Plan } from '../model/plan/plan.ts';
import type { State } from '../model/plan/state.ts';
import type { Phase, Task } from '../model/plan/task.ts';
import { orderLinks } from './order-links.ts';

/** A task or prerequisite of a picture, or a name in a dependency that no task has. */
export interface PictureNode {
  /** Unique in the picture, and harmless in every notation: `n3`. */
  readonly key: string;
  readonly kind: 'task' | 'prerequisite' | 'unknown';
  /** Undefined for an unknown name. */
  readonly task: Task | undefined;
  /** The id as written; empty where there is none. */
  readonly id: string;
  readonly title: string;
  readonly state: State;
  /** The key of the innermost group that it stands in. */
  readonly group: string | undefined;
  readonly critical: boolean;
  readonly cyclic: boolean;
  /** Whether it can start now. */
  readonly ready: boolean;
}

/** A phase, or a task that has sub-tasks. */
export interface PictureGroup {
  /** `g3`. */
  readonly key: string;
  readonly task: Task | undefined;
  readonly phase: Phase | undefined;
  readonly label: string;
  readonly state: State;
  /** The key of the group around it. */
  readonly parent: string | undefined;
  /** How many of its tasks are finished, of how many. */
  readonly done: number;
  readonly total: number;
  readonly critical: boolean;
  readonly cyclic: boolean;
}

/** An arrow: what is at its head waits for what is at its tail. Both are keys of nodes or groups. */
export interface PictureLink {
  readonly tail: string;
  readonly head: string;
  /** `order`: nothing but the order of the plan says so. */
  readonly kind: 'need' | 'phase' | 'order' | 'unknown';
  readonly critical: boolean;
  readonly cyclic: boolean;
  /** Whether other arrows say the same on the way round. */
  readonly implied: boolean;
}

/** What there is to be drawn of a plan. */
export interface Picture {
  readonly title: string;
  readonly nodes: readonly PictureNode[];
  /** Each behind the one around it. */
  readonly groups: readonly PictureGroup[];
  readonly links: readonly PictureLink[];
}

/** The picture of a plan: its tasks in their phases, what waits for what, what is wrong with that, and what `canStart`. */
export function pictureOf(plan: Plan, canStart: (task: Task) => boolean): Picture {
  const { graph } = plan;
  const keys = new Map<Task | Phase, string>();
  const families = new Set(graph.nodes.filter((task) => task.children.length > 0 && isFamily(task, graph.edges)));
  const critical = new Set(graph.criticalPath.tasks.length > 1 ? graph.criticalPath.tasks : []);
  const cyclic = new Set(graph.cycles.flatMap(({ tasks }) => tasks));
  const ready = new Set(graph.nodes.filter((task) => canStart(task)));
  const phases = plan.phases.filter((phase) => phase.tasks.length > 0 || isLinked(phase, plan));
  const around = (task: Task): string | undefined =>
    (task.parent && families.has(task.parent) ? keys.get(task.parent) : undefined) ??
    (task.phase && keys.get(task.phase));

  const groups: PictureGroup[] = [];
  for (const phase of phases) {
    const key = `g${groups.length}`;
    keys.set(phase, key);
    const { label, state, tasks } = { label: phaseLabel(phase), state: phase.state, tasks: phase.tasks };
    groups.push({ key, task: undefined, phase, label, state, parent: undefined, ...tally(tasks), ...plain });
  }
  for (const task of families) {
    const key = `g${groups.length}`;
    keys.set(task, key);
    groups.push({
      key,
      task,
      phase: undefined,
      label: [task.id, task.title.value].filter(Boolean).join(' '),
      state: task.state,
      parent: around(task),
      ...tally(task.children),
      critical: critical.has(task),
      cyclic: cyclic.has(task),
    });
  }
  const nodes: PictureNode[] = [];
  for (const task of graph.nodes) {
    if (families.has(task)) continue;
    const key = `n${nodes.length}`;
    keys.set(task, key);
    nodes.push({
      key,
      kind: task.kind,
      task,
      id: task.id ?? '',
      title: task.title.value,
      state: task.state,
      group: around(task),
      critical: critical.has(task),
      cyclic: cyclic.has(task),
      ready: ready.has(task),
    });
  }
  const keyOf = (item: Task | Phase) => keys.get(item);
  const links = linksOf(plan, keyOf);
  for (const [text, owners] of unknownNames(plan)) {
    const key = `n${nodes.length}`;
    nodes.push({ ...plain, key, kind: 'unknown', task: undefined, id: text, title: '', state: 'unknown', group: undefined, ready: false }); // prettier-ignore
    for (const { owner, direction } of owners) {
      const end = keyOf(owner);
      if (end === undefined) continue;
      const [tail, head] = direction === 'needs' ? [key, end] : [end, key];
      links.push({ tail, head, kind: 'unknown', implied: false, ...plain });
    }
  }
  const title = plan.sections[0]?.title || plan.path || 'Plan';
  return { title, nodes, groups, links: [...links, ...orderLinks(plan, phases, families, links, keyOf)] };
}

const plain = { critical: false, cyclic: false } as const;

/** A task is drawn around its sub-tasks unless one inside it and one outside would then be the same arrow's ends. */
function isFamily(task: Task, edges: readonly Edge[]): boolean {
  const isWithin = (inner: Task): boolean =>
    inner.parent !== undefined && (inner.parent === task || isWithin(inner.parent));
  return !edges.some(
    ({ from, to }) => (from === task && (to === task || isWithin(to))) || (to === task && isWithin(from)),
  );
}

function isLinked(phase: Phase, { graph }: Plan): boolean {
  return graph.phaseEdges.some(({ from, to }) => from === phase || to === phase);
}

function phaseLabel({ name, title }: Phase): string {
  return title === '' || title === name ? name : `${name}: ${title}`;
}

function tally(tasks: readonly Task[]): { readonly done: number; readonly total: number } {
  const counted = tasks.filter((task) => task.kind === 'task' && task.state !== 'dropped');
  return { done: counted.filter((task) => task.state === 'done').length, total: counted.length };
}

function linksOf({ graph }: Plan, keyOf: (item: Task | Phase) => string | undefined): PictureLink[] {
  const round = new Set(graph.cycles.flatMap(({ edges }) => edges));
  const implied = new Set(graph.redundant);
  const path = graph.criticalPath.tasks;
  const next = new Map(path.map((task, index) => [task, path[index + 1]]));
  const links: PictureLink[] = [];
  for (const edge of graph.edges) {
    const [tail, head] = [keyOf(edge.to), keyOf(edge.from)];
    if (tail === undefined || head === undefined) continue;
    const critical = next.get(edge.to) === edge.from;
    links.push({ tail, head, kind: 'need', critical, cyclic: round.has(edge), implied: implied.has(edge) });
  }
  for (const { from, to } of graph.phaseEdges) {
    const [tail, head] = [keyOf(to), keyOf(from)];
    if (tail !== undefined && head !== undefined) links.push({ tail, head, kind: 'phase', implied: false, ...plain });
  }
  return links;
}

/** The names in dependencies that nothing has, each with the places that state it. */
function unknownNames({ graph }: Plan): Map<string, Reference[]> {
  const names = new Map<string, Reference[]>();
  for (const reference of graph.unknown) {
    const places = names.get(reference.text);
    if (places) places.push(reference);
    else names.set(reference.text, [reference]);
  }
  return names;
}
