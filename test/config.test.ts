import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Folder } from './called.ts';

let folder: Folder;

beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());

const put = (path: string, text: string) => folder.put(path, text);
const planvet = (...args: string[]) => folder.planvet(args);

/** A plan with one finding in `recommended`: an error of no-unknown-dependency in line 6. */
const plan = '# Plan\n\n## Phase 1\n\n- [ ] Task 1: Lay the floor\n- [ ] Task 2: Raise walls (depends on Task 7)\n';
const clean = plan.replace('Task 7', 'Task 1');
const config = (text: object) => JSON.stringify(text);
const quiet = config({ rules: { 'no-unknown-dependency': 'off' } });

/** The findings of a call: `path: severity rule`. */
async function found(...args: string[]): Promise<string[]> {
  const { out } = await planvet(...args, '--format', 'compact');
  return [...out.matchAll(/^(.*?):\d+:\d+: (\w+): .*\[(.+)\]$/gm)].map(([, path, severity, id]) => {
    return `${path}: ${severity} ${id}`;
  });
}

describe('a configuration', () => {
  it.each<[string, string]>([
    ['planvet.config.json', quiet],
    ['planvet.config.jsonc', `// why not\n{ "rules": { "no-unknown-dependency": "off", }, }\n`],
    ['planvet.config.yaml', 'rules:\n  no-unknown-dependency: off\n'],
    ['planvet.config.yml', 'rules: { no-unknown-dependency: off }\n'],
    ['planvet.config.json', `// why not\n{ "rules": { "no-unknown-dependency": "off", }, }\n`],
    ['.planvetrc', 'rules:\n  no-unknown-dependency: off\n'],
    ['.planvetrc', quiet],
    ['.planvetrc', `{\n\t// why not\n\t"rules": { "no-unknown-dependency": "off" }\n}\n`],
    ['.planvetrc', '{ rules: { no-unknown-dependency: off } }\n'],
    ['package.json', `{ "name": "shop", "planvet": ${quiet} }\n`],
    ['planvet.config.json', `\ufeff${quiet}`],
  ])('is read from %s: %j', async (name, text) => {
    put('plan.md', plan);
    expect(await found('plan.md')).toEqual(['plan.md: error no-unknown-dependency']);
    put(name, text);
    expect(await planvet('plan.md')).toEqual({ code: 0, out: '', said: ['plan.md has no problems'] });
  });

  it.each(['planvet.config.js', 'planvet.config.toml', '.planvetrc.json', 'planvet.yaml'])(
    'is not %s, and that is said',
    async (name) => {
      put('plan.md', clean).put(name, quiet);
      expect(await planvet('plan.md')).toEqual({
        code: 0,
        out: '',
        said: [
          'plan.md has no problems',
          `planvet: \`${name}\` is not read: a configuration is called planvet.config.json, planvet.config.jsonc, planvet.config.yaml, planvet.config.yml or .planvetrc`,
        ],
      });
    },
  );

  it.each(['', '# nothing yet\n', '{}'])('may be empty in YAML: %j', async (text) => {
    put('plan.md', plan).put('planvet.config.yaml', text);
    expect(await found('plan.md')).toEqual(['plan.md: error no-unknown-dependency']);
  });

  it('is no package.json without the key', async () => {
    put('plan.md', plan).put('package.json', '{ "name": "planvet", "devDependencies": { "planvet": "1" } }');
    put('planvet.config.json', quiet);
    expect(await planvet('plan.md')).toMatchObject({ code: 0 });
    put('package.json', '{ "devDependencies": { "planvet": "1" }, }');
    expect(await planvet('plan.md')).toMatchObject({ code: 0 });
  });

  it('has one file in a folder', async () => {
    put('docs/plan.md', plan).put('docs/planvet.config.json', quiet).put('docs/.planvetrc', '');
    put('docs/package.json', '{ "planvet": {} }');
    expect(await planvet('docs/plan.md')).toEqual({
      code: 2,
      out: '',
      said: [
        'planvet: docs has 3 configurations, `planvet.config.json`, `.planvetrc` and `package.json`: keep one of them',
      ],
    });
    expect(await folder.planvet(['plan.md'], { from: 'docs' })).toMatchObject({
      said: [expect.stringMatching(/^planvet: this folder has 3 configurations/) as unknown],
    });
  });
});

describe('the nearest configuration', () => {
  it('wins, whole: nothing of the ones above it holds', async () => {
    put('planvet.config.json', config({ rules: { 'no-unknown-dependency': 'off', 'no-empty-section': 'error' } }));
    put('plan.md', `${plan}\n## Notes\n`).put('web/docs/plan.md', `${plan}\n## Notes\n`);
    put('web/.planvetrc', 'rules: { no-unknown-dependency: warning }');
    expect(await found('plan.md', 'web/docs/plan.md')).toEqual([
      'plan.md: error no-empty-section',
      'web/docs/plan.md: warning no-unknown-dependency',
      'web/docs/plan.md: warning no-empty-section',
    ]);
  });

  it('counts from the plan, not from where planvet is called', async () => {
    put('web/planvet.config.json', quiet).put('web/plan.md', plan).put('api/plan.md', plan).put('tools/x', '');
    expect(await found('web/plan.md', 'api/plan.md')).toEqual(['api/plan.md: error no-unknown-dependency']);
    const { out } = await folder.planvet(['../web/plan.md', '../api/plan.md', '--format', 'compact'], {
      from: 'tools',
    });
    expect(out).toMatch(/^\.\.\/api\/plan\.md:6:\d+: error: .*\n$/);
  });

  it('is looked for up to the root of the repository', async () => {
    put('planvet.config.json', quiet).put('shop/docs/plan.md', plan);
    mkdirSync(join(folder.path, 'shop/.git'));
    expect(await found('shop/docs/plan.md')).toEqual(['shop/docs/plan.md: error no-unknown-dependency']);
  });

  it('gives way to --config, and to --no-config', async () => {
    put('planvet.config.json', quiet).put('plan.md', plan);
    put('loud.json', config({ rules: { 'no-unknown-dependency': 'warning' } }));
    expect(await found('plan.md')).toEqual([]);
    expect(await found('plan.md', '--config', 'loud.json')).toEqual(['plan.md: warning no-unknown-dependency']);
    expect(await found('plan.md', '--no-config')).toEqual(['plan.md: error no-unknown-dependency']);
    put('package.json', '{ "planvet": {} }').put('other/package.json', '{}');
    expect(await found('plan.md', '--config', 'package.json')).toEqual(['plan.md: error no-unknown-dependency']);
    expect((await planvet('plan.md', '--config', 'other/package.json')).said).toEqual([
      'planvet: `other/package.json` has no key `planvet`',
    ]);
  });

  it('holds for the standard input', async () => {
    put('web/planvet.config.json', quiet).put('x', '');
    const named = ['-', '--stdin-filename', 'web/plan.md'];
    expect(await folder.planvet(named, { input: plan })).toMatchObject({ code: 0 });
    expect(await folder.planvet(['-'], { input: plan })).toMatchObject({ code: 1 });
    expect(await folder.planvet(['-'], { input: plan, from: 'web' })).toMatchObject({ code: 0 });
  });

  it('holds for show and graph', async () => {
    put('planvet.config.json', config({ words: { done: ['klart'] }, hoursPerDay: 6 }));
    put(
      'plan.md',
      '# Plan\n\n## Task 1: A\n\n**Status**: Klart\n**Effort**: 2 days\n\n## Task 2: B\n\n**Effort**: 1 h\n',
    );
    expect((await planvet('show', 'plan.md')).out).toMatch(/\[x\] +1 +A/);
    expect((await planvet('show', 'plan.md', '--no-config')).out).not.toMatch(/\[x\]/);
    const nodes = async (...args: string[]) =>
      (JSON.parse((await planvet('graph', 'plan.md', ...args)).out) as { nodes: { state: string }[] }).nodes;
    expect(await nodes()).toMatchObject([{ state: 'done', estimateHours: 12 }, { estimateHours: 1 }]);
    expect(await nodes('--no-config')).toMatchObject([{ estimateHours: 16 }, {}]);
  });
});

describe('extends', () => {
  it('begins with a preset', async () => {
    put('plan.md', `${plan}\n## Notes\n\nx\n\n## Notes\n\nx\n`);
    put('planvet.config.json', config({ extends: 'planvet:strict' }));
    expect(await found('plan.md')).toEqual([
      'plan.md: error no-unknown-dependency',
      expect.stringContaining('no-duplicate-section') as unknown,
    ]);
    put('planvet.config.json', config({ extends: ['planvet:strict', 'planvet:none'] }));
    expect(await found('plan.md')).toEqual([]);
    expect(await found('plan.md', '--preset', 'recommended')).toEqual(['plan.md: error no-unknown-dependency']);
    put('planvet.config.json', config({ extends: 'planvet:none', rules: { 'no-unknown-dependency': 'warn' } }));
    expect(await found('plan.md')).toEqual(['plan.md: warning no-unknown-dependency']);
  });

  it('takes over what other files say, the last one first', async () => {
    put(
      'planvet.config.json',
      config({ extends: ['./a.json', './shared/b.yaml'], rules: { 'no-empty-section': 'off' } }),
    );
    put('a.json', config({ rules: { 'no-unknown-dependency': 'off', 'no-empty-section': 'error' }, hoursPerDay: 7 }));
    put('shared/b.yaml', 'extends: ../c.jsonc\nrules:\n  no-unknown-dependency: warning\nhoursPerDay: 6\n');
    put('c.jsonc', '{ "rules": { "no-unknown-dependency": "off" }, "daysPerWeek": 4 } // base\n');
    put('plan.md', `${plan}\n## Notes\n`);
    expect(await found('plan.md')).toEqual(['plan.md: warning no-unknown-dependency']);
    const { settings, extends: bases } = JSON.parse((await planvet('config', 'plan.md', '--json')).out) as Shown;
    expect(bases).toEqual(['shared/b.yaml', 'c.jsonc', 'a.json']);
    expect(settings['hoursPerDay']).toEqual({ value: 6, from: ['shared/b.yaml:4:1'] });
    expect(settings['daysPerWeek']).toEqual({ value: 4, from: ['c.jsonc:1:48'] });
  });

  it('keeps options where a later file has only a severity', async () => {
    put('base.json', config({ rules: { 'no-placeholder': ['error', { allow: ['[TODO]'] }] } }));
    put('planvet.config.json', config({ extends: './base.json', rules: { 'no-placeholder': 'warning' } }));
    put('plan.md', '# Plan\n\n[TODO] and [TBD]\n');
    expect(await found('plan.md')).toEqual(['plan.md: warning no-placeholder']);
  });

  it('lets the file win over the overrides of what it extends', async () => {
    put('base.json', config({ overrides: [{ files: ['*.md'], rules: { 'no-unknown-dependency': 'off' } }] }));
    put('planvet.config.json', config({ extends: './base.json' }));
    put('plan.md', plan);
    expect(await found('plan.md')).toEqual([]);
    put('planvet.config.json', config({ extends: './base.json', rules: { 'no-unknown-dependency': 'warning' } }));
    expect(await found('plan.md')).toEqual(['plan.md: warning no-unknown-dependency']);
  });

  it('lets paths and globs count from the file that has them', async () => {
    put('team/base.json', config({ files: ['plans/*.md'], ignore: ['plans/old.md'], template: './plan.md' }));
    put('team/plan.md', '# Plan\n\n## Rollout\n').put('planvet.config.json', config({ extends: './team/base.json' }));
    put('team/plans/a.md', plan).put('team/plans/old.md', plan).put('plans/b.md', plan);
    expect(await found()).toEqual([
      'team/plans/a.md: error require-sections',
      'team/plans/a.md: error no-unknown-dependency',
    ]);
  });

  it('adds words; one that has a new meaning has lost its old one', async () => {
    put('base.json', config({ words: { done: ['klart', 'fertig'], draft: ['skiss'] } }));
    put('planvet.config.json', config({ extends: './base.json', words: { done: ['färdig'], blocked: ['Fertig'] } }));
    const { settings } = JSON.parse((await planvet('config', '--json')).out) as Shown;
    expect(settings['words.done']).toEqual({
      value: ['klart', 'färdig'],
      from: ['base.json:1:11', 'planvet.config.json:1:35'],
    });
    expect(settings).toMatchObject({ 'words.blocked': { value: ['Fertig'] }, 'words.draft': { value: ['skiss'] } });
  });

  it.each<[string, Record<string, string>, string]>([
    [
      'a file that is not there',
      { 'team.json': '{}', 'planvet.config.json': '{\n  "extends": ["./taem.json"]\n}' },
      '`extends` in planvet.config.json:2:15: no such file or folder: `./taem.json`; did you mean `./team.json`?',
    ],
    [
      'a preset that is not there',
      { 'planvet.config.json': '{ "extends": "planvet:strickt" }' },
      'unknown `planvet:strickt` of `extends` in planvet.config.json:1:14; did you mean `planvet:strict`?',
    ],
    [
      'a file without the dot',
      { 'team.json': '{}', 'planvet.config.yaml': 'extends: team.json' },
      'unknown `team.json` of `extends` in planvet.config.yaml:1:10; did you mean `./team.json`?',
    ],
    [
      'something else',
      { 'planvet.config.yaml': 'extends: [some-package]' },
      'unknown `some-package` of `extends` in planvet.config.yaml:1:11: there is `planvet:recommended`, `planvet:strict`, `planvet:none`, and files begin with `./` or `../`',
    ],
    [
      'itself',
      { 'planvet.config.json': '{ "extends": "./planvet.config.json" }' },
      '`extends` in planvet.config.json:1:14 goes round in a circle: `planvet.config.json`, `planvet.config.json`',
    ],
    [
      'what extends it',
      {
        'planvet.config.json': '{ "extends": "./b/b.json" }',
        'b/b.json': '{ "extends": "../c.yaml" }',
        'c.yaml': 'extends: ./b/b.json',
      },
      '`extends` in c.yaml:1:10 goes round in a circle: `b/b.json`, `c.yaml`, `b/b.json`',
    ],
    [
      'a file that is wrong',
      { 'planvet.config.json': '{ "extends": "./b.json" }', 'b.json': '{ "hours": 7 }' },
      'unknown key `hours` in b.json:1:3; did you mean `hoursPerDay`?',
    ],
    [
      'a folder',
      { 'planvet.config.json': '{ "extends": "./docs" }', 'docs/x': '' },
      'cannot read the configuration `docs`: it is a folder',
    ],
  ])('cannot name %s', async (_, files, said) => {
    for (const [path, text] of Object.entries(files)) put(path, text);
    put('plan.md', plan);
    expect(await planvet('plan.md')).toEqual({ code: 2, out: '', said: [`planvet: ${said}`] });
  });

  it('may lead to one file twice', async () => {
    put('planvet.config.json', config({ extends: ['./a.json', './b.json'] }));
    put('a.json', config({ extends: './base.json' })).put('b.json', config({ extends: './base.json' }));
    put('base.json', quiet).put('plan.md', plan);
    expect(await planvet('plan.md')).toMatchObject({ code: 0 });
  });
});

/** What `planvet config --json` shows. */
interface Shown {
  readonly extends: readonly string[];
  readonly leftOut: string | null;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly rules: Readonly<Record<string, unknown>>;
}

describe('precedence', () => {
  it('command line, overrides, configuration, preset', async () => {
    put('docs/plan.md', plan);
    const rule = (severity: string) => ({ rules: { 'no-unknown-dependency': severity } });
    put('planvet.config.json', config({ extends: 'planvet:none' }));
    expect(await found('docs/plan.md')).toEqual([]);
    put('planvet.config.json', config({ extends: 'planvet:none', ...rule('error') }));
    expect(await found('docs/plan.md')).toEqual(['docs/plan.md: error no-unknown-dependency']);
    const overrides = [
      { files: ['docs/**'], ...rule('off') },
      { files: ['**/plan.md'], ...rule('warning') },
      { files: ['other.md'], ...rule('error') },
    ];
    put('planvet.config.json', config({ ...rule('error'), overrides }));
    expect(await found('docs/plan.md')).toEqual(['docs/plan.md: warning no-unknown-dependency']);
    const louder = ['--rule', 'no-unknown-dependency: error'];
    expect(await found('docs/plan.md', ...louder)).toEqual(['docs/plan.md: error no-unknown-dependency']);
    expect(await found('docs/plan.md', '--preset', 'none')).toEqual(['docs/plan.md: warning no-unknown-dependency']);
  });

  it('globs of overrides count from the configuration, and `!` takes back', async () => {
    put('a/planvet.config.json', config({ overrides: [{ files: ['./docs/', '!docs/b.md'], rules: {} }] }));
    put(
      'a/planvet.config.json',
      config({
        overrides: [{ files: ['docs/*.md', '!docs/b.md'], rules: { 'no-unknown-dependency': 'off' } }],
      }),
    );
    put('a/docs/a.md', plan).put('a/docs/b.md', plan).put('a/docs/deep/c.md', plan);
    expect(await found('a/docs/a.md', 'a/docs/b.md', 'a/docs/deep/c.md')).toEqual([
      'a/docs/b.md: error no-unknown-dependency',
      'a/docs/deep/c.md: error no-unknown-dependency',
    ]);
  });

  it('a plan names its own template, whatever the configuration says', async () => {
    put('planvet.config.json', config({ template: './t.md' })).put('t.md', '# T\n\n## Rollout\n');
    put('plan.md', clean);
    expect(await found('plan.md')).toEqual(['plan.md: error require-sections']);
    put('plan.md', `<!-- planvet-template checklist -->\n\n${clean}`);
    expect((await planvet('show', 'plan.md')).out).toContain('checklist');
    expect((await planvet('show', 'plan.md', '--template', './t.md')).out).toMatch(/template +t\b/);
  });
});

describe('which files', () => {
  it('`files` stand for the well-known places, without paths', async () => {
    put('planvet.config.json', config({ files: ['rfcs/*.txt', 'notes/**'] }));
    put('rfcs/1.txt', plan).put('rfcs/2.md', plan).put('notes/deep/x.md', plan).put('plan.md', plan);
    put('notes/archive/y.md', plan).put('notes/templates/z.md', plan);
    expect(await found()).toEqual([
      'notes/deep/x.md: error no-unknown-dependency',
      'rfcs/1.txt: error no-unknown-dependency',
    ]);
    const { said } = await planvet('--verbose', '--quiet');
    expect(said).toEqual(
      expect.arrayContaining([
        'plan.md: left out: not among the files of planvet.config.json:1:2',
        'notes/archive: left out: an archive folder',
      ]),
    );
  });

  it('`files` may name a folder that is left out otherwise', async () => {
    put('planvet.config.json', config({ files: ['templates/rfcs/*.md'] })).put('templates/rfcs/a.md', plan);
    expect(await found()).toEqual(['templates/rfcs/a.md: error no-unknown-dependency']);
    expect(await found('--force-exclude', 'templates/rfcs/a.md')).toEqual([
      'templates/rfcs/a.md: error no-unknown-dependency',
    ]);
  });

  it('says what was looked for where there is nothing', async () => {
    put('planvet.config.json', config({ files: ['rfcs/*.md', '!rfcs/0.md'] })).put('rfcs/0.md', plan);
    expect(await planvet()).toEqual({
      code: 2,
      out: '',
      said: [
        'planvet: no plans here; looked for `rfcs/*.md`, `!rfcs/0.md`, by `files` in planvet.config.json:1:2 (1 Markdown file there, left out; --verbose says why)',
      ],
    });
  });

  it('`files` never widen what is named', async () => {
    put('planvet.config.json', config({ files: ['docs/*.txt'] }));
    put('docs/a.txt', plan).put('docs/b.md', 'Hello.\n').put('docs/plan.md', plan);
    expect(await found('docs')).toEqual(['docs/plan.md: error no-unknown-dependency']);
  });

  it('are expected where `files` say, in hooks too', async () => {
    put('planvet.config.json', config({ files: ['rfcs/*.md'] }))
      .put('rfcs/a.md', 'Hello.\n')
      .put('plan.md', 'Hello.\n');
    const { said } = await planvet('--force-exclude', 'rfcs/a.md', 'plan.md', '--verbose');
    expect(said).toContain('rfcs/a.md: read without a template: 0 tasks, 0 edges, 0 gates');
    expect(said).toContain(
      'plan.md: left out: not a plan: no template, and no two tasks with a phase, dependency or gate',
    );
  });

  it('of a monorepo follow the package that they are in', async () => {
    put('planvet.config.json', config({ ignore: ['legacy'], rules: { 'no-unknown-dependency': 'warning' } }));
    put('web/planvet.config.json', config({ extends: '../planvet.config.json', files: ['rfcs/*.md'] }));
    put('api/planvet.config.json', config({}));
    for (const path of ['docs/plans/a.md', 'web/docs/plans/b.md', 'web/rfcs/c.md', 'api/plan.md', 'legacy/plan.md'])
      put(path, plan);
    expect(await found()).toEqual([
      'api/plan.md: error no-unknown-dependency',
      'docs/plans/a.md: warning no-unknown-dependency',
      'web/rfcs/c.md: warning no-unknown-dependency',
    ]);
  });

  it('`ignore` leaves out, named or not, and says so when asked', async () => {
    put('planvet.config.json', config({ ignore: ['docs/plans/archive/**', 'drafts', '*.local.md'] }));
    for (const path of ['docs/plans/archive/a.md', 'drafts/deep/plan.md', 'plan.local.md', 'plan.md']) put(path, plan);
    const only = ['plan.md: error no-unknown-dependency'];
    expect(await found()).toEqual(only);
    expect(await found('.')).toEqual(only);
    expect(await found('**/*.md')).toEqual(only);
    expect(await found('plan.md', 'plan.local.md', 'drafts/deep/plan.md')).toEqual(only);
    expect(await planvet('plan.local.md')).toEqual({ code: 0, out: '', said: [] });
    expect(await planvet('plan.local.md', '--verbose')).toEqual({
      code: 0,
      out: '',
      said: ['plan.local.md: left out: ignored by `ignore` in planvet.config.json:1:2'],
    });
    expect(await planvet('drafts')).toEqual({
      code: 2,
      out: '',
      said: ['planvet: `drafts` is ignored by `ignore` in planvet.config.json:1:2'],
    });
    expect(await planvet('--force-exclude', 'drafts', 'drafts/deep/plan.md')).toEqual({ code: 0, out: '', said: [] });
    const stdin = ['-', '--stdin-filename', 'drafts/x.md'];
    expect(await folder.planvet(stdin, { input: plan })).toEqual({ code: 0, out: '', said: [] });
    expect(await planvet('show', 'plan.local.md')).toMatchObject({ code: 0 });
  });

  it('`ignore` can take back', async () => {
    put('planvet.config.json', config({ ignore: ['docs/**', '!docs/plans/keep.md'] }));
    put('docs/plans/keep.md', plan).put('docs/plans/other.md', plan);
    expect(await found()).toEqual(['docs/plans/keep.md: error no-unknown-dependency']);
    expect(await found('docs')).toEqual(['docs/plans/keep.md: error no-unknown-dependency']);
  });

  it('never include the template', async () => {
    put('planvet.config.json', config({ overrides: [{ files: ['plans/**'], template: 'plans/blank.md' }] }));
    put('plans/blank.md', '# [Name]\n\n## Phase 1\n\n- [ ] Task 1: [what]\n').put('plans/a-plan.md', clean);
    expect((await planvet('plans')).said).toEqual([
      'plans/a-plan.md has no problems',
      'planvet: 1 plan read, from `blank` (1); left out: 1 (plans are written from it, by `template` in planvet.config.json)',
    ]);
    expect((await planvet('plans/blank.md', '--verbose')).said).toEqual([
      'plans/blank.md: left out: plans are written from it, by `template` in planvet.config.json:1:37',
    ]);
  });
});

describe('settings', () => {
  it('`words` make a plan in another language readable', async () => {
    put(
      'plan.md',
      [
        '# Nya hyllor',
        '',
        '**Läge**: utkast',
        '',
        '## Uppgift 1: Köp brädor',
        '',
        '**Läge**: ej börjad',
        '',
        '## Uppgift 2: Såga',
        '',
        '**Läge**: klart',
        '**Beror på**: Uppgift 1, Uppgift 3',
        '',
      ].join('\n'),
    );
    expect(await found('plan.md')).toEqual([]);
    put(
      'planvet.config.yaml',
      [
        'words:',
        '  task: [uppgift]',
        '  status: [läge]',
        '  open: [ej börjad]',
        '  done: [klart]',
        '  draft: [utkast]',
        '  dependencies: [beror på]',
        '',
      ].join('\n'),
    );
    expect(await found('plan.md')).toEqual([
      'plan.md: error no-premature-task',
      'plan.md: error no-unknown-dependency',
    ]);
  });

  it('`tasks.external` are ids that are never unknown', async () => {
    const needs = (what: string) =>
      `# P\n\n- [ ] TASK-1: A\n- [ ] TASK-2: B (needs TASK-1)\n- [ ] TASK-3: C (needs ${what})\n`;
    put('plan.md', needs('TASK-90'));
    expect(await found('plan.md')).toEqual(['plan.md: error no-unknown-dependency']);
    put('planvet.config.json', config({ tasks: { external: ['task-9?'] } }));
    expect(await found('plan.md')).toEqual([]);
    put('plan.md', needs('TASK-80'));
    expect(await found('plan.md')).toEqual(['plan.md: error no-unknown-dependency']);
    put('plan.md', plan).put('planvet.config.json', config({ tasks: { external: ['Task 7'] } }));
    expect(await found('plan.md')).toEqual([]);
  });

  it('`tasks.ids` are ids, whatever their shape', async () => {
    put(
      'plan.md',
      [
        '# P',
        '',
        '## WORK/1: Lay the floor',
        '',
        '## WORK/2: Raise the walls',
        '',
        '**Depends on**: WORK/1, WORK/3 (the roof), WORK/4',
        '',
        '- [ ] [WORK/3] Roof',
        '- [x] FR-7 Paint (depends on WORK/3)',
        '',
        '| Task | Needs |',
        '| --- | --- |',
        '| a1b2 Sweep | WORK/2 |',
        '',
      ].join('\n'),
    );
    put('planvet.config.json', config({ tasks: { ids: ['WORK/\\d+', '(FR|NFR)-\\d+', '[a-z]\\d[a-z]\\d'] } }));
    expect(await found('plan.md')).toEqual(
      expect.arrayContaining(['plan.md: error no-unknown-dependency', 'plan.md: error no-premature-task']),
    );
    const { edges } = JSON.parse((await planvet('graph', 'plan.md')).out) as { edges: { from: string; to: string }[] };
    expect(edges.map(({ from, to }) => `${from} needs ${to}`)).toEqual([
      'WORK/2 needs WORK/1',
      'WORK/2 needs WORK/3',
      'FR-7 needs WORK/3',
      'a1b2 needs WORK/2',
    ]);
  });

  it('`tasks.ids` are whole words, looked for in linear time', async () => {
    put('planvet.config.json', config({ tasks: { ids: ['(a+)+\\d', 'x*'] } }));
    put('plan.md', `# P\n\n- [ ] ${'a'.repeat(5000)}!\n- [ ] aa7bb Sand\n- [ ] aa8 Paint\n- [ ] Task 1: B\n`);
    const { nodes } = JSON.parse((await planvet('graph', 'plan.md')).out) as { nodes: { id: string | null }[] };
    expect(nodes.flatMap(({ id }) => id ?? [])).toEqual(['aa8', '1']);
  });

  it('`template` may use the words of the team', async () => {
    const template = '# [Namn]\n\n## Fas 1: [namn]\n\n### Klart när\n\n- [ ] [villkor]\n';
    put('mall.md', template);
    put('plan.md', '# Hyllor\n\n## Fas 1: Trä\n\n- [ ] Task 1: Såga\n');
    const words = { phase: ['fas'], gate: ['klart när'] };
    put('planvet.config.json', config({ template: './mall.md', extends: 'planvet:strict', words }));
    expect(await found('plan.md')).toContainEqual(expect.stringMatching(/require-gates$/));
  });

  it('`sections` are demanded, by any of their titles', async () => {
    put('planvet.config.json', config({ sections: ['Overview', { title: 'Risks', aliases: ['What may go wrong'] }] }));
    put('plan.md', `${clean}\n## What may go wrong\n\nRain.\n`);
    const { out } = await planvet('plan.md', '--format', 'compact');
    expect(out).toBe(
      'plan.md:1:3: error: `Overview`, which the configuration demands, is missing [require-sections]\n',
    );
  });

  it('`template` is a name, or a path from the configuration', async () => {
    put('web/planvet.config.json', config({ template: '../templates/ours.md' }));
    put('templates/ours.md', '# Plan\n\n## Rollout\n').put('web/docs/plan.md', clean);
    expect((await planvet('web/docs/plan.md', '--format', 'compact')).out).toBe(
      'web/docs/plan.md:1:3: error: `Rollout`, which the template `ours` demands, is missing [require-sections]\n',
    );
    put('web/planvet.config.json', config({ template: 'checklist' }));
    const { out } = await planvet('show', 'web/docs/plan.md');
    expect(out).toMatch(/template +checklist.*the configuration/);
  });

  it('`hoursPerDay` and `daysPerWeek` count time', async () => {
    put('plan.md', '# P\n\n- [ ] Task 1: A\n  - _Effort: 1 week_\n- [ ] Task 2: B\n  - _Effort: 2 days_\n');
    put('planvet.config.json', config({ daysPerWeek: 4, hoursPerDay: 7.5 }));
    const { nodes } = JSON.parse((await planvet('graph', 'plan.md')).out) as { nodes: object[] };
    expect(nodes).toMatchObject([{ estimateHours: 30 }, { estimateHours: 15 }]);
  });
});

describe('what is wrong', () => {
  const wrong = async (text: string, name = 'planvet.config.json') => {
    put(name, text).put('plan.md', plan);
    const { code, out, said } = await planvet('plan.md');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    return said.map((line) => line.replace(/^planvet: /, ''));
  };

  it.each<[string, string]>([
    ['{\n  "rulse": {}\n}', 'unknown key `rulse` in planvet.config.json:2:3; did you mean `rules`?'],
    [
      '{ "colour": [] }',
      'unknown key `colour` in planvet.config.json:1:3: there is `$schema`, `extends`, `plugins`, `files`, `ignore`, `baseline`, `template`, `sections`, `rules`, `words`, `hoursPerDay`, `daysPerWeek`, `tasks`, `overrides`',
    ],
    [
      '{ "tasks": { "extrenal": [] } }',
      'unknown key `extrenal` of `tasks` in planvet.config.json:1:14; did you mean `external`?',
    ],
    [
      '{ "tasks": { "constructor": 1 } }',
      'unknown key `constructor` of `tasks` in planvet.config.json:1:14: there is `ids`, `external`',
    ],
    [
      '{ "tasks": { "__proto__": 1 } }',
      'unknown key `__proto__` of `tasks` in planvet.config.json:1:14: there is `ids`, `external`',
    ],
    ['{ "tasks": { "a": 1 } }', 'unknown key `a` of `tasks` in planvet.config.json:1:14: there is `ids`, `external`'],
    [
      '{ "tasks": { "ids": ["A+", "[A-Z"] } }',
      'the pattern `[A-Z` in planvet.config.json:1:28 cannot be read: missing closing ]: `[A-Z`',
    ],
    [
      '{ "overrides": [{ "files": ["a"], "tasks": { "ids": ["(?=A)"] } }] }',
      'the pattern `(?=A)` in planvet.config.json:1:54 cannot be read: invalid or unsupported Perl syntax: `(?=`',
    ],
    [
      '{ "words": { "doen": [] } }',
      'unknown meaning `doen` of `words` in planvet.config.json:1:14; did you mean `done`?',
    ],
    ['{ "words": { "x": [] } }', 'unknown meaning `x` of `words` in planvet.config.json:1:14: README.md lists them'],
    [
      '{ "sections": [{ "title": "A", "alias": [] }] }',
      'unknown key `alias` of `sections[0]` in planvet.config.json:1:32; did you mean `aliases`?',
    ],
    ['{ "sections": [{}] }', '`sections[0]` in planvet.config.json:1:16 lacks `title`'],
    ['{ "sections": [7] }', '`sections[0]` in planvet.config.json:1:16 is a number; it must be text or a map'],
    ['{ "sections": [[]] }', '`sections[0]` in planvet.config.json:1:16 is a list; it must be text or a map'],
    ['{ "sections": "A" }', '`sections` in planvet.config.json:1:15 is text; it must be a list'],
    ['{ "overrides": [{}] }', '`overrides[0]` in planvet.config.json:1:17 lacks `files`'],
    [
      '{ "overrides": [{ "files": ["a"], "ignore": [] }] }',
      'unknown key `ignore` of `overrides[0]` in planvet.config.json:1:35: there is `files`, `template`, `sections`, `rules`, `words`, `hoursPerDay`, `daysPerWeek`, `tasks`',
    ],
    ['{ "hoursPerDay": "8" }', '`hoursPerDay` in planvet.config.json:1:18 is text; it must be a number'],
    ['{ "hoursPerDay": 0 }', '`hoursPerDay` in planvet.config.json:1:18 is `0`; it must be above 0'],
    ['{ "daysPerWeek": 8 }', '`daysPerWeek` in planvet.config.json:1:18 is `8`; it must be at most 7'],
    ['{ "extends": true }', '`extends` in planvet.config.json:1:14 is `true`; it must be text or a list'],
    ['{ "extends": [1] }', '`extends[0]` in planvet.config.json:1:15 is a number; it must be text'],
    ['{ "files": [] }', '`files` in planvet.config.json:1:12 is empty; it must have at least one entry'],
    ['{ "files": [""] }', '`files[0]` in planvet.config.json:1:13 is empty; it must be text'],
    ['{ "ignore": ["/"] }', 'the glob `/` in planvet.config.json:1:14 is empty'],
    [
      '{ "ignore": ["a*b*c*d*"] }',
      'the glob `a*b*c*d*` in planvet.config.json:1:14 has too many wildcards: it may have 3 `*` between two slashes, 4 `**` and 3 `{`',
    ],
    ['{ "template": null }', '`template` in planvet.config.json:1:15 is empty; it must be text'],
    ['{ "rules": [] }', '`rules` in planvet.config.json:1:12 is a list; it must be a map'],
    ['[]', 'what stands in planvet.config.json:1:1 is a list; it must be a map'],
    ['"planvet:strict"', 'what stands in planvet.config.json:1:1 is text; it must be a map'],
    [
      '{ "rules": { "no-placehodler": "off" } }',
      'unknown rule `no-placehodler` in planvet.config.json:1:14; did you mean `no-placeholder`?',
    ],
    [
      '{ "rules": { "planvet/parse-limit": "off" } }',
      '`planvet/parse-limit` in planvet.config.json:1:14 is no rule: planvet says it of a file, and it cannot be switched off',
    ],
    [
      '{ "rules": { "no-placeholder": "eror" } }',
      'unknown severity `eror` for `no-placeholder` in planvet.config.json:1:32; did you mean `error`?',
    ],
    [
      '{ "rules": { "no-placeholder": ["loud", {}] } }',
      'unknown severity `loud` for `no-placeholder` in planvet.config.json:1:33: it is `off`, `warning` or `error`',
    ],
    [
      '{ "rules": { "no-placeholder": ["error", { "alow": [] }] } }',
      'unknown option `alow` of `no-placeholder` in planvet.config.json:1:44; did you mean `allow`?',
    ],
    [
      '{ "rules": { "no-placeholder": ["error", { "allow": [3] }] } }',
      'option `allow.0` of `no-placeholder` in planvet.config.json:1:54 is a number; it must be text',
    ],
    [
      '{ "rules": { "no-unchecked-gate": [2, { "when": "alwys" }] } }',
      'option `when` of `no-unchecked-gate` in planvet.config.json:1:49 is `alwys`; did you mean `always`?',
    ],
    [
      '{ "overrides": [{ "files": ["a"], "rules": { "no-x-y-z": 1 } }] }',
      'unknown rule `no-x-y-z` in planvet.config.json:1:46',
    ],
    ['{ "template": "./tmpl.md" }', '`template` in planvet.config.json:1:15: no such file or folder: `./tmpl.md`'],
    ['{ "a": 1, "a": 2 }', 'planvet.config.json:1:11 is not valid JSON: the key `a` is there twice'],
    ['{ "rules": {} "files": [] }', 'planvet.config.json:1:15 is not valid JSON: a comma is expected'],
    ["{ 'a': 1 }", "planvet.config.json:1:3 is not valid JSON: unexpected `'a'`"],
    ['{ "a": 1', 'planvet.config.json:1:9 is not valid JSON: a `}` is expected'],
    ['\n', 'planvet.config.json:1:1 is not valid JSON: it is empty'],
  ])('%j', async (text, said) => {
    expect(await wrong(text)).toEqual([said]);
  });

  it('is nested too deep', async () => {
    expect(await wrong(`{ "a": ${'['.repeat(100_000)}`)).toEqual([
      'planvet.config.json:1:1 is not valid JSON: it is nested too deep',
    ]);
  });

  it('a template that nobody knows', async () => {
    const [said] = await wrong('{ "overrides": [{ "files": ["a"], "template": "chekclist" }] }');
    expect(said).toMatch(
      /^unknown template `chekclist` in `template` in planvet\.config\.json:1:47; did you mean `checklist`\?/,
    );
  });

  it.each<[string, string]>([
    ['a: 1\nrules: {}\n', 'unknown key `a` in planvet.config.yaml:1:1'],
    [
      'rules:\n  no-placeholder: eror\n',
      'unknown severity `eror` for `no-placeholder` in planvet.config.yaml:2:19; did you mean `error`?',
    ],
    [
      'tasks: &t\n  external: [x]\noverrides:\n  - files: [a]\n    tasks: *t\n    hoursPerDay: a\n',
      '`overrides[0].hoursPerDay` in planvet.config.yaml:6:18 is text; it must be a number',
    ],
    ['files:\n  - a\n  - 3\n', '`files[1]` in planvet.config.yaml:3:5 is a number; it must be text'],
    ['a: 1\na: 2\n', 'planvet.config.yaml:2:1 is not valid YAML: Map keys must be unique'],
    [
      'rules: !!js/function x\n',
      'planvet.config.yaml:1:8 is not valid YAML: Unresolved tag: tag:yaml.org,2002:js/function',
    ],
    [
      'files: *x\n',
      'planvet.config.yaml:1:1 is not valid YAML: Unresolved alias (the anchor must be set before the alias): x',
    ],
    ['- a\n', 'what stands in planvet.config.yaml:1:1 is a list; it must be a map'],
  ])('in YAML: %j', async (text, said) => {
    const [first] = await wrong(text, 'planvet.config.yaml');
    expect(first?.replace(/: there is .*/, '')).toBe(said);
  });

  it('is not YAML where there are two documents', async () => {
    const [said] = await wrong('files: [a]\n---\nignore: []\n', 'planvet.config.yaml');
    expect(said).toMatch(/^planvet\.config\.yaml:2:1 is not valid YAML: .*multiple documents/);
  });

  it('in package.json has its place there', async () => {
    expect(await wrong('{\n  "name": "a",\n  "planvet": { "rulse": {} }\n}\n', 'package.json')).toEqual([
      'unknown key `rulse` in package.json:3:16; did you mean `rules`?',
    ]);
    expect(await wrong('{ "planvet": null }', 'package.json')).toEqual([
      'what stands in package.json:1:14 is empty; it must be a map',
    ]);
    expect(await wrong('{ "planvet": { }, }', 'package.json')).toEqual([
      'package.json:1:19 is not valid JSON: a trailing comma',
    ]);
  });

  it('is not UTF-8', async () => {
    put('plan.md', plan);
    put('planvet.config.json', '{ "a": "\0" }');
    expect((await planvet('plan.md')).said).toEqual([
      'planvet: planvet.config.json:1:1: This file is binary: it has NUL bytes',
    ]);
  });

  it('is said all at once', async () => {
    expect(await wrong('{ "rulse": {}, "hoursPerDay": "8", "rules": { "no-x-y-z": 1 }, "fiels": [] }')).toEqual([
      '`hoursPerDay` in planvet.config.json:1:31 is text; it must be a number',
      'unknown key `rulse` in planvet.config.json:1:3; did you mean `rules`?',
      'unknown key `fiels` in planvet.config.json:1:64; did you mean `files`?',
      'unknown rule `no-x-y-z` in planvet.config.json:1:47',
    ]);
  });

  it('stops only the files that it is for', async () => {
    put('web/planvet.config.json', '{ "rulse": {} }').put('web/plan.md', plan).put('web/b-plan.md', plan);
    put('api/plan.md', plan);
    const said = ['planvet: unknown key `rulse` in web/planvet.config.json:1:3; did you mean `rules`?'];
    for (const paths of [[], ['.'], ['web/plan.md', 'web/b-plan.md', 'api/plan.md']]) {
      const answer = await planvet(...paths, '--format', 'compact');
      expect(answer).toMatchObject({ code: 2, said });
      expect(answer.out).toMatch(/^api\/plan\.md:6:\d+: error: [^\n]*\n$/);
    }
    expect(await planvet('show', 'web/plan.md')).toEqual({ code: 2, out: '', said });
    expect(await planvet('config', 'web/plan.md')).toEqual({ code: 2, out: '', said });
  });

  it('is the configuration of the call, where that says where to look', async () => {
    put('planvet.config.json', '{ "files": "docs" }').put('docs/x.md', plan);
    expect(await planvet()).toEqual({
      code: 2,
      out: '',
      said: ['planvet: `files` in planvet.config.json:1:12 is text; it must be a list'],
    });
  });

  it('is a file for --config that is not there', async () => {
    put('plan.md', plan).put('team.json', '{}');
    expect(await planvet('plan.md', '--config', 'taem.json')).toEqual({
      code: 2,
      out: '',
      said: ['planvet: --config: no such file or folder: `taem.json`; did you mean `team.json`?'],
    });
  });
});

describe('planvet config', () => {
  it('shows what holds and where it comes from', async () => {
    put('team.yaml', 'extends: planvet:strict\nhoursPerDay: 7\nwords: { done: [klart] }\n');
    put(
      'planvet.config.json',
      [
        '{',
        '  "extends": "./team.yaml",',
        '  "rules": { "no-placeholder": ["error", { "allow": ["[P]"] }] },',
        '  "overrides": [',
        '    { "files": ["docs/**"], "rules": { "no-placeholder": "warn" }, "sections": ["Risks"] }',
        '  ]',
        '}',
      ].join('\n'),
    );
    put('docs/plan.md', plan);
    const { code, out, said } = await planvet('config', 'docs/plan.md');
    expect({ code, said }).toEqual({ code: 0, said: [] });
    const lines = out.split('\n');
    expect(lines.slice(0, 18)).toEqual([
      'docs/plan.md',
      '  configuration  planvet.config.json',
      '  extends        team.yaml',
      '',
      'Settings',
      '  preset          strict  team.yaml:1:10',
      '  files           none    default',
      '  ignore          none    default',
      '  baseline        none    default',
      '  plugins         none    default',
      '  template        none    default',
      '  sections        Risks   planvet.config.json:5:68',
      '  hoursPerDay     7       team.yaml:2:1',
      '  daysPerWeek     5       default',
      '  tasks.ids       none    default',
      '  tasks.external  none    default',
      '  words.done      klart   team.yaml:3:10',
      '',
    ]);
    expect(lines).toContain(
      '  no-placeholder                warning {"allow":["[P]"]}  planvet.config.json:5:40, planvet.config.json:3:14',
    );
    expect(out).toMatch(/^ {2}no-duplicate-section +(?:error|warning) +preset strict$/m);
    const data = JSON.parse((await planvet('config', '--json')).out) as Shown;
    expect(data.settings).toMatchObject({ sections: { value: [], from: ['default'] } });
    expect(data.rules['no-placeholder']).toEqual({
      severity: { value: 'error', from: ['planvet.config.json:3:14'] },
      options: { value: { allow: ['[P]'] }, from: ['planvet.config.json:3:14'] },
    });
  });

  it('shows what holds without one, and why a file is left out', async () => {
    put('plan.md', plan);
    expect((await planvet('config')).out).toMatch(
      /^\.\n {2}configuration +none\n\nSettings\n {2}preset +recommended +default\n/,
    );
    put('planvet.config.json', '{ "ignore": ["plan.md"] }');
    expect((await planvet('config', 'plan.md')).out).toContain(
      'left out       ignored by `ignore` in planvet.config.json:1:3',
    );
    expect((await planvet('config', 'plan.md', '--no-config')).out).toContain('configuration  none');
    expect(await planvet('config', 'plam.md')).toMatchObject({ code: 2 });
  });
});
