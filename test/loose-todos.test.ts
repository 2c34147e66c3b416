import { expect, test } from 'vitest';
import { lintText } from '../src/index.ts';

const text = `---
name: Jam
todos:
  - id: cook
    content: Step 1: cook the jam
    status: pending
  - id: label
    content: "Label the jars"
    status: completed
    dependencies:
      - cook
  - id: sell
    content: Sell: all of it
    status: pending
    dependencies: [cook, label]
owner: Ada
---

# Jam
`;

test('todos in front matter that is not YAML are read line by line', () => {
  const { plan, findings } = lintText(text);
  expect(plan?.tasks.map(({ id, state, title }) => `${state} ${id} ${title.value}`)).toEqual([
    'open cook Step 1: cook the jam',
    'done label Label the jars',
    'open sell Sell: all of it',
  ]);
  expect(plan?.graph.edges.map(({ from, to }) => `${from.id} > ${to.id}`)).toEqual([
    'label > cook',
    'sell > cook',
    'sell > label',
  ]);
  expect(findings.map(({ ruleId }) => ruleId)).toEqual(['planvet/invalid-front-matter', 'no-premature-task']);
});

test('lists of other things are no todos', () => {
  const { plan } = lintText('---\nname: a: b\nlinks:\n  - id: cook\n    status: pending\n---\n\n# Jam\n');
  expect(plan?.tasks).toEqual([]);
});
