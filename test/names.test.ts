import { describe, expect, it } from 'vitest';
import { scanNames } from '../src/model/language/names.ts';
import { tokenize } from '../src/model/language/tokens.ts';
import { vocabulary } from '../src/model/language/words.ts';

/** The names of a text, written `keyword id..last`, a keyword that is carried on in brackets. */
function names(text: string, { known = [] as readonly string[], bare = false } = {}): string[] {
  const ids = new Set(known);
  const found = scanNames(tokenize(text, 0), { vocabulary, bare, known: (id) => ids.has(id) });
  return found.map(({ keyword, carried, id, last }) =>
    [carried ? `(${keyword?.value ?? ''})` : keyword?.value, last ? `${id.value}..${last.value}` : id.value]
      .filter(Boolean)
      .join(' '),
  );
}

describe('names', () => {
  it.each([
    ['Task 1.1: Title', ['Task 1.1']],
    ['needs T014 and **T015**', ['T014', 'T015']],
    ['Tasks 5, 9 and 13', ['Tasks 5', '(Tasks) 9', '(Tasks) 13']],
    ['Tasks 1, 2 and Phase 3', ['Tasks 1', '(Tasks) 2', 'Phase 3']],
    ['T012–T015', ['T012..T015']],
    ['T001-T003', ['T001..T003']],
    ['PHASE1-001 through PHASE1-005', ['PHASE1-001..PHASE1-005']],
    ['Steps 2–8', ['Steps 2..8']],
    ['Phase 1 to Phase 3', ['Phase 1..3']],
    ['tasks 1.1-1.3', ['tasks 1.1..1.3']],
    ['T-023~T-026', ['T-023..T-026']],
    ['第一阶段 und 1단계, フェーズ2', ['第一阶段', '1단계', 'フェーズ2'].map((text) => keywordFirst(text))],
    ['第 2 フェーズ', ['フェーズ 2']],
    ['user story 4', ['user story 4']],
    ['Phase A, Phase II', ['Phase A', 'Phase II']],
    ['UTF-8, SHA256, v1.2 and 4 hours', []],
    ['T1/T2/T3', ['T1', 'T2', 'T3']],
    ['Task\u00a01', ['Task 1']],
    ['Issue #18', ['Issue #18']],
    ['Phase 2, 3 days', ['Phase 2']],
    ['see Step 2 - 3 more things', ['Step 2..3']],
    ['Schritte 2 bis 4 und Aufgabe 7', ['Schritte 2..4', 'Aufgabe 7']],
  ])('%s', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it('take what the plan has for what it is', () => {
    expect(names('P1-01 and P1-01-P1-03')).toEqual(['P1-01', 'P1-01..P1-03']);
    expect(names('build-list, print', { known: ['build-list', 'print'] })).toEqual(['build-list', 'print']);
    expect(names('T1-T2', { known: ['t1-t2'] })).toEqual(['T1-T2']);
    expect(names('1.1, 1.2 and 1.5 hours', { known: ['1.1'] })).toEqual(['1.1', '1.2']);
    expect(names('1.2 and 3.4', { known: [] })).toEqual([]);
  });

  it('take bare numbers and letters where only ids can stand', () => {
    expect(names('1, 2-4 & A', { bare: true })).toEqual(['1', '2..4', 'A']);
  });
});

function keywordFirst(text: string): string {
  return { 第一阶段: '阶段 一', '1단계': '단계 1', フェーズ2: 'フェーズ 2' }[text] ?? text;
}
