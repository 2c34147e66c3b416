import type { Plan } from '../plan/plan.ts';
import type { Evidence } from '../plan/reading.ts';
import type { Span } from '../../text.ts';

/** One thing that was read, where it stands, and why it was read so. */
export interface ReadThing {
  readonly kind: 'gate' | 'column';
  readonly span: Span;
  readonly by: Evidence;
}

/** Everything in a plan that says by which reading it was read, in document order. */
export function evidenceOf({ gates, columns }: Plan): ReadThing[] {
  const things = [
    ...gates.map(({ title, by }): ReadThing => ({ kind: 'gate', span: title.span, by })),
    ...columns.map(({ head, by }): ReadThing => ({ kind: 'column', span: head.span, by })),
  ];
  return things.sort((a, b) => a.span.start - b.span.start);
}
