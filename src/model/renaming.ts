import type { Edit } from '../problem.ts';
import { contains, type Source, type Span } from '../text.ts';
import { foldId } from './ids.ts';
import type { Claim, PlanSet, Reference, Task } from './plan.ts';

/** What a plan says about its tasks by their ids. */
interface Named {
  readonly source: Source;
  readonly tasks: readonly Task[];
  readonly references: readonly Reference[];
  readonly claims: readonly Claim[];
  readonly set: PlanSet | undefined;
}

/**
 * The edits that give tasks other ids, where they are declared and where they are named. Undefined where that would not
 * be all: a name in a sentence, in a range or in code, an id that goes on (`T004a`), other documents of the set.
 */
export function renaming(plan: Named, ids: ReadonlyMap<Task, string>): Edit[] | undefined {
  const { source, tasks, references, claims, set } = plan;
  if (set && set.paths.length > 0) return undefined;
  const named = [
    ...references.flatMap(({ targets, span, kind }) => targets.map((task) => ({ task, span, whole: kind === 'id' }))),
    ...claims
      .flatMap((claim) => (claim.kind === 'critical-path' ? claim.stops : []))
      .map(({ value, span }) => ({
        task: value,
        span,
        whole: true,
      })),
  ];
  const edits: Edit[] = [];
  for (const [task, text] of ids) {
    const id = task.id ?? '';
    const uses = named.filter((use) => use.task === task && source.slice(use.span).includes(id));
    const places = [task.nameSpan, ...uses.map(({ span }) => span)].map((span) => idIn(source, span, id));
    if (id === '' || uses.some(({ whole }) => !whole)) return undefined;
    for (const span of places) {
      if (!span) return undefined;
      edits.push({ span, text });
    }
  }
  const old = [...ids.keys()].map(({ id = '' }) => foldId(id));
  const goesOn = tasks.some(
    (task) => !ids.has(task) && old.some((id) => new RegExp(`^${escape(id)}[.a-z]`).test(foldId(task.id ?? ''))),
  );
  if (goesOn || [...ids.keys()].some((task) => isMentioned(source, task, edits))) return undefined;
  return edits;
}

function idIn(source: Source, { start, end }: Span, id: string): Span | undefined {
  const at = source.text.slice(start, end).lastIndexOf(id);
  return at < 0 ? undefined : { start: start + at, end: start + at + id.length };
}

const SEPARATOR = String.raw`\s*(?:,\s*and|,|and|&|\+|/|[-–—~]|to|through)\s*`;
const RANGE = /^(?:[-–—~]|to|through)$/;

/** Whether the text names a task in a place that the edits do not reach. A bare number is a name only behind its keyword. */
function isMentioned({ text }: Source, { id = '', keyword }: Task, edits: readonly Edit[]): boolean {
  const [, prefix = '', digits = ''] = /^(.*?)(\d+)$/.exec(id) ?? [];
  if (digits === '' || (prefix === '' && keyword === undefined)) return true;
  const one = `${escape(prefix)}\\d+(?![\\p{L}\\p{N}_]|\\.\\d)`;
  const more = `(?:${SEPARATOR}#?(?:${escape(prefix)})?\\d+(?![\\p{L}\\p{N}_]|\\.\\d))*`;
  const lead = prefix === '' ? `(?<![\\p{L}])${escape(keyword ?? '')}s?\\s+#?` : '(?<![\\p{L}\\p{N}._-])';
  for (const list of text.matchAll(new RegExp(`(?<=${lead})${one}${more}`, 'giu'))) {
    let before: { number: number; end: number } | undefined;
    const numbers = new RegExp(`(?:^|(?<=${SEPARATOR}#?))(?:${escape(prefix)})?(\\d+)`, 'giu');
    for (const { index, 0: whole, 1: found = '' } of list[0].matchAll(numbers)) {
      const start = list.index + index + whole.length - found.length;
      const number = Number(found);
      const between = before ? text.slice(before.end, start).replace(prefix, '').replace('#', '').trim() : '';
      const isInside = before && RANGE.test(between) && before.number < Number(digits) && Number(digits) < number;
      const isSelf =
        number === Number(digits) && !edits.some(({ span }) => contains(span, { start, end: start + found.length }));
      if (isInside || isSelf) return true;
      before = { number, end: start + found.length };
    }
  }
  return false;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
