import { defineRule } from '../src/rule.ts';

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
      `\`${text}\` is an instruction of the template; write what it asks for`,
    comment: ({ text }: { text: string }) => `The comment \`${text}\` is the template's; remove it once it is followed`,
  },
  *check(plan, { problem }) {
    for (const { span, text, kind } of plan.templateTexts)
      yield problem(span, kind, { text: shortened(kind === 'comment' ? inside(text) : text) });
  },
});

/** What a comment says, without its marks and rules of signs. */
function inside(comment: string): string {
  return comment.replace(/^<!--|-->$/g, '').replace(/[=*#_-]{4,}/g, ' ');
}

/** The first sixty or so characters on one line, cut between words. */
function shortened(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 72 ? `${line.slice(0, 60).replace(/ \S*$/, '')} …` : line;
}
