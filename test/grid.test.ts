import { describe, expect, test } from 'vitest';
import { readDocument } from '../src/model/document/document.ts';
import type { Grid } from '../src/model/document/grid.ts';
import { isRefusal, parseMarkdown } from '../src/parse.ts';
import { Source } from '../src/text.ts';

function gridOf(rows: readonly string[], before = ''): Grid {
  const [head = '', ...body] = rows.map((row) => `| ${row} |`);
  const rule = head.replace(/[^|]+/g, ' --- ');
  const parsed = parseMarkdown(new Source(`# Plan\n\n${before}${[head, rule, ...body].join('\n')}\n`));
  if (isRefusal(parsed)) throw new Error('was not parsed');
  const [grid] = readDocument(parsed).grids;
  if (!grid) throw new Error('no table');
  return grid;
}

const rolesOf = (...rows: string[]) => gridOf(rows).columns.map(({ role }) => role);
const kindsOf = (...rows: string[]) => gridOf(rows).rows.map(({ kind }) => kind);

describe('columns that name the rows', () => {
  test.each(['Schritt', 'Paso', 'Étape', '步骤', 'ステップ', 'Шаг', 'Bước', 'Task', 'Ding'])(
    'a leading column of distinct ids is the id column, headed %s',
    (head) => {
      const { id, title } = gridOf([
        `${head} | Beschreibung | Status`,
        '1a.1 | Keller | Offen',
        '1a.2 | Boden | Fertig',
      ]);
      expect([id?.index, title?.index]).toEqual([0, 1]);
    },
  );

  test('ids that occur twice, dates, versions and amounts are no id column', () => {
    for (const cells of [
      ['P1', 'P1'],
      ['2026-03-01', '2026-03-02'],
      ['v1.2', 'v1.3'],
      ['2h', '3h'],
    ])
      expect(gridOf(['Ding | Aufgabe | Status', ...cells.map((cell) => `${cell} | Boden | Offen`)]).id).toBeUndefined();
  });

  test('an id in front of a title is one where nearly all rows have it', () => {
    expect(gridOf(['Package | Needs', 'B4 Courier list | -', 'B5 Van | B4', 'B6 Fuel | B9']).isIdInTitle).toBe(true);
    expect(gridOf(['Package | Needs', 'S3 bucket | -', 'S3 policy | -', 'EC2 machine | -']).isIdInTitle).toBe(false);
    expect(gridOf(['Package | Needs', '3 shelves | -', '5 boxes | -']).isIdInTitle).toBe(false);
  });
});

describe('columns by their cells', () => {
  test('ids of rows above are needs, whatever the head', () => {
    expect(rolesOf('ID | Aufgabe | Erst', 'A-1 | Regal | -', 'A-2 | Boden | A-1', 'A-3 | Tür | A-1, A-2')).toEqual([
      'id',
      'title',
      'dependencies',
    ]);
  });

  test('ids under a head for parents or of rows below are none', () => {
    expect(rolesOf('ID | Task | Parent', 'A-1 | a | -', 'A-2 | b | A-1', 'A-3 | c | A-1')).toEqual([
      'id',
      'title',
      'kin',
    ]);
    expect(rolesOf('ID | Task | Ding', 'A-1 | a | A-3', 'A-2 | b | A-1', 'A-3 | c | -')[2]).toBeUndefined();
  });
});

describe('rows', () => {
  test('a total, a reserve, a share and a phase are no entries', () => {
    expect(
      kindsOf(
        'Task | Hours',
        'Shelves | 3',
        'Buffer (20%) | 1',
        '% of total | 100',
        'Phase 1: Walls | 3',
        '**Total** | 7',
        '**Total Phase 1** | 7',
        'All tasks | 7',
        '第一阶段合计 | 7',
        'Zwischensumme | 7',
      ),
    ).toEqual(['entry', 'reserve', 'share', 'phase', 'total', 'total', 'total', 'total', 'total']);
  });

  test('words that begin like a total may be a title', () => {
    expect(
      kindsOf('Task | Hours', 'All tests pass | 1', 'Total redesign of the page | 3', 'Sum up the meeting | 1'),
    ).toEqual(['entry', 'entry', 'entry']);
  });

  test('an id of its own makes a row an entry', () => {
    expect(kindsOf('ID | Task | Hours', 'A-1 | Total | 3', 'A-2 | Phase 2: Walls | 1')).toEqual(['entry', 'entry']);
  });

  test('a bold line over others is a group', () => {
    expect(kindsOf('ID | Task | Status', '**Walls** | | ', 'A-1 | Paint | Open', 'A-2 | Fill | Open')).toEqual([
      'group',
      'entry',
      'entry',
    ]);
  });

  test('numbers of phases that the plan declares are phases, each once', () => {
    const table = ['Phase | Name | Status', '1 | Walls | Open', '2 | Roof | Open'];
    expect(gridOf(table, '## Phase 1: Walls\n\n## Phase 2: Roof\n\n').rows.map(({ kind }) => kind)).toEqual([
      'phase',
      'phase',
    ]);
    expect(gridOf(table).rows.map(({ kind }) => kind)).toEqual(['entry', 'entry']);
  });
});
