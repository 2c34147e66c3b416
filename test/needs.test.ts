import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lintText } from '../src/index.ts';
import { home } from './repository.ts';

/*
 * Small plans that say in many ways who needs whom, with what has to be read: `2>1` where task 2 needs task 1, `Phase 2>>Phase 1`,
 * `?T9` where nothing has that id. Nothing else may be read.
 */
const plans = readFileSync(join(home, 'fixtures/needs.txt'), 'utf8')
  .split(/^~~~ plan\n/m)
  .map((text) => {
    const [plan = '', needs = ''] = text.split(/^~~~ needs\n/m);
    return [/^# (.*)/.exec(plan)?.[1] ?? '', plan, needs.trim().split('\n')] as const;
  });

test.each(plans)('%s', (_, text, needs) => {
  const { plan } = lintText(text);
  if (!plan) throw new Error('was not read');
  const { edges, phaseEdges, unknown } = plan.graph;
  const read = [
    ...edges.map(({ from, to }) => `${from.id ?? from.name}>${to.id ?? to.name}`),
    ...phaseEdges.map(({ from, to }) => `${from.name}>>${to.name}`),
    ...unknown.map((reference) => `?${reference.text}`),
  ];
  expect(read.toSorted()).toEqual([...needs].toSorted());
});
