import type { Located, Span } from '../../text.ts';
import type { FoundBox } from '../document/boxes.ts';
import type { Document } from '../document/document.ts';
import type { OutlineSection } from '../document/outline.ts';
import { gateOfTitle } from '../document/purpose.ts';
import { firstReading } from '../language/first-reading.ts';
import { foldId } from '../language/ids.ts';
import { labelWithin, singularKeyword } from '../language/keyword.ts';
import type { GateScope } from '../plan/gate.ts';
import type { Evidence, NamedReading } from '../plan/reading.ts';
import type { PhaseNode } from '../work/phases.ts';
import type { TaskNode } from '../work/tasks.ts';

/** A checklist that is a gate, and the work of the plan it may stand behind. */
interface Given {
  readonly document: Document;
  readonly box: FoundBox;
  readonly title: Located<string>;
  readonly tasks: readonly TaskNode[];
  readonly phases: readonly PhaseNode[];
}

/** What a gate stands behind, and the words that say so. */
interface Found {
  readonly scope: GateScope;
  readonly span: Span;
}

const file = 'gates/gate-scope.ts';

/** The readings of what a gate stands behind: what its title names, else what it stands in, else the plan. */
export const gateScopeReadings: readonly NamedReading<Given, Found>[] = [
  {
    id: 'gate.scope.named-phase',
    title: 'a gate stands behind the phase that its title names',
    file,
    example: '# Ferry\n\n## Phase 1: Harbour\n\n- [x] Dredge\n\n## Phase 1 Completion Criteria\n\n- [ ] Depth measured',
    counterExample: '# Ferry\n\n## Phase 1: Harbour\n\n- [x] Dredge\n\n## Completion Criteria\n\n- [ ] Depth measured',
    read: ({ document, title, phases }) => {
      const named = labelWithin(title.value, document.vocabulary);
      const phase =
        named &&
        phases.find(({ id, section }) => foldId(id) === foldId(named.id) && fits(section.declaration?.keyword, named));
      return phase && { scope: { kind: 'phase', phase }, span: title.span };
    },
  },
  {
    id: 'gate.scope.named-task',
    title: 'a gate stands behind the task that its title names',
    file,
    example:
      '# Ferry\n\n## Task 1: Dredge\n\n- [x] Hire the barge\n\n## Task 1 Acceptance Criteria\n\n- [ ] Depth measured',
    counterExample:
      '# Ferry\n\n## Task 1: Dredge\n\n- [x] Hire the barge\n\n## Acceptance Criteria\n\n- [ ] Depth measured',
    read: ({ document, title, tasks }) => {
      const named = labelWithin(title.value, document.vocabulary);
      const task = named && tasks.find(({ id, keyword }) => id === named.id && fits(keyword, named));
      return task && { scope: { kind: 'task', task }, span: title.span };
    },
  },
  {
    id: 'gate.scope.in-task',
    title: 'a gate stands behind the task that it stands in',
    file,
    example: '# Ferry\n\n## Task 1: Dredge\n\n- [x] Hire the barge\n\n### Acceptance Criteria\n\n- [ ] Depth measured',
    counterExample:
      '# Ferry\n\n## Task 1: Dredge\n\n- [x] Hire the barge\n\n## Acceptance Criteria\n\n- [ ] Depth measured',
    read: ({ box: { span }, tasks }) => {
      const task = tasks.findLast((candidate) => holds(candidate.span, span));
      return task && { scope: { kind: 'task', task }, span: task.nameSpan };
    },
  },
  {
    id: 'gate.scope.in-phase',
    title: 'a gate stands behind the phase that it stands in',
    file,
    example: '# Ferry\n\n## Phase 1: Harbour\n\n- [x] Dredge\n\n### Completion Criteria\n\n- [ ] Depth measured',
    counterExample: '# Ferry\n\n## Phase 1: Harbour\n\n- [x] Dredge\n\n## Completion Criteria\n\n- [ ] Depth measured',
    read: ({ box: { span }, phases }) => {
      const phase = phases.findLast(({ section }) => holds(section.span, span));
      return phase && { scope: { kind: 'phase', phase }, span: phase.section.headingSpan };
    },
  },
  {
    id: 'gate.scope.beside-phase',
    title: 'a gate stands behind the phase that the gate heading around it names',
    file,
    example:
      '# Ferry\n\n## Phase 1: Harbour\n\n- [x] Dredge\n\n## Phase 1 Review Checklist\n\n### Water\n\n- [ ] Depth measured',
    counterExample:
      '# Ferry\n\n## Phase 1: Harbour\n\n- [x] Dredge\n\n## Review Checklist\n\n### Water\n\n- [ ] Depth measured',
    read: ({ document, box, phases }) => {
      const heading = gateHeadingAround(document, box.section);
      const phase = heading && phases.find(({ id }) => id === heading.declaration?.id.value);
      return phase && { scope: { kind: 'phase', phase }, span: heading.headingSpan };
    },
  },
  {
    id: 'gate.scope.plan',
    title: 'a gate that names nothing and stands in nothing stands behind the whole plan',
    file,
    example: '# Ferry\n\n## Tasks\n\n- [x] Dredge\n\n## Completion Criteria\n\n- [ ] Depth measured',
    counterExample: '# Ferry\n\n## Phase 1: Harbour\n\n- [x] Dredge\n\n### Completion Criteria\n\n- [ ] Depth measured',
    read: ({ title }) => ({ scope: { kind: 'plan' }, span: title.span }),
  },
];

/** What a gate stands behind, and by which reading. */
export function scopeOf(given: Given): { readonly scope: GateScope; readonly by: Evidence } {
  const first = firstReading(gateScopeReadings, given);
  if (!first) throw new Error('the last reading takes every gate');
  const { reading, found } = first;
  return { scope: found.scope, by: { reading, span: found.span } };
}

function fits(keyword: string | undefined, named: { readonly keyword: string }): boolean {
  return singularKeyword(keyword ?? '') === singularKeyword(named.keyword);
}

function holds(outer: Span, { start }: Span): boolean {
  return outer.start <= start && start < outer.end;
}

/** A gate section may stand under a heading that names the phase without being it ("Phase 1 Review / Checklist"). */
function gateHeadingAround({ vocabulary }: Document, section: OutlineSection): OutlineSection | undefined {
  for (let at = section.parent; at; at = at.parent)
    if (at.declaration?.kind === 'phase' && gateOfTitle(at.title, vocabulary)) return at;
  return undefined;
}
