import { describe, expect, it } from 'vitest';
import { choice, defineRule, flag, strings, type Plan, type Problem, type Rule } from '../src/rule.ts';

// tsc holds this file as much as vitest does: each `@ts-expect-error` fails to compile where the contract lets something pass.

const about = {
  id: 'no-example',
  description: 'Disallow examples',
  category: 'tasks',
  recommended: 'error',
  strict: 'error',
  drafts: 'warning',
  fixable: null,
} as const;

const span = { start: 0, end: 0 };

const example = defineRule({
  ...about,
  options: {
    allow: strings('Names that are fine'),
    when: choice('When it speaks', ['reached', 'always']),
    loud: flag('Whether it says more', true),
  },
  messages: {
    named: ({ name, count }: { name: string; count: number }) => `\`${name}\` is there ${count} times`,
    plain: () => 'It is there',
  },
  *check(plan, { options, problem }) {
    const allow: readonly string[] = options.allow;
    const when: 'reached' | 'always' = options.when;
    const loud: boolean = options.loud;
    yield problem(plan.root.titleSpan, 'named', { name: [when, ...allow].join(' '), count: loud ? 2 : 1 });
    yield problem(span, 'plain', {}, { certainty: 'likely', related: [{ span, message: 'here' }] });
  },
});

/** What must not compile. Nothing of it is run. */
function mistakes(): Rule[] {
  return [
    defineRule({
      ...about,
      options: { allow: strings('Names that are fine'), when: choice('When it speaks', ['reached', 'always']) },
      messages: { named: ({ name }: { name: string }) => name, plain: () => 'It is there' },
      *check(plan, { options, problem }) {
        // @ts-expect-error a misspelt option
        yield* options.alow;
        // @ts-expect-error a word that the option does not know
        if (options.when === 'sometimes') return;
        // @ts-expect-error a code that no message has
        yield problem(span, 'nmaed', { name: 'a' });
        // @ts-expect-error message data left out
        yield problem(span, 'named');
        // @ts-expect-error message data of another type
        yield problem(span, 'named', { name: 1 });
        // @ts-expect-error misspelt message data
        yield problem(span, 'named', { nmae: 'a' });
        // @ts-expect-error data that the message does not use
        yield problem(span, 'named', { name: 'a', count: 1 });
        // @ts-expect-error data for a message that takes none
        yield problem(span, 'plain', { name: 'a' });
        // @ts-expect-error a certainty that is none
        yield problem(span, 'plain', {}, { certainty: 'maybe' });
        // @ts-expect-error a number where a span belongs
        yield problem(0, 'plain', {});
        // @ts-expect-error a word that the plan lacks
        yield* plan.markdown;
        // @ts-expect-error the plan is read-only
        plan.tasks.push(...plan.prerequisites);
      },
    }),
    defineRule({
      ...about,
      // @ts-expect-error a severity that is none
      recommended: 'warn',
      options: {},
      messages: {},
      *check() {},
    }),
    defineRule({
      ...about,
      // @ts-expect-error a group without a name
      category: 1,
      options: {},
      messages: {},
      *check() {},
    }),
    defineRule({
      ...about,
      options: {},
      messages: {},
      // @ts-expect-error a rule yields problems, not sentences
      *check() {
        yield 'It is there';
      },
    }),
    // @ts-expect-error a rule without a check
    defineRule({ ...about, options: {}, messages: {} }),
  ];
}

describe('defineRule', () => {
  it('lets tsc find the mistakes above', () => {
    expect(mistakes).toBeTypeOf('function');
  });

  const plan = { root: { titleSpan: span } } as Plan;

  it('fills in the defaults of options', () => {
    expect(example.parseOptions(undefined)).toEqual({ allow: [], when: 'reached', loud: true });
    expect(example.parseOptions({ when: 'always' })).toEqual({ allow: [], when: 'always', loud: true });
  });

  it('refuses options that it does not know', () => {
    expect(() => example.parseOptions({ alow: [] })).toThrow('alow');
    expect(() => example.parseOptions({ when: 'sometimes' })).toThrow('sometimes');
    expect(() => example.parseOptions({ allow: 'a' })).toThrow('Array');
  });

  it('makes problems out of codes and data', () => {
    const problems: Problem[] = [...example.run(plan, example.parseOptions({ allow: ['a'] }))];
    expect(problems).toEqual([
      {
        ruleId: 'no-example',
        code: 'named',
        data: { name: 'reached a', count: 2 },
        message: '`reached a` is there 2 times',
        span,
        certainty: 'certain',
        related: [],
        fixes: [],
      },
      {
        ruleId: 'no-example',
        code: 'plain',
        data: {},
        message: 'It is there',
        span,
        certainty: 'likely',
        related: [{ span, message: 'here' }],
        fixes: [],
      },
    ]);
  });

  it('keeps no state: two runs are one run twice', () => {
    const run = () => [...example.run(plan, example.parseOptions({}))];
    expect(run()).toEqual(run());
  });
});
