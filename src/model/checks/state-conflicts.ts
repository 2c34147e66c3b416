import type { Document } from '../document/document.ts';
import { ownTask } from '../work/file-task.ts';
import type { StateConflict } from '../plan/conflict.ts';
import type { Reference } from '../plan/graph.ts';
import type { State, StateMark } from '../plan/state.ts';
import type { Task } from '../plan/task.ts';
import type { Siblings } from '../set/plan-set.ts';
import { readLexemes } from '../language/lexemes.ts';
import { tokenize } from '../language/tokens.ts';
import { stateOfValue } from '../language/state.ts';
import type { TaskReading } from '../work/tasks.ts';

/** What the document says about the state of a task in passing, and the task itself does not: notes and entries of an index. */
export function readStateConflicts(
  document: Document,
  { tasks }: TaskReading,
  references: readonly Reference[],
  siblings: Siblings | undefined,
): StateConflict[] {
  const entries = siblings?.own.place?.role === 'index' ? fromIndex(document, tasks, siblings) : [];
  return [...entries, ...fromNotes(document, references, siblings)].sort(
    (a, b) => a.here.span.start - b.here.span.start,
  );
}

/** A folder with a file for each task may have an index of them; the files know better. */
function fromIndex(document: Document, tasks: readonly Task[], siblings: Siblings): StateConflict[] {
  return tasks.flatMap((entry): StateConflict[] => {
    const here = entry.marks.filter(isExplicit);
    const file = entry.id === undefined || here.length === 0 ? undefined : siblings.fileOf(entry.id);
    const task = file && ownTask(file.document, file.reading.tasks);
    const own = task?.marks.find(({ state }) => state !== 'unknown');
    if (!file || !task || !own || (own.state === 'blocked' && saysWhatIsLeft(document, entry))) return [];
    // By its boxes alone a file may be behind.
    const certainty = isExplicit(own) ? 'certain' : 'likely';
    return here
      .filter((mark) => contradict(mark.state, task.state))
      .slice(0, 1)
      .map((mark) => ({ kind: 'index', task: entry, here: mark, own, state: task.state, path: file.path, certainty }));
  });
}

/** Whether a row says what remains to be done: then it has said why the file of the task waits. */
function saysWhatIsLeft({ parsed: { source }, vocabulary }: Document, { nameSpan }: Task): boolean {
  const row = source.slice(source.lineSpan(source.lineAt(nameSpan.start)));
  return readLexemes(tokenize(row, 0), vocabulary).some(({ senses }) => senses.does.has('left'));
}

/** `MIG-2 (DONE)` among the needs of a task, where MIG-2 says that it is open. Told once of each task. */
function fromNotes(
  { vocabulary }: Document,
  references: readonly Reference[],
  siblings: Siblings | undefined,
): StateConflict[] {
  const told = new Map<Task, StateConflict>();
  for (const { kind, note, targets } of references) {
    const [task] = targets;
    if (!note || !task || targets.length > 1 || (kind !== 'id' && kind !== 'elsewhere') || told.has(task)) continue;
    const state = note.value.split(/\s+/).length <= WORDS ? stateOfValue(note.value, vocabulary) : undefined;
    const own = task.marks.find((mark) => isExplicit(mark) && mark.state === task.state);
    if (!state || !own || !contradict(state, task.state)) continue;
    const here: StateMark = { state, by: 'note', span: note.span, text: note.value };
    const path = siblings?.holding(task)?.path;
    told.set(task, { kind: 'note', task, here, own, state: task.state, path, certainty: 'likely' });
  }
  return [...told.values()];
}

/** Most words of a note that says no more than a state. */
const WORDS = 3;

/** What follows from something else than words about the task. */
const DERIVED: ReadonlySet<StateMark['by']> = new Set(['steps', 'sub-tasks', 'unmarked', 'acceptance', 'board']);

function isExplicit({ state, by }: StateMark): boolean {
  return state !== 'unknown' && !DERIVED.has(by) && by !== 'strike';
}

function contradict(a: State, b: State): boolean {
  return (a === 'done' && isUnfinished(b)) || (b === 'done' && isUnfinished(a));
}

function isUnfinished(state: State): boolean {
  return state === 'open' || state === 'in-progress' || state === 'blocked';
}
