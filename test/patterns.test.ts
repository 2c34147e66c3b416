import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { accepted, checkPattern, checkPatterns, linear, readPatterns, reasonFor } from './patterns/check.mjs';

/** What was looked at by `npm run patterns -- --update` is not looked at again. */
const known = new Set(existsSync(linear) ? readFileSync(linear, 'utf8').split('\n') : []);
/** Milliseconds that only a hang reaches: each new pattern has its own limit. */
const HANG = 600_000;

describe('no pattern needs time that grows faster than the text', () => {
  let patterns: Awaited<ReturnType<typeof readPatterns>>;
  beforeAll(async () => {
    patterns = await readPatterns();
  }, HANG);

  it('literals and composed patterns are found', () => {
    const files = new Set(patterns.map(({ file }) => file));
    expect(files).toContain('src/model/language/keyword.ts');
    expect(patterns.some(({ source }) => source.includes(String.raw`(?<![\p{L}\d])`))).toBe(true);
    expect(patterns.length).toBeGreaterThan(300);
  });

  it(
    'the checker tells one that does from one that does not',
    async () => {
      const pattern = { file: '', line: 0, flags: '', digest: '' };
      const [slow, fast] = await Promise.all(
        ['^(a+)+$', '^a+$'].map((source) => checkPattern({ ...pattern, source, from: source })),
      );
      expect([slow?.status, fast?.status]).toEqual(['vulnerable', 'safe']);
    },
    HANG,
  );

  it(
    'of those that were not looked at before',
    async () => {
      const fresh = patterns.filter((pattern) => !known.has(pattern.digest) && reasonFor(pattern) === undefined);
      const slow = (await checkPatterns(fresh)).filter(({ status }) => status === 'vulnerable');
      expect(slow.map(({ file, line, source, attack }) => ({ place: `${file}:${line}`, source, attack }))).toEqual([]);
    },
    HANG,
  );

  it('what is accepted is there, and says why', () => {
    const places = patterns.map(({ file, source }) => `${file} ${source}`);
    for (const { file, source, reason } of accepted) {
      expect(reason).toMatch(/\w+ \w+/);
      expect(
        places.some((place) => (source === undefined ? place.startsWith(file) : place === `${file} ${source}`)),
      ).toBe(true);
    }
  });
});
