import { describe, expect, it } from 'vitest';
import { lintText } from '../src/index.ts';

/** What rests on an inference: the rule that speaks, by what it infers, and a plan. */
const inferences: readonly [rule: string, what: string, plan: string][] = [
  [
    'no-inconsistent-task-state',
    'a row without an id names a task by its words',
    '# Plan\n\n## Tasks\n\n### Task 1: Take payments\n**Status**: Done\n\nBy card.\n\n### Task 2: Send letters\n**Status**: Open\n\nBy mail.\n\n### Task 3: Count visitors\n**Status**: Open\n\nBy hand.\n\n## Summary\n\n| Task | Status |\n| --- | --- |\n| Take payments | Open |\n| Send letters | Open |\n| Count visitors | Open |\n',
  ],
  [
    'no-cyclic-dependency',
    'a need is a title',
    '# Plan\n\n## Tasks\n\n### Task 1: Take payments\n**Dependencies**: Send letters\n\nBy card.\n\n### Task 2: Send letters\n**Dependencies**: Task 1\n\nBy mail.\n',
  ],
  [
    'no-invalid-date',
    'a milestone shares its words with a phase',
    '# Plan\n\n## Phase 1: Survey the coast\n\n**Start**: 2026-05-01\n**End**: 2026-06-01\n\n- [ ] Walk it\n\n## Milestones\n\n| Milestone | Date |\n| --- | --- |\n| Survey coast | 2026-03-01 |\n| Party | 2026-09-01 |\n',
  ],
  [
    'no-wrong-progress',
    'most phases count their tasks as pages',
    `# Plan\n\n${[1, 2, 3, 4]
      .map(
        (phase) =>
          `## Phase ${phase}: Part ${phase} (${phase === 4 ? 1 : 2}/3 pages)\n\n- [x] **Task ${phase}.1: One**\n- [x] **Task ${phase}.2: Two**\n- [ ] **Task ${phase}.3: Three**\n`,
      )
      .join('\n')}`,
  ],
  [
    'no-premature-task',
    'the cells of a column are ids of rows above',
    '# Plan\n\n## Tasks\n\n| ID | Task | Erst | Status |\n| --- | --- | --- | --- |\n| A-1 | Cellar | - | Open |\n| A-2 | Floor | A-1 | Done |\n| A-3 | Door | A-2 | Open |\n',
  ],
];

describe('what rests on likeness, majority or position', () => {
  it.each(inferences)('is never certain: %s where %s', (rule, _, plan) => {
    const { findings } = lintText(plan, { only: [rule] });
    expect(findings.map(({ certainty, severity }) => [certainty, severity])).toEqual([['likely', 'warning']]);
    expect(findings.flatMap(({ fixes }) => fixes.filter(({ safe }) => safe))).toEqual([]);
  });
});

describe('suggestions beside each other', () => {
  it('give each task an id of its own', () => {
    const tasks = ['2.1', '2.1', '2.2', '2.2', '2.3', '2.3'].map((id, index) => `- [ ] **Task ${id}: Part ${index}**`);
    const { findings } = lintText(`# Plan\n\n## Tasks\n\n${tasks.join('\n')}\n`, { only: ['no-duplicate-task-id'] });
    expect(findings.flatMap(({ fixes }) => fixes.map(({ title }) => title))).toEqual([
      'Call it `Task 2.4`',
      'Call it `Task 2.5`',
      'Call it `Task 2.6`',
    ]);
  });

  it('lead no critical path past a phase', () => {
    const plan = (last: string) =>
      `# Plan\n\n**Critical Path**: Task 1.1 → Task 3.1\n\n## Phase 1: Survey\n\n- [ ] **Task 1.1: Walk** (4 hours)\n- [ ] **Task 1.2: Map** (2 hours)\n  - Dependencies: Task 1.1\n\n## Phase 2: Draw\n\n- [ ] **Task 2.1: Draw** (1 hour)\n  - Dependencies: Task 1.1\n\n## Phase 3: Print\n\n- [ ] **Task 3.1: Print** (9 hours)\n  - Dependencies: ${last}\n`;
    const offered = (text: string) =>
      lintText(text, { only: ['no-wrong-critical-path'] }).findings.map(({ fixes }) => fixes.map(({ title }) => title));
    expect(offered(plan('Task 1.2'))).toEqual([[]]);
    expect(offered(plan('Task 2.1'))).toEqual([['Write 1.1 → 2.1 → 3.1']]);
  });
});
