import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { home } from './repository.ts';

/*
 * Real plans, where they are there. What planvet says of them is kept in the repository, so that a change of the model or of
 * a rule shows what it did to them; `npm run corpus -- --update` renews it.
 */

const there = existsSync(join(home, '../shared/corpus'));
if (!there) console.info('notice: there are no real plans beside this repository, so nothing is compared with them');

describe.runIf(there)('real plans', () => {
  test('give what the summary says', { timeout: 180_000 }, () => {
    const { stdout, status } = spawnSync(process.execPath, ['test/corpus/run.mjs', '--check'], {
      cwd: home,
      encoding: 'utf8',
    });
    expect(stdout).toMatch(/^The summary of \d+ documents is right\.\n$/);
    expect(status).toBe(0);
  });
});
