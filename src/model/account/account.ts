import { spanOf } from '../../parse.ts';
import type { Document } from '../document/document.ts';
import type { Plan } from '../plan/plan.ts';
import type { Account, Evidence, Mention, Unread, UnreadReason } from '../plan/reading.ts';
import type { Phase, Task } from '../plan/task.ts';
import { answers, evidenceOf, type ReadThing } from './evidence.ts';
import { type FoundMention, knownIds, readMentions } from './mentions.ts';

/** Says of every mention in the document by what it was read, or why it was not. */
export function readAccount(document: Document, plan: Plan): Account {
  const tasks = [...plan.tasks, ...plan.prerequisites];
  const mentions = readMentions(document, knownIds(tasks, plan.phases), plan.references);
  const things = evidenceOf(plan);
  const declared = taskLines(plan, tasks);
  const lines = linesOf(document);
  const read: (Mention & { by: Evidence })[] = [];
  const unread: Unread[] = [];
  let open: ReadThing[] = [];
  let next = 0;
  for (const mention of mentions) {
    const { kind, text, span, names } = mention;
    for (let thing = things[next]; thing && thing.span.start <= span.start; thing = things[++next]) open.push(thing);
    open = open.filter((thing) => thing.span.end > span.start);
    const by = answerFor(mention, open) ?? mention.by;
    if (by) read.push({ kind, text, span, by });
    else {
      const line = plan.source.lineAt(span.start);
      const task = declared.get(line);
      unread.push({ kind, text, span, reason: reasonOf(lines, mention, line, task), task, names });
    }
  }
  return { read, unread };
}

function answerFor({ kind, span, field }: FoundMention, open: readonly ReadThing[]): Evidence | undefined {
  // The value of a cell is read by what is read of it, whatever that is.
  const isAbout = (thing: ReadThing) =>
    field?.place === 'cell' ? thing.kind !== 'box' : answers[thing.kind].includes(kind) && thing.span.end >= span.end;
  return open.findLast(isAbout)?.by;
}

/** The tasks by the line in which they are declared. */
function taskLines({ source }: Plan, tasks: readonly Task[]): ReadonlyMap<number, Task> {
  return new Map(tasks.map((task) => [source.lineAt(task.nameSpan.start), task]));
}

/** Lines that are no prose, by what they are. */
interface Lines {
  readonly headings: ReadonlySet<number>;
  readonly tables: ReadonlySet<number>;
}

function linesOf({ parsed: { source }, sections, blocks }: Document): Lines {
  const tables = new Set<number>();
  for (const { node } of blocks.tables) {
    const { start, end } = spanOf(node);
    for (let line = source.lineAt(start); line <= source.lineAt(end); line++) tables.add(line);
  }
  return { headings: new Set(sections.map(({ headingSpan }) => source.lineAt(headingSpan.start))), tables };
}

function reasonOf(lines: Lines, { kind, field }: FoundMention, line: number, task: Task | undefined): UnreadReason {
  if (field) return field.place === 'cell' || task ? 'value' : 'owner';
  const heading = lines.headings.has(line);
  if (kind === 'state' && heading && !task) return 'decoration';
  if (lines.tables.has(line)) return 'cell';
  return heading || task ? 'title' : 'prose';
}

const isTask = (named: Task | Phase | undefined): named is Task => named !== undefined && 'dialect' in named;

/**
 * Open tasks of which nobody can say from the plan whether they can start: their own line names another task that is not
 * finished, and nothing was read that says what the one has to do with the other.
 */
export function unsureTasks({ unread }: Account): ReadonlySet<Task> {
  const unsure = unread.flatMap(({ task, names }) =>
    task && isTask(names) && names !== task && names.state !== 'done' && names.state !== 'dropped' ? [task] : [],
  );
  return new Set(unsure);
}
