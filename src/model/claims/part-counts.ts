import type { Lexeme } from '../language/lexemes.ts';
import type { TaskCountClaim } from '../plan/claim.ts';
import type { Ground, Statement } from './claim-context.ts';
import { holdsTasks, planScope, scopeOfPlace, unknownScope } from './claim-subject.ts';
import { claimOf, isKind } from './count-claim.ts';
import { partOf, partWithin } from './count-scope.ts';
import type { Count } from './figure.ts';
import { beginsWith, standsApart, type Wording } from './figures.ts';
import { isWord } from './nouns.ts';
import { isOfWhole } from './progress-labels.ts';
import { selectionOf } from './qualifiers.ts';
import { namedScope } from './subjects.ts';

/** `Phase 1 (Setup): 4 tasks`, `Setup: 3 tasks`, `MVP: Phase 0 + Phase 1 (12 tasks)`; under a total `Phase 0: Setup (3)`. */
export function ofPart(
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
export function inHeading(statement: Statement, counts: readonly Count[], ground: Ground): TaskCountClaim | undefined {
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

/** The first number of tasks that nothing narrows down but what the model knows. */
function tasksAmong(counts: readonly Count[], ground: Ground): Count | undefined {
  return counts.find(
    ({ noun }) =>
      noun !== undefined &&
      (noun.class === 'task' || (noun.class === 'kind' && isKind(noun.word, ground))) &&
      selectionOf(noun.qualifier, ground) !== undefined,
  );
}
