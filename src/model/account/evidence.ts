import type { StateMark } from '../plan/state.ts';
import type { Span } from '../../text.ts';
import type { BoxKind } from '../plan/box.ts';
import type { Claim } from '../plan/claim.ts';
import type { Reference } from '../plan/graph.ts';
import type { Plan } from '../plan/plan.ts';
import type { Evidence, Mention } from '../plan/reading.ts';
import type { State } from '../plan/state.ts';
import type { Phase, Task } from '../plan/task.ts';

/** States that follow from something else than words about the task. */
const UNWRITTEN: ReadonlySet<StateMark['by']> = new Set(['steps', 'sub-tasks', 'unmarked', 'acceptance']);

/** One thing that was read, where it stands, and why it was read so. */
export type ReadThing = {
  readonly span: Span;
  readonly by: Evidence;
} & (
  | { readonly kind: 'task' | 'step' | 'optional' | 'parallel'; readonly of: Task }
  | { readonly kind: 'phase'; readonly of: Phase }
  | { readonly kind: 'state'; readonly state: State; readonly of: Task | Phase | undefined }
  | { readonly kind: 'box'; readonly box: BoxKind }
  | { readonly kind: 'gate'; readonly of: Task | Phase | undefined }
  | { readonly kind: 'need'; readonly reference: Reference }
  | { readonly kind: 'claim'; readonly claim: Claim['kind'] | 'done' }
  | { readonly kind: 'field' | 'column' | 'requirement' | 'effort' | 'blank' | 'apart' }
);

/** What kinds of mention a thing answers for where it stands. */
export const answers: Readonly<Record<ReadThing['kind'], readonly Mention['kind'][]>> = {
  task: ['id'],
  step: ['id'],
  optional: [],
  parallel: [],
  phase: ['id'],
  state: ['state', 'count', 'percent'],
  box: ['state'],
  gate: ['id', 'state'],
  need: ['id'],
  claim: ['id', 'state', 'count', 'percent'],
  field: ['label'],
  column: [],
  apart: ['id'],
  requirement: ['id'],
  effort: ['count'],
  blank: ['id', 'state', 'count', 'percent'],
};

/** Everything in a plan that says by which reading it was read, in document order. */
export function evidenceOf(plan: Plan): ReadThing[] {
  const things = [
    ...ofTasks([...plan.tasks, ...plan.prerequisites]),
    ...plan.phases.flatMap(ofPhase),
    ...plan.status.marks.map((mark) => stateThing(mark, undefined)),
    ...plan.boxes
      .filter(({ kind }) => kind !== 'prose')
      .map(({ kind, span }): ReadThing => ({ kind: 'box', box: kind, span, by: { reading: `box.${kind}`, span } })),
    ...plan.gates.map(({ title: { span }, scope, by }): ReadThing => {
      const of = scope.kind === 'phase' ? scope.phase : scope.kind === 'task' ? scope.task : undefined;
      return { kind: 'gate', of, span, by };
    }),
    ...plan.references.map((reference): ReadThing => {
      return { kind: 'need', reference, span: reference.span, by: reference.by };
    }),
    ...ofClaims(plan),
    ...[
      ...plan.requirements.map(({ nameSpan }) => nameSpan),
      ...plan.requirementReferences.map(({ span }) => span),
    ].map((span): ReadThing => ({ kind: 'requirement', span, by: { reading: 'requirement.id', span } })),
    ...plan.placeholders.map(({ span }): ReadThing => ({
      kind: 'blank',
      span,
      by: { reading: 'blank.placeholder', span },
    })),
    ...knownFields(plan),
    ...plan.columns.map(({ head: { span }, by }): ReadThing => ({ kind: 'column', span, by })),
  ];
  return things.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
}

function ofTasks(tasks: readonly Task[]): ReadThing[] {
  return tasks.flatMap((task): ReadThing[] => {
    const { nameSpan, dialect, spellings, fields, marks, effort, steps } = task;
    const reading = `task.${dialect}`;
    const names = [nameSpan, ...spellings.map(({ span }) => span).filter(({ start }) => start !== nameSpan.start)];
    const ids = fields.filter(({ role }) => role === 'id').map(({ value }) => value.span);
    const line = { start: task.box?.span.start ?? nameSpan.start, end: task.title.span.end };
    return [
      ...[...names, ...ids].map((span): ReadThing => ({
        kind: 'task',
        of: task,
        span,
        by: { reading, span: nameSpan },
      })),
      ...marks.filter(({ by }) => !UNWRITTEN.has(by)).map((mark) => stateThing(mark, task)),
      ...steps.map(({ title: { span } }): ReadThing => ({
        kind: 'step',
        of: task,
        span,
        by: { reading: 'task.step', span },
      })),
      ...(effort
        ? [{ kind: 'effort', span: effort.span, by: { reading: 'effort.task', span: effort.span } } as const]
        : []),
      ...(task.optional
        ? [{ kind: 'optional', of: task, span: line, by: { reading: 'task.optional', span: line } } as const]
        : []),
      ...(task.parallel
        ? [{ kind: 'parallel', of: task, span: line, by: { reading: 'task.parallel', span: line } } as const]
        : []),
    ];
  });
}

function ofPhase(phase: Phase): ReadThing[] {
  const span = phase.section.label?.span ?? phase.section.titleSpan;
  const reading = phase.section.label?.keyword ? 'phase.heading' : 'phase.numbered-group';
  return [
    { kind: 'phase', of: phase, span, by: { reading, span } },
    ...phase.marks.map((mark) => stateThing(mark, phase)),
  ];
}

function stateThing({ state, by, span }: Task['marks'][number], of: Task | Phase | undefined): ReadThing {
  return { kind: 'state', state, of, span, by: { reading: `state.${by}`, span } };
}

function ofClaims({ claims, doneClaims }: Plan): ReadThing[] {
  return [
    ...claims.flatMap((claim): ReadThing[] => {
      const { kind, label, value, by } = claim;
      return by ? [label.span, value.span].map((span) => ({ kind: 'claim', claim: kind, span, by })) : [];
    }),
    ...doneClaims
      .filter(({ folder }) => !folder)
      .map(({ mark: { span } }): ReadThing => ({
        kind: 'claim',
        claim: 'done',
        span,
        by: { reading: 'claim.done', span },
      })),
  ];
}

/** Labels of which planvet knows what their value is, and whose. */
function knownFields(plan: Plan): ReadThing[] {
  const owned = new Set([...plan.tasks, ...plan.prerequisites].flatMap(({ fields }) => fields));
  const phases = new Set(plan.phases.map(({ section }) => section));
  const claimed = new Set(plan.claims.map(({ label }) => label.span.start));
  const stated = new Set([...plan.status.marks.map(({ span }) => span.start), plan.status.stated?.span.start]);
  return plan.fields.flatMap((field): ReadThing[] => {
    const { role, label, value, section } = field;
    if (!role) return [];
    const isOf =
      owned.has(field) || INFORMATIVE.has(role) || claimed.has(label.span.start) || stated.has(value.span.start);
    if (!isOf && !(phases.has(section) && field.place === 'text')) return [];
    return [{ kind: 'field', span: label.span, by: { reading: 'field.label', span: label.span } }];
  });
}

/** Roles of fields that say something to people, whosesoever they are. */
const INFORMATIVE: ReadonlySet<string> = new Set([
  'id',
  'owner',
  'priority',
  'created',
  'updated',
  'due',
  'template',
  'files',
  'requirements',
]);
