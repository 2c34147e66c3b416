import { defineRule, quote, suggest } from '../src/rule.ts';

/** A menu left whole decides nothing: whoever reads `High/Med/Low` knows as much as before. */
export default defineRule({
  id: 'no-undecided-choice',
  description: 'Disallow choices that are still open, like `High/Med/Low`',
  category: 'placeholders',
  recommended: 'error',
  strict: 'error',
  drafts: 'warning',
  fixable: 'suggest',
  asks: 'decision',
  options: {},
  messages: {
    undecided: ({ text, of, choices }: { text: string; of: string | undefined; choices: number }) =>
      `${of ? `${quote(of)} still says ${quote(text)}` : `${quote(text)} is still undecided`}; keep one of the ${choices}`,
  },
  *check(plan, { problem }) {
    for (const { span, text, choices, of } of plan.menus) {
      const fixes = choices.map(({ value }) => suggest(`Keep \`${value}\``, span, value));
      yield problem(span, 'undecided', { text, of, choices: choices.length }, { fixes });
    }
  },
});
