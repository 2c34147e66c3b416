import { defineRule, quote } from '../src/rule.ts';

/** Who reads many plans of one kind looks for things where they always are. */
export default defineRule({
  id: 'require-section-order',
  description: 'Require sections in the order of the template',
  category: 'sections',
  recommended: false,
  strict: 'warning',
  drafts: 'warning',
  fixable: null,
  options: {},
  messages: {
    misplaced: ({ title, wrongly, other, template }: Misplaced) =>
      `${quote(title)} comes ${wrongly} ${quote(other)}, but ${wrongly === 'before' ? 'after' : 'before'} it in the template \`${template}\``,
  },
  *check({ misplacedSections }, { problem }) {
    for (const { section, wrongly, other, template, certainty } of misplacedSections) {
      const related = [{ span: other.titleSpan, message: `${quote(other.title)} is here` }];
      const data = { title: section.title, wrongly, other: other.title, template };
      yield problem(section.titleSpan, 'misplaced', data, { certainty, related });
    }
  },
});

interface Misplaced {
  readonly title: string;
  readonly wrongly: 'before' | 'after';
  readonly other: string;
  readonly template: string;
}
