import { locate } from '../../text.ts';
import type { ClaimScope, ProgressClaim } from '../plan/claim.ts';
import { purposeOfSection } from '../document/purpose.ts';
import { progressOf } from './countings.ts';
import type { Count, Figure, Ratio, Share } from './figure.ts';
import { beginsWith, readWording, standsApart, type Wording } from './figures.ts';
import type { Ground, Statement } from './claim-context.ts';
import { isWord, type Noun, nounInLabel } from './nouns.ts';
import { sentenceOf } from './sentences.ts';
import {
  isAboutProgress,
  isMarked,
  isOfTarget,
  isOfWhole,
  isProgressLabel,
  speaksForWhole,
} from './progress-labels.ts';
import { holdsTasks, isPast, planScope, scopeOfPlace, scopesOfPlace, unknownScope } from './claim-subject.ts';
import { namedScope, phasesBefore, subjectsIn } from './subjects.ts';
import { isDivision, measured } from './shares.ts';

/** What a statement says of how far something is. */
interface Said {
  readonly ratio?: Ratio | undefined;
  readonly share?: Share | undefined;
  /** A number of things that are done, without their total. */
  readonly done?: Count | undefined;
}

/** Shares and counts of what is done: under a label for progress or a status, of a phase, in a heading, in a sentence. */
export function readProgress(statement: Statement, ground: Ground): ProgressClaim[] {
  const { section, item, place, label, body } = statement;
  const { figures } = body;
  if (purposeOfSection(section, ground.document.vocabulary) === 'metrics' || isOfTarget(statement)) return [];
  if (item && isDivision(item, ground)) return [];
  const said = saidIn(figures, statement);
  const done = doneUnderLabel(statement, figures, ground);
  if (done) return [claimOf(statement, { done }, scopeOfPlace(statement, ground), ground)];
  const first = firstOf(said);
  if (!first) return [];
  const found = place === 'heading' && label.value === '' ? inHeading : underLabel;
  return [found(statement, said, first, ground) ?? []].flat();
}

function saidIn(figures: readonly Figure[], { field, body }: Statement): Said {
  const [only, other] = body.figures;
  // `progress: 50` in front matter.
  const isBare = field?.place === 'front-matter' && field.role === 'progress' && only?.kind === 'count' && !other;
  if (isBare && only.noun === undefined && body.words.length === 1 && only.count.value <= 100)
    return { share: { ...only, kind: 'share', percent: only.count, of: undefined } };
  return {
    ratio: figures.find((figure) => figure.kind === 'ratio'),
    share: figures.filter((figure) => figure.kind === 'share').find(({ of }) => of !== 'other'),
    done: doneIn(figures),
  };
}

/** A number of tasks that are done; without a noun only beside how many are in another state (`2 done, 3 open`). */
function doneIn(figures: readonly Figure[]): Count | undefined {
  const counts = figures.filter((figure) => figure.kind === 'count');
  const isTally =
    counts.filter(({ state, noun }) => state !== undefined && (!noun || noun.class === 'task')).length > 1;
  return counts.find(({ done, noun }) => done && (noun ? noun.class === 'task' : isTally));
}

function firstOf({ ratio, share, done }: Said): Figure | undefined {
  const figures = [ratio, share, done].filter((figure) => figure !== undefined);
  return figures.sort((a, b) => a.span.start - b.span.start)[0];
}

/** `Completed: 24`, `Completed Tasks: 24`. */
function doneUnderLabel(
  { label, head, value }: Statement,
  figures: readonly Figure[],
  { document: { vocabulary } }: Ground,
): Count | undefined {
  const [count] = figures;
  if (count?.kind !== 'count' || count.noun?.class === 'other' || !beginsWith(value, count)) return undefined;
  // `Completed: 2025` is when.
  if (figures.some(({ kind }) => kind === 'ratio') || count.count.value > 1900) return undefined;
  const noun = nounInLabel(label.value, vocabulary);
  const words = head.words.filter((word) => isWord(word) && word.senses.noun === undefined);
  if (noun?.class !== 'task' && words.length > 1) return undefined;
  if (!words.some(({ senses }) => senses.state === 'done')) return undefined;
  const isAlone = /^[\s*_]*(?:$|[(（])/.test(value.value.slice(count.span.end - value.span.start));
  return count.noun !== undefined || isAlone ? count : undefined;
}

function underLabel(statement: Statement, said: Said, first: Figure, ground: Ground): ProgressClaim | undefined {
  const { label, head, value, body, field } = statement;
  const { ratio, share, done } = said;
  const begins = beginsWith(value, first);
  const isDone = share?.of === 'done';
  const place = scopeOfPlace(statement, ground);
  const named = label.value === '' ? undefined : namedScope(head, ground);
  const inside = phasesBefore(body, first.span.start, ground);
  if (isProgressLabel(statement, ground)) {
    // A share further on in a sentence ("Iterations 1-7 done (100%), polish next") is of what it names.
    if (!begins && !ratio && !inside && !isDone) return undefined;
    const scope = inside ?? named ?? (isOfWhole(statement) ? place : unknownScope(label.value));
    return claimOf(statement, said, scope, ground);
  }
  // `Overall: 40 %` under "Progress".
  if (begins && !field?.role && isOfWhole(statement) && isAboutProgress(statement, ground) && (share ?? ratio))
    return claimOf(statement, said, inside ?? named ?? place, ground);
  if (field?.role === 'status') {
    if (ratio?.noun?.class === 'other' || !speaksForWhole(statement, place, ground)) return undefined;
    const speaks = ratio !== undefined || done !== undefined || isDone || begins || standsApart(value, first);
    return speaks ? claimOf(statement, said, inside ?? place, ground) : undefined;
  }
  if (named) {
    if (!begins && !standsApart(value, first)) return undefined;
    const speaks =
      isDone || done !== undefined || (ratio !== undefined && (share !== undefined || ratio.noun?.class !== 'other'));
    return speaks || isAboutProgress(statement, ground) ? claimOf(statement, said, named, ground) : undefined;
  }
  // `Documentation Files: 85/85 (100%)`, `Tests: 95% (19/20)`: nobody knows what is counted, but the two figures have to agree.
  const both = ratio && label.value !== '' ? shareBeside(ratio, statement) : undefined;
  if (ratio && both) return claimOf(statement, { ratio, share: both }, unknownScope(label.value), ground);
  return inSentence(statement, said, inside ?? place, ground);
}

/** The share beside a ratio that begins a value with it: nothing but a few words stand between them, and no label of another one. */
function shareBeside(ratio: Ratio, { body, value }: Statement): Share | undefined {
  const share = body.figures.find((figure) => figure.kind === 'share');
  if (!share || Math.abs(body.figures.indexOf(share) - body.figures.indexOf(ratio)) > 1) return undefined;
  const [first, second] = ratio.from < share.from ? [ratio, share] : [share, ratio];
  const { start } = value.span;
  const between = value.value.slice(first.span.end - start, second.span.start - start);
  return beginsWith(value, first) && between.length < 40 && !/[:：→]|->/.test(between) ? share : undefined;
}

/** `## Phase 2 (60% COMPLETE)`, `### Setup (3/4)`, `## Phase 1: Core - 100% complete`. */
function inHeading(statement: Statement, said: Said, first: Figure, ground: Ground): ProgressClaim | undefined {
  const { section, value, body } = statement;
  const { ratio, share, done } = said;
  if (!standsApart(value, first) && share?.of !== 'done') return undefined;
  const own = scopeOfPlace(statement, ground);
  // `Completed Phases (2/5)`.
  const noun = ratio && !ratio.noun ? countedIn(body, ratio) : undefined;
  if (ratio && noun) return claimOf(statement, { ...said, ratio: { ...ratio, noun } }, planScope(ground), ground);
  const scope = holdsTasks(section, own) ? own : namedScope(body, ground);
  if (!scope && (ratio?.noun === undefined || ratio.noun.class === 'other')) return undefined;
  // `(25%)` alone may be how many get it first.
  if (!ratio && !done && share?.of === undefined && !isMarked(section, ground)) return undefined;
  return claimOf(statement, said, scope ?? own, ground);
}

/** The noun of a heading that says which of them are done. */
function countedIn({ words }: Wording, { from }: Ratio): Noun | undefined {
  const [state, noun, ...others] = words.slice(0, from).filter(isWord);
  const told = state?.senses.state === 'done' ? noun?.senses.noun : undefined;
  return told && others.length === 0 ? { ...told, qualifier: '' } : undefined;
}

/** "3 of 5 tasks completed", "18/19 done", "The project is 96% complete". */
function inSentence(
  statement: Statement,
  { ratio, share, done }: Said,
  scope: ClaimScope,
  ground: Ground,
): ProgressClaim | undefined {
  const { body, label, section } = statement;
  if (purposeOfSection(section, ground.document.vocabulary) !== 'work') return undefined;
  if (ratio?.isDone && ratio.noun?.class !== 'other') return claimOf(statement, { ratio, share }, scope, ground);
  const before = share ? body.words.slice(0, share.from) : [];
  const isOfPlan = before.some(({ senses }) => senses.does.has('subjects') || senses.does.has('here'));
  if (share?.of === 'done' && before.length < 15 && (isOfPlan || scope.kind === 'phase' || isOfTasks(body, share)))
    return claimOf(statement, { share }, scope, ground);
  const isFirst = done && (done.noun === undefined || sentenceOf(body.words, done.from).before.length < 4);
  return isFirst && label.value === '' ? claimOf(statement, { done }, scope, ground) : undefined;
}

/** "60 % of the tasks are done". */
function isOfTasks({ words }: Wording, { to }: Share): boolean {
  return words[to]?.senses.does.has('of') === true;
}

function claimOf(statement: Statement, said: Said, scope: ClaimScope, ground: Ground): ProgressClaim {
  const { label, value, place, section } = statement;
  const { ratio, share, done } = said;
  const noun = ratio?.noun ?? done?.noun;
  const spans = [ratio, share].flatMap((figure) => (figure ? [figure.span] : []));
  if (!ratio && done) spans.push({ start: done.span.start, end: done.end });
  const [start, end] = [Math.min(...spans.map((span) => span.start)), Math.max(...spans.map((span) => span.end))];
  const rest = value.value.slice(end - value.span.start);
  const isNamed = subjectsIn(statement.head, ground).length + subjectsIn(statement.body, ground).length > 0;
  // `3/3 files (100%)`: the bracket belongs to it.
  const close = ratio && share ? (/^\s*[)）]/.exec(rest)?.[0].length ?? 0) : 0;
  const figures = locate(value.value.slice(start - value.span.start, end + close - value.span.start), start);
  const isWhole = place === 'field' && beginsWith(value, { span: figures.span });
  const isMeasured =
    ratio ?? done ?? !(isExcused(statement, share, ground) || isOfRest(scope, ground) || isOneOfSeveral(statement));
  const scopes = isNamed ? [scope] : scopesOfPlace(statement, scope, ground);
  const isUnderWay = ratio !== undefined && !ratio.isDone && isInProgress(statement, ratio);
  const counts = isMeasured ? scopes.flatMap((each) => progressOf(noun, each, ground, isUnderWay)) : [];
  const total = ratio?.total.value;
  const isPartial = share !== undefined && share.percent.value > 0 && share.percent.value < 100;
  const known = ratio || done || !isPartial ? counts : measuring(counts, scope, ground);
  return measured({
    kind: 'progress',
    label: label.value === '' ? { value: nameOf(scope, statement), span: figures.span } : label,
    value: isWhole ? value : figures,
    scope,
    approximate: share?.approximate ?? false,
    percent: share?.percent,
    done: ratio?.done ?? done?.count,
    total: ratio?.total,
    complete: undefined,
    past: isPast(section, scope, ground),
    unit: noun?.class === 'other' ? noun.word : undefined,
    counts: total === undefined ? known : countingsOf(total, noun !== undefined, counts, scope),
  });
}

/** Whether what stands before a figure says that work is under way. */
function isInProgress({ body: { words } }: Statement, { from }: Ratio): boolean {
  return words.slice(0, from).some(({ senses }) => senses.state === 'in-progress');
}

/**
 * The countings that a share on its own can be held against. What is said of a whole plan does not come from its boxes
 * where none is ticked, or all are, nor where it has phases without tasks.
 */
function measuring(
  counts: ProgressClaim['counts'],
  { kind }: ClaimScope,
  { reading: { phases } }: Ground,
): ProgressClaim['counts'] {
  if (kind !== 'plan') return counts;
  const isElsewhere = phases.some(({ tasks }) => tasks.length === 0);
  return isElsewhere ? [] : counts.filter(({ done, total }) => done > 0 && done < total);
}

/**
 * The countings that a stated total leaves: without a noun it tells what was counted, and boxes without ids may be other
 * things than the tasks that somebody counted; where it fits nothing, something else was.
 */
function countingsOf(
  total: number,
  hasNoun: boolean,
  counts: ProgressClaim['counts'],
  { tasks }: ClaimScope,
): ProgressClaim['counts'] {
  const isSure = hasNoun && tasks.some(({ dialect }) => dialect !== 'plain');
  return isSure ? counts : counts.filter((counting) => counting.total === total);
}

/** What says something in a line without a label: the phase, else the section. */
function nameOf(scope: ClaimScope, { section }: Statement): string {
  return scope.kind !== 'plan' ? scope.name : section.title === '' ? 'The plan' : section.title;
}

/** `93% (Design), 0% (Implementation)`: shares of several things, whatever they are. */
function isOneOfSeveral({ body }: Statement): boolean {
  const shares = body.figures.flatMap((figure) => (figure.kind === 'share' ? figure.percent.value : []));
  return new Set(shares).size > 1;
}

/** A list of what is left to do does not have what is done. */
function isOfRest(scope: ClaimScope, { document }: Ground): boolean {
  const title = document.sections.find(({ depth }) => depth === 1)?.title ?? '';
  if (scope.kind !== 'plan') return false;
  const name = (document.path ?? '').replace(/[_./-]+/g, ' ');
  return readWording(locate(`${title} ${name}`, 0), document).words.some(({ senses }) => senses.does.has('backlog'));
}

/** "95% complete (translations deferred)": what is left is no task of the plan. */
function isExcused({ body }: Statement, share: Share | undefined, { document: { vocabulary } }: Ground): boolean {
  if (!share) return false;
  return body.words
    .slice(share.to)
    .filter(isWord)
    .slice(0, 12)
    .some(
      ({ text, senses }) =>
        vocabulary.takesBack.has(text) || senses.state === 'dropped' || senses.does.has('left') || text === 'requires',
    );
}
