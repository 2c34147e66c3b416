import type { Rule } from '../rule.ts';
import type { InvalidCase, RuleTests, ValidCase } from './cases.ts';
import { failureOfInvalid, failureOfValid, type Failure } from './failures.ts';

/** How tests are written down: what test runners call `describe` and `it`. */
export interface Runner {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => void): unknown;
}

/** Tries rules on plans. */
export interface RuleTester {
  /**
   * Makes a test of each case, with the `describe` and `it` that are given, else with global ones. Where there are none,
   * the cases are tried at once, and an error says all that is wrong.
   */
  run(rule: Rule, tests: RuleTests, runner?: Runner): void;
  /** Tries each case, and gives those that are not as they should be. */
  failures(rule: Rule, tests: RuleTests): Failure[];
}

/** Tries rules on plans: each valid one must have no findings, each invalid one just those that are named. */
export const ruleTester: RuleTester = {
  run(rule, tests, runner = globalRunner()) {
    const { valid, invalid } = casesOf(rule, tests);
    if (!runner) {
      const failures = failuresOf([...valid, ...invalid]);
      if (failures.length === 0) return;
      throw new Error([rule.id, ...failures.map(({ name, message }) => `${name}\n${message}`)].join('\n\n'));
    }
    const { describe, it } = runner;
    const group = (name: string, cases: readonly Case[]) => {
      if (cases.length === 0) return;
      describe(name, () => {
        for (const { name: title, failure } of cases) {
          it(title, () => {
            const message = failure();
            if (message !== undefined) throw new Error(message);
          });
        }
      });
    };
    describe(rule.id, () => {
      group('valid', valid);
      group('invalid', invalid);
    });
  },

  failures(rule, tests) {
    const { valid, invalid } = casesOf(rule, tests);
    return failuresOf([...valid, ...invalid]);
  },
};

/** A case with its name, ready to be tried. */
interface Case {
  readonly name: string;
  readonly failure: () => string | undefined;
}

function casesOf(rule: Rule, { valid, invalid }: RuleTests): { valid: Case[]; invalid: Case[] } {
  if (!Array.isArray(valid) || !Array.isArray(invalid)) throw new TypeError('`valid` and `invalid` are lists of cases');
  if (valid.length + invalid.length === 0) throw new TypeError(`there are no cases for \`${rule.id}\``);
  return {
    valid: (valid as RuleTests['valid']).map((given, index) => {
      const made = typeof given === 'string' ? { text: given } : given;
      return { name: nameOf(made, `valid ${index + 1}`), failure: () => failureOfValid(rule, made) };
    }),
    invalid: (invalid as readonly InvalidCase[]).map((given, index) => ({
      name: nameOf(given, `invalid ${index + 1}`),
      failure: () => failureOfInvalid(rule, given),
    })),
  };
}

/** What a case is called: its own name, or where it stands and how its text begins. */
function nameOf(given: Partial<ValidCase> | undefined, place: string): string {
  if (given?.name !== undefined) return given.name;
  const [, first] = /^\s*(.*)/.exec(given?.text ?? '') ?? [];
  return first ? `${place}: ${first}` : place;
}

function failuresOf(cases: readonly Case[]): Failure[] {
  return cases.flatMap(({ name, failure }) => {
    const message = failure();
    return message === undefined ? [] : [{ name, message }];
  });
}

function globalRunner(): Runner | undefined {
  const { describe, it } = globalThis as { describe?: unknown; it?: unknown };
  return typeof describe === 'function' && typeof it === 'function' ? ({ describe, it } as Runner) : undefined;
}
