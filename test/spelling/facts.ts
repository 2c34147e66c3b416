import { type Plan, readPlan } from '../../src/index.ts';
import { saysEffort } from './carriers.ts';
import type { Spelling } from './choices.ts';
import { namingOf } from './names.ts';
import { plans } from './plans.ts';
import { gateItems, progressOf, render } from './render.ts';

/** What is compared of a plan, as lines. */
export interface Facts {
  readonly tasks: readonly string[];
  readonly states: readonly string[];
  readonly edges: readonly string[];
  readonly efforts: readonly string[];
  readonly phases: readonly string[];
  readonly gates: readonly string[];
  readonly claims: readonly string[];
}

/** What a plan in a spelling has to be read as. */
export function factsOf(spelling: Spelling): Facts {
  const plan = plans[spelling.plan];
  const naming = namingOf(spelling, plan);
  const { ids } = naming;
  const tasks = plan.groups.flat();
  const { done, total, percent } = progressOf(plan);
  // A strike says that a task is dropped, and nothing of the others.
  const stateOf = (state: string) => (spelling.state === 'strike' ? (state === 'done' ? 'dropped' : 'unknown') : state);
  // A range means what is left of its tasks.
  const isRange = (needs: readonly number[]) =>
    spelling.reference === 'range' && needs.length > 1 && (needs.at(-1) ?? 0) - (needs[0] ?? 0) === needs.length - 1;
  const needsOf = (needs: readonly number[]) =>
    spelling.state === 'strike' && isRange(needs) ? needs.filter((need) => tasks[need]?.state !== 'done') : needs;
  return {
    tasks: tasks.map((_task, at) => ids[at] ?? ''),
    states: tasks.map(({ state }, at) => `${ids[at]} ${stateOf(state)}`),
    edges: tasks.flatMap(({ needs }, at) => needsOf(needs).map((need) => `${ids[at]} > ${ids[need]}`)).toSorted(),
    efforts: saysEffort(naming) ? tasks.map(({ hours }, at) => `${ids[at]} ${hours}`) : [],
    phases: plan.phased ? plan.groups.map((_group, at) => String(at + 1)) : [],
    gates:
      spelling.gate === 'none'
        ? []
        : plan.groups.map((group, at) =>
            [`phase ${at + 1}`, ...gateItems(group).map((ticked) => (ticked ? 'done' : 'open'))].join(' '),
          ),
    claims: { none: [], total: [`task-count ${total}`], progress: [`progress ${done}/${total} ${percent}%`] }[
      spelling.claim
    ],
  };
}

/** What a plan was read as. */
function factsRead(plan: Plan): Facts {
  const name = ({ id, title }: Plan['tasks'][number]) => id ?? `"${title.value}"`;
  const edges = plan.graph.edges.filter(({ via }) => via !== 'phase');
  return {
    tasks: plan.tasks.map(name),
    states: plan.tasks.map((task) => `${name(task)} ${task.state}`),
    edges: [...new Set(edges.map(({ from, to }) => `${name(from)} > ${name(to)}`))].toSorted(),
    efforts: plan.tasks.flatMap((task) => (task.effort ? [`${name(task)} ${task.effort.least}`] : [])),
    phases: plan.phases.map(({ id }) => id),
    gates: plan.gates.map(({ scope, items }) =>
      [
        scope.kind === 'phase'
          ? `phase ${scope.phase.id}`
          : scope.kind === 'task'
            ? `task ${name(scope.task)}`
            : 'plan',
        ...items.map(({ state }) => state),
      ].join(' '),
    ),
    claims: plan.claims.map((claim) => {
      if (claim.kind === 'task-count') return `task-count ${claim.stated.value}`;
      if (claim.kind !== 'progress') return claim.kind;
      return `progress ${claim.done?.value}/${claim.total?.value} ${claim.percent?.value}%`;
    }),
  };
}

/** A fact that a spelling is not read with. */
export interface Miss {
  readonly fact: keyof Facts;
  readonly missing: readonly string[];
  readonly extra: readonly string[];
}

/** The facts that a spelling is not read with; none where it is read right. */
export function missesOf(spelling: Spelling): Miss[] {
  const { plan } = readPlan(render(spelling));
  const wanted = factsOf(spelling);
  if (!plan) return [{ fact: 'tasks', missing: wanted.tasks, extra: [] }];
  const actual = factsRead(plan);
  return (Object.keys(wanted) as (keyof Facts)[]).flatMap((fact) => {
    if (wanted[fact].join('\n') === actual[fact].join('\n')) return [];
    return [
      {
        fact,
        missing: wanted[fact].filter((entry) => !actual[fact].includes(entry)),
        extra: actual[fact].filter((entry) => !wanted[fact].includes(entry)),
      },
    ];
  });
}
