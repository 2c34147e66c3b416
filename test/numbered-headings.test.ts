import { expect, test } from 'vitest';
import { readPlan } from '../src/index.ts';

/** The tasks of two numbered headings with the same fields. */
function tasksOf(parent: string, fields: string): (string | undefined)[] {
  const part = (number: string, title: string) => `#### ${number} ${title}\n\n${fields}\n\n- [x] Begin\n- [x] End\n\n`;
  const { plan } = readPlan(`# Robot\n\n### ${parent}\n\n${part('1.1', 'Store')}${part('1.2', 'Report')}`);
  return plan?.tasks.map(({ id }) => id) ?? [];
}

test('parts of a phase with a priority and a length are tasks', () =>
  expect(tasksOf('Phase 1: Memory', '**Timeline**: 4-5 days\n**Priority**: High')).toEqual(['1.1', '1.2']));

test.each([
  ['Phase 1: Memory', '**Priority**: High'],
  ['Phase 1: Memory', '**Timeline**: 4 days\n**Priority**: High\n\n##### 1.1.1 Draw\n\n- [ ] **Task**: Draw it'],
  ['Phase 1: Memory', '**Timeline**: spring\n**Priority**: High'],
  ['Background', '**Timeline**: 4-5 days\n**Priority**: High'],
])('others are not: %s, %s', (parent, fields) => expect(tasksOf(parent, fields)).not.toContain('1.1'));
