import { locate, type Located } from '../../text.ts';
import type { ClaimScope, ProgressClaim } from '../plan/claim.ts';
import { purposeOfSection } from '../document/purpose.ts';
import { type Lexeme, readLexemes } from '../language/lexemes.ts';
import { tokenize } from '../language/tokens.ts';
import type { TaskNode } from '../work/tasks.ts';
import type { Ground, Statement } from './claim-context.ts';
import { tasksScope, unknownScope } from './claim-subject.ts';
import { progressOf, type What } from './countings.ts';
import { readWording, type Wording } from './figures.ts';
import { isWord } from './nouns.ts';
import { sayingDone } from './said-done.ts';
import { endsSentence } from './sentences.ts';
import { measured } from './shares.ts';
import { type Subject, subjectsIn } from './subjects.ts';
import { isInLog, toldIn } from './told.ts';

/** "P1-01 to P1-15 completed", "**Phase 1 complete**: ...", "All tasks are done": sentences that say that some of the plan is done. */
export function readCompletions(statement: Statement, ground: Ground): ProgressClaim[] {
  const { document } = ground;
  if (statement.place === 'heading') return [];
  const purpose = purposeOfSection(statement.section, document.vocabulary);
  if (purpose !== 'work' && purpose !== 'log') return [];
  const past = purpose === 'log';
  const listed = listedAsDone(statement, past, ground);
  if (listed) return [listed];
  const whole = wordingOf(statement, ground);
  if (!whole.words.some(({ senses }) => senses.state === 'done')) return [];
  return sentencesOf(whole, ground).flatMap((wording) => completionIn(wording, statement, past, ground));
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
  const [found] = toldIn(wording, statement, ground).flatMap((told) => {
    if (told.scope.kind === 'unknown' && told.isNumbered !== true) return [];
    const said = told.said ?? sayingDone(wording, told.end, ground);
    return said ? [{ ...told, said }] : [];
  });
  if (!found || !isAsserted(statement, wording, ground)) return [];
  const { start, end, said } = found;
  const name = document.parsed.source.text.slice(start, end).replace(/[*_]/g, '').trim();
  const label = { value: name, span: { start, end: start + name.length } };
  return [completionOf({ ...found, label, value: said, said, past }, ground)];
}

/** Words that say that some of the plan is done, as a claim. */
function completionOf(
  {
    label,
    value,
    scope,
    said,
    past,
    what = TASKS,
  }: {
    readonly label: Located<string>;
    readonly value: Located<string>;
    readonly scope: ClaimScope;
    readonly said: Located<string>;
    readonly past: boolean;
    readonly what?: What;
  },
  ground: Ground,
): ProgressClaim {
  return measured({
    kind: 'progress',
    label,
    value,
    scope,
    approximate: false,
    percent: undefined,
    done: undefined,
    total: undefined,
    complete: said,
    past,
    unit: undefined,
    counts: progressOf(what.class === 'phase' ? TASKS : what, scope, ground),
  });
}

const TASKS: What = { class: 'task', word: 'task', qualifier: '' };

/** `Completed Phases: 1 (Setup), 2 (Core)`, `Completed: 2026-03-02 (Tasks 1-4)`: what stands under a label that says done. */
function listedAsDone(statement: Statement, past: boolean, ground: Ground): ProgressClaim | undefined {
  const { label, head, body } = statement;
  const words = head.words.filter((word) => isWord(word) || word.value !== undefined);
  const isDone = words.length < 4 && words.some(({ senses }) => senses.state === 'done');
  if (!isDone || !words.every(({ senses }) => senses.state === 'done' || senses.noun !== undefined || isSmall(senses)))
    return undefined;
  const named = subjectsIn(body, ground);
  const [first, last] = [named[0], named.at(-1)];
  if (!first || !last || !isList(body, named)) return undefined;
  const { start } = first.span;
  const { end } = last.span;
  const value = locate(body.text.value.slice(start - body.text.span.start, end - body.text.span.start), start);
  const isWhole = named.every(({ scope }) => scope.kind !== 'unknown');
  const tasks = new Set(named.flatMap(({ scope }) => scope.tasks as readonly TaskNode[]));
  const name = named
    .map(({ span }) => body.text.value.slice(span.start - body.text.span.start, span.end - body.text.span.start))
    .join(', ');
  const scope = named.length === 1 ? first.scope : isWhole ? tasksScope(name, [...tasks]) : unknownScope(name);
  return completionOf({ label: { value: name, span: value.span }, value, scope, said: label, past }, ground);
}

function isSmall({ does }: Lexeme['senses']): boolean {
  return does.has('neutral') || does.has('total') || does.has('tally') || does.has('of');
}

/** Whether a text is nothing but a list of parts of the plan, each perhaps with a note in brackets, a day before them. */
function isList({ words }: Wording, named: readonly Subject[]): boolean {
  let depth = 0;
  let isBehind = false;
  return words.every((word) => {
    const isNamed = named.some(({ span }) => span.start <= word.span.start && word.span.end <= span.end);
    if (isNamed) isBehind = true;
    else if (isBehind && word.kind === 'open') depth++;
    else if (isBehind && word.kind === 'close') depth = Math.max(0, depth - 1);
    else if (depth === 0) return !isWord(word) || isSmall(word.senses) || word.senses.noun?.class === 'phase';
    return true;
  });
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
    isInLog(section, vocabulary) ||
    title.some(({ senses }) => senses.state === 'done' || senses.role === 'progress')
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
