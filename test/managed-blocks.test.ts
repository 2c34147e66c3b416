import { describe, expect, it } from 'vitest';
import { fix, lintText } from '../src/engine/library.ts';
import { everything } from './drawings.ts';

const graph = '<!-- planvet-graph -->\n';
const status = '<!-- planvet-status -->\n';
const plan = `# Shed

${status}
${graph}
## Phase 1: Floor

- [x] **Task 1: Lay | floor**
- [ ] **Task 2: Paint** (depends on Task 1)

## Phase 2: Roof

- [ ] **Task 3: Tiles** (depends on Task 2)
`;
const options = { preset: 'none', path: 'plan.md' } as const;
const found = (text: string) =>
  lintText(text, options).findings.map(({ ruleId, message, span }) => `${ruleId} ${span.start}: ${message}`);

describe('a managed block', () => {
  const written = fix(plan, options).output;

  it('is written where only its comment stands, and says what the plan says', () => {
    expect(found(plan)).toEqual([
      'planvet/stale-block 8: The status of the plan does not stand here yet',
      'planvet/stale-block 33: The graph of the plan does not stand here yet',
    ]);
    expect(written).toContain(`${status}
**1 of 3 tasks done, 33 %.**

| Phase | Done | Tasks |
| --- | --- | --- |
| Phase 1: Floor | 50 % | 1 of 2 |
| Phase 2: Roof | 0 % | 0 of 1 |

Can start: Task 2: Paint.

<!-- /planvet-status -->
`);
    expect(written).toContain(`${graph}
\`\`\`mermaid
flowchart TB
`);
    expect(written).toContain('```\n\n<!-- /planvet-graph -->\n\n## Phase 1');
    expect(found(written)).toEqual([]);
    expect(fix(written, options).output).toBe(written);
  });

  it('follows the plan, and leaves all else as it is', () => {
    const later = written.replace('- [ ] **Task 2', '- [x] **Task 2');
    expect(found(later)).toEqual([
      'planvet/stale-block 8: The status in this block is not that of the plan any more',
      expect.stringMatching(/^planvet\/stale-block \d+: The graph in this block is not that of the plan any more$/),
    ]);
    const { output } = fix(later, options);
    expect(output).toBe(fix(plan.replace('- [ ] **Task 2', '- [x] **Task 2'), options).output);
  });

  it('is no part of the plan: what stands in it states no needs and has no tasks', () => {
    const before = lintText(plan, options).plan;
    const after = lintText(written, options).plan;
    const inside = written.replace(
      'flowchart TB\n',
      'flowchart TB\n  n0 --> n9\n- [ ] **Task 9: [Name]** (depends on Task 8)\n',
    );
    for (const other of [after, lintText(inside, { path: 'plan.md' }).plan]) {
      expect(other?.graph.edges.map(({ from, to }) => [from.id, to.id])).toEqual([
        ['2', '1'],
        ['3', '2'],
      ]);
      expect(other?.tasks.map(({ id }) => id)).toEqual(before?.tasks.map(({ id }) => id));
      expect(other?.directives).toEqual([]);
    }
    expect(lintText(inside, { path: 'plan.md' }).findings.map(({ ruleId }) => ruleId)).toEqual(['planvet/stale-block']);
  });

  it('keeps the line ends of the file, and can hold the worst titles', () => {
    const windows = fix(plan.replaceAll('\n', '\r\n'), options).output;
    expect(windows).toBe(written.replaceAll('\n', '\r\n'));
    const worst = fix(everything.replace('\n\n', `\n\n${status}\n${graph}\n`), options).output;
    expect(found(worst)).toEqual([]);
    expect(worst).toContain('/planvet-status');
    expect(worst).toContain('/planvet-graph');
  });

  it('is left alone in quotes, in code, and where its comments do not match', () => {
    for (const text of [
      `# A\n\n> ${graph}\n- [ ] Task 1: B\n`,
      `# A\n\n\`\`\`html\n${graph}\`\`\`\n\n- [ ] Task 1: B\n`,
    ])
      expect(found(text).filter((line) => line.includes('stale-block'))).toEqual([]);
    const crossed = `# A\n\n${graph}\nWords.\n\n<!-- /planvet-status -->\n\n- [ ] Task 1: B\n`;
    expect(fix(crossed, options).output).toContain('Words.\n\n<!-- /planvet-status -->');
  });
});
