import type { Vocabulary } from '../language/words.ts';
import { tokenize } from '../language/tokens.ts';
import { isDigitAt, isDigits, isInWord, trimmedEnd } from '../language/characters.ts';
import type { Document } from '../document/document.ts';
import { foldId, countedId } from '../language/ids.ts';
import type { Misnumbering } from '../plan/conflict.ts';
import type { Phase, Task } from '../plan/task.ts';
import { idsOfPhase, LONGEST_GAP, withIds } from './renumbering.ts';

/** A member of a numbered series. `last` differs from `number` for `Week 3-4`. */
interface Member<T> {
  readonly it: T;
  readonly number: number;
  readonly last: number;
}

/** Tasks numbered after another phase, and numbers that are missing, repeated or out of order in their series. */
export function readMisnumbering(document: Document, tasks: readonly Task[], phases: readonly Phase[]): Misnumbering[] {
  const ofPhases = seriesOfPhases(document, phases);
  const mentions = new Mentions(document);
  const known = (id: string, task: Task) => isKnown(mentions, tasks, id, task);
  return [
    ...wrongPrefixes(tasks, phases),
    ...irregular(seriesOfTasks(tasks), idLike, known).map((found) => withIds(found, tasks, known)),
    ...ofPhases.flatMap(repeated),
    ...irregular(
      ofPhases,
      (_, number) => String(number),
      (id, phase) => mentions.has(id, keywordOf(phase)),
    ),
  ].sort((a, b) => startOf(a.what) - startOf(b.what));
}

function startOf(what: Task | Phase): number {
  return 'dialect' in what ? what.nameSpan.start : what.section.titleSpan.start;
}

/** `Task 2.1` under Phase 3, in a plan whose tasks are numbered after their phases. One for each phase. */
function wrongPrefixes(tasks: readonly Task[], phases: readonly Phase[]): Misnumbering[] {
  const dotted = tasks.filter(({ id, phase }) => isDotted(id ?? '') && isDigits(phase?.id ?? ''));
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
    const counted = countedId(task.id ?? '');
    if (!counted || counted.head.includes('#')) continue;
    const { head, digits } = counted;
    // Tasks in headings have sections of their own.
    const around = task.dialect === 'heading' ? task.section.parent : task.section;
    const key = [place(around), place(task.parent), place(task.phase), task.dialect, task.keyword, head].join(' ');
    const member = { it: task, number: Number(digits), last: Number(digits) };
    series.set(key, [...(series.get(key) ?? []), member]);
  }
  return [...series.values()].filter(({ length }) => length >= 3);
}

/** `2.1`, `2.1.3`: an id that begins with the number of what it belongs to. */
function isDotted(id: string): boolean {
  const dot = id.indexOf('.');
  return isDigits(id.slice(0, Math.max(dot, 0))) && isDigitAt(id, dot + 1);
}

const JOINTS = new Set(['&', '+', '/', ',']);

const isBetween = (word: string, { and, through }: Vocabulary): boolean => and.has(word) || through.has(word);

/** Phases of one keyword under one heading. */
function seriesOfPhases({ parsed: { source }, vocabulary }: Document, phases: readonly Phase[]): Member<Phase>[][] {
  const series = new Map<string, Member<Phase>[]>();
  for (const phase of phases) {
    const { label, parent } = phase.section;
    if (!isDigits(phase.id) || !label?.keyword) continue;
    const [joint, number] = tokenize(source.text.slice(label.span.end, label.span.end + 20), label.span.end);
    const joins = joint && (joint.kind === 'dash' || JOINTS.has(joint.folded) || isBetween(joint.folded, vocabulary));
    const last = joins && isDigits(number?.folded ?? '') ? Number(number?.folded) : Number(phase.id);
    const key = `${parent?.headingSpan.start ?? 0} ${keywordOf(phase)}`;
    const member = { it: phase, number: Number(phase.id), last };
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
  const { head, digits } = countedId(id) ?? { head: id, digits: '' };
  return head + String(number).padStart(digits.startsWith('0') ? digits.length : 0, '0');
}

/** Whether another task has the number, a letter behind it splits it, or the text says what became of it. */
function isKnown(mentions: Mentions, tasks: readonly Task[], wanted: string, like: Task): boolean {
  const folded = foldId(wanted);
  const splits = (id: string) =>
    id.startsWith(folded) && (id.length === folded.length || isPart(id.charAt(folded.length)));
  if (tasks.some((task) => [task.id ?? '', ...task.aliases].some((other) => splits(foldId(other))))) return true;
  return like.keyword ? mentions.has(wanted, like.keyword) : !isDigits(wanted) && mentions.has(wanted);
}

/** Whether a character that goes on from an id makes another one that belongs to it: `T004a`, `T004.1`. */
function isPart(char: string): boolean {
  return char === '.' || (char >= 'a' && char <= 'z');
}

/** Ids that the text of a document names somewhere, with their keyword or without. */
class Mentions {
  readonly #source: Document['parsed']['source'];
  #folded: string | undefined;

  constructor({ parsed: { source } }: Document) {
    this.#source = source;
  }

  has(id: string, keyword?: string): boolean {
    const text = (this.#folded ??= this.#source.text.toLowerCase());
    const wanted = id.toLowerCase();
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
      const end = at + wanted.length;
      const goesOn = isDigitAt(text, end) || (text[end] === '.' && isDigitAt(text, end + 1));
      if (goesOn || !(keyword === undefined ? isFree(text, at) : isLed(text, at, keyword.toLowerCase()))) continue;
      return true;
    }
    return false;
  }
}

/** Whether no word or number goes over into a place. */
function isFree(text: string, at: number): boolean {
  const before = text.charAt(at - 1);
  return before !== '.' && !isInWord(before);
}

/** Whether a keyword, in the singular or with an s, stands in front of a place. */
function isLed(text: string, at: number, keyword: string): boolean {
  const before = trimmedEnd(text.slice(Math.max(0, at - keyword.length - 12), at), '#');
  if (before.length === 0 || text.charAt(at - 1) === before.at(-1)) return false;
  return [keyword, `${keyword}s`].some((word) => before.endsWith(word) && isFree(before, before.length - word.length));
}
