import { type Plan, readPlan } from '../../src/index.ts';
import { type Edit, edits } from './edits.ts';

const plain = (text: string) =>
  text
    .replace(/[\s\u00A0]+/g, ' ')
    .replace(/[*_]{1,3}/g, '')
    .toLowerCase();

/** What must not change with an edit without meaning: a line for each thing that was read. */
function linesOf(plan: Plan): string[] {
  const name = ({ id, title }: Plan['tasks'][number]) => plain(id ?? title.value);
  return [
    ...plan.tasks.map((task) => `task ${name(task)} ${task.state}`),
    ...plan.graph.edges.map(({ from, to }) => `edge ${name(from)} > ${name(to)}`).toSorted(),
    ...plan.phases.map(({ name: phase, state, tasks }) => `phase ${plain(phase)} ${state} ${tasks.length}`),
    ...plan.graph.phaseEdges.map(({ from, to }) => `phases ${plain(from.name)} > ${plain(to.name)}`).toSorted(),
    ...plan.gates.map(({ title, kind, scope, items }) =>
      ['gate', plain(title.value), kind, scope.kind, ...items.map(({ state }) => state)].join(' '),
    ),
    ...plan.claims.map((claim) => `claim ${claim.kind} ${plain(claim.value.value)}`).toSorted(),
    `status ${plan.status.state}`,
  ];
}

/** Edits that change a text, all or some of them, each with whether the plan is read as before. */
export function triedEdits(
  text: string,
  { path, some = edits }: { readonly path?: string | undefined; readonly some?: readonly Edit[] } = {},
): { readonly name: string; readonly differences: readonly string[] }[] {
  const options = path === undefined ? {} : { path };
  const before = readPlan(text, options).plan;
  if (!before) return [];
  const lines = linesOf(before);
  return some.flatMap(({ name, apply }) => {
    const edited = apply(text);
    if (edited === text) return [];
    const { plan } = readPlan(edited, options);
    const after = plan ? linesOf(plan) : ['nothing'];
    if (after.join('\n') === lines.join('\n')) return [{ name, differences: [] }];
    const differences = [
      ...lines.filter((line) => !after.includes(line)).map((line) => `- ${line}`),
      ...after.filter((line) => !lines.includes(line)).map((line) => `+ ${line}`),
    ];
    return [{ name, differences: differences.length > 0 ? differences : ['another order'] }];
  });
}

/** The share of edits that changed nothing, for people. */
export function shareOf(right: number, tried: number): string {
  return `${right} of ${tried} edits without meaning leave what is read as it is (${((100 * right) / tried).toFixed(2)} %)`;
}
