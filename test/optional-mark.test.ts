import { expect, test } from 'vitest';
import { isMarkedOptional } from '../src/model/language/optional-mark.ts';
import { readPlan } from '../src/index.ts';
import { vocabulary } from '../src/model/language/words.ts';

test.each([
  'Paint the shelf (optional)',
  '(Optional) Paint the shelf',
  '[OPTIONAL] Paint the shelf',
  'T003 [DEFERRED] Paint the shelf',
  '**Optional**: Paint the shelf',
  'Task 2: Paint the shelf - OPTIONAL, not done',
  'Paint the shelf — deferred',
  'Paint the shelf (deferred to the next release)',
  'Paint the shelf (planned for Phase 2)',
  '部屋ごと（Phase 2で実装予定）',
  '棚を塗る（任意）',
  'Easter night: N/A',
  'Regal streichen (falls nötig)',
])('%s is optional', (line) => expect(isMarkedOptional(line, vocabulary)).toBe(true));

test.each([
  'T003 [N/A] Paint the shelf',
  'Read the optional parameter',
  'Paint the shelf (planned for Monday)',
  'Return N/A for empty shelves',
  'Add an option (see below)',
  'Mark what is deferred',
])('%s is not', (line) => expect(isMarkedOptional(line, vocabulary)).toBe(false));

test('what stands under a heading that nobody waits for is optional', () => {
  const { plan } = readPlan(
    '# Shelves\n\n## Phase 1: Build\n\n- [ ] Saw\n\n### Task 1: Carve (optional)\n\n- [ ] Draw\n- [x] Cut\n\n## Phase 2: Paint (falls nötig)\n\n- [ ] Sand\n',
  );
  expect(plan?.tasks.map(({ title, state, optional }) => `${title.value} ${state} ${optional}`)).toEqual([
    'Saw open false',
    'Carve (optional) in-progress true',
    'Sand open true',
  ]);
  expect(plan?.boxes.map(({ optional }) => optional)).toEqual([false, true, true, true]);
});
