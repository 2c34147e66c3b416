import { describe, expect, it } from 'vitest';
import { lint, lintText, type LintOptions } from '../src/engine/library.ts';
import { parseRuleArgument } from '../src/engine/rule-argument.ts';
import { lintDocument } from '../src/engine/lint.ts';
import { activeRules, type RuleChoice } from '../src/engine/settings.ts';
import { UsageError } from '../src/engine/usage.ts';
import { safeFix } from '../src/problem.ts';
import {
  defineRule,
  flag,
  strings,
  type Certainty,
  type Rule,
  type RuleDefinition,
  type Severity,
} from '../src/rule.ts';

const nothing = { category: 'tasks', recommended: 'error', strict: 'error', drafts: 'error', fixable: null } as const;

/** A rule that points at every place where a word stands. */
function finds(
  word: string,
  about: Partial<Pick<RuleDefinition<never, never>, 'id' | 'recommended' | 'strict' | 'drafts'>> & {
    certainty?: Certainty;
  } = {},
): Rule {
  const { certainty = 'certain', ...rest } = about;
  return defineRule({
    ...nothing,
    id: `no-${word}`,
    description: `Disallow ${word}`,
    ...rest,
    options: { allow: strings('Not these'), loud: flag('Shout', false) },
    messages: { found: ({ text }: { text: string }) => `\`${text}\` is here` },
    *check({ source }, { options, problem }) {
      for (const match of source.text.matchAll(new RegExp(word, 'gi'))) {
        if (options.allow.includes(match[0])) continue;
        const text = options.loud ? match[0].toUpperCase() : match[0];
        yield problem({ start: match.index, end: match.index + word.length }, 'found', { text }, { certainty });
      }
    },
  });
}

function lintWith(text: string, plugins: readonly Rule[], options: LintOptions = {}) {
  return lintText(text, { plugins, only: plugins.map((rule) => rule.id), ...options }).findings;
}

const severities = (text: string, rule: Rule, options?: LintOptions) =>
  lintWith(text, [rule], options).map((finding) => finding.severity);

describe('severity', () => {
  it('is the recommended one, or what is set', () => {
    expect(severities('a fox', finds('fox'))).toEqual(['error']);
    expect(severities('a fox', finds('fox', { recommended: 'warning' }))).toEqual(['warning']);
    for (const [word, stamped] of [
      ['warning', 'warning'],
      ['warn', 'warning'],
      [1, 'warning'],
      ['error', 'error'],
      [2, 'error'],
    ] as const) {
      expect(severities('a fox', finds('fox'), { rules: { 'no-fox': word } })).toEqual([stamped]);
    }
  });

  it.each(['off', 0] as const)('switches off with %s', (off) => {
    const plugins = [finds('fox'), finds('hen')];
    const { findings } = lintText('a fox, a hen', { plugins, rules: { 'no-fox': off } });
    expect(findings.map((finding) => finding.ruleId)).toEqual(['no-hen']);
  });

  it('is at most a warning for what is likely', () => {
    const likely = finds('fox', { certainty: 'likely' });
    expect(severities('a fox', likely)).toEqual(['warning']);
    expect(severities('a fox', likely, { rules: { 'no-fox': 'error' } })).toEqual(['warning']);
  });

  it('is at most what the rule allows for drafts', () => {
    const draft = '# Plan\n\n**Status**: Draft\n\na fox\n';
    expect(severities(draft, finds('fox'))).toEqual(['error']);
    expect(severities(draft, finds('fox', { drafts: 'warning' }))).toEqual(['warning']);
    expect(severities(draft, finds('fox', { drafts: false }))).toEqual([]);
    expect(severities('a fox', finds('fox', { drafts: 'warning' }))).toEqual(['error']);
  });

  it.each<[Severity | false, Severity]>([
    ['error', 'error'],
    ['warning', 'warning'],
    [false, 'warning'],
  ])('of a rule that is off is the one of `strict`, %s, where only that rule runs', (strict, stamped) => {
    const rule = finds('fox', { recommended: false, strict });
    expect(lintText('a fox', { plugins: [rule] }).findings).toEqual([]);
    expect(severities('a fox', rule)).toEqual([stamped]);
  });
});

describe('findings', () => {
  it('come in the order of line, column and rule, each once', () => {
    const twice = finds('fox', { id: 'no-again' });
    const both = {
      ...twice,
      run: (...args: Parameters<Rule['run']>) => [...twice.run(...args), ...twice.run(...args)],
    };
    const findings = lintWith('a hen, a fox\na fox', [finds('hen'), finds('fox'), both]);
    expect(findings.map(({ ruleId, span }) => `${span.start} ${ruleId}`)).toEqual([
      '2 no-hen',
      '9 no-again',
      '9 no-fox',
      '15 no-again',
      '15 no-fox',
    ]);
  });

  it('of a rule that fails are kept, and the failure is one too', () => {
    const fox = finds('fox');
    const failing: Rule = {
      ...fox,
      *run(...args) {
        yield* fox.run(...args);
        throw new TypeError('no hounds');
      },
    };
    const findings = lintWith('a fox, a hen', [failing, finds('hen')]);
    expect(findings.map(({ ruleId, severity, message }) => [ruleId, severity, message])).toEqual([
      ['planvet/internal-error', 'error', 'The rule no-fox failed: TypeError: no hounds'],
      ['no-fox', 'error', '`fox` is here'],
      ['no-hen', 'error', '`hen` is here'],
    ]);
  });

  it('lie inside the text whatever a rule says', () => {
    const fox = finds('fox');
    const far: Rule = {
      ...fox,
      run: (...args) => Array.from(fox.run(...args), (said) => ({ ...said, span: { start: -4, end: 99 } })),
    };
    expect(lintWith('a fox', [far]).map(({ span }) => span)).toEqual([{ start: 0, end: 5 }]);
  });

  it('about the file itself have ids of their own', () => {
    const deep = lintText('> '.repeat(3000));
    expect(deep.findings.map(({ ruleId, severity }) => [ruleId, severity])).toEqual([['planvet/parse-limit', 'error']]);
    expect(deep).not.toHaveProperty('plan');
    const front = lintText('---\na: [\n---\n\n# Plan\n', { only: ['no-mojibake'] });
    expect(front.findings.map(({ ruleId, severity }) => [ruleId, severity])).toEqual([
      ['planvet/invalid-front-matter', 'warning'],
    ]);
  });

  it('of other rules are silent where the rule for blank documents speaks', () => {
    const rules = [finds('fox'), finds('blank', { id: 'no-blank-template' })];
    const said = (text: string, choices: RuleChoice[] = []) =>
      lintDocument({ text, path: 'a.md' }, { rules: activeRules({ choices, rules }) }).findings.map(
        ({ ruleId }) => ruleId,
      );
    expect(said('a fox')).toEqual(['no-fox']);
    expect(said('a fox, blank')).toEqual(['no-blank-template']);
    expect(said('a fox, blank', [{ id: 'no-blank-template', setting: 'off', place: 'here' }])).toEqual(['no-fox']);
  });

  it('keep their fingerprint when lines move, and differ among themselves', () => {
    const plan = '# Plan\n\n## Hunt\n\na fox, a fox\n\n## Yard\n\na fox\n';
    const prints = (text: string) => lintWith(text, [finds('fox')]).map((finding) => finding.fingerprint);
    const before = prints(plan);
    expect(before).toHaveLength(3);
    expect(new Set(before).size).toBe(3);
    for (const print of before) expect(print).toMatch(/^[\da-f]{16}$/);
    expect(prints(plan.replace('a fox, a fox', 'Much more\n\nis said: a fox, a fox'))).toEqual(before);
    expect(prints(plan.replace('## Yard', '## Barn'))[2]).not.toBe(before[2]);
  });

  it('carry their fixes', () => {
    const fox = finds('fox');
    const fixing: Rule = {
      ...fox,
      run: (...args) =>
        Array.from(fox.run(...args), (said) => ({ ...said, fixes: [safeFix('Say hen', said.span, 'hen')] })),
    };
    expect(lintWith('a fox', [fixing])[0]?.fixes).toEqual([
      { title: 'Say hen', safe: true, edits: [{ span: { start: 2, end: 5 }, text: 'hen' }] },
    ]);
  });
});

describe('results', () => {
  it('say how the plan was read', () => {
    const result = lintText('# Plan\n\n- [x] Task 1: A\n- [ ] Task 2: B (depends on Task 1)\n', {
      path: 'docs/plan.md',
    });
    expect(result).toMatchObject({
      path: 'docs/plan.md',
      filePath: 'docs/plan.md',
      lifecycle: 'active',
      template: undefined,
      counts: { tasks: 2, done: 1 },
    });
    expect(Object.keys(result.timings.rules)).toContain('no-placeholder');
  });

  it('come one for each text', () => {
    const inputs = [
      { path: 'a.md', text: 'a fox' },
      { path: 'b.md', text: '' },
    ];
    const results = lint(inputs, { plugins: [finds('fox')] });
    expect(results.map(({ path, findings }) => [path, findings.length])).toEqual([
      ['a.md', 1],
      ['b.md', 0],
    ]);
  });
});

describe('settings', () => {
  it('reach the rules as options', () => {
    const rules = { 'no-fox': ['warning', { allow: ['Fox'], loud: true }] } as const;
    const findings = lintWith('a Fox, a fox', [finds('fox')], { rules });
    expect(findings.map(({ severity, message }) => [severity, message])).toEqual([['warning', '`FOX` is here']]);
  });

  it('keep earlier options where a later one sets the severity alone', () => {
    const choices = [
      { id: 'no-fox', setting: ['error', { loud: true }], place: 'a' },
      { id: 'no-fox', setting: 'warning', place: 'b' },
    ];
    const [active] = activeRules({ choices, rules: [finds('fox')] });
    expect(active).toMatchObject({ severity: 'warning', options: { loud: true, allow: [] } });
  });

  it('of a release make gates due, and switch nothing on', () => {
    const of = (choices: { id: string; setting: unknown; place: string }[]) =>
      activeRules({ choices, release: true }).find(({ rule }) => rule.id === 'no-unchecked-gate');
    expect(of([])?.options).toEqual({ when: 'always' });
    expect(of([{ id: 'no-unchecked-gate', setting: 'off', place: 'here' }])).toBeUndefined();
  });

  it.each<[string, string]>([
    ['no-foxx: error', "unknown rule `no-foxx` in --rule 'no-foxx: error'; did you mean `no-fox`?"],
    [
      'no-fox: loud',
      "unknown severity `loud` for `no-fox` in --rule 'no-fox: loud': it is `off`, `warning` or `error`",
    ],
    ['no-fox: eror', "unknown severity `eror` for `no-fox` in --rule 'no-fox: eror'; did you mean `error`?"],
    ['no-fox: 3', "unknown severity `3` for `no-fox` in --rule 'no-fox: 3': it is `off`, `warning` or `error`"],
    ['no-fox:', "no severity for `no-fox` in --rule 'no-fox:': it is `off`, `warning` or `error`"],
    ['no-fox: [error, {alow: []}]', 'unknown option `alow` of `no-fox` in'],
    ['no-fox: [error, {loud: 1}]', 'option `loud` of `no-fox` in'],
    ['no-fox: [error, [loud]]', 'the options of `no-fox` in'],
    ['no-fox: [error, {}, {}]', 'too much for `no-fox` in'],
    ['no-fox', 'is no pair of rule and severity'],
    ['{no-fox: off, no-hen: off}', 'is not one pair'],
    ['no-fox: [', 'is not valid YAML'],
    ['planvet/parse-limit: off', 'cannot be switched off'],
  ])('refuse --rule %j', (text, message) => {
    const call = () => activeRules({ choices: [parseRuleArgument(text)], rules: [finds('fox')] });
    expect(call).toThrow(UsageError);
    expect(call).toThrow(message);
  });

  it('refuse a template that nobody knows', () => {
    expect(() => lintText('', { template: 'chekclist' })).toThrow(
      'unknown template `chekclist` in the option `template`; did you mean `checklist`?',
    );
  });
});
