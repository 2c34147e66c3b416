import { describe, expect, test } from 'vitest';
import { readPlan } from '../src/index.ts';

/** State, id and title of the tasks of a list under a phase. */
function tasksOf(list: string): string[] {
  const { plan } = readPlan(`# Shelves\n\n## Phase 1: Build\n\n${list}`);
  return plan?.tasks.map(({ state, id, title }) => `${state} ${id ?? '-'} ${title.value}`) ?? [];
}

describe('pictures before items', () => {
  test('are boxes before an id', () =>
    expect(tasksOf('- ✅ **T001**: Saw\n- ⏳ **T002**: Sand\n- **T003**: Paint\n')).toEqual([
      'done T001 Saw',
      'open T002 Sand',
      'open T003 Paint',
    ]));

  test('are boxes where the list marks what is open too', () =>
    expect(tasksOf('- ✅ Saw\n- ⬜ Sand\n')).toEqual(['done - Saw', 'open - Sand']));

  test('are boxes beside boxes', () =>
    expect(tasksOf('- ✅ Saw\n- [ ] Sand\n')).toEqual(['done - Saw', 'open - Sand']));

  test('give way to the words behind the id', () =>
    expect(tasksOf('- ✅ **T001**: Saw (in progress)\n- ⬜ **T002**: Sand\n')).toEqual([
      'in-progress T001 Saw (in progress)',
      'open T002 Sand',
    ]));

  test('are boxes right behind an id, and at the end of an item with one', () =>
    expect(tasksOf('- T-1 ✅ Saw\n- **T-2** ⏳: Sand\n- T-3: Paint ✅\n')).toEqual([
      'done T-1 Saw',
      'open T-2 Sand',
      'done T-3 Paint',
    ]));

  test('are states of headings and bold lines behind their ids', () =>
    expect(
      tasksOf('### Task 1 ✅: Saw\n\n### Task 2 [x]: Sand\n\n### Task 3: Oil [ ]\n\n**T-4 ✅: Paint**\n\nText.\n'),
    ).toEqual(['done 1 Saw', 'done 2 Sand', 'open 3 Oil', 'done T-4 Paint']));

  test.each([
    ['ticks alone', '- ✅ Strong\n- ✅ Cheap\n'],
    ['pictures of many kinds', '- ✅ Save\n- 🔄 Change\n- 👁️ Show\n'],
    ['lists of ids', '- ✅ T001, T002: small ones\n- ✅ T003 to T009 completed\n'],
    ['ticks behind words', '- Strong ✅\n- Cheap ✅\n'],
    ['a tick that is spoken of', '- T-1: Show ✅ beside the row\n- T-2: Show ❌ or ✅\n'],
    ['a tick behind a sentence', '- **Feature 13** is there and can be used. ✅\n'],
    ['for and against', '- ✅ Cheap\n- ❌ Heavy\n'],
  ])('are decoration: %s', (_, list) => expect(tasksOf(list)).toEqual([]));

  test('say how far a task is that is declared elsewhere', () => {
    const { plan } = readPlan(
      '# Shelves\n\n## Steps\n\n### Step 1: Saw\n\nText.\n\n### Step 2: Paint\n\nText.\n\n## So far\n\n- ✅ Step 1: COMPLETE\n- ⏳ Step 2: pending\n',
    );
    expect(plan?.tasks.map(({ state, title }) => `${state} ${title.value}`)).toEqual(['done Saw', 'open Paint']);
  });
});
