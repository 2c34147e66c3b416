import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkConfig } from '../src/engine/config/check.ts';
import { configJsonSchema } from '../src/engine/config/json-schema.ts';
import { parseConfig } from '../src/engine/config/parse.ts';
import { Folder } from './called.ts';
import { block } from './readme.ts';
import { home } from './repository.ts';

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(configJsonSchema());

/** Whether the loader takes a configuration. */
function isTaken(value: unknown): boolean {
  try {
    checkConfig(value, () => 'x:1:1');
    return true;
  } catch (error) {
    if ((error as Error).name === 'UsageError') return false;
    throw error;
  }
}

describe('the JSON Schema', () => {
  it('is what is published', () => {
    expect(JSON.parse(readFileSync(join(home, 'dist/schema.json'), 'utf8'))).toEqual(configJsonSchema());
    const { exports } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { exports: object };
    expect(exports).toMatchObject({ './schema.json': './dist/schema.json' });
  });

  it('takes the example of the README, and so does planvet', async () => {
    const example = block('Configuration', 'jsonc');
    const parsed = parseConfig(example, 'JSONC');
    if ('malformed' in parsed) throw new Error(parsed.malformed);
    expect({ valid: validate(parsed.value), errors: validate.errors }).toEqual({ valid: true, errors: null });
    const folder = new Folder();
    folder
      .put('planvet.config.jsonc', example)
      .put('team.planvet.json', '{}')
      .put('docs/templates/plan.md', '# Plan\n');
    folder.put('docs/plans/rfcs/a.md', '# Plan\n');
    expect(await folder.planvet(['config', 'docs/plans/rfcs/a.md'])).toMatchObject({ code: 0, said: [] });
    folder.remove();
  });

  it('says something about every key', () => {
    const silent: string[] = [];
    const visit = (schema: unknown, way: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      const { properties = {} } = schema as { properties?: Record<string, { description?: string; $ref?: string }> };
      for (const [key, about] of Object.entries(properties)) {
        if (about.description === undefined && about.$ref === undefined) silent.push(`${way}.${key}`);
      }
      for (const [key, inside] of Object.entries(schema)) visit(inside, `${way}.${key}`);
    };
    visit(configJsonSchema(), '');
    expect(silent).toEqual([]);
  });

  it.each<[boolean, unknown]>([
    [true, {}],
    [true, { extends: [], ignore: [], overrides: [], rules: {}, words: {}, tasks: {}, sections: [] }],
    [
      true,
      { rules: { 'no-placeholder': 'warn', 'no-wrong-total': 0, 'no-empty-section': [2], 'no-mojibake': [1, {}] } },
    ],
    [true, { rules: { 'no-placeholder': ['error', { allow: [] }], 'no-unchecked-gate': ['off', { when: 'always' }] } }],
    [false, { rules: { 'no-placeholder': 3 } }],
    [false, { rules: { 'no-placeholder': [] } }],
    [false, { rules: { 'no-placeholder': ['error', null] } }],
    [false, { rules: { 'no-placeholder': ['error', {}, {}] } }],
    [false, { rules: { 'no-placeholder': ['error', { allow: 'x' }] } }],
    [false, { rules: { 'no-placeholder': ['error', { alow: [] }] } }],
    [false, { rules: { 'no-placehodler': 'error' } }],
    [false, { words: { done: [''] } }],
    [false, []],
    [false, null],
  ])('and the loader agree: %s for %j', (right, value) => {
    expect([validate(value), isTaken(value)]).toEqual([right, right]);
  });

  it('and the loader agree on whatever else', () => {
    const text = fc.constantFrom('planvet:strict', './a.json', 'docs/**', 'no-placeholder', 'done', 'off', '');
    const leaf = fc.oneof(text, fc.constantFrom(0, 1, 2, 8, 24, 25, -1, true, null, [], {}));
    const severity = fc.oneof(fc.constantFrom('off', 'warning', 'error', 'warn', 0, 1, 2), leaf);
    const options = fc.oneof(fc.record({ allow: fc.array(leaf, { maxLength: 2 }) }, { requiredKeys: [] }), leaf);
    const setting = fc.oneof(
      severity,
      fc.tuple(severity),
      fc.tuple(severity, options),
      fc.array(leaf, { maxLength: 3 }),
    );
    const rules = fc.oneof(fc.dictionary(fc.constantFrom('no-placeholder', 'no-wrong-total', 'x'), setting), leaf);
    const texts = fc.oneof(fc.array(fc.oneof(text, leaf), { maxLength: 2 }), leaf);
    const words = fc.oneof(fc.dictionary(fc.constantFrom('done', 'risks', 'doen'), texts), leaf);
    const section = fc.oneof(leaf, fc.record({ title: leaf, aliases: texts, x: leaf }, { requiredKeys: [] }));
    const tasks = fc.oneof(fc.record({ external: texts, ids: texts, x: texts }, { requiredKeys: [] }), leaf);
    const numbers = { hoursPerDay: leaf, daysPerWeek: leaf };
    const sections = fc.oneof(fc.array(section, { maxLength: 2 }), leaf);
    const forFiles = { template: leaf, sections, rules, words, tasks, ...numbers };
    const override = fc.oneof(fc.record({ files: texts, ...forFiles }, { requiredKeys: [] }), leaf);
    const overrides = fc.oneof(fc.array(override, { maxLength: 2 }), leaf);
    const top = { $schema: leaf, extends: texts, files: texts, ignore: texts, overrides, plugins: leaf, ...forFiles };
    const config = fc.record(top, { requiredKeys: [] });
    const one = fc.constantFrom(...Object.keys(top)).chain((key) => config.map((all) => pick(all, key)));
    fc.assert(
      fc.property(fc.oneof(config, one), (value) => {
        expect(isTaken(value)).toBe(validate(value));
      }),
      { seed: 20_261_125, numRuns: 2000 },
    );
  });
});

/** Only one key of a configuration: a whole one is rarely right. */
function pick(config: object, key: string): object {
  return Object.fromEntries(Object.entries(config).filter(([name]) => name === key));
}
