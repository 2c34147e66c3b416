import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtInTemplates } from '../src/model/template/template.ts';
import { lintText } from '../src/index.ts';
import { newPlan } from '../src/engine/new-plan.ts';
import { toolsIn } from '../src/engine/files/surroundings.ts';
import { Progress } from '../src/cli/progress.ts';
import { Folder } from './called.ts';
import { block, blocks, page } from './readme.ts';
import { has, Repository } from './repository.ts';
import { snippets } from '../src/report/snippets.ts';

const wrong =
  '# Shop plan\n\n## Phase 1: Build\n\n- [ ] Task 1: Lay the floor (depends on Task 7)\n- [ ] Task 2: Walls\n';

describe('planvet new', () => {
  const folder = new Folder();
  afterAll(() => folder.remove());
  const read = (path: string) => readFileSync(join(folder.path, path), 'utf8');
  const at = (name: string, day = '2026-03-01') => {
    const template = builtInTemplates.get(name);
    if (!template) throw new Error(name);
    return newPlan(template, { title: 'Oil & "Water"', today: day });
  };

  it.each([...builtInTemplates.keys()])('%s: a fresh plan can be committed', (name) => {
    const { text } = at(name);
    const { findings, lifecycle } = lintText(text, { path: 'docs/plans/oil.md' });
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(lifecycle).toBe('draft');
    expect(text).not.toContain('<!-- optional -->');
  });

  it('says the title wherever the template leaves it open, in front matter as YAML has it', () => {
    expect(at('checklist').text).toMatch(/^# Oil & "Water" - Implementation Plan\n\n\*\*Status\*\*: Draft\n/);
    expect(at('cursor-plan').text).toMatch(/^---\nname: "Oil & \\"Water\\""\n[^]*\n# Oil & "Water"\n/);
    expect(at('kiro-requirements').titled).toBe(false);
  });

  it('dates what was made and changed, and nothing else', () => {
    const { text } = at('checklist');
    expect(text).toMatch(/\*\*Created:\*\* 2026-03-01 {2}\n\*\*Last Updated:\*\* 2026-03-01 {2}\n/);
    expect(text).toContain('**Estimated Completion:** [Date]');
    expect(at('lean-spec').text).toContain("created: '2026-03-01'");
    expect(at('taskmd').text).toContain('created: 2026-03-01\n');
    expect(at('backlog-task').text).toContain("created_date: '2026-03-01'");
    expect(at('program').text).toContain('- **M1: Foundation Complete** - [Date]');
  });

  it('leaves the words that a template has for a draft', () => {
    expect(at('program').text).toMatch(/\*\*Status\*\*: Planning\n/);
    expect(at('bmad-story').text.match(/Draft/g)).toHaveLength(1);
  });

  it('writes a file, named after itself or its folder, and over nothing', async () => {
    const path = 'docs/plans/2026-03-faster-checkout.md';
    expect(await folder.planvet(['new', 'checklist', path])).toEqual({
      code: 0,
      out: '',
      said: [`planvet: wrote \`${path}\`, a draft from \`checklist\``],
    });
    expect(read(path)).toMatch(/^# Faster checkout - Implementation Plan\n/);
    const text = read(path);
    expect(await folder.planvet(['new', 'program', path])).toMatchObject({ code: 2 });
    expect(read(path)).toBe(text);
    await folder.planvet(['new', 'spec-kit-spec', 'specs/001-gift-cards/spec.md']);
    expect(read('specs/001-gift-cards/spec.md')).toMatch(/^# Feature Specification: Gift cards\n/);
    expect((await folder.planvet(['new', 'checklist', 'docs/plans/'])).said).toEqual([
      'planvet: `docs/plans/` is a folder: name a file in it',
    ]);
  });

  it('takes a template of a team, and says where its title would go nowhere', async () => {
    folder.put('team.md', '# Plan\n\n**Erstellt**: [Datum]\n**Status**: [offen]\n\n## Ziel\n\n[Wozu]\n');
    const { out, said } = await folder.planvet(['new', './team.md', '--title', 'Oil']);
    expect(out).toMatch(/^# Plan\n\n\*\*Erstellt\*\*: \d{4}-\d\d-\d\d\n\*\*Status\*\*: Draft\n/);
    expect(said).toEqual(['planvet: `./team.md` has no place for a title']);
  });

  it('knows no other templates', async () => {
    expect(await folder.planvet(['new', 'checklst'])).toMatchObject({
      code: 2,
      said: [expect.stringContaining('did you mean `checklist`?')],
    });
    expect(await folder.planvet(['new'])).toMatchObject({
      code: 2,
      said: [expect.stringContaining('needs a template')],
    });
  });
});

describe('planvet init', () => {
  const folders: Folder[] = [];
  afterAll(() => folders.forEach((folder) => folder.remove()));
  const fresh = () => {
    const folder = new Folder().put('docs/plans/shop.md', wrong);
    folders.push(folder);
    return folder;
  };
  const shown = '{\n  "extends": "planvet:recommended"\n}\n';

  it('without a terminal shows what it would write, and writes nothing', async () => {
    const folder = fresh();
    const { code, out, said } = await folder.planvet(['init']);
    expect(code).toBe(0);
    expect(out).toContain('1 plan\n  docs/plans/  1 plan\n');
    expect(out).toContain('1 error\n  no-unknown-dependency  1 error\n');
    expect(out).toContain('planvet.config.json\n\n    {\n      "extends": "planvet:recommended"\n    }\n');
    expect(said).toEqual([
      'planvet: nothing is written; `planvet init --yes` writes planvet.config.json',
      'planvet: `--baseline` accepts the 1 finding of today, so that only new ones are told',
    ]);
    expect(existsSync(join(folder.path, 'planvet.config.json'))).toBe(false);
  });

  it('by flags writes the configuration and the baseline, after which nothing is told', async () => {
    const folder = fresh();
    await folder.planvet(['init', '--yes', '--baseline']);
    expect(JSON.parse(readFileSync(join(folder.path, 'planvet.config.json'), 'utf8'))).toEqual({
      extends: 'planvet:recommended',
      baseline: 'planvet-baseline.json',
    });
    expect(await folder.planvet([])).toMatchObject({ code: 0, out: '' });
    folder.put('docs/plans/shop.md', wrong.replace('Walls', 'Walls (depends on Task 8)'));
    expect((await folder.planvet(['--format', 'compact'])).out).toMatch(
      /^docs\/plans\/shop\.md:6:[^\n]*Task 8[^\n]*\n$/,
    );
  });

  it('asks whoever is there, and takes no for an answer', async () => {
    const folder = fresh();
    const no = await folder.planvet(['init'], { answers: ['', 'n'] });
    expect(no.said.filter((line) => line.endsWith('[y/N]'))).toHaveLength(2);
    expect(existsSync(join(folder.path, 'planvet.config.json'))).toBe(false);
    await folder.planvet(['init'], { answers: ['n', 'yes'] });
    expect(readFileSync(join(folder.path, 'planvet.config.json'), 'utf8')).toBe(shown);
    expect(existsSync(join(folder.path, 'planvet-baseline.json'))).toBe(false);
  });

  it('writes over nothing', async () => {
    const folder = fresh().put('.planvetrc', '{ "hoursPerDay": 6 }\n');
    const { out, said } = await folder.planvet(['init', '--yes', '--baseline']);
    expect(out).toContain('.planvetrc is there already and stays as it is.\n');
    expect(said).toContain('planvet: write "baseline": "planvet-baseline.json" into .planvetrc');
    expect(existsSync(join(folder.path, 'planvet.config.json'))).toBe(false);
    const text = readFileSync(join(folder.path, 'planvet-baseline.json'), 'utf8');
    folder.put('docs/plans/other.md', wrong);
    await folder.planvet(['init', '--yes', '--baseline']);
    expect(readFileSync(join(folder.path, 'planvet-baseline.json'), 'utf8')).toBe(text);
  });

  it('has something to say for every tool that it finds', async () => {
    const folder = fresh()
      .put('.pre-commit-config.yaml', 'repos: []\n')
      .put('lefthook.yml', '\n')
      .put('.husky/pre-commit', '\n')
      .put('package.json', '{ "lint-staged": {} }\n')
      .put('.github/workflows/test.yml', '\n')
      .put('.gitlab-ci.yml', '\n')
      .put('.vscode/settings.json', '{}\n')
      .put('.nvim.lua', '\n')
      .put('.zed/settings.json', '{}\n');
    const tools = toolsIn(folder.path);
    expect(tools.size).toBe(9);
    const { out } = await folder.planvet(['init']);
    for (const said of [
      '- id: planvet',
      'lefthook.yml',
      '.husky/pre-commit',
      '"lint-staged": {',
      'VS Code',
      'init.lua',
    ])
      expect(out).toContain(said);
    expect(out).toContain('.github/workflows/plans.yml');
    expect(out).toContain('codequality: gl-code-quality.json');
  });

  it('has the snippets of the documentation', () => {
    const commit = 'Before a commit';
    const ci = page('continuous-integration.md');
    const [first, , third] = blocks(commit, 'yaml');
    expect(first).toContain(snippets['pre-commit']?.text);
    expect(snippets.lefthook?.text).toBe(third);
    expect(snippets.git?.text).toBe(block(commit, 'sh'));
    expect(JSON.parse(`{${snippets['lint-staged']?.text}}`)).toEqual(JSON.parse(block(commit, 'json')));
    expect(snippets.github?.text).toBe(blocks('GitHub', 'yaml', ci)[0]);
    expect(snippets.gitlab?.text).toBe(blocks('GitLab', 'yaml', ci)[0]);
  });

  it('is no stranger to a repository without plans', async () => {
    const folder = new Folder();
    folders.push(folder);
    expect((await folder.planvet(['init'])).out).toMatch(/^No plans yet: /);
    expect(await folder.planvet(['init', 'docs'])).toMatchObject({ code: 2 });
  });
});

describe('a search', () => {
  const folder = new Folder()
    .put('docs/plans/shop.md', wrong.replace('Task 7', 'Task 2'))
    .put('docs/开发.md', wrong.replace('Task 7', 'Task 2'))
    .put('docs/plans/archive/old.md', wrong)
    .put('README.md', '# Shop\n')
    .put('.gitignore', 'out/\n*.tmp.md\n')
    .put('a.tmp.md', wrong)
    .put('out/plan.md', wrong);
  afterAll(() => folder.remove());

  it('says what was read and what was left out', async () => {
    expect(await folder.planvet([])).toEqual({
      code: 0,
      out: '',
      said: [
        '2 plans have no problems',
        'planvet: 2 plans read, from no template that planvet knows; left out: 1 (ignored by .gitignore), 1 (an archive folder), 1 (not a plan)',
      ],
    });
    expect((await folder.planvet(['.', '--format', 'compact'])).said).toEqual([]);
    expect((await folder.planvet(['docs/plans/shop.md'])).said).toHaveLength(1);
  });

  it('says which globs of `ignore` match nothing', async () => {
    folder.put(
      'planvet.config.json',
      '{ "ignore": ["README.md", "**/old.md", "docs/arcive/**", "out/sub/**", "!docs/nowhere"] }\n',
    );
    const { said } = await folder.planvet([]);
    expect(said.filter((line) => line.includes('matches nothing'))).toEqual([
      'planvet: `docs/arcive/**` matches nothing, by `ignore` in planvet.config.json:1:3',
    ]);
    expect((await folder.planvet(['docs/plans'])).said.join('\n')).not.toContain('matches nothing');
  });

  it('for nothing but changes needs to know since when', async () => {
    expect(await folder.planvet(['--only', 'no-removed-task'])).toMatchObject({
      code: 2,
      said: [expect.stringContaining('checks nothing by itself')],
    });
    expect(await folder.planvet(['--only', 'no-removed-task', '--only', 'no-mojibake'])).toMatchObject({ code: 0 });
  });

  it('tells how far it is once it takes longer than a second', () => {
    const lines: string[] = [];
    let now = 0;
    const progress = new Progress({ progress: (line) => void lines.push(line) }, () => now);
    progress.at(1, 4);
    progress.end();
    expect(lines).toEqual([]);
    for (const [time, done] of [
      [1500, 1],
      [1550, 2],
      [1650, 3],
    ] as const) {
      now = time;
      progress.at(done, 4);
    }
    progress.end();
    expect(lines).toEqual(['planvet: 1 of 4 files (25 %)', 'planvet: 3 of 4 files (75 %)', '']);
  });
});

describe('planvet completion', () => {
  const folder = new Folder();
  const complete = async (...words: string[]) => {
    const { out } = await folder.planvet(['--get-yargs-completions', 'planvet', ...words]);
    return out.split('\n').filter(Boolean);
  };
  afterAll(() => folder.remove());

  it('knows commands, options, rules, templates and formats', async () => {
    expect(await complete('st')).toEqual(['status']);
    expect(await complete('explain', 'no-unknown-')).toEqual(['no-unknown-dependency', 'no-unknown-requirement']);
    expect(await complete('new', 'kiro-t')).toEqual(['kiro-tasks']);
    expect(await complete('--format', 'sa')).toEqual(['sarif']);
    expect(await complete('--max-w')).toEqual(['--max-warnings']);
    expect(await complete('diff', 'main', '--st')).toEqual(['--staged']);
    expect(await complete('docs/')).toEqual([]);
  });

  it('is for three shells, by name or by $SHELL', async () => {
    for (const [shell, sign] of [
      ['bash', /^complete -o bashdefault /m],
      ['zsh', /^#compdef planvet$/m],
      ['fish', /^complete -c planvet /m],
    ] as const)
      expect((await folder.planvet(['completion', shell])).out).toMatch(sign);
    expect(await folder.planvet(['completion', 'fis'])).toMatchObject({
      code: 2,
      said: [expect.stringContaining('did you mean `fish`?')],
    });
    expect(await folder.planvet(['completion'])).toMatchObject({ code: 2 });
  });

  describe.skipIf(!has('bash'))('in the real bash', () => {
    let repository: Repository;
    beforeAll(() => {
      repository = new Repository().install();
    });
    afterAll(() => repository.remove());

    it('completes what is typed', async () => {
      const script = `
        source <(planvet completion bash)
        complete -p planvet
        try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _planvet_yargs_completions; echo "\${COMPREPLY[*]}"; }
        try planvet expl
        try planvet explain no-unknown-d
        try planvet docs/`;
      const path = `${repository.path('node_modules/.bin')}:${process.env['PATH'] ?? ''}`;
      const { stdout, stderr } = await repository.run('bash', ['-c', script], { env: { PATH: path } });
      expect(stderr).toBe('');
      expect(stdout.split('\n')).toEqual([
        'complete -o bashdefault -o default -F _planvet_yargs_completions planvet',
        'explain',
        'no-unknown-dependency',
        '',
        '',
      ]);
    });
  });
});
