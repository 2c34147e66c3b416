import { cpSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { isWellKnown } from '../src/engine/discovery.ts';
import { block, blocks } from './readme.ts';
import { has, home, Repository } from './repository.ts';

/*
 * The hook in the real pre-commit, which clones a commit of this working tree, lets npm build and install it, and runs
 * before commits of a team that has the README's configuration.
 */

interface Config {
  readonly repos: readonly { readonly repo: string; readonly rev: string; readonly hooks: readonly object[] }[];
}

const heading = 'Before a commit';
const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
const config = parse(block(heading, 'yaml')) as Config;
const elsewhere = parse(blocks(heading, 'yaml')[1] ?? '') as object[];

/** The README's plan, which has three problems, and the same plan without them. */
const wrong = block('What it says', 'md');
const right = wrong.replace('- [x] **Task 3', '- [ ] **Task 3').replace(', Task 9', '').replace('8 hours', '9 hours');

/** What npm says where it cannot get packages: no fault of ours. */
const offline =
  /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENOTCACHED)\b/;

/** Packages that npm has are not asked for again, and a registry that does not answer is soon given up. */
const patience = {
  npm_config_prefer_offline: 'true',
  npm_config_fetch_retries: '1',
  npm_config_fetch_timeout: '60000',
};

/** Paths in places where plans are expected, and close to them. */
const paths = [
  'plan.md',
  'PLAN.md',
  'Roadmap.markdown',
  'docs/my plan v2.md',
  'docs/api-plans.md',
  'docs/todo_list.md',
  'docs/2026.tasks.md',
  'docs/explanation.md',
  'docs/planner.md',
  'docs/plans.txt',
  'docs/plans/checkout.md',
  'docs/plans/deep/er/checkout.md',
  'packages/shop/docs/plans/checkout.md',
  'mydocs/plans/checkout.md',
  'plans/checkout.md',
  'specs/001-cart/spec.md',
  'specs/001-cart/tasks.md',
  'specs/001-cart/research.md',
  'specs/spec.md',
  '.kiro/specs/cart/design.md',
  'openspec/changes/cart/proposal.md',
  'docs/superpowers/plans/cart.md',
  '.cursor/plans/cart.md',
  'backlog/tasks/task-1 - Fill-the-cart.md',
  'backlog/docs/doc-1 - Carts.md',
  'docs/stories/1.2.story.md',
  'README.md',
];

describe.skipIf(!has('git') || !has('pre-commit'))('the hook in pre-commit', () => {
  let planvet: Repository;
  let team: Repository;
  let env: Record<string, string>;
  afterAll(() => [planvet, team].forEach((repository) => repository.remove()));

  const git = (...args: string[]) => team.run('git', args, { env });

  /** Stages everything, or the named files whatever `.gitignore` says, and commits. */
  async function commit(...files: string[]) {
    await git('add', ...(files.length > 0 ? ['--force', '--', ...files] : ['--all']));
    const { code, stdout, stderr } = await git('commit', '--quiet', '--message', 'A change');
    return { code, said: stdout + stderr };
  }

  let missing = '';
  beforeAll(async () => {
    planvet = new Repository();
    team = new Repository();
    env = { PRE_COMMIT_HOME: team.path('.git/pre-commit'), PRE_COMMIT_COLOR: 'never' };
    await release();
    team.write('.pre-commit-config.yaml', configuration());
    const { code, stdout, stderr } = await team.run('pre-commit', ['install', '--install-hooks'], {
      env: { ...env, ...patience },
      timeout: 240_000,
    });
    if (code === 0) {
      await commit();
      await git('tag', 'start');
    } else if (offline.test(stdout + stderr)) {
      missing = 'npm gets no packages here, so the hook cannot be installed';
      console.info(`notice: ${missing}; the tests of pre-commit are skipped`);
    } else throw new Error(stdout + stderr);
  }, 300_000);

  /** Commits this working tree in a repository of its own. */
  async function release() {
    const built = /^(?:\.git|node_modules|dist)(?:\/|$)/;
    cpSync(home, planvet.folder, { recursive: true, filter: (path) => !built.test(relative(home, path)) });
    await planvet.run('git', ['add', '--all']);
    await planvet.run('git', ['commit', '--quiet', '--message', 'This working tree']);
    await planvet.run('git', ['tag', `v${version}`]);
  }

  /** The configuration of the README, with hooks to be run by hand besides. */
  function configuration(): string {
    const repos = config.repos.map((entry) => ({
      ...entry,
      repo: planvet.folder,
      hooks: [
        ...entry.hooks,
        ...elsewhere.map((hook) => ({ ...hook, alias: 'elsewhere', stages: ['manual'] })),
        { id: 'planvet-fix', stages: ['manual'] },
        // Prints what pre-commit hands to the hook.
        { id: 'planvet', alias: 'names', entry: "printf '%s\\n'", verbose: true, stages: ['manual'] },
      ],
    }));
    return stringify({ repos });
  }

  beforeEach(async ({ skip }) => {
    skip(missing !== '', missing);
    await git('reset', '--hard', '--quiet', 'start');
    await git('clean', '-dfxq');
  });

  it('is configured as the README says', () => {
    expect(config.repos).toMatchObject([{ rev: `v${version}`, hooks: [{ id: 'planvet' }] }]);
    expect(elsewhere).toMatchObject([{ id: 'planvet' }]);
  });

  it('blocks a commit with a plan that has errors, and says which', async () => {
    team.write('docs/plans/checkout.md', wrong);
    const { code, said } = await commit();
    expect(code).toBe(1);
    expect(said).toContain('- hook id: planvet\n- exit code: 1\n');
    const report = block('What it says', 'console').split('\n').slice(1).join('\n');
    expect(said).toContain(report);
    expect((await git('ls-files', 'docs')).stdout).toBe('docs/plans/checkout.md\n');
    expect((await git('ls-tree', '-r', '--name-only', 'HEAD', 'docs')).stdout).toBe('');
  });

  it('lets a plan in order pass', async () => {
    team.write('docs/plans/checkout.md', right).write('docs/Übersicht plan.md', right);
    const { code, said } = await commit();
    expect({ code, said }).toEqual({ code: 0, said: expect.stringMatching(/^planvet\.+Passed\n/) as string });
  });

  it('is not run for files elsewhere', async () => {
    team.write('README.md', wrong).write('src/plans.ts', 'export {};\n');
    const { code, said } = await commit();
    expect({ code, said }).toEqual({
      code: 0,
      said: expect.stringMatching(/^planvet\.+\(no files to check\)Skipped\n/) as string,
    });
  });

  it('leaves out what is ignored, archived or a template, even if it is staged', async () => {
    team
      .write('.gitignore', 'docs/plans/private/\n')
      .write('docs/plans/private/checkout.md', wrong)
      .write('docs/plans/archive/checkout.md', wrong)
      .write('docs/plans/templates/checkout.md', wrong)
      .write('docs/plan-template.md', wrong);
    const { code, said } = await commit('.gitignore', 'docs');
    expect({ code, said }).toEqual({ code: 0, said: expect.stringMatching(/^planvet\.+Passed\n/) as string });
    expect((await git('ls-files', 'docs')).stdout.trimEnd().split('\n')).toHaveLength(4);
  });

  it('looks elsewhere where it is told to, and there only at plans', async () => {
    team.write('rfcs/0001-checkout.md', wrong).write('rfcs/0002-colours.md', '# Colours\n\nWhich? [Your answer]\n');
    await git('add', '--all');
    const { code, stdout } = await team.run('pre-commit', ['run', 'elsewhere', '--hook-stage', 'manual'], { env });
    expect(code).toBe(1);
    expect(stdout).toContain('rfcs/0001-checkout.md\n');
    expect(stdout).not.toContain('0002');
  });

  it('mends what is safe, and fails then, so that somebody looks', async () => {
    const mistyped = right.replace('- [ ] **Task 2', '- [ ]**Task 2');
    team.write('docs/plans/checkout.md', mistyped).write('docs/other.md', mistyped);
    await git('add', '--all');
    const args = ['run', 'planvet-fix', '--hook-stage', 'manual'];
    const { code, stdout } = await team.run('pre-commit', args, { env });
    expect(code).toBe(1);
    expect(stdout).toContain('- hook id: planvet-fix\n- exit code: 1\n- files were modified by this hook\n');
    expect((await git('diff', '--name-only')).stdout).toBe('docs/plans/checkout.md\n');
    await git('add', '--all');
    expect((await git('show', ':docs/plans/checkout.md')).stdout).toBe(right);
    expect(await team.run('pre-commit', args, { env })).toMatchObject({ code: 0 });
  });

  it('expects plans where planvet does', async () => {
    for (const path of paths) team.write(path, '\n');
    await git('add', '--all');
    const { stdout } = await team.run('pre-commit', ['run', 'names', '--hook-stage', 'manual'], { env });
    const handed = paths.filter((path) => stdout.split('\n').includes(path));
    expect(handed).toEqual(paths.filter(isWellKnown));
    expect(handed.length).toBeGreaterThan(10);
  });
});
