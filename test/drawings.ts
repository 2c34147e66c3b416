import type { Plan } from '../src/model/plan/plan.ts';
import { lintText } from '../src/engine/library.ts';
import type { LintResult } from '../src/engine/finding.ts';

/** A plan that has everything a drawing can show: all states, a circle, a longest path, an unknown name, phases, sub-tasks. */
export const everything = `# Harbour <script>alert(1)</script> & "Quay"

## Phase 1: Quay

- [x] **Task 1.1: Survey the "bed" & <b>rock</b>**
- [ ] **Task 1.2: Drive piles** (depends on Task 1.1)
  - [x] 1.2.1 Order piles
  - [ ] 1.2.2 Hire the barge
- [/] **Task 1.3: Paint \`[moorings]\`** (depends on Task 1.2, Task 9.9)
- [-] **Task 1.4: Lay rails**

## Phase 2: Crane

**Depends on**: Phase 1

- [ ] **Task 2.1: Buy "]; click n0 call alert(1)** (depends on Task 2.3)
- [ ] **Task 2.2: %%{init: {}}%% end subgraph** (depends on Task 2.1)
- [ ] **Task 2.3: 1. Train #35; \\N \\" crew --> x** (depends on Task 2.2)
- [ ] **Task 2.4: 起重机的检查和所有钢丝绳的更换以及驾驶员的培训** (depends on Task 1.2)
`;

/** Reads a text to draw it. */
export function readToDraw(text: string, path = 'plan.md'): LintResult & { readonly plan: Plan } {
  const result = lintText(text, { path });
  if (!result.plan) throw new Error('the text is no plan');
  return { ...result, plan: result.plan };
}
