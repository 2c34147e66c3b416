import { describe, expect, it } from 'vitest';
import { applied, inOrder } from '../src/engine/edits.ts';
import { fix, lintText } from '../src/index.ts';

/** The text after the suggestion of the first finding of a rule; undefined where it makes none. */
function mended(rule: string, text: string, siblings?: readonly { path: string; text: string }[]): string | undefined {
  const options = siblings ? { path: 'docs/tasks/TASK-001.md', siblings } : { path: 'plan.md' };
  const [finding] = lintText(text, { only: [rule], ...options }).findings;
  expect(finding).toBeDefined();
  const edits = finding?.fixes[0]?.edits;
  return edits && applied(text, inOrder(edits, text.length) ?? []);
}

const lines = (...given: string[]) => `# Night bus\n\n${given.join('\n')}\n`;

describe('other numbers', () => {
  const gap = ['- [ ] T001 Draw', '- [ ] T002 Drive', '- [ ] T004 Choose', '- [ ] T005 Paint (depends on T004, T002)'];
  const closed = [
    '- [ ] T001 Draw',
    '- [ ] T002 Drive',
    '- [ ] T003 Choose',
    '- [ ] T004 Paint (depends on T003, T002)',
  ];

  it('close a gap, with all that name the tasks', () => {
    expect(mended('no-misnumbered-task', lines(...gap))).toBe(lines(...closed));
    const behind = ['- [ ] T020 Celebrate', '- [ ] T021 Rest (depends on T020, T005)'];
    expect(mended('no-misnumbered-task', lines(...gap, ...behind))).toBe(
      lines(...closed, ...behind).replace('T020, T005', 'T020, T004'),
    );
  });

  it.each([
    ['a sentence', '', 'T005 can wait.'],
    ['code', '', '`T004`'],
    ['a range', '', 'From T002 to T005 all is quiet.'],
    ['a list', '', 'T002, T005 and T001 are small.'],
    ['an id that goes on', '- [ ] T005a Paint again', ''],
    ['a range of dependencies', '- [ ] T006 Print (depends on T001-T005)', ''],
  ])('are not offered where %s would still have the old ones', (_, task, prose) => {
    expect(mended('no-misnumbered-task', lines(...gap, task, '', prose))).toBeUndefined();
  });

  it('are offered where other numbers are named', () => {
    const prose = 'T001 and T002 go first, in version 5 or release T0040.';
    expect(mended('no-misnumbered-task', lines(...gap, '', prose))).toBe(lines(...closed, '', prose));
  });

  it('know a bare number by its keyword', () => {
    const tasks = [
      '- [ ] **Task 1: A**',
      '- [ ] **Task 2: B**',
      '- [ ] **Task 4: C**',
      '  - _Dependencies: Tasks 1, 2_',
    ];
    const [first, second, third, needs] = tasks as [string, string, string, string];
    expect(mended('no-misnumbered-task', lines(...tasks, '', 'It takes 4 weeks.'))).toBe(
      lines(first, second, third.replace('4', '3'), needs, '', 'It takes 4 weeks.'),
    );
    for (const prose of ['Tasks 1 and 4 are small.', 'See task 4.', 'Tasks 1-5 are small.'])
      expect(mended('no-misnumbered-task', lines(...tasks, '', prose))).toBeUndefined();
  });

  it('put a late number in its place', () => {
    expect(
      mended(
        'no-misnumbered-task',
        lines('- [ ] T1 A', '- [ ] T2 B', '- [ ] T4 C', '- [ ] T3 D (depends on T4)', '- [ ] T5 E (depends on T3)'),
      ),
    ).toBe(lines('- [ ] T1 A', '- [ ] T2 B', '- [ ] T3 C', '- [ ] T4 D (depends on T3)', '- [ ] T5 E (depends on T4)'));
  });

  it('are not offered where other documents may have the old ones', () => {
    const text = `---\nid: TASK-001\nstatus: open\n---\n\n${lines(...gap)}`;
    const sibling = { path: 'docs/tasks/TASK-002.md', text: '---\nid: TASK-002\nstatus: open\n---\n\n# Other\n' };
    expect(mended('no-misnumbered-task', text, [sibling])).toBeUndefined();
  });
});

describe('a dependency that is taken out of its list', () => {
  const tasks = ['- [ ] **Task 1: A**', '- [ ] **Task 2: B**', '  - _Dependencies: Task 1_', '- [ ] **Task 3: C**'];

  it.each([
    ['Task 1, Task 2', 'Task 2'],
    ['Task 2, Task 1', 'Task 2'],
    ['Task 1 and Task 2', 'Task 2'],
    ['Task 2, and Task 1', 'Task 2'],
    ['Task 1 (for the map), Task 2', 'Task 2'],
    ['Task 2; Task 1 (for the map)', 'Task 2'],
    ['Tasks 1, 2', 'Task 2'],
    ['Tasks 2 & 1', 'Task 2'],
    ['Task 1, 2', 'Task 2'],
    ['**Task 1**, **Task 2**', '**Task 2**'],
    ['[Task 1](#a), [Task 2](#b)', '[Task 2](#b)'],
    ['`Task 2` + `Task 1`', '`Task 2`'],
    ['a stamp, Task 1, Task 2', 'a stamp, Task 2'],
  ])('%s becomes %s', (list, rest) => {
    const text = (value: string) => lines(...tasks, `  - **Dependencies**: ${value}`);
    expect(mended('no-redundant-dependency', text(list))).toBe(text(rest));
  });

  it.each([
    ['  - **Depends on**: T2', '  - **Depends on**: None'],
    ['  - **Depends on**: **T2** (its own)', '  - **Depends on**: None'],
    ['  - _Effort: 2 hours | Depends on: T2_', '  - _Effort: 2 hours | Depends on: None_'],
  ])('leaves the word of the others where it was alone: %s', (list, rest) => {
    const text = (value: string) => lines('- [ ] T1 A', '  - **Depends on**: None', '- [ ] T2 B', value);
    expect(mended('no-cyclic-dependency', text(list))).toBe(text(rest));
    expect(mended('no-cyclic-dependency', text(list).replace('**: None', '**: —'))).toContain('—');
  });

  it('goes with its parentheses', () => {
    const text = (value: string) => lines('- [ ] T1 A', `- [ ] T2 B${value} at night`);
    expect(mended('no-cyclic-dependency', text(' (depends on T2)'))).toBe(text(''));
    expect(mended('no-cyclic-dependency', text(' [depends: T2]'))).toBe(text(''));
    expect(mended('no-cyclic-dependency', text(' (depends on T2, T1)'))).toBe(text(' (depends on T1)'));
  });

  it('goes wherever it is stated', () => {
    const table = '| ID | Task | Depends on |\n| --- | --- | --- |\n| T1 | A | — |\n| T2 | B | T1 |\n| T3 | C | ';
    const text = (needs: string) => `# Night bus\n\n${table}${needs} |\n\n### T3: C\n\n**Depends on**: ${needs}\n`;
    expect(mended('no-redundant-dependency', text('T1, T2'))).toBe(text('T2'));
  });

  it('stays where one of its places is no list', () => {
    const text = lines(
      '- [ ] T1 A',
      '- [ ] T2 B (depends on T1)',
      '- [ ] T3 C (depends on T1, T2)',
      '',
      'T3 needs T1.',
    );
    expect(mended('no-redundant-dependency', text)).toBeUndefined();
  });
});

describe('a figure that a total sums up', () => {
  const phases =
    '## Phase 1: Routes\n\n- [ ] T1 A\n- [ ] T2 B\n- [ ] T3 C\n\n## Phase 2: Stops\n\n- [ ] T4 D\n- [ ] T5 E\n\n## Summary\n';
  const text = (first: number, second: number, total: number) =>
    `# Night bus\n\n${phases}\n| Phase | Task Count |\n| --- | --- |\n| Phase 1 | ${first} |\n| Phase 2 | ${second} |\n| **Total** | ${total} |\n`;

  it('takes the total along where that was right', () => {
    expect(mended('no-wrong-total', text(4, 2, 6))).toBe(text(3, 2, 5));
    expect(mended('no-wrong-total', text(4, 2, 5))).toBe(text(3, 2, 5));
  });

  it('is mended together with others', () => {
    for (const total of [5, 6, 7])
      expect(fix(text(4, 3, total), { only: ['no-wrong-total'] })).toMatchObject({
        output: text(3, 2, 5),
        remaining: { findings: [] },
        notices: [],
      });
  });
});
