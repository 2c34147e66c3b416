import { purposeOfSection } from '../document/purpose.ts';
import type { Lexeme } from '../language/lexemes.ts';
import type { ClaimScope, TaskCountClaim } from '../plan/claim.ts';
import type { Ground, Statement } from './claim-context.ts';
import { scopeOfPlace, scopesOfPlace } from './claim-subject.ts';
import { claimOf, beginsCounting } from './count-claim.ts';
import { partBehind, partOf } from './count-scope.ts';
import type { Count } from './figure.ts';
import { isWord } from './nouns.ts';
import { selectionOf } from './qualifiers.ts';
import { sentenceOf } from './sentences.ts';
import { namedScope } from './subjects.ts';

/**
 * `Remaining: 4`, `In progress: 2`, "Il reste 3 tâches": how many are in a state other than done; beside others of the kind
 * (`2 done, 3 open`) without a noun as well.
 */
export function ofState(statement: Statement, counts: readonly Count[], ground: Ground): TaskCountClaim[] {
  const { label, head, body, section } = statement;
  const purpose = purposeOfSection(section, ground.document.vocabulary);
  if (purpose !== 'work') return [];
  const words = head.words.filter(isWord);
  const [state] = words.length > 0 && words.length < 3 ? words.map(stateIn) : [];
  const isOfState = state !== undefined && words.every((word) => stateIn(word) !== undefined);
  if (isOfState && state !== 'done') {
    const [first, other] = counts;
    const isAlone = first && !other && beginsCounting(body, first) && (!first.noun || first.noun.class !== 'other');
    const behind = first && body.words[first.to];
    const isOther = first?.noun !== undefined && selectionOf(first.noun.qualifier, ground) === undefined;
    if (!isAlone || (!isOther && behind && behind.kind !== 'open' && behind.text !== '.')) return [];
    // `Remaining: 5 outside tasks`: some that only their author knows.
    if (isOther) return [claimOf(statement, first, first.noun, scopeOfPlace(statement, ground), ground)];
    if (first.noun && selectionOf(first.noun.qualifier, ground) !== 'all' && first.noun.class !== 'thing') return [];
    const what = { class: 'task', word: 'task', qualifier: state === 'open' ? 'open' : state } as const;
    const scopes = scopesOfPlace(statement, scopeOfPlace(statement, ground), ground);
    const [claim, ...others] = scopes.map((scope) => claimOf(statement, first, what, scope, ground));
    return claim ? [{ ...claim, counts: [claim, ...others].flatMap((each) => each.counts) }] : [];
  }
  const stated = counts.filter(({ state: said, noun }) => said !== undefined && (!noun || noun.class === 'task'));
  const isTally = stated.length > 1 && stated.length === counts.filter(({ noun }) => noun?.isTotal !== true).length;
  const named = label.value === '' ? undefined : namedScope(head, ground);
  if (label.value !== '' && !named && !isTally) return [];
  return stated.flatMap((count): TaskCountClaim[] => {
    const { noun, from } = count;
    if (count.state === undefined || count.done || (noun && selectionOf(noun.qualifier, ground) === undefined))
      return [];
    // "Es sind noch 2 Aufgaben offen" begins with it; a sentence that comes to speak of them is about others.
    const before = sentenceOf(body.words, from).before.filter(isWord);
    if (!isTally && (noun === undefined || before.length > 3)) return [];
    const what = { class: 'task', word: 'task', qualifier: count.state } as const;
    const part = partOf(body, count, ground) ?? named;
    const scopes = part ? [part] : scopesOfPlace(statement, scopeOfPlace(statement, ground), ground);
    const [claim, ...others] = scopes.map((scope) => claimOf(statement, count, what, scope, ground));
    return claim ? [{ ...claim, counts: [claim, ...others].flatMap((each) => each.counts) }] : [];
  });
}

function stateIn({ senses }: Lexeme): Count['state'] {
  return senses.state ?? (senses.does.has('left') ? 'open' : undefined);
}

/** "95% complete (1 task deferred)", "3 done, 1 open": how many are in another state, beside what is said first. */
export function besides(
  statement: Statement,
  counts: readonly Count[],
  scope: ClaimScope,
  ground: Ground,
): TaskCountClaim[] {
  return counts.slice(1).flatMap((count): TaskCountClaim[] => {
    const { noun, state } = count;
    if (state === undefined || (noun !== undefined && noun.class !== 'task')) return [];
    if (partBehind(statement.body, count, ground)) return [];
    const what = noun ?? { class: 'task', word: 'task', qualifier: '' };
    return [claimOf(statement, count, { ...what, qualifier: state }, scope, ground)];
  });
}
