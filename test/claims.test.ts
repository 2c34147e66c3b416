import { describe, expect, it } from 'vitest';
import { lintText, type Claim } from '../src/index.ts';

/*
 * Statements in figures, each in a plan of five tasks in two phases of which three are done: what they are read as, wherever they
 * stand and in whatever language.
 */

const plan = (before: string, behind: string) => `# Kiln

${before}

## Phase 1: Bricks

- [x] T1 Order (2h)
- [x] T2 Stack (3h)

## Phase 2: Burner

- [x] T3 Gas (1h)
- [ ] T4 Valve (1h)
- [ ] T5 Test (1h)

## Summary

${behind}
`;

/** `kind of scope: figures`, with `!` where the plan says otherwise and `?` where nothing measures it. */
function written(claim: Claim, text: string): string {
  const of = (claim.scope.phase?.name ?? claim.scope.kind).toLowerCase();
  switch (claim.kind) {
    case 'task-count': {
      const holds = claim.counts.some(({ count }) => count === claim.stated.value);
      return `count of ${of}: ${claim.stated.value}${claim.counts.length === 0 ? '?' : holds ? '' : '!'}`;
    }
    case 'progress': {
      const figures = [
        claim.done && `${claim.done.value}/${claim.total?.value ?? ''}`,
        claim.percent && `${claim.percent.value}%`,
      ];
      const isWrong =
        claim.wrong.length > 0 || (claim.complete && claim.counts.every(({ done, total }) => done < total));
      const said = claim.complete ? ['all'] : figures.filter((figure) => figure !== undefined);
      return `progress of ${of}: ${said.join(' ')}${claim.counts.length === 0 ? '?' : isWrong ? '!' : ''}`;
    }
    case 'effort':
      return `effort of ${of}: ${claim.stated.text}${claim.sums.length === 0 ? '?' : ''}`;
    case 'current-phase':
      return `current: ${claim.stated?.name ?? ''}${claim.wrong ? '!' : ''}`;
    case 'critical-path':
      return `path: ${claim.stops.map(({ span }) => text.slice(span.start, span.end)).join(' ')}`;
  }
}

function claimsIn(text: string): string[] {
  return (lintText(text).plan?.claims ?? []).map((claim) => written(claim, text));
}

const statements: readonly (readonly [string, readonly string[]])[] = [
  ['**Total tasks**: 6', ['count of plan: 6!']],
  ['This plan has 5 tasks in 3 phases.', ['count of plan: 5', 'count of plan: 3!']],
  ['Dieser Plan umfasst 6 Aufgaben in 2 Phasen.', ['count of plan: 6!', 'count of plan: 2']],
  ['El plan consta de 6 tareas divididas en 2 phases.', ['count of plan: 6!', 'count of plan: 2']],
  ['Ce plan comporte 5 tâches.', ['count of plan: 5']],
  ['Этот план содержит 6 задач.', ['count of plan: 6!']],
  ['本计划包含 6 个任务。', ['count of plan: 6!']],
  ['3 of 5 tasks are complete so far.', ['progress of plan: 3/5']],
  ['So far 4 of the 5 tasks have been completed.', ['progress of plan: 4/5!']],
  ['Von 5 Aufgaben sind 4 erledigt.', ['progress of plan: 4/5!']],
  ['**Progreso:** 3/5 tareas completadas (60%)', ['progress of plan: 3/5 60%']],
  ['**当前进度**：4/5 任务完成', ['progress of plan: 4/5!']],
  ['**전체 진행률**: 80% (5개 작업 중 4개 완료)', ['progress of plan: 4/5 80%!']],
  ['**Phase 1**: 2 tasks ✅ 1 completed', ['count of phase 1: 2', 'progress of phase 1: 1/2!']],
  ['3 done, 1 open', ['progress of plan: 3/', 'count of plan: 1!']],
  ['All tasks are done.', ['progress of plan: all!']],
  ['Toutes les tâches de la phase 1 sont terminées.', ['progress of phase 1: all']],
  ['Es sind noch 3 Aufgaben offen.', ['count of plan: 3!']],
  ['Осталось 2 задачи.', ['count of plan: 2']],
  ['**First batch**: 4 tasks (Phase 1 + Phase 2)', ['count of tasks: 4!']],
  ['**Total tasks**: 6 (3 old + 3 Phase 2 tasks)', ['count of plan: 6!']],
  ['**Phase 1 Progress**: Phase 2 under way (2/3 tasks ✅)', ['progress of phase 2: 2/3!']],
  ['**Total hours**: 9', ['effort of plan: 9']],
  ['The critical path runs through T1 → T2 → T4.', ['path: T1 T2 T4']],
  ['**Current phase:** Phase 1', ['current: Phase 1!']],
  ['**Completed Phases**: Phase 1 (Bricks), Phase 2 (Burner)', ['progress of tasks: all!']],
  ['**완료된 Phase**: Phase 1 (벽돌)', ['progress of phase 1: all']],
  ['**Completed**: 2026-03-02 (Phases 1, 2)', ['progress of tasks: all!']],
  ['**Phase 2 (Burner)**: 3 tasks ✅ done', ['count of phase 2: 3', 'progress of phase 2: all!']],
  ['**Phase 2 deliverables**: ✅ all complete', ['progress of phase 2: all!']],
  ['**Phase 3 complete**: the lid', ['progress of unknown: all?']],
  ['T1-T4 of the plan are complete.', ['progress of tasks: all!']],
  ['**Next phase**: Phase 2', ['current: Phase 2']],
  ['**Next phase**: Phase 1', ['current: Phase 1!']],
  ['**Tests**: 95% (19/20 checks)', ['progress of unknown: 19/20 95%?']],
  ['**Features split**: 4 features', ['count of unknown: 4?']],
  ['**Remaining**: 2 outside tasks for the kiln', ['count of plan: 2?']],
];

describe('claims', () => {
  it.each(statements)('%s, at the head of a plan', (statement, expected) => {
    expect(claimsIn(plan(statement, 'Bricks last.'))).toEqual(expected);
  });

  // Phase 1 is done, phase 2 has begun: both may be meant.
  it.each([
    ['(1 of 2 phases)', '1/2'],
    ['(two of two phases)', '2/2'],
    ['(2 of 2 phases done)', '2/2!'],
    ['(0 of 2 phases)', '0/2!'],
  ])('work in progress %s', (figures, expected) => {
    expect(claimsIn(plan(`**Status**: In progress ${figures}`, ''))).toEqual([`progress of plan: ${expected}`]);
  });

  it.each(statements)('%s, in a summary', (statement, expected) => {
    expect(claimsIn(plan('Bricks first.', `- ${statement}`))).toEqual(expected);
  });

  it('are not read from what speaks of other things', () => {
    const others = [
      'Add 5 tasks to the board.',
      'The script handles 100 tasks per second.',
      'At most 5 tasks may run in parallel.',
      'All tasks must be completed before release.',
      'Once all tasks are done, tag it.',
      'If Phase 2 is complete, open the kiln.',
      'Milestone 1.2 of 24/7 support costs $5.',
    ];
    expect(others.filter((other) => claimsIn(plan(other, `- ${other}`)).length > 0)).toEqual([]);
  });

  it.each([
    ['## Current Phase\n\nPhase 1 is under way.', ['current: Phase 1!']],
    ['## Current Focus\n\n- Phase 2: Burner', ['current: Phase 2']],
    ['## Next Phase\n\nPhase 2 begins in June.', ['current: Phase 2']],
    [
      '## 2026-03-02\n\n- Completed all 2 tasks of Phase 1\n- Completed the plan for Phase 2',
      ['progress of phase 1: all'],
    ],
    ['## Notes\n\nThe next steps are clear.', []],
  ])('are read below a title: %s', (section, expected) => {
    expect(claimsIn(`${plan('Bricks first.', 'Bricks last.')}\n${section}\n`)).toEqual(expected);
  });

  it('are read from a phase that calls itself the current one', () => {
    const text = plan('Bricks first.', 'Bricks last.');
    expect(claimsIn(text.replace('Phase 1: Bricks', 'Phase 1: Bricks (current)'))).toEqual(['current: Phase 1!']);
    expect(claimsIn(text.replace('Phase 2: Burner', 'Phase 2: Burner（当前）'))).toEqual(['current: Phase 2']);
  });

  it('are read from a status that says what the plan is ready for', () => {
    const status = (phase: number) => plan(`**Status**: Ready for Phase ${phase}`, 'Bricks last.');
    expect(claimsIn(status(1))).toEqual(['current: Phase 1!']);
    expect(claimsIn(status(2))).toEqual(['current: Phase 2']);
  });

  it('are read from front matter', () => {
    const text = `---\ntotal_tasks: 5\ncompleted_tasks: 2\nopen_tasks: 2\nprogress: 60\n---\n${plan('Bricks first.', 'Bricks last.')}`;
    expect(claimsIn(text)).toEqual([
      'count of plan: 5',
      'progress of plan: 2/!',
      'count of plan: 2',
      'progress of plan: 60%',
    ]);
  });
});
