import { afterEach, describe, expect, it } from 'vitest';
import type { Reconciled } from '../src/engine/reconcile/statement.ts';
import { History } from './history.ts';
import { has, Repository } from './repository.ts';

const plan = `# Tool shed

## Phase 1: Loans

- [ ] **Task 1: Count the tools**
  - Create \`src/count.ts\`
- [ ] **Task 2: Lend the tools**
  - Create \`src/lend.ts\`
  - Modify \`src/main.ts\`
- [ ] **Task 3: Label every single tool**
  - Modify \`src/label.ts\`
- [ ] **Task 4: Send mails**
  - Modify \`src/mail.ts\`
- [ ] **Task 5: Knock at doors**
`;
const tick = (text: string, ...numbers: number[]) =>
  numbers.reduce((all, number) => all.replace(`[ ] **Task ${number}`, `[x] **Task ${number}`), text);

describe.skipIf(!has('git'))('planvet reconcile', () => {
  let history = new History();
  afterEach(() => {
    history.forget();
    history = new History();
  });

  const json = async (...args: string[]) => {
    const { out, said, code } = await history.planvet(['reconcile', ...args, '--json']);
    if (out === '') throw new Error(said.join('\n'));
    return { code, ...(JSON.parse(out) as { plans: Reconciled[]; limits: string[] }) };
  };
  /** What is told: `kind task: sentence`. */
  const told = async (...args: string[]) =>
    (await json(...args)).plans.flatMap(({ statements }) =>
      statements.map(({ kind, task, what }) => `${kind} ${task.split(':')[0]}: ${what}`),
    );
  const files = { 'src/main.ts': 'a', 'src/label.ts': 'a', 'src/mail.ts': 'a' };
  const start = async (text = plan) => {
    await history.commit(files, 'Begin');
    await history.commit({ 'plan.md': text }, 'Plan the shed');
  };

  it('says what is there and was never ticked', async () => {
    await start();
    expect(await told()).toEqual([]);
    await history.commit({ 'src/count.ts': 'count' }, 'Count');
    await history.commit({ 'src/lend.ts': 'lend' }, 'Lend');
    // Of Task 2 a part is still to be done.
    expect(await told()).toEqual(['shipped Task 1: open, but `src/count.ts` came after it was written']);
    await history.commit({ 'src/main.ts': 'lend' }, 'Let people lend');
    expect(await told()).toEqual([
      'shipped Task 1: open, but `src/count.ts` came after it was written',
      'shipped Task 2: open, but both of its files came or were changed after it was written',
    ]);
    const { plans } = await json();
    expect(plans[0]).toMatchObject({ path: 'plan.md', tasks: { total: 5, judged: 4 } });
    expect(plans[0]?.statements[1]).toMatchObject({
      line: 7,
      files: ['src/lend.ts', 'src/main.ts'],
      written: { subject: 'Plan the shed' },
      ticked: null,
      commits: [{ subject: 'Lend' }, { subject: 'Let people lend' }],
    });
    history.write({ 'plan.md': tick(plan, 1, 2) });
    expect(await told()).toEqual([]);
  });

  it('takes a change as the work only where the commit names the task', async () => {
    await start();
    await history.commit({ 'src/label.ts': 'b', 'src/mail.ts': 'b' }, 'Format everything');
    expect(await told()).toEqual([]);
    await history.commit({ 'src/mail.ts': 'c' }, 'Shed\n\n- Task 4: send mails by night');
    await history.commit({ 'src/label.ts': 'c' }, 'Label every single tool in red');
    expect(await told()).toEqual([
      'shipped Task 3: open, but `src/label.ts` was changed since it was written, by a commit that names it',
      'shipped Task 4: open, but `src/mail.ts` was changed since it was written, by a commit that names it',
    ]);
  });

  it('does not take the file of one task for the work of another, nor what was there before', async () => {
    const two = plan.replace('Create `src/lend.ts`\n  - Modify `src/main.ts`', 'Create `src/count.ts`');
    await history.commit({ 'src/count.ts': 'old', 'src/main.ts': 'a' });
    await start(two);
    await history.commit({ 'src/count.ts': 'new' }, 'Rewrite');
    expect(await told()).toEqual([]);
    await history.git('rm', '--quiet', 'src/count.ts');
    await history.commit({ 'plan.md': tick(two, 1), 'src/count2.ts': '' });
    expect(await told()).toEqual([]);
  });

  it('sees what came together with its plan, and what is not committed yet', async () => {
    await history.commit(files);
    await history.commit({ 'plan.md': plan, 'src/count.ts': 'count' }, 'All at once');
    history.write({ 'src/lend.ts': 'lend', 'src/main.ts': 'b' });
    expect(await told()).toEqual([
      'shipped Task 1: open, but `src/count.ts` came together with it',
      'shipped Task 2: open, but both of its files came or were changed after it was written',
    ]);
    const { plans } = await json();
    expect(plans[0]?.statements[1]?.commits).toEqual([{ commit: null, date: null, subject: 'not committed yet' }]);
  });

  it('says what was ticked without the work', async () => {
    await start();
    await history.commit({ 'other.ts': 'x' }, 'Something else');
    await history.commit({ 'plan.md': tick(plan, 1, 3) }, 'Tick');
    expect(await told()).toEqual([
      'missing Task 1: done, but `src/count.ts` was never there',
      'untouched Task 3: done, but `src/label.ts` has not changed since it was written',
    ]);
    const { plans } = await json();
    expect(plans[0]?.statements[1]).toMatchObject({
      written: { subject: 'Plan the shed' },
      ticked: { subject: 'Tick' },
      commits: [],
    });
    // Done before it was ticked, by a change that nobody has committed, or under another name.
    await history.commit({ 'src/counts/Count.tsx': 'x', 'src/label.ts': 'b' });
    expect(await told()).toEqual([]);
  });

  it('says nothing of work that was taken away later, is ignored or lies in another repository', async () => {
    const text = plan.replace('src/label.ts', 'backend/label.ts').replace('src/mail.ts', 'src/mail.log');
    await start(text);
    await history.commit({ 'src/count.ts': 'count', '.gitignore': '*.log\n' });
    await history.git('rm', '--quiet', 'src/count.ts');
    await history.commit({ 'plan.md': tick(text, 1, 3, 4) });
    const { plans } = await json();
    expect(plans[0]?.statements).toEqual([]);
    expect(plans[0]?.unknown).toEqual([
      { why: 'with files in folders that this repository never had', tasks: ['Task 3'] },
      { why: 'without a file that their work makes or changes', tasks: ['Task 5'] },
    ]);
  });

  it('knows nothing of the time before a task that was done when it was written', async () => {
    await history.commit({ 'src/label.ts': 'a', 'src/main.ts': 'a' });
    await history.commit({ 'plan.md': tick(plan, 3), 'src/mail.ts': '' });
    const { plans } = await json();
    expect(plans[0]?.statements).toEqual([]);
    expect(plans[0]?.unknown[0]).toMatchObject({ tasks: ['Task 3'] });
  });

  it('says which files are to be changed and are not there', async () => {
    await start();
    await history.git('rm', '--quiet', 'src/mail.ts');
    await history.git('mv', 'src/label.ts', 'src/labels.ts');
    await history.commit({ 'plan.md': plan.replace('src/main.ts', 'src/man.ts') }, 'Tidy up');
    expect(await told()).toEqual([
      'absent Task 2: changes `src/man.ts`, which was never there',
      'absent Task 4: changes `src/mail.ts`, which was taken away',
    ]);
    expect((await json()).plans[0]?.statements[1]?.commits).toMatchObject([{ subject: 'Tidy up' }]);
    // One that is done with changes nothing any more.
    await history.commit({ 'plan.md': plan.replace('# Tool shed\n', '# Tool shed\n\n**Status**: Completed\n') });
    expect(await told()).toEqual([]);
  });

  it('follows renamed plans, renamed files, and lines that were moved and reworded', async () => {
    await start();
    await history.git('mv', 'plan.md', 'shed-plan.md');
    await history.commit({}, 'Rename the plan');
    await history.git('mv', 'src/label.ts', 'src/tag.ts');
    await history.commit({}, 'Rename a file');
    const moved = plan
      .replace('## Phase 1: Loans', '## Phase 1: Loans and more')
      .replace('Label every single tool', 'Label every tool');
    await history.commit({ 'shed-plan.md': moved, 'src/count.ts': 'count' }, 'Count, and tell it otherwise');
    const { plans } = await json();
    expect(plans[0]?.statements).toMatchObject([{ kind: 'shipped', written: { subject: 'Plan the shed' } }]);
    await history.commit({ 'shed-plan.md': tick(moved, 1, 3) }, 'Tick');
    // A renamed file has changed; that of Task 4 has not.
    expect(await told()).toEqual([]);
    await history.commit({ 'shed-plan.md': tick(moved, 1, 3, 4) }, 'Tick the rest');
    expect((await json()).plans[0]?.statements).toMatchObject([
      { kind: 'untouched', written: { subject: 'Plan the shed' }, ticked: { subject: 'Tick the rest' } },
    ]);
  });

  it('looks at what came by another branch after the plan, whatever the clock says', async () => {
    await start();
    await history.git('checkout', '--quiet', '-b', 'count');
    await history.commit({ 'src/count.ts': 'count' }, 'Count');
    await history.git('checkout', '--quiet', 'main');
    await history.commit({ 'plan.md': `${plan}\nMore.\n` }, 'Say more');
    await history.git('merge', '--quiet', '--no-edit', 'count');
    expect(await told()).toEqual(['shipped Task 1: open, but `src/count.ts` came after it was written']);
  });

  it('tells with --since only what came about since then', async () => {
    await start();
    await history.commit({ 'src/count.ts': 'count', 'plan.md': tick(plan, 3) });
    await history.git('checkout', '--quiet', '-b', 'feature');
    await history.commit({ 'src/lend.ts': 'lend', 'src/main.ts': 'b', 'plan.md': tick(plan, 3, 4) });
    expect(await told('--since', 'main')).toEqual([
      'shipped Task 2: open, but both of its files came or were changed after it was written',
      'untouched Task 4: done, but `src/mail.ts` has not changed since it was written',
    ]);
    expect(await told()).toHaveLength(4);
    expect((await history.planvet(['reconcile', '--since', 'mian'])).said).toEqual([
      'planvet: --since: there is no commit `mian` here; did you mean `main`?',
    ]);
  });

  it('says what a shallow clone cannot tell', async () => {
    await start();
    await history.commit({ 'plan.md': tick(plan, 1, 3) });
    await history.commit({ 'src/lend.ts': 'lend', 'src/main.ts': 'b' }, 'Lend');
    const clone = new History(new Repository());
    await clone.git('clone', '--quiet', '--depth', '2', `file://${history.repository.folder}`, 'c');
    const { code, out, said } = await clone.planvet(['reconcile'], { from: 'c' });
    expect(code).toBe(0);
    expect(out).toContain('both of its files came or were changed after it was written');
    expect(out).not.toContain('done, but');
    expect(said).toEqual([expect.stringContaining('this clone is shallow')]);
    clone.forget();
  });

  it('takes the files in a title for the work, and those below for details of it', async () => {
    const text =
      '# Plan\n\n## Phase 1: A\n\n- [x] Task 1: Create src/test.ts\n  - Create src/shelf.ts in it\n- [ ] Task 2: B\n';
    await history.commit({ 'plan.md': text, 'src/test.ts': '' });
    expect(await told()).toEqual([]);
  });

  it('holds the ledger of a sprint against its stories, and says it of the ledger', async () => {
    const story = (number: number, status: string, box = 'x') =>
      `# Story 1.${number}: Shelf ${number}\n\nStatus: ${status}\n\n## Tasks\n\n- [${box}] Task 1: Saw\n- [${box}] Task 2: Paint\n`;
    const ledger = `# Sprint
development_status:
  epic-1: done
  1-1-shelf: done
  1-2-shelf: done # at last
  1-3-shelf: ready-for-dev
  1-4-shelf: backlog
  1-5-shelf: in-progress
  epic-1-retrospective: optional
`;
    const folder = 'docs/implementation-artifacts';
    await history.commit({
      [`${folder}/sprint-status.yaml`]: ledger,
      [`${folder}/1-1-shelf.md`]: story(1, 'done'),
      [`${folder}/1-2-shelf.md`]: story(2, 'review'),
      [`${folder}/1-3-shelf.md`]: story(3, 'done'),
      [`${folder}/1-5-shelf.md`]: story(5, 'review'),
    });
    const { plans } = await json(folder);
    const last = plans.at(-1);
    expect(last).toMatchObject({ path: `${folder}/sprint-status.yaml`, tasks: { total: 7, judged: 4 } });
    expect(last?.statements.map(({ line, task, what }) => `${line} ${task}: ${what}`)).toEqual([
      '3 epic-1: `done`, but 3 of its 5 stories are not: `1-3-shelf` is `ready-for-dev`',
      '5 1-2-shelf: `done`, but `1-2-shelf` says `review`',
      '6 1-3-shelf: `ready-for-dev`, but `1-3-shelf` says `done`',
    ]);
    // What is not new, and what is no ledger, says nothing.
    expect(await told('--since', 'HEAD', folder)).toEqual([]);
    await history.commit({ [`${folder}/1-2-shelf.md`]: story(2, 'in review') }, 'Look at it again');
    expect(await told('--since', 'HEAD~1', folder)).toEqual([
      'record 1-2-shelf: `done`, but `1-2-shelf` says `in review`',
    ]);
    await history.commit({ [`${folder}/sprint-status.yaml`]: '- [a\n: {' });
    expect(await told(folder)).toEqual([]);
  });

  it('holds the entries of a plan against the plans that they link to', async () => {
    const other = (box: string) => `# Shelves\n\n## Phase 1: A\n\n- [${box}] Task 1: Saw\n- [x] Task 2: Paint\n`;
    await history.commit({
      'docs/roadmap.md': `# Roadmap

## Phase 1: Furniture

| Task | Status |
| ---- | ------ |
| Task 1: [Shelves](plans/shelves-plan.md) | Done |
| Task 2: [Doors](./plans/door%20plan.md#top) | Open |
| Task 3: [Both](plans/shelves-plan.md) and [doors](plans/door%20plan.md) | Done |
| Task 4: Write the [plan](plans/shelves-plan.md) | Done |
`,
      'docs/plans/shelves-plan.md': other(' '),
      'docs/plans/door plan.md': other('x').replace('# Shelves', '# Doors\n\n**Status**: Completed'),
    });
    expect(await told()).toEqual([
      'record Task 1: done here, but 1 of the 2 tasks of `docs/plans/shelves-plan.md` are open',
      'record Task 2: open here, but `docs/plans/door plan.md` says `Completed`',
    ]);
  });

  it('holds tasks against the issues that they name, where a file says how these are', async () => {
    const issues = [
      { number: 7, title: 'Count every tool', state: 'OPEN' },
      { number: 8, title: 'Lend', state: 'closed' },
      { number: 9, title: 'Paint the door', state: 'CLOSED', stateReason: 'NOT_PLANNED' },
      { number: 10, title: 'Something else', state: 'OPEN' },
    ];
    await history.commit({
      'plan.md': `# Plan

## Phase 1: Loans

- [x] Task 1: Count every tool (#7)
- [ ] Task 2: Let people borrow, https://github.com/shed/shed/issues/8
- [ ] Task 3: Paint the door (#9)
- [x] Task 4: Knock at doors (#10)
- [x] Task 5: Count every tool (#7, #10)
`,
      '.github/issues.json': JSON.stringify(issues),
    });
    expect(await told()).toEqual([
      'record Task 1: done, but issue #7 is open in `.github/issues.json`',
      'record Task 2: open, but issue #8 is closed in `.github/issues.json`',
    ]);
    await history.commit({ '.github/issues.json': '{"issues": 3}' });
    expect(await told()).toEqual([]);
  });

  it('says it for people, and for pull requests', async () => {
    await start();
    const count = await history.commit({ 'src/count.ts': 'count', 'plan.md': tick(plan, 3) }, 'Count | *all*');
    const first = await history.git('rev-parse', 'HEAD~1');
    const today = new Date(1000 * Number(await history.git('log', '-1', '--format=%ct'))).toISOString().slice(0, 10);
    const steady = (text: string) =>
      text.replaceAll(count.slice(0, 8), '2222').replaceAll(first.slice(0, 8), '1111').replaceAll(today, '2026-01-01');
    expect(steady((await history.planvet(['reconcile'])).out)).toMatchInlineSnapshot(`
      "plan.md  4 of 5 tasks judged

        ticked, never done?
          Task 3: Label every single tool  line 10
            done, but \`src/label.ts\` has not changed since it was written
              written 2026-01-01 (1111)
              ticked 2026-01-01 (2222)

        shipped, never ticked?
          Task 1: Count the tools  line 5
            open, but \`src/count.ts\` came after it was written
              written 2026-01-01 (1111)
              2222 2026-01-01 Count | *all*

        1 task without a file that their work makes or changes
      "
    `);
    expect(steady((await history.planvet(['reconcile', '--format', 'markdown'])).out)).toMatchInlineSnapshot(`
      "### Plans and repository: 2 questions

      #### plan.md

      4 of 5 tasks judged

      | | Task | Line | What | Evidence |
      | --- | --- | --- | --- | --- |
      | ticked, never done? | Task 3: Label every single tool | 10 | done, but \`src/label.ts\` has not changed since it was written | written 2026-01-01 \\(1111\\)<br>ticked 2026-01-01 \\(2222\\) |
      | shipped, never ticked? | Task 1: Count the tools | 5 | open, but \`src/count.ts\` came after it was written | written 2026-01-01 \\(1111\\)<br>2222 2026-01-01 Count \\| \\*all\\* |

      - 1 task without a file that their work makes or changes
      "
    `);
    await history.commit({ 'plan.md': tick(plan, 1) });
    expect((await history.planvet(['reconcile'])).out).toMatchInlineSnapshot(`
      "1 plan with nothing to tell: 4 of 5 tasks judged

        1 task without a file that their work makes or changes
      "
    `);
    expect((await history.planvet(['reconcile', '--format', 'markdown'])).out).toMatchInlineSnapshot(`
      "### Plans and repository

      Nothing to tell: 4 tasks of 1 plan could be judged.
      "
    `);
  });

  it('says what is wrong with a call', async () => {
    const said = async (...args: string[]) => {
      const { code, said: lines } = await history.planvet(['reconcile', ...args]);
      return `${code} ${lines.join()}`;
    };
    expect(await said('--format', 'markdwn')).toBe(
      '2 planvet: unknown format `markdwn` for `reconcile`; did you mean `markdown`?',
    );
    expect(await said()).toMatch(/^2 planvet: /);
    // Before the first commit nobody knows anything, and that is said.
    history.write({ 'plan.md': plan });
    expect((await json()).plans[0]?.statements).toEqual([]);
  });
});
