import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Token, tokenize } from '../src/model/language/tokens.ts';

const kinds = (text: string) => tokenize(text, 0).map(({ kind, folded }) => `${kind} ${folded}`);
const named = (tokens: readonly Token[], text: string) => tokens.find((token) => token.text === text);

describe('tokens', () => {
  it.each([
    ['Task 1.1: Title', ['word task', 'number 1.1', 'separator :', 'word title']],
    ['T001-T003, T-04', ['id t001-t003', 'separator ,', 'id t-04']],
    ['Tasks 1-3 and 2a.8', ['word tasks', 'number 1', 'dash -', 'number 3', 'word and', 'id 2a.8']],
    ['PHASE1-006 → #404', ['id phase1-006', 'arrow ->', 'id #404']],
    ['3/4 done (75%)', ['number 3', 'separator /', 'number 4', 'word done', 'open (', 'percent 75%', 'close )']],
    ['1,234 hours, 2.5 h', ['number 1,234', 'word hours', 'separator ,', 'number 2.5', 'word h']],
    ['フェーズ1：基盤', ['word フェーズ', 'number 1', 'separator :', 'word 基盤']],
    ['1단계 — 기반', ['number 1', 'word 단계', 'dash -', 'word 기반']],
    ['- [x] ✅ **T001**: do it', ['dash -', 'box x', 'mark ✅', 'id t001', 'separator :', 'word do', 'word it']],
    ['［ ］ Brackets (full)', ['box ', 'word brackets', 'open (', 'word full', 'close )']],
    [
      'due 2026-03-02, 5-day wait',
      ['word due', 'date 2026-03-02', 'separator ,', 'number 5', 'dash -', 'word day', 'word wait'],
    ],
    ['snake_case and `T1`', ['word snake_case', 'word and', 'id t1']],
    ['A-->B ... C', ['word a', 'arrow ->', 'word b', 'dash ...', 'word c']],
    ['50 % of ５ tasks', ['percent 50 %', 'word of', 'number 5', 'word tasks']],
    ["don't ____ it\nnow", ["word don't", 'symbol ____', 'word it', 'break \n', 'word now']],
    ['Task\u00a01', ['word task', 'number 1']],
  ])('%s', (text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });

  it('look through emphasis, code and links, and say where they stood', () => {
    const text = 'see **Task 2**, `T9` and [the *third*](plans/three.md "T7") or ~~T4~~';
    const tokens = tokenize(text, 10);
    expect(tokens.map((token) => token.text)).toEqual([
      'see',
      'Task',
      '2',
      ',',
      'T9',
      'and',
      'the',
      'third',
      'or',
      'T4',
    ]);
    expect(named(tokens, '2')).toMatchObject({ strong: true, code: false, span: { start: 21, end: 22 } });
    expect(named(tokens, 'T9')).toMatchObject({ code: true, strong: false });
    expect(named(tokens, 'third')).toMatchObject({ link: true });
    expect(named(tokens, 'or')).toMatchObject({ link: false });
    expect(named(tokens, 'T4')).toMatchObject({ struck: true });
  });

  it('stand in order, apart, where the text has them', () => {
    const characters = fc.constantFrom(...('Ta1 .-_*`~[](){}x→✅一フ단\u00a0\n/|,%#"🔄\ufe0f'.match(/./gsu) ?? []));
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        const tokens = tokenize(text, 3);
        const ends = [3, ...tokens.map(({ span }) => span.end)];
        expect(tokens.filter(({ span }, i) => span.start < (ends[i] ?? 0) || span.end <= span.start)).toEqual([]);
        expect(tokens.filter((token) => text.slice(token.span.start - 3, token.span.end - 3) !== token.text)).toEqual(
          [],
        );
      }),
      { seed: 20_261_201, numRuns: 2000 },
    );
  });

  it('leave out nothing but white space and marks of emphasis and code', () => {
    const characters = fc.constantFrom(...('Ta1 .-_*`~x→✅一フ\u00a0\n/|,%#"🔄'.match(/./gsu) ?? []));
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        const tokens = tokenize(text, 0);
        const between = tokens.map(({ span }, i) => text.slice(tokens[i - 1]?.span.end ?? 0, span.start));
        expect(between.join('').replace(/[\s*_`~]/g, '')).toBe('');
      }),
      { seed: 20_261_201, numRuns: 2000 },
    );
  });
});
