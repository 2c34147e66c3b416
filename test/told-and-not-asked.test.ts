import { describe, expect, test } from 'vitest';
import { lintText } from '../src/index.ts';
import { readPlan } from '../src/index.ts';

/** Rule and line of what is found. */
function found(text: string, path = 'docs/plan.md'): string[] {
  return lintText(text, { path }).findings.map(
    ({ ruleId, span }) => `${ruleId} ${text.slice(0, span.start).split('\n').length}`,
  );
}

describe('brackets that are told and not asked for', () => {
  const gaps = (line: string) => found(`# Plan\n\n${line}\n`);

  test('amounts in the units of any language', () => {
    expect(gaps('#### T1: Bretter [1-2 Tage]\n\nText.')).toEqual([]);
    expect(gaps('#### T1: Planches [0.5 jour]\n\nTexte.')).toEqual([]);
    expect(gaps('#### T1: Boards [Estimated days]\n\nText.')).toEqual(['no-placeholder 3']);
  });

  test('answers, and lists of names from code', () => {
    expect(gaps('[none yet]')).toEqual([]);
    expect(gaps('[sanding complete]')).toEqual([]);
    expect(gaps('[Date completed]')).toEqual(['no-placeholder 3']);
    expect(gaps('- tools: [saw_board, sand_board, oil_board]')).toEqual([]);
    expect(gaps('- tools: [first tool, second tool]')).toEqual(['no-placeholder 3']);
  });

  test('remarks that are the same but for figures, unless the figures count them', () => {
    expect(gaps('- One [cut, 2140 letters]\n- Two [cut, 388 letters]\n- Three [cut, 901 letters]')).toEqual([]);
    expect(gaps('- Name: [Feature 1]\n- Name: [Feature 2]\n- Name: [Feature 3]')).toEqual([
      'no-placeholder 3',
      'no-placeholder 4',
      'no-placeholder 5',
    ]);
  });

  test('a sentence about all marks, in any language', () => {
    expect(gaps('Все отметки [NEEDS CLARIFICATION] сняты, пароль один.')).toEqual([]);
    expect(gaps('Доступ по паролю [NEEDS CLARIFICATION], пароль один.')).toEqual(['no-unresolved-question 3']);
  });

  test('pictures with what they mean, and a decision by its name', () => {
    expect(gaps('- Daily state: ✅ On track / ⚠️ At risk / 🔴 Blocked')).toEqual([]);
    expect(gaps('- Last decision: GO/NO-GO')).toEqual([]);
    expect(gaps('- Last decision: GO | NO-GO')).toEqual(['no-undecided-choice 3']);
    expect(gaps('- Daily state: On track / At risk / Blocked')).toEqual(['no-undecided-choice 3']);
  });
});

describe('words for done that claim nothing', () => {
  const plan = (status: string, box: string) =>
    `# Plan\n\n**Status**: ${status}\n\n- [${box}] T1 Saw\n- [${box}] T2 Oil\n`;

  test('a plan that is complete and ready for its work is not done', () => {
    for (const status of [
      '✅ COMPLETE - Ready for implementation',
      '✅ COMPLETE - Documentation prête pour le développement',
      'Fertig, bereit für die Umsetzung',
      '完成，准备开发',
      '✅ 100% READY',
    ]) {
      expect([status, ...found(plan(status, ' '))]).toEqual([status]);
      expect([status, ...found(plan(status, 'x'))]).toEqual([status]);
    }
    expect(found(plan('✅ COMPLETE & READY FOR LAUNCH', ' '))).toEqual(['no-unfinished-plan 3']);
    expect(found(plan('✅ 100%', ' '))).toEqual(['no-unfinished-plan 3']);
  });

  test('two words for done, one with what comes next', () =>
    expect(found('# Plan\n\n## Phase 1 ✅\n\n**Status**: COMPLETE & READY FOR LAUNCH\n\n- [x] T1 Saw\n')).toEqual([]));

  test('a heading that says when', () => {
    const list = '\n\n- [ ] T1 Saw\n- [ ] T2 Oil\n';
    expect(found(`# Plan\n\n### When the boards are here ✅${list}`)).toEqual([]);
    expect(found(`# Plan\n\n### The boards are here ✅${list}`)).toEqual(['no-unfinished-plan 3']);
  });

  test('a tick with a word for the kind of thing', () => {
    const { plan } = readPlan('# Plan\n\n### 1.1 Saw ✅ **NEW**\n\n- [x] a\n\n### 1.2 Oil 🚧 **NEW**\n\n- [ ] b\n');
    expect(plan?.tasks.map(({ state }) => state)).toEqual(['done', 'in-progress']);
  });
});

describe('ids that are said and not declared, or declared and not said', () => {
  test('an item that begins with the id of a heading says more of it', () => {
    const heads = '# Shop\n\n### AC1: Opens\n\nText.\n\n### AC2: Closes\n\nText.\n\n## Undoing it\n\n';
    expect(found(`${heads}- **AC1**: take the key\n- **AC2**: leave the key\n`)).toEqual([]);
    expect(found(`${heads}### AC1: Rings\n\nText.\n`)).toEqual(['no-duplicate-requirement 13']);
  });

  test('a heading that is a task is no mention of what is not defined', () => {
    const rows = '# Audit\n\n| ID | Finding |\n| --- | --- |\n| SEC-001 | open |\n| SEC-002 | wide |\n\n';
    const heads = '### SEC-001: Open\n\nText.\n\n### SEC-002: Wide\n\nText.\n\n';
    expect(found(`${rows}${heads}### SEC-003: Safe\n\nText.\n`)).toEqual([]);
  });

  test('what counts down behind a dash is no range', () => {
    const rows =
      '| ID | 작업 | 선행 |\n| --- | --- | --- |\n| M-4 | 톱질 | - |\n| M-5 | 칠 | M-4 |\n| M-9 | 기록 | - |\n\n';
    const { plan } = readPlan(`# 계획\n\n${rows}## 순서\n\n- M-9 — M-4 이후 M-5와 독립적으로 착수 가능\n`);
    expect(plan?.graph.edges.map(({ from, to }) => `${from.id} > ${to.id}`)).toEqual(['M-5 > M-4', 'M-9 > M-4']);
  });
});

describe('sections that are filled later', () => {
  const story = (state: string, box: string) =>
    `# Story 1.2: Shelves\n\n## Status\n\n${state}\n\n## Story\n\nText.\n\n## Acceptance Criteria\n\n1. Holds\n\n## Tasks / Subtasks\n\n- [${box}] Task 1: Saw (AC: 1)\n\n## Change Log\n\n## Dev Agent Record\n\n### Agent Model Used\n\n### File List\n`;

  test('are empty before the work and not behind it', () => {
    expect(found(story('Draft', ' '), 'docs/stories/1.2.story.md')).toEqual([]);
    expect(found(story('Done', 'x'), 'docs/stories/1.2.story.md')).toEqual([
      'no-empty-section 19',
      'no-empty-section 23',
    ]);
  });
});

describe('figures that are not those of the plan', () => {
  test('so many hours a day', () => {
    const phases = '## Phase 1: Saw (3h)\n\n- [ ] a\n\n## Phase 2: Oil (6h)\n\n- [ ] b\n';
    expect(found(`# Plan\n\n**Timeline**: 3-5 days (2h/day)\n\n${phases}`)).toEqual([]);
    expect(found(`# Plan\n\n**Timeline**: 3-5 days (2h in total)\n\n${phases}`)).toEqual(['no-wrong-total 3']);
  });

  test('the tasks of one thing among others', () => {
    const tasks = '## Phase 1\n\n- [ ] T1 Saw\n- [ ] T2 Sand\n- [ ] T3 Oil\n\n## Sums\n\n';
    expect(found(`# Plan\n\n${tasks}- Project model: 1 task\n- Project view: 2 tasks\n`)).toEqual([]);
    expect(found(`# Plan\n\n${tasks}- Project: 1 task\n`)).toEqual(['no-wrong-total 11']);
  });
});
