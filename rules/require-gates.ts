import { defineRule, flag, quote, suggestLines, type Fix, type MissingGate, type Plan } from '../src/rule.ts';

/** Without a gate nobody can say when a phase is finished. */
export default defineRule({
  id: 'require-gates',
  description: 'Require a gate for each phase where the template gives them one, or for the plan',
  category: 'gates',
  recommended: false,
  strict: 'warning',
  drafts: 'warning',
  fixable: 'suggest',
  asks: 'content',
  options: { plan: flag('Whether a plan needs at least one gate, whatever its template.', false) },
  messages: {
    phase: ({ phase, title, template }: { phase: string; title: string; template: string }) =>
      `${phase} has no gate; the template \`${template}\` has ${quote(title)}`,
    plan: () => 'The plan has no gate',
  },
  *check(plan, { options, problem }) {
    for (const missing of plan.missingGates) {
      const { phase, title, certainty } = missing;
      if (phase.state === 'done') continue;
      const data = { phase: phase.name, title, template: plan.template?.name ?? '' };
      yield problem(phase.section.titleSpan, 'phase', data, { certainty, fixes: insertion(plan, missing) });
    }
    if (options.plan && plan.gates.length === 0 && plan.missingGates.length === 0 && plan.tasks.length > 0) {
      yield problem((plan.sections[0] ?? plan.root).titleSpan, 'plan', {});
    }
  },
});

/** The heading with one criterion to be written: planvet cannot know what it is. */
function insertion({ source }: Plan, { title, depth, insertAt }: MissingGate): Fix[] {
  if (insertAt === undefined) return [];
  const lines = [`${'#'.repeat(depth)} ${title}`, '', '- [ ] [Criterion]'];
  return [suggestLines(`Insert \`${title}\``, source, insertAt, lines)];
}
