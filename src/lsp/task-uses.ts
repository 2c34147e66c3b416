import { lintDocument, type Document } from '../engine/lint.ts';
import type { Plan } from '../model/plan/plan.ts';
import type { Task } from '../model/plan/task.ts';
import { singularKeyword } from '../model/language/keyword.ts';
import { foldId, keywordBefore } from '../model/language/ids.ts';
import type { Span } from '../text.ts';
import type { Linted } from './analysis.ts';
import type { Settings } from '../engine/settings.ts';

/** Another plan of the set, or the plan itself. */
export interface SetPlan {
  readonly document: Document;
  readonly settings: Settings;
  readonly plan: Plan;
}

/** The plans of a set that have some words: the plan that was read, and the others, read for this. */
export function* plansWith(linted: Linted, plan: Plan, words: string): Generator<SetPlan> {
  const { document, settings } = linted;
  yield { document, settings, plan };
  const wanted = words.toLowerCase();
  for (const sibling of document.siblings ?? []) {
    if (!sibling.text.toLowerCase().includes(wanted)) continue;
    const others = [
      document.self ?? { path: document.projectPath ?? document.path, text: document.text },
      ...(document.siblings ?? []),
    ];
    const own: Document = {
      ...document,
      text: sibling.text,
      path: sibling.shown ?? sibling.path,
      projectPath: sibling.path,
      filePath: sibling.filePath ?? sibling.path,
      siblings: others.filter((other) => other !== sibling),
      self: sibling,
    };
    const read = readAgain({ document: own, settings }, own.text);
    if (read) yield { document: own, settings, plan: read };
  }
}

/** What another text of a document is read as; undefined where it is refused. */
export function readAgain(
  { document, settings }: Pick<SetPlan, 'document' | 'settings'>,
  text: string,
): Plan | undefined {
  return lintDocument({ ...document, text }, { ...settings, rules: [] }).plan;
}

/** A task by the document that declares it and where: the same in each plan of its set. */
export interface Declared {
  readonly path: string | undefined;
  readonly start: number;
  readonly id: string;
  readonly keyword: string | undefined;
}

/** How a task of a plan, or of another document of its set, is known in all of them. */
export function declared(task: Task, plan: Plan): Declared | undefined {
  const { id, keyword, nameSpan } = task;
  if (id === undefined) return undefined;
  return { path: plan.set?.documentOf(task)?.path ?? plan.path, start: nameSpan.start, id, keyword };
}

/** The places in which a plan has the id of a task, each of them just the id, in the order of the text. */
export function usesIn(plan: Plan, of: Declared): Span[] {
  const isMeant = (task: Task) =>
    task.nameSpan.start === of.start && (plan.set?.documentOf(task)?.path ?? plan.path) === of.path;
  const found = new Map<number, Span>();
  const add = (span: Span) => {
    const id = idIn(plan.source.slice(span), of.id);
    if (id) found.set(span.start + id.start, { start: span.start + id.start, end: span.start + id.end });
  };
  for (const task of [...plan.tasks, ...plan.prerequisites]) {
    if (!isMeant(task)) continue;
    for (const span of [task.nameSpan, ...task.spellings.map((spelling) => spelling.span)]) add(span);
  }
  for (const { targets, span } of plan.references) if (targets.some(isMeant)) add(span);
  for (const claim of plan.claims)
    if (claim.kind === 'critical-path') for (const { value, span } of claim.stops) if (isMeant(value)) add(span);
  const isElsewhere = plan.path !== of.path;
  const isTaken = isElsewhere && plan.tasks.some(({ id }) => id !== undefined && foldId(id) === foldId(of.id));
  if (!isTaken) for (const span of mentionsIn(plan, of, isElsewhere)) add(span);
  return [...found.values()].toSorted((a, b) => a.start - b.start);
}

/** Sentences that name it; a number alone may be anything, so it needs its keyword. */
function mentionsIn(plan: Plan, { id, keyword }: Declared, isElsewhere: boolean): Span[] {
  if (isElsewhere) return [];
  return [...plan.account.read, ...plan.unread]
    .filter((mention) => mention.kind === 'id')
    .filter(({ text }) => {
      const before = keywordBefore(text);
      const bare = before === undefined ? text : text.slice(before.length).trim();
      if (foldId(bare) !== foldId(id)) return false;
      if (before === undefined) return /\p{L}/u.test(id);
      return keyword === undefined || singularKeyword(before) === singularKeyword(keyword);
    })
    .map(({ span }) => span);
}

/** Where an id stands in a text by itself, the last time. */
function idIn(text: string, id: string): Span | undefined {
  const wanted = foldId(id);
  const words = [...text.matchAll(/[\p{L}\p{N}]+(?:[._-]+[\p{L}\p{N}]+)*/gu)];
  const exact = words.findLast(([word]) => word === id) ?? words.findLast(([word]) => foldId(word) === wanted);
  if (exact) return { start: exact.index, end: exact.index + exact[0].length };
  const at = text.lastIndexOf(id);
  return at < 0 ? undefined : { start: at, end: at + id.length };
}
