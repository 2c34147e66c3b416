import { sameTitles } from '../../model/language/ids.ts';
import { taskIdOfPath } from '../../model/document/formats.ts';
import type { State } from '../../model/plan/state.ts';
import type { OwnState, PlanFacts, TaskFacts } from './facts.ts';
import type { Entry, Issue, Ledger } from './ledger.ts';
import type { Reconciled, Statement } from './statement.ts';

/** Holds a ledger against the plans that it speaks of, and its epics against their stories. Undefined where it speaks of none. */
export function holdLedger({ path, entries }: Ledger, plans: readonly PlanFacts[]): Reconciled | undefined {
  const stories = new Map<string, PlanFacts>();
  for (const plan of plans) {
    if (/^\d+\.\d+$/.test(taskIdOfPath(plan.path) ?? '')) stories.set(nameOf(plan.path), plan);
  }
  const known = entries.flatMap((entry) => {
    const plan = stories.get(entry.key.toLowerCase());
    return plan ? [{ entry, plan }] : [];
  });
  if (known.length === 0) return undefined;
  const statements = [
    ...known.flatMap(({ entry, plan }) => againstPlan(entry, plan)),
    ...entries.flatMap((entry) => againstStories(entry, entries)),
  ];
  const judged = known.length;
  return { path, tasks: { total: entries.length, judged }, statements: inLines(statements), unknown: [] };
}

function againstPlan({ key, says, state, line }: Entry, { own, path }: PlanFacts): Statement[] {
  if (!contradict(state, own.state)) return [];
  return [statement(key, line, `\`${says}\`, but ${ownWords(own, nameOf(path))}`, [path])];
}

/** An epic that is done has no open story. */
function againstStories({ key, says, state, line }: Entry, entries: readonly Entry[]): Statement[] {
  const [, number] = /^epic-(\d+)$/.exec(key) ?? [];
  if (number === undefined || state !== 'done') return [];
  const stories = entries.filter((entry) => entry.key.startsWith(`${number}-`));
  const open = stories.filter((entry) => isUnfinished(entry.state));
  const [first] = open;
  if (!first) return [];
  const few = open.length === 1 ? `\`${first.key}\` is` : `${open.length} of its ${stories.length} stories are`;
  return [statement(key, line, `\`${says}\`, but ${few} not: \`${first.key}\` is \`${first.says}\``, [])];
}

/** Entries of a plan that stand for the other plan that they link to: what this says of itself counts for more. */
export function holdLinks(plan: PlanFacts, plans: ReadonlyMap<string, PlanFacts>): Statement[] {
  return plan.tasks.flatMap((task): Statement[] => {
    const [link, ...others] = task.links;
    const other = link && others.every(({ path }) => path === link.path) ? plans.get(link.path) : undefined;
    if (!link || !other || other === plan || !contradict(task.state, other.own.state)) return [];
    // To write a plan is another thing than to carry it out.
    if (![link.words, other.title].some((words) => words !== '' && sameTitles(words, task.title))) return [];
    const what = `${wordFor(task)} here, but ${ownWords(other.own, other.path)}`;
    return [statement(task.label, task.line, what, [other.path])];
  });
}

/** Tasks that name an issue of the repository, by its address or by its title besides its number. */
export function holdIssues(plan: PlanFacts, issues: ReadonlyMap<number, Issue>, path: string): Statement[] {
  return plan.tasks.flatMap((task): Statement[] => {
    const [named, ...others] = task.issues;
    const issue = named && others.length === 0 ? issues.get(named.number) : undefined;
    if (!named || !issue || !(named.isLink || isSame(task, issue))) return [];
    if (!contradict(task.state, issue.isOpen ? 'open' : 'done')) return [];
    const what = `${wordFor(task)}, but issue #${issue.number} is ${issue.isOpen ? 'open' : 'closed'} in \`${path}\``;
    return [statement(task.label, task.line, what, [path])];
  });
}

function isSame({ title }: TaskFacts, issue: Issue): boolean {
  const bare = title.replace(/\(?#\d+\)?/g, '');
  return issue.title !== '' && sameTitles(bare, issue.title);
}

function statement(task: string, line: number, what: string, files: readonly string[]): Statement {
  return { kind: 'record', id: null, task, line: line + 1, what, files, written: null, ticked: null, commits: [] };
}

function ownWords({ says, state, done, total }: OwnState, name: string): string {
  if (says !== undefined) return `\`${name}\` says \`${says}\``;
  if (state === 'done') return `all ${total} tasks of \`${name}\` are done`;
  return `${done === 0 ? `all ${total}` : `${total - done} of the ${total}`} tasks of \`${name}\` are open`;
}

function wordFor({ state }: TaskFacts): string {
  return state === 'done' ? 'done' : state === 'in-progress' ? 'in progress' : state;
}

function contradict(a: State, b: State): boolean {
  return (a === 'done' && isUnfinished(b)) || (b === 'done' && isUnfinished(a));
}

function isUnfinished(state: State): boolean {
  return state === 'open' || state === 'in-progress' || state === 'blocked';
}

function inLines(statements: readonly Statement[]): Statement[] {
  return statements.toSorted((a, b) => a.line - b.line);
}

function nameOf(path: string): string {
  return path
    .slice(path.lastIndexOf('/') + 1)
    .replace(/(?:\.story)?\.md$/i, '')
    .toLowerCase();
}
