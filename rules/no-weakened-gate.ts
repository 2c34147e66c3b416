import { defineRule, quote, quoteFew } from '../src/rule.ts';

/** A gate that is made to fit the work does not hold anything back. */
export default defineRule({
  id: 'no-weakened-gate',
  description: 'Disallow taking away or rewording gate items in the change that ticks them or finishes their work',
  category: 'changes',
  recommended: 'error',
  strict: 'error',
  drafts: 'warning',
  fixable: null,
  options: {},
  messages: {
    removed: ({ titles, because }: { titles: readonly string[]; because: string }) =>
      titles.length === 1
        ? `The open gate item ${quoteFew(titles)} was taken out, and ${because}`
        : `${titles.length} open gate items were taken out, ${quoteFew(titles)}, and ${because}`,
    reworded: ({ before, now }: { before: string; now: string }) =>
      `${quote(now)} is ticked here, but the gate asked for ${quote(before)}`,
  },
  *check({ change }, { problem }) {
    for (const { before, now, lost } of change?.items ?? []) {
      if (before.state !== 'open' || now.state !== 'done' || before.optional || lost.length === 0) continue;
      yield problem(now.title.span, 'reworded', { before: before.title.value, now: now.title.value });
    }
    const removed = (change?.removedItems ?? []).filter(({ item }) => item.state === 'open' && !item.optional);
    for (const place of new Set(removed.map((item) => item.place))) {
      const here = removed.filter((item) => item.place === place && item.because !== undefined);
      const [{ because } = { because: undefined }] = here;
      if (because !== undefined)
        yield problem(place, 'removed', { titles: here.map(({ item }) => item.title.value), because });
    }
  },
});
