import type { Finding } from '../engine/finding.ts';
import type { Gate } from '../model/plan/gate.ts';
import type { Plan } from '../model/plan/plan.ts';
import type { State } from '../model/plan/state.ts';
import type { Task } from '../model/plan/task.ts';
import type { Span } from '../text.ts';
import { claimTruth } from './claim-truth.ts';
import { lineOf, lineRanges, brief, stateCounts, stateName, states } from './show-words.ts';
import { counted } from './tally.ts';

/** States as a list shows them, so that tasks can be scanned by eye. */
const signs: Readonly<Record<State, string>> = {
  open: '[ ]',
  done: '[x]',
  'in-progress': '[/]',
  dropped: '[-]',
  blocked: '[!]',
  unknown: ' ?',
};

/** The phases with what is done in them. */
export function phaseRows(plan: Plan): string[][] {
  return plan.phases.map(({ name, title, tasks, state, section }) => [
    lineOf(plan, section.headingSpan),
    title === '' || title === name ? name : `${name}: ${brief(title)}`,
    stateName(state),
    states(tasks),
  ]);
}

/** Tasks with state, id, title and the rest of what is known. */
export function taskRows(plan: Plan, tasks: readonly Task[]): string[][] {
  return tasks.map((task) => [
    lineOf(plan, task.nameSpan),
    signs[task.state],
    task.id ?? '',
    `${'  '.repeat(depth(task))}${brief(task.title.value)}`,
    about(plan, task),
  ]);
}

function depth({ parent }: Task): number {
  return parent ? depth(parent) + 1 : 0;
}

function about({ graph }: Plan, task: Task): string {
  const needs = graph.needs(task).map(({ to }) => brief(to.id ?? to.name));
  const done = task.steps.filter((step) => step.state === 'done').length;
  const steps = `${counted(task.steps.length, 'step')}${done > 0 ? ` (${done} done)` : ''}`;
  return [
    task.state === 'open' || task.state === 'done' ? '' : stateName(task.state),
    task.dialect,
    task.phase ? `in ${task.phase.name}` : '',
    task.steps.length > 0 ? steps : '',
    task.effort?.text ?? '',
    task.optional ? 'optional' : '',
    task.parallel ? 'parallel' : '',
    needs.length > 0 ? `needs ${needs.join(', ')}` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** Who needs whom, and by which words. */
export function edgeRows({ graph, set, source }: Plan): string[][] {
  const abroad = new Map((set?.edges ?? []).map((edge) => [edge.reference, set?.documentOf(edge.to)?.path]));
  const edges = [
    ...graph.edges,
    ...(set?.edges ?? []),
    ...graph.phaseEdges.map((edge) => ({ ...edge, via: 'phase' as const })),
  ];
  return edges
    .toSorted((a, b) => a.reference.span.start - b.reference.span.start)
    .map(({ from, to, via, reference }) => [
      String(source.lineAt(reference.span.start)).padStart(5),
      `${brief(from.name)} needs ${brief(to.name)}`,
      abroad.has(reference)
        ? `in ${abroad.get(reference) ?? 'another document'}`
        : via === 'id'
          ? ''
          : `by ${via}: ${brief(reference.text)}`,
    ]);
}

/** What dependency fields name besides tasks. */
export function otherRows(plan: Plan): string[][] {
  return plan.references
    .filter(({ kind }) => kind === 'external' || kind === 'unknown' || kind === 'placeholder')
    .map(({ kind, text, span, owner }) => [lineOf(plan, span), kind, brief(text), `for ${brief(owner.name)}`]);
}

/** Requirements with their criteria, and how often this plan names them. */
export function requirementRows(plan: Plan): string[][] {
  const { requirements, requirementReferences } = plan;
  return requirements.map((requirement) => {
    const named = requirementReferences.filter(({ targets }) => targets.includes(requirement)).length;
    return [
      lineOf(plan, requirement.nameSpan),
      requirement.kind,
      requirement.name,
      brief(requirement.title.value),
      named > 0 ? `named ${named === 1 ? 'once' : `${named} times`}` : '',
    ];
  });
}

/** What names requirements, and where those are defined. */
export function citationRows(plan: Plan): string[][] {
  return plan.requirementReferences.map(({ text, span, kind, targets, owner }) => [
    lineOf(plan, span),
    brief(text),
    kind === 'unknown' || kind === 'external' ? kind : '',
    targets[0] && targets[0].path !== plan.path ? `in ${targets[0].path}` : '',
    owner ? `for ${brief(owner.name)}` : '',
  ]);
}

/** Gates with what they stand behind and whether that is reached, and why. */
export function gateRows(plan: Plan): string[][] {
  return plan.gates.map((gate) => {
    const done = gate.items.filter((item) => item.state === 'done').length;
    const { reached } = gate;
    const lines = linesOf(
      plan,
      gate.items.map(({ box }) => box),
    );
    const likely = reached?.certainty === 'likely' ? ' (likely)' : '';
    return [
      lineOf(plan, gate.title.span),
      brief(gate.title.value),
      `${gate.kind}, for ${scopeName(gate)}`,
      `${done} of ${gate.items.length} ticked${gate.items.length > 0 ? `, ${lines}` : ''}`,
      reached ? `reached: ${reached.because}${likely}` : 'not reached',
    ];
  });
}

function scopeName({ scope }: Gate): string {
  if (scope.kind === 'plan') return 'the plan';
  return scope.kind === 'phase' ? scope.phase.name : brief(scope.task.name);
}

/** Claims and whether they hold. */
export function claimRows(plan: Plan, findings: readonly Finding[]): string[][] {
  const claims = plan.claims.map((claim) => {
    const { against, truth } = claimTruth(claim, findings);
    const holds = truth === undefined ? 'unknown: nothing to measure it by' : `holds: ${truth}`;
    const said = `${brief(claim.label.value)}: ${brief(claim.value.value)}`;
    return { span: claim.value.span, said, truth: against === undefined ? holds : `wrong: ${against}` };
  });
  const done = plan.doneClaims.map(({ name, mark, open }) => {
    const truth = open.length > 0 ? `wrong: ${open.length} open inside` : 'holds';
    return { span: mark.span, said: `${brief(name)}: ${brief(mark.value)}`, truth };
  });
  return [...claims, ...done]
    .toSorted((a, b) => a.span.start - b.span.start)
    .map(({ span, said, truth }) => [lineOf(plan, span), said, truth]);
}

/** Checkboxes by what they are there for. */
export function boxRows(plan: Plan): string[][] {
  const kinds = [...new Set(plan.boxes.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const boxes = plan.boxes.filter((box) => box.kind === kind);
    return [String(boxes.length).padStart(5), kind, stateCounts(boxes), linesOf(plan, boxes)];
  });
}

/** What still has to be filled in, decided or answered. */
export function gapRows(plan: Plan): string[][] {
  const { placeholders, menus, templateTexts, questions } = plan;
  const gaps: [string, readonly { readonly span: Span }[]][] = [
    ['placeholders', placeholders.filter(({ certainty }) => certainty === 'certain')],
    ['likely placeholders', placeholders.filter(({ certainty }) => certainty === 'likely')],
    ['choices', menus],
    ['sentences of the template', templateTexts],
    ['questions', questions],
  ];
  return gaps
    .filter(([, things]) => things.length > 0)
    .map(([what, things]) => [String(things.length).padStart(5), what, linesOf(plan, things)]);
}

function linesOf(plan: Plan, things: readonly { readonly span: Span }[]): string {
  const ranges = lineRanges(
    plan,
    things.map(({ span }) => span),
  );
  return `line${/\D/.test(ranges) ? 's' : ''} ${ranges}`;
}
