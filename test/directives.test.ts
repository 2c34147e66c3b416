import { describe, expect, it } from 'vitest';
import { applyEdits } from '../src/engine/edits.ts';
import {
  defineRule,
  lintText,
  readPlan,
  safeFix,
  type Finding,
  type LintOptions,
  type LintResult,
} from '../src/index.ts';
import { treeWithoutDirectives } from '../src/model/document/bare-tree.ts';
import { json } from '../src/report/json.ts';
import { plain } from '../src/report/paint.ts';
import { withoutWarnings } from '../src/report/tally.ts';

const TITLE = '# Plan: Lighthouse\n\n';

/** `line:column id`, for each finding. */
function places(findings: readonly Finding[], { source }: LintResult): string[] {
  return findings.map(({ ruleId, span }) => {
    const { line, column } = source.positionAt(span.start);
    return `${line}:${column} ${ruleId}`;
  });
}

/** What is found in a text and what is silent, by place. */
function lint(text: string, options: LintOptions = {}): { found: string[]; silent: string[] } {
  const result = lintText(text, options);
  return { found: places(result.findings, result), silent: places(result.suppressed, result) };
}

/** `line:column message [fix -> lines that it leaves]`, for what is said of directives. */
function said(text: string, options: LintOptions = {}): string[] {
  const { findings, source } = lintText(text, options);
  return findings
    .filter(({ ruleId }) => ruleId.startsWith('planvet/'))
    .map(({ ruleId, message, span, fixes }) => {
      const { line, column } = source.positionAt(span.start);
      const titles = fixes.map(({ title, safe }) => ` [${safe ? 'fix' : 'suggestion'}: ${title}]`);
      return `${line}:${column} ${ruleId.slice('planvet/'.length)}: ${message}${titles.join('')}`;
    });
}

/** A text after its first finding about directives is fixed. */
function fixed(text: string, options: LintOptions = {}): string | undefined {
  const { findings, source } = lintText(text, options);
  const fix = findings.find(({ ruleId }) => ruleId.startsWith('planvet/'))?.fixes.find(({ safe }) => safe);
  return fix && applyEdits(source.text, fix.edits);
}

function directives(text: string) {
  const { plan } = readPlan(text);
  return plan?.directives ?? [];
}

describe('a directive is read', () => {
  it('with its rules and its reason, each where it stands', () => {
    const text = `${TITLE}<!-- planvet-disable-next-line no-placeholder,no-mojibake  no-wrong-total -- we -- still -- wait -->\nText\n`;
    const [directive, ...others] = directives(text);
    expect(others).toEqual([]);
    expect(directive?.kind).toBe('disable-next-line');
    expect(directive?.words.map(({ value }) => value)).toEqual(['no-placeholder', 'no-mojibake', 'no-wrong-total']);
    expect(directive?.reason?.value).toBe('we -- still -- wait');
    for (const { value, span } of [directive?.name, ...(directive?.words ?? []), directive?.reason].filter(
      (part) => part !== undefined,
    ))
      expect(text.slice(span.start, span.end)).toBe(value);
    expect(text.slice(directive?.span.start, directive?.span.end)).toMatch(/^<!--.*-->$/);
  });

  it('by each of its names, and an unknown one is kept', () => {
    const names = ['disable-next-line', 'disable-line', 'disable', 'enable', 'disable-file', 'template'];
    const text = names.map((name) => `<!-- planvet-${name} -->`).join('\n\n');
    expect(directives(text).map(({ kind }) => kind)).toEqual(names);
    expect(directives('<!-- planvet-disable-next no-placeholder -->')).toMatchObject([
      { kind: undefined, name: { value: 'planvet-disable-next' } },
    ]);
  });

  it.each([
    ['without spaces', '<!--planvet-disable-file-->', [], undefined],
    [
      'over several lines',
      '<!--\nplanvet-disable-file\n  no-placeholder,\n  no-mojibake\n  -- a reason\n  in two lines\n-->',
      ['no-placeholder', 'no-mojibake'],
      'a reason in two lines',
    ],
    [
      'in a quote',
      '> <!-- planvet-disable-file\n> no-placeholder\n> -- a reason\n> in two lines -->',
      ['no-placeholder'],
      'a reason in two lines',
    ],
    [
      'with nothing behind the dashes',
      '<!-- planvet-disable-file no-placeholder -- -->',
      ['no-placeholder'],
      undefined,
    ],
    ['with more dashes', '<!-- planvet-disable-file no-placeholder --- a reason -->', ['no-placeholder'], 'a reason'],
    [
      'with the pipe of a table',
      '| a |\n| - |\n| b <!-- planvet-disable-file -- this \\| that --> |',
      [],
      'this | that',
    ],
  ])('%s', (_, text, words, reason) => {
    for (const variant of [text, text.replaceAll('\n', '\r\n'), `\uFEFF${text}`]) {
      const [directive] = directives(variant);
      expect(directive?.kind).toBe('disable-file');
      expect(directive?.words.map(({ value }) => value)).toEqual(words);
      expect(directive?.reason?.value).toBe(reason);
    }
  });

  it('several in one comment block', () => {
    expect(
      directives('<!-- planvet-disable --> <!-- note --><!-- planvet-enable -->\n').map(({ kind }) => kind),
    ).toEqual(['disable', 'enable']);
  });

  it.each([
    ['a fence', '```html\n<!-- planvet-disable-file -->\n```'],
    ['indented code', 'Text\n\n    <!-- planvet-disable-file -->'],
    ['inline code', 'Write `<!-- planvet-disable-file -->` there'],
    ['preformatted HTML', '<pre>\n<!-- planvet-disable-file -->\n</pre>'],
    ['front matter', '---\ntitle: <!-- planvet-disable-file -->\n---\n'],
    ['another comment', '<!-- like <!-- planvet-disable-file -->'],
    ['a comment without an end', 'Text <!-- planvet-disable-file'],
    ['escaped text', '\\<!-- planvet-disable-file -->'],
    ['a comment that only speaks of it', '<!-- see planvet-disable-file -->'],
  ])('but not in %s', (_, text) => {
    expect(directives(text)).toEqual([]);
  });
});

describe('a finding is silent', () => {
  it.each([
    ['in a paragraph', 'The keeper is [Keeper Name]. <!-- planvet-disable-line no-placeholder -->'],
    [
      'in a later line of a paragraph',
      'The lamp\nof [Keeper Name] <!-- planvet-disable-line no-placeholder -->\nis lit.',
    ],
    ['before a paragraph', '<!-- planvet-disable-next-line no-placeholder -->\nThe keeper is [Keeper Name].'],
    ['with blank lines between', '<!-- planvet-disable-next-line no-placeholder -->\n\n\nThe keeper is [Keeper Name].'],
    [
      'with other directives between',
      '<!-- planvet-disable-next-line no-placeholder -->\n<!-- planvet-disable-next-line no-mojibake -->\n\nThe keeper is [Keeper Name]. Waves â‰¥ 2 m',
    ],
    [
      'with a directive of two lines between',
      '<!-- planvet-disable-next-line no-placeholder -->\n<!-- planvet-disable-next-line\n no-mojibake -->\nThe keeper is [Keeper Name]. Waves â‰¥ 2 m',
    ],
    ['without naming it', 'The keeper is [Keeper Name]. <!-- planvet-disable-line -->'],
    ['in the middle of a line', 'The <!-- planvet-disable-line no-placeholder -- soon --> keeper is [Keeper Name].'],
    ['in a heading', '## Shifts of [Keeper Name] <!-- planvet-disable-line no-placeholder -->\n\nText'],
    ['before a heading', '<!-- planvet-disable-next-line no-placeholder -->\n## Shifts of [Keeper Name]\n\nText'],
    ['before the first item', '<!-- planvet-disable-next-line no-placeholder -->\n- [ ] Ask [Keeper Name]\n- [ ] Wait'],
    [
      'in an item, before the next',
      '- [ ] Wait\n  <!-- planvet-disable-next-line no-placeholder -->\n- [ ] Ask [Keeper Name]',
    ],
    ['at the end of an item', '- [ ] Ask [Keeper Name] <!-- planvet-disable-line no-placeholder -->\n- [ ] Wait'],
    [
      'before a nested item',
      '- [ ] Wait\n  <!-- planvet-disable-next-line no-placeholder -->\n  - [ ] Ask [Keeper Name]',
    ],
    [
      'between nested items',
      '- [ ] Wait\n  - [ ] Still\n    <!-- planvet-disable-next-line no-placeholder -->\n  - [ ] Ask [Keeper Name]',
    ],
    ['in an ordered item', '1. Wait\n   <!-- planvet-disable-next-line no-placeholder -->\n2. Ask [Keeper Name]'],
    [
      'at the end of a value',
      '**Owner**: [Keeper Name] <!-- planvet-disable-line no-placeholder -->\n**Status**: Active',
    ],
    [
      'in a cell',
      '| Lamp | Keeper |\n| --- | --- |\n| Oil | [Keeper Name] <!-- planvet-disable-line no-placeholder --> |',
    ],
    [
      'in another cell of the row',
      '| Lamp | Keeper |\n| --- | --- |\n| Oil <!-- planvet-disable-line no-placeholder --> | [Keeper Name] |',
    ],
    ['in a quote', '> <!-- planvet-disable-next-line no-placeholder -->\n> Ask [Keeper Name]'],
    [
      'in a note at the foot',
      'Text[^1]\n\n[^1]: Note\n    <!-- planvet-disable-next-line no-placeholder -->\n    Ask [Keeper Name]',
    ],
    [
      'in details',
      '<details>\n<summary>More</summary>\n<!-- planvet-disable-next-line no-placeholder -->\n- [ ] Ask [Keeper Name]\n</details>',
    ],
    [
      'in details with a comment behind the tag',
      '<details> <!-- planvet-disable no-placeholder -->\n- [ ] Ask [Keeper Name]\n</details>',
    ],
    [
      'in a block',
      '<!-- planvet-disable no-placeholder -->\n\nAsk [Keeper Name]\n\n<!-- planvet-enable no-placeholder -->',
    ],
    ['in a block without an end', '<!-- planvet-disable -->\n\nAsk [Keeper Name]'],
    ['anywhere in the file', 'Ask [Keeper Name]\n\n<!-- planvet-disable-file no-placeholder -->'],
  ])('%s', (_, text) => {
    const without = lint(TITLE + text.replaceAll(/<!-- planvet-[\s\S]*?-->/g, ''));
    expect(without.found.some((place) => place.endsWith(' no-placeholder'))).toBe(true);
    for (const variant of [TITLE + text, (TITLE + text).replaceAll('\n', '\r\n'), `\uFEFF${TITLE}${text}`]) {
      const { found, silent } = lint(variant);
      expect(found).toEqual([]);
      expect(silent.some((place) => place.endsWith(' no-placeholder'))).toBe(true);
    }
  });

  it.each([
    ['on the line itself', '<!-- planvet-disable-next-line no-placeholder -->\n\nWait\n\nAsk [Keeper Name]', '7:5'],
    ['of another rule', 'Ask [Keeper Name] <!-- planvet-disable-line no-mojibake -->', '3:5'],
    ['before the block', 'Ask [Keeper Name]\n\n<!-- planvet-disable no-placeholder -->', '3:5'],
    [
      'behind the block',
      '<!-- planvet-disable -->\n\n<!-- planvet-enable no-placeholder -->\n\nAsk [Keeper Name]',
      '7:5',
    ],
    ['where a directive stands in code', 'Ask [Keeper Name] `<!-- planvet-disable-line -->`', '3:5'],
  ])('only %s', (_, text, place) => {
    expect(lint(TITLE + text).found).toContain(`${place} no-placeholder`);
    expect(lint(TITLE + text).silent).toEqual([]);
  });

  it('where blocks are nested or crossed, rule by rule', () => {
    const both = (name: string) => `[${name} Name] waves â‰¥ 2 m`;
    const text = [
      '<!-- planvet-disable no-placeholder -->',
      both('First'),
      '',
      '<!-- planvet-disable no-mojibake -->',
      both('Second'),
      '',
      '<!-- planvet-enable no-placeholder -->',
      both('Third'),
      '',
      '<!-- planvet-enable no-mojibake -->',
      both('Fourth'),
      '',
      '<!-- planvet-disable -->',
      both('Fifth'),
      '',
      '<!-- planvet-enable no-mojibake -->',
      both('Sixth'),
      '',
      '<!-- planvet-enable -->',
      both('Seventh'),
      '',
    ].join('\n');
    const { found, silent } = lint(text, { only: ['no-placeholder', 'no-mojibake'] });
    const lines = (all: string[], id: string) =>
      all.filter((place) => place.endsWith(id)).map((place) => Number.parseInt(place, 10));
    expect(lines(silent, 'no-placeholder')).toEqual([2, 5, 14, 17]);
    expect(lines(found, 'no-placeholder')).toEqual([8, 11, 20]);
    expect(lines(silent, 'no-mojibake')).toEqual([5, 8, 14]);
    expect(lines(found, 'no-mojibake')).toEqual([2, 11, 17, 20]);
    expect(found.filter((place) => place.includes('planvet/'))).toEqual([]);
  });

  it('that has several lines, by the line where it begins', () => {
    const task = '- [ ] Ask [Keeper\n  Name] <!-- planvet-disable-line no-placeholder -->';
    expect(lint(`${TITLE}${task}`).found).toEqual(['3:11 no-placeholder', '4:9 planvet/unused-directive']);
    expect(
      lint(`${TITLE}<!-- planvet-disable-next-line no-placeholder -->\n- [ ] Ask [Keeper\n  Name]`).silent,
    ).toEqual(['4:11 no-placeholder']);
  });

  it('but never one that planvet has of the file', () => {
    const text = '---\ntitle: "Lighthouse\n---\n\n<!-- planvet-disable-file -->\n\n# Plan\n\nAsk [Keeper Name]\n';
    expect(lint(text)).toEqual({ found: ['2:1 planvet/invalid-front-matter'], silent: ['9:5 no-placeholder'] });
  });

  it('with the directive that is closest to it', () => {
    const text = `${TITLE}<!-- planvet-disable no-placeholder -- far -->\n\nAsk [Keeper Name] <!-- planvet-disable-line no-placeholder -- near -->\n\nAsk [Other Name]\n`;
    expect(lintText(text).suppressed.map(({ directive }) => directive.reason?.value)).toEqual(['near', 'far']);
  });

  it('and is the same one that it was', () => {
    const text = `${TITLE}## Keepers\n\nAsk [Keeper Name]\n\nAsk [Keeper Name]\n`;
    const before = lintText(text).findings.map(({ fingerprint }) => fingerprint);
    const { findings, suppressed } = lintText(text.replace('Name]\n', 'Name] <!-- planvet-disable-line -->\n'));
    expect([...suppressed, ...findings].map(({ fingerprint }) => fingerprint)).toEqual(before);
  });

  it('without a fix that would overwrite a directive, and without the tabs that rules see instead', () => {
    const rule = defineRule({
      id: 'no-fog',
      description: 'Disallow fog',
      category: 'tasks',
      recommended: 'warning',
      strict: 'warning',
      drafts: 'warning',
      fixable: 'safe',
      options: {},
      messages: { fog: ({ text }: { text: string }) => `\`${text}\` is foggy` },
      *check({ source }, { problem }) {
        const start = source.text.indexOf('Fog');
        const span = { start, end: source.text.indexOf('.', start) };
        const fixes = [safeFix('Lift it', span, 'Sun'), safeFix('Call it mist', { start, end: start + 3 }, 'Mist')];
        yield problem(span, 'fog', { text: source.slice(span) }, { fixes });
      },
    });
    const [finding] = lintText('Fog <!-- planvet-disable-line no-mojibake --> and rain.', {
      plugins: [rule],
      only: ['no-fog'],
    }).findings;
    expect(finding?.message).toBe('`Fog and rain` is foggy');
    expect(finding?.fixes.map(({ title }) => title)).toEqual(['Call it mist']);
  });

  it('whatever severity the rule was given', () => {
    const text = `${TITLE}Ask [Keeper Name] <!-- planvet-disable-line no-placeholder -->\n`;
    expect(lint(text, { rules: { 'no-placeholder': 'error' } }).found).toEqual([]);
  });
});

describe('a directive that does nothing is reported', () => {
  it.each([
    [
      'a line',
      'Wait <!-- planvet-disable-line no-placeholder -->',
      '3:6 unused-directive: The directive silences nothing of `no-placeholder` on line 3 [fix: Remove the directive]',
      'Wait',
    ],
    [
      'the next line',
      'Wait\n\n<!-- planvet-disable-next-line no-placeholder, no-mojibake -->\n\nStill',
      '5:1 unused-directive: The directive silences nothing of `no-placeholder` or `no-mojibake` on line 7 [fix: Remove the directive]',
      'Wait\n\nStill',
    ],
    [
      'no next line',
      'Wait\n\n<!-- planvet-disable-next-line no-placeholder -->\n',
      '5:1 unused-directive: The directive silences nothing of `no-placeholder` behind the last line [fix: Remove the directive]',
      'Wait\n\n',
    ],
    [
      'one of two rules',
      'Ask [Keeper Name] <!-- planvet-disable-line no-mojibake, no-placeholder -- soon -->',
      '3:45 unused-directive: The directive silences nothing of `no-mojibake` on line 3 [fix: Remove `no-mojibake`]',
      'Ask [Keeper Name] <!-- planvet-disable-line no-placeholder -- soon -->',
    ],
    [
      'a rule that is named twice',
      'Ask [Keeper Name] <!-- planvet-disable-line no-placeholder no-placeholder -->',
      '3:60 unused-directive: The directive silences nothing of `no-placeholder` on line 3 [fix: Remove `no-placeholder`]',
      'Ask [Keeper Name] <!-- planvet-disable-line no-placeholder -->',
    ],
    [
      'all rules',
      'Wait <!-- planvet-disable-line -->',
      '3:6 unused-directive: The directive silences nothing on line 3 [fix: Remove the directive]',
      'Wait',
    ],
    [
      'a file',
      '<!-- planvet-disable-file no-placeholder -->\n\nWait',
      '3:1 unused-directive: The directive silences nothing of `no-placeholder` in this file [fix: Remove the directive]',
      'Wait',
    ],
    [
      'a block without an end',
      '<!-- planvet-disable no-placeholder -->\n\nWait',
      '3:1 unused-directive: The directive silences nothing of `no-placeholder` from here on [fix: Remove the directive]',
      'Wait',
    ],
    [
      'a block, with its end',
      '<!-- planvet-disable no-placeholder -->\n\nWait\n\n<!-- planvet-enable no-placeholder -->\n\nStill',
      '3:1 unused-directive: The directive silences nothing of `no-placeholder` from here to line 7 [fix: Remove the directive]',
      'Wait\n\nStill',
    ],
    [
      'one rule of a block, with its end',
      '<!-- planvet-disable no-mojibake, no-placeholder -->\n\nAsk [Keeper Name]\n\n<!-- planvet-enable no-placeholder, no-mojibake -->',
      '3:22 unused-directive: The directive silences nothing of `no-mojibake` from here to line 7 [fix: Remove `no-mojibake`]',
      '<!-- planvet-disable no-placeholder -->\n\nAsk [Keeper Name]\n\n<!-- planvet-enable no-placeholder -->',
    ],
    [
      'an end',
      'Wait\n\n<!-- planvet-enable no-placeholder -->',
      '5:1 unused-directive: `planvet-enable` ends nothing: no `planvet-disable` of `no-placeholder` is open here [fix: Remove the directive]',
      'Wait\n',
    ],
    [
      'a template without a name',
      '<!-- planvet-template -->\n\nWait',
      '3:1 unused-directive: `planvet-template` names no template [fix: Remove the directive]',
      'Wait',
    ],
    [
      'a misspelt name',
      '<!-- planvet-disble-next-line no-placeholder -->\nWait',
      '3:6 unused-directive: `planvet-disble-next-line` is no directive; did you mean `planvet-disable-next-line`? [suggestion: Write `planvet-disable-next-line`]',
      undefined,
    ],
    [
      'an unknown rule',
      'Ask [Keeper Name] <!-- planvet-disable-line no-placeholder, no-such-thing -->',
      '3:61 unknown-rule-in-directive: `no-such-thing` is no rule [fix: Remove `no-such-thing`]',
      'Ask [Keeper Name] <!-- planvet-disable-line no-placeholder -->',
    ],
    [
      'a misspelt rule',
      'Wait <!-- planvet-disable-line no-placholder -->',
      '3:32 unknown-rule-in-directive: `no-placholder` is no rule; did you mean `no-placeholder`? [fix: Remove the directive] [suggestion: Write `no-placeholder`]',
      'Wait',
    ],
    [
      'a finding of planvet',
      'Wait <!-- planvet-disable-line planvet/parse-limit -->',
      '3:32 unknown-rule-in-directive: `planvet/parse-limit` cannot be silenced [fix: Remove the directive]',
      'Wait',
    ],
    [
      'a reason without dashes',
      'Ask [Keeper Name] <!-- planvet-disable-line no-placeholder because we wait -->',
      '3:60 unknown-rule-in-directive: `because we wait` names no rule; a reason stands behind ` -- ` [suggestion: Make it the reason]',
      undefined,
    ],
  ])('%s', (_, text, expected, after) => {
    expect(said(TITLE + text)).toEqual([expected]);
    const mended = fixed(TITLE + text);
    expect(mended).toBe(after === undefined ? undefined : TITLE + after);
    if (mended === undefined) return;
    expect(said(mended)).toEqual([]);
    expect(treeWithoutDirectives(mended)).toBe(treeWithoutDirectives(TITLE + text));
  });

  it.each([
    ['two paragraphs', 'One\n<!-- planvet-disable-line -->\nTwo', 'One\n\nTwo'],
    ['two lists', '- One\n\n<!-- planvet-disable-line -->\n\n- Two', undefined],
    ['two items', '- One\n  <!-- planvet-disable-line -->\n- Two', '- One\n- Two'],
    ['a list and its label', 'Tasks:\n<!-- planvet-disable-line -->\n- One', 'Tasks:\n- One'],
    ['two quotes', '> One\n> <!-- planvet-disable-line -->\n> Two', '> One\n>\n> Two'],
    ['the words of a line', 'One <!-- planvet-disable-line --> two', 'One two'],
    ['the cells of a table', '| One |\n| --- |\n| <!-- planvet-disable-line --> two |', '| One |\n| --- |\n| two |'],
    ['the words of a line that ends hard', 'One <!-- planvet-disable-line -->  \ntwo', 'One  \ntwo'],
    ['other comments', '<!-- planvet-disable-line --> <!-- keep -->\n\nOne', '<!-- keep -->\n\nOne'],
  ])('and taken out from between %s without a change of the rest', (_, text, after) => {
    for (const [variant, mended] of [
      [text, after],
      [text.replaceAll('\n', '\r\n'), after?.replaceAll('\n', '\r\n')],
    ] as const) {
      expect(said(TITLE + variant)).toHaveLength(1);
      expect(fixed(TITLE + variant)).toBe(mended === undefined ? undefined : TITLE + mended);
    }
  });

  it('each by itself, and none of them in the way of the others', () => {
    const text = `${TITLE}<!-- planvet-disable-next-line no-placeholder, no-mojibake -->\nOne <!-- planvet-disable-line -->\n<!-- planvet-disable-line no-wrong-total -->\nTwo\n`;
    const { findings, source } = lintText(text);
    const edits = findings.flatMap(({ fixes }) => fixes.flatMap((fix) => fix.edits));
    expect(applyEdits(source.text, edits)).toBe(`${TITLE}One\n\nTwo\n`);
  });
});

describe('a directive is not reported', () => {
  const unused = `${TITLE}- [ ] Task 1: Wait <!-- planvet-disable-line no-forward-dependency, no-placeholder -->\n`;

  it('for a rule that does not run', () => {
    expect(said(unused, { rules: { 'no-placeholder': 'off' } })).toEqual([]);
    expect(said(unused, { only: ['no-empty-section'] })).toEqual([]);
    expect(said(unused, { preset: 'none' })).toEqual([]);
    expect(said(unused, { preset: 'strict' })).toHaveLength(1);
  });

  it('for all rules where one of those that do not run would find something', () => {
    const text = `${TITLE}Ask [Keeper Name] <!-- planvet-disable-line -->\n`;
    expect(said(text, { only: ['no-empty-section'] })).toEqual([]);
    expect(said(text, { rules: { 'no-placeholder': 'off' } })).toEqual([]);
    expect(said(text.replace('[Keeper Name]', 'them'), { only: ['no-empty-section'] })).toHaveLength(1);
  });

  it('where the rule for blank documents speaks, even if that is silent', () => {
    const blank = `${TITLE}${Array.from({ length: 25 }, (_, index) => `The part [Name of Part ${index}] is to be said.\n\n`).join('')}`;
    expect(lint(blank).found).toEqual(['1:3 no-blank-template']);
    const directive = '<!-- planvet-disable-line no-placeholder, no-mojibake -->';
    expect(lint(blank.replace('said.', `said. ${directive}`)).found).toEqual(['1:3 no-blank-template']);
    const silent = lint(`<!-- planvet-disable-next-line no-blank-template -->\n${blank}`);
    expect(silent).toEqual({ found: [], silent: ['2:3 no-blank-template'] });
  });
});

describe('json', () => {
  const text = `${TITLE}Ask [Keeper Name] <!-- planvet-disable-line -- they are away -->\n\nAsk [Other Name] <!-- planvet-disable-line -->\n`;
  const options = { paint: plain, width: 80, stats: false };

  it('lists what is silent with the reason, and counts none of it', () => {
    const [file] = JSON.parse(json([lintText(text, { path: 'plan.md' })], options)) as Record<string, unknown>[];
    expect(file).toMatchObject({
      messages: [],
      errorCount: 0,
      warningCount: 0,
      fixableErrorCount: 0,
      fixableWarningCount: 0,
    });
    expect(file?.['suppressedMessages']).toMatchObject([
      {
        ruleId: 'no-placeholder',
        severity: 2,
        line: 3,
        column: 5,
        suppressions: [{ kind: 'directive', justification: 'they are away' }],
      },
      {
        ruleId: 'no-placeholder',
        severity: 2,
        line: 5,
        column: 5,
        suppressions: [{ kind: 'directive', justification: '' }],
      },
    ]);
  });

  it('leaves silent warnings out where warnings are not wanted', () => {
    const results = withoutWarnings([lintText(text, { rules: { 'no-placeholder': 'warning' } })]);
    expect(results[0]?.suppressed).toEqual([]);
  });
});
