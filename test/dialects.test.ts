import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { taskIdOfPath } from '../src/model/document/formats.ts';
import { readPlan, type Edge, type Gate, type Plan, type State, type Task } from '../src/index.ts';

/*
 * One plan in the spelling of each dialect and format, and the model that all of them give. What a spelling has no words for
 * is left out of the comparison, and nothing else is.
 */

const fixtures = fileURLToPath(new URL('../fixtures/dialects', import.meta.url));

type Part = 'ids' | 'titles' | 'hours' | 'edges' | 'phases' | 'gates';

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

/** The same in other languages, one plan by headings and one by tables in each. */
const translation: Spelling = { unsaid: ['titles'] };

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

/** The parts of the model that a spelling has words for, and nothing else. */
interface Said {
  readonly phases: readonly object[];
  readonly tasks: readonly object[];
  /** By the places of tasks in the model. */
  readonly edges: readonly string[];
  readonly gates: readonly object[];
}

function wantedOf(model: Model, spelling: Spelling): Said {
  const says = (part: Part) => !spelling.unsaid?.includes(part);
  const place = new Map(model.tasks.map(({ title }, index) => [title, index]));
  return {
    phases: says('phases') ? model.phases.map((phase) => only(phase, { title: says('titles') })) : [],
    tasks: model.tasks.map((task, index) =>
      only(
        { ...task, id: spelling.id?.(task, index + 1) ?? task.id },
        { id: says('ids'), title: says('titles'), phase: says('phases'), hours: says('hours') },
      ),
    ),
    edges: says('edges')
      ? model.edges.map(({ from, to }) => `${place.get(from)} needs ${place.get(to)}`).toSorted()
      : [],
    gates: says('gates')
      ? model.gates.map(({ items, ...gate }) => ({
          ...only(gate, { title: says('phases') && says('titles'), phase: says('phases'), reached: says('phases') }),
          items: items.map((item) => only(item, { title: says('titles') })),
        }))
      : [],
  };
}

function saidIn(
  { tasks, edges, gates, phases }: Pick<Plan, 'tasks' | 'gates' | 'phases'> & { readonly edges: readonly Edge[] },
  spelling: Spelling,
): Said {
  const says = (part: Part) => !spelling.unsaid?.includes(part);
  const own = leaves(tasks);
  const place = (task: Task) => own.findIndex(({ key }) => key === task.key);
  // Groups of tasks are phases, whether they are headings or tasks over tasks.
  const groups = phases.length > 0 ? phases : tasks.filter(isGroup);
  return {
    phases: groups.map(({ id, title, state }) =>
      only({ id, title: typeof title === 'string' ? title : title.value, state }, { title: says('titles') }),
    ),
    tasks: own.map(({ id, title, state, phase, parent, effort }) => {
      const hours = effort?.least === effort?.most ? effort?.least : effort;
      const said = { id, title: title.value, state, phase: phase?.id ?? parent?.id, hours };
      return only(said, { id: says('ids'), title: says('titles'), phase: says('phases'), hours: says('hours') });
    }),
    edges: edges.map(({ from, to }) => `${place(from)} needs ${place(to)}`).toSorted(),
    gates: gates.map((gate) => ({
      ...only(gateOf(gate), {
        title: says('phases') && says('titles'),
        phase: says('phases'),
        reached: says('phases'),
      }),
      // Backlog.md counts the items.
      items: gate.items.map(({ title, state }) =>
        only({ title: title.value.replace(/^#\d+ /, ''), state }, { title: says('titles') }),
      ),
    })),
  };
}

function gateOf({ title, scope, reached }: Gate) {
  const phase = scope.kind === 'phase' ? scope.phase.id : scope.kind;
  return { title: title.value, phase, reached: reached !== undefined };
}

/** An object without the entries that are said to be left out. */
function only<T extends object>(entries: T, kept: Partial<Record<keyof T, boolean>>): Partial<T> {
  return Object.fromEntries(Object.entries(entries).filter(([key]) => kept[key as keyof T] !== false)) as Partial<T>;
}

function planOf(file: string, path: string, siblings?: readonly { path: string; text: string }[]): Plan {
  const { plan } = readPlan(readFileSync(file, 'utf8'), { path, ...(siblings ? { siblings } : {}) });
  if (!plan) throw new Error(`${file} was not read`);
  return plan;
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

/** The boxes that a reader sees, and those that the plan knows as work or as a gate. */
function boxesOf({ source, boxes }: Plan) {
  const known = boxes.filter(({ kind }) => kind === 'task' || kind === 'step' || kind === 'gate-item');
  return {
    seen: [...source.text.matchAll(/\[[ x~/]\](?= )/g)].map(({ index }) => index),
    known: known.map(({ span }) => span.start),
  };
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
  const translations = readdirSync(join(folder, 'translations')).map((file) => `translations/${file}`);

  test('is there in every dialect', () => {
    expect(dialects.map((file) => basename(file, '.md')).toSorted()).toEqual(Object.keys(spellings).toSorted());
  });

  describe.each([...dialects, ...translations])('%s', (file) => {
    const spelling = spellings[basename(file, '.md')] ?? translation;
    const plan = planOf(join(folder, file), spelling.path ?? `plans/${file}`);
    const wanted = wantedOf(model, spelling);
    const said = saidIn({ ...plan, edges: plan.graph.edges }, spelling);
    const called = new Map(leaves(plan.tasks).map((task, index) => [task, model.tasks[index]?.title]));
    const named = (tasks: readonly Task[]) => leaves(tasks).map((task) => called.get(task));

    test('has the phases', () => {
      expect(said.phases).toEqual(wanted.phases);
    });

    test('has the tasks', () => {
      expect(said.tasks).toEqual(wanted.tasks);
      expect(plan.tasks.map(({ title }) => plan.source.slice(title.span))).toEqual(titles(plan.tasks));
    });

    test('has the edges', () => {
      expect(said.edges).toEqual(wanted.edges);
      expect(plan.graph.unknown).toEqual([]);
      expect(plan.graph.cycles).toEqual([]);
    });

    test.runIf(wanted.edges.length > 0)('has the critical path and knows what can start', () => {
      expect(named(plan.graph.criticalPath.tasks)).toEqual(model.criticalPath);
      expect(named(plan.graph.ready)).toEqual(model.ready);
    });

    test('has the gates', () => {
      expect(said.gates).toEqual(wanted.gates);
    });

    test('leaves no box behind', () => {
      const { seen, known } = boxesOf(plan);
      expect(known).toEqual(seen);
    });
  });

  describe.each(Object.entries(sets))('%s', (set, spelling) => {
    const root = join(folder, set);
    const paths = markdownIn(root);
    const documents = paths.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
    const plans = paths.map((path) =>
      planOf(
        join(root, path),
        path,
        documents.filter((other) => other.path !== path),
      ),
    );
    // What lists the tasks again is no task.
    const files = plans
      .filter(({ path = '' }) => taskIdOfPath(path) !== undefined)
      .map((plan) => ({ plan, own: plan.tasks.filter(({ parent }) => parent === undefined) }))
      .toSorted((a, b) => (idOf(a.own) < idOf(b.own) ? -1 : 1));
    const wanted = wantedOf(model, spelling);
    const said = saidIn(
      {
        phases: [],
        tasks: files.flatMap(({ own }) => own.map((task) => ({ ...task, children: [] }))),
        edges: files.flatMap(({ plan }) => [...plan.graph.edges, ...(plan.set?.edges ?? [])]),
        gates: files.flatMap(({ plan }) => plan.gates),
      },
      spelling,
    );

    function idOf([task]: readonly Task[]): string {
      return task?.id ?? '';
    }

    test('has a file for each task', () => {
      expect(files.map(({ own }) => own.length)).toEqual(model.tasks.map(() => 1));
      expect(said.tasks).toEqual(wanted.tasks);
    });

    test('has the edges', () => {
      expect(said.edges).toEqual(wanted.edges);
      expect(plans.flatMap(({ graph }) => graph.unknown)).toEqual([]);
      expect(plans.flatMap((plan) => plan.set?.cycles)).toEqual([]);
    });

    test('knows what can start', () => {
      const ready = files.flatMap(({ plan, own }) => plan.graph.ready.filter((task) => own.includes(task)));
      expect(titles(ready)).toEqual(model.ready);
    });

    test('has the gates', () => {
      expect(said.gates).toEqual(wanted.gates);
      // The criteria of a task are to be met when it is done.
      const gates = files.flatMap(({ plan }) => plan.gates);
      expect(gates.map(({ scope }) => scope.kind)).toEqual(gates.map(() => 'task'));
      expect(gates.map(({ reached }) => reached !== undefined)).toEqual(
        wanted.gates.map((_, index) => model.gates[index]?.reached),
      );
    });

    test('leaves no box behind', () => {
      const boxes = plans.map(boxesOf);
      expect(boxes.map(({ known }) => known)).toEqual(boxes.map(({ seen }) => seen));
    });
  });
});

describe('numbers before their word', () => {
  const phasesOf = (text: string) => readPlan(text).plan?.graph.phaseEdges.map(({ from, to }) => [from.name, to.name]);

  test.each([
    ['## 第一阶段：甲\n\n- [ ] a\n\n## 第二阶段：乙\n\n**依赖**：阶段 1\n\n- [ ] b\n', '第二阶段', '第一阶段'],
    [
      '## 第1フェーズ：甲\n\n- [ ] a\n\n## 第2フェーズ\n\n**依存**：第1フェーズ\n\n- [ ] b\n',
      '第2フェーズ',
      '第1フェーズ',
    ],
    ['## 1단계: 갑\n\n- [ ] a\n\n## 2단계: 을\n\n**의존성**: 1단계 완료\n\n- [ ] b\n', '2단계', '1단계'],
    ['## 第十一周\n\n- [ ] a\n\n## 第十二周\n\n**依赖**：第11周\n\n- [ ] b\n', '第十二周', '第十一周'],
  ])('%s', (text, from, to) => {
    expect(phasesOf(text)).toEqual([[from, to]]);
  });

  test('are part of a sentence otherwise', () => {
    const { plan } = readPlan('## 第三方服务\n\n- [ ] a\n\n## 2 단계를 나누는 이유\n\n- [ ] b\n');
    expect(plan?.phases).toEqual([]);
  });
});
