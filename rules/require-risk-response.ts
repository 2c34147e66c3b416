import { defineRule, quote } from '../src/rule.ts';

/** A risk that was named and left alone is only a worry. */
export default defineRule({
  id: 'require-risk-response',
  description: 'Require a response, and an owner where the table has one, for each risk',
  category: 'risks',
  recommended: false,
  strict: 'warning',
  drafts: 'warning',
  fixable: null,
  asks: 'content',
  options: {},
  messages: {
    missing: ({ name, what }: { name: string; what: string }) => `${quote(name)} has no ${what}`,
  },
  *check({ risks }, { problem }) {
    for (const { name, certainty, hasResponse, hasOwner, over } of risks) {
      const lacks = [...(hasResponse ? [] : ['mitigation']), ...(hasOwner === false ? ['owner'] : [])];
      if (lacks.length === 0 || over) continue;
      yield problem(name.span, 'missing', { name: name.value, what: lacks.join(' and no ') }, { certainty });
    }
  },
});
