import { locate, type Located } from '../../text.ts';
import type { Claim, ClaimScope, TaskCountClaim } from '../plan/claim.ts';
import { purposeOfSection } from '../document/purpose.ts';
import type { Lexeme } from '../language/lexemes.ts';
import { allCountsOf, countsOf, type What } from './countings.ts';
import { beginsWith, type Count, readWording, standsApart, type Wording } from './figures.ts';
import type { Ground, Statement } from './claim-context.ts';
import { isWord, type Noun, nounInLabel } from './nouns.ts';
import { holdsTasks, isBehindAll, planScope, scopeOfPlace, scopesOfPlace, unknownScope } from './claim-subject.ts';
import { partBehind, partOf, partWithin } from './count-scope.ts';
import { isOfWhole } from './progress-labels.ts';
import { selectionOf } from './qualifiers.ts';
import { beginsSentence, sentenceOf } from './sentences.ts';
import { namedScope, phasesBefore, tasksNamed } from './subjects.ts';

/** Numbers of tasks: of those listed beside them, under a label that counts, of a part of the plan, or in a sentence about all. */
export function readTaskCounts(statement: Statement, counted: boolean, ground: Ground): TaskCountClaim[] {
  const all = statement.body.figures.filter((figure) => figure.kind === 'count');
  const counts = all.filter(({ done }) => !done);
  const [first] = counts;
  if (!first) return aboutAll(statement, all, ground);
  const listed = counts.flatMap((count) => ofListed(statement, count, ground) ?? []);
  if (listed.length > 0) return listed;
  const labelled = underLabel(statement, first, ground);
  if (labelled) return [labelled, ...besides(statement, counts, labelled.scope, ground)];
  const isHeading = statement.place === 'heading' && statement.label.value === '';
  const found = isHeading ? inHeading(statement, counts, ground) : ofPart(statement, counts, counted, ground);
  if (found) return [found, ...besides(statement, counts, found.scope, ground)];
  const rest = ofState(statement, all, ground);
  if (rest.length > 0) return rest;
  const whole = aboutAll(statement, all, ground);
  const told = new Set(whole.map(({ stated }) => stated.span.start));
  return [
    ...whole,
    ...ofThisPlan(
      statement,
      counts.filter(({ count }) => !told.has(count.span.start)),
      ground,
    ),
  ];
}

function claimOf(
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

/** `13 tasks (T008-T020)`, `US1=5 (T012-T016)`: the tasks that are listed behind a number. */
function ofListed({ label, value, body }: Statement, count: Count, ground: Ground): TaskCountClaim | undefined {
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
function underLabel(statement: Statement, count: Count, ground: Ground): TaskCountClaim | undefined {
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
  if (noun?.class !== 'other' || statement.place === 'heading') return undefined;
  const [only, other] = statement.head.words.filter(isWord);
  const isOf = only?.text === noun.word && other === undefined;
  const isTotal = says && statement.head.words.some(({ senses }) => senses.does.has('total'));
  return isOf || isTotal ? claimOf(statement, count, noun, unknownScope(statement.label.value), ground) : undefined;
}

/** Whether a number begins a text, but for a word that says that it is a total (`총 135개`, `total 12`). */
function beginsCounting({ words }: Wording, { from }: Count): boolean {
  return words
    .slice(0, from)
    .every(
      (word) =>
        !(isWord(word) || word.value !== undefined) || word.senses.does.has('total') || word.senses.does.has('about'),
    );
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

function isOfPlan(noun: Noun | undefined): boolean {
  return noun?.class === 'task' || noun?.class === 'kind' || noun?.class === 'step';
}

function isKind(word: string, { reading }: Ground): boolean {
  return reading.tasks.some(({ keyword }) => keyword?.toLowerCase() === word);
}

/** The first number of tasks that nothing narrows down but what the model knows. */
function tasksAmong(counts: readonly Count[], ground: Ground): Count | undefined {
  return counts.find(
    ({ noun }) =>
      noun !== undefined &&
      (noun.class === 'task' || (noun.class === 'kind' && isKind(noun.word, ground))) &&
      selectionOf(noun.qualifier, ground) !== undefined,
  );
}

/** `Phase 1 (Setup): 4 tasks`, `Setup: 3 tasks`, `MVP: Phase 0 + Phase 1 (12 tasks)`; under a total `Phase 0: Setup (3)`. */
function ofPart(
  statement: Statement,
  counts: readonly Count[],
  counted: boolean,
  ground: Ground,
): TaskCountClaim | undefined {
  const { label, head, place, value, body } = statement;
  if (label.value === '') return undefined;
  const named = namedScope(head, ground);
  const isKnown = named !== undefined && named.kind !== 'unknown';
  const count = tasksAmong(counts, ground);
  const part = count && (partOf(body, count, ground) ?? partWithin(head, ground));
  if (count && isKnown) {
    // "Phase 2: write the 5 tasks of the sheet": only a number that stands by itself counts the phase.
    const apart = beginsWith(value, count) || standsApart(value, count);
    return apart ? claimOf(statement, count, count.noun, part ?? named, ground) : undefined;
  }
  if (count && place !== 'heading' && (part ?? beginsWith(value, count))) {
    const own = selectionOf(label.value.toLowerCase(), ground);
    const selection = own === 'parallel' || own === 'left' ? label.value.toLowerCase() : '';
    const what = count.noun && { ...count.noun, qualifier: `${count.noun.qualifier} ${selection}`.trim() };
    const isAll = selectionOf(what?.qualifier ?? '', ground) === 'all';
    const isWhole = isAll && (isOfWhole(statement) || speaksOfPlan(head));
    // "Polish: 5 tasks in parallel": what the label names is not the plan.
    const isOther = isAll || (own === undefined && !isOfWhole(statement));
    const scope =
      part ??
      named ??
      (isWhole ? scopeOfPlace(statement, ground) : isOther ? unknownScope(label.value) : planScope(ground));
    return claimOf(statement, count, what, scope, ground);
  }
  const bare = counts.find(({ noun }) => noun === undefined || noun.class === 'thing');
  if (!bare || !isKnown || !counted) return undefined;
  return beginsWith(value, bare) || standsApart(value, bare)
    ? claimOf(statement, bare, undefined, named, ground)
    : undefined;
}

/** `This project: 12 tasks`, but not `Project model: 1 task`. */
function speaksOfPlan({ words }: Wording): boolean {
  const said = words.filter(isWord);
  const isPlain = ({ senses: { does } }: Lexeme) =>
    (['subjects', 'whole', 'total', 'here', 'particles', 'of', 'current'] as const).some((each) => does.has(each));
  return said.some(({ senses }) => senses.does.has('subjects')) && said.every(isPlain);
}

/** `## Phase 2 (5 tasks, 12 hours)`, `## MVP (Phases 0-2, 12 tasks)`, `### Parallel work (40+ tasks)`. */
function inHeading(statement: Statement, counts: readonly Count[], ground: Ground): TaskCountClaim | undefined {
  const { section, value, body } = statement;
  const count = tasksAmong(counts, ground);
  if (!count || !standsApart(value, count)) return undefined;
  const own = scopeOfPlace(statement, ground);
  const part = partOf(body, count, ground);
  if (part && part.key !== own.key) return claimOf(statement, count, count.noun, part, ground);
  if (holdsTasks(section, own)) return claimOf(statement, count, count.noun, own, ground);
  const words = body.words
    .slice(0, count.from)
    .filter(({ senses }) => senses.does.has('parallel') || senses.does.has('left'));
  const qualifier = words.map(({ text }) => text).join(' ');
  if (qualifier === '') return undefined;
  return claimOf(statement, count, { class: 'task', word: 'task', qualifier }, planScope(ground), ground);
}

/** "All 24 tasks are completed", "24 tasks in total", "24 granular tasks" as a whole line. */
function aboutAll(statement: Statement, counts: readonly Count[], ground: Ground): TaskCountClaim[] {
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
function ofThisPlan(statement: Statement, counts: readonly Count[], ground: Ground): TaskCountClaim[] {
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

/**
 * `Remaining: 4`, `In progress: 2`, "Il reste 3 tâches": how many are in a state other than done; beside others of the kind
 * (`2 done, 3 open`) without a noun as well.
 */
function ofState(statement: Statement, counts: readonly Count[], ground: Ground): TaskCountClaim[] {
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
    if (!isAlone || (behind && behind.kind !== 'open' && behind.text !== '.')) return [];
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
function besides(statement: Statement, counts: readonly Count[], scope: ClaimScope, ground: Ground): TaskCountClaim[] {
  return counts.slice(1).flatMap((count): TaskCountClaim[] => {
    const { noun, state } = count;
    if (state === undefined || (noun !== undefined && noun.class !== 'task')) return [];
    if (partBehind(statement.body, count, ground)) return [];
    const what = noun ?? { class: 'task', word: 'task', qualifier: '' };
    return [claimOf(statement, count, { ...what, qualifier: state }, scope, ground)];
  });
}

/** Lets a total be what its own parts sum to, where some of them stand elsewhere. */
export function withParts(claims: readonly Claim[], ground: Ground): Claim[] {
  return claims.map((claim, index) => {
    if (claim.kind !== 'task-count' || claim.scope.kind !== 'plan' || claim.counts.length === 0) return claim;
    const parts = partsBehind(claim, claims.slice(index + 1), ground);
    const sums = parts.map((_, last) => parts.slice(0, last + 1).reduce((sum, { stated }) => sum + stated.value, 0));
    const isElsewhere = parts.some(({ counts }) => counts.length === 0);
    if (!isElsewhere || !sums.slice(1).includes(claim.stated.value)) return claim;
    const sum = { count: claim.stated.value, what: 'in its parts', of: 'the list', loose: true };
    return { ...claim, counts: [...claim.counts, sum] };
  });
}

/** The numbers of tasks that follow a total in its section. */
function partsBehind(total: Claim, others: readonly Claim[], { document: { sections } }: Ground): TaskCountClaim[] {
  const section = sections.findLast(({ headingSpan }) => headingSpan.start <= total.value.span.start);
  const parts: TaskCountClaim[] = [];
  for (const part of others) {
    const isInside = section !== undefined && part.value.span.start < section.bodySpan.end;
    if (part.kind !== 'task-count' || part.scope.kind === 'plan' || !isInside) break;
    parts.push(part);
  }
  return parts;
}
