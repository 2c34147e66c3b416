import { defineRule } from '../src/rule.ts';

/** Two requirements of one id make every reference to it a guess. */
export default defineRule({
  id: 'no-duplicate-requirement',
  description: 'Disallow one id for two requirements',
  category: 'traceability',
  recommended: 'error',
  strict: 'error',
  drafts: 'error',
  fixable: null,
  options: {},
  messages: {
    id: ({ name, title }: { name: string; title: string }) =>
      `\`${name}\` is already the id of ${title === '' ? 'another requirement' : `\`${title}\``}`,
    title: ({ name }: { name: string }) => `The requirement \`${name}\` is in this document twice`,
  },
  *check(plan, { problem }) {
    for (const { first, second, certainty } of plan.duplicateRequirements) {
      const { name, id, nameSpan } = second;
      const related = [{ span: first.nameSpan, message: `\`${first.name}\` is defined here first` }];
      if (id === undefined) yield problem(nameSpan, 'title', { name }, { certainty, related });
      else yield problem(nameSpan, 'id', { name, title: shortened(first.title.value) }, { certainty, related });
    }
  },
});

function shortened(title: string): string {
  return title.length > 60 ? `${title.slice(0, 57).trimEnd()}...` : title;
}
