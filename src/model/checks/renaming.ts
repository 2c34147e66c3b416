import type { Edit } from '../../problem.ts';
import type { Source, Span } from '../../text.ts';
import { foldId, countedId } from '../language/ids.ts';
import type { Claim } from '../plan/claim.ts';
import type { Reference } from '../plan/graph.ts';
import type { PlanSet } from '../plan/plan-set.ts';
import type { Task } from '../plan/task.ts';
import { escapePattern } from '../language/pattern.ts';

/** What a plan says about its tasks by their ids. */
interface Named {
  readonly source: Source;
  readonly tasks: readonly Task[];
  readonly references: readonly Reference[];
  readonly claims: readonly Claim[];
  readonly set: PlanSet | undefined;
}

/** The edits that give tasks other ids; undefined where these would not be all. */
export type Renaming = (ids: ReadonlyMap<Task, string>) => Edit[] | undefined;

/**
 * Gives tasks of a plan other ids, where they are declared and where they are named. Not where a name stands in a sentence,
 * a range or code, where an id goes on (`T004a`), or where other documents of the set may name it.
 */
export function renamingOf(plan: Named): Renaming {
  const known = new Map<string, readonly Mention[]>();
  const mentions = (series: string, find: () => readonly Mention[]) => {
    const found = known.get(series) ?? find();
    known.set(series, found);
    return found;
  };
  return (ids) => {
    if (plan.set && plan.set.paths.length > 0) return undefined;
    const edits = editsOf(plan, ids);
    if (!edits || goesOn(plan.tasks, ids)) return undefined;
    const ends = new Set(edits.map(({ span }) => span.end));
    for (const [series, { like, numbers }] of seriesOf(ids)) {
      if (!like) return undefined;
      const places = mentions(series, () => mentionsOf(plan.source, like));
      if (places.some((mention) => isTouched(mention, numbers, ends))) return undefined;
    }
    return edits;
  };
}

/** The ids where they are declared, in references and on critical paths. */
function editsOf({ source, references, claims }: Named, ids: ReadonlyMap<Task, string>): Edit[] | undefined {
  const uses = new Map<Task, { span: Span; whole: boolean }[]>();
  const add = (task: Task, span: Span, whole: boolean) => {
    if (ids.has(task) && source.slice(span).includes(task.id ?? ''))
      uses.set(task, [...(uses.get(task) ?? []), { span, whole }]);
  };
  for (const { targets, span, kind } of references) for (const task of targets) add(task, span, kind === 'id');
  for (const claim of claims)
    if (claim.kind === 'critical-path') for (const { value, span } of claim.stops) add(value, span, true);
  const edits: Edit[] = [];
  for (const [task, text] of ids) {
    const { id = '', nameSpan } = task;
    for (const { span, whole } of [{ span: nameSpan, whole: id !== '' }, ...(uses.get(task) ?? [])]) {
      const at = source.slice(span).lastIndexOf(id);
      if (!whole || at < 0) return undefined;
      edits.push({ span: { start: span.start + at, end: span.start + at + id.length }, text });
    }
  }
  return edits;
}

/** Whether the id of another task begins with one of these. */
function goesOn(tasks: readonly Task[], ids: ReadonlyMap<Task, string>): boolean {
  const old = new Set([...ids.keys()].map(({ id = '' }) => foldId(id)));
  return tasks.some((task) => {
    const id = foldId(task.id ?? '');
    return !ids.has(task) && [...id.matchAll(/(?<=\d)[.a-z]/g)].some(({ index }) => old.has(id.slice(0, index)));
  });
}

/** Ids of one form: `T004`, `T005`; bare numbers with the keyword that makes them names. */
interface Series {
  readonly prefix: string;
  readonly keyword: string;
}

/** The numbers of tasks by their series; without one where an id is none, or a bare number has no keyword. */
function seriesOf(ids: ReadonlyMap<Task, string>): Map<string, { like: Series | undefined; numbers: Set<number> }> {
  const found = new Map<string, { like: Series | undefined; numbers: Set<number> }>();
  for (const { id = '', keyword = '' } of ids.keys()) {
    const { head: prefix = '', digits } = countedId(id) ?? {};
    const like = digits === undefined || (prefix === '' && keyword === '') ? undefined : { prefix, keyword };
    const key = `${prefix} ${prefix === '' ? keyword : ''}`;
    const series = found.get(key) ?? { like, numbers: new Set() };
    found.set(key, series);
    series.numbers.add(Number(digits));
  }
  return found;
}

/** A number that the text names, and where a range that ends with it begins. */
interface Mention {
  readonly number: number;
  readonly end: number;
  readonly from: number | undefined;
}

function isTouched({ number, end, from }: Mention, numbers: ReadonlySet<number>, ends: ReadonlySet<number>): boolean {
  if (numbers.has(number) && !ends.has(end)) return true;
  return from !== undefined && [...numbers].some((each) => from < each && each < number);
}

const SEPARATOR = String.raw`(?:,\s*and|,|and|&|\+|/|[-–—~]|to|through)\s*`;
const RANGE = /^(?:[-–—~]|to|through)$/;

/** Every place in which the text names a member of a series: alone, in a list, as an end of a range. */
function mentionsOf({ text }: Source, { prefix, keyword }: Series): Mention[] {
  const start = escapePattern(prefix);
  const end = String.raw`(?![\p{L}\p{N}_]|\.\d)`;
  const lead =
    prefix === '' ? String.raw`(?<!\p{L})${escapePattern(keyword)}s?\s+#?` : String.raw`(?<![\p{L}\p{N}._-])`;
  const lists = new RegExp(`(?<=${lead})${start}\\d+${end}(?:\\s*${SEPARATOR}#?(?:${start})?\\d+${end})*`, 'giu');
  const member = new RegExp(`(?=(?:${start})?\\d)(?:^|(?<=${SEPARATOR}#?))(?:${start})?(\\d+)`, 'giu');
  return [...text.matchAll(lists)].flatMap(({ index: at, 0: list }) => {
    let before: { number: number; end: number } | undefined;
    return [...list.matchAll(member)].map(({ index, 0: whole, 1: digits }): Mention => {
      const between = before && list.slice(before.end, index).replace('#', '').trim();
      const from = between !== undefined && RANGE.test(between) ? before?.number : undefined;
      before = { number: Number(digits), end: index + whole.length };
      return { number: before.number, end: at + before.end, from };
    });
  });
}
