import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { block } from './readme.ts';
import { has, home, Repository } from './repository.ts';

/*
 * The workflow of the README, as it stands there. GitHub runs a step with `bash -e`, in the root of the repository.
 */

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

const workflow = parse(block('On pull requests', 'yaml')) as {
  readonly on: unknown;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
};
const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
const command = steps.find(({ run }) => run?.includes('planvet'))?.run ?? '';
const onGitHub = { GITHUB_ACTIONS: 'true', CI: 'true' };

const fixture = (name: string) => readFileSync(join(home, 'fixtures/plans', name), 'utf8');

describe.skipIf(!has('bash'))('the workflow of the README', () => {
  let repository: Repository;
  beforeAll(() => {
    repository = new Repository().install();
  });
  afterAll(() => repository.remove());
  const lint = () =>
    repository.run('bash', ['-e', '-c', command], { env: { ...onGitHub, npm_config_offline: 'true' } });

  it('is one that GitHub runs on pull requests', () => {
    expect(workflow.on).toBe('pull_request');
    expect(steps.map(({ uses, run }) => uses?.replace(/@v\d+$/, '') ?? run)).toEqual([
      'actions/checkout',
      'actions/setup-node',
      'npm ci',
      command,
    ]);
    expect(steps[1]?.with?.['node-version']).toBeGreaterThanOrEqual(20);
    expect(command).toBe('npx planvet --format github');
  });

  it('annotates the lines that have findings, and fails', async () => {
    repository.write('docs/plans/release.md', fixture('defect-cyclic-dependency.md'));
    const { code, stdout } = await lint();
    const said = stdout
      .trimEnd()
      .split('\n')
      .map((line) => /^::(\w+) file=([^,]+),line=(\d+),col=(\d+),endLine=\d+,endColumn=\d+,title=([^:]+)::./.exec(line))
      .map((match) => match?.slice(1));
    const expected = [...fixture('defect-cyclic-dependency.expect').matchAll(/^(\d+):(\d+) (\S+) (\w+)/gm)].map(
      ([, line, column, rule, severity]) => [severity, 'docs/plans/release.md', line, column, rule],
    );
    expect(said).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
    expect(code).toBe(1);
  });

  it('says nothing of plans that are in order, and passes', async () => {
    repository.write('docs/plans/release.md', fixture('checklist-season-passes.md'));
    const { code, stdout } = await lint();
    expect(stdout).toBe('');
    expect(code).toBe(0);
  });
});
