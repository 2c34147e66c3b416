import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { selectFiles, type SelectOptions } from '../src/engine/files/select.ts';

let cwd: string;

beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), 'planvet-files-')));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function write(...paths: string[]): void {
  for (const path of paths) put(path, '# Plan\n');
}

function put(path: string, text: string): void {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  writeFileSync(join(cwd, path), text);
}

const select = (paths: string[], options: Partial<SelectOptions> = {}) => selectFiles(paths, { cwd, ...options });
const found = async (paths: string[], options?: Partial<SelectOptions>) =>
  (await select(paths, options)).targets.map((target) =>
    target.expected !== 'perhaps' ? target.path : `${target.path} ?`,
  );

describe('without paths', () => {
  it('plans are looked for everywhere, and expected in well-known places', async () => {
    const places = [
      '.cursor/plans/a.mdc',
      '.kiro/specs/x/design.md',
      'ROADMAP.md',
      'backlog/tasks/task-1 - a.md',
      'docs/MIGRATION_PLAN.md',
      'docs/plans/deep/a.md',
      'docs/stories/1.2.story.md',
      'docs/superpowers/plans/b.md',
      'my-tasks.markdown',
      'openspec/changes/c/proposal.md',
      'packages/web/docs/plans/x.md',
      'specs/001-x/spec.md',
      'todo.md',
    ];
    const others = ['README.md', 'docs/explanation.md', 'docs/计划.md', 'specs/spec.md'];
    write(...places, ...others, 'plan.txt');
    write('node_modules/x/plan.md', '.git/plan.md', 'templates/plan.md', 'docs/plan-template.md', 'archive/plan.md');
    write('Vorlagen/plan.md', 'docs/开发计划模板.md', 'plan-Vorlage.md', '{{ project }}/plan.md');
    expect(await found([])).toEqual([...places, ...others.map((path) => `${path} ?`)].toSorted());
    const below = await found(['.']);
    expect(below.filter((path) => !path.startsWith('archive/'))).toEqual(await found([]));
  });

  it('nothing found is said with what was looked for', async () => {
    write('README.md');
    const [search] = (await select([])).searches;
    expect(search).toMatchObject({ files: 1 });
    expect(search?.nothing).toBe(
      'no plans here; looked for .md, .markdown and .mdc files that are plans; archive folders are left out',
    );
  });

  it('archives are left out, but only under the folder of the call', async () => {
    write('docs/plans/archive/a.md', 'docs/plans/_Completed/b.md', 'docs/plans/c.md');
    expect(await found([])).toEqual(['docs/plans/c.md']);
    expect(await found([], { cwd: join(cwd, 'docs/plans/archive') })).toEqual(['a.md ?']);
    put('archive/plan.md', '');
    expect(await found([], { cwd: join(cwd, 'archive') })).toEqual(['plan.md']);
  });
});

describe('a folder', () => {
  it('is walked for Markdown, which may not be a plan', async () => {
    write('docs/a.md', 'docs/b.MARKDOWN', 'docs/c.mdc', 'docs/d.txt', 'docs/plan.md', 'docs/.hidden/e.md');
    expect(await found(['docs'])).toEqual([
      'docs/.hidden/e.md ?',
      'docs/a.md ?',
      'docs/b.MARKDOWN ?',
      'docs/c.mdc ?',
      'docs/plan.md',
    ]);
  });

  it('that is named is walked, whatever its name; skips count inside', async () => {
    write('templates/plan.md', 'templates/templates/plan.md', 'archive/plan.md', 'node_modules/plan.md');
    expect(await found(['templates', 'archive', 'node_modules'])).toEqual([
      'archive/plan.md',
      'node_modules/plan.md',
      'templates/plan.md',
    ]);
  });

  it('keeps archives, since somebody asked for it', async () => {
    write('docs/archive/plan.md');
    expect(await found(['docs'])).toEqual(['docs/archive/plan.md']);
  });

  it('named like a glob is a folder', async () => {
    write('[id]/plan.md', 'i/plan.md');
    expect(await found(['[id]'])).toEqual(['[id]/plan.md']);
  });

  it('does not lead astray by links', async () => {
    write('docs/plan.md');
    symlinkSync('.', join(cwd, 'docs/self'));
    symlinkSync('plan.md', join(cwd, 'docs/same-plan.md'));
    symlinkSync('nowhere.md', join(cwd, 'docs/broken-plan.md'));
    expect(await found(['docs'])).toEqual(['docs/plan.md']);
    expect(await found(['docs/self'])).toEqual(['docs/self/plan.md']);
  });

  it('leaves out the template that plans are written from', async () => {
    write('docs/our.plan.md', 'docs/plan.md');
    const templateFile = join(cwd, 'docs/our.plan.md');
    expect(await found(['docs'], { templateFile })).toEqual(['docs/plan.md']);
    expect(await found(['docs/our.plan.md'], { templateFile })).toEqual(['docs/our.plan.md']);
  });
});

describe('instructions for an agent', () => {
  const instructions = [
    '.claude/commands/plan.md',
    '.claude/skills/planning/plan.md',
    '.cursor/rules/tasks.mdc',
    '.github/agents/plan.md',
    '.opencode/agent/plan.md',
    '.roo/rules-code/todo.md',
    'docs/plans/AGENTS.md',
    'packages/web/.codex/prompts/plan.md',
    'prompts/plan.prompt.md',
    'skills/planning/assets/plan.md',
    'team/skills/planning/references/deep/plan.md',
  ];
  const plans = [
    '.agent/plan.md',
    '.agent/tasks/plan.md',
    '.claude/plans/agents/plan.md',
    '.claude/tasks/todo.md',
    '.cursor/plans/a.md',
    '.kiro/specs/agents/tasks.md',
    '.kiro/specs/skills/tasks.md',
    '.plans/commands/plan.md',
    '.windsurf/plans/plan.md',
    'docs/agents/plan.md',
    'docs/plans/skills/plan.md',
    'skills/plan.md',
    'skills/planning/todo.md',
    'src/commands/PLAN.md',
  ];
  const why = async (paths: string[], options: Partial<SelectOptions> = {}) =>
    (await select(paths, options)).skipped.map((skipped) => skipped.why);

  it('are left out by their folders and names', async () => {
    write(...instructions, ...plans);
    expect(await found([])).toEqual(plans);
    expect(await found(['.'])).toEqual(plans);
    expect(new Set(await why(['.']))).toEqual(new Set(['instructions for an agent']));
  });

  it('are left out with --force-exclude', async () => {
    write(...instructions, ...plans);
    const forced = { forceExclude: true };
    expect(await found([...instructions, ...plans], forced)).toEqual(plans);
    expect(await why(instructions, forced)).toEqual(instructions.map(() => 'instructions for an agent'));
    expect(await found(['.claude/commands'], forced)).toEqual([]);
  });

  it('does not depend on where the repository lies', async () => {
    write('skills/repo/.git/HEAD', 'skills/repo/examples/checkout-plan.md', 'skills/repo/assets/plan.md');
    expect(await found(['.'], { cwd: join(cwd, 'skills/repo') })).toEqual([
      'assets/plan.md',
      'examples/checkout-plan.md',
    ]);
  });

  it('are linted where somebody names them', async () => {
    write(...instructions);
    expect(await found(instructions)).toEqual(instructions);
    expect(await found(['.claude/commands', 'skills/planning/assets', 'prompts/*.md'])).toEqual([
      '.claude/commands/plan.md',
      'prompts/plan.prompt.md',
      'skills/planning/assets/plan.md',
    ]);
  });

  it('may lie where plans are expected by their names alone: their contents decide', async () => {
    write('commands/plan.md', 'docs/plans/a.md', 'notes.md');
    const { targets } = await select(['.']);
    expect(targets.map(({ path, expected }) => `${path} ${expected}`)).toEqual([
      'commands/plan.md likely',
      'docs/plans/a.md certain',
      'notes.md perhaps',
    ]);
    const named = await select(['notes.md', 'commands/plan.md']);
    expect(named.targets.map(({ expected }) => expected)).toEqual(['certain', 'certain']);
  });
});

describe('.gitignore', () => {
  it('is honoured at every level, without a repository too', async () => {
    write('plan.md', 'out/plan.md', 'docs/a-plan.md', 'docs/b-plan.md', 'docs/sub/a-plan.md');
    put('.gitignore', 'out/\na-plan.md\n');
    put('docs/.gitignore', '!a-plan.md\nb-plan.md\n');
    put('docs/sub/.gitignore', 'a-*\n');
    expect(await found([])).toEqual(['docs/a-plan.md', 'plan.md']);
    expect((await select([])).skipped.map(({ path, why }) => `${path}: ${why}`)).toEqual([
      'docs/b-plan.md: ignored by .gitignore',
      'docs/sub/a-plan.md: ignored by .gitignore',
      'out: ignored by .gitignore',
    ]);
  });

  it('counts from the root of the repository', async () => {
    mkdirSync(join(cwd, '.git'));
    put('.gitignore', '/docs/drafts/\n*.local.md\n');
    write('docs/plan.md', 'docs/plan.local.md', 'docs/drafts/plan.md');
    expect(await found([], { cwd: join(cwd, 'docs') })).toEqual(['plan.md']);
    expect(await found(['docs'])).toEqual(['docs/plan.md']);
  });

  it('minds the case, as git does', async () => {
    put('.gitignore', 'PLAN.md\n');
    write('plan.md');
    expect(await found([])).toEqual(['plan.md']);
  });

  it('gives way to what is named', async () => {
    put('.gitignore', 'out/\nsecret-plan.md\n');
    write('out/plan.md', 'out/secret-plan.md', 'secret-plan.md');
    expect(await found(['out', 'secret-plan.md'])).toEqual(['out/plan.md', 'out/secret-plan.md', 'secret-plan.md']);
  });
});

describe('a file', () => {
  it('that is named is linted, whatever its extension', async () => {
    write('notes.txt', 'node_modules/x.md', 'x-template.md');
    expect(await found(['notes.txt', 'node_modules/x.md', 'x-template.md'])).toEqual([
      'node_modules/x.md',
      'notes.txt',
      'x-template.md',
    ]);
  });

  it('is linted once, however often it is named', async () => {
    write('docs/a.md', 'with space/b.md');
    symlinkSync('docs/a.md', join(cwd, 'z.md'));
    expect(await found(['docs', './docs/a.md', join(cwd, 'docs/a.md'), 'z.md', 'with space/b.md'])).toEqual([
      'docs/a.md',
      'with space/b.md',
    ]);
  });

  it('may be written with backslashes', async () => {
    write('docs/plan.md');
    expect(await found(['docs\\plan.md'])).toEqual(['docs/plan.md']);
  });

  it('that is missing is said with what was meant', async () => {
    write('docs/plans/checkout.md');
    expect((await select(['docs/plans/chekout.md', 'dosc/plans/checkout.md', 'x/y'])).missing).toEqual([
      'no such file or folder: `docs/plans/chekout.md`; did you mean `docs/plans/checkout.md`?',
      'no such file or folder: `dosc/plans/checkout.md`; did you mean `docs/plans/checkout.md`?',
      'no such file or folder: `x/y`',
    ]);
  });

  it('with links that go round cannot be read', async () => {
    symlinkSync('loop.md', join(cwd, 'loop.md'));
    expect((await select(['loop.md'])).unread).toEqual([{ path: 'loop.md', why: 'its links go round in a circle' }]);
  });
});

describe('a glob', () => {
  it('names what it matches, whatever the extension', async () => {
    write('docs/a.md', 'docs/sub/b.txt', 'docs/sub/c.md', 'docs/node_modules/d.md', 'docs/e-template.md');
    expect(await found(['docs/**/*.{md,txt}'])).toEqual(['docs/a.md', 'docs/sub/b.txt', 'docs/sub/c.md']);
    expect(await found(['./docs/*.md'])).toEqual(['docs/a.md']);
  });

  it('that matches nothing is said', async () => {
    write('docs/a.md');
    const nothing = async (glob: string) => (await select([glob])).searches.map((search) => search.nothing);
    expect(await nothing('docs/*.mdx')).toEqual(['nothing matches `docs/*.mdx`; did you mean `docs/*.md`?']);
    expect(await nothing('dcos/*.md')).toEqual([
      'nothing matches `dcos/*.md`: there is no folder `dcos`; did you mean `docs/*.md`?',
    ]);
    expect(await nothing('docs/b*.md')).toEqual(['nothing matches `docs/b*.md`']);
    write('rfcs/deep/a.md');
    expect(await nothing('rfcs/*.txt')).toEqual(['nothing matches `rfcs/*.txt`; did you mean `rfcs/**/*.md`?']);
  });
});

describe('with --force-exclude', () => {
  const forced = { forceExclude: true };

  it('every skip counts for what is named', async () => {
    put('.gitignore', 'out/\n');
    write('README.md', 'plan.md', 'out/plan.md', 'node_modules/x/plan.md', 'templates/plan.md', 'docs/archive/plan.md');
    write('x.plan.txt', 'plan.template.md');
    const paths = ['README.md', 'plan.md', 'out/plan.md', 'node_modules/x/plan.md', 'templates/plan.md'];
    const more = ['docs/archive/plan.md', 'x.plan.txt', 'plan.template.md', 'out', 'templates'];
    expect(await found([...paths, ...more], forced)).toEqual(['README.md ?', 'plan.md']);
    expect((await select([...paths, ...more], forced)).skipped.map(({ path, why }) => `${path}: ${why}`)).toEqual([
      'out/plan.md: ignored by .gitignore',
      'templates/plan.md: a folder of templates',
      'docs/archive/plan.md: an archive folder',
      'x.plan.txt: not Markdown by its extension',
      'plan.template.md: a template',
      'out: ignored by .gitignore',
      'templates: a folder of templates',
    ]);
  });
});
