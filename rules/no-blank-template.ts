import { defineRule } from '../src/rule.ts';

/** A copied template is not a plan yet; one finding says so better than one for each of its gaps. */
export default defineRule({
  id: 'no-blank-template',
  description: 'Disallow plans that are still their template',
  category: 'placeholders',
  recommended: 'error',
  strict: 'error',
  drafts: 'warning',
  fixable: null,
  asks: 'content',
  options: {},
  messages: {
    template: ({ template, left, of }: { template: string; left: number; of: number }) =>
      `This is still the template \`${template}\`: ${left === of ? `all ${of} placeholders` : `${left} of its ${of} placeholders`} are left`,
    shape: ({ left }: { left: number }) => `This is still a template: all its ${left} placeholders are left`,
  },
  *check(plan, { problem }) {
    if (!plan.blank) return;
    const { left, of } = plan.blank;
    const title = plan.sections[0]?.titleSpan ?? plan.root.titleSpan;
    if (plan.template) yield problem(title, 'template', { template: plan.template.name, left, of });
    else yield problem(title, 'shape', { left });
  },
});
