import { defineRule, quote, quoteFew } from '../src/rule.ts';

/** A box is ticked for work that was done, and work leaves something behind. */
export default defineRule({
  id: 'no-unproven-tick',
  description: 'Disallow ticking tasks whose files have not changed since they were planned',
  category: 'changes',
  recommended: 'warning',
  strict: 'warning',
  drafts: 'warning',
  fixable: null,
  asks: 'evidence',
  options: {},
  messages: {
    tick: ({ name, paths }: { name: string; paths: readonly string[] }) =>
      `${quote(name)} is ticked here, but ${paths.length === 1 ? '' : 'none of its files has changed since it was planned: '}${quoteFew(paths)}${paths.length === 1 ? ' has not changed since it was planned' : ''}`,
  },
  *check({ change }, { problem }) {
    for (const pair of change?.pairs ?? []) {
      const { before, now } = pair;
      if (now.state !== 'done' || before.state === 'done' || before.state === 'dropped') continue;
      const paths = change?.untouched(pair);
      if (paths) yield problem(now.nameSpan, 'tick', { name: now.name, paths }, { certainty: 'likely' });
    }
  },
});
