import { defineRule, quote, strings } from '../src/rule.ts';

/** A placeholder is a question that the template asked and the plan has not answered. */
export default defineRule({
  id: 'no-placeholder',
  description: 'Disallow placeholders that nobody filled in',
  category: 'placeholders',
  recommended: 'error',
  strict: 'error',
  drafts: 'warning',
  fixable: null,
  options: {
    allow: strings('Texts, brackets included, that are no placeholders in these plans'),
  },
  messages: {
    left: ({ text, template }: { text: string; template: string | undefined }) =>
      `${quote(text)} is still ${template ? `as in the template \`${template}\`` : 'a placeholder'}`,
    block: ({ text, template, more }: { text: string; template: string; more: number }) =>
      `${quote(text)} and ${more} more of this block are still as in the template \`${template}\``,
  },
  *check(plan, { options, problem }) {
    for (const { span, text, certainty, fromTemplate, others = [] } of plan.placeholders) {
      if (options.allow.includes(text)) continue;
      const template = fromTemplate ? plan.template?.name : undefined;
      if (template !== undefined && others.length > 0)
        yield problem(span, 'block', { text, template, more: others.length }, { certainty });
      else yield problem(span, 'left', { text, template }, { certainty });
    }
  },
});
