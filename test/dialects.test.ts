import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readPlan, type Plan, type State, type Task } from '../src/index.ts';

/*
 * One plan in the spelling of each dialect, and the model that all of them give. What a dialect has no words for is left out of
 * the comparison, and nothing else is.
 */

const fixtures = fileURLToPath(new URL('../fixtures/dialects', import.meta.url));

/** What a dialect has no words for. */
const unsaid: Readonly<Record<string, readonly Part[]>> = {
  heading: [],
  checklist: [],
  labelled: ['ids'],
  table: [],
  'plain-checklist': ['ids', 'hours', 'edges'],
};

type Part = 'ids' | 'hours' | 'edges';

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

function planOf(file: string): Plan {
  const { plan } = readPlan(readFileSync(file, 'utf8'), { path: `plans/${basename(file)}` });
  if (!plan) throw new Error(`${file} was not read`);
  return plan;
}

function titles(tasks: readonly Task[]): string[] {
  return tasks.map((task) => task.title.value);
}

function sorted(edges: Model['edges']): string[] {
  return edges.map(({ from, to }) => `${from} needs ${to}`).toSorted();
}

describe.each(readdirSync(fixtures))('%s', (name) => {
  const folder = join(fixtures, name);
  const model = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8')) as Model;
  const dialects = readdirSync(folder).filter((file) => file.endsWith('.md'));

  test('is there in every dialect', () => {
    expect(dialects.map((file) => basename(file, '.md')).toSorted()).toEqual(Object.keys(unsaid).toSorted());
  });

  describe.each(dialects)('%s', (file) => {
    const plan = planOf(join(folder, file));
    const says = (part: Part) => !unsaid[basename(file, '.md')]?.includes(part);

    test('has the phases', () => {
      expect(plan.phases.map(({ id, title, state }) => ({ id, title, state }))).toEqual(model.phases);
    });

    test('has the tasks', () => {
      const tasks = plan.tasks.map(({ id, title, state, phase, effort }) => ({
        ...(says('ids') ? { id } : {}),
        title: title.value,
        state,
        phase: phase?.id,
        ...(says('hours') ? { hours: effort?.least === effort?.most ? effort?.least : effort } : {}),
      }));
      const wanted = model.tasks.map(({ id, hours, ...rest }) => ({
        ...(says('ids') ? { id } : {}),
        ...rest,
        ...(says('hours') ? { hours } : {}),
      }));
      expect(tasks).toEqual(wanted);
      expect(plan.tasks.map(({ title }) => plan.source.slice(title.span))).toEqual(titles(plan.tasks));
    });

    test('has the edges', () => {
      const edges = plan.graph.edges.map(({ from, to }) => ({ from: from.title.value, to: to.title.value }));
      expect(sorted(edges)).toEqual(says('edges') ? sorted(model.edges) : []);
      expect(plan.graph.unknown).toEqual([]);
      expect(plan.graph.cycles).toEqual([]);
    });

    test.runIf(says('edges'))('has the critical path and knows what can start', () => {
      expect(titles(plan.graph.criticalPath.tasks)).toEqual(model.criticalPath);
      expect(titles(plan.graph.ready)).toEqual(model.ready);
    });

    test('has the gates', () => {
      const gates = plan.gates.map(({ title, scope, reached, items }) => ({
        title: title.value,
        phase: scope.kind === 'phase' ? scope.phase.id : scope.kind,
        reached: reached !== undefined,
        items: items.map((item) => ({ title: item.title.value, state: item.state })),
      }));
      expect(gates).toEqual(model.gates);
    });

    test('leaves no box behind', () => {
      const tokens = plan.source.text.match(/\[[ x~]\](?= )/g) ?? [];
      expect(plan.boxes.map((box) => plan.source.slice(box.span))).toEqual(tokens);
      const kinds = new Set(plan.boxes.map((box) => box.kind));
      for (const kind of kinds) expect(['task', 'step', 'gate-item']).toContain(kind);
    });
  });
});
