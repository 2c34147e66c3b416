import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.ts';
import { applyEdits } from '../src/engine/edits.ts';
import { settle } from '../src/engine/bisect-fixes.ts';
import { readPlan } from '../src/model/read.ts';
import { treeWithoutDirectives } from '../src/model/document/bare-tree.ts';
import { showJson } from '../src/report/show-json.ts';
import type { Edit } from '../src/rule.ts';

/** Words that would mean something to planvet anywhere else. */
const DIRECTIVE = '<!-- planvet-disable-line no-placeholder -- TBD: [Name], done, 4 hours, needs Task 99 -->';

/** Everything that is read in a plan and found in it, without places. */
function digest(text: string, path: string): string {
  const { plan } = readPlan(text, { path });
  if (!plan) throw new Error(`${path} is refused`);
  const found = rules.map((rule) =>
    Array.from(rule.run(plan, rule.parseOptions({})), ({ message, span, certainty, fixes }) => [
      rule.id,
      message.replaceAll(/\b(lines?) [\d, ]+/g, '$1'),
      plan.source.slice(span).replace(/\s+/g, ' ').trim(),
      certainty,
      fixes.map(({ title }) => title),
    ]),
  );
  const places = new Set(['line', 'column']);
  return JSON.stringify(
    { shown: showJson(plan, []), found },
    (key, value: unknown) => (places.has(key) ? undefined : value),
    1,
  );
}

const ends = (matches: Iterable<RegExpMatchArray>) =>
  Array.from(matches, ({ index = 0 }) => [index, ` ${DIRECTIVE}`] as const);

/** Places of a kind in a line: where, and what is put there. */
const kinds: Readonly<Record<string, (line: string) => readonly (readonly [at: number, text: string])[]>> = {
  'at the end of a line': (line) => [[line.trimEnd().length, ` ${DIRECTIVE}`]],
  'before a line': (line) => [[0, `${/^[\s>]*/.exec(line)?.[0]}${DIRECTIVE}\n`]],
  'in an item, before the next one': (line) => [[0, `${/^[\s>]*/.exec(line)?.[0]}  ${DIRECTIVE}\n`]],
  'at the end of a cell': (line) => (line.startsWith('|') ? ends(line.matchAll(/ \|/g)) : []),
};

/** Most places of a kind that are tried in a plan. */
const MANY = 5;

/** Some places of each kind, other ones in each plan. */
function editsOf(text: string, seed: number): Edit[] {
  return Object.values(kinds).flatMap((place) => {
    let base = 0;
    const all = text.split('\n').flatMap((line) => {
      const start = base;
      base += line.length + 1;
      return place(line).map(([at, written]) => ({ span: { start: start + at, end: start + at }, text: written }));
    });
    const step = Math.max(1, Math.ceil(all.length / MANY));
    return all.filter((_, index) => index % step === seed % step);
  });
}

/** Those of the edits that leave everything as it is, tried in company. */
function keeping(text: string, edits: readonly Edit[], holds: (text: string) => boolean): Edit[] {
  const taken = settle(
    edits.map((edit) => [edit]),
    (some) => holds(applyEdits(text, some) ?? ''),
  );
  return taken.filter((edit) => edit !== undefined);
}

const folder = join(import.meta.dirname, '../fixtures/plans');
const plans = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

describe('a directive changes nothing in what is read', () => {
  let legal = 0;
  test.each(plans.map(({ name, text }, index) => ({ name, text, index })))('$name', ({ name, text, index }) => {
    const tree = treeWithoutDirectives(text);
    // What is no directive stays in the tree.
    const edits = keeping(text, editsOf(text, index), (changed) => treeWithoutDirectives(changed) === tree);
    legal += edits.length;
    const read = digest(text, name);
    if (digest(applyEdits(text, edits) ?? '', name) === read) return;
    const good = keeping(text, edits, (changed) => digest(changed, name) === read);
    const wrong = edits.filter((edit) => !good.includes(edit));
    const lines = wrong.map(({ span }) => text.slice(0, span.start).split('\n').length);
    expect(lines, `lines of ${name} where a directive matters`).toEqual([]);
    expect(digest(applyEdits(text, edits) ?? '', name)).toBe(read);
  });

  // Formatters move a comment out of the item of a checklist, which makes two lists of one.
  test('between the items of a checklist', () => {
    let cut = 0;
    for (const { name, text } of plans) {
      const changed = text.replaceAll(/(?<=^( *)- \[[ x]\] [^\n]*\n)(?=\1- \[[ x]\] )/gm, (_, indent: string) => {
        cut++;
        return `${indent}${DIRECTIVE}\n`;
      });
      expect(digest(changed, name)).toBe(digest(text, name));
    }
    expect(cut).toBeGreaterThan(100);
  });

  test('at many places', () => {
    expect(legal).toBeGreaterThan(1000);
  });
});
