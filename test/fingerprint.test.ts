import { describe, expect, it } from 'vitest';
import { lintText } from '../src/index.ts';

const plan = `# Bulk export

## Overview

Written by [Author Name].

## Tasks

### Phase 1: Make

- [x] **Task 1: Write the export**
  - _Dependencies: Task 9_
- [ ] **Task 2: Test the export**
  - _Dependencies: Task 8_

### Phase 2: Use

- [ ] **Task 3: Ship the export** by TBD or [Somebody Else]

## Definition of Done

- [x] Reviewed
- [ ] Released by [Second Reader]
`;

/** The fingerprints of a text's findings by what they are about. */
function prints(text: string): Map<string, string> {
  const { findings } = lintText(text);
  return new Map(findings.map(({ fingerprint, message }) => [message, fingerprint]));
}

const before = prints(plan);

/** Changes of a plan that leave its findings what they are. */
const changes: readonly [what: string, from: string | RegExp, to: string][] = [
  ['lines move', '## Overview\n', '## Overview\n\nMore is said.\n\nAnd more.\n'],
  ['a neighbour has another title', '### Phase 2: Use', '### Phase 2: Roll out'],
  ['a section is added before', '## Tasks\n', '## Background\n\nThere was none.\n\n## Tasks\n'],
  ['a finding is added before', '## Overview\n', '## Overview\n\nAsk {{team_channel}}.\n'],
  ['a finding is added behind', '- [x] Reviewed\n', '- [x] Reviewed\n- [ ] Seen by {{reader}}\n'],
  ['a task is added before', '- [x] **Task 1:', '- [ ] **Task 0: Ask around**\n- [x] **Task 1:'],
  ['the line ends change', /\n/g, '\r\n'],
  ['the text is indented otherwise', /\n {2}- _/g, '\n    - _'],
];

describe('a fingerprint', () => {
  it('is 16 hex digits, and one for each finding', () => {
    expect(before.size).toBeGreaterThan(4);
    expect(new Set(before.values()).size).toBe(before.size);
    for (const print of before.values()) expect(print).toMatch(/^[\da-f]{16}$/);
  });

  it.each(changes)('stays where %s', (_, from, to) => {
    const changed = plan.replace(from, to);
    expect(changed).not.toBe(plan);
    const after = prints(changed);
    expect([...before].map(([message]) => [message, after.get(message)])).toEqual([...before]);
  });

  it('is another one in another task or section, and for a second finding of the same text', () => {
    const moved = prints(plan.replace('## Overview', '## Summary'));
    expect([...moved.values()].filter((print) => ![...before.values()].includes(print))).toHaveLength(1);
    const twice = lintText('# Plan\n\nBy {{who}} or {{who}}.\n').findings.map(({ fingerprint }) => fingerprint);
    expect(new Set(twice).size).toBe(2);
  });
});
