import { locate } from '../../text.ts';
import type { ClaimScope } from '../plan/claim.ts';
import type { Ground } from './claim-context.ts';
import type { Count } from './figure.ts';
import { unknownScope } from './claim-subject.ts';
import { readWording, type Wording } from './figures.ts';
import { isWord } from './nouns.ts';
import { phasesBefore, phasesNamed, subjectsIn, titlesNamed } from './subjects.ts';

/** The part of the plan whose tasks a number counts: named between number and noun, right behind them, or before. */
export function partOf(body: Wording, count: Count, ground: Ground): ClaimScope | undefined {
  const between = subjectsIn(body, ground).find(
    ({ span, isTasks }) => !isTasks && span.start > count.count.span.start && span.end <= count.end,
  );
  return between?.scope ?? partBehind(body, count, ground) ?? phasesBefore(body, count.span.start, ground);
}

/** The phases that a label names, or that stand in its brackets. */
export function partWithin(head: Wording, ground: Ground): ClaimScope | undefined {
  // `MVP (Setup + US1)`
  const open = head.words.findIndex(({ kind }) => kind === 'open');
  const close = head.words.findIndex(({ kind }, at) => at > open && kind === 'close');
  const inside = open < 0 ? [] : head.words.slice(open + 1, close < 0 ? head.words.length : close);
  const [first, last] = [inside[0], inside.at(-1)];
  if (!first || !last || !inside.some(({ text }) => text === '+')) return phasesNamed(head, ground);
  const { value, span } = head.text;
  const piece = locate(value.slice(first.span.start - span.start, last.span.end - span.start), first.span.start);
  return titlesNamed(readWording(piece, ground.document), ground) ?? unknownScope(piece.value);
}

/**
 * `40 tasks (Phases 1-4)`, `12 tasks in Phase 2`, `3 tasks (Setup + US1)`: what follows a number begins with a part of the plan.
 * "135 tasks (Phase 7 added)" and "5 tasks (3 old + 2 Phase 10 tasks)" are all of them.
 */
export function partBehind(body: Wording, { to }: Count, ground: Ground): ClaimScope | undefined {
  const { words, text } = body;
  const open = words[to];
  if (!open || !(open.kind === 'open' || (isWord(open) && open.senses.does.has('particles')))) return undefined;
  const close = open.kind === 'open' ? words.findIndex(({ kind }, at) => at > to && kind === 'close') : -1;
  const inside = words.slice(to + 1, close < 0 ? words.length : close);
  const [first, last] = [inside[0], inside.at(-1)];
  if (!first || !last) return undefined;
  const piece = locate(
    text.value.slice(first.span.start - text.span.start, last.span.end - text.span.start),
    first.span.start,
  );
  const wording = readWording(piece, ground.document);
  const titled = open.kind === 'open' ? titlesNamed(wording, ground) : undefined;
  const subject = subjectsIn(wording, ground).find(({ isTasks }) => !isTasks);
  if (!subject) return titled;
  const before = wording.words.filter(({ span }) => span.end <= subject.span.start);
  const behind = wording.words.find(({ span }) => span.start >= subject.span.end);
  if (before.some((word) => isWord(word) || word.value !== undefined) || behind?.senses.does.has('included'))
    return titled;
  return titled ?? subject.scope;
}
