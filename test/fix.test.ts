import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { applied, inOrder } from '../src/engine/edits.ts';
import { fixDocument } from '../src/engine/fix.ts';
import { fix, lintText, type FixOptions } from '../src/index.ts';
import { replacements } from '../src/report/replacement.ts';
import { defineRule, safeFix, type Fix, type Rule, type Span } from '../src/rule.ts';
import { mended, pageCases, planCases, planted, plantedCase, setCases } from './cases.ts';
import { judge, linted, offers, wrongTogether } from './judged.ts';

const fixable = new Set(rules.filter((rule) => rule.fixable).map(({ id }) => id));
const mendable = planted.filter(({ finding = '' }) => fixable.has(finding.split(' ')[0] ?? ''));
const ours = [...pageCases(), ...planCases(), ...mendable.map((change) => plantedCase(change)), ...setCases()].map(
  linted,
);
const offered = ours.flatMap(offers);
const judged = offered.map(judge);

describe('a fix or suggestion by itself', () => {
  it('mends its finding, changes no more than its own place, and ticks no box', () => {
    expect(offered.length).toBeGreaterThan(200);
    expect(judged.flatMap(({ wrong }) => wrong)).toEqual([]);
  });

  it('is offered by every rule that announces one', () => {
    const kinds = new Set(offered.map(({ finding, fix }) => `${finding.ruleId} ${fix.safe ? 'safe' : 'suggest'}`));
    const announced = rules.flatMap(({ id, fixable }) => (fixable ? [`${id} ${fixable}`] : []));
    expect(announced.filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  it('can be written as lines to look for, which are there once', () => {
    const wrong = offered.flatMap(({ name, result, fix }) => {
      const { text } = result.source;
      const edits = inOrder(fix.edits, text.length) ?? [];
      let now = text;
      const clear = replacements(result.source, edits).every((each) => {
        const parts = now.split(each.old);
        now = parts.join(each.new);
        return parts.length === 2;
      });
      return clear && now === applied(text, edits) ? [] : [`${name}: ${fix.title}`];
    });
    expect(wrong).toEqual([]);
  });

  // A suggestion is for people to judge: the author has to fill in what was inserted, or finds the next thing that is wrong.
  it('brings up nothing else but these, which `--fix --unsafe` refuses', () => {
    expect([...new Set(judged.flatMap(({ fresh }) => fresh))].toSorted()).toMatchInlineSnapshot(`
      [
        "no-cyclic-dependency brings up no-redundant-dependency",
        "no-duplicate-task-id brings up no-misnumbered-task",
        "no-inconsistent-task-state brings up no-premature-task",
        "no-undecided-choice brings up no-unchecked-gate",
        "no-undecided-choice brings up no-unfinished-plan",
        "no-undecided-choice brings up no-wrong-progress",
        "no-unknown-dependency brings up no-cyclic-dependency",
        "require-sections brings up no-empty-section",
        "require-sections brings up require-section-order",
      ]
    `);
  });
});

describe('safe fixes', () => {
  const defects = mendable.filter((change) => offers(linted(plantedCase(change))).some(({ fix }) => fix.safe));

  it.each(defects)('bring $plan back: $edits.0.1', (change) => {
    const { document, settings } = plantedCase(change);
    const { output, fixed, notices } = fixDocument(document, settings);
    expect(output).toBe(mended(change));
    expect({ fixed: fixed.length, notices }).toEqual({ fixed: 1, notices: [] });
  });

  it('are tried on enough defects', () => {
    const found = new Set(defects.flatMap((change) => change.finding?.split(' ')[0] ?? []));
    expect([...found].toSorted()).toEqual(
      rules
        .filter(({ fixable }) => fixable === 'safe')
        .map(({ id }) => id)
        .toSorted(),
    );
  });

  it('keep the rest of a document, and have nothing left to do', () => {
    expect(ours.flatMap(wrongTogether)).toEqual([]);
  });
});

/** A rule that speaks of every match, and offers to replace the edit's part of it. */
function replacing(id: string, pattern: RegExp, by: (match: RegExpExecArray) => Partial<Fix> | string): Rule {
  return defineRule({
    id,
    description: 'Disallow it',
    category: 'tasks',
    recommended: 'warning',
    strict: 'warning',
    drafts: 'warning',
    fixable: 'safe',
    options: {},
    messages: { found: ({ text }: { text: string }) => `\`${text}\` is wrong` },
    *check({ source }, { problem }) {
      for (const match of source.text.matchAll(pattern)) {
        const span = { start: match.index, end: match.index + match[0].length };
        const given = by(match);
        const edits = typeof given === 'string' ? [{ span, text: given }] : (given.edits ?? []);
        const offer = { title: `Mend ${match[0]}`, safe: true, ...(typeof given === 'string' ? {} : given), edits };
        yield problem(span, 'found', { text: match[0] }, { fixes: [offer] });
      }
    },
  });
}

function run(text: string, plugins: readonly Rule[], options: FixOptions = {}) {
  const { output, fixed, notices, remaining } = fix(text, { plugins, only: plugins.map(({ id }) => id), ...options });
  return {
    output,
    fixed: fixed.map(({ title }) => title),
    notices: notices.map(({ message, ruleIds }) => `${ruleIds.join(', ')}: ${message}`),
    remaining: remaining.findings.map(({ ruleId }) => ruleId),
  };
}

const good = replacing('no-good', /good/g, () => 'fine');

describe('the proof refuses a fix that', () => {
  it('takes a heading away', () => {
    const text = '# Plan\n\n## Notes\n\nText, good text.\n';
    const deleting = replacing('no-notes', /## Notes\n\n/g, () => '');
    expect(run(text, [deleting, good])).toEqual({
      output: text.replace('good', 'fine'),
      fixed: ['Mend good'],
      notices: ['no-notes: the fix "Mend ## Notes\n\n" is refused: it would remove a heading'],
      remaining: ['no-notes'],
    });
    // As rumdl did: the line break goes, and with it the heading.
    const joining = replacing('no-gap', /\n\n(?=## Notes)/g, () => ' ');
    expect(run(text, [joining])).toMatchObject({
      output: text,
      notices: [expect.stringContaining('remove a heading')],
    });
  });

  it('takes a comment or a box away', () => {
    const text = '# Plan\n\n- [ ] one <!-- why -->\n- [ ] two\n';
    expect(run(text, [replacing('no-comment', / <!-- why -->/g, () => '')]).notices).toEqual([
      'no-comment: the fix "Mend  <!-- why -->" is refused: it would remove a comment',
    ]);
    expect(run(text, [replacing('no-box', /\[ \] two/g, () => 'two')]).notices).toEqual([
      'no-box: the fix "Mend [ ] two" is refused: it would remove a checkbox',
    ]);
  });

  it.each([
    ['code block', '```sh\nmake\n```\n'],
    ['table', '| a |\n| - |\n| b |\n'],
    ['quotation', '> said\n'],
    ['image', '![a map](map.png)'],
    ['link definition', '[map]: map.md\n'],
    ['footnote', '[^1]: a note\n'],
    ['front matter', '---\nstatus: done\n---\n'],
  ])('takes a %s away, even as its own', (what, block) => {
    const text = `${what === 'front matter' ? '' : '# Plan\n\n'}${block}\nText[^1].\n`;
    const taking = defineRule({
      ...replacing('no-block', /never/g, () => ''),
      messages: { found: () => 'wrong' },
      *check({ source }, { problem }) {
        const start = source.text.indexOf(block);
        const span = { start, end: start + block.length };
        if (start >= 0) yield problem(span, 'found', {}, { fixes: [safeFix('Remove', span, '')] });
      },
    });
    expect(run(text, [taking])).toMatchObject({
      output: text,
      notices: [`no-block: the fix "Remove" is refused: it would remove a ${what}`],
    });
  });

  it('makes a heading of a paragraph without saying that it reveals one, or takes more along', () => {
    const revealing = (reveals: boolean) =>
      replacing('no-sign', /##(?=T)/g, ({ index }) => ({
        reveals,
        edits: [{ span: { start: index + 2, end: index + 2 }, text: ' ' }],
      }));
    const text = '# Plan\n\nBefore.\n##Task `1`\nBehind *it*.\n';
    const refused = (line: number) => [expect.stringContaining(`line ${line} would be read as something else`)];
    expect(run(text, [revealing(false)])).toMatchObject({ output: text, notices: refused(3) });
    expect(run(text, [revealing(true)])).toMatchObject({ output: text.replace('##', '## '), notices: [] });
    const quoted = '# Plan\n\n> said\n##Task 1\n';
    expect(run(quoted, [revealing(true)])).toMatchObject({ output: quoted, notices: refused(3) });
    const listed = '# Plan\n\n##Task 1\n2. two\n';
    expect(run(listed, [revealing(true)])).toMatchObject({ output: listed, notices: refused(4) });
  });

  it('changes how something else is read', () => {
    const text = '# Plan\n\ngood x words\n\n1. item\n';
    const fencing = replacing('no-x', /x/g, () => '\n```\n');
    expect(run(text, [fencing, good])).toMatchObject({
      output: text.replace('good', 'fine'),
      notices: ['no-x: the fix "Mend x" is refused: line 3 would be read as something else'],
    });
  });

  it('does not mend', () => {
    const text = '# Plan\n\nbad and good\n';
    expect(run(text, [replacing('no-bad', /bad\d*/g, () => 'bad2'), good])).toEqual({
      output: '# Plan\n\nbad and fine\n',
      fixed: ['Mend good'],
      notices: ['no-bad: the fix "Mend bad" is refused: what it is to mend would still be there'],
      remaining: ['no-bad'],
    });
  });

  it('brings up another finding', () => {
    const text = '# Plan\n\nbad\n';
    const worse = replacing('no-worse', /worse/g, () => 'fine');
    const plugins = [
      replacing('no-bad', /bad/g, () => 'a worse'),
      {
        ...worse,
        run: (...args: Parameters<Rule['run']>) =>
          [...worse.run(...args)].map((problem) => ({ ...problem, fixes: [] })),
      },
    ];
    expect(run(text, plugins)).toMatchObject({
      output: text,
      notices: ['no-bad: the fix "Mend bad" is refused: no-worse would then say in line 3: `worse` is wrong'],
    });
  });

  it.each([
    ['- [ ] one\n', '- [x] one\n'],
    ['- [ ] one\n', '- [X] one\n'],
    ['- [-] one\n- [x] two\n', '- [x] one\n- [-] two\n'],
    ['one\n', '- [x] one\n'],
    ['- [] one\n', '- [x] one\n'],
    ['| [ ] one |\n| --- |\n', '| [x] one |\n| --- |\n'],
  ])('ticks a box: %j', (text, wanted) => {
    const whole = replacing('no-open', new RegExp(`^${text.replace(/[[\]|]/g, '\\$&')}`, 'g'), () => wanted);
    expect(run(text, [whole])).toMatchObject({
      output: text,
      notices: [expect.stringContaining('it would tick the box in line')],
    });
  });

  it('undoes another one', () => {
    const [there, back] = [replacing('no-foo', /foo/g, () => 'bar'), replacing('no-bar', /bar/g, () => 'foo')];
    expect(run('# Plan\n\nfoo\n', [there, back])).toMatchObject({
      output: '# Plan\n\nfoo\n',
      fixed: [],
      notices: ['no-foo, no-bar: the fix "Mend foo" is refused: the fixes of no-foo and no-bar undo each other'],
    });
    expect(run('# Plan\n\nfoo bar good\n', [there, back, good])).toMatchObject({
      output: '# Plan\n\nfoo bar fine\n',
      fixed: ['Mend good'],
    });
  });

  it.each<[string, readonly { readonly span: Span; readonly text: string }[]]>([
    [
      'has edits that overlap',
      [
        { span: { start: 0, end: 3 }, text: 'a' },
        { span: { start: 2, end: 5 }, text: 'b' },
      ],
    ],
    [
      'has edits of which nobody knows the order',
      [
        { span: { start: 2, end: 2 }, text: 'a' },
        { span: { start: 2, end: 2 }, text: 'b' },
      ],
    ],
    ['reaches beyond the text', [{ span: { start: 2, end: 200 }, text: '' }]],
    ['has no edits', []],
  ])('%s', (_, edits) => {
    expect(run('word good\n', [replacing('no-word', /word/g, () => ({ edits })), good])).toMatchObject({
      output: 'word fine\n',
      fixed: ['Mend good'],
      remaining: ['no-word'],
    });
  });
});

describe('fixes', () => {
  it('that would write what is there are not offered', () => {
    const idle = replacing('no-good', /good/g, () => 'good');
    expect(lintText('good\n', { plugins: [idle], only: ['no-good'] }).findings).toMatchObject([{ fixes: [] }]);
    expect(run('good\n', [idle])).toMatchObject({ fixed: [], notices: [], remaining: ['no-good'] });
  });

  it('that meet wait for each other, whatever becomes of the first', () => {
    const outer = replacing('no-outer', /<a+>/g, ([text]) => text.slice(1, -1));
    const inner = replacing('no-inner', /a(?=a)/g, () => '');
    expect(run('<aaa>\n', [outer, inner])).toMatchObject({ output: 'a\n', notices: [] });
    const refused = replacing('no-outer', /<a+>/g, () => '<aaaa>');
    expect(run('<aaa>\n', [refused, inner])).toMatchObject({ output: '<a>\n', fixed: ['Mend a', 'Mend a'] });
  });

  it('are applied in the order of the text, and all edits of one together', () => {
    const renaming = replacing('no-old', /old(?=.*)/g, ({ index, input }) => {
      const again = input.indexOf('older', index + 1);
      return {
        edits: [
          { span: { start: again, end: again + 5 }, text: 'newer' },
          { span: { start: index, end: index + 3 }, text: 'new' },
        ],
      };
    });
    const first = replacing('no-z', /z/g, () => 'y');
    expect(run('z\n\n# old, older\n\nz\n', [{ ...renaming, id: 'no-old' }, first])).toMatchObject({
      fixed: ['Mend z', 'Mend old', 'Mend z'],
    });
    const result = fix('# a old\n\nb older\n', {
      plugins: [
        replacing('no-a', /a old/g, ({ index }) => ({
          edits: [
            { span: { start: index, end: index + 5 }, text: 'a new' },
            { span: { start: 11, end: 16 }, text: 'newer' },
          ],
        })),
      ],
      only: ['no-a'],
    });
    expect(result.output).toBe('# a new\n\nb newer\n');
    expect(result.fixed).toEqual([
      { ruleId: 'no-a', message: '`a old` is wrong', title: 'Mend a old', span: { start: 2, end: 7 } },
    ]);
  });

  it('end after ten passes', () => {
    const slow = replacing('no-x', /x/g, ({ index, input }) => (input.indexOf('x') === index ? 'y' : { edits: [] }));
    const first: Rule = {
      ...slow,
      run: (...args) =>
        [...slow.run(...args)].map((problem, index) => (index === 0 ? problem : { ...problem, fixes: [] })),
    };
    const { output, notices } = run('x'.repeat(15), [first]);
    expect(output).toBe('y'.repeat(10) + 'x'.repeat(5));
    expect(notices).toEqual(['no-x: stopped after 10 passes; another run may fix more']);
  });

  it('are found out one by one where one of many is bad', () => {
    const words = Array.from({ length: 40 }, (_, index) => (index === 17 ? 'evil' : 'good')).join('\n\n');
    const evil = replacing('no-evil', /evil/g, () => 'evil evil');
    let lints = 0;
    const counted: Rule = { ...good, run: (...args) => (lints++, good.run(...args)) };
    expect(run(words, [counted, evil])).toMatchObject({
      output: words.replaceAll('good', 'fine'),
      remaining: ['no-evil'],
    });
    expect(lints).toBeLessThan(20);
  });

  it('keep line ends, byte order mark and the missing last line end', () => {
    const text = '\ufeff# Plan\r\n\r\n- []one\r\n- [ ] Code coverage â‰¥80%\r\n- [ ]last';
    const { output, fixed } = fix(text);
    expect(output).toBe('\ufeff# Plan\r\n\r\n- [ ] one\r\n- [ ] Code coverage ≥80%\r\n- [ ] last');
    expect(fixed.map(({ span }) => text.slice(1).slice(span.start, span.end))).toEqual(['[]', '[ ]', 'â‰¥']);
  });

  it('are none for what was not read', () => {
    const text = `${'- '.repeat(200)}[]a\n`;
    expect(fix(text)).toMatchObject({ output: text, fixed: [], notices: [] });
  });

  it('are suggestions only where that is asked for, and there is just one', () => {
    const text = '# Plan\n\n- [x] **Task 1: A**\n  - [ ] part\n- [ ] **Task 2: B**\n  - **Priority**: High/Med/Low\n';
    expect(fix(text).output).toBe(text);
    expect(fix(text, { unsafe: true }).output).toBe(text.replace('[x]', '[ ]'));
    expect(lintText(text).findings).toHaveLength(2);
  });
});

describe('counting beside a broken box', () => {
  const plan = (progress: string, total: number, ...tasks: readonly string[]) =>
    `# Plan: Courier\n\n**Progress**: ${progress}\n**Total Tasks**: ${total}\n\n## Tasks\n\n${tasks.join('\n')}\n`;
  const lists: readonly (readonly string[])[] = [
    ['-[x] Write the import', '- [x] Write the export', '- [x] Write the report', '- [ ] Ship it'],
    ['- [x] T1 Write the import', '- [ x] T2 Write the export', '- [x]T3 Write the report', '- [ ] T4 Ship it'],
    ['- [x] T1 Write the import', '- [x] T2 Write the export', '', '[x] T3 Write the report', '', '- [ ] T4 Ship it'],
    ['-[x] T1 Write the import', '- [x] T2 Write the export', '- [x] T3 Write the report', '- [ ] T4 Ship it'],
  ];

  it.each(lists)('leaves right figures alone: %s', (...tasks) => {
    for (const unsafe of [false, true]) {
      const { output } = fix(plan('3 of 4 tasks done (75%)', 4, ...tasks), { unsafe });
      expect(output).toContain('**Progress**: 3 of 4 tasks done (75%)\n**Total Tasks**: 4\n');
    }
    const { findings } = lintText(plan('3 of 4 tasks done (75%)', 4, ...tasks));
    expect(new Set(findings.map(({ ruleId }) => ruleId))).toEqual(new Set(['no-malformed-checkbox']));
  });

  it('mends the boxes first and counts then, also where that shows that a figure is wrong', () => {
    const tasks = ['-[x] Write the import', '- [x] Write the export', '- [x] Write the report', '- [ ] Ship it'];
    const mended = ['- [x] Write the import', ...tasks.slice(1)];
    for (const [said, right] of [
      ['2 of 4 tasks done (50%)', '3 of 4 tasks done (75%)'],
      ['2 of 3 tasks done (67%)', '2 of 3 tasks done (67%)'],
    ] as const)
      expect(fix(plan(said, 3, ...tasks)).output).toBe(plan(right, 4, ...mended));
  });

  it('is not certain and writes nothing while a box has to be mended by hand', () => {
    const text = plan('1 of 9 tasks done (11%)', 9, '- [x] T1 Import', '- [x] T2 Export', '', '[x] T3 Report', '');
    const { findings } = lintText(text);
    const counted = findings.filter(({ ruleId }) => ruleId.startsWith('no-wrong-'));
    expect(counted.map(({ ruleId, certainty, fixes }) => [ruleId, certainty, fixes])).toEqual([
      ['no-wrong-progress', 'likely', []],
    ]);
    expect(fix(text, { unsafe: true }).output).toBe(text);
  });

  it('takes a task without a state for one that may be done', () => {
    const tasks =
      '\n### Task 1: Import\n**Status**: Done\n\n### Task 2: Export\n**Status**: Open\n\n### Task 3: Report\n\nAs a page.\n';
    const text = (progress: string) => `# Plan\n\n**Progress**: ${progress}\n\n## Tasks\n${tasks}`;
    for (const right of ['1 of 3 tasks done', '2 of 3 tasks done']) expect(lintText(text(right)).findings).toEqual([]);
    expect(lintText(text('3 of 3 tasks done')).findings).toMatchObject([{ certainty: 'likely', fixes: [] }]);
  });
});
