import { locate, type Located } from '../../text.ts';
import type { Claim, ClaimScope, TaskCountClaim } from '../plan/claim.ts';
import type { Vocabulary } from '../language/words.ts';
import { countsOf, isNeutral, isSelection } from './countings.ts';
import { beginsWith, type Count, type Figure, readFigures, standsApart } from './figures.ts';
import type { Ground, Statement } from './claim-context.ts';
import { type Noun, nounInLabel } from './nouns.ts';
import {
  holdsTasks,
  isBehindAll,
  namedScope,
  phasesNamed,
  planScope,
  scopeOfPlace,
  tasksNamed,
  unknownScope,
} from './claim-subject.ts';

type What = Pick<Noun, 'class' | 'word' | 'qualifier'>;

/** Numbers of tasks: of those listed beside them, under a label that counts, of a part of the plan, or in a sentence about all. */
export function readTaskCounts(statement: Statement, figures: readonly Figure[], ground: Ground): TaskCountClaim[] {
  const all = figures.filter((figure) => figure.kind === 'count');
  const counts = all.filter(({ done }) => !done);
  const [first] = counts;
  if (!first) return aboutAll(statement, all, ground);
  const listed = counts.flatMap((count) => ofListed(statement, count, ground) ?? []);
  if (listed.length > 0) return listed;
  const labelled = underLabel(statement, first, ground);
  if (labelled) return [labelled];
  const isHeading = statement.place === 'heading' && statement.label.value === '';
  const found = isHeading ? inHeading(statement, counts, ground) : ofPart(statement, counts, ground);
  return found ? [found] : aboutAll(statement, all, ground);
}

function claimOf(
  { label, value }: Statement,
  { count, approximate, atLeast, span, end }: Count,
  what: What | undefined,
  scope: ClaimScope,
  ground: Ground,
): TaskCountClaim {
  const phrase = value.value.slice(span.start - value.span.start, end - value.span.start).trim();
  const unlabelled = { value: scope.kind === 'plan' ? phrase : scope.name, span: { start: span.start, end } };
  return {
    kind: 'task-count',
    label: label.value === '' ? unlabelled : label,
    value: locate(phrase, span.start),
    scope,
    stated: count,
    approximate,
    atLeast,
    counts: countsOf(count.value, what, scope, ground),
  };
}

/** `13 tasks (T008-T020)`, `US1=5 (T012-T016)`: the tasks that are listed behind a number. */
function ofListed(statement: Statement, count: Count, ground: Ground): TaskCountClaim | undefined {
  if (count.noun?.class === 'other' || count.noun?.class === 'phase') return undefined;
  const rest = statement.value.value.slice(count.end - statement.value.span.start);
  const bracket =
    /^[\s*_]*[(（[]([^()（）[\]]+)[)）\]]/.exec(rest) ?? /^[\s*_]*(?:[:：]|[–—-]\s)\s*(\S[^.;|]*)$/.exec(rest);
  const scope = bracket?.[1] === undefined ? undefined : tasksNamed(bracket[1].trim(), ground);
  return scope && claimOf(statement, count, count.noun, scope, ground);
}

/** Words in a label that make it one of a number of things. */
const COUNTING = /\b(?:total|number of|count)\b/i;

/** `Total Tasks: 20`, `Parallelizable Tasks: 34 (marked with [P])`, `Test Tasks: 20 integration tests`. */
function underLabel(statement: Statement, count: Count, ground: Ground): TaskCountClaim | undefined {
  const { label, field, value } = statement;
  const { vocabulary } = ground.document;
  if (!beginsWith(behindTotal(value, vocabulary), count)) return undefined;
  const counting = field?.role === 'task-count';
  const named = nounInLabel(label.value, vocabulary);
  // The label says that they are all of them.
  const noun = named && counting ? { ...named, qualifier: '' } : named;
  if (noun?.qualifier.split(' ').some((word) => vocabulary.states.get(word) === 'done')) return undefined;
  const own = isOfPlan(count.noun) ? count.noun : undefined;
  const says = counting || COUNTING.test(label.value);
  // A label such as "Issues" may mean any issues; "Total Features" means those of the plan.
  const known = noun?.class === 'task' || (noun?.class === 'kind' && (says || isKind(noun.word, ground)));
  if (!known && !counting && !(noun === undefined && says && own)) return undefined;
  // `Tasks: 7`, `Tasks: 1, 2`: those may be ids.
  if (!counting && !says && count.noun === undefined && !isCounting(statement, count, ground)) return undefined;
  const narrowed = [noun?.qualifier, own?.qualifier].filter(Boolean).join(' ');
  // What the first release takes is said by the phases beside it.
  const qualifier = narrowed === 'mvp' && partIn(statement, count, ground) ? '' : narrowed;
  const what = own ?? noun;
  const isOther = count.noun?.class === 'other' && qualifier !== '';
  const part = isOther ? unknownScope(label.value) : partIn(statement, count, ground);
  const place = isNeutral(qualifier) ? scopeOfPlace(statement, ground) : planScope(ground);
  const claim = claimOf(statement, count, what && { ...what, qualifier }, part ?? place, ground);
  // "Tasks: 5" over a list of boxes without ids may count those of other files.
  const isUnsure = !says && claim.scope.tasks.every(({ dialect }) => dialect === 'plain');
  if (isUnsure && claim.counts.every(({ count: own }) => own !== count.count.value)) return { ...claim, counts: [] };
  if (part || !says || place.kind === 'plan' || !isBehindAll(statement, ground)) return claim;
  // Behind the last task a total may be the plan's as well.
  const all = claimOf(statement, count, what && { ...what, qualifier }, planScope(ground), ground);
  return { ...all, counts: [...all.counts, ...claim.counts] };
}

/** A value without a word at its beginning that says that it is a total (`총 135개`, `total 12`). */
function behindTotal(value: Located<string>, { totals }: Vocabulary): Located<string> {
  const [lead, word = ''] = /^[\s*_]*(\p{L}+)(?=[\s*_]*\d)/u.exec(value.value) ?? [];
  if (lead === undefined || !totals.has(word.toLowerCase())) return value;
  return locate(value.value.slice(lead.length), value.span.start + lead.length);
}

/** Whether a bare number under `Tasks` counts them: it stands in the header, a summary, or beside how many are done. */
function isCounting({ section, value }: Statement, { span }: Count, ground: Ground): boolean {
  const rest = value.value.slice(span.end - value.span.start);
  if (/^[\s*_]*[,;&]|^[\s*_]*(?:and|und|y|et|e)\s/.test(rest)) return false;
  const inside = readFigures(locate(rest, span.end), ground.document);
  return (
    section.depth <= 1 || section.role === 'summary' || inside.some((figure) => figure.kind === 'count' && figure.done)
  );
}

function isOfPlan(noun: Noun | undefined): boolean {
  return noun?.class === 'task' || noun?.class === 'kind' || noun?.class === 'step';
}

function isKind(word: string, { reading }: Ground): boolean {
  return reading.tasks.some(({ keyword }) => keyword?.toLowerCase() === word);
}

/** Phases that stand before a number or right behind it, or that the label names: `Phase 1 + 2 = 23 tasks`, `40 tasks (Phases 1-4)`. */
function partIn({ label, value }: Statement, { span, end }: Count, ground: Ground): ClaimScope | undefined {
  const behind = /^[\s*_]*(?:[(（]|in\s)[^)）]*/.exec(value.value.slice(end - value.span.start))?.[0] ?? '';
  const named = phasesNamed(behind, ground);
  // "135 tasks (Phase 7 added)" is no part.
  const isAll =
    named &&
    /^\s*(?:added|included|incl\b|추가|포함|新增|追加|含)/iu.test(
      behind.slice(behind.indexOf(named.name) + named.name.length),
    );
  return (
    (isAll ? undefined : named) ??
    phasesNamed(value.value.slice(0, span.start - value.span.start), ground) ??
    phasesNamed(label.value, ground)
  );
}

/** The first number of tasks that nothing narrows down but what the model knows. */
function tasksAmong(counts: readonly Count[], ground: Ground): Count | undefined {
  return counts.find(
    ({ noun }) =>
      noun !== undefined &&
      (noun.class === 'task' || (noun.class === 'kind' && isKind(noun.word, ground))) &&
      (isNeutral(noun.qualifier) || isSelection(noun.qualifier)),
  );
}

/** `Phase 1 (Setup): 4 tasks`, `Setup: 3 tasks`, `MVP: Phase 0 + Phase 1 (12 tasks)`; under a total `Phase 0: Setup (3)`. */
function ofPart(statement: Statement, counts: readonly Count[], ground: Ground): TaskCountClaim | undefined {
  const { label, place, value } = statement;
  if (label.value === '') return undefined;
  const named = namedScope(label.value, ground);
  const isKnown = named !== undefined && named.kind !== 'unknown';
  const count = tasksAmong(counts, ground);
  const part = count && partIn(statement, count, ground);
  if (count && isKnown) {
    // "Phase 2: write the 5 tasks of the sheet": only a number that stands by itself counts the phase.
    const apart = beginsWith(value, count) || standsApart(value, count);
    return apart ? claimOf(statement, count, count.noun, part ?? named, ground) : undefined;
  }
  if (count && place !== 'heading' && (part ?? beginsWith(value, count))) {
    const selection = isSelection(label.value.toLowerCase()) ? label.value.toLowerCase() : '';
    const what = count.noun && { ...count.noun, qualifier: `${count.noun.qualifier} ${selection}`.trim() };
    const scope = part ?? named ?? (isNeutral(what?.qualifier ?? '') ? unknownScope(label.value) : planScope(ground));
    return claimOf(statement, count, what, scope, ground);
  }
  const bare = counts.find(({ noun }) => noun === undefined || noun.class === 'thing');
  if (!bare || !isKnown || !statement.counted) return undefined;
  return beginsWith(value, bare) || standsApart(value, bare)
    ? claimOf(statement, bare, undefined, named, ground)
    : undefined;
}

/** `## Phase 2 (5 tasks, 12 hours)`, `## MVP (Phases 0-2, 12 tasks)`, `### Parallel work (40+ tasks)`. */
function inHeading(statement: Statement, counts: readonly Count[], ground: Ground): TaskCountClaim | undefined {
  const { section, value } = statement;
  const count = tasksAmong(counts, ground);
  if (!count || !standsApart(value, count)) return undefined;
  const own = scopeOfPlace(statement, ground);
  const part = partIn({ ...statement, label: locate('', value.span.start) }, count, ground);
  if (part && part.key !== own.key) return claimOf(statement, count, count.noun, part, ground);
  if (holdsTasks(section, own)) return claimOf(statement, count, count.noun, own, ground);
  const qualifier = value.value.toLowerCase();
  if (!isSelection(qualifier)) return undefined;
  return claimOf(statement, count, { class: 'task', word: 'task', qualifier }, planScope(ground), ground);
}

const ALL = /^(?:all|alle|todas|todos|toutes|все|tất cả|全部|전체|全体)$/;

/** "All 24 tasks are completed", "24 tasks in total", "24 granular tasks" as a whole line. */
function aboutAll(statement: Statement, counts: readonly Count[], ground: Ground): TaskCountClaim[] {
  const { label, value } = statement;
  const { totals } = ground.document.vocabulary;
  // Items and tickets may be any.
  const count = counts.find(
    ({ noun }) => noun?.class === 'task' && !/^(?:item|ticket)$/.test(noun.word) && isNeutral(noun.qualifier),
  );
  if (!count) return [];
  const before = value.value.slice(0, count.span.start - value.span.start).toLowerCase();
  const after = value.value.slice(count.end - value.span.start).toLowerCase();
  const word = /(?<![\p{L}"״])([\p{L}"״]+)(?:\s+of)?[\s*_:：]*$/u.exec(before)?.[1] ?? '';
  const isWhole = label.value === '' && beginsWith(value, count) && /^[\s*_.!)]*$/.test(after);
  // "All 3 tasks can start" speaks of those around it.
  const isTotal =
    (totals.has(word) && (count.done || !ALL.test(word))) ||
    /^\s*(?:in )?total\b|^\s+(?:across|over|in) \d+ /.test(after);
  if (!isWhole && !isTotal) return [];
  const scope = phasesNamed(before, ground) ?? scopeOfPlace(statement, ground);
  return [claimOf({ ...statement, label: locate('', value.span.start) }, count, count.noun, scope, ground)];
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
