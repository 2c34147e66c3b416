import { locate } from '../../text.ts';
import { readEffort, readEfforts, unitIn } from '../language/effort.ts';
import type { Claim, ClaimScope, EffortClaim } from '../plan/claim.ts';
import type { Amount } from './figure.ts';
import type { Lexeme } from '../language/lexemes.ts';
import { isWord } from './nouns.ts';
import type { Ground, Statement } from './claim-context.ts';
import { partsBefore, partsBehind } from './parts.ts';
import { holdsTasks, isBehindAll, planScope, scopeOfPlace } from './claim-subject.ts';
import { namedScope } from './subjects.ts';
import { isTimePassing, sumOf, sumsOfTasks, unitsOf } from './sums.ts';

/** What a label says of the amount behind it: that it is a sum, that it is an estimate, or neither. */
type Kind = 'total' | 'estimate' | undefined;

/** Amounts of work that stand for more than a task: totals, and estimates of a plan, phase or section. */
export function readEffortClaims(statement: Statement, ground: Ground): EffortClaim[] {
  const amounts = amountsIn(statement, ground);
  const [first] = amounts;
  if (!first) return [];
  // Of `16 weeks (480 hours)` the hours are the work.
  const amount = amounts.find(({ effort }) => effort.unit === 'hours') ?? first;
  const kind = kindOf(statement, ground);
  const named = statement.label.value === '' ? undefined : namedScope(statement.head, ground);
  if (statement.place === 'heading' && statement.label.value === '') return ofHeading(statement, amount, ground);
  if (kind === undefined && !named) return inSentence(statement, amount, ground);
  if (kind === undefined && !(beginsOrBracketed(statement, amount) && isOfWork(amount, named))) return [];
  if (kind !== undefined && !begins(statement, amount, amounts)) return [];
  const place = scopeOfPlace(statement, ground);
  if (kind === 'estimate' && !named && !isOutsideWork(statement, place)) return [];
  const summing = kind === 'total';
  const options = {
    summing,
    ...(summing && !named && isForAll(statement, place, ground) ? { or: planScope(ground) } : {}),
  };
  return claimOf(statement, amount, named ?? place, ground, options);
}

/** The amounts of a value; a bare number has the unit that its label says (`total_hours: 40`). */
function amountsIn({ body, field, head, value }: Statement, { document }: Ground): Amount[] {
  const amounts = body.figures.filter((figure) => figure.kind === 'amount');
  const isEffort = field?.role === 'total-effort' || field?.role === 'estimate';
  const unit = isEffort && amounts.length === 0 ? unitIn(head.text.value, document.vocabulary) : undefined;
  const written = unit && readEffort(value, document, unit);
  return written ? [{ kind: 'amount', ...written, span: written.effort.span, from: 0, to: 1 }] : amounts;
}

/**
 * Behind the last task a total may be the plan's as well: not where each phase ends with such a line, and not a bare
 * word under a title of its own.
 */
function isForAll(statement: Statement, place: ClaimScope, ground: Ground): boolean {
  if (place.kind === 'plan' || !isBehindAll(statement, ground)) return false;
  const { document, reading } = ground;
  const isRepeated = document.fields.some(
    ({ key, section, place: where }) =>
      key === statement.key &&
      where === 'text' &&
      section !== statement.section &&
      reading.phases.some((phase) => phase.section === section),
  );
  return !isRepeated && (place.kind !== 'unknown' || !isBare(statement, ground));
}

/** Whether a label is nothing but a word for a total. */
function isBare({ key }: Statement, { document: { vocabulary } }: Ground): boolean {
  return vocabulary.totals.has(key);
}

function kindOf({ field, key, head, section }: Statement, { document: { vocabulary } }: Ground): Kind {
  if (field?.role === 'total-effort') return 'total';
  if (field?.role === 'estimate') return 'estimate';
  const words = head.words.filter((word) => isWord(word) || word.kind === 'number');
  const isTotal = (word: Lexeme | undefined) => word?.senses.does.has('total') === true;
  const sums = isTotal(words[0]) || isTotal(words.at(-1)) || vocabulary.totals.has(key);
  if (sums && words.every(leavesItWork)) return 'total';
  // `Duration`, `Estimated timeline`: time that passes.
  const isTime =
    section.depth <= 1 && words.some(({ senses }) => senses.does.has('elapsed') && senses.does.has('ofWork'));
  return isTime && words.length < 5 && words.every((word) => leavesItWork(word) || word.senses.does.has('whole'))
    ? 'estimate'
    : undefined;
}

/** Words beside "total" that leave it a total of work. */
function leavesItWork({ kind, senses: { does, unit, noun } }: Lexeme): boolean {
  return kind === 'number' || does.has('total') || does.has('ofWork') || unit !== undefined || noun?.class === 'phase';
}

/** A plain estimate speaks for more than a task in a header, an overview, a summary, and right under a phase. */
function isOutsideWork({ section, head }: Statement, place: ClaimScope): boolean {
  if (place.kind === 'phase' || place.kind === 'section') return holdsTasks(section, place);
  if (section.role === 'overview' || section.role === 'summary') return true;
  return (
    section.depth <= 1 && head.words.some(({ senses: { does, unit } }) => does.has('ofWork') || unit !== undefined)
  );
}

/** Whether nothing but another amount stands before one: `1.5 weeks (60-75 hours)`. */
function begins({ value }: Statement, { span }: Amount, amounts: readonly Amount[]): boolean {
  let before = value.value.slice(0, span.start - value.span.start);
  for (const { effort } of amounts) before = before.replace(effort.text, ' ');
  return !/[\p{L}\p{N}]{2}/u.test(before.replace(/^\W*(?:about|around|approximately|circa)\s/i, ''));
}

/** `Phase 1: 40 h`, `Phase 1: Core (12 tasks, 40 h)`, `Phase 1: Core - 40 h`. */
function beginsOrBracketed({ value, body }: Statement, { span: { start } }: Amount): boolean {
  const before = value.value.slice(0, start - value.span.start);
  if (!/[\p{L}\p{N}]/u.test(before)) return true;
  // `(est. 8 h)`, `- about 8 h`.
  const at = body.words.findLastIndex(
    ({ span, kind, text, senses: { does } }) =>
      span.end <= start &&
      !does.has('about') &&
      !does.has('ofWork') &&
      !(kind === 'symbol' && /^[.~\u2248:]$/.test(text)),
  );
  const sign = body.words[at];
  return (
    sign !== undefined &&
    (sign.kind === 'open' ||
      sign.kind === 'mark' ||
      /^[,;\u00B7|\u3001]$/.test(sign.text) ||
      (sign.kind === 'dash' && sign.spaced))
  );
}

/** Hours are work; days and weeks only where the tasks are estimated in them. */
function isOfWork({ effort: { unit } }: Amount, scope: ClaimScope | undefined): boolean {
  if (unit === 'hours' || unit === 'minutes') return true;
  return scope !== undefined && unitsOf(scope).has(unit);
}

/** `## Phase 2: API (5 tasks, 12 hours)`. */
function ofHeading(statement: Statement, amount: Amount, ground: Ground): EffortClaim[] {
  const scope = scopeOfPlace(statement, ground);
  if (!holdsTasks(statement.section, scope) || !beginsOrBracketed(statement, amount) || amount.effort.unit === 'weeks')
    return [];
  return claimOf(statement, amount, scope, ground);
}

/** "The budget totals ~260 hours", "a total of 40 hours", "~110 hours total". */
function inSentence(statement: Statement, amount: Amount, ground: Ground): EffortClaim[] {
  const { value, span } = statement.value;
  const before = value.slice(0, amount.span.start - span.start);
  const after = value.slice(amount.span.end - span.start);
  // `15 tasks in 12-16 hours`.
  const counted = /\d\s+(?:\p{L}+\s+)?\p{L}+\s+(?:in|=|→)\s+$/u.test(before) && nounIsOfTasks(before, ground);
  if (counted && statement.label.value !== '') return claimOf(statement, amount, planScope(ground), ground);
  const leading = /\btotal(?:s|ling|ing)?(?=(?:\s+(?:of|to|is|about|effort|time|estimate|estimated))*[\s:*_]*$)/i.exec(
    before,
  );
  const trailing = /^[\s*_]*(?:in )?(total)\b(?!\s+\p{L})/iu.exec(after);
  const words = (leading ? before.slice(0, leading.index) : before).match(/\p{L}+/gu) ?? [];
  // "It takes a total of 3 hours of downtime" is about something else.
  const rest = after.replace(/^[\s*_]*(?:for|across|in)\s/, '. ');
  const isAbout = leading ? words.length <= 3 && !/^[\s*_]*\p{L}/u.test(rest) : words.length === 0;
  if (!(leading ?? trailing) || !isAbout || statement.label.value !== '') return [];
  const label = leading
    ? locate(leading[0], span.start + leading.index)
    : locate('total', amount.span.end + (trailing?.[0].length ?? 0) - 'total'.length);
  const summing = words.length === 0;
  return claimOf({ ...statement, label }, amount, scopeOfPlace(statement, ground), ground, { summing });
}

function nounIsOfTasks(before: string, { document: { vocabulary } }: Ground): boolean {
  const words = before.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.some((word) => vocabulary.counted.get(word) === 'task');
}

function claimOf(
  statement: Statement,
  amount: Amount,
  scope: ClaimScope,
  ground: Ground,
  { or, summing = false }: { readonly or?: ClaimScope; readonly summing?: boolean } = {},
): EffortClaim[] {
  const { label, value } = statement;
  const { effort, figure } = amount;
  const elapsed = isElapsed(statement, amount, scope, ground);
  const own = elapsed ? [] : sumsOfTasks(scope, effort.unit);
  const all = elapsed || !or ? [] : sumsOfTasks(or, effort.unit);
  // A bare total where it may be one or the other: both have to be known.
  const isUnclear = or !== undefined && scope.kind !== 'unknown' && own.length === 0 && isBare(statement, ground);
  const ofTasks = isUnclear ? [] : [...own, ...all];
  const before = summing ? partsBefore(statement, amount, or ?? scope, ground) : [];
  const behind = summing && before.length === 0 ? partsBehind(statement, amount, ground) : [];
  const sums = [...before, ...ofTasks, ...behind];
  return [
    {
      kind: 'effort',
      label: label.value === '' ? { value: scope.name, span: effort.span } : label,
      value: statement.place === 'field' ? value : { value: effort.text, span: effort.span },
      scope: or && (scope.kind === 'unknown' || own.length === 0) && !isUnclear ? or : scope,
      stated: effort,
      figure,
      elapsed,
      sums: isNarrowed(statement, amount, ground) ? [] : sums,
    },
  ];
}

function isElapsed({ key, value, section }: Statement, { effort }: Amount, scope: ClaimScope, ground: Ground): boolean {
  return isTimePassing(`${key} ${value.value} ${section.key} ${section.parent?.key ?? ''}`, effort.unit, scope, ground);
}

/** Two amounts of one kind beside each other, or of a part of the work, are no total of it. */
function isNarrowed({ value }: Statement, { effort, span }: Amount, ground: Ground): boolean {
  const bare = value.value
    .slice(span.end - value.span.start)
    .replace(/(?<![([（][^([（)\]）]*)[([（][^)\]）]*[)\]）]/g, ' ');
  if (/\b(?:per|each|excluding|without|not including|plus)\b/i.test(bare)) return true;
  return readEfforts(locate(bare, span.end), ground.document).some((other) => other.effort.unit === effort.unit);
}

/** Whether a claim stands in the heading of what it is about. */
function isHeading({ label, stated }: EffortClaim): boolean {
  return label.span.start === stated.span.start;
}

/** Whether a claim is what a heading says that its phase takes, and nothing can be held against it. */
export function isIdle(claim: Claim): boolean {
  return claim.kind === 'effort' && claim.scope.kind !== 'plan' && claim.sums.length === 0 && isHeading(claim);
}

/** Adds what the headings of the phases say that they take to the sums that a total of the plan may mean, where all do. */
export function withPhaseTotals(claims: readonly Claim[], { reading: { phases } }: Ground): Claim[] {
  const efforts = claims.filter((claim) => claim.kind === 'effort');
  const parts = phases.flatMap((phase) => {
    const claim = efforts.find((each) => each.scope.phase === phase && !each.elapsed && isHeading(each));
    return claim ? [{ effort: claim.stated, optional: false, reserve: false }] : [];
  });
  const sum = parts.length === phases.length ? sumOf(parts, 'phase', 'the plan') : undefined;
  if (!sum) return [...claims];
  return claims.map((claim) => {
    if (claim.kind !== 'effort' || claim.scope.kind !== 'plan' || claim.elapsed) return claim;
    return claim.sums.some(({ what }) => what === 'row') ? claim : { ...claim, sums: [...claim.sums, sum] };
  });
}
