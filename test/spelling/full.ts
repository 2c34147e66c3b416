import { expect, test } from 'vitest';
import { choices, type Dimension, dimensions, nameOf, type Spelling } from './choices.ts';
import { corpusCases, planCases } from '../cases.ts';
import { combinations, randomFrom, randomSpelling } from './covering.ts';
import { causesOf, isIn } from './explain.ts';
import { missesOf } from './facts.ts';
import { render } from './render.ts';
import { shareOf, triedEdits } from './sameness.ts';

/*
 * `npm run spelling`: many spellings by chance of all that there are, and the choices to blame for what is not read back. COUNT says
 * how many, SEED which. SPELLING='heading field ...' shows the plan of one instead, and what is not read of it.
 */

const { COUNT = '10000', SEED = '1', SPELLING } = process.env;
const facts = ['tasks', 'phases', 'states', 'efforts', 'edges', 'gates', 'claims'] as const;

test.runIf(SPELLING === undefined)('spellings by chance are read back', { timeout: 7_200_000 }, () => {
  const random = randomFrom(Number(SEED));
  const tried = Array.from({ length: Number(COUNT) }, () => {
    const spelling = randomSpelling(random);
    return { spelling, failing: missesOf(spelling).map(({ fact }) => fact) };
  });
  const wrong = tried.filter(({ failing }) => failing.length > 0);
  const lines = facts.flatMap((fact) => {
    const failing = wrong.filter(
      (one) => one.failing.includes(fact) && (fact === 'tasks' || !one.failing.includes('tasks')),
    );
    if (failing.length === 0) return [];
    const causes = causesOf(tried, fact);
    const left = failing.filter(({ spelling }) => !causes.some((cause) => isIn(cause.choices, spelling)));
    return [
      `${fact}: ${failing.length} fail${fact === 'tasks' ? '' : ' of those whose tasks are found'}`,
      ...causes.map(({ choices: blamed, failing: count, of }) => `  ${`${count}/${of}`.padStart(11)}  ${blamed}`),
      ...(left.length > 0
        ? [
            `  ${String(left.length).padStart(11)}  otherwise, as ${left
              .slice(0, 2)
              .map(({ spelling }) => `'${nameOf(spelling)}'`)
              .join(' and ')}`,
          ]
        : []),
    ];
  });
  console.info(
    [
      `${combinations.toLocaleString('en')} combinations of ${dimensions.length} choices; of those that can be written ${tried.length} by chance (seed ${SEED}): ${tried.length - wrong.length} are read back`,
      ...lines,
    ].join('\n'),
  );
  expect(wrong.length).toBe(0);
});

test.runIf(SPELLING !== undefined)('one spelling is read back', () => {
  const values = (SPELLING ?? '').split(' ');
  const spelling = Object.fromEntries(
    dimensions.map((dimension, at) => [dimension, values[at]]),
  ) as unknown as Spelling;
  const unknown = dimensions.filter(
    (dimension: Dimension) => !(choices[dimension] as readonly string[]).includes(spelling[dimension]),
  );
  expect(unknown).toEqual([]);
  const misses = missesOf(spelling);
  console.info([render(spelling), ...misses.map((miss) => JSON.stringify(miss))].join('\n'));
  expect(misses).toEqual([]);
});

test.runIf(SPELLING === undefined)(
  'edits without meaning leave plans of the fixtures and real ones as they are',
  { timeout: 7_200_000 },
  () => {
    const counts = new Map<string, { right: number; of: number }>();
    const lines: string[] = [];
    for (const { document } of [...planCases(), ...corpusCases('none')]) {
      for (const { name, differences } of triedEdits(document.text, { path: document.projectPath })) {
        const count = counts.get(name) ?? { right: 0, of: 0 };
        counts.set(name, { right: count.right + (differences.length === 0 ? 1 : 0), of: count.of + 1 });
        if (differences.length > 0) {
          lines.push(
            `  ${name}: ${document.path}`,
            ...differences.slice(0, 4).map((line) => `      ${line.slice(0, 120)}`),
          );
        }
      }
    }
    const all = [...counts.values()];
    const sum = (key: 'right' | 'of') => all.reduce((total, count) => total + count[key], 0);
    console.info(
      [
        shareOf(sum('right'), sum('of')),
        ...[...counts].map(([name, { right, of }]) => `  ${right}/${of} ${name}`),
        ...lines,
      ].join('\n'),
    );
    expect(sum('right') / Math.max(sum('of'), 1)).toBeGreaterThanOrEqual(0.999);
  },
);
