import {
  defineRule,
  factAt,
  quote,
  type Edge,
  type Phase,
  type Plan,
  type Reference,
  type State,
  type Task,
} from '../src/rule.ts';

/** A plan is carried out from top to bottom; what needs something further down cannot be begun when its turn comes. */
export default defineRule({
  id: 'no-forward-dependency',
  description: 'Disallow dependencies on tasks of a later phase, or on later tasks where the order is the dependency',
  category: 'dependencies',
  recommended: false,
  strict: 'warning',
  drafts: 'warning',
  fixable: null,
  options: {},
  messages: {
    phase: ({ task, need, phase, later }: { task: string; need: string; phase: string; later: string }) =>
      `${quote(task)} of ${phase} needs ${quote(need)} of ${later}, which comes later`,
    order: ({ task, need }: { task: string; need: string }) =>
      `${quote(task)} needs ${quote(need)}, which comes after it`,
    phases: ({ phase, later }: { phase: string; later: string }) => `${phase} needs ${later}, which comes later`,
  },
  *check(plan, { problem }) {
    const told = new Set<Reference>();
    for (const { from, to, via, reference } of plan.graph.edges) {
      if (told.has(reference) || isOver(from) || isOver(to)) continue;
      const [phase, later] = [from.phase, to.phase];
      const forward = phase !== undefined && later !== undefined && comesBefore(phase, later);
      if (!forward && !(plan.orderIsDependency && comesAfter(to, from))) continue;
      told.add(reference);
      const details = {
        certainty: via === 'id' && !reference.inferred ? ('certain' as const) : ('likely' as const),
        related: [{ span: to.nameSpan, message: `${quote(to.name)} is declared here` }],
        facts: onCycle(plan, { from, to }) ? [factAt('cycle', from.nameSpan.start)] : [],
      };
      const names = { task: plan.nameAt(from, reference.span), need: plan.nameAt(to, reference.span) };
      if (forward) yield problem(reference.span, 'phase', { ...names, phase: phase.name, later: later.name }, details);
      else yield problem(reference.span, 'order', names, details);
    }
    for (const { from, to, reference } of plan.graph.phaseEdges) {
      if (told.has(reference) || isOver(from) || isOver(to) || !comesBefore(from, to)) continue;
      const mutual = plan.graph.phaseEdges.some((edge) => edge.from === to && edge.to === from);
      if (mutual) continue;
      told.add(reference);
      const related = [{ span: to.section.titleSpan, message: `${to.name} begins here` }];
      yield problem(reference.span, 'phases', { phase: from.name, later: to.name }, { related });
    }
  },
});

/** What is done needs nothing any more, and holds nothing back. */
function isOver({ state }: { readonly state: State }): boolean {
  return state === 'done' || state === 'dropped';
}

/** A phase inside another one is no later one, and numbers that run against the text leave the order open. */
function comesBefore(phase: Phase, later: Phase): boolean {
  const inside = later.section.span.start < phase.section.span.end;
  const numbers = [Number(phase.id), Number(later.id)] as const;
  return phase.index < later.index && !inside && !(numbers[0] >= numbers[1]);
}

/** Behind it in the text, and neither around it nor inside it. Prerequisites stand where they like. */
function comesAfter(need: Task, task: Task): boolean {
  return need.kind === 'task' && need.span.start >= task.span.end;
}

/** A forward reference that closes a cycle is reported as the cycle; order alone closes none. */
function onCycle({ graph }: Plan, { from, to }: Pick<Edge, 'from' | 'to'>): boolean {
  return graph.cycles.some(({ tasks }) => tasks.includes(from) && tasks.includes(to));
}
