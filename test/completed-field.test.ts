import { expect, test } from 'vitest';
import { readPlan } from '../src/index.ts';

test.each([
  ['**Completed**: 2026-03-01', 'done'],
  ['- **Completed on**: ✅ 2026-03-01 (Ada)', 'done'],
  ['**Erledigt am**: 2026-03-01', 'done'],
  ['**Completed**: 3 of 4', 'unknown'],
  ['**Completed**: yes, since 2026-03-01', 'unknown'],
  ['**Completed**: between 2026-03-01 and 2026-03-09', 'unknown'],
  ['**Due**: 2026-03-01', 'unknown'],
])('%s is %s', (field, state) => {
  const { plan } = readPlan(`# Shelves\n\n### Task 1: Saw\n\n${field}\n\n### Task 2: Paint\n\nText.\n`);
  expect(plan?.tasks[0]?.state).toBe(state);
});
