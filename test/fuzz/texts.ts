import type { Random } from './random.ts';

/** Lines that mean something to planvet; plans of any of them in any order have to be read. */
export const LINES: readonly string[] = [
  '# Plan: Bakery',
  '## Phase 1: Oven',
  '## Phase 2: Shop ✅',
  '### Task 1.1: Bricks',
  '### Task 1.2: Chimney (DONE)',
  '#### Step 1: Mix',
  '### Phase 1 Completion Criteria',
  '## Open Questions',
  '## Dependencies',
  'Title\n=====',
  'Phase 3: Garden\n---',
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

/** What nobody writes in a plan, and what means something to programs. */
const ODD: readonly string[] = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '\u001b[31m',
  '\u001b]8;;http://x\u0007',
  '\u202e',
  '\u2066',
  '\u200b',
  '\u2028',
  '\u0085',
  '\ud800',
  '\udfff',
  '\0',
  '\ufeff',
  '\r',
  '\v',
  '\f',
  '::error::x',
  '##[group]x',
  '<script>',
  '&#0;',
  '\\',
  '`',
  '``` ',
  '<!--',
  '-->',
  '<!-- planvet-disable-file -->',
  '[ ]',
  '[x]',
  '![',
  '](',
  '|',
  '*',
  '**',
  '_',
  '~~',
  '$&',
  "$'",
  '%s',
  '{{',
  '}}',
  '{#id}',
  '[^1]',
  '[a]: ',
  '\t',
  '    ',
  '> ',
  '- ',
  '1. ',
  '99999999999999999999',
  '0',
  '-1',
  'T1-T9999999',
  'Task 1.1',
  'T001',
  'Phase 1',
  '1e400',
  '100%',
  '2026-02-30',
  '✅',
  '👩‍👩‍👧',
  'é́́́',
  'İı',
  'ß',
  '１',
  '٣',
  '：',
  '完成',
];

/** Makes texts: plans of lines that mean something, pieces of real shape with changes, and nonsense. */
export class Texts {
  readonly #pieces: readonly (readonly string[])[];

  /** `plans` are texts of which pieces are taken. */
  constructor(plans: readonly string[]) {
    this.#pieces = plans.map((plan) => plan.split(/\r\n|\r|\n/));
  }

  make(random: Random): string {
    const kind = random.below(20);
    if (kind === 0) return nonsense(random);
    const lines = kind < 9 ? ofLines(random) : this.#piece(random);
    for (let changes = random.below(4); changes > 0; changes--) change(lines, random);
    return lines.join('\n') + (random.once(3) ? '' : '\n');
  }

  #piece(random: Random): string[] {
    const plan = random.of(this.#pieces);
    const start = random.below(plan.length);
    const piece = plan.slice(start, start + 1 + random.below(8));
    return random.once(3) ? [...ofLines(random).slice(0, 4), ...piece] : piece;
  }
}

function ofLines(random: Random): string[] {
  return Array.from({ length: 1 + random.below(8) }, () => random.of(LINES));
}

function nonsense(random: Random): string {
  const parts = Array.from({ length: random.below(30) }, () =>
    random.once(2) ? random.of(ODD) : String.fromCharCode(random.below(random.once(2) ? 128 : 65_536)),
  );
  return parts.join(random.once(2) ? '' : '\n');
}

function change(lines: string[], random: Random): void {
  const at = random.below(Math.max(lines.length, 1));
  const line = lines[at] ?? '';
  const place = random.below(line.length + 1);
  switch (random.below(9)) {
    case 0:
      lines.splice(at, 1);
      return;
    case 1:
      lines.splice(at, 0, line);
      return;
    case 2:
      lines.splice(random.below(lines.length + 1), 0, random.of(LINES));
      return;
    case 3:
      lines[at] = line.slice(0, place) + line.slice(place + 1 + random.below(3));
      return;
    case 4:
      lines[at] = `${random.of(['  ', '    ', '> ', '- ', '\t', '| '])}${line}`;
      return;
    case 5:
      lines[at] = random.once(2) ? line.toUpperCase() : line.toLowerCase();
      return;
    case 6:
      lines.splice(at, 2, `${line}${lines[at + 1] ?? ''}`);
      return;
    default:
      lines[at] = line.slice(0, place) + random.of(ODD) + line.slice(place);
  }
}
