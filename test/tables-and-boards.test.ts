import { describe, expect, test } from 'vitest';
import { lintText, readPlan } from '../src/index.ts';

/** Id or title and state of the tasks of a plan, and who needs whom. */
function read(text: string, path = 'plan.md'): { tasks: string[]; edges: string[] } {
  const { plan } = readPlan(text, { path });
  const nameOf = ({ id, title }: { id?: string | undefined; title: { value: string } }) => id ?? title.value;
  return {
    tasks: plan?.tasks.map((task) => `${nameOf(task)} ${task.state}`) ?? [],
    edges: plan?.graph.edges.map(({ from, to }) => `${nameOf(from)} > ${nameOf(to)}`) ?? [],
  };
}

function table(...rows: readonly string[]): string {
  const [head = '', ...body] = rows.map((row) => `| ${row} |`);
  return ['# Plan', '', head, head.replaceAll(/[^|]+/g, ' - '), ...body, ''].join('\n');
}

describe('tables', () => {
  test('of tasks with who does them, or how urgent they are', () => {
    expect(read(table('タスク | 担当', '棚を作る | 佐藤', '机を塗る | 鈴木')).tasks).toEqual([
      '棚を作る unknown',
      '机を塗る unknown',
    ]);
    expect(read(table('Task | Priority', 'Saw | P0', 'Oil | P1')).tasks).toEqual(['Saw unknown', 'Oil unknown']);
    expect(read(table('Feature | Priority', 'Saw | P0', 'Oil | P1')).tasks).toEqual([]);
    expect(read(table('Task | Remark', 'Saw | loud', 'Oil | smells')).tasks).toEqual([]);
  });

  test('of epics with how far they are', () => {
    expect(read(table('Epic | Status', 'Shelves | Done', 'Desk | Open')).tasks).toEqual(['Shelves done', 'Desk open']);
    expect(read(table('Epic | Remark', 'Shelves | three', 'Desk | one')).tasks).toEqual([]);
  });

  test('of words that need each other', () => {
    const tied = table('id | role | depends-on', 'saw-boards | joiner | -', 'oil-desk | painter | saw-boards');
    expect(read(tied)).toEqual({ tasks: ['saw-boards unknown', 'oil-desk unknown'], edges: ['oil-desk > saw-boards'] });
    expect(read(table('id | role | depends-on', 'saw | joiner | -', 'oil | painter | the weather')).tasks).toEqual([]);
  });
});

describe('boards', () => {
  const board = '# Board\n\n## To do\n\n- Saw\n- Sand\n\n## Doing\n\n- Oil\n\n## Done\n\n- Draw\n';

  test('of bullets without boxes and ids', () =>
    expect(read(board).tasks).toEqual(['Saw open', 'Sand open', 'Oil in-progress', 'Draw done']));

  test('have no other headings, and no other tasks', () => {
    expect(read(`${board}\n## Colours\n\n- Red\n`).tasks).toEqual([]);
    expect(read(board.replace('- Oil', '- [ ] T-1 Oil')).tasks).toEqual(['T-1 in-progress']);
  });
});

describe('headings without ids', () => {
  const plan =
    '# Umzug\n\n## Aufgaben\n\n### Kisten bestellen\n\n**Aufwand**: 2 Tage\n\n### Kisten packen\n\n**Aufwand**: 1 Tag\n**Abhängig von**: Kisten bestellen\n\n### Kisten tragen\n\n**Voraussetzung**: Kisten packen\n';

  test('are tasks where one of them says what it needs', () =>
    expect(read(plan)).toEqual({
      tasks: ['Kisten bestellen unknown', 'Kisten packen unknown', 'Kisten tragen unknown'],
      edges: ['Kisten packen > Kisten bestellen', 'Kisten tragen > Kisten packen'],
    }));

  test('are groups where tasks with ids stand under them, and nothing where nobody needs another', () => {
    expect(read(`${plan}\n- [ ] T1 Gurte\n- [ ] T2 Wagen\n`).tasks).toEqual(['T1 open', 'T2 open']);
    expect(
      read('# Umzug\n\n## Räume\n\n### Bad\n\n**Aufwand**: 2 Tage\n\n### Flur\n\n**Aufwand**: 1 Tag\n').tasks,
    ).toEqual([]);
  });
});

describe('states', () => {
  test('a tick beside an open box contradicts it', () => {
    const of = (line: string) =>
      lintText(`# Plan\n\n## Tasks\n\n- [x] T-8 Saw\n${line}\n`, { path: 'plan.md' }).findings.map(
        ({ ruleId, certainty }) => `${ruleId} ${certainty}`,
      );
    expect(of('- [ ] T-9 ✅ Oil')).toEqual(['no-inconsistent-task-state certain']);
    expect(of('- [ ] T-9 Oil ✅')).toEqual(['no-inconsistent-task-state certain']);
    expect(of('- [ ] T-9 Oil the ✅ side of the desk')).toEqual([]);
    expect(of('- [x] T-9 ✅ Oil')).toEqual([]);
  });

  test('a row of a table of phases says how far a phase is', () => {
    const rows = '| Phase | Was | Stand |\n| --- | --- | --- |\n| **1** | Holz | ✅ |\n| **2** | Farbe | 🔴 |\n\n';
    const stateOf = (text: string) => readPlan(text).plan?.phases.map(({ state }) => state);
    const phases = '## Phase 1: Holz\n\n1. Sägen\n\n## Phase 2: Farbe\n\n1. Ölen\n';
    expect(stateOf(`# Plan\n\n${rows.replace('Stand', 'Status')}${phases}`)).toEqual(['done', 'open']);
    expect(stateOf(`# Plan\n\n${rows.replace('Stand', 'Bild')}${phases}`)).toEqual(['unknown', 'unknown']);
  });

  test('a document in use is no plan in progress', () => {
    const of = (value: string) =>
      lintText(`---\nstatus: ${value}\n---\n\n# Plan\n\n**Status**: COMPLETE\n\n- [x] T1 Saw\n`, {
        path: 'plan.md',
      }).findings.map(({ ruleId }) => ruleId);
    expect(of('ACTIVE')).toEqual([]);
    expect(of('in progress')).toEqual(['no-contradictory-status']);
  });

  test('a list that nobody began is no plan because it lies in an archive', () => {
    const of = (list: string, folder = 'docs/archive') =>
      lintText(`# Notes\n\n## Phase 1\n\n${list}`, { path: `${folder}/notes.md` }).findings.map(({ ruleId }) => ruleId);
    expect(of('- [ ] Saw\n- [ ] Oil\n')).toEqual([]);
    expect(of('- [x] Saw\n- [ ] Oil\n')).toEqual(['no-unfinished-plan']);
    expect(of('- [ ] T1 Saw\n- [ ] T2 Oil\n')).toEqual([]);
    expect(of('- [ ] Saw\n- [ ] Oil\n', 'docs/archive/2026-03-02-shelves')).toEqual([]);
    expect(of('- [ ] T1 Saw\n- [ ] T2 Oil\n', 'docs/archive/2026-03-02-shelves')).toEqual(['no-unfinished-plan']);
  });
});
