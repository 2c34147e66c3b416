import { defineRule, suggest } from '../src/rule.ts';

/** A link that leads nowhere breaks when a heading is reworded, and nobody notices. */
export default defineRule({
  id: 'no-broken-anchor',
  description: 'Disallow links to headings that are not in the plan',
  category: 'traceability',
  recommended: false,
  strict: 'warning',
  drafts: 'warning',
  fixable: 'suggest',
  options: {},
  messages: {
    broken: ({ target, near }: { target: string; near: string | undefined }) =>
      `No heading has the anchor \`${target}\`${near === undefined ? '' : `; did you mean \`#${near}\`?`}`,
  },
  *check({ brokenAnchors }, { problem }) {
    for (const { target, span, near } of brokenAnchors) {
      const fixes = near === undefined ? [] : [suggest(`Link to \`#${near}\``, span, `#${near}`)];
      yield problem(span, 'broken', { target, near }, { fixes });
    }
  },
});
