import type { ReadingEntry } from '../plan/reading.ts';

/** What every example of a place begins with, so that an entry says only what is special. */
const plan = (body: string): string => `# Ferry\n\n${body}\n`;
const work = (body: string): string => plan(`## Phase 1: Harbour\n\n${body}`);

type Row = readonly [id: string, title: string, file: string, example: string, counterExample: string];

const tasks: readonly Row[] = [
  [
    'task.heading',
    'a heading that begins with the id of a task',
    'work/dialects/heading.ts',
    plan('### Task 1: Dredge\n\n- [ ] Hire the barge'),
    plan('### Dredge the harbour\n\nBy the end of May.'),
  ],
  [
    'task.checklist',
    'an item with a box that begins with an id',
    'work/dialects/checklist.ts',
    work('- [ ] T001 Dredge\n- [ ] T002 Mark the channel'),
    work('- [ ] Dredge\n- [ ] Mark the channel'),
  ],
  [
    'task.labelled',
    'an item with a box whose label says that it is work',
    'work/dialects/labelled.ts',
    work('- [ ] **Task**: Dredge\n  - **File**: `harbour.md`'),
    work('- [ ] **Note**: Dredge\n  - **File**: `harbour.md`'),
  ],
  [
    'task.table',
    'a row of a table that has columns for ids or tasks and for their state, effort or needs',
    'work/dialects/table.ts',
    work('| ID | Task | Status |\n| --- | --- | --- |\n| T1 | Dredge | Done |\n| T2 | Mark | Open |'),
    work('| Metric | Now |\n| --- | --- |\n| Depth | 4 m |'),
  ],
  [
    'task.bold',
    'a bold line that is nothing but an id and a title, over what belongs to it',
    'work/dialects/bold.ts',
    work('**TASK-001: Dredge**\n\n- Depth: 6 m\n\n**TASK-002: Mark**\n\n- Buoys: 12'),
    work('**Note: Dredge**\n\n- Depth: 6 m'),
  ],
  [
    'task.plain',
    'a box without an id in a place of work',
    'work/dialects/plain.ts',
    work('- [ ] Dredge'),
    plan('## Completion Criteria\n\n- [ ] Depth measured'),
  ],
  [
    'task.front-matter',
    'an entry of the front matter, or a document that is a task by its front matter',
    'work/dialects/front-matter.ts',
    '---\ntodos:\n  - id: dredge\n    content: Dredge\n    status: pending\n---\n\n# Ferry\n',
    '---\nowner: Ada\n---\n\n# Ferry\n',
  ],
  [
    'task.prerequisite',
    'an item of a section of dependencies that says what it is required for',
    'work/dialects/prerequisite.ts',
    plan('## Task 1: Dredge\n\n- [ ] Hire the barge\n\n## Dependencies\n\n- [ ] **Permit**: required for Task 1'),
    plan('## Task 1: Dredge\n\n- [ ] Hire the barge\n\n## Dependencies\n\n- [ ] **Permit**: from the city'),
  ],
  [
    'task.step',
    'a box inside a task, without an id that makes it a task of its own',
    'work/task-drafts.ts',
    plan('### Task 1: Dredge\n\n- [ ] Hire the barge'),
    work('- [ ] Hire the barge'),
  ],
  [
    'task.optional',
    'a mark that nobody waits for a task',
    'document/optional.ts',
    work('- [ ] T001 Dredge\n- [ ] T002 Paint the quay (optional)'),
    work('- [ ] T001 Dredge\n- [ ] T002 Paint the quay'),
  ],
  [
    'task.parallel',
    'a mark that a task can be done beside others',
    'work/tasks.ts',
    work('- [ ] T001 [P] Dredge\n- [ ] T002 [P] Paint the quay'),
    work('- [ ] T001 Dredge\n- [ ] T002 Paint the quay'),
  ],
  [
    'phase.heading',
    'a heading that begins with the name and number of a phase',
    'work/phases.ts',
    work('- [ ] Dredge'),
    plan('## Harbour\n\n- [ ] Dredge'),
  ],
  [
    'phase.numbered-group',
    'a numbered heading over tasks that carry its number',
    'work/phases.ts',
    plan('## 1. Harbour\n\n- [ ] 1.1 Dredge\n- [ ] 1.2 Mark'),
    plan('## 1. Harbour\n\n- [ ] Dredge\n- [ ] Mark'),
  ],
];

const states: readonly Row[] = [
  [
    'state.status-field',
    'the value of a field for the state',
    'language/state.ts',
    plan('### Task 1: Dredge\n\n**Status**: Done'),
    plan('### Task 1: Dredge\n\n**Status**: see the wiki'),
  ],
  ['state.box', 'a box', 'document/boxes.ts', work('- [x] Dredge'), plan('### Task 1: Dredge\n\n**Status**: Done')],
  [
    'state.front-matter',
    'an entry of the front matter for the state',
    'work/task-state.ts',
    '---\nstatus: done\n---\n\n# Ferry\n',
    '---\nowner: done\n---\n\n# Ferry\n',
  ],
  [
    'state.banner',
    'a line under the title that is nothing but a picture and a state',
    'work/status.ts',
    '# Ferry\n\n> ✅ Completed on 2026-03-09\n\n## Tasks\n\n- [x] Dredge\n',
    '# Ferry\n\n> Completed on 2026-03-09\n\n## Tasks\n\n- [x] Dredge\n',
  ],
  [
    'state.status-column',
    'a cell of a column for the state',
    'work/task-state.ts',
    work('| ID | Task | Status |\n| --- | --- | --- |\n| T1 | Dredge | Done |\n| T2 | Mark | Open |'),
    work('| ID | Task | Effort |\n| --- | --- | --- |\n| T1 | Dredge | 2 h |\n| T2 | Mark | 3 h |'),
  ],
  [
    'state.heading',
    'a mark or word of state at the end of a heading',
    'language/state.ts',
    plan('### Task 1: Dredge ✅\n\nTwo metres.'),
    plan('### Task 1: Dredge\n\nTwo metres ✅'),
  ],
  [
    'state.strike',
    'a title that is struck out, or says in brackets that it was dropped',
    'work/task-state.ts',
    plan('### ~~Task 1: Dredge~~\n\nTwo metres.'),
    plan('### Task 1: Dredge\n\n~~Two metres.~~'),
  ],
  [
    'state.board',
    'a heading that is a state, beside others, over what has it',
    'document/board.ts',
    plan('## To do\n\n- T-1: Dredge\n\n## In progress\n\n- T-2: Mark'),
    plan('## In progress\n\n- T-1: Dredge\n- T-2: Mark'),
  ],
  [
    'state.alias',
    'the box of an item that lists a task again',
    'work/tasks.ts',
    plan(
      '### Task 1: Dredge\n\nTwo metres.\n\n### Task 2: Mark\n\nBuoys.\n\n## Progress\n\n- [x] Task 1: Dredge\n- [ ] Task 2: Mark',
    ),
    plan('### Task 1: Dredge\n\nTwo metres.\n\n### Task 2: Mark\n\nBuoys.'),
  ],
];

const boxes: readonly Row[] = [
  [
    'box.task',
    'a box that is a task',
    'work/task-drafts.ts',
    work('- [ ] Dredge'),
    plan('## Completion Criteria\n\n- [ ] Dry'),
  ],
  [
    'box.step',
    'a box inside a task',
    'work/task-drafts.ts',
    plan('### Task 1: Dredge\n\n- [ ] Hire the barge'),
    work('- [ ] Dredge'),
  ],
  [
    'box.gate-item',
    'a box in a checklist that work has to pass',
    'document/purpose.ts',
    plan('## Completion Criteria\n\n- [ ] Depth measured'),
    work('- [ ] Dredge'),
  ],
  [
    'box.prerequisite',
    'a box of something that is needed first',
    'work/dialects/prerequisite.ts',
    plan('## Task 1: Dredge\n\n- [ ] Barge\n\n## Dependencies\n\n- [ ] **Permit**: required for Task 1'),
    work('- [ ] Dredge'),
  ],
  ['box.risk', 'a box among risks', 'document/purpose.ts', plan('## Risks\n\n- [ ] Storm'), work('- [ ] Dredge')],
  [
    'box.question',
    'a box among open questions',
    'document/purpose.ts',
    plan('## Open Questions\n\n- [ ] Which barge?'),
    work('- [ ] Dredge'),
  ],
  [
    'box.metric',
    'a box that can only be judged later',
    'document/purpose.ts',
    plan('## Success Metrics\n\n- [ ] 400 passengers a day'),
    work('- [ ] Dredge'),
  ],
  [
    'box.choice',
    'boxes of which one is to be chosen',
    'document/purpose.ts',
    plan('## Barge (choose one)\n\n- [ ] Rent\n- [ ] Buy'),
    work('- [ ] Dredge'),
  ],
  [
    'box.legend',
    'boxes that explain marks',
    'work/task-drafts.ts',
    plan('## Legend\n\n- [ ] Not started\n- [x] Completed'),
    work('- [ ] Dredge'),
  ],
  [
    'box.malformed',
    'a token that was meant as a box and is none',
    'document/boxes.ts',
    work('- [ ] Dredge\n- [] Mark'),
    work('- [ ] Dredge'),
  ],
];

const rest: readonly Row[] = [
  [
    'need.field',
    'what the value of a field for dependencies names',
    'needs/references.ts',
    plan('### Task 1: Dredge\n\nA barge.\n\n### Task 2: Mark\n\n**Depends on**: Task 1'),
    plan('### Task 1: Dredge\n\nA barge.\n\n### Task 2: Mark\n\n**See also**: Task 1'),
  ],
  [
    'need.bracket',
    'what the line of a task says in brackets that it depends on',
    'needs/statements.ts',
    work('- [ ] T001 Dredge\n- [ ] T002 Mark (depends on T001)'),
    work('- [ ] T001 Dredge\n- [ ] T002 Mark (like T001)'),
  ],
  [
    'need.statement',
    'what a sentence, a comment, a diagram or a chain of arrows says of who needs whom',
    'needs/statements.ts',
    work('- [ ] T001 Dredge\n- [ ] T002 Mark\n\nT002 depends on T001.'),
    work('- [ ] T001 Dredge\n- [ ] T002 Mark\n\nT002 looks like T001.'),
  ],
  [
    'need.apart',
    'words that say that things go side by side, or that none needs the other',
    'language/clauses.ts',
    work('- [ ] T001 Dredge\n- [ ] T002 Mark, independent of T001'),
    work('- [ ] T001 Dredge\n- [ ] T002 Mark (depends on T001)'),
  ],
  [
    'claim.task-count',
    'a stated number of tasks',
    'claims/countings.ts',
    plan('**Total Tasks**: 1\n\n## Phase 1: Harbour\n\n- [ ] Dredge'),
    plan('**Total Boats**: 1\n\n## Phase 1: Harbour\n\n- [ ] Dredge'),
  ],
  [
    'claim.effort',
    'a stated sum of estimates',
    'claims/efforts.ts',
    plan('**Total Estimated Time**: 4 hours\n\n### Task 1: Dredge\n\n**Effort**: 4 hours'),
    plan('### Task 1: Dredge\n\n**Effort**: 4 hours'),
  ],
  [
    'claim.progress',
    'a stated share of work that is done',
    'claims/progress.ts',
    plan('**Progress**: 50% (1/2 tasks completed)\n\n## Phase 1: Harbour\n\n- [x] Dredge\n- [ ] Mark'),
    plan('**Depth**: 50%\n\n## Phase 1: Harbour\n\n- [x] Dredge\n- [ ] Mark'),
  ],
  [
    'claim.current-phase',
    'a statement of where the work is',
    'claims/current-phase.ts',
    plan('**Current Phase**: Phase 1\n\n## Phase 1: Harbour\n\n- [x] Dredge\n- [ ] Mark'),
    work('- [x] Dredge\n- [ ] Mark'),
  ],
  [
    'claim.critical-path',
    'a stated chain of tasks that decides how long it takes',
    'claims/critical-path.ts',
    plan(
      '### Task 1: Dredge\n\nA barge.\n\n### Task 2: Mark\n\n**Depends on**: Task 1\n\n## Critical Path\n\nTask 1 → Task 2',
    ),
    plan('### Task 1: Dredge\n\nA barge.\n\n### Task 2: Mark\n\n**Depends on**: Task 1'),
  ],
  [
    'claim.done',
    'words that say that a part of the plan is finished',
    'checks/done-claims.ts',
    plan('**Status**: Completed\n\n## Phase 1: Harbour\n\n- [ ] Dredge'),
    plan('**Status**: Draft\n\n## Phase 1: Harbour\n\n- [ ] Dredge'),
  ],
  [
    'effort.task',
    'the estimate of a task',
    'language/effort.ts',
    plan('### Task 1: Dredge\n\n**Effort**: 4 hours'),
    plan('### Task 1: Dredge\n\n**Effort**: High'),
  ],
  [
    'requirement.id',
    'the id of a requirement, where it stands or is cited',
    'trace/requirements.ts',
    plan('## Requirements\n\n- **FR-001**: It floats.'),
    plan('## Notes\n\n- **Ada**: It floats.'),
  ],
  [
    'field.label',
    'a label of which it is known what its value is, and whose',
    'document/fields.ts',
    plan('### Task 1: Dredge\n\n**Owner**: Ada'),
    plan('### Task 1: Dredge\n\n**Colour**: blue'),
  ],
  [
    'blank.placeholder',
    'text that was to be replaced',
    'gaps/placeholders.ts',
    plan('## Overview\n\nThe ferry leaves from [Name of the harbour].'),
    plan('## Overview\n\nThe ferry leaves from the harbour.'),
  ],
];

const entries = (rows: readonly Row[]): ReadingEntry[] =>
  rows.map(([id, title, file, example, counterExample]) => ({ id, title, file, example, counterExample }));

/** Readings that stand in the code of their room and not in a table of readings. */
export const workReadings: readonly ReadingEntry[] = entries([...tasks, ...states, ...boxes]);

/** The same for what is read of needs, claims and the rest. */
export const otherReadings: readonly ReadingEntry[] = entries(rest);
