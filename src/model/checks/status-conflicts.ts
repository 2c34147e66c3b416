import type { Vocabulary } from '../language/words.ts';
import { tokenize } from '../language/tokens.ts';
import { leadOf } from '../language/characters.ts';
import { type Located, firstLineOf } from '../../text.ts';
import type { Document } from '../document/document.ts';
import { readPhaseCopies } from './phase-copies.ts';
import { ownTask } from '../work/file-task.ts';
import { plainText } from '../language/plain-text.ts';
import { tellsThePast } from '../document/history-section.ts';
import { purposeOfSection } from '../document/purpose.ts';
import { stateOfHeading } from '../language/state-tail.ts';
import { stateOfValue } from '../language/state.ts';
import { isDraftValue, isOfDocument, isOfPlan } from '../work/status.ts';
import type { StatusConflict } from '../plan/conflict.ts';
import type { Field } from '../plan/field.ts';
import type { Gate } from '../plan/gate.ts';
import type { SetDocument } from '../plan/plan-set.ts';
import type { State } from '../plan/state.ts';
import type { Phase, Task } from '../plan/task.ts';
import type { TaskReading } from '../work/tasks.ts';

/** What a statement says of a scope: a state, or that it is not even decided. */
interface Statement {
  readonly says: State | 'draft';
  readonly text: Located<string>;
  /** Whether it says done first, and takes that back: `Complete - ready for development`. */
  readonly hedged?: boolean;
}

/**
 * Statements about a plan or a phase that contradict each other, or its tasks, all of which are done. The tasks of a
 * document that has none are those of its set, in `work`.
 */
export function readStatusConflicts(
  document: Document,
  { nodes, tasks, phases }: TaskReading,
  gates: readonly Gate[],
  work?: SetDocument,
): StatusConflict[] {
  const fields = document.fields.filter((field) => isOfPlan(document, field, nodes));
  const elsewhere = nodes.length === 0 ? work : undefined;
  const task = ownTask(document, tasks);
  const conflicts = conflictsOf(
    task ? { kind: 'task', task } : { kind: 'plan' },
    statementsOf(document, fields),
    elsewhere?.tasks ?? tasks.filter((other) => other !== task),
    gates,
    document.vocabulary,
  ).map((conflict) => (conflict.kind === 'tasks' && elsewhere ? { ...conflict, path: elsewhere.path } : conflict));
  const rows = rowsOfPhases(document);
  const items = itemsAboutState(document);
  for (const phase of phases) {
    const marks = phase.marks.filter(({ by }) => by === 'heading' || by === 'status-field');
    const own = marks.flatMap(({ span, text }) => toStatement(document, { value: text, span }));
    conflicts.push(
      ...conflictsOf(
        { kind: 'phase', phase },
        inOrder([...own, ...statementsInRows(document, phase, rows), ...statementsInItems(document, phase, items)]),
        phase.tasks,
        gates.filter(({ scope }) => scope.kind === 'phase' && scope.phase === phase),
        document.vocabulary,
      ),
    );
  }
  conflicts.push(...readPhaseCopies(phases));
  return conflicts.sort((a, b) => a.statement.span.start - b.statement.span.start);
}

/** Labels of another thing: what `Implementation Status` says is not what `Status` says. */
function isOfPart(key: string, { cues }: Vocabulary): boolean {
  return cues.of('statusOfPart').atStart(key) !== undefined;
}

function statementsOf(document: Document, fields: readonly Field[]): Statement[] {
  return fields
    .filter((field) => !isOfPart(field.key, document.vocabulary) && !isOfDocument(field, document.vocabulary))
    .flatMap(({ value }) => toStatement(document, value));
}

/** Somebody has to look at it before it is done: that is right with all boxes ticked. */
function isInReview(text: string, { cues }: Vocabulary): boolean {
  return cues.of('inReview').isIn(text);
}

/** Figures are progress, which is another rule's. */
function isShare(text: string, { of }: Vocabulary): boolean {
  const tokens = tokenize(text, 0);
  return tokens.some(({ kind }, at) => {
    if (kind !== 'number') return kind === 'percent';
    const between = tokens[at + 1]?.folded ?? '';
    return (between === '/' || of.has(between)) && tokens[at + 2]?.kind === 'number';
  });
}

function toStatement({ vocabulary }: Document, text: Located<string>): Statement[] {
  if (isShare(text.value, vocabulary)) return [];
  // "Draft for review" is a draft all the same.
  if (isDraftValue(text.value, vocabulary)) return [{ says: 'draft', text }];
  if (isInReview(text.value, vocabulary)) return [];
  const state = stateOfValue(text.value, vocabulary);
  const head = text.value.split(/\s[-–—]\s|[(（,，;；]/, 1)[0] ?? '';
  return state ? [{ says: state, text, hedged: state !== 'done' && stateOfValue(head, vocabulary) === 'done' }] : [];
}

/** A row whose first cell names a phase, perhaps. */
interface Row {
  readonly cells: readonly Field[];
  readonly first: Field;
  /** The first cell in lower case, without markup. */
  readonly text: string;
}

/** The rows of tables whose first column is one for phases. */
function rowsOfPhases({ fields, vocabulary, parsed }: Document): Row[] {
  const rows = new Map<number, Field[]>();
  for (const field of fields) {
    if (field.place !== 'cell') continue;
    const line = parsed.source.lineAt(field.value.span.start);
    const row = rows.get(line);
    if (row) row.push(field);
    else rows.set(line, [field]);
  }
  return [...rows.values()].flatMap((cells) => {
    const [first] = cells;
    const about = first !== undefined && vocabulary.columns.phase.has(first.key);
    return about ? [{ cells, first, text: plainText(first.value.value).toLowerCase() }] : [];
  });
}

/** The status cells of the rows that are about a phase: one of each table. */
function statementsInRows(document: Document, { name }: Phase, rows: readonly Row[]): Statement[] {
  const about = rows.filter(({ text }) => isNamed(text, name.toLowerCase()));
  return about.flatMap(({ first, cells }) => {
    if (about.some((other) => other.first !== first && other.first.section === first.section)) return [];
    return cells.filter(({ role }) => role === 'status').flatMap(({ value }) => toStatement(document, value));
  });
}

/** Items outside of logs and tasks that end with a state: `Phase 1: Survey (Not Started)`. */
function itemsAboutState({ blocks, vocabulary, parsed }: Document): StatedItem[] {
  return blocks.items.flatMap(({ text, section, list, node }): StatedItem[] => {
    if (node.checked !== null || tellsThePast(section, vocabulary) || purposeOfSection(section, vocabulary) !== 'work')
      return [];
    const line = firstLineOf(text.value);
    const said = stateOfHeading(parsed.source.text.slice(text.span.start, text.span.start + line.length), vocabulary);
    if (!said) return [];
    const value = unbracketed(said.text);
    const blank = leadOf(line.slice(said.at), '*`');
    const start = text.span.start + said.at + blank + said.text.indexOf(value);
    const state = { value, span: { start, end: start + value.length } };
    return [{ name: plainText(line).toLowerCase(), state, list }];
  });
}

/** A text without the brackets around it. */
function unbracketed(text: string): string {
  const isWhole = '([（'.includes(text.charAt(0)) && ')]）'.includes(text.charAt(text.length - 1));
  return isWhole && text.length > 1 ? text.slice(1, -1).trim() : text;
}

/** An item with the state that it ends with. */
interface StatedItem {
  /** In lower case, without markup. */
  readonly name: string;
  readonly state: Located<string>;
  readonly list: object;
}

/** What items say of a phase: one of each list. */
function statementsInItems(document: Document, { name }: Phase, items: readonly StatedItem[]): Statement[] {
  const about = items.filter((item) => isNamed(item.name, name.toLowerCase()));
  return about.flatMap(({ state, list }) =>
    about.some((other) => other.state !== state && other.list === list) ? [] : toStatement(document, state),
  );
}

function inOrder(statements: readonly Statement[]): Statement[] {
  return statements.toSorted((a, b) => a.text.span.start - b.text.span.start);
}

/** `phase 1` or `phase 1: survey`, but not `phase 1.2` and not `phase 1-3`. */
function isNamed(text: string, name: string): boolean {
  return text.startsWith(name) && !/^\s*(?:[\p{L}\d]|[-–—.]\d)/u.test(text.slice(name.length));
}

function conflictsOf(
  scope: StatusConflict['scope'],
  statements: readonly Statement[],
  tasks: readonly Pick<Task, 'state' | 'optional' | 'marks'>[],
  gates: readonly Gate[],
  vocabulary: Vocabulary,
): StatusConflict[] {
  const found: StatusConflict[] = [];
  statements.forEach(({ says, text }, index) => {
    const other = statements.slice(0, index).find((earlier) => contradict(earlier.says, says));
    if (other) found.push({ scope, statement: text, kind: 'statement', other: other.text });
  });
  if (found.length > 0) return found;
  const counted = tasks.filter(({ state, optional }) => !optional && state !== 'dropped');
  const passed = gates.every(
    ({ kind, items }) =>
      kind === 'metrics' || items.every(({ state, optional }) => optional || state === 'done' || state === 'dropped'),
  );
  if (
    counted.length === 0 ||
    !passed ||
    counted.some(({ state, marks: [mark] }) => state !== 'done' || mark?.by === 'acceptance')
  )
    return [];
  // A phase may well go on behind the boxes that are there; one that has not begun has no ticked ones.
  const early: ReadonlySet<string> = new Set([
    'draft',
    'open',
    ...(scope.kind !== 'phase' ? ['in-progress', 'blocked'] : []),
  ]);
  const late = statements.find(
    ({ says, text, hedged }) => early.has(says) && hedged !== true && !isInReview(text.value, vocabulary),
  );
  return late ? [{ scope, statement: late.text, kind: 'tasks', done: counted.length }] : [];
}

function contradict(a: Statement['says'], b: Statement['says']): boolean {
  if (a === b || a === 'unknown' || b === 'unknown') return false;
  if (a === 'done' || b === 'done') return a !== 'dropped' && b !== 'dropped';
  const begun = a === 'in-progress' || b === 'in-progress';
  return begun && [a, b].some((says) => says === 'open' || says === 'draft');
}
