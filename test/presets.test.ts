import { describe, expect, it } from 'vitest';
import { lintText, rules, UsageError, type LintOptions } from '../src/index.ts';

/** A gap between tasks, which `strict` alone reports, and an unknown dependency. */
const plan = `# Plan

- [ ] T001 Dig
- [ ] T002 Plant
- [ ] T004 Water (depends on T005)
`;

function found(options: LintOptions): string[] {
  return lintText(plan, options).findings.map(({ severity, ruleId }) => `${severity} ${ruleId}`);
}

describe('presets', () => {
  it('begin with the recommended severities', () => {
    expect(found({})).toEqual(['error no-unknown-dependency']);
    expect(found({ preset: 'recommended' })).toEqual(found({}));
  });

  it('add the rest with `strict`, and leave all out with `none`', () => {
    const both = ['warning no-misnumbered-task', 'error no-unknown-dependency'];
    expect(found({ preset: 'strict' }).toSorted()).toEqual(both.toSorted());
    expect(found({ preset: 'none' })).toEqual([]);
  });

  it('give way to what is set for a rule', () => {
    expect(found({ preset: 'none', rules: { 'no-misnumbered-task': 'error' } })).toEqual(['error no-misnumbered-task']);
    expect(found({ preset: 'strict', rules: { 'no-misnumbered-task': 'off' } })).toEqual([
      'error no-unknown-dependency',
    ]);
    expect(found({ preset: 'none', only: ['no-misnumbered-task'] })).toEqual(['warning no-misnumbered-task']);
  });

  it('are known by name', () => {
    const wrong = () => found({ preset: 'strikt' as 'strict' });
    expect(wrong).toThrow(UsageError);
    expect(wrong).toThrow('unknown preset `strikt` in the option `preset`; did you mean `strict`?');
  });

  it('never say less in `strict` than in `recommended`', () => {
    const rank = { error: 2, warning: 1 };
    const less = rules.filter(
      ({ recommended, strict }) => recommended && (!strict || rank[strict] < rank[recommended]),
    );
    expect(less).toEqual([]);
  });
});
