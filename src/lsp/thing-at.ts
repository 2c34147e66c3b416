import type { Claim } from '../model/plan/claim.ts';
import type { Gate } from '../model/plan/gate.ts';
import type { Reference } from '../model/plan/graph.ts';
import type { Plan } from '../model/plan/plan.ts';
import type { Requirement, RequirementReference } from '../model/plan/requirement.ts';
import type { Phase, Task } from '../model/plan/task.ts';
import type { Span } from '../text.ts';

/** What stands at a place of a plan. */
export type Thing = { readonly span: Span } & (
  | { readonly kind: 'task'; readonly of: Task; readonly declares: boolean }
  | { readonly kind: 'phase'; readonly of: Phase }
  | { readonly kind: 'reference'; readonly of: Reference }
  | { readonly kind: 'gate'; readonly of: Gate }
  | { readonly kind: 'claim'; readonly of: Claim }
  | { readonly kind: 'requirement'; readonly of: Requirement }
  | { readonly kind: 'cited'; readonly of: RequirementReference }
);

/** The smallest thing at an offset; of a task its whole first line counts, where nothing else stands there. */
export function thingAt(plan: Plan, offset: number): Thing | undefined {
  let found: Thing | undefined;
  for (const thing of thingsOf(plan)) {
    const { start, end } = thing.span;
    if (start > offset || offset > end) continue;
    if (!found || end - start < found.span.end - found.span.start) found = thing;
  }
  return found;
}

function* thingsOf(plan: Plan): Generator<Thing> {
  for (const of of plan.references) yield { kind: 'reference', of, span: of.span };
  for (const of of plan.requirementReferences) yield { kind: 'cited', of, span: of.span };
  for (const of of [...plan.tasks, ...plan.prerequisites]) {
    const line = plan.source.lineSpan(plan.source.lineAt(of.nameSpan.start));
    yield { kind: 'task', of, span: of.nameSpan, declares: true };
    for (const { span } of of.spellings) yield { kind: 'task', of, span, declares: true };
    if (of.dialect !== 'table') yield { kind: 'task', of, span: line, declares: false };
  }
  for (const of of plan.requirements) yield { kind: 'requirement', of, span: of.nameSpan };
  for (const of of plan.phases) yield { kind: 'phase', of, span: of.section.headingSpan };
  for (const of of plan.gates) {
    yield { kind: 'gate', of, span: of.title.span };
    for (const { box } of of.items) yield { kind: 'gate', of, span: box.span };
  }
  for (const of of plan.claims) {
    const { start, end } = of.value.span;
    yield { kind: 'claim', of, span: { start: Math.min(start, of.label.span.start), end } };
    if (of.kind !== 'critical-path') continue;
    for (const { value, span } of of.stops) yield { kind: 'task', of: value, span, declares: false };
  }
}
