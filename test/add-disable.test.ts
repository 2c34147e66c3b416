import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { addDirectives, type Wish } from '../src/engine/add-directives.ts';
import { activeRules } from '../src/engine/settings.ts';
import { showJson } from '../src/report/show-json.ts';
import type { LintResult } from '../src/index.ts';

const strict = { rules: activeRules({ preset: 'strict' }) };
const some = { rules: activeRules({ only: ['no-placeholder', 'no-mojibake', 'no-invalid-date'] }) };

function add(text: string, wish: Wish = {}, settings = some) {
  return addDirectives({ text, path: 'plan.md' }, settings, wish);
}

describe('a finding is silenced', () => {
  it.each([
    [
      'in a paragraph',
      'Ask [Keeper Name].\n',
      '<!-- planvet-disable-next-line no-placeholder -->\nAsk [Keeper Name].\n',
    ],
    [
      'in a later line of one',
      'Ask\n[Keeper Name].  \nNow.',
      'Ask\n[Keeper Name]. <!-- planvet-disable-line no-placeholder -->  \nNow.',
    ],
    [
      'before a backslash',
      'Ask\n[Keeper Name]\\\nNow.',
      'Ask\n[Keeper Name] <!-- planvet-disable-line no-placeholder -->\\\nNow.',
    ],
    [
      'in a heading',
      '## By [Keeper Name]\n',
      '<!-- planvet-disable-next-line no-placeholder -->\n## By [Keeper Name]\n',
    ],
    [
      'in a heading that is underlined',
      'By [Keeper Name]\n---',
      '<!-- planvet-disable-next-line no-placeholder -->\nBy [Keeper Name]\n---',
    ],
    [
      'in the first item',
      'Now:\n- Ask [Keeper Name]',
      'Now:\n<!-- planvet-disable-next-line no-placeholder -->\n- Ask [Keeper Name]',
    ],
    [
      'in the second item',
      '- Wait\n- Ask [Keeper Name]',
      '- Wait\n  <!-- planvet-disable-next-line no-placeholder -->\n- Ask [Keeper Name]',
    ],
    [
      'in a loose list',
      '1. Wait\n\n2. Ask [Keeper Name]',
      '1. Wait\n\n   <!-- planvet-disable-next-line no-placeholder -->\n2. Ask [Keeper Name]',
    ],
    [
      'in a nested item',
      '- Wait\n  - Ask [Keeper Name]',
      '- Wait\n  <!-- planvet-disable-next-line no-placeholder -->\n  - Ask [Keeper Name]',
    ],
    [
      'behind a nested item',
      '- Wait\n  - Still\n- Ask [Keeper Name]',
      '- Wait\n  - Still\n  <!-- planvet-disable-next-line no-placeholder -->\n- Ask [Keeper Name]',
    ],
    [
      'in a later line of an item',
      '- Wait and\n  ask [Keeper Name]',
      '- Wait and\n  ask [Keeper Name] <!-- planvet-disable-line no-placeholder -->',
    ],
    [
      'in a quote',
      '> Wait\n>\n> Ask [Keeper Name]',
      '> Wait\n>\n> <!-- planvet-disable-next-line no-placeholder -->\n> Ask [Keeper Name]',
    ],
    [
      'in a list in a quote',
      '> - Wait\n> - Ask [Keeper Name]',
      '> - Wait\n>   <!-- planvet-disable-next-line no-placeholder -->\n> - Ask [Keeper Name]',
    ],
    [
      'in a row',
      '| a | b |\n| - | - |\n| [Keeper Name] | c |',
      '| a | b |\n| - | - |\n| [Keeper Name] | c <!-- planvet-disable-line no-placeholder --> |',
    ],
    [
      'in a row without pipes',
      'a | b\n- | -\n[Keeper Name] | c',
      'a | b\n- | -\n[Keeper Name] | c <!-- planvet-disable-line no-placeholder -->',
    ],
    [
      'in a row that ends empty',
      '| a | b |\n| - | - |\n| [Keeper Name] | |',
      '| a | b |\n| - | - |\n| [Keeper Name] <!-- planvet-disable-line no-placeholder --> | |',
    ],
    [
      'in the head of a table',
      '| [Keeper Name] | b |\n| - | - |\n| c | d |',
      '<!-- planvet-disable-next-line no-placeholder -->\n| [Keeper Name] | b |\n| - | - |\n| c | d |',
    ],
    [
      'in a fence',
      '```\nWaves â‰¥ 2 m\nWind â‰¥ 9\n```\n',
      '<!-- planvet-disable no-mojibake -->\n```\nWaves â‰¥ 2 m\nWind â‰¥ 9\n```\n<!-- planvet-enable no-mojibake -->\n',
    ],
    [
      'in a fence at the end',
      '```\nWaves â‰¥ 2 m\n```',
      '<!-- planvet-disable no-mojibake -->\n```\nWaves â‰¥ 2 m\n```\n<!-- planvet-enable no-mojibake -->',
    ],
    [
      'in a fence of an item',
      '- Wait\n\n  ```\n  Waves â‰¥ 2 m\n  ```\n- Wait',
      '- Wait\n\n  <!-- planvet-disable no-mojibake -->\n  ```\n  Waves â‰¥ 2 m\n  ```\n  <!-- planvet-enable no-mojibake -->\n- Wait',
    ],
    [
      'in a fence that begins an item',
      '- ```\n  Waves â‰¥ 2 m\n  ```\n- Wait',
      '<!-- planvet-disable no-mojibake -->\n- ```\n  Waves â‰¥ 2 m\n  ```\n  <!-- planvet-enable no-mojibake -->\n- Wait',
    ],
    [
      'in a comment',
      '<!--\nWaves â‰¥ 2 m\n-->\n',
      '<!-- planvet-disable no-mojibake -->\n<!--\nWaves â‰¥ 2 m\n-->\n<!-- planvet-enable no-mojibake -->\n',
    ],
    [
      'in details',
      '<details>\n<summary>More</summary>\n- Ask [Keeper Name]\n</details>',
      '<details>\n<summary>More</summary>\n<!-- planvet-disable-next-line no-placeholder -->\n- Ask [Keeper Name]\n</details>',
    ],
    [
      'behind front matter',
      '---\na: b\n---\nAsk [Keeper Name]',
      '---\na: b\n---\n<!-- planvet-disable-next-line no-placeholder -->\nAsk [Keeper Name]',
    ],
    [
      'of several rules with one directive',
      'Ask [Keeper Name], waves â‰¥ 2 m, [Other Name]\n',
      '<!-- planvet-disable-next-line no-placeholder, no-mojibake -->\nAsk [Keeper Name], waves â‰¥ 2 m, [Other Name]\n',
    ],
    [
      'beside a directive that is there',
      '<!-- planvet-disable-next-line no-mojibake -- old -->\nAsk [Keeper Name], waves â‰¥ 2 m',
      '<!-- planvet-disable-next-line no-mojibake -- old -->\n<!-- planvet-disable-next-line no-placeholder -->\nAsk [Keeper Name], waves â‰¥ 2 m',
    ],
  ])('%s', (_, text, expected) => {
    for (const [before, after] of [
      [text, expected],
      [text.replaceAll('\n', '\r\n'), expected.replaceAll('\n', '\r\n')],
      [`\uFEFF${text}`, `\uFEFF${expected}`],
    ] as const) {
      const { text: written, result, left } = add(before);
      expect(written).toBe(after);
      expect([result.findings, left]).toEqual([[], []]);
      expect(add(written)).toMatchObject({ text: written, silenced: 0 });
    }
  });

  it('with a reason, which a table must not break', () => {
    const text = '| a |\n| - |\n| [Keeper Name] |\n\nAsk [Other Name]\n';
    const { text: written, result } = add(text, { reason: 'away | ill' });
    expect(written).toBe(
      '| a |\n| - |\n| [Keeper Name] <!-- planvet-disable-line no-placeholder -- away \\| ill --> |\n\n<!-- planvet-disable-next-line no-placeholder -- away | ill -->\nAsk [Other Name]\n',
    );
    expect(result.suppressed.map(({ directive }) => directive.reason?.value)).toEqual(['away | ill', 'away | ill']);
  });

  it('only where it is wanted', () => {
    const text = 'Ask [Keeper Name]\n\nWaves â‰¥ 2 m\n';
    const { text: written, silenced, left } = add(text, { wants: ({ severity }) => severity === 'error' });
    expect(written).toBe(`<!-- planvet-disable-next-line no-placeholder -->\n${text}`);
    expect([silenced, left]).toEqual([1, []]);
  });

  it('but not in front matter, nor what planvet has of the file', () => {
    const text = '---\ndue: 2025-02-30\ntitle: "Lighthouse\n---\n\nAsk [Keeper Name]\n';
    const { text: written, silenced, left, result } = add(text);
    expect(written).toBe(text.replace('Ask', '<!-- planvet-disable-next-line no-placeholder -->\nAsk'));
    expect(silenced).toBe(1);
    expect(left.map(({ ruleId }) => ruleId)).toEqual(['no-invalid-date']);
    expect(result.findings.map(({ ruleId }) => ruleId)).toEqual(['no-invalid-date', 'planvet/invalid-front-matter']);
  });
});

/** What is read in a plan and found in it, silent or not, without places. */
function contents({ plan, findings, suppressed }: LintResult): string {
  const all = [...findings, ...suppressed];
  const places = new Set(['line', 'column']);
  const shown = plan && showJson(plan, all);
  return JSON.stringify(
    [shown, all.map(({ fingerprint }) => fingerprint).toSorted()],
    (key, value: unknown) => (places.has(key) ? undefined : value),
    1,
  );
}

/** A text without lines that are a directive, and without directives behind something. */
function withoutDirectives(text: string): string {
  return text
    .replaceAll(/^[ \t>]*<!-- planvet-.*?-->(?:\r\n|\n|\r)/gm, '')
    .replaceAll(/(?: |\r?\n *(?=[^\n]*$))<!-- planvet-.*?-->/g, '');
}

function roundTrip(text: string, path: string): string[] {
  const document = { text, path };
  const before = addDirectives(document, strict, { wants: () => false }).result;
  const { text: written, result, left, silenced } = addDirectives(document, strict, { reason: 'known | wanted' });
  expect(contents(result)).toBe(contents(before));
  const own = before.findings.filter(({ ruleId }) => ruleId.startsWith('planvet/'));
  expect(result.findings).toHaveLength(left.length + own.length);
  expect(silenced).toBe(before.findings.length - result.findings.length);
  expect(withoutDirectives(written)).toBe(text);
  const again = addDirectives({ text: written, path }, strict, {});
  expect(again).toMatchObject({ text: written, silenced: 0 });
  return left.map(({ ruleId }) => ruleId);
}

describe('all findings of a plan are silenced, and nothing else changes', () => {
  const folder = join(import.meta.dirname, '../fixtures/plans');
  const names = readdirSync(folder).filter((name) => name.endsWith('.md'));
  /** What stands in front matter, where no comment can. */
  const left: Readonly<Record<string, readonly string[]>> = { 'defect-invalid-date.md': ['no-invalid-date'] };

  test.each(names)('%s', (name) => {
    expect(roundTrip(readFileSync(join(folder, name), 'utf8'), name)).toEqual(left[name] ?? []);
  });

  const corpus = join(import.meta.dirname, '../../shared/corpus');
  const present = existsSync(corpus);
  if (!present) console.info(`notice: there is no ${corpus}, so real plans are not tried`);
  test.skipIf(!present)('in real plans', { timeout: 300_000 }, () => {
    const real = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
    const tried = real.toSorted().filter((_, index) => index % 5 === 0);
    const left = tried.flatMap((name) =>
      roundTrip(readFileSync(join(corpus, name), 'utf8'), name).map((id) => [name, id]),
    );
    expect(left).toEqual([]);
  });
});
