import { locate } from '../../text.ts';
import type { ClaimScope, TaskCountClaim } from '../plan/claim.ts';
import type { Ground, Statement } from './claim-context.ts';
import { type allCountsOf, countsOf, type What } from './countings.ts';
import type { Count } from './figure.ts';
import type { Wording } from './figures.ts';
import { isWord, type Noun } from './nouns.ts';

/** A number of things as a claim about a scope. */
export function claimOf(
  { label, value }: Pick<Statement, 'label' | 'value'>,
  { count, most, approximate, atLeast, span, end }: Count,
  what: What | undefined,
  scope: ClaimScope,
  ground: Ground,
  read: typeof allCountsOf = (noun, of) => countsOf(count.value, noun, of, ground),
): TaskCountClaim {
  const phrase = value.value.slice(span.start - value.span.start, end - value.span.start).trim();
  const unlabelled = { value: scope.kind === 'plan' ? phrase : scope.name, span: { start: span.start, end } };
  return {
    kind: 'task-count',
    label: label.value === '' ? unlabelled : label,
    value: locate(phrase, span.start),
    scope,
    stated: count,
    most,
    approximate,
    atLeast,
    counts: read(what, scope, ground),
  };
}

/** Whether a number begins a text, but for a word that says that it is a total (`총 135개`, `total 12`). */
export function beginsCounting({ words }: Wording, { from }: Count): boolean {
  return words
    .slice(0, from)
    .every(
      (word) =>
        !(isWord(word) || word.value !== undefined) || word.senses.does.has('total') || word.senses.does.has('about'),
    );
}

/** Whether a noun stands for tasks or steps of the plan. */
export function isOfPlan(noun: Noun | undefined): boolean {
  return noun?.class === 'task' || noun?.class === 'kind' || noun?.class === 'step';
}

/** Whether the plan calls its tasks so. */
export function isKind(word: string, { reading }: Ground): boolean {
  return reading.tasks.some(({ keyword }) => keyword?.toLowerCase() === word);
}
