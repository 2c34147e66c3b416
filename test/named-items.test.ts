import { expect, test } from 'vitest';
import { readPlan } from '../src/index.ts';

/* Bold names and letters with numbers: when they are tasks, and when they are not. */

function tasksOf(text: string): string[] {
  return (readPlan(text).plan?.tasks ?? []).map(({ id, state }) => `${id ?? 'none'} ${state}`);
}

test.each([
  [
    'a dash behind the name',
    '- **T-1** — Oil the lock\n- **T-2** — Cut the key\n- **T-3** — Hang the door\n',
    'unknown',
  ],
  ['numbers before it', '1. **T-1**: Oil (done)\n2. **T-2**: Cut (done)\n3. **T-3**: Hang (done)\n', 'done'],
  [
    'a state before a need',
    '- **T-1** - Oil (Done)\n- **T-2** - Cut ✅ — depends on T-1\n- **T-3** - Hang (done) (after T-2)\n',
    'done',
  ],
  ['a stroke', '- ~~**T-1** — Oil~~\n- ~~**T-2** — Cut~~\n- ~~**T-3** — Hang~~\n', 'dropped'],
  ['paragraphs', '**T-1: Oil** ✅\n\n**T-2: Cut** ✅\n\n**T-3: Hang** ✅\n', 'done'],
])('bold names under a phase are tasks: %s', (_, list, state) => {
  expect(tasksOf(`# Door\n\n## Phase 1: Hinges\n\n${list}`)).toEqual(
    ['T-1', 'T-2', 'T-3'].map((id) => `${id} ${state}`),
  );
});

test('bold names are no tasks where others are declared, or nothing says that they are work', () => {
  const list = '- **T-1** — the first\n- **T-2** — the second\n- **T-3** — the third\n';
  expect(tasksOf(`# Door\n\n## Background\n\n${list}`)).toEqual([]);
  expect(tasksOf(`# Door\n\n### T-7: Oil\n\n**Status**: Done\n\n## Phase 2\n\n${list}`)).toEqual(['T-7 done']);
});

test('letters that count up are ids', () => {
  expect(tasksOf('# Door\n\n## Phase 1: Hinges\n\n- [x] A1 Oil\n- [ ] A2 Cut\n- [ ] B1 Hang\n')).toEqual([
    'A1 done',
    'A2 open',
    'B1 open',
  ]);
  expect(tasksOf('# Door\n\n## Tasks\n\n### B1: Oil ✅\n\n### B2: Cut ✅\n\n### B3: Hang 🔄\n')).toEqual([
    'B1 done',
    'B2 done',
    'B3 in-progress',
  ]);
});

test('letters are no ids of tasks where nothing says that they are work', () => {
  expect(
    tasksOf(
      '# Door\n\n## Choices\n\n### D1: Oak\n\nIt lasts.\n\n### D2: Brass\n\nIt shines.\n\n### D3: Red\n\nIt is.\n',
    ),
  ).toEqual([]);
  expect(
    tasksOf('# Door\n\n## Plan\n\n**D1 - Oak**:\nIt lasts.\n\n**D2 - Brass**:\nIt shines.\n\n**D3 - Red**:\nIt is.\n'),
  ).toEqual([]);
});

test('a state in a cell of a table without a column for it is read', () => {
  expect(
    tasksOf(
      '# Door\n\n## Tasks\n\n| ID | Task | Effort |\n|---|---|---|\n| T-1 | Oil (done) | 2h |\n| T-2 | ~~Cut~~ | 2h |\n',
    ),
  ).toEqual(['T-1 done', 'T-2 dropped']);
});
