import type { ClaimScope } from '../plan/claim.ts';
import type { Span } from '../../text.ts';
import { type Name, scanNames } from '../language/names.ts';
import type { PhaseNode } from '../work/phases.ts';
import type { TaskNode } from '../work/tasks.ts';
import { bareTitle } from './bare-title.ts';
import type { Ground } from './claim-context.ts';
import { phaseScope, sectionScope, tasksIn, tasksScope, unknownScope } from './claim-subject.ts';
import type { Wording } from './figures.ts';
import { endsSentence } from './sentences.ts';

/** A part of the plan that words name. */
export interface Subject {
  readonly scope: ClaimScope;
  readonly span: Span;
  /** Whether ids of tasks name it, rather than phases or stories. */
  readonly isTasks: boolean;
}

const subjects = new WeakMap<Wording, readonly Subject[]>();

/** The parts of the plan that a text names by their numbers, in order: a list or range of them is one. */
export function subjectsIn(wording: Wording, ground: Ground): readonly Subject[] {
  const known = subjects.get(wording);
  if (known) return known;
  const found = /[\p{N}\p{sc=Han}]|(?<!\p{L})\p{L}(?!\p{L})/u.test(wording.text.value)
    ? readSubjects(wording, ground)
    : [];
  subjects.set(wording, found);
  return found;
}

function readSubjects({ tokens, text, figures }: Wording, ground: Ground): Subject[] {
  const { document, index, reading } = ground;
  const [anchor] = reading.tasks;
  const names = scanNames(tokens, {
    vocabulary: document.vocabulary,
    known: (id) => anchor !== undefined && index.find(id, undefined, anchor) !== undefined,
  });
  const groups: { names: Name[]; parts: (Part | undefined)[] }[] = [];
  const counted = new Set(
    figures.flatMap((figure) => (figure.kind === 'count' && figure.noun ? [figure.count.span.start] : [])),
  );
  for (const name of names) {
    // "Phases 0-2, 12 tasks": a number of things is no member of a list.
    const part = name.carried && counted.has(name.id.span.start) ? 'none' : partOf(name, ground);
    if (part === 'none') continue;
    const group = groups.at(-1);
    const last = group?.names.at(-1);
    const isNext =
      last !== undefined &&
      tokens.slice(last.to, name.from).every(({ kind }) => kind !== 'break') &&
      name.from - last.to <= 2 &&
      name.from > last.to - 1 &&
      isJoined(last, name, wordsBetween(tokens, last.to, name.from));
    if (group && isNext && isTasks(group.parts[0]) === isTasks(part)) {
      group.names.push(name);
      group.parts.push(part);
    } else groups.push({ names: [name], parts: [part] });
  }
  return groups.flatMap(({ names: members, parts }): Subject[] => {
    const [first, last] = [members[0], members.at(-1)];
    if (!first || !last) return [];
    const span = { start: first.span.start, end: last.span.end };
    const name = text.value.slice(span.start - text.span.start, span.end - text.span.start).replace(/[*_]/g, '');
    return [{ scope: scopeOf(parts, name), span, isTasks: isTasks(parts[0]) }];
  });
}

function wordsBetween(tokens: Wording['tokens'], from: number, to: number): string {
  return tokens
    .slice(from, to)
    .map(({ folded }) => folded)
    .join(' ');
}

/** Members of a list are joined by a sign, or by a word and a keyword that goes on. */
function isJoined(last: Name, name: Name, between: string): boolean {
  return (
    /^[,&+/、、]/.test(between) ||
    name.carried ||
    (between !== '' && last.kind === name.kind && /^\p{L}+$/u.test(between))
  );
}

/** The phases or tasks of one name; undefined where the plan does not have them. */
type Part = { readonly phases: readonly PhaseNode[] } | { readonly tasks: readonly TaskNode[] };

function isTasks(part: Part | undefined): boolean {
  return part !== undefined && 'tasks' in part;
}

/** What a name stands for: nothing of the plan's (`none`), a part that it does not have, or a part. */
function partOf({ keyword, id, last, kind }: Name, ground: Ground): Part | undefined | 'none' {
  const { index, reading, stories } = ground;
  if (keyword && index.isPhaseWord(keyword.value)) {
    const ids = last ? numbersFrom(id.value, last.value) : [id.value];
    const phases = ids.map((each) => index.phase(keyword.value, each));
    return phases.every((phase) => phase !== undefined) ? { phases } : undefined;
  }
  const [anchor] = reading.tasks;
  const word = keyword && kind === 'task' ? keyword.value : undefined;
  const from = anchor && index.find(id.value, word, anchor);
  const to = last && anchor ? index.find(last.value, word, anchor) : undefined;
  if (from && (!last || to)) {
    const tasks = to ? index.between(from, to) : [from];
    return { tasks: tasks.filter((task) => task.kind === 'task') };
  }
  const first = storyOf(id.value, keyword?.value);
  if (first === undefined) return 'none';
  const numbers = last ? numbersFrom(first, storyOf(last.value, keyword?.value) ?? '') : [first];
  const told = numbers.map((number) => stories.get(number));
  const phases = told.flatMap((list) => (list?.length === 1 ? list : []));
  return phases.length === numbers.length ? { phases } : undefined;
}

/** The number of a story: `1` of `US1` and of `User Story 1`. */
function storyOf(id: string, keyword: string | undefined): string | undefined {
  if (keyword !== undefined && /story$|stories$/i.test(keyword)) return /^\d+$/.exec(id)?.[0];
  return /^us-?(\d+)$/i.exec(id)?.[1];
}

/** The numbers from one to another; both alone where they are no numbers, or too far apart. */
function numbersFrom(first: string, last: string): string[] {
  const [from, to] = [Number(first), Number(last)];
  if (!Number.isInteger(from) || !Number.isInteger(to) || to - from > 100 || to < from) return [first, last];
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
}

function scopeOf(parts: readonly (Part | undefined)[], name: string): ClaimScope {
  const phases = parts.flatMap((part) => (part && 'phases' in part ? part.phases : []));
  const [phase] = phases;
  if (parts.includes(undefined)) return unknownScope(name);
  if (phase && phases.length === 1 && parts.length === 1) return phaseScope(phase);
  const tasks = parts.flatMap((part) =>
    part && 'tasks' in part ? part.tasks : (part?.phases.flatMap((each) => each.tasks) ?? []),
  );
  return tasksScope(name, [...new Set(tasks)]);
}

/** The first phases or stories that a text names. */
export function phasesNamed(wording: Wording, ground: Ground): ClaimScope | undefined {
  return subjectsIn(wording, ground).find((subject) => !subject.isTasks)?.scope;
}

/** The last phases or stories that a text names before an offset: what is nearest to a figure. */
export function phasesBefore(wording: Wording, offset: number, ground: Ground): ClaimScope | undefined {
  const subject = subjectsIn(wording, ground).findLast(({ isTasks, span }) => !isTasks && span.end <= offset);
  const isNear =
    subject !== undefined &&
    !wording.words.some(
      (word, at) =>
        word.span.start >= subject.span.end && word.span.end <= offset && endsSentence(word, wording.words[at + 1]),
    );
  return isNear ? subject.scope : undefined;
}

/** The first range or list of tasks that a text names. */
export function rangeNamed(wording: Wording, ground: Ground): Subject | undefined {
  return subjectsIn(wording, ground).find((subject) => subject.isTasks && subject.scope.tasks.length > 1);
}

/** The part of the plan that a label or title names: phases, stories, the title of a phase or section, or several of them. */
export function namedScope(wording: Wording, ground: Ground): ClaimScope | undefined {
  const text = wording.text.value;
  return (
    phasesNamed(wording, ground) ??
    phaseTitled(text, ground) ??
    sectionTitled(text, ground) ??
    titlesNamed(wording, ground)
  );
}

/** The phase of that title, its number and what stands in brackets left out. */
export function phaseTitled(text: string, { phasesTitled }: Ground): ClaimScope | undefined {
  const key = bareTitle(text);
  const phases = /\p{L}{2}/u.test(key) ? (phasesTitled.get(key) ?? []) : [];
  const [phase] = phases;
  if (!phase) return undefined;
  return phases.length === 1 ? phaseScope(phase) : unknownScope(text);
}

/** The section of that title that has tasks and is none. */
function sectionTitled(text: string, { sectionsTitled, reading }: Ground): ClaimScope | undefined {
  const key = bareTitle(text);
  const titled = /\p{L}{2}/u.test(key) ? (sectionsTitled.get(key) ?? []) : [];
  const filled = titled.flatMap((section) => {
    const tasks = tasksIn(section, reading.tasks);
    return tasks.length > 0 ? [sectionScope(section, tasks)] : [];
  });
  return filled.length === 1 ? filled[0] : undefined;
}

/** Phases by title and number, with plus signs between them: `Setup + US1 + US2`. */
export function titlesNamed({ text, words }: Wording, ground: Ground): ClaimScope | undefined {
  const signs = words.filter(({ text: sign }) => sign === '+');
  if (signs.length === 0) return undefined;
  const ends = [...signs.map(({ span }) => span), { start: text.span.end, end: text.span.end }];
  let start = text.span.start;
  const tasks = new Set<ClaimScope['tasks'][number]>();
  for (const sign of ends) {
    const piece = text.value.slice(start - text.span.start, sign.start - text.span.start).trim();
    const scope =
      storyNamed(piece, ground) ??
      phaseTitled(piece, ground) ??
      sectionTitled(piece, ground) ??
      numbered(piece, ground);
    if (!scope || scope.kind === 'unknown') return undefined;
    for (const task of scope.tasks) tasks.add(task);
    start = sign.end;
  }
  return tasksScope(text.value.trim(), [...tasks] as TaskNode[]);
}

function storyNamed(piece: string, { stories }: Ground): ClaimScope | undefined {
  const number = /^(?:us|user story|story)[\s-]?(\d+)$/i.exec(piece)?.[1];
  const [phase, other] = (number !== undefined && stories.get(number)) || [];
  return phase && !other ? phaseScope(phase) : undefined;
}

function numbered(piece: string, { index }: Ground): ClaimScope | undefined {
  const [, keyword = '', id = ''] = /^(\p{L}+)\s*(\d+)$/u.exec(piece) ?? [];
  const phase = index.isPhaseWord(keyword) ? index.phase(keyword, id) : undefined;
  return phase && phaseScope(phase);
}

/** The tasks of a text that is nothing but a list of ids and ranges (`T006-T012, T028-T032`). */
export function tasksNamed(wording: Wording, ground: Ground): ClaimScope | undefined {
  const [only, other] = subjectsIn(wording, ground);
  if (!only || other || !only.isTasks || only.scope.tasks.length < 2) return undefined;
  const outside = wording.tokens.filter(({ span }) => span.end <= only.span.start || span.start >= only.span.end);
  return outside.every(({ kind, text }) => text === '.' || kind === 'open' || kind === 'close')
    ? only.scope
    : undefined;
}
