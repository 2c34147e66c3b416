import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { blocks, page } from './readme.ts';
import { has, home, Repository, type Ran } from './repository.ts';

/*
 * The action for GitHub: its step is run as GitHub would, with the inputs of action.yml in the environment, in a repository
 * that has planvet installed.
 */

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly {
      readonly id: string;
      readonly run: string;
      readonly shell: string;
      readonly env: Readonly<Record<string, string>>;
    }[];
  };
}

const action = parse(readFileSync(join(home, 'action.yml'), 'utf8')) as Action;
const [step] = action.runs.steps;

const clean = '# Plan\n\n- [ ] Task 1: Lay the floor\n- [ ] Task 2: Raise walls (depends on Task 1)\n';
const broken = clean.replace('on Task 1', 'on Task 7');
const doubtful = `${clean}\n## Notes\n\n## Risks\n\nNone.\n`;

it('has no input in its script, and each in its environment', () => {
  expect(action.runs.steps).toHaveLength(1);
  expect(step?.run).not.toContain('${{');
  const values = Object.values(step?.env ?? {});
  expect(Object.keys(action.inputs).filter((name) => !values.includes(`\${{ inputs.${name} }}`))).toEqual([]);
  const script = readFileSync(join(home, '.scripts/action.sh'), 'utf8');
  expect(Object.keys(step?.env ?? {}).filter((name) => !script.includes(name))).toEqual([]);
  for (const name of Object.keys(action.outputs)) expect(script).toContain(`output ${name} `);
});

const recipes = page('continuous-integration.md');

it('is documented with its inputs and their defaults', () => {
  const rows = [...recipes.matchAll(/^\| `([\w-]+)` +\| (`[^`]*`)? +\|/gm)].map(([, name = '', value = '``']) => [
    name,
    value,
  ]);
  expect(rows).toEqual(Object.entries(action.inputs).map(([name, input]) => [name, `\`${input.default}\``]));
  for (const name of Object.keys(action.outputs)) expect(recipes).toContain(`\`${name}\``);
});

describe.skipIf(!has('bash') || !has('git'))('the action', () => {
  let repository: Repository;
  beforeEach(() => {
    repository = new Repository().install();
    repository.write('.gitignore', 'node_modules\n').write('docs/plans/old.md', broken);
  });
  afterEach(() => repository.remove());

  const git = async (...args: string[]) => {
    const { code, stdout, stderr } = await repository.run('git', args);
    if (code !== 0) throw new Error(stderr);
    return stdout.trim();
  };
  const commit = async () => {
    await git('add', '--all');
    await git('commit', '--quiet', '--message', 'work');
    return git('rev-parse', 'HEAD');
  };

  /** Runs the step, and gives its outputs and its summary besides. */
  async function run(
    inputs: Readonly<Record<string, string>> = {},
    base = '',
    where = repository,
  ): Promise<Ran & { readonly outputs: Readonly<Record<string, string>>; readonly summary: string }> {
    const values = Object.entries(step?.env ?? {}).map(([name, value]) => {
      const [, input] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value) ?? [];
      if (input !== undefined) return [name, inputs[input] ?? action.inputs[input]?.default ?? ''];
      return [name, value.includes('action_path') ? home : base];
    });
    const [output, summary] = [where.path('.git/output'), where.path('.git/summary')];
    for (const file of [output, summary]) rmSync(file, { force: true });
    const env = { GITHUB_ACTIONS: 'true', CI: 'true', GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary };
    const ran = await where.run('bash', ['-c', step?.run ?? ''], {
      env: { ...env, ...(Object.fromEntries(values) as Record<string, string>), npm_config_offline: 'true' },
      timeout: 300_000,
    });
    const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
    const outputs = Object.fromEntries(
      [...read(output).matchAll(/^([\w-]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
    );
    return { ...ran, outputs: outputs as Record<string, string>, summary: read(summary) };
  }

  const annotated = (stdout: string) =>
    [...stdout.matchAll(/^::(\w+) (?:file=([^,]+),line=(\d+),.*)?title=([^:]+)::/gm)].map(([, ...parts]) =>
      parts.join(' ').trim(),
    );

  it('fails with what is wrong as annotations, outputs and a summary', async () => {
    const { code, stdout, outputs, summary } = await run();
    expect(annotated(stdout)).toEqual(['error docs/plans/old.md 4 no-unknown-dependency']);
    expect(outputs).toEqual({ result: 'fail', plans: '1', errors: '1', warnings: '0', 'sarif-file': '' });
    expect(summary).toMatch(/^### planvet: 1 error\n/);
    expect(code).toBe(1);
  });

  it('reports only what a pull request brings in', async () => {
    const base = await commit();
    await git('checkout', '--quiet', '-b', 'topic');
    repository.write('docs/plans/new.md', clean);
    await commit();
    expect(await run({}, base)).toMatchObject({ code: 0, outputs: { result: 'pass', plans: '2', errors: '0' } });
    repository.write('docs/plans/new.md', broken);
    await commit();
    const { code, stdout, outputs } = await run({}, base);
    expect(annotated(stdout)).toEqual(['error docs/plans/new.md 4 no-unknown-dependency']);
    expect({ code, outputs }).toMatchObject({ code: 1, outputs: { result: 'fail', errors: '1' } });
    expect(await run({ 'only-new': 'false' }, base)).toMatchObject({ code: 1, outputs: { errors: '2' } });
  });

  it('shows the four things that a pull request does to a plan, and of another that only adds one nothing', async () => {
    const shed = [
      '# Tool shed\n\n## Phase 1: Loans\n',
      '- [x] **Task 1: Count the tools** - create `src/count.ts`',
      '- [ ] **Task 2: Lend tools** - create `src/lend.ts`',
      '- [ ] **Task 3: Take tools back** - create `src/back.ts`',
      '  - _Dependencies: Task 2_\n',
      '### Phase 1 Completion Criteria\n\n- [ ] All tools can be lent\n- [ ] All tools come back\n',
      '## Phase 2: Shed\n',
      '- [ ] **Task 4: Paint the shed**',
      '- [ ] **Task 5: Open the shed**',
      '- [ ] **Task 6: Lock the shed**',
      '  - _Dependencies: Task 4_\n',
    ].join('\n');
    repository.write('docs/plans/shed.md', shed).write('src/count.ts', '1\n');
    const base = await commit();
    const edits: [string, string][] = [
      ['- [x] **Task 1', '- [ ] **Task 1'],
      ['- [ ] **Task 2', '- [x] **Task 2'],
      ['### Phase 1 Completion Criteria\n\n- [ ] All tools can be lent\n- [ ] All tools come back\n\n', ''],
      ['**Task 4: Paint', '**Task 4: Open'],
      ['**Task 5: Open', '**Task 5: Paint'],
    ];
    await git('checkout', '--quiet', '-b', 'four');
    repository.write(
      'docs/plans/shed.md',
      edits.reduce((text, [from, to]) => text.replace(from, to), shed),
    );
    await commit();
    const four = await run({}, base);
    expect(annotated(four.stdout).sort()).toEqual([
      'error docs/plans/shed.md 15 no-renumbered-task',
      'warning docs/plans/shed.md 3 no-removed-task',
      'warning docs/plans/shed.md 5 no-reopened-task',
      'warning docs/plans/shed.md 6 no-unproven-tick',
    ]);
    expect([...four.summary.matchAll(/\| \[([\w-]+)\]\(/g)].map(([, rule]) => rule)).toEqual([
      'no-removed-task',
      'no-reopened-task',
      'no-unproven-tick',
      'no-renumbered-task',
    ]);
    expect(four).toMatchObject({ code: 1, outputs: { result: 'fail', errors: '1', warnings: '3' } });
    await git('checkout', '--quiet', '-b', 'added', base);
    repository.write('docs/plans/new.md', clean);
    await commit();
    const added = await run({}, base);
    expect(annotated(added.stdout)).toEqual([]);
    expect(added.summary).not.toContain('old.md');
    expect(added.outputs).toMatchObject({ result: 'pass', errors: '0', warnings: '0' });
  });

  it('fetches what a shallow clone lacks', async () => {
    const base = await commit();
    await git('checkout', '--quiet', '-b', 'topic');
    repository.write('docs/plans/new.md', clean);
    await commit();
    await git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    const clone = new Repository().install();
    try {
      for (const args of [
        ['remote', 'add', 'origin', `file://${repository.folder}`],
        ['fetch', '--quiet', '--depth=1', 'origin', 'topic'],
        ['checkout', '--quiet', '--force', 'FETCH_HEAD'],
      ]) {
        expect(await clone.run('git', args)).toMatchObject({ code: 0 });
      }
      expect(await run({}, base, clone)).toMatchObject({
        code: 0,
        outputs: { result: 'pass', plans: '2', errors: '0' },
      });
      rmSync(join(clone.folder, '.git/shallow'), { force: true });
      const unknown = '1'.repeat(40);
      const { code, stdout, outputs } = await run({}, unknown, clone);
      expect(stdout).toMatch(/^::error title=planvet::The base of the pull request could not be fetched/m);
      expect({ code, outputs }).toEqual({ code: 2, outputs: { result: 'error' } });
    } finally {
      clone.remove();
    }
  });

  it('does not call it a pass where no plan was checked', async () => {
    repository.write('README.md', '# Shop\n');
    rmSync(repository.path('docs'), { recursive: true });
    const { code, stdout, outputs } = await run();
    expect(stdout).toContain('::notice title=planvet::No plan was checked.');
    expect({ code, outputs }).toMatchObject({ code: 0, outputs: { result: 'indeterminate', plans: '0' } });
  });

  it('fails on what it is told to fail on', async () => {
    repository.write('docs/plans/old.md', doubtful);
    expect(await run()).toMatchObject({ code: 0, outputs: { result: 'pass', errors: '0', warnings: '1' } });
    expect(await run({ 'fail-on': 'warning' })).toMatchObject({ code: 1, outputs: { result: 'fail' } });
    repository.write('docs/plans/old.md', broken);
    expect(await run({ 'fail-on': 'never' })).toMatchObject({ code: 0, outputs: { result: 'pass', errors: '1' } });
    expect(await run({ 'fail-on': 'always' })).toMatchObject({ code: 2, outputs: { result: 'error' } });
  });

  it('says that the call is wrong', async () => {
    repository.write('planvet.config.json', '{ "rules": { "no-placeholders": "off" } }');
    expect(await run()).toMatchObject({ code: 2, outputs: { result: 'error' } });
    expect(await run({ config: 'none.json' })).toMatchObject({ code: 2, outputs: { result: 'error' } });
  });

  it('takes paths with spaces, and writes further reports', async () => {
    repository.write('my plans/$(touch ran) `x`.md', broken);
    const { code, outputs } = await run({
      paths: '\n  my plans/$(touch ran) `x`.md\n\n',
      format: 'junit:out/junit.xml\ncompact:out/all.txt',
      'sarif-file': 'out/planvet.sarif',
    });
    expect({ code, outputs }).toMatchObject({ code: 1, outputs: { plans: '1', 'sarif-file': 'out/planvet.sarif' } });
    expect(existsSync(repository.path('ran'))).toBe(false);
    expect(readFileSync(repository.path('out/junit.xml'), 'utf8')).toContain('<testsuites');
    expect(readFileSync(repository.path('out/all.txt'), 'utf8')).toContain('[no-unknown-dependency]');
    expect(JSON.parse(readFileSync(repository.path('out/planvet.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
  });

  it('has a counterpart for GitLab, whose command writes its reports', async () => {
    const base = await commit();
    repository.write('docs/plans/new.md', broken);
    const [recipe = ''] = blocks('GitLab', 'yaml', recipes);
    const { script, artifacts } = (parse(recipe) as { planvet: GitLabJob }).planvet;
    const { code } = await repository.run('bash', ['-e', '-c', script.at(-1) ?? ''], {
      env: { CI_MERGE_REQUEST_DIFF_BASE_SHA: base, npm_config_offline: 'true' },
      timeout: 300_000,
    });
    expect(code).toBe(1);
    const report = JSON.parse(readFileSync(repository.path(artifacts.reports.codequality), 'utf8')) as object[];
    expect(report).toMatchObject([{ check_name: 'no-unknown-dependency', location: { path: 'docs/plans/new.md' } }]);
    expect(readFileSync(repository.path(artifacts.reports.junit), 'utf8')).toContain('failures="1"');
  });
});

interface GitLabJob {
  readonly script: readonly string[];
  readonly artifacts: { readonly reports: { readonly codequality: string; readonly junit: string } };
}
