import { defineRule, quote } from '../src/rule.ts';

/** An instruction of the template says what somebody was to write, in the place where it should stand. */
export default defineRule({
  id: 'no-template-text',
  description: 'Disallow instructions of the template in a filled plan',
  category: 'placeholders',
  recommended: 'warning',
  strict: 'warning',
  drafts: 'warning',
  fixable: null,
  options: {},
  messages: {
    instruction: ({ text }: { text: string }) =>
      `${quote(text)} is an instruction of the template; write what it asks for`,
    comment: ({ text }: { text: string }) =>
      `The comment ${quote(text)} is the template's; remove it once it is followed`,
  },
  *check(plan, { problem }) {
    for (const { span, text, kind } of plan.templateTexts)
      yield problem(span, kind, { text: kind === 'comment' ? inside(text) : text });
  },
});

/** What a comment says, without its marks and rules of signs. */
function inside(comment: string): string {
  return comment.replace(/^<!--|-->$/g, '').replace(/[=*#_-]{4,}/g, ' ');
}
