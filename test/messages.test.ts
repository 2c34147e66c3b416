import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { lintDocument } from '../src/engine/lint.ts';
import { json } from '../src/report/json.ts';
import { pageCases, planCases, setCases } from './cases.ts';

/** A message as `json` writes it. */
interface Written {
  readonly ruleId: string;
  readonly messageId?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly message: string;
}

const options = { stats: false, width: 80, paint: (_: unknown, text: string) => text };
const results = [...pageCases(), ...planCases(), ...setCases()].map(({ document, settings }) =>
  lintDocument(document, settings),
);
const messages = (JSON.parse(json(results, options) ?? '') as { readonly messages: readonly Written[] }[]).flatMap(
  (file) => file.messages,
);
const ofRules = messages.filter(({ ruleId }) => !ruleId.startsWith('planvet/'));

describe('messages in json', () => {
  it('can be made again out of their data', () => {
    const made = ofRules.map(({ ruleId, messageId = '', data }) =>
      rules.find(({ id }) => id === ruleId)?.messages[messageId]?.(data as never),
    );
    expect(ofRules.length).toBeGreaterThan(300);
    expect(made).toEqual(ofRules.map(({ message }) => message));
  });

  it('have data of strings, numbers and truth values, and lists and records of these', () => {
    const depth = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0;
    expect(Math.max(...ofRules.map(({ data }) => depth(data)))).toBeLessThanOrEqual(3);
    // Places have no business in a sentence.
    expect(JSON.stringify(ofRules.map(({ data }) => data))).not.toMatch(/"(?:span|start|children|section)":/);
  });

  it('are each tried by an example', () => {
    const tried = new Set(ofRules.map(({ ruleId, messageId }) => `${ruleId} ${messageId}`));
    const all = rules.flatMap(({ id, messages: codes }) => Object.keys(codes).map((code) => `${id} ${code}`));
    expect(all.filter((code) => !tried.has(code))).toEqual([]);
  });
});
