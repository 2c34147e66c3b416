import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compareWithKnown, type Known, shrinkKnown } from './known-failing.ts';
import { missesOfPair, readPairs } from './pairs.ts';
import { home } from './repository.ts';

/*
 * Small plans as people write them, right and with one slip, in `fixtures/pairs`. The right one has no finding; each slip has the
 * finding that is named, where it is named, and no other. What does not hold yet is in `known.json`: that list only shrinks
 * (`SHRINK=1` takes off what holds).
 */

const folder = 'fixtures/pairs';
const listed = `${folder}/known.json`;
const files = readdirSync(join(home, folder)).filter((file) => file.endsWith('.txt'));
const plans = files.flatMap((file) => readPairs(readFileSync(join(home, folder, file), 'utf8')));

test('every plan and slip has a name of its own', () => {
  const names = plans.flatMap(({ name, slips }) => [name, ...slips.map((slip) => slip.name)]);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  expect(plans.length).toBeGreaterThan(200);
});

test('each slip is found at its place and nothing else is, but for what is known', () => {
  const failing: Known = Object.assign({}, ...plans.map(missesOfPair));
  const known = JSON.parse(readFileSync(join(home, listed), 'utf8')) as Known;
  const all = plans.flatMap(({ slips }) => slips).length;
  const missed = Object.keys(failing).filter((name) => name.includes(': ')).length;
  console.info(`${all - missed} of ${all} slips are found as they should be, in ${plans.length} plans`);
  shrinkKnown(listed, failing, known);
  expect(compareWithKnown(failing, known)).toEqual({ appeared: [], passes: [] });
});
