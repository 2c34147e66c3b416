import { describe, expect, it } from 'vitest';
import { readPlan } from '../src/model/read.ts';
import type { Plan } from '../src/model/plan/plan.ts';

function planOf(text: string, path?: string): Plan {
  const { plan } = readPlan(text, path === undefined ? {} : { path });
  if (!plan) throw new Error('it was not read');
  return plan;
}

const seen = (text: string, path?: string) => {
  const { unreadable, source } = planOf(text, path);
  return unreadable.map(({ kind, span, count }) => `${source.lineAt(span.start)} ${kind} ${count}`);
};

const boxed = ['T001', 'T002', 'T003', 'T004', 'T005'].map((id) => `- [ ] ${id} Mark buoy\n`).join('');
const phases = (rest: string) => `# Ferry\n\n## Phase 1: Harbour\n\n${boxed}\n## Phase 2: Boats\n\n${rest}\n`;

describe('what Markdown does not read', () => {
  it.each([
    ['a fence that is never closed over tasks', '# Ferry\n\n~~~\ncode\n\n### Task 1: Dredge\n', ['3 unclosed-fence 1']],
    ['one over boxes', '# Ferry\n\n```sh\nls\n\n- [ ] Dredge\n- [x] Mark\n', ['3 unclosed-fence 2']],
    ['one over nothing but code', '# Ferry\n\n```sh\nls\n# a comment\n', []],
    [
      'one in which only the last line looks like its end',
      '# Ferry\n\n````\n### Task 1: Dredge\n```\n',
      ['3 unclosed-fence 1'],
    ],
    ['a closed one', '# Ferry\n\n```\n### Task 1: Dredge\n```\n', []],
    [
      'one inside another, and tasks behind them',
      '# Ferry\n\n```md\n```sh\nls\n```\n```\n\n### Task 1: Dredge\n\n```\nls\n```\n',
      ['3 nested-fence 1'],
    ],
    ['two closed ones side by side', '# Ferry\n\n```sh\nls\n```\n\n```\n### Task 1: Dredge\n```\n', []],
    ['a heading without its space', '# Ferry\n\n###Task 1: Dredge\n', ['3 heading-space 1']],
    ['one right below a sentence', '# Ferry\n\nIt floats.\n##Task 1: Dredge\n', ['4 heading-space 1']],
    ['a number and a tag', '# Ferry\n\n#12 is a berth, #tag and C## are words.\n', []],
    ['signs in an item', '# Ferry\n\n- ##Task 1\n', []],
    ['bullets with ids among boxes', phases('- T006 Buy\n- T007 Hire'), ['13 no-boxes 2']],
    ['a single one', phases('- T006 Buy'), []],
    ['bullets that list tasks again', phases('- T001 Buy\n- T002 Hire'), []],
    ['bullets with ids of another sort', phases('- ADR-006 Buy\n- ADR-007 Hire'), []],
    ['bullets that are a gate', phases('### Completion Criteria\n\n- T006 Buy\n- T007 Hire'), []],
    ['a list with another item in it', phases('- T006 Buy\n- Hire\n- T007 Sail'), []],
  ])('%s', (_, text, expected) => {
    expect(seen(text)).toEqual(expected);
  });

  it('are headings of requirements in OpenSpec and nowhere else', () => {
    const text = '# Ferry\n\n## Requirement: Timetable\n\n### Scenario: Fog\n\nIt stays.\n';
    expect(seen(text)).toEqual([]);
    expect(seen(text, 'openspec/specs/ferry/spec.md')).toEqual(['3 requirement 1', '5 requirement 1']);
  });

  it('is not missing', () => {
    const { unreadIds, graph } = planOf(
      phases('- T006 Buy (needs nothing)\n- T007 Hire\n- [ ] T008 Sail (depends on T006)').replace('- T007 Hire\n', ''),
    );
    expect([...unreadIds]).toEqual(['t006']);
    expect(graph.unknown.map(({ id }) => id)).toEqual(['T006']);
  });
});

describe('what only looks like a box', () => {
  it.each([
    ['[✓] Dredge', 'done', 'look-alike'],
    ['[\u0445] Dredge', 'done', 'look-alike'],
    ['[✗] Dredge', 'unknown', 'look-alike'],
    ['[\u00A0] Dredge', 'open', 'look-alike'],
    ['[\u3000] Dredge', 'open', 'look-alike'],
    ['［x］ Dredge', 'done', 'look-alike'],
    ['［］ Dredge', 'open', 'look-alike'],
    ['-[x] Dredge', 'done', 'two-markers'],
    ['+[ ] Dredge', 'open', 'two-markers'],
  ])('- %s', (text, state, reason) => {
    const { boxes } = planOf(`# Ferry\n\n## Phase 1: Harbour\n\n- [ ] Mark\n- ${text}\n`);
    expect(boxes.map((box) => [box.kind, box.state, box.defect?.reason])).toEqual([
      ['task', 'open', undefined],
      ['malformed', state, reason],
    ]);
  });

  it.each(['[✓](dredge.md)', '[✓]: done', 'Dredge [✓]', '[✓]', '- [x] Dredge', '[a] Dredge'])(
    '- %s does not',
    (text) => {
      const { boxes } = planOf(`# Ferry\n\n## Phase 1: Harbour\n\n- ${text}\n`);
      expect(boxes.filter(({ defect }) => /look|two/.test(defect?.reason ?? ''))).toEqual([]);
    },
  );

  it('is a sign in a legend', () => {
    const { boxes } = planOf('# Ferry\n\n## Legend\n\n- [✓] Done\n- [✗] Dropped\n');
    expect(boxes).toEqual([]);
  });
});
