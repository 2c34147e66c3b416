import { describe, expect, it } from 'vitest';
import { lintText, type LintOptions } from '../src/engine/library.ts';

/** The rules that speak about a plan, in the order of the text. */
function speakers(text: string, off: readonly string[] = [], options: LintOptions = {}): string[] {
  const rules = Object.fromEntries(off.map((id) => [id, 'off' as const]));
  return lintText(text, { preset: 'strict', rules, ...options }).findings.map(({ ruleId }) => ruleId);
}

/** One fact, the rule that tells it, the one that tells it where that is off, and a plan. */
const facts: readonly [fact: string, first: string, second: string, plan: string][] = [
  [
    'a plan that is called done is not',
    'no-unfinished-plan',
    'no-wrong-progress',
    '# Plan\n\n**Status**: Completed\n**Progress**: 100%\n\n## Tasks\n\n- [x] **Task 1: Links**\n- [ ] **Task 2: Payments**\n- [ ] **Task 3: Limits**\n',
  ],
  [
    'work is open under a tick inside of what is called done',
    'no-unfinished-plan',
    'no-inconsistent-task-state',
    '# Plan\n\n**Status**: Completed\n\n## Tasks\n\n- [x] **Task 1: Links**\n  - [ ] Write them\n- [x] **Task 2: Payments**\n',
  ],
  [
    'a plan in an archive folder has open gates',
    'no-unfinished-plan',
    'no-unchecked-gate',
    '# Plan\n\n## Tasks\n\n- [x] Links\n- [ ] Payments\n\n## Definition of Done\n\n- [ ] Reviewed\n- [ ] Released\n',
  ],
  [
    'tasks wait for each other',
    'no-cyclic-dependency',
    'no-forward-dependency',
    '# Plan\n\n## Phase 1: Make\n\n- [ ] **Task 1: Links**\n  - Dependencies: Task 2\n\n## Phase 2: Use\n\n- [ ] **Task 2: Payments**\n  - Dependencies: Task 1\n',
  ],
  [
    'a done task waits for itself',
    'no-cyclic-dependency',
    'no-premature-task',
    '# Plan\n\n## Tasks\n\n- [x] **Task 1: Links**\n  - Dependencies: Task 2\n- [ ] **Task 2: Payments**\n  - Dependencies: Task 1\n',
  ],
  [
    'two tasks have one id',
    'no-duplicate-task-id',
    'no-misnumbered-task',
    '# Plan\n\n## Tasks\n\n- [ ] **Task 1: Links**\n- [ ] **Task 2: Payments**\n- [ ] **Task 3: Limits**\n- [ ] **Task 2: Reports**\n- [ ] **Task 4: Refunds**\n',
  ],
];

describe('what several rules may report', () => {
  it.each(facts)('is told once, and by another rule where the first is off: %s', (_, first, second, plan) => {
    const options = { path: 'docs/archive/2024/plan.md' };
    const path = first === 'no-unfinished-plan' && second === 'no-unchecked-gate' ? options : {};
    expect(speakers(plan, [], path)).toContain(first);
    expect(speakers(plan, [], path)).not.toContain(second);
    expect(speakers(plan, [first], path)).toContain(second);
    expect(speakers(plan, [second], path)).toContain(first);
  });

  it('is told once where several statements say it of the same tasks, or of parts of them', () => {
    const plan = `# Plan

- **Completed phases**: Phase 1, Phase 2

## Phase 1: Make

- [x] T1 Links
- [ ] T2 Payments

## Phase 2: Use

- [x] T3 Limits

## Log

- **T1-T2**: ✅ done
- **Phase 1**: 2 tasks ✅ done
`;
    const told = lintText(plan).findings.filter(({ ruleId }) => ruleId === 'no-wrong-progress');
    expect(told).toHaveLength(1);
    expect(told[0]?.related).toHaveLength(2);
  });
});
