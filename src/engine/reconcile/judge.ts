import type { Event, History } from '../git/history.ts';
import { titleWords } from '../../model/language/ids.ts';
import type { NamedFile, PlanFacts, TaskFacts } from './facts.ts';
import type { Finder } from './finder.ts';
import type { LineDate } from './line-dates.ts';
import type { CommitNote, Reconciled, Statement, StatementKind, Unknown } from './statement.ts';

/** What a plan is held against. */
export interface Evidence {
  readonly history: History;
  readonly finder: Finder;
  /** When each line of the plan came. */
  readonly dates: readonly (LineDate | undefined)[];
  /** Whether a part of the history is missing, so that nobody can say what never was. */
  readonly isShallow: boolean;
  /** Whether git leaves a path alone, so that it never shows up in a commit. */
  ignores(path: string): boolean;
  /** Whether a commit counts; not those before what somebody names with `--since`. */
  counts(at: number): boolean;
}

/** Holds what a plan says of its tasks against the repository. */
export function judge(facts: PlanFacts, evidence: Evidence): Reconciled {
  const judge = new Judge(facts, evidence);
  const statements = facts.tasks.flatMap((task) => judge.statements(task));
  return {
    path: facts.path,
    tasks: { total: facts.tasks.length, judged: judge.judged },
    statements,
    unknown: judge.unknown(),
  };
}

/** A file of a task with what the repository has under its path. */
interface Work extends NamedFile {
  readonly now: readonly string[];
  readonly once: readonly string[];
}

class Judge {
  readonly #facts: PlanFacts;
  readonly #evidence: Evidence;
  readonly #unknown = new Map<string, string[]>();
  /** The task that makes a file first: those that are done before those that are open. */
  readonly #makers = new Map<string, TaskFacts>();
  judged = 0;

  constructor(facts: PlanFacts, evidence: Evidence) {
    this.#facts = facts;
    this.#evidence = evidence;
    const isDone = ({ state }: TaskFacts) => state === 'done';
    for (const task of [...facts.tasks.filter(isDone), ...facts.tasks.filter((other) => !isDone(other))]) {
      for (const { path, verb } of task.files) {
        if (verb === 'create' && !this.#makers.has(path)) this.#makers.set(path, task);
      }
    }
  }

  statements(task: TaskFacts): Statement[] {
    const { finder, dates } = this.#evidence;
    if (task.files.length === 0) return this.#cannot('without a file that their work makes or changes', task);
    const files = [...new Map(task.files.map((file) => [file.path, file])).values()]
      .filter(({ path }) => finder.isOurs(path, this.#facts.path))
      .map((file): Work => ({ ...file, ...finder.find(file.path, this.#facts.path) }));
    if (files.length === 0) return this.#cannot('with files in folders that this repository never had', task);
    const date = dates[task.line];
    if (!date) return this.#cannot('of which no commit tells when they were written', task);
    this.judged++;
    const { state } = task;
    if (state === 'done') {
      const missing = this.#missing(task, files, date);
      return missing.length > 0 ? missing : this.#untouched(task, files, date);
    }
    return [...(state === 'open' ? this.#shipped(task, files, date) : []), ...this.#absent(task, files, date)];
  }

  unknown(): Unknown[] {
    return [...this.#unknown].map(([why, tasks]) => ({ why, tasks }));
  }

  #cannot(why: string, { name }: TaskFacts): [] {
    this.#unknown.set(why, [...(this.#unknown.get(why) ?? []), name]);
    return [];
  }

  /** Open, though all that it makes has come, and all that it changes was changed. */
  #shipped(task: TaskFacts, files: readonly Work[], { written }: LineDate): Statement[] {
    const { history, counts } = this.#evidence;
    const made: Event[] = [];
    const changed: (readonly Event[])[] = [];
    for (const file of files) {
      const events = this.#since(file, written);
      const [first] = events;
      if (!first) return [];
      if (!this.#makes(file, task)) changed.push(events);
      else if (first.touch === history.of(file.now[0] ?? '')[0]?.touch) made.push(first);
      else return [];
    }
    // The commit that brought the plan may name what is to be done, unless it did some of it.
    const isWork = (at: number) => at !== written || this.#cameWith(written);
    const named = changed
      .flat()
      .filter(({ at }) => isWork(at) && this.#isNamed(task, history.commits[at]?.message ?? ''));
    const commits = new Set(made.map(({ at }) => at));
    // What was changed by the commits that brought the rest, else by the next one.
    const beside = changed.flatMap((events) => events.find(({ at }) => commits.has(at)) ?? events[0] ?? []);
    const shown = made.length > 0 ? [...made, ...beside] : named;
    if (!shown.some(({ at }) => counts(at))) return [];
    const happened =
      made.length === 0
        ? `${were(files)} changed since it was written, by a commit that names it`
        : made.every(({ at }) => at === written)
          ? `${files.length === 1 ? 'came' : 'came or were changed'} together with it`
          : `${files.length === 1 ? 'came' : 'came or were changed'} after it was written`;
    return [
      this.#statement('shipped', task, `open, but ${subject(files)} ${happened}`, files, { written, events: shown }),
    ];
  }

  /** Whether a commit brought a file that the plan says is to be made. */
  #cameWith(at: number): boolean {
    const { history, finder } = this.#evidence;
    return [...this.#makers.keys()].some((path) =>
      finder.find(path, this.#facts.path).now.some((now) => history.of(now)[0]?.at === at),
    );
  }

  /** What has happened to a file since a task was written, the commit that brought the task among it. */
  #since({ now }: Work, written: number): Event[] {
    const { history } = this.#evidence;
    const [path, ...others] = now;
    if (path === undefined || others.length > 0) return [];
    return history.of(path).filter(({ at }) => at === written || history.isAfter(at, written));
  }

  #makes({ path, verb }: Work, task: TaskFacts): boolean {
    return verb === 'create' && this.#makers.get(path) === task;
  }

  /** Whether a line of a message names a task: by an id that is no mere number, or by its title. */
  #isNamed({ id, name, title, files }: TaskFacts, message: string): boolean {
    const words = [...new Set(titleWords(title))];
    // The name of a file is in every message about it.
    const paths = new Set(files.flatMap(({ path }) => titleWords(path)));
    const own = words.filter((word) => !paths.has(word));
    const byName = /\d/.test(name) && /\p{L}/u.test(name) ? wholeWord(name) : undefined;
    const isSpecial = id !== undefined && /\p{L}{2}[-_]\p{L}{0,24}\d/u.test(id);
    return message.split('\n').some((line) => {
      const said = new Set(titleWords(line));
      const shared = (among: readonly string[]) => among.filter((word) => said.has(word)).length;
      if (byName?.test(line) === true && (isSpecial || shared(words) >= 2)) return true;
      return shared(own) >= 3 && shared(own) / own.length >= ENOUGH;
    });
  }

  /** Done, though a file that it makes was never there, under this name or a similar one. */
  #missing(task: TaskFacts, files: readonly Work[], { written, stated }: LineDate): Statement[] {
    const { finder, isShallow, counts } = this.#evidence;
    if (isShallow) {
      this.#cannot('that are done: in a shallow clone nobody knows what never was', task);
      return [];
    }
    const missing = files.filter(
      ({ path, verb, now, once }) =>
        verb === 'create' &&
        now.length === 0 &&
        once.length === 0 &&
        finder.alike(path).length === 0 &&
        !this.#evidence.ignores(path),
    );
    if (missing.length === 0 || !counts(this.#tick(task, stated))) return [];
    const paths = missing.map(({ path }) => `\`${path}\``).join(', ');
    const what = `done, but ${paths} ${missing.length === 1 ? 'was' : 'were'} never there`;
    return [this.#statement('missing', task, what, missing, { written, ticked: this.#tick(task, stated) })];
  }

  /** Done, though none of its files was changed since it was written. One that was done from the start proves nothing. */
  #untouched(task: TaskFacts, files: readonly Work[], { written, stated }: LineDate): Statement[] {
    const { history, finder, isShallow, counts } = this.#evidence;
    const ticked = this.#tick(task, stated);
    if (isShallow) return [];
    if (ticked <= written)
      return this.#cannot(
        'that were done when they were written, so that nothing tells when their files changed',
        task,
      );
    const paths = files.flatMap(({ path, once, now }) => [...once, ...now, ...finder.alike(path)]);
    const isTouched = (path: string) =>
      history.of(path).some(({ at }) => at === written || history.isAfter(at, written));
    if (files.every(({ now }) => now.length === 0) || paths.some(isTouched) || !counts(ticked)) return [];
    const what =
      files.length === 1
        ? `done, but \`${files[0]?.path ?? ''}\` has not changed since it was written`
        : `done, but none of its ${files.length} files has changed since it was written`;
    return [this.#statement('untouched', task, what, files, { written, ticked })];
  }

  /** To be changed, though it is not there and nothing in the plan makes it. */
  #absent(task: TaskFacts, files: readonly Work[], { written }: LineDate): Statement[] {
    if (this.#facts.isOver) return [];
    const { history, finder, ignores, counts, isShallow } = this.#evidence;
    return files.flatMap((file) => {
      const { path, verb, now, once } = file;
      if (verb !== 'modify' || now.length > 0 || this.#makers.has(path) || ignores(path)) return [];
      const end = once.flatMap((other) => history.end(other) ?? []).at(-1);
      if (!counts(end?.at ?? written)) return [];
      const [near, ...more] = finder.alike(path).filter((other) => finder.find(other, '').now.length > 0);
      const hint = near === undefined || more.length > 0 ? '' : `; \`${near}\` is`;
      const why = end ? 'was taken away' : isShallow ? 'is not there' : 'was never there';
      const what = `changes \`${path}\`, which ${why}${hint}`;
      return [this.#statement('absent', task, what, [file], { written, events: end ? [end] : [] })];
    });
  }

  /** When a task came to be called done: with the last of the lines that say so. */
  #tick(task: TaskFacts, stated: number): number {
    const dates = task.stateLines.map((line) => this.#evidence.dates[line]?.stated ?? -1);
    return Math.max(...dates, task.stateLines.length === 0 ? stated : -1);
  }

  #statement(
    kind: StatementKind,
    { id, label, line }: TaskFacts,
    what: string,
    files: readonly Work[],
    {
      written,
      ticked,
      events = [],
    }: { readonly written: number; readonly ticked?: number; readonly events?: readonly Event[] },
  ): Statement {
    const commits = [...new Set(events.map(({ at }) => at))].toSorted((a, b) => a - b);
    return {
      kind,
      id: id ?? null,
      task: label,
      line: line + 1,
      what,
      files: files.map(({ path, now }) => now[0] ?? path),
      written: this.#note(written),
      ticked: ticked === undefined ? null : this.#note(ticked),
      commits: commits.flatMap((at) => this.#note(at) ?? []),
    };
  }

  #note(at: number): CommitNote | null {
    const commit = this.#evidence.history.commits[at];
    if (!commit) return null;
    const { name, time, message } = commit;
    if (name === undefined) return { commit: null, date: null, subject: 'not committed yet' };
    const date = new Date(time * 1000).toISOString().slice(0, 10);
    return { commit: name, date, subject: message.split('\n')[0] ?? '' };
  }
}

/** The share of the words of a title with which a message names it. */
const ENOUGH = 0.6;

/** What a sentence says of files: `a.ts`, "both of its files". */
function subject(files: readonly Work[]): string {
  const [file] = files;
  if (files.length === 1) return `\`${file?.now[0] ?? file?.path ?? ''}\``;
  return files.length === 2 ? 'both of its files' : `all ${files.length} of its files`;
}

function were(files: readonly Work[]): string {
  return files.length === 1 ? 'was' : 'were';
}

function wholeWord(name: string): RegExp {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\p{L}\p{N}.-])${escaped}(?![\p{L}\p{N}]|[.-]\d)`, 'iu');
}
