import type { Claim } from '../plan/claim.ts';
import type { ReadingEntry } from '../plan/reading.ts';

/** The readings of statements in figures, by what they state. */
export const claimReadings: Readonly<Record<Claim['kind'], ReadingEntry>> = {
  'task-count': {
    id: 'claim.task-count',
    title: 'a stated number of tasks',
    file: 'claims/claim-readings.ts',
    example: '# Ferry\n\n**Total Tasks**: 1\n\n## Phase 1: Harbour\n\n- [ ] Dredge\n',
    counterExample: '# Ferry\n\n**Total Boats**: 1\n\n## Phase 1: Harbour\n\n- [ ] Dredge\n',
  },
  effort: {
    id: 'claim.effort',
    title: 'a stated sum of estimates',
    file: 'claims/claim-readings.ts',
    example: '# Ferry\n\n**Total Estimated Time**: 4 hours\n\n### Task 1: Dredge\n\n**Effort**: 4 hours\n',
    counterExample: '# Ferry\n\n### Task 1: Dredge\n\n**Effort**: 4 hours\n',
  },
  progress: {
    id: 'claim.progress',
    title: 'a stated share of work that is done',
    file: 'claims/claim-readings.ts',
    example: '# Ferry\n\n**Progress**: 50% (1/2 tasks completed)\n\n## Phase 1: Harbour\n\n- [x] Dredge\n- [ ] Mark\n',
    counterExample: '# Ferry\n\n**Depth**: 50%\n\n## Phase 1: Harbour\n\n- [x] Dredge\n- [ ] Mark\n',
  },
  'current-phase': {
    id: 'claim.current-phase',
    title: 'a statement of where the work is',
    file: 'claims/claim-readings.ts',
    example: '# Ferry\n\n**Current Phase**: Phase 1\n\n## Phase 1: Harbour\n\n- [x] Dredge\n- [ ] Mark\n',
    counterExample: '# Ferry\n\n## Phase 1: Harbour\n\n- [x] Dredge\n- [ ] Mark\n',
  },
  'critical-path': {
    id: 'claim.critical-path',
    title: 'a stated chain of tasks that decides how long it takes',
    file: 'claims/claim-readings.ts',
    example:
      '# Ferry\n\n### Task 1: Dredge\n\nA barge.\n\n### Task 2: Mark\n\n**Depends on**: Task 1\n\n## Critical Path\n\nTask 1 → Task 2\n',
    counterExample: '# Ferry\n\n### Task 1: Dredge\n\nA barge.\n\n### Task 2: Mark\n\n**Depends on**: Task 1\n',
  },
};

/** What a column or row of a table states of the parts that its rows are. */
export const columnClaimReading: ReadingEntry = {
  id: 'claim.column',
  title: 'figures in a table of phases or of counts',
  file: 'claims/claim-readings.ts',
  example:
    '# Ferry\n\n| Phase | Tasks |\n| --- | --- |\n| Phase 1 | 2 |\n| Phase 2 | 1 |\n\n## Phase 1: Harbour\n\n- [ ] Dredge\n- [ ] Mark\n\n## Phase 2: Fares\n\n- [ ] Print\n',
  counterExample:
    '# Ferry\n\n| Phase | Boats |\n| --- | --- |\n| Phase 1 | 2 |\n| Phase 2 | 1 |\n\n## Phase 1: Harbour\n\n- [ ] Dredge\n- [ ] Mark\n\n## Phase 2: Fares\n\n- [ ] Print\n',
};
