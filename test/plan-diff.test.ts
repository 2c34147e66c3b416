import { afterEach, describe, expect, it } from 'vitest';
import type { PlanDiff } from '../src/engine/plan-diff.ts';
import { planDiffMarkdown } from '../src/report/plan-diff-markdown.ts';
import { History } from './history.ts';
import { has } from './repository.ts';

const plan = `# Tool shed

## Phase 1: Loans

- [x] **Task 1: Count the tools**
  - _Effort: 2 hours_
- [ ] **Task 2: Lend tools**
  - _Effort: 3 hours | Dependencies: Task 9_
- [x] **Task 3: Label the tools**
- [ ] **Task 4: Send mails**
- [ ] **Task 5: Knock at doors**

### Phase 1 Completion Criteria

- [ ] All 14 tools can be lent
- [ ] Ada agrees
`;

const edits: [string, string][] = [
  ['- [ ] **Task 2', '- [x] **Task 2'],
  ['- [x] **Task 3', '- [ ] **Task 3'],
  ['- [ ] **Task 5: Knock at doors**', '- [-] **Task 5: Knock at doors**'],
  ['- [ ] **Task 4: Send mails**\n', ''],
  ['\n### Phase 1 Comp', '- [ ] **Task 6: Oil the lock** by [Name]\n\n### Phase 1 Comp'],
  ['3 hours | Dependencies: Task 9', '5 hours | Dependencies: Task 1'],
  ['[ ] All 14 tools', '[ ] Most tools'],
  ['[ ] Ada agrees', '[x] Ada agrees'],
];
const changed = edits.reduce((text, [from, to]) => {
  if (!text.includes(from)) throw new Error(from);
  return text.replace(from, to);
}, plan);

describe.skipIf(!has('git'))('planvet diff', () => {
  let history = new History();
  afterEach(() => {
    history.forget();
    history = new History();
  });

  const json = async (...args: string[]) =>
    JSON.parse((await history.planvet(['diff', ...args, '--json'])).out) as PlanDiff[];

  it('says what a change does to a plan', async () => {
    await history.commit({ 'docs/plan.md': plan, 'docs/roadmap.md': plan });
    await history.git('checkout', '--quiet', '-b', 'feature');
    await history.commit({ 'docs/plan.md': changed });
    const [only, ...others] = await json('main');
    expect(others).toEqual([]);
    const notes = (list: readonly { name: string }[] = []) => list.map(({ name }) => name);
    expect(only).toMatchObject({
      path: 'docs/plan.md',
      before: 'docs/plan.md',
      status: 'changed',
      progress: { before: { done: 2, total: 5 }, now: { done: 2, total: 5 } },
      gates: {
        ticked: ['Ada agrees'],
        weakened: [{ before: 'All 14 tools can be lent', now: 'Most tools can be lent' }],
      },
    });
    const tasks = Object.fromEntries(Object.entries(only?.tasks ?? {}).map(([kind, list]) => [kind, notes(list)]));
    expect(tasks).toEqual({
      done: ['Task 2: Lend tools'],
      started: [],
      reopened: ['Task 3: Label the tools'],
      added: [expect.stringContaining('Task 6: Oil the lock')],
      dropped: ['Task 5: Knock at doors'],
      removed: ['Task 4: Send mails'],
      renamed: [],
      estimated: ['Task 2: Lend tools'],
    });
    expect(only?.tasks.estimated).toMatchObject([{ before: '3 hours', now: '5 hours', line: 7 }]);
    expect(only?.findings.gone).toMatchObject([{ ruleId: 'no-unknown-dependency', line: null }]);
    expect(only?.findings.new.map(({ ruleId }) => ruleId)).toEqual(
      expect.arrayContaining(['no-placeholder', 'no-reopened-task', 'no-removed-task']),
    );

    const { code, out } = await history.planvet(['diff', 'main']);
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "docs/plan.md  2 of 5 tasks done

        gate weakened     All 14 tools can be lent → Most tools can be lent
        reopened          Task 3: Label the tools                            line 9
        removed           Task 4: Send mails
        dropped           Task 5: Knock at doors                             line 10
        done              Task 2: Lend tools                                 line 7
        added             Task 6: Oil the lock by [Name]                     line 11
        re-estimated      Task 2: Lend tools: 3 hours → 5 hours              line 7
        gate item ticked  Ada agrees

        findings: 3 new, 1 gone
          new   9:9    warning  \`Task 4: Send mails\` was open and is no longer in the plan  no-removed-task
          new   9:9    warning  \`Task 3\` was done and is open again, and nothing says why   no-reopened-task
          new   11:35  error    \`[Name]\` is still a placeholder                             no-placeholder
          gone         error    \`Task 9\` is not in this plan                                no-unknown-dependency
      "
    `);
    const { out: markdown } = await history.planvet(['diff', 'main', '--format', 'markdown']);
    expect(markdown).toMatchInlineSnapshot(`
      "### Plans: 1 plan changed

      #### docs/plan.md

      2 of 5 tasks done

      | | Task or gate item | Line |
      | --- | --- | --- |
      | gate weakened | All 14 tools can be lent → Most tools can be lent |  |
      | reopened | Task 3: Label the tools | 9 |
      | removed | Task 4: Send mails |  |
      | dropped | Task 5: Knock at doors | 10 |
      | done | Task 2: Lend tools | 7 |
      | added | Task 6: Oil the lock by \\[Name\\] | 11 |
      | re-estimated | Task 2: Lend tools: 3 hours → 5 hours | 7 |
      | gate item ticked | Ada agrees |  |

      Findings: 3 new, 1 gone

      | | | Finding | Rule | Line |
      | --- | --- | --- | --- | --- |
      | new | warning | \`Task 4: Send mails\` was open and is no longer in the plan | no-removed-task | 9 |
      | new | warning | \`Task 3\` was done and is open again, and nothing says why | no-reopened-task | 9 |
      | new | error | \`[Name]\` is still a placeholder | no-placeholder | 11 |
      | gone | error | \`Task 9\` is not in this plan | no-unknown-dependency |  |
      "
    `);
  });

  it('follows renames, and tells plans that are new or gone', async () => {
    await history.commit({ 'docs/plan.md': plan, 'docs/old-plan.md': changed, 'docs/notes.md': '# Notes\n' });
    await history.git('checkout', '--quiet', '-b', 'feature');
    await history.git('mv', 'docs/plan.md', 'docs/loans plan.md');
    await history.git('rm', '--quiet', 'docs/old-plan.md', 'docs/notes.md');
    history.write({ 'docs/new-plan.md': '# New\n\n- [x] Task 1: Wait\n- [ ] Task 2: See\n' });
    expect(await json('main')).toMatchObject([
      {
        path: 'docs/loans plan.md',
        before: 'docs/plan.md',
        status: 'renamed',
        findings: { new: [], gone: [], old: 1 },
      },
      {
        path: 'docs/new-plan.md',
        before: null,
        status: 'added',
        progress: { before: null, now: { done: 1, total: 2 } },
      },
      {
        path: 'docs/old-plan.md',
        status: 'removed',
        progress: { now: null },
        tasks: { removed: [{ line: null }, {}] },
      },
    ]);
    expect(await json('main', 'docs/new-plan.md')).toHaveLength(1);
    expect(await json('main', '--staged')).toHaveLength(2);
  });

  it('tells what another document of the set has brought', async () => {
    const spec = '# Feature Specification: Lending\n\n## Requirements\n\n- **FR-001**: System MUST lend\n';
    await history.commit({
      'specs/001-a/spec.md': spec,
      'specs/001-a/tasks.md': '# Tasks\n\n- [ ] T001 Lend (FR-001)\n',
    });
    history.write({ 'specs/001-a/spec.md': spec.replace('FR-001', 'FR-002') });
    expect(await json('HEAD')).toMatchObject([
      { path: 'specs/001-a/spec.md', status: 'changed' },
      { path: 'specs/001-a/tasks.md', status: 'unchanged', findings: { new: [{ ruleId: 'no-unknown-requirement' }] } },
    ]);
  });

  it('says that nothing has changed, and what is wrong with a call', async () => {
    await history.commit({ 'plan.md': plan });
    expect(await history.planvet(['diff', 'HEAD'])).toEqual({
      code: 0,
      out: '',
      said: ['planvet: no plan has changed'],
    });
    expect((await history.planvet(['diff', 'HEAD', '--format', 'markdown'])).out).toContain('No plan has changed.');
    expect(await json('HEAD')).toEqual([]);
    const said = async (...args: string[]) => {
      const { code, said } = await history.planvet(['diff', ...args]);
      return `${code} ${said.join()}`;
    };
    expect(await said()).toBe('2 planvet: `planvet diff` needs a branch or commit to compare with');
    expect(await said('mian')).toBe('2 planvet: `diff`: there is no commit `mian` here; did you mean `main`?');
    expect(await said('main', '--format', 'jsn')).toContain('unknown format `jsn` for a diff; did you mean `json`?');
    expect(await said('main', 'plam.md')).toContain(
      '2 planvet: no such file or folder: `plam.md`; did you mean `plan.md`?',
    );
  });
});

it('writes Markdown in which a plan cannot write', () => {
  const note = { id: null, name: '<img src=x> @everyone | [x](https://evil.example) \u001b[31m', line: 3 };
  const diff: PlanDiff = {
    path: 'docs/<b>plan</b>.md',
    before: null,
    status: 'added',
    progress: { before: null, now: { done: 0, total: 1 } },
    tasks: { done: [], started: [], reopened: [], added: [note], dropped: [], removed: [], renamed: [], estimated: [] },
    gates: { ticked: [], weakened: [{ before: '`a` | b', now: null }] },
    findings: { new: [], gone: [], old: 0 },
  };
  const text = planDiffMarkdown([diff]);
  expect(text).not.toMatch(/(?<!\\)[<[]|@everyone|https:\/\//);
  expect(text).not.toContain('\u001b');
  expect(
    text
      .split('\n')
      .find((line) => line.includes('img'))
      ?.match(/(?<!\\)\|/g),
  ).toHaveLength(4);
  const many = planDiffMarkdown(Array.from({ length: 2000 }, () => diff));
  expect(many.length).toBeLessThan(62_000);
  expect(many).toMatch(/And \d+ more plans, for which there is no room here\.\n$/);
});
