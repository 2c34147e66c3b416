import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Folder } from './called.ts';
import { History } from './history.ts';
import { has, home, Repository } from './repository.ts';

const good = `# Lending

- [x] **Task 1: Count the tools**
- [ ] **Task 2: Label the tools**
  - _Dependencies: Task 1_
`;
const bad = good.replace('_Dependencies: Task 1_', '_Dependencies: Task 7_');
const wrong = 'no-unknown-dependency';

const spec = `# Feature Specification: Lending

## Requirements

- **FR-001**: System MUST lend tools
- **FR-002**: System MUST take tools back
`;
const tasks = `# Tasks: Lending

## Phase 1: Loans

- [ ] T001 Lend tools (FR-001) in src/lend.ts
- [ ] T002 Take tools back (FR-002) in src/back.ts
`;
const withoutSecond = spec.replace(/^.*FR-002.*\n/m, '');

describe.skipIf(!has('git'))('--staged', () => {
  let history = new History();
  afterEach(() => {
    history.forget();
    history = new History();
  });

  it('judges a plan as it will be committed, whatever the file says by now', async () => {
    await history.commit({ 'plan.md': good });
    await history.stage({ 'plan.md': bad });
    history.write({ 'plan.md': good });
    expect(await history.findings('--staged')).toEqual([`plan.md ${wrong}`]);
    expect(await history.findings('--staged', 'plan.md')).toEqual([`plan.md ${wrong}`]);
    expect(await history.findings('plan.md')).toEqual([]);
    await history.stage();
    history.write({ 'plan.md': bad });
    expect(await history.findings('--staged', 'plan.md')).toEqual([]);
  });

  it('lints what the commit changes, and of what is named all', async () => {
    await history.commit({ 'docs/plans/old.md': bad, 'docs/plans/new.md': good });
    await history.stage({ 'docs/plans/new.md': bad, 'docs/other.txt': bad });
    for (const paths of [[], ['docs'], ['docs/**/*.md'], ['.']]) {
      expect(await history.findings('--staged', ...paths)).toEqual([`docs/plans/new.md ${wrong}`]);
    }
    expect(await history.findings('--staged', 'docs/plans/old.md')).toEqual([`docs/plans/old.md ${wrong}`]);
    const { code, out } = await history.planvet(['--staged', '--format', 'compact'], { from: 'docs/plans' });
    expect([code, out.split(':')[0]]).toEqual([1, 'new.md']);
  });

  it('says so where no plan is staged, and finds no fault with it', async () => {
    await history.commit({ 'plan.md': bad });
    await history.stage({ 'readme.txt': 'Hello\n' });
    expect(await history.planvet(['--staged'])).toEqual({ code: 0, out: '', said: ['planvet: no plans are staged'] });
  });

  it('reports what a staged specification does to the tasks of its set', async () => {
    await history.commit({ 'specs/001-lend/spec.md': spec, 'specs/001-lend/tasks.md': tasks });
    await history.stage({ 'specs/001-lend/spec.md': withoutSecond });
    const broken = ['specs/001-lend/tasks.md no-unknown-requirement'];
    expect(await history.findings('--staged')).toEqual(broken);
    expect(await history.findings('--staged', '--force-exclude', 'specs/001-lend/spec.md')).toEqual(broken);
    // What is not staged does not count, in neither file.
    history.write({ 'specs/001-lend/spec.md': spec, 'specs/001-lend/tasks.md': tasks.replace(' (FR-002)', '') });
    expect(await history.findings('--staged', 'specs/001-lend/spec.md')).toEqual(broken);
    await history.stage();
    expect(await history.findings('--staged')).toEqual([]);
  });

  it('tells of the other documents of a set only what the commit brings', async () => {
    const old = tasks.replace('(FR-001)', '(FR-009)');
    await history.commit({ 'specs/001-lend/spec.md': spec, 'specs/001-lend/tasks.md': old });
    await history.stage({ 'specs/001-lend/spec.md': `${spec}- **FR-003**: System MUST count tools\n` });
    expect(await history.findings('--staged')).toEqual([]);
    await history.stage({ 'specs/001-lend/spec.md': withoutSecond });
    const { out } = await history.planvet(['--staged', '--format', 'compact']);
    expect(out).toContain('`FR-002` is not defined');
    expect(out).not.toContain('FR-009');
    expect(await history.findings('--staged', 'specs/001-lend/tasks.md')).toHaveLength(2);
  });

  it('lints those files of a folder of tasks that name a staged one', async () => {
    const task = (title: string, status: string, needs = '') =>
      `# ${title}\n\n**Status**: ${status}\n${needs && `**Dependencies**: ${needs}\n`}`;
    await history.commit({
      'tasks/TASK-010.md': task('TASK-010: Count', 'Done'),
      'tasks/TASK-011.md': task('TASK-011: Label', 'Done', 'TASK-010'),
      'tasks/TASK-012.md': task('TASK-012: Lend', 'Open'),
    });
    await history.stage({ 'tasks/TASK-010.md': task('TASK-010: Count', 'Open') });
    expect(await history.findings('--staged')).toEqual(['tasks/TASK-011.md no-premature-task']);
  });

  it('looks at the rest of a set from which a document is taken away', async () => {
    await history.commit({ 'specs/001-lend/spec.md': spec, 'specs/001-lend/tasks.md': tasks, 'plan.md': good });
    history.remove('specs/001-lend/tasks.md').remove('plan.md');
    await history.stage();
    expect(await history.planvet(['--staged', 'plan.md', '--verbose'])).toEqual({
      code: 0,
      out: '',
      said: ['planvet: no plans are staged', 'plan.md: left out: the next commit takes it away'],
    });
    const { said } = await history.planvet(['--staged', '--verbose']);
    expect(said.filter((line) => line.includes('read '))).toEqual([
      expect.stringContaining('specs/001-lend/spec.md: read'),
    ]);
  });

  it('follows renames', async () => {
    const old = tasks.replace('(FR-001)', '(FR-009)');
    await history.commit({ 'specs/001-lend/spec.md': spec, 'specs/001-lend/tasks.md': old });
    await history.git('mv', 'specs/001-lend', 'specs/002-lend');
    await history.stage({ 'specs/002-lend/spec.md': withoutSecond });
    expect(await history.findings('--staged', 'specs/002-lend/spec.md')).toEqual([
      'specs/002-lend/tasks.md no-unknown-requirement',
      'specs/002-lend/tasks.md no-unknown-requirement',
    ]);
  });

  it('works before the first commit, and from a linked work tree', async () => {
    await history.stage({ 'plan.md': bad });
    expect(await history.findings('--staged')).toEqual([`plan.md ${wrong}`]);
    await history.commit({ 'plan.md': good });
    await history.git('worktree', 'add', '--quiet', 'other');
    history.write({ 'other/plan.md': bad });
    await history.git('-C', 'other', 'add', '.');
    const { code, out } = await history.planvet(['--staged', '--format', 'compact'], { from: 'other' });
    expect([code, out]).toEqual([1, expect.stringContaining('plan.md:5')]);
    expect((await history.planvet(['--staged'])).code).toBe(0);
  });

  it.each([
    'a plan.md',
    `it's "a" plan.md`,
    'Änderung plan.md',
    '計画-plan.md',
    'two\nlines plan.md',
    '-plan.md',
    ' plan.md',
  ])('reads a file called %j', async (name) => {
    await history.commit({ [`docs/plans/${name}`]: good });
    await history.stage({ [`docs/plans/${name}`]: bad });
    history.write({ [`docs/plans/${name}`]: good });
    const found = [`docs/plans/${name} ${wrong}`];
    expect(await history.findings('--staged')).toEqual(found);
    expect(await history.findings('--staged', '--', `docs/plans/${name}`)).toEqual(found);
  });

  it('says what is not in the index', async () => {
    await history.commit({ 'plan.md': good });
    history.write({ 'new-plan.md': bad });
    const inner = new History(new Repository());
    await inner.commit({ 'plan.md': bad });
    await history.git(
      '-c',
      'protocol.file.allow=always',
      'submodule',
      'add',
      '--quiet',
      inner.repository.folder,
      'inner',
    );
    const said = async (path: string) => (await history.planvet(['--staged', path])).said.join();
    expect(await said('new-plan.md')).toContain('is not in the index: `git add` it first');
    expect(await said('plam.md')).toContain('no such file or folder: `plam.md`; did you mean `plan.md`?');
    expect(await said('inner/plan.md')).toContain('lies in another repository');
    expect(await said(inner.repository.path('plan.md'))).toContain('lies outside of the repository');
    expect((await history.planvet(['--staged', 'new-plan.md'])).code).toBe(2);
    // The submodule itself is no file, and has an index of its own.
    expect(await history.planvet(['--staged'])).toEqual({ code: 0, out: '', said: ['planvet: no plans are staged'] });
    history.write({ 'inner/plan.md': good.replace('Task 1_', 'Task 8_') });
    await history.git('-C', 'inner', 'add', '.');
    expect((await history.planvet(['--staged'], { from: 'inner' })).out).toContain('`Task 8` is not in this plan');
    inner.forget();
  });

  it('needs a repository with files', async () => {
    const folder = new Folder().put('plan.md', good);
    const { code, said } = await folder.planvet(['--staged', 'plan.md']);
    expect([code, said]).toEqual([
      2,
      ['planvet: --staged needs a git repository: not a git repository (or any of the parent directories): .git'],
    ]);
    folder.remove();
    await history.git('init', '--quiet', '--bare', 'bare.git');
    expect(await history.planvet(['--staged'], { from: 'bare.git' })).toMatchObject({
      code: 2,
      said: ['planvet: --staged needs the files of a git repository, and this is a bare repository'],
    });
    expect((await history.planvet(['--staged'], { from: '.git' })).code).toBe(2);
    expect((await history.planvet(['--staged'], { env: { PATH: '/nowhere' } })).said).toEqual([
      'planvet: git cannot be run: it is not installed, or not on the path',
    ]);
  });

  it('takes neither the standard input nor --add-disable', async () => {
    expect((await history.planvet(['--staged', '-'])).code).toBe(2);
    expect((await history.planvet(['--staged', '--add-disable'])).code).toBe(2);
  });

  it('starts no program that a configuration names, and leaves links alone', async () => {
    await history.commit({ 'plan.md': good, '.gitattributes': '*.md filter=x diff=x\n' });
    const spy = history.repository.path('spied');
    const spying = `echo >> '${spy}'; cat`;
    for (const key of [
      'core.fsmonitor',
      'filter.x.smudge',
      'filter.x.clean',
      'diff.x.textconv',
      'diff.external',
      'core.pager',
    ])
      await history.git('config', key, spying);
    await history.git(
      '-c',
      'filter.x.clean=cat',
      '-c',
      'core.fsmonitor=false',
      'update-index',
      '--add',
      '--cacheinfo',
      `100644,${await blob(bad)},plan.md`,
    );
    history.link('plan.md', 'linked-plan.md');
    await history.git('-c', 'filter.x.clean=cat', '-c', 'core.fsmonitor=false', 'add', 'linked-plan.md');
    expect(existsSync(spy)).toBe(false);
    expect(await history.findings('--staged')).toEqual([`plan.md ${wrong}`]);
    expect(existsSync(spy)).toBe(false);
  });

  async function blob(text: string): Promise<string> {
    const { stdout } = await history.repository.run('git', ['hash-object', '-w', '--stdin'], { input: text });
    return stdout.trim();
  }

  describe('with --fix', () => {
    const broken = good.replace('- [ ] **Task 2', '- [] **Task 2');

    it('changes files without other changes, leaves what is staged as it is, and says so', async () => {
      await history.stage({ 'plan.md': broken, 'more-plan.md': broken });
      history.write({ 'more-plan.md': `${broken}\nMore.\n` });
      const { code, said } = await history.planvet(['--staged', '--fix']);
      expect(code).toBe(1);
      expect(said).toContain('planvet: what is staged is as it was: look at what was fixed, and `git add` it');
      expect(said).toContain('more-plan.md: not fixed: it has changes that are not staged');
      const read = (name: string) => readFileSync(history.repository.path(name), 'utf8');
      expect([read('plan.md'), read('more-plan.md')]).toEqual([good, `${broken}\nMore.\n`]);
      expect(await history.git('show', ':plan.md')).toBe(broken.trim());
      await history.stage({ 'more-plan.md': good });
      expect((await history.planvet(['--staged', '--fix'])).code).toBe(0);
    });

    it('keeps the line ends that a file has on the disk', async () => {
      await history.git('config', 'core.autocrlf', 'true');
      const crlf = (text: string) => text.replaceAll('\n', '\r\n');
      await history.stage({ 'plan.md': crlf(broken) });
      expect(await history.git('show', ':plan.md')).toBe(broken.trim());
      await history.planvet(['--staged', '--fix']);
      expect(readFileSync(history.repository.path('plan.md'), 'utf8')).toBe(crlf(good));
    });

    it('shows with --diff what would become of what is staged', async () => {
      await history.stage({ 'plan.md': broken });
      history.write({ 'plan.md': 'Something else\n' });
      const { out } = await history.planvet(['--staged', '--diff']);
      expect(out).toContain('-- [] **Task 2');
      expect(out).toContain('+- [ ] **Task 2');
    });
  });

  describe('in a plain hook of git', () => {
    async function hook(): Promise<void> {
      const script = `#!/bin/sh\nexec '${process.execPath}' '${join(home, 'dist/cli.cjs')}' --staged --format compact\n`;
      await history.commit({ 'plan.md': good, 'docs/roadmap.md': good });
      history.write({ '.git/hooks/pre-commit': script });
      const { code } = await history.repository.run('chmod', ['+x', '.git/hooks/pre-commit']);
      expect(code).toBe(0);
    }
    const commit = async (...args: string[]) => {
      const { code, stdout, stderr } = await history.repository.run('git', ['commit', '-qm', 'x', ...args]);
      return { code, said: stdout + stderr };
    };

    it('judges what `git commit -a` and `git commit FILE` will commit', async () => {
      await hook();
      history.write({ 'plan.md': bad });
      expect(await commit('-a')).toEqual({ code: 1, said: expect.stringContaining('plan.md:5:20: error') as string });
      // The bad one stays out of this commit.
      await history.git('add', 'plan.md');
      history.write({ 'docs/roadmap.md': `${good}\nMore.\n` });
      expect(await commit('docs/roadmap.md')).toMatchObject({ code: 0 });
      expect(await commit()).toMatchObject({ code: 1 });
      history.write({ 'plan.md': `${good}\nMore.\n` });
      expect(await commit('plan.md')).toMatchObject({ code: 0 });
    });

    it('works in a linked work tree', async () => {
      await hook();
      await history.git('worktree', 'add', '--quiet', 'other');
      history.write({ 'other/plan.md': bad });
      const { code, stdout, stderr } = await history.repository.run('git', ['-C', 'other', 'commit', '-qam', 'x']);
      expect([code, stdout + stderr]).toEqual([1, expect.stringContaining('plan.md:5:20: error')]);
    });
  });
});
