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
  asks: 'content',
  options: {},
  messages: {
    instruction: ({ text }: { text: string }) =>
      `${quote(text)} is an instruction of the template; write what it asks for`,
    comment: ({ text }: { text: string }) =>
      `The comment ${quote(text)} is the template's; remove it once it is followed`,
    comments: ({ text, more }: { text: string; more: number }) =>
      `The comment ${quote(text)} and ${more} more are the template's; remove them once they are followed`,
  },
  *check(plan, { problem }) {
    if (plan.lifecycle === 'archived') return;
    for (const { span, text } of plan.templateTexts.filter(({ kind }) => kind === 'instruction'))
      yield problem(span, 'instruction', { text });
    const [first, ...others] = plan.templateTexts.filter(({ kind }) => kind === 'comment');
    if (!first) return;
    const related = others.map(({ span }) => ({ span, message: 'here too' }));
    const text = inside(first.text);
    if (others.length === 0) yield problem(first.span, 'comment', { text });
    else yield problem(first.span, 'comments', { text, more: others.length }, { related });
  },
});

/** What a comment says, without its marks and rules of signs. */
function inside(comment: string): string {
  return comment.replace(/^<!--|-->$/g, '').replace(/[=*#_-]{4,}/g, ' ');
}
