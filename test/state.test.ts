import { describe, expect, test } from 'vitest';
import { stateOfHeading } from '../src/model/language/state-tail.ts';
import { stateOfValue } from '../src/model/language/state.ts';
import { vocabulary } from '../src/model/language/words.ts';

const value = (text: string) => stateOfValue(text, vocabulary);
const tail = (text: string) => {
  const found = stateOfHeading(text, vocabulary);
  return found && `${found.state} ${text.slice(found.at, found.at + found.text.length)}`;
};

describe('a value', () => {
  test.each([
    ['Done', 'done'],
    ['**✅ COMPLETE**', 'done'],
    ['Completed on 2026-03-04', 'done'],
    ['Completed Jan 5', 'done'],
    ['done by Ada', 'done'],
    ['all done', 'done'],
    ['In_Progress', 'in-progress'],
    ['🚧 in progress (since May)', 'in-progress'],
    ['N/A', 'dropped'],
    ['Won’t do', 'dropped'],
    ['not yet finished', 'open'],
    ['mostly finished', 'in-progress'],
    ['⬜', 'open'],
    ['✅ 2026-03-04', 'done'],
    ['[x]', 'done'],
    ['[ ] Open [x] Done', 'done'],
    ['75 %', 'in-progress'],
    ['3 of 3', 'done'],
    ['0/4', 'open'],
    ['größtenteils erledigt', 'in-progress'],
    ['noch nicht fertig', 'open'],
    ['presque terminé', 'in-progress'],
    ['no completado', 'open'],
    ['基本完成', 'in-progress'],
    ['未完成', 'open'],
    ['完成于2026年3月', 'done'],
    ['ほぼ完了', 'in-progress'],
    ['완료 (2026-03-04)', 'done'],
    ['почти готово', 'in-progress'],
    ['chưa hoàn thành', 'open'],
  ])('%s is %s', (text, state) => expect(value(text)).toBe(state));

  test.each([
    'Complete the setup',
    'Open API',
    'New shelf',
    'Complete by June',
    'Not Started | In Progress | Completed',
    '[ ] Open [ ] Done',
    '✅ Tests',
    '完成登录页面',
    '🎯 March',
    '',
  ])('%s states nothing', (text) => expect(value(text)).toBeUndefined());

  test.each([
    ['COMPLETE (tests pending)', 'in-progress'],
    ['Complete - setup left', 'in-progress'],
    ['Done, 80 %', 'in-progress'],
    ['Done (3/5)', 'in-progress'],
    ['✅ Complete (no remaining labels found)', 'done'],
    ['Done, nothing left', 'done'],
    ['Completed and ready for release', 'done'],
    ['Done (for cash)', 'done'],
    ['完成（待测试）', 'in-progress'],
    ['fertig (bis auf die Doku)', 'in-progress'],
    ['terminado, faltan pruebas', 'in-progress'],
  ])('what qualifies it counts: %s is %s', (text, state) => expect(value(text)).toBe(state));
});

describe('a title', () => {
  test.each([
    ['Shelves ✅', 'done ✅'],
    ['Shelves (DONE)', 'done (DONE)'],
    ['Shelves [COMPLETED] 🎉', 'done [COMPLETED] 🎉'],
    ['Shelves - IN PROGRESS', 'in-progress IN PROGRESS'],
    ['Shelves ⏸️ PAUSED', 'blocked ⏸️ PAUSED'],
    ['Shelves ✅ Complete (2026-03-04)', 'done ✅ Complete (2026-03-04)'],
    ['Shelves ✅ Complete (tests pending)', 'in-progress ✅ Complete (tests pending)'],
    ['棚の準備 ✅ 完了（2026年3月4日）', 'done ✅ 完了（2026年3月4日）'],
    ['1. ⌛ Shelves', 'in-progress ⌛'],
    ['✅ Task 3: Shelves', 'done ✅'],
    ['⬜ **T003** Shelves', 'open ⬜'],
    ['Shelves (2 days) ✅', 'done ✅'],
    ['Milestone 1: Shelves — Done', 'done Done'],
    ['Regale – ✅ fertig', 'done ✅ fertig'],
  ])('%s says %s', (text, said) => expect(tail(text)).toBe(said));

  test.each([
    '✅ Prerequisites',
    'Phase 4: Testing',
    'Task 2 - Review',
    'Phase 3 - Complete',
    'Phase 2: Shelves - Testing',
    'Shelves (2 days)',
    '✅ Done',
    'Shelves 🎯',
    'Complete',
  ])('%s says nothing of its state', (text) => expect(tail(text)).toBeUndefined());
});
