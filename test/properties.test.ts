import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fix, lintText } from '../src/index.ts';
import { readPlan } from '../src/model/read.ts';
import type { LintResult, Preset } from '../src/index.ts';
import { losses, ticksIn } from './untouched.ts';

/** Lines that mean something to planvet; plans of any of them in any order have to be read. */
const LINES = [
  '# Plan: Bakery',
  '## Phase 1: Oven',
  '## Phase 2: Shop ✅',
  '### Task 1.1: Bricks',
  '### Task 1.2: Chimney (DONE)',
  '#### Step 1: Mix',
  '### Phase 1 Completion Criteria',
  '## Open Questions',
  '## Dependencies',
  '**Status**: Draft',
  '**Status**: Completed',
  '**Dependencies**: Task 1.1, Task 1.9',
  '**Dependencies**: All previous tasks',
  '**Estimated Time**: 2 hours  ',
  '**Total Estimated Time**: 25 hours',
  '**Completion**: 40% (4/10 tasks completed)',
  '**Critical Path**: Task 1.1 → Task 1.2',
  '- [ ] **Task 3: Dough**',
  '- [x] **Task 3: Dough**',
  '  - [ ] rest for an hour',
  '  - _Effort: 3 hours | Dependencies: Task 3_',
  '- [ ] T014 [P] [US1] Shelf in `shop.ts` (depends on T013)',
  '- [ ]* 2.4 Optional sign',
  '- [] no space',
  '- [ ]no space',
  '-[ ] no space before it',
  '  - [ x ] too much space',
  'Coverage â‰¥80%',
  '- [-] dropped',
  '- [~] begun',
  '[ ] no marker',
  '1. [ ] numbered',
  '+ [X] plus',
  '| ID | Task | Status | Depends on |',
  '|----|------|--------|------------|',
  '| A1 | Flour | [x] | — |',
  '| A2 | Salt ✅ | Done | A1 |',
  '[Feature Name] and {{name}} and <Your name>',
  'High/Med/Low',
  '- [X] days of effort',
  '- [Metric]: [Value]',
  '> **Note**: `- [ ]` is code',
  '<details><summary>More</summary>',
  '- [ ] hidden work',
  '</details>',
  '<!-- - [ ] commented -->',
  '<!-- planvet-disable-next-line no-placeholder -- because -->',
  '  <!-- planvet-disable-line -->',
  '<!-- planvet-disable no-unknown-dependency, no-such-rule -->',
  'Words <!-- planvet-enable --> and <!-- planvet-disble --> more',
  '> <!-- planvet-disable-file',
  '<!--',
  '-->',
  '```md',
  '```',
  '---',
  'title: x',
  '\tindented',
  '任务 1.1：烤面包 [x] 完成',
  '🚀 **Goal:** 40 loaves \uD83D lone',
  '',
  '',
];

const parameters = { seed: 20261121, numRuns: 300 };
const documents = fc.array(fc.constantFrom(...LINES), { maxLength: 30 }).map((lines) => lines.join('\n'));
const nonsense = fc.string({ unit: 'binary', maxLength: 200 });

function said({ source, findings }: LintResult): string[] {
  return findings.map(({ span, ruleId, severity, message }) => {
    const { line, column } = source.positionAt(span.start);
    return `${line}:${column} ${ruleId} ${severity} ${message.replaceAll('\r', '')}`;
  });
}

test('any text is read without an error of planvet, twice the same, with spans inside it', () => {
  fc.assert(
    fc.property(fc.oneof(documents, nonsense), (text) => {
      const result = lintText(text, { path: 'plan.md' });
      expect(said(result).filter((line) => line.includes('internal-error'))).toEqual([]);
      expect(said(lintText(text, { path: 'plan.md' }))).toEqual(said(result));
      for (const { span, related, fixes } of result.findings) {
        const spans = [
          span,
          ...related.map((place) => place.span),
          ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.span)),
        ];
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(result.source.text.length);
        }
      }
    }),
    parameters,
  );
});

test('line ends and byte order marks change nothing', () => {
  fc.assert(
    fc.property(documents, (text) => {
      const plain = said(lintText(text, { path: 'plan.md' }));
      expect(said(lintText(text.replaceAll('\n', '\r\n'), { path: 'plan.md' }))).toEqual(plain);
      expect(said(lintText(`\uFEFF${text}`, { path: 'plan.md' }))).toEqual(plain);
    }),
    parameters,
  );
});

test('fixes leave all else alone, bring nothing up, tick nothing, and have nothing left to do', () => {
  let count = 0;
  fc.assert(
    fc.property(documents, fc.boolean(), fc.constantFrom('recommended', 'strict'), (text, unsafe, preset) => {
      const options = { path: 'plan.md', preset: preset as Preset, unsafe };
      const before = lintText(text, options);
      const { output, fixed, remaining } = fix(text, options);
      count += fixed.length;
      expect(losses(text, output)).toEqual([]);
      expect(ticksIn(output)).toBeLessThanOrEqual(ticksIn(text));
      expect(remaining.findings.length).toBeLessThanOrEqual(before.findings.length - fixed.length);
      expect(fix(output, options)).toMatchObject({ output, fixed: [] });
      expect(fix(text.replaceAll('\n', '\r\n'), options).output).toBe(output.replaceAll('\n', '\r\n'));
    }),
    parameters,
  );
  expect(count).toBeGreaterThan(100);
});

/** Checkbox-looking tokens, counted without a Markdown parser: good only for text without code and comments. */
function tokens(text: string): number {
  return text.match(/(?<=^|[\s|*_]|^[ \t]*[-+*])\[(?:[ \t]*[xX]?[ \t]*|[~/!-])\](?!\()/gm)?.length ?? 0;
}

test('no box is left behind', () => {
  const plain = LINES.filter((line) => !/`|<!--|-->|\t|^---$|^title: |^\[[ X]|details/.test(line));
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...plain), { maxLength: 30 }), (lines) => {
      const text = lines.join('\n');
      expect(readPlan(text).plan?.boxes.length).toBe(tokens(text));
    }),
    parameters,
  );
});

test('every box has an owner or a reason in our own plans', () => {
  const folder = join(import.meta.dirname, '../fixtures/plans');
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.md'))) {
    const { plan } = readPlan(readFileSync(join(folder, name), 'utf8'), { path: name });
    const steps = plan?.tasks.flatMap((task) => task.steps.map(({ box }) => box)) ?? [];
    const own = plan?.boxes.filter(({ kind }) => kind === 'step') ?? [];
    expect(new Set(steps.filter(({ kind }) => kind === 'step'))).toEqual(new Set(own));
    const items = plan?.gates.flatMap(({ items }) => items.map(({ box }) => box)) ?? [];
    expect(items.length).toBe(plan?.boxes.filter(({ kind }) => kind === 'gate-item' || kind === 'metric').length);
  }
});
