import { afterEach, describe, expect, it } from 'vitest';
import { Folder } from './called.ts';
import { History } from './history.ts';
import { has, Repository } from './repository.ts';

const task = (number: number, needs: string) =>
  `- [ ] **Task ${number}: Count shelf ${number}**\n  - _Dependencies: ${needs}_\n`;
const plan = (...tasks: string[]) => `# Shelves\n\n## Phase 1: Count\n\n${tasks.join('')}`;
const old = plan(task(1, 'Task 8'), task(2, 'Task 1'));
const more = plan(task(1, 'Task 8'), task(2, 'Task 1'), task(3, 'Task 9'));

describe.skipIf(!has('git'))('--since', () => {
  let history = new History();
  afterEach(() => {
    history.forget();
    history = new History();
  });

  const messages = async (...args: string[]) => {
    const { code, out, said } = await history.planvet(['--format', 'compact', ...args]);
    return { code, told: out.split('\n').slice(0, -1), said };
  };

  it('tells only what is new, however lines move and files are called', async () => {
    await history.commit({ 'docs/plan.md': old });
    expect(await messages('--since', 'HEAD')).toEqual({
      code: 0,
      told: [],
      said: ['planvet: 1 finding not told: it was there where HEAD left `HEAD`'],
    });
    history.write({ 'docs/plan.md': more.replace('# Shelves\n', '# Shelves\n\nFirst of all.\n') });
    const told = ['docs/plan.md:12:20: error: `Task 9` is not in this plan [no-unknown-dependency]'];
    expect(await messages('--since', 'HEAD')).toMatchObject({ code: 1, told });
    await history.git('mv', 'docs/plan.md', 'docs/count shelves plan.md');
    expect(await messages('--since', 'HEAD')).toMatchObject({ told: [told[0]?.replace('plan', 'count shelves plan')] });
    // Moved by hand, which git has not been told of.
    await history.git('reset', '--quiet');
    history.write({ 'shelves/plan.md': more }).remove('docs');
    expect(await messages('--since', 'HEAD')).toMatchObject({ told: [expect.stringContaining('Task 9')] });
  });

  it('never lets a mended finding make room for a new one', async () => {
    await history.commit({ 'plan.md': old });
    history.write({ 'plan.md': plan(task(1, 'None'), task(2, 'Task 8')) });
    expect(await messages('--since', 'HEAD')).toMatchObject({ code: 1, told: [expect.stringContaining('Task 8')] });
  });

  it('knows each of the places of a placeholder that stands often by itself', async () => {
    const part = (name: string, text: string) => `## ${name}\n\n${text}\n\n`;
    const parts = ['Aim', 'Scope', 'Owner'].map((name) => part(name, 'By [Name] and Ada.'));
    await history.commit({ 'plan.md': `# Shelves plan\n\n${parts.join('')}` });
    const last = part('End', 'Closed by [Name] and Ada.');
    history.write({ 'plan.md': `# Shelves plan\n\n${parts.join('')}${last}` });
    const args = ['--only', 'no-placeholder', '--since', 'HEAD'];
    const first = await messages(...args);
    expect(first.told).toEqual([
      'plan.md:17:11: error: `[Name]` is still a placeholder, here and in 3 more places [no-placeholder]',
    ]);
    // One that is filled in makes none of the others new.
    history.write({ 'plan.md': `# Shelves plan\n\n${part('Aim', 'By Eve and Ada.')}${parts.slice(1).join('')}` });
    expect((await messages(...args)).told).toEqual([]);
    history.write({
      'plan.md': `# Shelves plan\n\n${part('Aim', 'By Eve and Ada.')}${parts.slice(1).join('')}${last}`,
    });
    expect((await messages(...args)).told).toEqual([
      'plan.md:17:11: error: `[Name]` is still a placeholder, here and in 2 more places [no-placeholder]',
    ]);
  });

  it('compares with where the branch began, not with what the other one has by now', async () => {
    await history.commit({ 'plan.md': old });
    await history.git('checkout', '--quiet', '-b', 'feature');
    await history.commit({ 'plan.md': more });
    await history.git('checkout', '--quiet', 'main');
    await history.commit({ 'plan.md': plan(task(1, 'None'), task(2, 'Task 1')) });
    await history.git('checkout', '--quiet', 'feature');
    expect((await messages('--since', 'main')).told).toEqual([expect.stringContaining('Task 9')]);
    // After a merge, and after the base was rewritten.
    await history.git('merge', '--quiet', '--strategy-option', 'ours', 'main');
    expect((await messages('--since', 'main')).told).toEqual([expect.stringContaining('Task 9')]);
    await history.git('branch', '--force', 'main', 'main~1');
    expect((await messages('--since', 'main')).told).toEqual([expect.stringContaining('Task 9')]);
  });

  it('takes a new plan as new, and says nothing of one that is gone', async () => {
    await history.commit({ 'plan.md': old });
    await history.git('rm', '--quiet', 'plan.md');
    history.write({ 'docs/roadmap.md': more });
    expect((await messages('--since', 'HEAD')).told).toHaveLength(2);
  });

  it('judges the index with --staged, and a text by the name that it is given', async () => {
    await history.commit({ 'plan.md': old });
    await history.stage({ 'plan.md': more });
    history.write({ 'plan.md': old });
    expect((await messages('--since', 'HEAD', '--staged')).told).toHaveLength(1);
    expect((await messages('--since', 'HEAD')).told).toHaveLength(0);
    const args = ['-', '--stdin-filename', 'plan.md', '--since', 'HEAD', '--format', 'compact'];
    expect((await history.planvet(args, { input: more })).out).toContain('Task 9');
    expect((await history.planvet(args, { input: old })).out).toBe('');
  });

  it('looks at the set as it was', async () => {
    const spec = '# Feature Specification: Lending\n\n## Requirements\n\n- **FR-001**: System MUST lend\n';
    const tasks = '# Tasks\n\n- [ ] T001 Lend (FR-001)\n- [ ] T002 Count (FR-002)\n';
    await history.commit({ 'specs/001-a/spec.md': spec, 'specs/001-a/tasks.md': tasks });
    history.write({ 'specs/001-a/spec.md': spec.replace('FR-001', 'FR-003') });
    expect(await history.findings('--since', 'HEAD')).toEqual(['specs/001-a/tasks.md no-unknown-requirement']);
  });

  it('says what to do where there is no such commit', async () => {
    const said = async (...args: string[]) => {
      const { code, said } = await messages(...args);
      return `${code} ${said.join()}`;
    };
    expect(await said('--since', 'main')).toBe('2 planvet: --since: there is no commit yet, so everything is new');
    await history.commit({ 'plan.md': old });
    expect(await said('--since', 'mian')).toBe(
      '2 planvet: --since: there is no commit `mian` here; did you mean `main`?',
    );
    expect(await said('--since', '')).toBe('2 planvet: --since names no commit');
    expect(await said('--since=--output=x')).toContain('there is no commit `--output=x` here');
    expect(await said('--since', '0'.repeat(40))).toContain('everything is new then');
    const blob = await history.git('rev-parse', 'HEAD:plan.md');
    expect(await said('--since', blob)).toContain('there is no commit');
    await history.git('checkout', '--quiet', '--orphan', 'other');
    await history.commit({ 'plan.md': more });
    expect(await said('--since', 'main')).toBe('2 planvet: --since: HEAD and `main` have no commit in common');
    const folder = new Folder().put('plan.md', old);
    expect((await folder.planvet(['--since', 'main'])).said).toEqual([
      expect.stringContaining('planvet: --since needs a git repository'),
    ]);
    folder.remove();
  });

  it('says in a shallow clone how to get the rest', async () => {
    await history.commit({ 'plan.md': old });
    await history.git('tag', 'start');
    await history.git('checkout', '--quiet', '-b', 'feature');
    await history.commit({ 'plan.md': more });
    await history.git('checkout', '--quiet', 'main');
    await history.commit({ 'other.txt': 'x' });
    const clone = new History(new Repository());
    const url = `file://${history.repository.folder}`;
    await clone.git(
      'clone',
      '--quiet',
      '--depth',
      '1',
      '--no-single-branch',
      '--no-tags',
      '--branch',
      'feature',
      url,
      'c',
    );
    const say = async (ref: string) => (await clone.planvet(['--since', ref], { from: 'c' })).said.join();
    expect(await say('origin/main')).toContain('parted lies before this shallow clone begins: fetch the whole history');
    expect(await say('start')).toContain('and this clone is shallow: fetch the whole history');
    expect(await say('main')).toBe('planvet: --since: there is no commit `main` here; did you mean `origin/main`?');
    await clone.git('-C', 'c', 'fetch', '--quiet', '--unshallow');
    const { out } = await clone.planvet(['--since', 'origin/main', '--format', 'compact'], { from: 'c' });
    expect(out.split('\n').slice(0, -1)).toEqual([expect.stringContaining('Task 9')]);
    clone.forget();
  });
});
