import { afterAll, describe, expect, it, test } from 'vitest';
import { planStatus, type PlanStatus } from '../src/engine/status/plan-status.ts';
import { hangingOn } from '../src/engine/status/hanging-on.ts';
import { readPlan, type ReadOptions } from '../src/model/read.ts';
import { Folder } from './called.ts';
import { home } from './repository.ts';

function statusOf(text: string, options: ReadOptions = {}): PlanStatus {
  const { plan } = readPlan(text, options);
  if (!plan) throw new Error('not read');
  return planStatus(plan);
}

/** `T1 ready`, `T2 waiting for T1`, `T3 unknown: no-state`. */
function standings({ tasks }: PlanStatus): string[] {
  return Array.from(tasks.values(), ({ task, standing, waits, doubts, outside }) =>
    [
      `${task.key} ${standing}`,
      ...waits.map(({ name, kind, by }) => `${by === 'own' ? '' : `${by} `}${kind} ${name}`),
      ...doubts.map(({ reason, text }) => `${reason} ${text}`),
      ...outside.map(({ text }) => `outside ${text}`),
    ].join(', '),
  );
}

const list = (...items: string[]) => `# Shed\n\n## Phase 1: Loans\n\n${items.map((item) => `- ${item}\n`).join('')}`;

describe('a task', () => {
  test.each<[string, string, string[]]>([
    [
      'waits for what is open, and not for what is done or dropped',
      list('[x] T1 Saw', '[-] T2 Sand', '[ ] T3 Oil (depends on T1, T2)', '[ ] T4 Lend (depends on T1, T3)'),
      ['T1 done', 'T2 dropped', 'T3 ready', 'T4 waiting, task T3'],
    ],
    [
      'in progress is so whatever it needs',
      list('[ ] T1 Saw', '[~] T2 Sand (depends on T1)'),
      ['T1 ready', 'T2 in-progress, task T1'],
    ],
    [
      'that needs what is nowhere can start for all that anybody knows',
      list('[ ] T1 Saw', '[ ] T2 Sand', '[ ] T3 Oil (depends on T9)'),
      ['T1 ready', 'T2 ready', 'T3 unknown, unknown-need T9'],
    ],
    [
      'whose need is not filled in is unknown',
      list('[ ] **Task 1: Saw**\n  - Dependencies: [Task ID]', '[ ] **Task 2: Sand**\n  - Dependencies: None'),
      ['1 unknown, unfilled-need [Task ID]', '2 ready'],
    ],
    [
      'on a way round waits for it',
      list('[ ] T1 Saw (depends on T2)', '[ ] T2 Sand (depends on T1)'),
      ['T1 waiting, task T2', 'T2 waiting, task T1'],
    ],
    [
      'that names open work in words nobody reads is unknown',
      list('[ ] T1 Saw', '[ ] T2 Sand, wants T1', '[ ] T3 Oil'),
      ['T1 ready', 'T2 unknown, unread-need T1', 'T3 ready'],
    ],
    [
      'that is blocked says so',
      '# Shed\n\n### Task 1: Saw\n\n**Status**: Blocked\n\n### Task 2: Sand\n\n**Status**: Open\n**Dependencies**: Task 1\n',
      ['1 blocked', '2 waiting, task Task 1'],
    ],
    [
      'without a state is unknown, and so is what needs it',
      '# Shed\n\n### Task 1: Saw\n\n**Effort**: 2 hours\n\n### Task 2: Sand\n\n**Status**: Open\n**Dependencies**: Task 1\n',
      ['1 unknown, no-state Task 1', '2 unknown, need-without-state Task 1'],
    ],
    [
      'may need things that are no tasks',
      list('[ ] **Task 1: Saw**\n  - Dependencies: Sentry account', '[ ] **Task 2: Sand**'),
      ['1 ready, outside Sentry account', '2 ready'],
    ],
  ])('%s', (_, text, expected) => expect(standings(statusOf(text))).toEqual(expected));

  it('waits for what its whole waits for, and stands for its parts', () => {
    const text = `# Shed

- [ ] 1. Loans
  - [ ] 1.1 Saw
- [ ] 2. Returns (depends on 1)
  - [ ] 2.1 Sand
`;
    expect(standings(statusOf(text))).toEqual([
      '1 parts',
      '1.1 ready',
      '2 parts, task 1',
      '2.1 waiting, around task 1',
    ]);
  });

  it('waits for phases that its phase needs', () => {
    const text = `# Shed

## Phase 1: Loans

- [ ] T1 Saw

## Phase 2: Returns

**Depends on**: Phase 1

- [ ] T2 Sand
`;
    expect(standings(statusOf(text))).toEqual(['T1 ready', 'T2 waiting, around phase Phase 1']);
    const done = text.replace('[ ] T1', '[x] T1');
    expect(standings(statusOf(done))).toEqual(['T1 done', 'T2 ready']);
    const gate = done.replace('## Phase 2', '### Phase 1 Completion Criteria\n\n- [ ] Ada agrees\n\n## Phase 2');
    expect(standings(statusOf(gate))).toEqual(['T1 done', 'T2 waiting, around gate Phase 1 Completion Criteria']);
  });

  it('waits for a list that comes before all work, until work has begun', () => {
    const text = `# Shed

## Pre-Implementation Checklist

- [ ] Ada agrees
- [ ] The wood is there

## Phase 1: Loans

- [ ] T1 Saw
- [ ] T2 Sand
`;
    const { tasks, gates, next } = statusOf(text);
    expect(Array.from(tasks.values(), ({ standing }) => standing)).toEqual(['waiting', 'waiting']);
    expect(gates).toMatchObject([{ open: 2, gate: { kind: 'entry' } }]);
    expect(next).toEqual([]);
    expect(standings(statusOf(text.replace('[ ] T1', '[x] T1')))).toEqual(['T1 done', 'T2 ready']);
  });

  it('waits for the one before it where the format has it so', () => {
    const text = '# Shed\n\n- [x] 1. Saw\n- [ ] 2. Sand\n- [ ]* 3. Paint\n- [ ] 4. Oil\n';
    const path = '.kiro/specs/shed/tasks.md';
    expect(standings(statusOf(text, { path }))).toEqual([
      '1 done',
      '2 ready',
      '3 waiting, order task 2',
      '4 waiting, order task 2',
    ]);
    expect(standings(statusOf(text)).at(-1)).toBe('4 ready');
  });
});

describe('a plan', () => {
  it('has a share that is done only where every state is known', () => {
    const plain = list('[x] T1 Saw', '[ ] T2 Sand', '[-] T3 Oil');
    expect(statusOf(plain).tally).toMatchObject({ total: 3, done: 1, dropped: 1, ready: 1, percent: 50 });
    const broken = statusOf(`${plain}- [] T4 Lend\n`);
    expect(broken.unsure).toMatchObject([{ reason: 'broken-box' }]);
    expect(broken.tally.percent).toBeNull();
    const stateless = statusOf('# Shed\n\n### Task 1: Saw\n\n**Effort**: 1 hour\n\n### Task 2: Sand ✅\n\nText.\n');
    expect(stateless.tally).toMatchObject({ total: 2, done: 1, unknown: 1, percent: null });
    expect(stateless.criticalPathLeft).toBeNull();
  });

  it('sums what is left, each estimate once, and leaves out what is optional', () => {
    const text = `# Shed

- [x] **Task 1: Saw**
  - Effort: 8 hours
- [ ] **Task 2: Sand**
  - Effort: 2-3 hours
- [ ] **Task 3: Oil (optional)**
  - Effort: 5 hours
- [ ] **Task 4: Lend**
`;
    expect(statusOf(text).left).toEqual({
      hours: { least: 2, most: 3 },
      points: null,
      withoutEstimate: 1,
      optional: 1,
    });
  });

  it('has a critical path of what is not finished', () => {
    const text = list('[x] T1 Saw', '[ ] T2 Sand (depends on T1)', '[ ] T3 Oil (depends on T2)', '[ ] T4 Buy wax');
    expect(statusOf(text).criticalPathLeft).toMatchObject({
      tasks: [{ key: 'T2' }, { key: 'T3' }],
      length: 2,
      byEffort: false,
    });
  });

  it('says what to take up first: what has begun, then what most hangs on, then in order', () => {
    const text = list(
      '[ ] T1 Buy wax',
      '[ ] T2 Saw',
      '[ ] T3 Sand (depends on T2)',
      '[ ] T4 Oil (depends on T3)',
      '[~] T5 Sweep',
      '[ ] T6 Paint (optional)',
    );
    const { next } = statusOf(`${text}\n## Phase 2: Returns\n\n- [ ] T7 Count\n- [ ] T8 Ask (depends on T7)\n`);
    expect(next.map(({ standing: { task }, hanging }) => `${task.key} ${hanging.unlocks} ${hanging.chain}`)).toEqual([
      'T5 0 1',
      'T2 2 3',
      'T1 0 1',
      'T7 1 2',
      'T6 0 1',
    ]);
  });

  it('has phases with what can start in them', () => {
    const { phases } = statusOf(
      `${list('[x] T1 Saw', '[ ] T2 Sand')}\n## Phase 2: Returns\n\n### Task 3: Count\n\n**Effort**: 1 hour\n`,
    );
    expect(phases.map(({ phase, tally, ready }) => [phase.name, tally.percent, ready.map(({ key }) => key)])).toEqual([
      ['Phase 1', 50, ['T2']],
      ['Phase 2', null, []],
    ]);
  });
});

test('what hangs on work counts nothing twice, and ends on ways round', () => {
  const work = (name: string, ...needs: string[]) => ({ name, needs, hours: 2 });
  const found = hangingOn([
    work('a'),
    work('b', 'a'),
    work('c', 'a'),
    work('d', 'b', 'c'),
    work('e', 'f'),
    work('f', 'e'),
  ]);
  expect(Array.from(found, ([name, { unlocks, chain }]) => `${name} ${unlocks} ${chain}`)).toEqual([
    'a 3 6',
    'b 1 4',
    'c 1 4',
    'd 0 2',
    'e 1 4',
    'f 1 2',
  ]);
});

describe('the commands', () => {
  const folder = new Folder();
  afterAll(() => folder.remove());
  folder.put(
    'docs/plans/shed.md',
    list('[x] T1 Saw', '[ ] T2 Sand', '[ ] T3 Oil (depends on T2)', '[ ] T4 Lend (depends on T9)'),
  );
  folder.put('tasks/TASK-001.md', '# TASK-001: Saw\n\n**Status**: Done\n');
  folder.put('tasks/TASK-002.md', '# TASK-002: Sand\n\n**Status**: Open\n**Depends on**: TASK-003\n');
  folder.put('tasks/TASK-003.md', '# TASK-003: Oil\n\n**Status**: Open\n**Depends on**: TASK-001\n');
  const json = async (...args: string[]) => {
    const { out, code, said } = await folder.planvet([...args, '--json']);
    expect({ code, said }).toEqual({ code: 0, said: [] });
    return JSON.parse(out) as Record<string, { key: string; path: string }[]>;
  };

  it('say it of a plan in words', async () => {
    const about = '1 of 4 tasks done (25 %), 1 can start, 1 waits, 1 unknown';
    expect((await folder.planvet(['status', 'docs/plans/shed.md'])).out.split('\n')).toEqual([
      `docs/plans/shed.md  ${about}`,
      '',
      `  Phase 1: Loans  ${about}`,
      '',
      '  can start  T2: Sand  line 6',
      '  waits      T3: Oil   line 7  for T2 (open)',
      '  unknown    T4: Lend  line 8  T9 is not in this plan',
      '',
      '  critical path left  T2 → T3 (2 tasks)',
      '',
    ]);
    expect((await folder.planvet(['next', 'docs/plans/shed.md'])).out).toContain('can start  T2: Sand');
  });

  it('follow needs from one document of a set into another', async () => {
    const { ready = [], waiting } = await json('next', 'tasks');
    expect(ready).toMatchObject([{ key: 'TASK-003', path: 'tasks/TASK-003.md', unlocks: 1 }]);
    expect(waiting).toMatchObject([
      { key: 'TASK-002', waitsFor: [{ kind: 'task', path: 'tasks/TASK-003.md', line: 1 }] },
    ]);
    expect((await folder.planvet(['next', 'tasks'])).out).toContain('for TASK-003 (open, TASK-003.md)');
    expect(await json('status', 'tasks')).toMatchObject({
      tasks: { total: 3, done: 1, percent: 33 },
      sets: [{ name: 'tasks/' }],
    });
  });

  it('sum up a folder with several plans', async () => {
    const { out } = await folder.planvet(['status']);
    expect(out).toContain('4 files: 2 of 7 tasks done (28 %)');
  });

  it('count a task once that an index and a document of its own are about', async () => {
    const own = await new Folder().planvet(['status', `${home}fixtures/sets/task-files/docs/tasks`, '--json']);
    expect(JSON.parse(own.out)).toMatchObject({ sets: [{ tasks: { total: 4, done: 2, ready: 2 } }] });
  });

  it('say so where there is nothing', async () => {
    expect(await folder.planvet(['next', 'nowhere.md'])).toMatchObject({ code: 2, out: 'no tasks\n' });
    expect((await folder.planvet(['next', 'tasks/TASK-001.md'])).out).toBe('nothing is left to do\n');
  });
});
