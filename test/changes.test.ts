import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { History } from './history.ts';
import { has, Repository } from './repository.ts';

/*
 * The rules about changes, on histories of git. What each of them says of two versions is shown on its page.
 */

const plan = `# Tool shed

## Phase 1: Loans

- [x] **Task 1: Count the tools** - create \`src/count.ts\`
- [x] **Task 2: Lend tools** - create \`src/lend.ts\`
- [ ] **Task 3: Take tools back** - create \`src/back.ts\`
  - _Dependencies: Task 2_
- [ ] **Task 4: Send reminders** - create \`src/remind.ts\`
  - _Dependencies: Task 3_

### Phase 1 Completion Criteria

- [ ] All tools can be lent

## Phase 2: Shed

- [ ] **Task 5: Paint the shed**
`;

/** A text in which parts are replaced by others. */
const edited = (text: string, ...edits: [string, string][]) =>
  edits.reduce((changed, [from, to]) => {
    expect(changed).toContain(from);
    return changed.replace(from, to);
  }, text);
const tick = (title: string): [string, string] => [`- [ ] **${title}`, `- [x] **${title}`];

describe.skipIf(!has('git'))('rules about changes', () => {
  let history = new History();
  afterEach(() => {
    history.forget();
    history = new History();
  });

  /** What is said by those rules, each as its id and message. */
  const told = async (...args: string[]) => {
    const { out } = await history.planvet(['--format', 'json', '--since', 'main', ...args]);
    const results = JSON.parse(out) as { messages: { ruleId: string; message: string }[] }[];
    const ids = /^no-(?:unproven-tick|reopened-task|removed-task|weakened-gate|renumbered-task|taken-id)$/;
    return results.flatMap(({ messages }) =>
      messages.filter(({ ruleId }) => ids.test(ruleId)).map(({ ruleId, message }) => `${ruleId}: ${message}`),
    );
  };

  async function branch(): Promise<void> {
    await history.commit({ 'docs/plan.md': plan, 'src/count.ts': '1', 'src/lend.ts': '2' });
    await history.git('checkout', '--quiet', '-b', 'feature');
  }

  it('say exactly what a change does, and nothing without a base', async () => {
    await branch();
    const text = edited(
      plan,
      ['- [x] **Task 1', '- [ ] **Task 1'],
      tick('Task 3'),
      tick('Task 4'),
      ['- [ ] All tools can be lent\n', ''],
      ['- [x] **Task 3', '- [x] **Task 6: Oil the lock**\n- [x] **Task 3'],
      ['Task 2: Lend', 'Task 6: Lend'],
      ['**Task 6: Oil', '**Task 2: Oil'],
    );
    await history.commit({ 'docs/plan.md': text, 'src/remind.ts': '4' });
    expect(await told()).toEqual([
      'no-reopened-task: `Task 1` was done and is open again, and nothing says why',
      'no-unproven-tick: `Task 3` is ticked here, but `src/back.ts` has not changed since it was planned',
      'no-renumbered-task: `Task 2` was `Lend tools - create src/lend.ts` and is `Oil the lock` now',
      'no-removed-task: The open gate item `All tools can be lent` is no longer in the plan',
    ]);
    const { out } = await history.planvet(['--format', 'compact']);
    expect(out).not.toMatch(/no-(?:reopened|removed|renumbered|unproven)/);
  });

  it('report a gate that is taken out when its work is done', async () => {
    await branch();
    await history.commit({
      'docs/plan.md': edited(plan, tick('Task 3'), tick('Task 4'), ['- [ ] All tools can be lent\n', '']),
      'src/back.ts': '3',
      'src/remind.ts': '4',
    });
    expect(await told()).toEqual([
      'no-weakened-gate: The open gate item `All tools can be lent` was taken out, and Phase 1 is done now',
    ]);
  });

  it('ask whether files changed since the task was planned, not since the branch began', async () => {
    await history.commit({ 'src/count.ts': '1', 'src/back.ts': 'before there was a plan' });
    await history.commit({ 'docs/plan.md': edited(plan, ['Task 4: Send reminders', 'Task 4: Write']) });
    await history.commit({ 'src/remind.ts': 'with the plan, before the task got its title' });
    await history.commit({ 'docs/plan.md': plan });
    await history.git('checkout', '--quiet', '-b', 'feature');
    await history.commit({ 'docs/plan.md': edited(plan, tick('Task 3'), tick('Task 4')) });
    expect(await told()).toEqual([
      'no-unproven-tick: `Task 3` is ticked here, but `src/back.ts` has not changed since it was planned',
    ]);
    // Work that is not committed yet, or not even known to git, counts.
    history.write({ 'src/back.ts': 'now' });
    expect(await told()).toEqual([]);
    await history.git('checkout', '--quiet', 'src/back.ts');
    history.write({ 'lib/back.ts': 'moved, and new' });
    expect(await told()).toEqual([]);
    expect(await told('--staged', 'docs/plan.md')).toHaveLength(1);
    await history.stage();
    expect(await told('--staged', 'docs/plan.md')).toEqual([]);
  });

  it('take work that was merged before for done', async () => {
    await branch();
    await history.commit({ 'src/back.ts': '3' });
    await history.git('checkout', '--quiet', 'main');
    await history.git('merge', '--quiet', '--no-ff', 'feature', '--message', 'Merge');
    await history.git('checkout', '--quiet', '-b', 'tick');
    await history.commit({ 'docs/plan.md': edited(plan, tick('Task 3')) });
    expect(await told()).toEqual([]);
  });

  it('know nothing of work where history is missing', async () => {
    await branch();
    await history.commit({ 'docs/plan.md': edited(plan, tick('Task 3'), ['- [x] **Task 1', '- [ ] **Task 1']) });
    const clone = new History(new Repository());
    await clone.git(
      'clone',
      '--quiet',
      '--depth',
      '2',
      '--branch',
      'feature',
      `file://${history.repository.folder}`,
      'c',
    );
    const args = ['--since', 'HEAD~1', '--format', 'compact'];
    const shallow = await clone.planvet(args, { from: 'c' });
    expect(shallow.out).toContain('no-reopened-task');
    expect(shallow.out).not.toContain('no-unproven-tick');
    expect((await history.planvet(args)).out).toContain('no-unproven-tick');
    clone.forget();
  });

  it('follow tasks to other places, phases, files and names', async () => {
    await branch();
    await history.git('mv', 'docs/plan.md', 'docs/loans plan.md');
    const text = edited(
      plan,
      ['- [ ] **Task 5: Paint the shed**\n', ''],
      ['- [ ] **Task 4: Send reminders** - create `src/remind.ts`\n  - _Dependencies: Task 3_\n', ''],
      ['Take tools back', 'Take hammers and drills back'],
    );
    await history.commit({
      'docs/loans plan.md': `${text}- [ ] **Task 4: Send reminders** - create \`src/remind.ts\`\n  - _Dependencies: Task 3_\n`,
      'docs/spring-plan.md': '# Spring\n\n- [ ] Task 1: **Paint** the shed\n- [ ] Task 2: Ask Ada\n',
    });
    expect(await told()).toEqual([]);
    await history.git('rm', '--quiet', 'docs/spring-plan.md');
    expect(await told()).toEqual(['no-removed-task: `Task 5: Paint the shed` was open and is no longer in the plan']);
  });

  it('report ids that two branches have taken, in a plan and in a folder of tasks', async () => {
    const file = (title: string) => `# ${title}\n\n**Status**: Open\n`;
    await history.commit({ 'plan.md': plan, 'tasks/TASK-001-count.md': file('TASK-001: Count') });
    await history.git('branch', 'feature');
    await history.commit({
      'plan.md': `${plan}- [ ] **Task 6: Oil the lock**\n`,
      'tasks/TASK-002-oil.md': file('TASK-002: Oil the lock'),
    });
    await history.git('checkout', '--quiet', 'feature');
    await history.commit({
      'plan.md': `${plan}- [ ] **Task 6: Mend the roof**\n- [ ] **Task 7: Ask Ada**\n`,
      'tasks/TASK-002-roof.md': file('TASK-002: Mend the roof'),
      'tasks/TASK-003-ask.md': file('TASK-003: Ask Ada'),
    });
    const both = [
      'no-taken-id: `Task 6` is taken: the other branch has given it to `Oil the lock` meanwhile',
      expect.stringContaining('the other branch has given it to `tasks/TASK-002-oil.md` meanwhile') as string,
    ];
    expect(await told()).toEqual(both);
    // Both have it, and it is the same.
    await history.git('checkout', '--quiet', '-b', 'same', 'main~1');
    await history.commit({ 'plan.md': `${plan}- [ ] **Task 6: Oil the lock**\n` });
    expect(await told()).toEqual([]);
    // What was merged or rebased is there, and nothing is taken meanwhile.
    await history.git('checkout', '--quiet', 'feature');
    await history.git('merge', '--quiet', '--strategy-option', 'ours', 'main');
    expect(await told()).toEqual([]);
  });

  it('report numbers of folders that two branches have taken, once for each folder', async () => {
    const spec = (title: string) =>
      `# Feature Specification: ${title}\n\n## Requirements\n\n- **FR-001**: System MUST ${title}\n`;
    const tasks = (title: string) =>
      `# Tasks: ${title}\n\n- [ ] T001 ${title} in src/a.ts\n- [ ] T002 Test it in src/b.ts\n`;
    const files = (name: string) => ({
      [`specs/${name}/spec.md`]: spec(name),
      [`specs/${name}/plan.md`]: `# Implementation Plan: ${name}\n`,
      [`specs/${name}/tasks.md`]: tasks(name),
    });
    await history.commit({ 'specs/002-count/spec.md': spec('Count') });
    await history.git('branch', 'feature');
    await history.commit({ ...files('003-lend'), ...files('20260301-120000-oil'), ...files('004-oil') });
    await history.git('checkout', '--quiet', 'feature');
    await history.commit({
      ...files('003-return'),
      ...files('20260301-130000-paint'),
      ...files('005-paint'),
      'specs/002-count/tasks.md': tasks('Count'),
      'more/specs/004-ask/spec.md': spec('Ask'),
    });
    const found = async () =>
      (await history.findings('--since', 'main')).filter((finding) => finding.endsWith('no-taken-id'));
    expect(await found()).toEqual(['specs/003-return/spec.md no-taken-id']);
    expect(await told()).toContain(
      'no-taken-id: `003` is taken: the other branch has given it to `specs/003-lend` meanwhile',
    );
    await history.git('rm', '--quiet', 'specs/003-return/spec.md', 'specs/003-return/plan.md');
    expect(await found()).toEqual(['specs/003-return/tasks.md no-taken-id']);
    await history.git('mv', 'specs/003-return', 'specs/006-return');
    expect(await found()).toEqual([]);
  });

  it('take a plan that is new or gone as that', async () => {
    await branch();
    await history.git('rm', '--quiet', 'docs/plan.md');
    await history.commit({
      'docs/other-plan.md': '# Other\n\n- [x] Task 1: Lend, create `src/x.ts`\n- [ ] Task 2: Wait\n',
    });
    expect(await told()).toEqual([]);
  });

  it('run where a base is known: directives for them are not called useless elsewhere', async () => {
    await branch();
    const silence = '<!-- planvet-disable-file no-reopened-task -- we count once a week -->\n\n';
    await history.commit({ 'docs/plan.md': silence + edited(plan, ['- [x] **Task 1', '- [ ] **Task 1']) });
    expect(await history.findings()).not.toContain('docs/plan.md planvet/unused-directive');
    expect(await told()).toEqual([]);
    await history.commit({ 'docs/plan.md': silence + plan });
    expect(await history.findings('--since', 'main')).toContain('docs/plan.md planvet/unused-directive');
  });

  it('may be what a directive for all rules is meant for: it is called useless, and --fix does not take it out', async () => {
    await branch();
    const text =
      '<!-- planvet-disable-file -- we count once a week -->\n\n' + edited(plan, ['- [x] **Task 1', '- [ ] **Task 1']);
    await history.commit({ 'docs/plan.md': text });
    expect(await history.findings()).toContain('docs/plan.md planvet/unused-directive');
    expect(await history.findings('--since', 'main')).not.toContain('docs/plan.md planvet/unused-directive');
    await history.planvet(['docs/plan.md', '--fix']);
    expect(readFileSync(history.repository.path('docs/plan.md'), 'utf8')).toContain('<!-- planvet-disable-file --');
  });
});
