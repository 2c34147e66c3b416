import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defineRule, number, safeFix, suggest, type Span } from '../src/rule.ts';
import { ruleTester, type InvalidCase, type RuleTests } from '../src/testing.ts';
import { rules as builtIn } from '../rules/index.ts';
import { home, Repository } from './repository.ts';

/*
 * `planvet/testing`: what it says of cases that are right and wrong, and the example of the documentation, run through the built
 * package as the author of a plugin runs it.
 */

/** Titles may not shout, and say how long they are: a rule with a fix, suggestions, options, and all that can be compared. */
const calm = defineRule({
  id: 'acme/no-shouting',
  description: 'Disallow titles that shout',
  category: 'acme',
  recommended: false,
  strict: 'error',
  drafts: 'warning',
  fixable: 'safe',
  options: { most: number('Exclamation marks that are allowed', 0) },
  messages: {
    loud: ({ marks }: { marks: number }) => `${marks} exclamation marks shout`,
    question: () => 'a task is no question',
    ticked: () => 'cannot be',
    broken: () => 'cannot be',
  },
  *check(plan, { options, problem }) {
    for (const { title, box } of plan.tasks) {
      const [marks = ''] = /!+$/.exec(title.value) ?? [];
      const at: Span = { start: title.span.end - marks.length, end: title.span.end };
      if (marks.length > options.most) {
        yield problem(at, 'loud', { marks: marks.length }, { fixes: [safeFix('Whisper', at, '')] });
      }
      const last: Span = { start: title.span.end - 1, end: title.span.end };
      if (title.value.endsWith('?')) {
        const fixes = [suggest('State it', last, '.'), suggest('Leave it bare', last, '')];
        yield problem(last, 'question', {}, { fixes, certainty: 'likely' });
      }
      if (title.value.endsWith('#') && box)
        yield problem(last, 'ticked', {}, { fixes: [safeFix('Tick', box.span, '[x]')] });
      if (title.value.endsWith('%')) throw new Error('no ink');
    }
  },
});

const plan = (title: string) => `# Orders\n\n- [ ] T1: ${title}\n- [ ] T2: Fill it\n`;

/** What is said of a valid case. */
const ofValid = (given: RuleTests['valid'][number]) =>
  ruleTester.failures(calm, { valid: [given], invalid: [] }).map(({ message }) => message);

/** What is said of an invalid case. */
const ofInvalid = (given: unknown) =>
  ruleTester.failures(calm, { valid: [], invalid: [given as InvalidCase] }).map(({ message }) => message);

describe('cases that are right', () => {
  it('are silent', () => {
    expect(ofValid(plan('Write'))).toEqual([]);
    expect(ofValid({ text: plan('Write!!'), options: { most: 2 } })).toEqual([]);
    const loud = { text: plan('Write!!'), output: plan('Write') };
    expect(ofInvalid({ ...loud, findings: 1 })).toEqual([]);
    expect(ofInvalid({ ...loud, findings: [{ messageId: 'loud', data: { marks: 2 } }] })).toEqual([]);
    const place = { line: 3, column: 16, endLine: 3, endColumn: 18, severity: 'error', certainty: 'certain' };
    expect(ofInvalid({ ...loud, findings: [{ message: /^2 .* shout$/, ...place }] })).toEqual([]);
    const suggestions = [{ title: 'State it', output: plan('Write.') }, { output: plan('Write') }];
    expect(
      ofInvalid({ text: plan('Write?'), findings: [{ messageId: 'question', severity: 'warning', suggestions }] }),
    ).toEqual([]);
  });

  it('are read with the path, files, siblings, template and settings that they have', () => {
    const rule = (id: string) => builtIn.find((each) => each.id === id) ?? calm;
    const writing = { text: '# Orders\n\n- [x] T1: Write `src/db.ts`\n- [x] T2: Fill `src/orders.ts`\n' };
    const tried = ruleTester.failures(rule('no-missing-file'), {
      valid: [writing, { ...writing, files: ['src/db.ts', 'src/orders.ts'] }],
      invalid: [{ ...writing, files: ['src/db.ts'], findings: [{ message: /`src\/orders\.ts`/, line: 4 }] }],
    });
    expect(tried).toEqual([]);
    const tasks = {
      text: '# Tasks\n\n- [ ] T001 Write (FR-001)\n- [ ] T002 Read (FR-009)\n',
      path: 'specs/001-a/tasks.md',
    };
    const spec = {
      path: 'specs/001-a/spec.md',
      text: '# Spec\n\n## Requirements\n\n- **FR-001**: Writes\n- **FR-002**: Is read\n',
    };
    const suggestions = [{ output: tasks.text.replace('FR-009', 'FR-002') }];
    expect(
      ruleTester.failures(rule('no-unknown-requirement'), {
        valid: [tasks],
        invalid: [{ ...tasks, siblings: [spec], findings: [{ message: /FR-009/, line: 4, suggestions }] }],
      }),
    ).toEqual([]);
    expect(ofValid({ text: plan('Write'), template: 'chekclist' })).toEqual([
      expect.stringContaining('unknown template `chekclist`') as string,
    ]);
  });
});

describe('cases that are wrong', () => {
  it('say what was found', () => {
    expect(ofValid(plan('Write!!'))).toEqual([
      'should have no findings, but has 1 finding:\n  3:16-18 loud: 2 exclamation marks shout',
    ]);
    expect(ofInvalid({ text: plan('Write'), findings: 1 })).toEqual(['should have 1 finding, but has none']);
    expect(ofInvalid({ text: plan('Write!'), findings: 2, output: plan('Write') })).toEqual([
      'should have 2 findings, but has 1 finding:\n  3:16-17 loud: 1 exclamation marks shout',
    ]);
  });

  it('say each thing that differs', () => {
    const findings = [
      { messageId: 'lous', message: 'Hush', data: { marks: 3 }, line: 4, endColumn: 9, severity: 'warning' },
    ];
    expect(ofInvalid({ text: plan('Write!!'), findings, output: plan('Write') })).toEqual([
      [
        'finding 1: `messageId` should be "lous", but is "loud"',
        'finding 1: `line` should be 4, but is 3',
        'finding 1: `endColumn` should be 9, but is 18',
        'finding 1: `severity` should be "warning", but is "error"',
        'finding 1: `message` should be "Hush", but is "2 exclamation marks shout"',
        'finding 1: `data.marks` should be 3, but is 2',
        'found 1 finding:\n  3:16-18 loud: 2 exclamation marks shout',
      ].join('\n'),
    ]);
  });

  it('say what a fix gives', () => {
    const loud = { text: plan('Write!'), findings: [{ messageId: 'loud' }] };
    const lines = (title: string) => `  | # Orders\n  | \n  | - [ ] T1: ${title}\n  | - [ ] T2: Fill it\n  | `;
    for (const output of [{}, { output: null }]) {
      expect(ofInvalid({ ...loud, ...output })).toEqual([
        `the fix changes the text, so the case needs an \`output\`:\n${lines('Write')}`,
      ]);
    }
    expect(ofInvalid({ ...loud, output: plan('Wrote') })).toEqual([
      `\`output\` should be\n${lines('Wrote')}\nbut is\n${lines('Write')}`,
    ]);
    const asked = { text: plan('Write?'), findings: [{ messageId: 'question' }] };
    expect(ofInvalid(asked)).toEqual([
      expect.stringContaining('finding 1: should have 0 `suggestions`, but has "State it", "Leave it bare"') as string,
    ]);
    const suggestions = [{ title: 'Say it', output: plan('Write.') }, { output: plan('Write!') }];
    expect(ofInvalid({ ...asked, findings: [{ messageId: 'question', suggestions }], output: plan('Write') })).toEqual([
      [
        'finding 1: suggestion 1: `title` should be "Say it", but is "State it"',
        `finding 1: suggestion 2: \`output\` should be\n${lines('Write!')}\nbut is\n${lines('Write')}`,
        'found 1 finding:\n  3:16-17 question: a task is no question',
        '`output` is given, but no fix was applied',
      ].join('\n'),
    ]);
  });

  it('say why a fix was refused, for no fix may tick a box', () => {
    const ticking = { text: plan('Write #'), findings: [{ messageId: 'ticked' }] };
    const [said = ''] = ofInvalid(ticking);
    expect(said).toMatch(/tick/);
    expect(said).not.toContain('needs an `output`');
    expect(ofInvalid({ ...ticking, output: null })).toEqual([]);
  });

  it('say that a rule has fixes of which it says nothing', () => {
    const loud = { text: plan('Write!'), findings: 1, output: plan('Write') };
    const tried = (fixable: 'suggest' | null) =>
      ruleTester.failures({ ...calm, fixable }, { valid: [], invalid: [loud] }).map(({ message }) => message);
    expect(tried('suggest')).toEqual([expect.stringContaining("its `fixable` is not 'safe'") as string]);
    expect(tried(null)).toEqual([expect.stringContaining('its `fixable` is null') as string]);
  });

  it('say that the rule fails', () => {
    expect(ofValid(plan('Write %'))).toEqual(['The rule acme/no-shouting failed: Error: no ink']);
  });

  it.each<[object, string]>([
    [{ text: plan('A!'), findings: [] }, 'where there is none, the case is a valid one'],
    [{ text: plan('A!'), findings: 0 }, 'where there is none, the case is a valid one'],
    [{ text: ['# Orders'], findings: 1 }, '`text` of an invalid case is the text of a plan'],
    [{ text: plan('A!') }, 'an invalid case needs `findings`'],
    [{ text: plan('A!'), finding: [] }, 'an invalid case has no `finding`; did you mean `findings`?'],
    [{ text: plan('A!'), findings: [{ line: 3 }] }, 'finding 1 of `findings` needs a `messageId` or a `message`'],
    [{ text: plan('A!'), findings: [{ mesageId: 'loud' }] }, 'has no `mesageId`; did you mean `messageId`?'],
    [{ text: plan('A!'), findings: ['loud'] }, 'finding 1 of `findings` is an object with `messageId`'],
    [
      { text: plan('A!'), findings: [{ messageId: 'loud', suggestions: 2 }] },
      '`suggestions` of finding 1 of `findings` is a list',
    ],
    [
      { text: plan('A!'), findings: [{ messageId: 'loud', suggestions: [{}] }] },
      'suggestion 1 of finding 1 of `findings` needs `output`',
    ],
    [{ text: plan('A!'), findings: 1, options: { mots: 1 } }, 'mots'],
  ])('say what is wrong with %j', (given, message) => {
    expect(ofInvalid(given)).toEqual([expect.stringContaining(message) as string]);
  });

  it('are none where there are none at all', () => {
    expect(() => ruleTester.run(calm, { valid: [], invalid: [] })).toThrow('there are no cases for `acme/no-shouting`');
  });
});

describe('run', () => {
  const tests: RuleTests = {
    valid: [plan('Write'), { name: 'loud', text: plan('Write!') }],
    invalid: [{ text: plan('Read'), findings: 1 }],
  };

  it('makes a test of each case', () => {
    const made: string[] = [];
    ruleTester.run(calm, tests, {
      describe(name, body) {
        made.push(name);
        body();
      },
      it(name, body) {
        let outcome = 'passes';
        try {
          body();
        } catch (error) {
          outcome = (error as Error).message.split('\n')[0] ?? '';
        }
        made.push(`${name}: ${outcome}`);
      },
    });
    expect(made).toEqual([
      'acme/no-shouting',
      'valid',
      'valid 1: # Orders: passes',
      'loud: should have no findings, but has 1 finding:',
      'invalid',
      'invalid 1: # Orders: should have 1 finding, but has none',
    ]);
  });

  it('throws all that is wrong where there is no runner', () => {
    expect(() => ruleTester.run(calm, tests)).toThrow(
      /^acme\/no-shouting\n\nloud\nshould have no findings, .*\n.*\n\ninvalid 1: # Orders\nshould have 1 finding, but has none$/,
    );
    expect(() => ruleTester.run(calm, { ...tests, valid: [plan('Write')], invalid: [] })).not.toThrow();
  });
});

describe('the example of the documentation', () => {
  const page = readFileSync(join(home, 'docs/plugins.md'), 'utf8');
  const blocks = [...page.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code = '']) => code);
  const rule = blocks.find((code) => code.includes('export const noLargeTask')) ?? '';
  const example = blocks.find((code) => code.includes('ruleTester.run')) ?? '';

  let repository: Repository;
  beforeEach(() => {
    repository = new Repository().install().write('no-large-task.mjs', rule);
  });
  afterEach(() => repository.remove());
  const node = (...args: string[]) => repository.run(process.execPath, args);

  it('passes through the built package', async () => {
    repository.write('rules.test.mjs', example);
    const { code, stdout } = await node('--test', '--test-reporter=tap', 'rules.test.mjs');
    expect(stdout).toMatch(/ok 2 - as many hours as are allowed[^]*^# tests 4$[^]*^# pass 4$/m);
    expect(code).toBe(0);
  });

  it('fails where it is wrong, and says how', async () => {
    repository.write('rules.test.mjs', example.replace('column: 15', 'column: 16'));
    const { code, stdout } = await node('--test', '--test-reporter=tap', 'rules.test.mjs');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^# pass 3\n# fail 1$/m);
    expect(stdout).toContain('finding 1: `column` should be 16, but is 15');
  });

  it('runs at once without a runner, and with a global one', async () => {
    const bare = example.replace(/^import .* from 'node:test';\n/, '').replace(/^ *\{ describe, it \},\n/m, '');
    repository.write('bare.mjs', bare).write('wrong.mjs', bare.replace('line: 4', 'line: 5'));
    expect(await node('bare.mjs')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await node('wrong.mjs')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('finding 1: `line` should be 5, but is 4') as string,
    });
    repository.write(
      'global.mjs',
      `import * as test from 'node:test';\nObject.assign(globalThis, { describe: test.describe, it: test.it });\nawait import('./bare.mjs');\n`,
    );
    expect((await node('global.mjs')).stdout).toContain('# pass 4');
  });
});
