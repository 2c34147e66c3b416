import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { home, Repository } from './repository.ts';

/*
 * Rules of a team's own, from the command line: the example plugin of the documentation in a repository that has planvet
 * installed, and plugins that are wrong.
 */

const bin = join(home, 'dist/cli.cjs');

const plan = `# Orders

## Phase 1: Building the store

- [ ] PROJ-1: Write the schema (owner: Ada)
- [ ] PROJ-2: Fill it with orders @bob-o [estimate: 3d]
- [x] PROJ-3: Ask the shop

## Phase 2: Open the door

- [ ] T4: Put up the sign #front
`;

let repository: Repository;

beforeEach(() => {
  repository = new Repository().install();
  mkdirSync(repository.path('tools'));
  copyFileSync(join(home, 'docs/plugin/acme.mjs'), repository.path('tools/acme.mjs'));
  repository.write('plan.md', plan);
});
afterEach(() => repository.remove());

const planvet = (...args: string[]) => repository.run(process.execPath, [bin, ...args]);
const configure = (config: object) => repository.write('planvet.config.json', JSON.stringify(config));
const acme = { plugins: ['./tools/acme.mjs'] };

/** The findings of a call: `line:column severity rule`. */
async function found(...args: string[]): Promise<string[]> {
  const { stdout, stderr } = await planvet('plan.md', '--format', 'compact', ...args);
  expect(stderr).toBe('');
  return [...stdout.matchAll(/^plan\.md:(\d+:\d+): (\w+): .*\[(.+)\]$/gm)].map(([, place, severity, id]) =>
    [place, severity, id].join(' '),
  );
}

const OWN = [
  '3:13 warning acme/imperative-phase',
  '5:7 error acme/require-rollback',
  '11:7 error acme/require-owner',
  '11:7 warning acme/require-tracked-id',
];

describe('plugins', () => {
  it('run with the built-in rules', async () => {
    configure(acme);
    expect(await found('--allow-plugins')).toEqual(OWN);
  });

  it('are not loaded unless the call says so, and that is said', async () => {
    repository.write(
      'tools/acme.mjs',
      "import { writeFileSync } from 'node:fs';\nwriteFileSync('ran', '');\nexport default {};\n",
    );
    configure(acme);
    expect(await planvet('plan.md')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'planvet: `plugins` in planvet.config.json:1:13 are code, so they are loaded with --allow-plugins only; --no-allow-plugins lints without them\n',
    });
    expect(await found('--no-allow-plugins')).toEqual([]);
    for (const args of [['show', 'plan.md'], ['config'], ['rules'], ['graph', 'plan.md']]) {
      expect(await planvet(...args)).toMatchObject({ code: 0 });
    }
    expect((await repository.run('ls', [])).stdout).not.toContain('ran');
  });

  it('have rules that are set like others', async () => {
    configure({
      ...acme,
      rules: { 'acme/require-owner': 'off', 'acme/require-tracked-id': ['error', { project: 'T' }] },
    });
    expect(await found('--allow-plugins')).toEqual([
      ...OWN.slice(0, 1),
      '5:7 error acme/require-rollback',
      '5:7 error acme/require-tracked-id',
      '6:7 error acme/require-tracked-id',
      '7:7 error acme/require-tracked-id',
      '11:7 error acme/require-tracked-id',
    ]);
    expect(await found('--no-allow-plugins')).toEqual([]);
    expect(await found('--allow-plugins', '--only', 'acme/require-rollback')).toEqual([
      '5:7 error acme/require-rollback',
    ]);
    expect(
      await found('--allow-plugins', '--rule', 'acme/require-rollback: warning', '--only', 'acme/require-rollback'),
    ).toEqual(['5:7 warning acme/require-rollback']);
  });

  it('come by way of what a configuration extends, and of overrides', async () => {
    repository.write('base/planvet.config.json', JSON.stringify({ plugins: ['../tools/acme.mjs'] }));
    configure({
      extends: './base/planvet.config.json',
      overrides: [{ files: ['plan.md'], rules: { 'acme/require-owner': 'warning' } }],
    });
    expect(await found('--allow-plugins')).toContain('11:7 warning acme/require-owner');
  });

  it('are silenced by directives, also while they are not loaded', async () => {
    configure(acme);
    repository.write(
      'plan.md',
      plan.replace(
        '- [ ] T4',
        '<!-- planvet-disable-next-line acme/require-owner, acme/require-tracked-id -- of the shop -->\n- [ ] T4',
      ),
    );
    expect(await found('--allow-plugins')).toEqual(OWN.slice(0, 2));
    expect(await found('--no-allow-plugins')).toEqual([]);
    configure({});
    expect((await found()).filter((line) => line.endsWith('planvet/unknown-rule-in-directive'))).toHaveLength(2);
  });

  it('explain themselves, and are listed', async () => {
    configure(acme);
    const { stdout } = await planvet('explain', 'acme/no-large-task', '--allow-plugins');
    expect(stdout).toBe('# `acme/no-large-task`\n\nDisallow tasks that are estimated above a number of hours.\n');
    expect((await planvet('rules', '--allow-plugins')).stdout).toMatch(/^acme\/no-large-task +warning/m);
    expect((await planvet('config', 'plan.md', '--allow-plugins')).stdout).toMatch(
      /^ *acme\/require-owner +error +preset/m,
    );
    expect((await planvet('explain', 'acme/no-large-task')).code).toBe(2);
    const { stdout: json } = await planvet('plan.md', '--allow-plugins', '--format', 'json');
    expect(JSON.parse(json)).toMatchObject([
      { messages: [{ ruleId: 'acme/imperative-phase', messageId: 'gerund' }, {}, {}, {}] },
    ]);
    const { stdout: sarif } = await planvet('plan.md', '--allow-plugins', '--format', 'sarif');
    expect(sarif).toContain('Require a rollback section where a plan touches a database');
  });

  it('are packages too', async () => {
    repository.write('node_modules/planvet-acme/package.json', '{ "name": "planvet-acme", "main": "index.mjs" }');
    mkdirSync(repository.path('node_modules/planvet-acme'), { recursive: true });
    copyFileSync(join(home, 'docs/plugin/acme.mjs'), repository.path('node_modules/planvet-acme/index.mjs'));
    configure({ plugins: ['planvet-acme'] });
    expect(await found('--allow-plugins')).toEqual(OWN);
  });

  it.each<[string, string, string]>([
    [
      'a file that is not there',
      './tools/acmee.mjs',
      '`plugins` in planvet.config.json:1:13: no such file or folder: `./tools/acmee.mjs`; did you mean `./tools/acme.mjs`?',
    ],
    [
      'a package that is not there',
      'planvet-acme',
      '`plugins` in planvet.config.json:1:13: there is no package `planvet-acme`; install it, or begin a file with `./`',
    ],
    [
      'a file without its dots',
      'tools/acme.mjs',
      '`plugins` in planvet.config.json:1:13: there is no package `tools/acme.mjs`; did you mean `./tools/acme.mjs`?',
    ],
  ])('says what is wrong with %s', async (_, plugin, message) => {
    configure({ plugins: [plugin] });
    expect(await planvet('plan.md', '--allow-plugins')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(message) as string,
    });
  });

  it.each<[string, string]>([
    [
      "throw new Error('no ink\\nleft')",
      'the plugin `./tools/bad.mjs` in planvet.config.json:1:13 cannot be loaded: no ink',
    ],
    ['export const name = 1;', 'has no plugin as its default export: it is { name, rules }'],
    [
      "export default { name: 'Acme', rules: [] }",
      'needs a `name` in lower case with hyphens, other than `planvet`, not `Acme`',
    ],
    ["export default { name: 'planvet', rules: [] }", 'other than `planvet`, not `planvet`'],
    ["export default { name: 'acme' }", 'needs a list of `rules`, each made by `defineRule`'],
    [
      "export default { name: 'acme', rules: [{ id: 'acme/no-x', check() {} }] }",
      'rule 1 of the plugin `./tools/bad.mjs` in planvet.config.json:1:13 was not made by `defineRule` of `planvet/rule`',
    ],
    [rule('no-placeholder'), 'is called `no-placeholder`; it has to be `acme/no-placeholder`'],
    [rule('other/no-x'), 'is called `other/no-x`; it has to be `acme/` and a name in lower case with hyphens'],
    [rule('acme/no-x', 'acme/no-x'), 'has two rules `acme/no-x`'],
  ])('says what is wrong with %j', async (text, message) => {
    repository.write('tools/bad.mjs', text);
    configure({ plugins: ['./tools/bad.mjs'] });
    expect(await planvet('plan.md', '--allow-plugins')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(message) as string,
    });
  });

  it.each<[object, string]>([
    [
      { 'acme/require-owners': 'off' },
      'unknown rule `acme/require-owners` in planvet.config.json:1:42; did you mean `acme/require-owner`?',
    ],
    [{ 'acme/require-owner': 'loud' }, 'unknown severity `loud` for `acme/require-owner`'],
    [
      { 'acme/no-large-task': ['error', { hours: 0 }] },
      'option `hours` of `acme/no-large-task` in planvet.config.json:1:81 is `0`; it must be at least 1',
    ],
  ])('says what is wrong with the setting %j', async (rules, message) => {
    configure({ ...acme, rules });
    expect(await planvet('plan.md', '--allow-plugins')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(message) as string,
    });
  });

  it('lacks what nobody names', async () => {
    configure({ rules: { 'acme/require-owner': 'off' } });
    expect(await planvet('plan.md')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('unknown rule `acme/require-owner` in planvet.config.json:1:11') as string,
    });
  });

  it('tells a rule that fails from planvet', async () => {
    repository.write(
      'tools/bad.mjs',
      rule('acme/no-x').replace('*check() {}', "*check() { throw new Error('no ink'); }"),
    );
    configure({ plugins: ['./tools/bad.mjs'] });
    const { code, stdout } = await planvet('plan.md', '--allow-plugins');
    expect({ code, stdout }).toMatchObject({
      code: 3,
      stdout: expect.stringContaining('The rule acme/no-x failed: Error: no ink') as string,
    });
  });
});

/** A plugin with rules of these ids. */
function rule(...ids: string[]): string {
  const about =
    "description: 'Disallow x', category: 'x', recommended: 'error', strict: 'error', drafts: 'error', fixable: null";
  const rules = ids.map((id) => `defineRule({ id: '${id}', ${about}, options: {}, messages: {}, *check() {} })`);
  return `import { defineRule } from 'planvet/rule';\nexport default { name: 'acme', rules: [${rules.join(', ')}] };\n`;
}
