import { defineRule, quote, quoteValue, type Plan, type Span } from '../src/rule.ts';

/** Work that has started on an open question has answered it by accident. */
export default defineRule({
  id: 'no-unresolved-question',
  description: 'Disallow questions that are still open when work has started, and `NEEDS CLARIFICATION`',
  category: 'placeholders',
  recommended: 'warning',
  strict: 'warning',
  drafts: 'warning',
  fixable: null,
  options: {},
  messages: {
    marker: ({ text }: { text: string }) => `${quote(text)} is not answered yet`,
    box: ({ text, started }: { text: string; started: string }) => `${quote(text)} is still open, but ${started}`,
  },
  *check(plan, { problem }) {
    const start = started(plan);
    for (const { span, text, kind } of plan.questions) {
      if (kind === 'marker') yield problem(span, 'marker', { text });
      else if (start) {
        const related = [{ span: start.span, message: 'work has started here' }];
        yield problem(span, 'box', { text, started: start.because }, { related });
      }
    }
  },
});

/** The first sign that somebody has begun to work. */
function started(plan: Plan): { because: string; span: Span } | undefined {
  for (const task of plan.tasks) {
    if (task.state === 'done') return { because: `${quote(task.name, 40)} is done`, span: task.nameSpan };
    if (task.state === 'in-progress') return { because: `${quote(task.name, 40)} is in progress`, span: task.nameSpan };
    const step = task.steps.find(({ state }) => state === 'done' || state === 'in-progress');
    if (step) return { because: `${quote(task.name, 40)} has begun`, span: step.title.span };
  }
  const { state, stated } = plan.status;
  if (!stated || (state !== 'done' && state !== 'in-progress')) return undefined;
  return { because: `the plan says ${quoteValue(stated.value, 40)}`, span: stated.span };
}
