import { describe, expect, it } from 'vitest';
import { lintText } from '../src/engine/library.ts';
import type { LintResult } from '../src/engine/finding.ts';
import type { Fix } from '../src/problem.ts';
import { compact } from '../src/report/compact.ts';
import { frame, type Mark } from '../src/report/frame.ts';
import { github } from '../src/report/github.ts';
import { json } from '../src/report/json.ts';
import { coloured, plain } from '../src/report/paint.ts';
import { allClear } from '../src/report/all-clear.ts';
import { pretty } from '../src/report/pretty.ts';
import { isDoubtful, readAs } from '../src/report/reading.ts';
import { withoutWarnings } from '../src/report/tally.ts';
import { widthOf } from '../src/report/width.ts';
import type { ProblemDetails } from '../src/rule.ts';
import { Source } from '../src/text.ts';
import { shoutingRule } from './shouting.ts';

const spanOf = (text: string, token: string, from = 0) => {
  const start = text.indexOf(token, from);
  return { start, end: start + token.length };
};

function framed(text: string, token: string, width = 80): string {
  const mark: Mark = { span: spanOf(text, token), sign: '^', style: 'error' };
  return frame(new Source(text), [mark], { width, paint: plain, indent: 0 }).join('\n');
}

describe('a frame', () => {
  it('has its caret under the token', () => {
    expect(framed('# Plan\n\n- Dependencies: Task 2, Task 9\n', 'Task 9')).toBe(
      ['3 │ - Dependencies: Task 2, Task 9', '  │                         ^^^^^^'].join('\n'),
    );
  });

  it.each([
    ['wide characters', '| 工程 | 完了 [Name] |', '[Name]', '              ^^^^^^'],
    ['a wide token', '- [ ] 工程', '工程', '      ^^^^'],
    ['full-width punctuation', '依赖：Task 9', 'Task 9', '      ^^^^^^'],
    ['an emoji', '✅ Done [x', '[x', '        ^^'],
    ['an emoji with a selector', '⚠️ Task 9', 'Task 9', '   ^^^^^^'],
    ['an emoji of several', '👩‍🚀 Task 9', 'Task 9', '   ^^^^^^'],
    ['a flag', '🇪🇺 Task 9', 'Task 9', '   ^^^^^^'],
    ['a combined accent', 'cafe\u0301 Task 9', 'Task 9', '     ^^^^^^'],
    ['a zero-width space', 'a\u200bb Task 9', 'Task 9', '   ^^^^^^'],
    ['Hangul', '작업 Task 9', 'Task 9', '     ^^^^^^'],
    ['half-width kana', 'ﾀｽｸ Task 9', 'Task 9', '    ^^^^^^'],
  ])('counts the columns of %s', (_, line, token, underline) => {
    expect(framed(line, token)).toBe(`1 │ ${line}\n  │ ${underline}`);
  });

  it('shows tabs as spaces', () => {
    expect(framed('\t- a\tTask 9', 'Task 9')).toBe('1 │     - a Task 9\n  │         ^^^^^^');
  });

  it('crops a long line around the token', () => {
    const line = `${'before '.repeat(30)}Task 9${' after'.repeat(30)}`;
    const [text = '', underline = ''] = framed(line, 'Task 9', 60).split('\n');
    expect(text).toMatch(/^1 │ ….*Task 9.*…$/);
    expect(widthOf(text)).toBeLessThanOrEqual(60);
    expect(text.indexOf('Task 9')).toBe(underline.indexOf('^'));
    const [start = ''] = framed(line, 'before', 60).split('\n');
    expect(start).toMatch(/^1 │ before.*…$/);
    const [end = ''] = framed(`${line}!`, '!', 60).split('\n');
    expect(end).toMatch(/^1 │ ….*!$/);
    expect(widthOf(end)).toBe(60);
  });

  it('crops by columns, not by characters', () => {
    const [text = '', underline = ''] = framed(`${'工程'.repeat(60)}Task 9${'完了'.repeat(60)}`, 'Task 9', 50).split(
      '\n',
    );
    expect(widthOf(text)).toBeLessThanOrEqual(50);
    expect(widthOf(text.slice(0, text.indexOf('Task 9')))).toBe(underline.indexOf('^'));
  });

  it('crops a token that is longer than the line may be', () => {
    const [text = '', underline = ''] = framed(`- ${'x'.repeat(300)}`, 'x'.repeat(300), 60).split('\n');
    expect(widthOf(text)).toBeLessThanOrEqual(60);
    expect(widthOf(underline)).toBeLessThanOrEqual(60);
  });

  it('takes no time for a line without end', () => {
    const line = '工'.repeat(60_000);
    const marks = Array.from({ length: 50 }, (_, i): Mark => ({
      span: { start: i * 1000, end: i * 1000 + 4 },
      sign: '^',
      style: 'error',
    }));
    // One that looked at the whole line for each mark would not be through before the test is over.
    const lines = frame(new Source(line), marks, { width: 80, paint: plain, indent: 0 });
    expect([lines].flat().join('').length).toBeGreaterThan(0);
  });

  it('points at an empty span and at the end of a line', () => {
    const at = (text: string, start: number, end = start) =>
      frame(new Source(text), [{ span: { start, end }, sign: '^', style: 'error' }], {
        width: 80,
        paint: plain,
        indent: 0,
      });
    expect(at('abc', 1)).toEqual(['1 │ abc', '  │  ^']);
    expect(at('abc\ndef', 3)).toEqual(['1 │ abc', '  │    ^']);
    expect(at('abc\r\ndef', 1, 8)).toEqual(['1 │ abc', '  │  ^^']);
    expect(at('', 0)).toEqual(['1 │', '  │ ^']);
    expect(at('abc\n', 4)).toEqual(['2 │', '  │ ^']);
  });

  it('puts related places below, each with its line', () => {
    const text = '- [ ] Task 1\n\n- [x] Task 2, Task 3\n';
    const lines = frame(
      new Source(text),
      [
        { span: spanOf(text, 'Task 2'), sign: '^', style: 'error' },
        { span: spanOf(text, 'Task 3'), sign: '-', style: 'note', note: 'here' },
        { span: spanOf(text, 'Task 1'), sign: '-', style: 'note', note: 'and here' },
      ],
      { width: 80, paint: plain, indent: 2 },
    );
    expect(lines).toEqual([
      '  3 │ - [x] Task 2, Task 3',
      '    │       ^^^^^^',
      '    │               ------ here',
      '  1 │ - [ ] Task 1',
      '    │       ------ and here',
    ]);
  });

  it('lets nothing through that drives a terminal', () => {
    expect(framed('a \u001b[31mred\u0007 \u202eb\u009b', 'red')).toBe('1 │ a ␛[31mred␇ \ufffdb\ufffd\n  │        ^^^');
  });
});

/** Linted with one rule that points at every `!word`; `!!word` is likely. */
function linted(
  text: string,
  details: (text: string) => ProblemDetails = () => ({}),
  path = 'docs/plan.md',
): LintResult {
  const shouting = shoutingRule(details);
  return lintText(text, { plugins: [shouting], only: ['no-shouting'], path });
}

const formats = { compact, github, json, pretty };

const write = (name: keyof typeof formats, results: readonly LintResult[], stats = false, paint = plain) =>
  formats[name](results, { paint, width: 80, stats });

const fix = (safe: boolean, title: string, ...edits: [number, number, string][]): Fix => ({
  title,
  safe,
  edits: edits.map(([start, end, text]) => ({ span: { start, end }, text })),
});

describe('pretty', () => {
  it('says what, where and why, and what would mend it', () => {
    const results = [
      linted('# Plan\n\nDo it !now\n', (text) => ({
        related: [
          { span: spanOf(text, 'Plan'), message: 'said first here' },
          { span: { start: 0, end: 1 }, message: 'said there too', path: 'docs/other.md' },
        ],
        fixes: [fix(true, 'Say now', [14, 18, 'now']), fix(false, 'Say later', [14, 18, 'later'])],
      })),
      linted('!!maybe', undefined, 'a.md'),
      linted('fine', undefined, 'b.md'),
    ];
    expect(write('pretty', results)).toMatchInlineSnapshot(`
      "docs/plan.md

        3:7  error  \`!now\` is too loud  no-shouting
          3 │ Do it !now
            │       ^^^^
          1 │ # Plan
            │   ---- said first here
          = docs/other.md: said there too
          = fix: Say now
          = suggestion: Say later

      a.md

        1:1  warning (likely)  \`!!maybe\` is too loud  no-shouting
          1 │ !!maybe
            │ ^^^^^^^

      1 error, 1 warning in 2 of 3 files; 1 fixable with \`--fix\`
      "
    `);
  });

  it('folds four findings of a rule, and shows their texts where these say it all', () => {
    const text = `!one\n\n!a !工程\n${'!a\n'.repeat(30)}\n!!perhaps\n`;
    expect(write('pretty', [linted(text)])).toMatchInlineSnapshot(`
      "docs/plan.md

        1:1  error  \`!one\` is too loud  no-shouting
          1 │ !one
            │ ^^^^
          = and 31 more errors:
            !a  lines 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
                      21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33
          = and 1 more likely warning:
            !!perhaps  line 35

      32 errors, 1 warning
      "
    `);
  });

  it('does not fold three', () => {
    expect(write('pretty', [linted('!a\n!b\n!c\n')]).match(/too loud/g)).toHaveLength(3);
  });

  it('says nothing where there is nothing to say', () => {
    expect(write('pretty', [linted('fine')])).toBe('');
    expect(allClear([linted('fine')], 0)).toBe('docs/plan.md has no problems');
    expect(allClear([linted('fine'), linted('fine')], 0)).toBe('2 plans have no problems');
    expect(allClear([linted('!!a')], 1)).toBe('docs/plan.md has no errors (1 warning not shown)');
  });

  it('says the same in colour', () => {
    const results = [linted('# Plan\n\nDo it !now\n\n!a !b !!c !d\n')];
    // oxlint-disable-next-line eslint/no-control-regex -- the escapes of colours
    expect(write('pretty', results, false, coloured).replaceAll(/\u001b\[[\d;]*m/g, '')).toBe(write('pretty', results));
  });

  it('lets no file name drive the terminal or the build server', () => {
    expect(write('pretty', [linted('!a', undefined, '::error::\u001b[2Jx.md')])).toMatch(/^\.\/::error::␛\[2Jx\.md\n/);
  });
});

describe('compact', () => {
  it('is a line for each finding', () => {
    expect(write('compact', [linted('# Plan\n\nDo it !now, !!maybe\n'), linted('fine')])).toBe(
      [
        'docs/plan.md:3:7: error: `!now` is too loud [no-shouting]\n',
        'docs/plan.md:3:13: warning: `!!maybe` is too loud [no-shouting]\n',
      ].join(''),
    );
  });
});

describe('json', () => {
  const parse = (results: readonly LintResult[], stats = false) =>
    JSON.parse(write('json', results, stats)) as Record<string, unknown>[];

  it("has ESLint's shape", () => {
    const text = '\ufeff# Plan\r\n\r\nDo it !now\r\n';
    const [file] = parse([
      linted(text, (stripped) => ({
        related: [{ span: spanOf(stripped, 'Plan'), message: 'here' }],
        fixes: [fix(true, 'Say now', [20, 20, '.'], [16, 17, '']), fix(false, 'Drop it', [10, 20, ''])],
      })),
    ]);
    expect(file).toEqual({
      filePath: 'docs/plan.md',
      messages: [
        {
          ruleId: 'no-shouting',
          severity: 2,
          certainty: 'certain',
          message: '`!now` is too loud',
          messageId: 'loud',
          data: { word: '!now' },
          line: 3,
          column: 7,
          endLine: 3,
          endColumn: 11,
          related: [{ message: 'here', line: 1, column: 3 }],
          fix: { range: [16, 20], text: 'now.' },
          suggestions: [{ desc: 'Drop it', fix: { range: [10, 20], text: '' } }],
          fingerprint: expect.stringMatching(/^[\da-f]{16}$/) as string,
        },
      ],
      suppressedMessages: [],
      errorCount: 1,
      warningCount: 0,
      fixableErrorCount: 1,
      fixableWarningCount: 0,
      template: null,
      lifecycle: 'active',
    });
  });

  it('lists clean files, and sizes where they are wanted', () => {
    const [file] = parse([linted('# Plan\n\n- [x] Task 1: A\n- [ ] Task 2: B\n')], true);
    expect(file).toMatchObject({
      messages: [],
      plan: {
        tasks: 2,
        done: 1,
        steps: 0,
        dependencies: 0,
        gates: { open: 0, total: 0 },
        placeholders: 0,
      },
      timings: { read: expect.any(Number) as number, rules: { 'no-shouting': expect.any(Number) as number } },
    });
    expect(parse([])).toEqual([]);
  });

  it('drops warnings with their counts where nobody wants them', () => {
    const [file] = parse(withoutWarnings([linted('!!maybe !now')]));
    expect(file).toMatchObject({ errorCount: 1, warningCount: 0, messages: [{ severity: 2 }] });
  });
});

describe('github', () => {
  it('annotates, and escapes what would be a command', () => {
    expect(write('github', [linted('100 !now\n', undefined, 'a,b:c%.md')])).toBe(
      '::error file=a%2Cb%3Ac%25.md,line=1,col=5,endLine=1,endColumn=9,title=no-shouting::`!now` is too loud\n',
    );
  });

  it('begins with errors, and says how many GitHub does not show', () => {
    const results = Array.from({ length: 12 }, (_, index) => linted('!!maybe\n\n!now\n', undefined, `${index}.md`));
    const lines = write('github', results).trimEnd().split('\n');
    expect(lines.map((line) => /^::(\w+)/.exec(line)?.[1])).toEqual([
      ...Array.from({ length: 12 }, () => 'error'),
      ...Array.from({ length: 12 }, () => 'warning'),
      'notice',
    ]);
    expect(lines.at(-1)).toBe(
      '::notice title=planvet::GitHub shows 10 annotations of a kind; 4 more are in the log of this step',
    );
  });

  it('folds four findings of a rule', () => {
    expect(write('github', [linted('!a !b\n!c\n\n!d\n')])).toBe(
      '::error file=docs/plan.md,line=1,col=1,endLine=1,endColumn=3,title=no-shouting::`!a` is too loud, and 3 more: lines 1, 2, 4\n',
    );
  });
});

describe('the way a file was read', () => {
  it('is said in numbers', () => {
    const text = '# Plan\n\n- [x] Task 1: A\n- [ ] Task 2: B\n  - Dependencies: Task 1\n';
    expect(readAs(linted(text))).toBe('docs/plan.md: read without a template: 2 tasks, 1 edge, 0 gates');
  });

  it('is doubtful where a text has neither template nor task', () => {
    expect(isDoubtful(linted('Hello.'))).toBe(true);
    expect(isDoubtful(linted(''))).toBe(false);
    expect(isDoubtful(linted('- [ ] Task 1: A\n- [ ] Task 2: B\n'))).toBe(false);
  });
});
