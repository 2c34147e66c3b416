import { locate, type Located } from '../../text.ts';
import type { ClaimScope, TaskCountClaim } from '../plan/claim.ts';
import type { Ground, Statement } from './claim-context.ts';
import { isBehindAll, planScope, scopeOfPlace, unknownScope } from './claim-subject.ts';
import { claimOf, isKind, isOfPlan, beginsCounting } from './count-claim.ts';
import { partOf, partWithin } from './count-scope.ts';
import type { Count } from './figure.ts';
import { readWording, type Wording } from './figures.ts';
import { isWord, nounInLabel } from './nouns.ts';
import { selectionOf } from './qualifiers.ts';
import { tasksNamed } from './subjects.ts';

/** `13 tasks (T008-T020)`, `US1=5 (T012-T016)`: the tasks that are listed behind a number. */
export function ofListed({ label, value, body }: Statement, count: Count, ground: Ground): TaskCountClaim | undefined {
  if (count.noun?.class === 'other' || count.noun?.class === 'phase') return undefined;
  const list = listBehind(value, body, count);
  const scope = list && tasksNamed(readWording(list, ground.document), ground);
  return scope && claimOf({ label, value }, count, count.noun, scope, ground);
}

/** What stands in brackets right behind a number of things, or behind a colon or dash up to the end. */
function listBehind(value: Located<string>, { words }: Wording, { to }: Count): Located<string> | undefined {
  const [sign, next] = [words[to], words[to + 1]];
  if (!sign || !next) return undefined;
  const end = words.findIndex(({ kind }, at) => at > to && kind === 'close');
  const { start } = next.span;
  const upTo = sign.kind === 'open' ? words[end]?.span.start : value.span.end;
  if (upTo === undefined || !(sign.kind === 'open' || sign.text === ':' || (sign.kind === 'dash' && next.spaced)))
    return undefined;
  return locate(value.value.slice(start - value.span.start, upTo - value.span.start), start);
}

/** Whether a label says that it is followed by a number of things. */
function isCounting({ head, field }: Statement): boolean {
  return field?.role === 'task-count' || head.words.some(({ senses }) => senses.does.has('tally'));
}

/** `Total Tasks: 20`, `Parallelizable Tasks: 34 (marked with [P])`, `Test Tasks: 20 integration tests`. */
export function underLabel(statement: Statement, count: Count, ground: Ground): TaskCountClaim | undefined {
  const { label, field, head, body } = statement;
  const { vocabulary } = ground.document;
  if (!beginsCounting(body, count)) return undefined;
  const counting = field?.role === 'task-count';
  const named = nounInLabel(head.text.value, vocabulary);
  // The label says that they are all of them.
  const noun = named && counting ? { ...named, qualifier: '' } : named;
  if (noun && selectionOf(noun.qualifier, ground) === 'done') return undefined;
  const own = isOfPlan(count.noun) ? count.noun : undefined;
  const says = isCounting(statement);
  // A label such as "Issues" may mean any issues; "Total Features" means those of the plan.
  const known =
    noun?.class === 'task' || noun?.class === 'step' || (noun?.class === 'kind' && (says || isKind(noun.word, ground)));
  if (!known && !counting && !(noun === undefined && says && own)) return ofOwnUnit(statement, count, says, ground);
  // `Tasks: 7`, `Tasks: 1, 2`: those may be ids.
  if (!counting && !says && count.noun === undefined && count.state === undefined && !isNumber(statement, count))
    return undefined;
  const narrowed = [noun?.qualifier, own?.qualifier].filter(Boolean).join(' ');
  const part = partOf(body, count, ground) ?? namedPart(head, ground);
  // What the first release takes is said by the phases beside it.
  const qualifier = part && selectionOf(narrowed, ground) === undefined ? withoutNames(narrowed) : narrowed;
  const what = own ?? noun;
  const isOther = count.noun?.class === 'other' && qualifier !== '';
  const place = selectionOf(qualifier, ground) === 'all' ? scopeOfPlace(statement, ground) : planScope(ground);
  const scope = isOther ? unknownScope(label.value) : (part ?? place);
  const claim = claimOf(statement, count, what && { ...what, qualifier }, scope, ground);
  // "Tasks: 5" over a list of boxes without ids may count those of other files.
  const isUnsure = !says && claim.scope.tasks.every(({ dialect }) => dialect === 'plain');
  if (isUnsure && claim.counts.every((own) => own.count !== count.count.value)) return { ...claim, counts: [] };
  if (part || !says || place.kind === 'plan' || !isBehindAll(statement, ground)) return claim;
  // Behind the last task a total may be the plan's as well.
  const all = claimOf(statement, count, what && { ...what, qualifier }, planScope(ground), ground);
  return { ...all, counts: [...all.counts, ...claim.counts] };
}

function namedPart(head: Wording, ground: Ground): ClaimScope | undefined {
  return partWithin(head, ground);
}

/** "MVP tasks" of phases that are named. */
function withoutNames(qualifier: string): string {
  return qualifier.replace(/^mvp$/, '');
}

/** `Plans: 3 plans`, `Total Files: 85 markdown files`: what the plan counts in a unit of its own. */
function ofOwnUnit(statement: Statement, count: Count, says: boolean, ground: Ground): TaskCountClaim | undefined {
  const { noun } = count;
  if (!noun || noun.class === 'thing' || statement.place === 'heading') return undefined;
  const { plurals } = ground.document.vocabulary;
  const singular = (word: string): string => plurals.get(word) ?? word.replace(/(?<!s)s$/, '');
  const words = statement.head.words.filter(isWord);
  // `Features Split: 12 features` counts some that only its author knows.
  const isAlone = noun.class === 'other' ? words.length === 1 : isByItself(statement);
  const isOf = isAlone && words.some(({ text }) => singular(text) === singular(noun.word));
  if (noun.class !== 'other')
    return isOf ? claimOf(statement, count, noun, unknownScope(statement.label.value), ground) : undefined;
  const isTotal = says && statement.head.words.some(({ senses }) => senses.does.has('total'));
  return isOf || isTotal ? claimOf(statement, count, noun, unknownScope(statement.label.value), ground) : undefined;
}

/** Whether a field says nothing but one number of things; numbered items tell what was done, one after the other. */
function isByItself({ item, body }: Statement): boolean {
  return item?.number === undefined && body.figures.length === 1;
}

/** Whether a bare number under `Tasks` counts them: it stands in the header, a summary, or beside how many are done. */
function isNumber({ section, body }: Statement, { to }: Count): boolean {
  const behind = body.words[to];
  if (behind && (/^[,;&]$/.test(behind.text) || behind.text === 'and')) return false;
  const others = body.figures.filter(({ from }) => from >= to);
  return (
    section.depth <= 1 ||
    section.role === 'summary' ||
    others.some((figure) => figure.kind === 'ratio' || (figure.kind === 'count' && figure.done))
  );
}
