import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compareWithKnown, type Known, shrinkKnown } from '../known-failing.ts';
import { home } from '../repository.ts';
import { edits } from './edits.ts';
import { shareOf, triedEdits } from './sameness.ts';

/*
 * Bullets, line ends, paddings, emphasis and the like mean nothing: with others of them each plan of the fixtures has to be read
 * as before. `known-edits.json` has where it is not; that list only shrinks (`SHRINK=1` takes off what is). Here each plan has some
 * of the edits; `npm run spelling` tries all of them, on the real plans too.
 */

/** Every fifteenth edit is tried on a plan, the others on the next ones. */
const STEP = 15;
const listed = 'test/spelling/known-edits.json';
const known = JSON.parse(readFileSync(join(home, listed), 'utf8')) as Known;
const folders = ['fixtures/plans', 'fixtures/reading'];
const files = folders.flatMap((folder) =>
  readdirSync(join(home, folder))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `${folder}/${file}`),
);

test('edits without meaning leave what is read as it is, but for what is known', () => {
  const failing: Record<string, string[]> = {};
  const names = new Set<string>();
  let [right, tried] = [0, 0];
  for (const [place, file] of files.entries()) {
    const some = edits.filter((_edit, at) => (at + place) % STEP === 0);
    for (const { name, differences } of triedEdits(readFileSync(join(home, file), 'utf8'), { some })) {
      names.add(name);
      tried += 1;
      if (differences.length === 0) right += 1;
      else (failing[file] ??= []).push(name);
    }
  }
  console.info(shareOf(right, tried));
  shrinkKnown(listed, failing, known);
  expect(compareWithKnown(failing, known)).toEqual({ appeared: [], passes: [] });
  expect([...names].toSorted()).toEqual(edits.map(({ name }) => name).toSorted());
});
