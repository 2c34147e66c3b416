import { describe, expect, it } from 'vitest';
import { corpusCases } from './cases.ts';
import { judge, linted, offers, wrongTogether } from './judged.ts';

describe('real plans', () => {
  const real = corpusCases('strict');

  it.skipIf(real.length === 0)('keep all else whatever is fixed or suggested', { timeout: 300_000 }, () => {
    let count = 0;
    for (const each of real) {
      const one = linted(each);
      const offered = offers(one);
      count += offered.length;
      expect(offered.flatMap((offer) => judge(offer).wrong)).toEqual([]);
      if (offered.some(({ fix }) => fix.safe)) expect(wrongTogether(one)).toEqual([]);
    }
    expect(count).toBeGreaterThan(50);
  });
});
