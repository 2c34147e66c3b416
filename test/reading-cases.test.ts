import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { compareWithKnown, type Known, shrinkKnown } from './known-failing.ts';
import { type Expected, type Miss, missesOf } from './reading-facts.ts';
import { home } from './repository.ts';

/*
 * Small plans in `fixtures/reading`, each an example of a kind of spelling or layout, with what it has to be read as in
 * `expected.json`. What does not hold yet is in `known.json`: that list only shrinks (`SHRINK=1` takes off what holds).
 */

const folder = 'fixtures/reading';
const listed = `${folder}/known.json`;
const read = (file: string) => readFileSync(join(home, file), 'utf8');
const names = readdirSync(join(home, folder))
  .filter((file) => file.endsWith('.md'))
  .map((file) => basename(file, '.md'));
const expected = JSON.parse(read(`${folder}/expected.json`)) as Readonly<Record<string, Expected>>;
const known = JSON.parse(read(listed)) as Known;

test('plans and expectations come in pairs', () => {
  expect(Object.keys(expected).toSorted()).toEqual(names.toSorted());
  expect(Object.values(expected).filter((facts) => Object.keys(facts).length === 0)).toEqual([]);
});

test('what holds and what does not is as known', () => {
  const misses = new Map(names.map((name) => [name, missesOf(read(`${folder}/${name}.md`), expected[name] ?? {})]));
  const failing: Known = Object.fromEntries(
    [...misses].filter(([, facts]) => facts.length > 0).map(([name, facts]) => [name, facts.map(({ fact }) => fact)]),
  );
  console.info(report(misses));
  shrinkKnown(listed, failing, known);
  expect(compareWithKnown(failing, known)).toEqual({ appeared: [], passes: [] });
});

/** Which cases are read as expected, and how the others differ. */
function report(misses: ReadonlyMap<string, readonly Miss[]>): string {
  const wrong = [...misses].filter(([, facts]) => facts.length > 0);
  const lines = wrong.flatMap(([name, facts]) => [
    name,
    ...facts.flatMap(({ fact, missing, extra }) => [
      ...missing.map((entry) => `    ${fact} - ${entry}`),
      ...extra.map((entry) => `    ${fact} + ${entry}`),
    ]),
  ]);
  const right = names.filter((name) => misses.get(name)?.length === 0);
  return [
    `${right.length} of ${names.length} cases are read as expected; - is expected and missing, + is there and should not be`,
    ...lines,
    `right: ${right.join(', ')}`,
  ].join('\n');
}
