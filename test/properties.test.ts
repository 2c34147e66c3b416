import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fix, lintText } from '../src/index.ts';
import { readPlan } from '../src/model/read.ts';
import { Folder } from './called.ts';
import { hold } from './fuzz/hold.ts';
import { properties } from './fuzz/properties.ts';
import { Random } from './fuzz/random.ts';
import { LINES, Texts } from './fuzz/texts.ts';

const parameters = { seed: 20261121, numRuns: 300 };

/** Where the short run begins; the long one is `npm run fuzz`. */
const SEED = 20261201;
const fixtures = join(import.meta.dirname, '../fixtures');
const texts = new Texts(
  readdirSync(fixtures, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((path) => readFileSync(path, 'utf8')),
);

test.each(Object.keys(properties))('of any text: %s', (name) => {
  // A failure has the seed that makes its text again: `npm run fuzz -- --runs 1 --seed N --only NAME`.
  for (let seed = SEED; seed < SEED + 60; seed++) expect(hold(texts, seed, name)).toBeUndefined();
});

test('the command line says what the library says, in the order of the paths', async () => {
  const random = new Random(SEED);
  const folder = new Folder();
  const plans = Array.from({ length: 20 }, (_, index) => {
    // What is no text for the command line is left to other tests.
    const text = new TextDecoder().decode(new TextEncoder().encode(texts.make(random))).replaceAll('\0', '');
    const path = `docs/${index % 3}/plan-${index}.md`;
    folder.put(path, text);
    return { path, text };
  });
  const shuffled = plans.map(({ path }) => path).toSorted((a, b) => a.length - b.length || (a < b ? 1 : -1));
  const { out } = await folder.planvet([...shuffled, '--format', 'compact', '--no-config']);
  const said = plans
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .flatMap(({ path, text }) => {
      const { findings, source } = lintText(text, { path, files: { has: () => false } });
      return findings.map(({ span, ruleId }) => {
        const { line, column } = source.positionAt(span.start);
        return `${path}:${line}:${column} ${ruleId}`;
      });
    });
  const lines = out.split('\n').filter(Boolean);
  expect(lines.map((line) => line.replace(/^(\S+): .* \[?([\w/-]+)\]?$/, '$1 $2'))).toEqual(said);
  folder.remove();
});

test('many of these texts have something to fix', () => {
  const tried = Array.from({ length: 60 }, (_, index) => texts.make(new Random(SEED + index)));
  const fixable = tried.filter((text) => fix(text, { preset: 'strict', unsafe: true }).fixed.length > 0);
  expect(fixable.length).toBeGreaterThan(5);
});

/** Checkbox-looking tokens, counted without a Markdown parser: good only for text without code and comments. */
function tokens(text: string): number {
  return text.match(/(?<=^|[\s|*_]|^[ \t]*[-+*])\[(?:[ \t]*[xX]?[ \t]*|[~/!-])\](?!\()/gm)?.length ?? 0;
}

test('no box is left behind', () => {
  const plain = LINES.filter((line) => !/`|<!--|-->|\t|^---$|^title: |^\[[ X]|details/.test(line));
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...plain), { maxLength: 30 }), (lines) => {
      const text = lines.join('\n');
      expect(readPlan(text).plan?.boxes.length).toBe(tokens(text));
    }),
    parameters,
  );
});

test('every box has an owner or a reason in our own plans', () => {
  const folder = join(import.meta.dirname, '../fixtures/plans');
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.md'))) {
    const { plan } = readPlan(readFileSync(join(folder, name), 'utf8'), { path: name });
    const steps = plan?.tasks.flatMap((task) => task.steps.map(({ box }) => box)) ?? [];
    const own = plan?.boxes.filter(({ kind }) => kind === 'step') ?? [];
    expect(new Set(steps.filter(({ kind }) => kind === 'step'))).toEqual(new Set(own));
    const items = plan?.gates.flatMap(({ items }) => items.map(({ box }) => box)) ?? [];
    expect(items.length).toBe(plan?.boxes.filter(({ kind }) => kind === 'gate-item' || kind === 'metric').length);
  }
});
