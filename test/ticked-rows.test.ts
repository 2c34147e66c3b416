import { expect, test } from 'vitest';
import { lintText, readPlan } from '../src/index.ts';

/** State and id of the tasks of two tables. */
function statesOf(first: readonly string[], second: readonly string[] = []): string[] {
  const table = (rows: readonly string[]) =>
    rows.length === 0
      ? ''
      : `| ID | Title | Depends on |\n| --- | --- | --- |\n${rows.map((row) => `| ${row} |\n`).join('')}\n`;
  const { plan } = readPlan(`# Plan\n\n## Phase 1: Wood\n\n${table(first)}## Phase 2: Paint\n\n${table(second)}`);
  return plan?.tasks.map(({ state, id }) => `${state} ${id}`) ?? [];
}

test('a picture beside the id of a row is its state, and the id is its id', () => {
  expect(statesOf(['✅ #1 | Saw | -', '#2 | Oil | #1'])).toEqual(['done #1', 'open #2']);
  expect(statesOf(['✅ #1 | Saw | -', '✅ #2 | Oil | #1'])).toEqual(['done #1', 'done #2']);
  const text = '# Plan\n\n| ID | Title | Depends on |\n| --- | --- | --- |\n| ✅ #1 | Saw | - |\n| #2 | Oil | #1 |\n';
  expect(lintText(text, { path: 'plan.md' }).findings).toEqual([]);
});

test('a picture before the title of a row is its state where other titles have none', () => {
  expect(statesOf(['#1 | ✅ Saw | -', '#2 | ✅ Sand | #1'], ['#3 | Oil | #2'])).toEqual([
    'done #1',
    'done #2',
    'open #3',
  ]);
});

test('it is a decoration where all titles have one, or where it is a picture of something else', () => {
  expect(statesOf(['#1 | ✅ Saw | -', '#2 | ✅ Sand | #1'])).toEqual(['unknown #1', 'unknown #2']);
  expect(statesOf(['#1 | 🎨 Paint | -', '#2 | Oil | #1'])).toEqual(['unknown #1', 'unknown #2']);
});

test('a column that says how far they are is asked first', () => {
  const text =
    '# Plan\n\n| ID | Title | Status |\n| --- | --- | --- |\n| ✅ A-1 | Saw | Open |\n| A-2 | Oil | Done |\n';
  expect(readPlan(text).plan?.tasks.map(({ state }) => state)).toEqual(['open', 'done']);
});
