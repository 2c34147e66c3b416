import { locate } from '../../text.ts';
import type { TaskCountClaim } from '../plan/claim.ts';
import type { Ground, Statement } from './claim-context.ts';
import { planScope, scopeOfPlace } from './claim-subject.ts';
import { claimOf, isKind } from './count-claim.ts';
import { partOf } from './count-scope.ts';
import { allCountsOf } from './countings.ts';
import type { Count } from './figure.ts';
import { beginsWith, type Wording } from './figures.ts';
import { isWord } from './nouns.ts';
import { selectionOf } from './qualifiers.ts';
import { beginsSentence, sentenceOf } from './sentences.ts';
import { phasesBefore } from './subjects.ts';

/** "All 24 tasks are completed", "24 tasks in total", "24 granular tasks" as a whole line. */
export function aboutAll(statement: Statement, counts: readonly Count[], ground: Ground): TaskCountClaim[] {
  const { label, value, body } = statement;
  // Items and tickets may be any.
  const count = counts.find(
    ({ noun }) =>
      noun?.class === 'task' && !/^(?:item|ticket)$/.test(noun.word) && selectionOf(noun.qualifier, ground) === 'all',
  );
  if (!count) return [];
  const behind = body.words.slice(count.to).filter((word) => isWord(word) || word.value !== undefined);
  const before = body.words.slice(0, count.from).findLast((word) => isWord(word) && !word.senses.does.has('of'));
  const isWhole = label.value === '' && beginsWith(value, count) && behind.length === 0;
  // "All 3 tasks can start" speaks of those around it.
  const isTotal =
    (before?.senses.does.has('total') === true && (count.done || !before.senses.does.has('all'))) ||
    (behind[0]?.senses.does.has('total') === true && behind[0].senses.does.has('neutral')) ||
    isSpread(body, count);
  if (!isWhole && !isTotal) return [];
  const scope = phasesBefore(body, count.span.start, ground) ?? scopeOfPlace(statement, ground);
  return [claimOf({ ...statement, label: locate('', value.span.start) }, count, count.noun, scope, ground)];
}

/** "24 tasks across 3 phases". */
function isSpread({ words }: Wording, { to }: Count): boolean {
  const [sign, number, noun] = words.slice(to, to + 3);
  return sign !== undefined && isWord(sign) && number?.value !== undefined && noun?.senses.noun?.class === 'phase';
}

/** "This plan has 12 tasks in 3 phases": a sentence about the parts of the plan that it stands in. */
export function ofThisPlan(statement: Statement, counts: readonly Count[], ground: Ground): TaskCountClaim[] {
  const { body, value } = statement;
  const unlabelled = { label: locate('', value.span.start), value };
  return counts.flatMap((count): TaskCountClaim[] => {
    const { noun } = count;
    const { before, behind } = sentenceOf(body.words, count.from);
    if (!noun || noun.class === 'other' || noun.class === 'thing' || selectionOf(noun.qualifier, ground) !== 'all')
      return [];
    if (noun.class === 'kind' && !isKind(noun.word, ground)) return [];
    const isOwn = before.some(({ senses }) => senses.does.has('here'));
    const speaks = isOwn || before.some(({ senses }) => senses.does.has('subjects'));
    const comprises = [...before, ...behind].some(({ senses }) => senses.does.has('comprises'));
    if (!speaks || !comprises || !beginsSentence(before)) return [];
    const part = partOf(body, count, ground);
    const scope = part ?? (isOwn ? planScope(ground) : scopeOfPlace(statement, ground));
    return [claimOf(unlabelled, count, noun, scope, ground, isOwn ? allCountsOf : undefined)];
  });
}
