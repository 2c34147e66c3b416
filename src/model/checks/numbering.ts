import type { Document } from '../document/document.ts';
import { foldId } from '../language/ids.ts';
import type { Misnumbering } from '../plan/conflict.ts';
import type { Phase, Task } from '../plan/task.ts';
import { idsOfPhase, LONGEST_GAP, withIds } from './renumbering.ts';
import { escapePattern } from '../language/pattern.ts';

/** A member of a numbered series. `last` differs from `number` for `Week 3-4`. */
interface Member<T> {
  readonly it: T;
  readonly number: number;
  readonly last: number;
}

/** Tasks numbered after another phase, and numbers that are missing, repeated or out of order in their series. */
export function readMisnumbering(document: Document, tasks: readonly Task[], phases: readonly Phase[]): Misnumbering[] {
  const ofPhases = seriesOfPhases(document, phases);
  const known = (id: string, task: Task) => isKnown(document, tasks, id, task);
  return [
    ...wrongPrefixes(tasks, phases),
    ...irregular(seriesOfTasks(tasks), idLike, known).map((found) => withIds(found, tasks, known)),
    ...ofPhases.flatMap(repeated),
    ...irregular(
      ofPhases,
      (_, number) => String(number),
      (id, phase) => isMentioned(document, `${keywordOf(phase)} ${id}`),
    ),
  ].sort((a, b) => startOf(a.what) - startOf(b.what));
}

function startOf(what: Task | Phase): number {
  return 'dialect' in what ? what.nameSpan.start : what.section.titleSpan.start;
}

/** `Task 2.1` under Phase 3, in a plan whose tasks are numbered after their phases. One for each phase. */
function wrongPrefixes(tasks: readonly Task[], phases: readonly Phase[]): Misnumbering[] {
  const dotted = tasks.filter(({ id, phase }) => /^\d+\.\d/.test(id ?? '') && /^\d+$/.test(phase?.id ?? ''));
  const wrong = dotted.filter(({ id, phase }) => Number.parseInt(id ?? '', 10) !== Number(phase?.id));
  if (dotted.length < 3 || wrong.length * 3 > dotted.length) return [];
  return phases.flatMap((phase): Misnumbering[] => {
    const [what, ...others] = wrong.filter((task) => task.phase === phase);
    return what ? [{ kind: 'phase', what, phase, others, ids: idsOfPhase(phase, [what, ...others]) }] : [];
  });
}

/** Tasks that stand side by side and have ids of one form: `T014`, `T015`; `2.1`, `2.2`. */
function seriesOfTasks(tasks: readonly Task[]): Member<Task>[][] {
  const series = new Map<string, Member<Task>[]>();
  const places = new Map<unknown, number>();
  const place = (of: unknown): number => places.get(of) ?? (places.set(of, places.size), places.size - 1);
  for (const task of tasks) {
    const [, prefix, digits] = /^([^#]*?)(?<!\d)(\d+)$/.exec(task.id ?? '') ?? [];
    if (prefix === undefined || digits === undefined) continue;
    // Tasks in headings have sections of their own.
    const around = task.dialect === 'heading' ? task.section.parent : task.section;
    const key = [place(around), place(task.parent), place(task.phase), task.dialect, task.keyword, prefix].join(' ');
    const member = { it: task, number: Number(digits), last: Number(digits) };
    series.set(key, [...(series.get(key) ?? []), member]);
  }
  return [...series.values()].filter(({ length }) => length >= 3);
}

/** Phases of one keyword under one heading. */
function seriesOfPhases({ parsed: { source } }: Document, phases: readonly Phase[]): Member<Phase>[][] {
  const series = new Map<string, Member<Phase>[]>();
  for (const phase of phases) {
    const { label, parent } = phase.section;
    if (!/^\d+$/.test(phase.id) || !label?.keyword) continue;
    const range = /^\s*(?:[-–—~&+/,]|to|and|bis)\s*(\d+)(?![.\d])/.exec(
      source.text.slice(label.span.end, label.span.end + 20),
    );
    const key = `${parent?.headingSpan.start ?? 0} ${keywordOf(phase)}`;
    const member = { it: phase, number: Number(phase.id), last: Number(range?.[1] ?? phase.id) };
    series.set(key, [...(series.get(key) ?? []), member]);
  }
  return [...series.values()].filter(({ length }) => length >= 2);
}

function keywordOf({ section }: Phase): string {
  return section.label?.keyword?.toLowerCase() ?? '';
}

function repeated(series: readonly Member<Phase>[]): Misnumbering[] {
  return series.flatMap(({ it: what, number, last }, index): Misnumbering[] => {
    const before = series.slice(0, index).find((other) => other.number === number && other.last === last);
    return before ? [{ kind: 'repeat', what, before: before.it }] : [];
  });
}

/** Small gaps, and single members that come a little too late. Numbers that go up and down all the time are in another order on purpose. */
function irregular<T extends Task | Phase>(
  all: readonly (readonly Member<T>[])[],
  idOf: (like: T, number: number) => string,
  isExplained: (id: string, member: T) => boolean,
): Misnumbering[] {
  const steps = all.flatMap((series) =>
    series.slice(1).map((member, index) => ({ series, member, before: series[index] })),
  );
  const late = steps.filter(({ member, before }) => before && member.number < before.number);
  if (late.length > 1 && late.length * 10 > steps.length) return [];
  return steps.flatMap(({ series, member: { it: what, number }, before }): Misnumbering[] => {
    if (!before) return [];
    if (number < before.number)
      return before.number - number <= LONGEST_GAP ? [{ kind: 'order', what, before: before.it }] : [];
    const length = number - before.last - 1;
    if (!(length > 0 && length <= LONGEST_GAP)) return [];
    const missing = Array.from({ length }, (_, at) => before.last + 1 + at);
    const ids = missing.map((each) => idOf(before.it, each));
    const explained =
      missing.some((each) => series.some((other) => other.number === each)) || ids.some((id) => isExplained(id, what));
    return explained ? [] : [{ kind: 'gap', what, before: before.it, missing: ids }];
  });
}

/** The id of another number in the series: `T009` after `T008`, `2.4` after `2.3`. */
function idLike({ id = '' }: Task, number: number): string {
  const digits = /(?<!\d)\d+$/.exec(id)?.[0] ?? '';
  const width = digits.startsWith('0') ? digits.length : 0;
  return id.slice(0, id.length - digits.length) + String(number).padStart(width, '0');
}

/** Whether another task has the number, a letter behind it splits it, or the text says what became of it. */
function isKnown(document: Document, tasks: readonly Task[], wanted: string, like: Task): boolean {
  const split = new RegExp(`^${escapePattern(foldId(wanted))}(?:[a-z]\\w*|\\..*)?$`);
  if (tasks.some((task) => [task.id ?? '', ...task.aliases].some((other) => split.test(foldId(other))))) return true;
  if (like.keyword) return isMentioned(document, `${like.keyword}s? ${wanted}`);
  return /\D/.test(wanted) && isMentioned(document, wanted);
}

function isMentioned({ parsed }: Document, words: string): boolean {
  const pattern = words.replace(/[.\\]/g, '\\$&').replace(/ /g, '\\s+#?');
  return new RegExp(`(?<![\\p{L}\\d.])${pattern}(?![\\d]|\\.\\d)`, 'iu').test(parsed.source.text);
}
