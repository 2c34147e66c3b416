import { defineRule, factAt, quote } from '../src/rule.ts';

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
    id: ({ name, title, line }: { name: string; title: string; line: number }) =>
      `\`${name}\` is already the id of ${title === '' ? 'another requirement' : quote(title)} in line ${line}`,
    title: ({ name, line }: { name: string; line: number }) =>
      `The requirement ${quote(name)} is in line ${line} already`,
  },
  *check(plan, { problem }) {
    for (const { first, second, certainty } of plan.duplicateRequirements) {
      const { name, id, nameSpan } = second;
      const related = [{ span: first.nameSpan, message: `${quote(first.name)} is defined here first` }];
      const facts = [factAt('duplicate', second.section.titleSpan.start)];
      const line = plan.source.lineAt(first.nameSpan.start);
      if (id === undefined) yield problem(nameSpan, 'title', { name, line }, { certainty, related, facts });
      else yield problem(nameSpan, 'id', { name, title: first.title.value, line }, { certainty, related, facts });
    }
  },
});
