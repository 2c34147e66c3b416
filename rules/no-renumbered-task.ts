import { defineRule, quote, suggest } from '../src/rule.ts';

/** A reference that is left as it was means something else once its id names another task. */
export default defineRule({
  id: 'no-renumbered-task',
  description: 'Disallow giving an id to another task while others still refer to it',
  category: 'changes',
  recommended: 'error',
  strict: 'error',
  drafts: 'error',
  fixable: 'suggest',
  options: {},
  messages: {
    renumbered: ({ id, before, now }: { id: string; before: string; now: string }) =>
      `\`${id}\` was ${quote(before)} and is ${quote(now)} now`,
  },
  *check({ change }, { problem }) {
    for (const { reference, before, now, renamed } of change?.references ?? []) {
      const { span, text, kind } = reference;
      const data = { id: text, before: before.title.value, now: now.title.value };
      yield problem(span, 'renumbered', data, {
        related: kind === 'elsewhere' ? [] : [{ span: now.nameSpan, message: `what \`${text}\` is now` }],
        fixes: renamed === undefined ? [] : [suggest(`Change it to \`${renamed}\``, span, renamed)],
      });
    }
  },
});
