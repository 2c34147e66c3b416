import { defineRule, safeFix, suggest } from '../src/rule.ts';

/** Text that was decoded with the wrong charset loses signs that carry meaning, like the one in `â‰¥80%`. */
export default defineRule({
  id: 'no-mojibake',
  description: 'Disallow text that was decoded with the wrong charset',
  category: 'placeholders',
  recommended: 'warning',
  strict: 'warning',
  drafts: 'warning',
  fixable: 'safe',
  options: {},
  messages: {
    wrong: ({ text, meant }: { text: string; meant: string }) =>
      `\`${text}\` was decoded with the wrong charset; it should be \`${meant}\``,
  },
  *check(plan, { problem }) {
    for (const { span, text, meant, complete } of plan.mojibake) {
      const fix = complete ? safeFix : suggest;
      yield problem(span, 'wrong', { text, meant }, { fixes: [fix(`Write \`${meant}\``, span, meant)] });
    }
  },
});
