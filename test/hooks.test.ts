import { chmodSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { block, blocks } from './readme.ts';
import { has, Repository } from './repository.ts';

/*
 * The recipes of the README in the real programs, which npm gets: plain git, husky with lint-staged, lefthook. pre-commit
 * has its own tests.
 */

const heading = 'Before a commit';
const [, , lefthook = ''] = blocks(heading, 'yaml');
const script = block(heading, 'sh');
const staged = JSON.parse(block(heading, 'json')) as { 'lint-staged': Record<string, string> };

/** The README's plan, which has three problems, and the same plan without them. */
const wrong = block('What it says', 'md');
const right = wrong.replace('- [x] **Task 3', '- [ ] **Task 3').replace(', Task 9', '').replace('8 hours', '9 hours');

const spec =
  '# Cart\n\n## Requirements\n\n- **FR-001**: System MUST keep carts\n- **FR-002**: System MUST empty carts\n';
const tasks = '# Tasks: Cart\n\n## Phase 1: Carts\n\n- [ ] T001 Keep carts (FR-001)\n- [ ] T002 Empty carts (FR-002)\n';

/** Versions that run on every Node that planvet runs on. */
const packages = ['husky@9', 'lint-staged@16', 'lefthook@2'];
const offline =
  /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENOTCACHED)\b/;

describe.skipIf(!has('git'))('hooks', () => {
  let team: Repository;
  let missing = '';
  const git = (...args: string[]) => team.run('git', args);

  beforeAll(async () => {
    team = new Repository();
    team
      .write('package.json', '{ "name": "shop", "private": true }\n')
      .write('.gitignore', 'node_modules/\npackage-lock.json\n');
    // Without their scripts, of which one would put hooks into whatever repository it is run in.
    const args = [
      'install',
      '--no-save',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--prefer-offline',
      ...packages,
    ];
    const { code, stdout, stderr } = await team.run('npm', args, {
      env: { npm_config_fetch_retries: '1', npm_config_fetch_timeout: '60000' },
      timeout: 240_000,
    });
    if (code !== 0) {
      if (!offline.test(stdout + stderr)) throw new Error(stdout + stderr);
      missing = 'npm gets no packages here';
      console.info(`notice: ${missing}; the tests of husky, lint-staged and lefthook are skipped`);
    }
    team.install();
    team
      .write('package.json', JSON.stringify({ name: 'shop', private: true, ...staged }))
      .write('docs/plans/checkout.md', right)
      .write('specs/001-cart/spec.md', spec)
      .write('specs/001-cart/tasks.md', tasks);
    await git('add', '--all');
    await git('commit', '--quiet', '--message', 'Start');
    await git('tag', 'start');
  }, 300_000);
  afterAll(() => team.remove());

  /** How each program is set up. */
  const hosts: Readonly<Record<string, () => Promise<void>>> = {
    git: () => {
      team.write('.git/hooks/pre-commit', script);
      chmodSync(team.path('.git/hooks/pre-commit'), 0o755);
      return Promise.resolve();
    },
    'husky and lint-staged': async () => {
      expect(await team.run('npx', ['husky'])).toMatchObject({ code: 0 });
      team.write('.husky/pre-commit', 'npx lint-staged\n');
    },
    lefthook: async () => {
      await git('config', '--unset', 'core.hooksPath');
      team.write('lefthook.yml', lefthook);
      expect(await team.run('npx', ['lefthook', 'install', '--force'])).toMatchObject({ code: 0 });
    },
  };

  describe.each(Object.keys(hosts))('of %s', (name) => {
    beforeAll(async () => {
      if (name !== 'git' && missing !== '') return;
      await git('reset', '--hard', '--quiet', 'start');
      await hosts[name]?.();
      await git('add', '--all');
      await git('commit', '--quiet', '--no-verify', '--allow-empty', '--message', name);
      await git('tag', '--force', 'start');
    }, 120_000);
    beforeEach(async ({ skip }) => {
      skip(name !== 'git' && missing !== '', missing);
      await git('reset', '--hard', '--quiet', 'start');
      await git('clean', '-dfq');
    });

    async function commit() {
      const { code, stdout, stderr } = await git('commit', '--quiet', '--message', 'A change');
      return { code, said: stdout + stderr };
    }

    it('block a plan with errors, and let one in order pass', async () => {
      team.write('docs/plans/checkout.md', wrong).write('notes.md', 'Which? [Your answer]\n');
      await git('add', '--all');
      const first = await commit();
      expect(first.code).toBe(1);
      expect(first.said).toContain('`Task 9` is not in this plan');
      expect(first.said).not.toContain('notes.md');
      await git('reset', '--hard', '--quiet', 'start');
      team.write('docs/plans/checkout.md', `${right}\nOne more word.\n`);
      await git('add', '--all');
      expect(await commit()).toMatchObject({ code: 0 });
    });

    it('judge what is staged, and leave the rest as it is', async () => {
      team.write('docs/plans/checkout.md', `${right}\nOne more word.\n`);
      await git('add', '--all');
      team.write('docs/plans/checkout.md', wrong);
      expect(await commit()).toMatchObject({ code: 0 });
      expect(readFileSync(team.path('docs/plans/checkout.md'), 'utf8')).toBe(wrong);
      await git('add', '--all');
      team.write('docs/plans/checkout.md', right);
      expect(await commit()).toMatchObject({ code: 1 });
      expect(readFileSync(team.path('docs/plans/checkout.md'), 'utf8')).toBe(right);
    });

    it('tell what a change breaks in the rest of its set', async () => {
      team.write('specs/001-cart/spec.md', spec.replace(/- \*\*FR-002.*\n/, ''));
      await git('add', '--all');
      const { code, said } = await commit();
      expect(said).toContain('specs/001-cart/tasks.md');
      expect(said).toContain('FR-002');
      expect(code).toBe(1);
    });
  });
});
