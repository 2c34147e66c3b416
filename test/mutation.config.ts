import { defineConfig } from 'vitest/config';
import usual from './vitest.config.ts';

/*
 * What `npm run mutate` runs for each mutant of the reader: tests that read much in little time. The mutants of one file are tried by
 * `npm run mutate -- --mutate src/model/needs/range.ts`.
 */
const files = [
  'reading-cases',
  'readings',
  'tokens',
  'names',
  'state',
  'languages',
  'words',
  'dialects',
  'rules',
  'spelling/spelling',
];

export default defineConfig({
  ...usual,
  test: { include: files.map((file) => `test/${file}.test.ts`), testTimeout: 90_000 },
});
