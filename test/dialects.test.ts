import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readPlan, type Edge, type Gate, type Phase, type Plan, type State, type Task } from '../src/index.ts';

/*
 * One plan in the spelling of each dialect and format, and the model that all of them give. What a spelling has no words for
 * is left out of the comparison, and nothing else is.
 */

const fixtures = fileURLToPath(new URL('../fixtures/dialects', import.meta.url));

type Part = 'ids' | 'hours' | 'edges' | 'phases' | 'gates';

/** How a dialect writes the plan, where it is not written like the model. */
interface Spelling {
  /** Where the format keeps its document. */
  readonly path?: string;
  /** Its ids, where they count otherwise. The index counts the tasks from 1. */
  readonly id?: (task: TaskModel, index: number) => string;
  /** What it has no words for. */
  readonly unsaid?: readonly Part[];
}

const padded = (index: number) => String(index).padStart(3, '0');
const slug = ({ title }: TaskModel) => title.toLowerCase().replaceAll(' ', '-');

const spellings: Readonly<Record<string, Spelling>> = {
  heading: {},
  'heading-boxes': { id: (_, index) => `T${padded(index)}` },
  checklist: {},
  labelled: { unsaid: ['ids'] },
  table: {},
  bold: {},
  prose: { id: (_, index) => `T-${padded(index)}` },
  mermaid: {},
  'plain-checklist': { unsaid: ['ids', 'hours', 'edges'] },
  'list-numbers': { id: (_, index) => String(index) },
  'flat-numbers': { unsaid: ['gates'] },
  'front-matter': { path: '.cursor/plans/rocket_alerts_ab12cd34.plan.md', id: slug, unsaid: ['phases', 'hours'] },
  'front-matter-tasks': { unsaid: ['phases', 'gates'] },
  'spec-kit': {
    path: 'specs/001-rocket-alerts/tasks.md',
    id: (_, index) => `T${padded(index)}`,
    unsaid: ['hours', 'gates'],
  },
  kiro: { path: '.kiro/specs/rocket-alerts/tasks.md', unsaid: ['hours', 'gates'] },
  openspec: { path: 'openspec/changes/add-rocket-alerts/tasks.md', unsaid: ['hours', 'gates'] },
  superpowers: {
    path: 'docs/superpowers/plans/2026-03-01-rocket-alerts.md',
    id: (_, index) => String(index),
    unsaid: ['hours', 'gates'],
  },
  bmad: { path: 'docs/stories/4.2.story.md', unsaid: ['hours', 'edges', 'gates'] },
};

/** Formats that have a file for each task, by folder. The last task of a phase has the criteria of the phase. */
const sets: Readonly<Record<string, Spelling>> = {
  'backlog-md': { id: (_, index) => `TASK-${index}`, unsaid: ['phases', 'hours'] },
  taskmd: { id: (_, index) => padded(index), unsaid: ['phases', 'hours'] },
  leanspec: { id: (_, index) => padded(index), unsaid: ['phases', 'hours', 'gates'] },
  stories: { unsaid: ['phases', 'hours'] },
  'task-files': { id: (_, index) => `TASK-${padded(index)}`, unsaid: ['phases'] },
};

/** A plan as `plan.json` writes it. */
interface Model {
  readonly title: string;
  readonly phases: readonly { readonly id: string; readonly title: string; readonly state: State }[];
  readonly tasks: readonly TaskModel[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  readonly criticalPath: readonly string[];
  readonly ready: readonly string[];
  readonly gates: readonly {
    readonly title: string;
    readonly phase: string;
    readonly reached: boolean;
    readonly items: readonly { readonly title: string; readonly state: State }[];
  }[];
}

interface TaskModel {
  readonly id: string;
  readonly title: string;
  readonly state: State;
  readonly phase: string;
  readonly hours: number;
}

/** Compares what plans say with the model, part by part. */
class Comparison {
  readonly #model: Model;
  readonly #spelling: Spelling;

  constructor(model: Model, spelling: Spelling) {
    this.#model = model;
    this.#spelling = spelling;
  }

  says(part: Part): boolean {
    return !this.#spelling.unsaid?.includes(part);
  }

  #id(task: TaskModel, index: number): string {
    return this.#spelling.id?.(task, index + 1) ?? task.id;
  }

  /** Groups of tasks are phases, whether they are headings or tasks over tasks. */
  phases({ phases, tasks }: Plan): void {
    const groups = phases.length > 0 ? phases : tasks.filter(isGroup).map(asPhase);
    expect(groups.map(({ id, title, state }) => ({ id, title, state }))).toEqual(
      this.says('phases') ? this.#model.phases : [],
    );
  }

  tasks(tasks: readonly Task[]): void {
    const found = tasks.map(({ id, title, state, phase, parent, effort }) => ({
      ...(this.says('ids') ? { id } : {}),
      title: title.value,
      state,
      ...(this.says('phases') ? { phase: phase?.id ?? parent?.id } : {}),
      ...(this.says('hours') ? { hours: effort?.least === effort?.most ? effort?.least : effort } : {}),
    }));
    const wanted = this.#model.tasks.map((task, index) => ({
      ...(this.says('ids') ? { id: this.#id(task, index) } : {}),
      title: task.title,
      state: task.state,
      ...(this.says('phases') ? { phase: task.phase } : {}),
      ...(this.says('hours') ? { hours: task.hours } : {}),
    }));
    expect(found).toEqual(wanted);
  }

  edges(edges: readonly Edge[]): void {
    const found = edges.map(({ from, to }) => ({ from: from.title.value, to: to.title.value }));
    expect(sorted(found)).toEqual(this.says('edges') ? sorted(this.#model.edges) : []);
  }

  /** Only a gate that names its phase has the title of the model's, and only in a plan that has phases. */
  gates(gates: readonly Gate[], { named = this.says('phases') } = {}): void {
    const found = gates.map(({ title, scope, reached, items }) => ({
      ...(named ? { title: title.value, phase: scope.kind === 'phase' ? scope.phase.id : scope.kind } : {}),
      ...(named || scope.kind === 'task' ? { reached: reached !== undefined } : {}),
      // Backlog.md counts them.
      items: items.map((item) => ({ title: item.title.value.replace(/^#\d+ /, ''), state: item.state })),
    }));
    const wanted = this.#model.gates.map(({ title, phase, reached, items }, index) => ({
      ...(named ? { title, phase } : {}),
      ...(named || gates[index]?.scope.kind === 'task' ? { reached } : {}),
      items,
    }));
    expect(found).toEqual(this.says('gates') ? wanted : []);
  }
}

function planOf(file: string, path: string, siblings?: readonly { path: string; text: string }[]): Plan {
  const { plan } = readPlan(readFileSync(file, 'utf8'), { path, ...(siblings ? { siblings } : {}) });
  if (!plan) throw new Error(`${file} was not read`);
  return plan;
}

function asPhase({ id = '', title, state }: Task): Pick<Phase, 'id' | 'title' | 'state'> {
  return { id, title: title.value, state };
}

/** Whether a task is over tasks that have no others under them. */
function isGroup({ children }: Task): boolean {
  return children.length > 0 && leaves(children).length === children.length;
}

function leaves(tasks: readonly Task[]): Task[] {
  return tasks.filter(({ children }) => children.length === 0);
}

function titles(tasks: readonly Task[]): string[] {
  return tasks.map((task) => task.title.value);
}

function sorted(edges: Model['edges']): string[] {
  return edges.map(({ from, to }) => `${from} needs ${to}`).toSorted();
}

function leavesNoBoxBehind({ source, boxes }: Plan): void {
  const tokens = source.text.match(/\[[ x~/]\](?= )/g) ?? [];
  expect(boxes.map((box) => source.slice(box.span))).toEqual(tokens);
  for (const { kind } of boxes) expect(['task', 'step', 'gate-item']).toContain(kind);
}

function markdownIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .toSorted();
}

describe.each(readdirSync(fixtures))('%s', (name) => {
  const folder = join(fixtures, name);
  const model = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8')) as Model;
  const dialects = readdirSync(folder).filter((file) => file.endsWith('.md'));

  test('is there in every dialect', () => {
    expect(dialects.map((file) => basename(file, '.md')).toSorted()).toEqual(Object.keys(spellings).toSorted());
  });

  describe.each(dialects)('%s', (file) => {
    const spelling = spellings[basename(file, '.md')] ?? {};
    const like = new Comparison(model, spelling);
    const plan = planOf(join(folder, file), spelling.path ?? `plans/${file}`);

    test('has the phases', () => like.phases(plan));

    test('has the tasks', () => {
      like.tasks(leaves(plan.tasks));
      expect(plan.tasks.map(({ title }) => plan.source.slice(title.span))).toEqual(titles(plan.tasks));
    });

    test('has the edges', () => {
      like.edges(plan.graph.edges);
      expect(plan.graph.unknown).toEqual([]);
      expect(plan.graph.cycles).toEqual([]);
    });

    test.runIf(like.says('edges'))('has the critical path and knows what can start', () => {
      expect(titles(plan.graph.criticalPath.tasks)).toEqual(model.criticalPath);
      expect(titles(leaves(plan.graph.ready))).toEqual(model.ready);
    });

    test('has the gates', () => like.gates(plan.gates));

    test('leaves no box behind', () => leavesNoBoxBehind(plan));
  });

  describe.each(Object.entries(sets))('%s', (set, spelling) => {
    const like = new Comparison(model, spelling);
    const root = join(folder, set);
    const documents = markdownIn(root).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
    const plans = documents
      .map(({ path }) =>
        planOf(
          join(root, path),
          path,
          documents.filter((other) => other.path !== path),
        ),
      )
      .toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
    const files = plans.filter(({ path }) => basename(path ?? '') !== 'README.md' || set === 'leanspec');
    const own = files.map(({ tasks }) => tasks.filter(({ parent }) => parent === undefined));

    function idOf({ tasks }: Plan): string {
      return tasks[0]?.id ?? '';
    }

    test('has the tasks', () => {
      expect(own.map(({ length }) => length)).toEqual(files.map(() => 1));
      like.tasks(own.flat());
    });

    test('has the edges', () => {
      like.edges(files.flatMap(({ graph, set: others }) => [...graph.edges, ...(others?.edges ?? [])]));
      for (const { graph, set: others } of plans) {
        expect(graph.unknown).toEqual([]);
        expect(others?.cycles).toEqual([]);
      }
    });

    test('has the gates', () => {
      like.gates(
        files.flatMap(({ gates }) => gates),
        { named: false },
      );
    });

    test('leaves no box behind', () => plans.forEach(leavesNoBoxBehind));
  });

  describe.each(readdirSync(join(folder, 'translations')))('%s', (file) => {
    const plan = planOf(join(folder, 'translations', file), `plans/${relative(folder, file)}`);
    const named = new Map(plan.tasks.map((task, index) => [task, model.tasks[index]?.title ?? '']));

    test('has the model in other words', () => {
      expect(plan.phases.map(({ id, state }) => ({ id, state }))).toEqual(
        model.phases.map(({ id, state }) => ({ id, state })),
      );
      expect(
        plan.tasks.map(({ id, state, phase, effort }) => ({ id, state, phase: phase?.id, hours: effort?.least })),
      ).toEqual(model.tasks.map(({ title: _, ...task }) => ({ ...task })));
      const edges = plan.graph.edges.map(({ from, to }) => ({
        from: named.get(from) ?? '',
        to: named.get(to) ?? '',
      }));
      expect(sorted(edges)).toEqual(sorted(model.edges));
      expect(plan.graph.unknown).toEqual([]);
      expect(plan.graph.ready.map((task) => named.get(task))).toEqual(model.ready);
      expect(plan.graph.criticalPath.tasks.map((task) => named.get(task))).toEqual(model.criticalPath);
      expect(
        plan.gates.map(({ scope, reached, items }) => ({
          phase: scope.kind === 'phase' ? scope.phase.id : scope.kind,
          reached: reached !== undefined,
          items: items.map(({ state }) => state),
        })),
      ).toEqual(
        model.gates.map(({ phase, reached, items }) => ({
          phase,
          reached,
          items: items.map(({ state }) => state),
        })),
      );
    });

    test('leaves no box behind', () => leavesNoBoxBehind(plan));
  });
});
