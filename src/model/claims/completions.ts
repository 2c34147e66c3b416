import { locate, type Located } from '../../text.ts';
import type { ClaimScope, ProgressClaim } from '../plan/claim.ts';
import { purposeOfSection } from '../document/purpose.ts';
import { type Lexeme, readLexemes } from '../language/lexemes.ts';
import { stateOfValue } from '../language/state.ts';
import { tokenize } from '../language/tokens.ts';
import { scopeOfPlace } from './claim-subject.ts';
import { progressOf, type What } from './countings.ts';
import type { Ground, Statement } from './claim-context.ts';
import { readWording, type Wording } from './figures.ts';
import { isWord } from './nouns.ts';
import { selectionOf } from './qualifiers.ts';
import { endsSentence } from './sentences.ts';
import { measured } from './shares.ts';
import { rangeNamed, type Subject, subjectsIn } from './subjects.ts';

/** What is said to be done: its place among the words, and what it counts. */
interface Told {
  readonly scope: ClaimScope;
  readonly start: number;
  readonly end: number;
  readonly what: What;
}

const TASKS: What = { class: 'task', word: 'task', qualifier: '' };

/** "P1-01 to P1-15 completed", "**Phase 1 complete**: ...", "All tasks are done": sentences that say that some of the plan is done. */
export function readCompletions(statement: Statement, ground: Ground): ProgressClaim[] {
  const { document } = ground;
  if (statement.place === 'heading') return [];
  const whole = wordingOf(statement, ground);
  if (!whole.words.some(({ senses }) => senses.state === 'done')) return [];
  const purpose = purposeOfSection(statement.section, document.vocabulary);
  if (purpose !== 'work' && purpose !== 'log') return [];
  return sentencesOf(whole, ground).flatMap((wording) => completionIn(wording, statement, purpose === 'log', ground));
}

/** A text sentence by sentence. */
function sentencesOf(whole: Wording, { document }: Ground): Wording[] {
  const { words, text } = whole;
  const ends = words.filter((word, at) => endsSentence(word, words[at + 1]) && at < words.length - 1);
  if (ends.length === 0) return [whole];
  const starts = [text.span.start, ...ends.map(({ span }) => span.end)];
  return starts.map((start, at) => {
    const end = ends[at]?.span.start ?? text.span.end;
    return readWording(locate(text.value.slice(start - text.span.start, end - text.span.start), start), document);
  });
}

function completionIn(wording: Wording, statement: Statement, past: boolean, ground: Ground): ProgressClaim[] {
  const { document } = ground;
  const [found] = [firstNamed, allOfThem, rangeInBrackets, bracketed].flatMap((read) => {
    const told = read(wording, statement, ground);
    const said = told && told.scope.kind !== 'unknown' ? sayingDone(wording, told.end, ground) : undefined;
    return told && said ? [{ ...told, said }] : [];
  });
  if (!found || !isAsserted(statement, wording, ground)) return [];
  const { scope, start, end, what, said } = found;
  const name = document.parsed.source.text.slice(start, end).replace(/[*_]/g, '').trim();
  return [
    measured({
      kind: 'progress',
      label: { value: name, span: { start, end: start + name.length } },
      value: said,
      scope,
      approximate: false,
      percent: undefined,
      done: undefined,
      total: undefined,
      complete: said,
      past,
      unit: undefined,
      counts: progressOf(what.class === 'phase' ? { ...TASKS, qualifier: '' } : TASKS, scope, ground),
    }),
  ];
}

/**
 * "Phase 1 complete" alone in a list may be what is to come: a mark, emphasis, a date, a status, a log or a title over
 * what is done say that it has been reached.
 */
function isAsserted({ field, item, section }: Statement, wording: Wording, ground: Ground): boolean {
  const { parsed, vocabulary } = ground.document;
  const titled = (text: string) => readLexemes(tokenize(text, 0), vocabulary);
  const isWish = ({ senses }: Lexeme) => senses.does.has('wishes') || senses.does.has('targets');
  if (item?.lead && titled(item.lead.value).some(isWish)) return false;
  if (field?.role === 'status' || field?.role === 'progress') return true;
  const title = titled(section.key);
  const isPlanned = title.some(isWish);
  const line = tokenize(parsed.source.slice(parsed.source.lineSpan(parsed.source.lineAt(wording.text.span.start))), 0);
  return (
    line.some(
      ({ kind, text, folded }) => (kind === 'mark' && REACHED.test(text)) || (kind === 'box' && folded === 'x'),
    ) ||
    (!isPlanned && (item === undefined || line.some(({ kind, strong }) => kind === 'date' || strong))) ||
    wording.words
      .slice(0, 12)
      .some(({ senses, kind }) => kind === 'word' && senses.does.has('be') && !senses.does.has('total')) ||
    title.some(
      ({ text, senses }) => vocabulary.history.has(text) || senses.state === 'done' || senses.role === 'progress',
    )
  );
}

/** Marks of what has been reached. */
const REACHED = /^[\u2705\u2611\u2714\u2713\u{1F389}\u{1F3C1}]/u;

/** A status or progress speaks in its value; any other statement from its label on. */
function wordingOf({ field, label, value, body }: Statement, { document }: Ground): Wording {
  if (field?.role === 'status' || field?.role === 'progress' || label.value === '') return body;
  const start = label.span.start;
  return readWording(locate(document.parsed.prose.slice(start, value.span.end), start), document);
}

/** The range of tasks or the phases that a text begins with. */
function firstNamed(wording: Wording, _: Statement, ground: Ground): Told | undefined {
  const [first] = subjectsIn(wording, ground);
  if (!first || (first.isTasks && first.scope.tasks.length < 2)) return undefined;
  const lead = wording.words.filter(({ span }) => span.end <= first.span.start);
  const isLead = lead.every((word) => !(isWord(word) || word.value !== undefined) || isOfAll(word));
  return isLead ? toldOf(first) : undefined;
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

/** What may stand between what is spoken of and the words that it is done. */
function isBetween({ kind, text, senses: { does, state, noun } }: Lexeme): boolean {
  if (kind === 'mark' || kind === 'dash' || kind === 'open' || text === ':' || text === ')') return true;
  return state === undefined && (does.has('be') || (does.has('counters') && noun === undefined));
}

/** What may stand behind words that something is done, if they are the statement: not "done right". */
function isBehind(word: Lexeme | undefined, next: Lexeme | undefined): boolean {
  if (!word || word.kind === 'mark' || word.kind === 'dash' || word.kind === 'open' || word.kind === 'close')
    return true;
  if (word.kind === 'date' || word.kind === 'break' || /^[.,;:!+/|·、]$/.test(word.text)) return true;
  return (
    word.senses.does.has('particles') && (next?.kind === 'number' || next?.kind === 'date' || word.text === 'with')
  );
}

/** Where a text goes on with words that something is done, and nothing that takes them back. */
function sayingDone({ words, text }: Wording, from: number, ground: Ground): Located<string> | undefined {
  const at = words.findIndex((word) => word.span.start >= from && !isBetween(word));
  const [said, behind, next] = words.slice(at, at + 3);
  if (at < 0 || said?.senses.state !== 'done' || !isBehind(behind, next)) return undefined;
  // Only the clause itself can take it back.
  const rest = text.value.slice(said.span.start - text.span.start).replaceAll('*', ' ');
  const clause = /^[^.\u3002!\uFF01;\uFF1B\r\n]*/u.exec(rest)?.[0] ?? '';
  if ((stateOfValue(clause, ground.document.vocabulary) ?? 'done') !== 'done') return undefined;
  const { start, end } = said.span;
  return locate(text.value.slice(start - text.span.start, end - text.span.start), start);
}
