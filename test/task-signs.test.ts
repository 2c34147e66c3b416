import { describe, expect, test } from 'vitest';
import { lintText } from '../src/index.ts';

/** The tasks of a text with their states, its edges and its findings. */
function read(text: string) {
  const { plan, findings, source } = lintText(`# Shelves\n\n${text}`);
  return {
    tasks: plan?.tasks.map(({ state, id, title }) => `${state} ${id ?? '-'} ${title.value}`),
    edges: plan?.graph.edges.map(({ from, to }) => `${from.id} > ${to.id}`),
    findings: findings.map(({ ruleId, span }) => `${ruleId} ${source.slice(span)}`),
  };
}

describe('signs behind tasks', () => {
  test('give ids and needs, and are no part of titles', () =>
    expect(
      read(
        '- [x] List 🔼 🆔 list1 ✅ 2026-03-02\n- [ ] Build 🆔 box2 📅 2026-03-09\n- [ ] Paint 🆔 paint3 ⛔ box2,none9\n- [ ] Dust 🔁 every week\n',
      ),
    ).toEqual({
      tasks: ['done list1 List', 'open box2 Build', 'open paint3 Paint', 'open - Dust'],
      edges: ['paint3 > box2'],
      findings: ['no-unknown-dependency none9'],
    }));

  test.each([
    ['in a sentence', '- [ ] Add the ⛔ sign\n- [ ] Use ✅ 2026-03-02 as the mark\n'],
    ['without ids', '- [ ] Paint ⛔ box2\n'],
  ])('say nothing %s', (_, list) => expect(read(list).edges).toEqual([]));
});

describe('names in fields', () => {
  const tasks = (last: string) =>
    ['list', 'print-all', 'bind']
      .map(
        (id, index) =>
          `### ${index + 1}. Step\n\n- **Task ID**: ${id}\n- **Depends On**: ${['none', 'list', last][index]}\n`,
      )
      .join('\n');

  test.each([
    ['print-all, list', []],
    ['print-all, lists', ['no-unknown-dependency lists']],
    ['print-al', ['no-unknown-dependency print-al']],
    ['the other team', []],
    ['nothing', []],
  ])('%s', (last, findings) => expect(read(tasks(last)).findings).toEqual(findings));
});
