import { locate, type Located } from '../../text.ts';
import type { ClaimScope } from '../plan/claim.ts';
import { purposeOfSection } from '../document/purpose.ts';
import { type Lexeme, readLexemes } from '../language/lexemes.ts';
import { tokenize } from '../language/tokens.ts';
import type { Vocabulary } from '../language/words.ts';
import type { Ground, Statement } from './claim-context.ts';
import { scopeOfPlace } from './claim-subject.ts';
import type { What } from './countings.ts';
import { beginsWith, type Wording } from './figures.ts';
import { isWord } from './nouns.ts';
import { selectionOf } from './qualifiers.ts';
import { namedScope, rangeNamed, type Subject, subjectsIn } from './subjects.ts';

/** What a text speaks of: its place, what it counts, and the words that say that it is done where they stand before it. */
export interface Told {
  readonly scope: ClaimScope;
  readonly start: number;
  readonly end: number;
  readonly what: What;
  readonly said?: Located<string> | undefined;
  /** Whether phases are named by their numbers: the plan need not have them. */
  readonly isNumbered?: boolean;
}

const TASKS: What = { class: 'task', word: 'task', qualifier: '' };

/** What a sentence speaks of in each of the ways in which it may say that. */
export function toldIn(wording: Wording, statement: Statement, ground: Ground): Told[] {
  return [firstNamed, allOfThem, rangeInBrackets, bracketed, countedUnderLabel, behindVerb].flatMap(
    (read) => read(wording, statement, ground) ?? [],
  );
}

/** The range of tasks or the phases that a text begins with. */
function firstNamed(wording: Wording, _: Statement, ground: Ground): Told | undefined {
  const [first] = subjectsIn(wording, ground);
  if (!first || (first.isTasks && first.scope.tasks.length < 2)) return undefined;
  const lead = wording.words.filter(({ span }) => span.end <= first.span.start);
  const isLead = lead.every((word) => !(isWord(word) || word.value !== undefined) || isOfAll(word));
  if (!isLead) return undefined;
  const end = contentsEnd(wording, first.span.end);
  return { ...toldOf(first), end, isNumbered: !first.isTasks };
}

/** Where a name ends, with words that leave it the whole of that: "Phase 1 deliverables", "Steps 1-13 of the plan". */
function contentsEnd({ words }: Wording, from: number): number {
  let end = from;
  for (const word of words) {
    if (word.span.start < from) continue;
    const { does, noun } = word.senses;
    const isSmall = does.has('of') || does.has('neutral') || does.has('particles');
    const isWhole = does.has('contents') || does.has('subjects') || does.has('here') || noun?.class === 'task';
    if (!isWord(word) || !(isSmall || isWhole)) break;
    if (isWhole) end = word.span.end;
  }
  return end;
}

/** `Phase 1 (Core): 17 tasks ✅ done`: the number says how many they are. */
function countedUnderLabel(_: Wording, { head, label, value, body }: Statement, ground: Ground): Told | undefined {
  const [count] = body.figures;
  if (label.value === '' || count?.kind !== 'count' || count.done || !beginsWith(value, count)) return undefined;
  const scope = namedScope(head, ground);
  return scope && { scope, start: label.span.start, end: count.end, what: TASKS };
}

/** "Completed all 11 tasks of Phase 0" in a log: what was done stands behind the verb. */
function behindVerb(wording: Wording, { section }: Statement, ground: Ground): Told | undefined {
  const { vocabulary } = ground.document;
  const words = wording.words.filter(({ kind }) => kind !== 'mark');
  const [verb] = words;
  const [named, other] = subjectsIn(wording, ground);
  if (verb?.senses.state !== 'done' || !named || other || !isInLog(section, vocabulary)) return undefined;
  const rest = words
    .slice(1)
    .filter(({ span }) => span.end <= named.span.start || span.start >= named.span.end)
    .filter((word) => isWord(word) || word.value !== undefined);
  if (!rest.every((word) => word.value !== undefined || word.senses.does.has('counters') || isOfAll(word)))
    return undefined;
  const { start, end } = verb.span;
  const said = locate(wording.text.value.slice(start - wording.text.span.start, end - wording.text.span.start), start);
  return { ...toldOf(named), said };
}

/** Whether a section tells what was done: by its purpose, or by a day or a word for a log in its title. */
export function isInLog(section: Statement['section'], vocabulary: Vocabulary): boolean {
  if (purposeOfSection(section, vocabulary) === 'log') return true;
  const title = readLexemes(tokenize(section.title, 0), vocabulary);
  return title.some(({ kind, text }) => kind === 'date' || vocabulary.history.has(text));
}

function toldOf({ scope, span }: Subject): Told {
  return { scope, start: span.start, end: span.end, what: TASKS };
}

/** "all", "of", "the", "tasks". */
function isOfAll({ senses: { does, noun } }: Lexeme): boolean {
  return does.has('total') || does.has('of') || does.has('neutral') || noun?.class === 'task';
}

/** "All tasks", "All 12 tasks", "phases, all of them,": what is counted is what the place is about. */
function allOfThem(wording: Wording, statement: Statement, ground: Ground): Told | undefined {
  const { words } = wording;
  const at = words.findIndex(({ senses }) => senses.does.has('all'));
  const all = words[at];
  if (!all || at > 5 || statement.field?.role === 'status') return undefined;
  const noun = words.findIndex(
    ({ senses }, index) =>
      index > at - 3 && index < at + 5 && senses.noun !== undefined && senses.noun.class !== 'kind',
  );
  const told = words[noun];
  if (!told?.senses.noun) return undefined;
  const [first, last] = noun < at ? [told, all] : [all, told];
  const before = words.slice(0, Math.min(at, noun)).filter(isWord);
  const between = words.slice(Math.min(at, noun) + 1, Math.max(at, noun)).filter(isWord);
  const isPlain = selectionOf(between.map(({ text }) => text).join(' '), ground) === 'all';
  if (!isPlain || (noun > at && before.length > 0) || before.length > 2) return undefined;
  const { start } = first.span;
  const what = { ...told.senses.noun, qualifier: '' };
  // "All tasks of Phase 1".
  const part = subjectsIn(wording, ground).find(({ span }) => span.start >= last.span.end);
  const joint = words.filter(
    ({ span }) => part !== undefined && span.start >= last.span.end && span.end <= part.span.start,
  );
  if (part && joint.every(({ senses: { does } }) => does.has('particles') || does.has('of') || does.has('neutral')))
    return { scope: part.scope, start, end: part.span.end, what };
  return { scope: scopeOfPlace(statement, ground), start, end: last.span.end, what };
}

/** "Week 3-5: Data layer (T018-T043) ✅ done": the range of tasks in the first brackets, where nothing but a mark follows. */
function rangeInBrackets(wording: Wording, _: Statement, ground: Ground): Told | undefined {
  const { words } = wording;
  // "Specs for the next batch (1.1-1.3) done" says something of the specs.
  const first = words.find(isWord);
  if (!first || !ground.index.isPhaseWord(first.text)) return undefined;
  const range = rangeNamed(wording, ground);
  const before = words.findLast(({ span }) => range !== undefined && span.end <= range.span.start);
  const behind = words.find(({ span }) => range !== undefined && span.start >= range.span.end);
  return range && before?.text === '(' && behind?.text === ')' ? toldOf(range) : undefined;
}

/** "Quality, Phases 26-29 (complete 2026-02-18)": phases right before brackets that say so. */
function bracketed(wording: Wording, _: Statement, ground: Ground): Told | undefined {
  const { words } = wording;
  const open = words.find((word, at) => word.text === '(' && words[at + 1]?.senses.state === 'done');
  const subject = subjectsIn(wording, ground).findLast(
    ({ span, isTasks }) =>
      open !== undefined && !isTasks && span.end <= open.span.start && open.span.start - span.end < 2,
  );
  return subject && toldOf(subject);
}
