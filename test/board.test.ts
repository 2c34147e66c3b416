import { expect, test } from 'vitest';
import { readPlan } from '../src/index.ts';

/** State, id and title of the tasks of a text. */
function tasksOf(text: string): string[] {
  const { plan } = readPlan(`# Shelves\n\n${text}`);
  return plan?.tasks.map(({ state, id, title }) => `${state} ${id ?? '-'} ${title.value}`) ?? [];
}

test('items with ids are tasks that have the state of their column', () =>
  expect(
    tasksOf('## Todo\n\n- T-1: Saw\n- T-2: Sand\n\n## 🚧 In Progress (1)\n\n- T-3: Oil\n\n## Done ✅\n\n- T-4: Buy\n'),
  ).toEqual(['open T-1 Saw', 'open T-2 Sand', 'in-progress T-3 Oil', 'done T-4 Buy']));

test('headings take it too', () =>
  expect(tasksOf('## Offen\n\n### Task 1: Saw\n\nText.\n\n## Erledigt\n\n### Task 2: Buy\n\nText.\n')).toEqual([
    'open 1 Saw',
    'done 2 Buy',
  ]));

test('an open box can be in progress, and is not done by its column', () =>
  expect(tasksOf('## In Progress\n\n- [ ] Saw\n- [x] Oil\n\n## Done\n\n- [x] Buy\n- [ ] Think\n')).toEqual([
    'in-progress - Saw',
    'done - Oil',
    'done - Buy',
    'open - Think',
  ]));

test('what an item says of itself counts', () =>
  expect(tasksOf('## Todo\n\n- T-1 ✅ Saw\n\n## Done\n\n- T-2: Buy\n')).toEqual(['done T-1 Saw', 'done T-2 Buy']));

test('items without ids are tasks where there is nothing but columns', () =>
  expect(tasksOf('## Todo\n\n- Saw\n\n## Done\n\n- Buy\n')).toEqual(['open - Saw', 'done - Buy']));

test.each([
  ['one heading that is a state', '## Done\n\n- T-1: Saw\n- T-2: Buy\n\n## Notes\n\nText.\n'],
  ['items without ids, beside another section', '## Todo\n\n- Saw\n\n## Done\n\n- Buy\n\n## Notes\n\nText.\n'],
  ['items without ids, and nothing left to do', '## Done\n\n- Buy\n\n## Cancelled\n\n- Think\n'],
])('no board: %s', (_, text) => expect(tasksOf(text)).toEqual([]));
