import type { Span } from '../../text.ts';
import type { Plan } from '../plan/plan.ts';
import type { Task } from '../plan/task.ts';

/**
 * How the author names a task in the line of a place: where it is declared or listed there, or referred to. A bare number
 * says too little in a sentence; then, and elsewhere, it is called by its name.
 */
export function nameAt({ source, references }: Pick<Plan, 'source' | 'references'>, task: Task, place: Span): string {
  const { start, end } = source.lineSpan(source.lineAt(place.start));
  const inLine = ({ span }: { readonly span: Span }) => start <= span.start && span.end <= end;
  const declared = task.spellings.filter(inLine).map(({ value }) => value);
  const named = references.filter(({ kind, targets }) => kind === 'id' && targets.includes(task)).filter(inLine);
  return [...declared, ...named.map(({ text }) => text)].find((name) => /\p{L}/u.test(name)) ?? task.name;
}
