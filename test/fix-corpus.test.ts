import { describe, expect, it } from 'vitest';
import { corpusCases } from './cases.ts';
import { judge, linted, offers, wrongTogether } from './judged.ts';

/** Every how many-th of the real plans is tried: all of them, unless somebody is in a hurry. */
const EVERY = Number(process.env['EVERY'] ?? 1);

describe('real plans', () => {
  const real = corpusCases('strict').filter((_case, at) => at % EVERY === 0);

  it.skipIf(real.length === 0)('keep all else whatever is fixed or suggested', () => {
    let count = 0;
    // One after the other: all of them with their trees would be much to hold.
    const wrong = real.flatMap((each) => {
      const one = linted(each);
      const offered = offers(one);
      count += offered.length;
      const together = offered.some(({ fix }) => fix.safe) ? wrongTogether(one) : [];
      return [...offered.flatMap((offer) => judge(offer).wrong), ...together];
    });
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(20);
  });
});
