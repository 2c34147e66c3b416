import { defineRule, quote, type Edge, type Fix, type Plan, type Task } from '../src/rule.ts';

/** A dependency that others imply says nothing, and hides the ones that matter. */
export default defineRule({
  id: 'no-redundant-dependency',
  description: 'Disallow dependencies that the others already imply',
  category: 'dependencies',
  recommended: false,
  strict: 'warning',
  drafts: 'warning',
  fixable: 'suggest',
  options: {},
  messages: {
    implied: ({ task, need, through }: { task: string; need: string; through: string }) =>
      `${quote(task)} needs ${quote(need)} already, by way of ${quote(through)}`,
  },
  *check(plan, { problem }) {
    for (const edge of plan.graph.redundant) {
      const { from, to, via, reference } = edge;
      if (
        via !== 'id' ||
        isSoft(plan, edge) ||
        reference.direction !== 'needs' ||
        from.state === 'done' ||
        from.state === 'dropped' ||
        to.state === 'done'
      )
        continue;
      const way = wayTo(plan, edge);
      const [through] = way;
      if (!through) continue;
      const related = way.map((step) => ({
        span: step.reference.span,
        message: `${quote(step.from.name)} needs ${quote(step.to.name)}`,
      }));
      const data = {
        task: plan.nameAt(from, reference.span),
        need: plan.nameAt(to, reference.span),
        through: plan.nameAt(through.to, through.reference.span),
      };
      yield problem(reference.span, 'implied', data, { related, fixes: removal(plan, edge) });
    }
  },
});

/** The shortest other way from a task to what it needs. A need that is only recommended leads nowhere. */
function wayTo(plan: Plan, { from, to }: Edge): Edge[] {
  const firm = (task: Task) => plan.graph.needs(task).filter((edge) => !isSoft(plan, edge));
  const reached = new Map<Task, Edge[]>();
  for (const edge of firm(from)) if (edge.to !== to) reached.set(edge.to, [edge]);
  for (const [task, way] of reached) {
    if (task === to) return way;
    for (const edge of firm(task)) if (!reached.has(edge.to)) reached.set(edge.to, [...way, edge]);
  }
  return [];
}

const SOFT =
  /^[*_`\s]*\([^()]*\b(?:recommended|optional|optionally|preferred|preferably|ideally|soft|nice to have|if)\b/i;

/** `Task 1 (recommended)` */
function isSoft({ source }: Plan, { reference: { span } }: Edge): boolean {
  return SOFT.test(source.text.slice(span.end, source.lineSpan(source.lineAt(span.end)).end));
}

function removal(plan: Plan, edge: Edge): Fix[] {
  const edits = plan.removalOf(edge);
  return edits ? [{ title: `Remove ${quote(plan.nameAt(edge.to, edge.reference.span))}`, safe: false, edits }] : [];
}
