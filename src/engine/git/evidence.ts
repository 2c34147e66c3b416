import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BYTE_LIMIT, type Decoded } from '../decode.ts';
import type { PlanFacts } from '../reconcile/facts.ts';
import { Finder } from '../reconcile/finder.ts';
import { judge } from '../reconcile/judge.ts';
import { LineDates, type Step } from '../reconcile/line-dates.ts';
import type { Reconciled, Statement } from '../reconcile/statement.ts';
import { isSprintStatus, mayHoldIssues, readIssues, readSprintStatus } from '../reconcile/ledger.ts';
import { holdIssues, holdLedger, holdLinks } from '../reconcile/records.ts';
import { IgnoreRules } from '../files/gitignore.ts';
import { Blobs } from './blobs.ts';
import { History } from './history.ts';
import { readLog, type Touch } from './log.ts';
import type { Repository } from './repository.ts';

/** Versions of plans whose texts are held at a time. */
const MANY_VERSIONS = 2000;

/** Holds plans against the history of their repository. A handful of processes of git does for all of them. */
export class Reconciliation {
  readonly #repository: Repository;
  readonly #history: History;
  readonly #finder: Finder;
  readonly #isBefore: (at: number) => boolean;
  /** Whether renamed files are known only where they were renamed and nothing else. */
  readonly isPartial: boolean;

  /** `since` is a commit: what came about before it is not told. */
  constructor(repository: Repository, since?: string) {
    this.#repository = repository;
    const { head } = repository;
    const { commits, isPartial } = head === undefined ? { commits: [], isPartial: false } : readLog(repository.git);
    this.isPartial = isPartial;
    const touches = head === undefined ? [] : uncommitted(repository, head);
    const now = { name: undefined, parents: head === undefined ? [] : [head], time: 0, message: '', touches };
    this.#history = new History([...commits, now]);
    this.#finder = new Finder(this.#history, (path) => existsSync(join(repository.root, path)));
    const from = since === undefined ? undefined : this.#history.numberOf(since);
    this.#isBefore = (at) => from !== undefined && !this.#history.isAfter(at, from);
  }

  get isShallow(): boolean {
    return this.#repository.isShallow;
  }

  /** What each plan says against what the repository shows, in their order. */
  judge(plans: readonly PlanFacts[]): Reconciled[] {
    const found: Reconciled[] = [];
    let [texts, held] = [new Blobs(this.#repository.git), 0];
    const versions = plans.map(({ path }) => this.#history.of(path));
    plans.forEach((plan, index) => {
      if (held === 0) {
        texts = new Blobs(this.#repository.git);
        for (let at = index; at < plans.length && held < MANY_VERSIONS; at++) {
          const objects = (versions[at] ?? []).flatMap(({ touch: { was, is } }) => [was ?? [], is ?? []].flat());
          texts.announce(objects);
          held += Math.max(objects.length, 1);
        }
      }
      held = Math.max(held - Math.max(2 * (versions[index]?.length ?? 0), 1), 0);
      found.push(judge(plan, this.#evidence(plan, texts)));
    });
    return found;
  }

  /** What other records of the same work say: each statement stands at the one that knows less. */
  records(plans: readonly PlanFacts[]): Reconciled[] {
    const files = [...this.#history.paths].filter((path) => isSprintStatus(path) || mayHoldIssues(path)).sort();
    const known = new Map(plans.map((plan) => [plan.path, plan]));
    const found = new Map<string, Reconciled>();
    const add = ({ path, tasks }: PlanFacts, statements: readonly Statement[]) => {
      if (statements.length === 0) return;
      const before = found.get(path) ?? {
        path,
        tasks: { total: tasks.length, judged: 0 },
        statements: [],
        unknown: [],
      };
      found.set(path, { ...before, statements: [...before.statements, ...statements] });
    };
    for (const path of files) {
      const text = textOnDisk(join(this.#repository.root, path));
      if (text === undefined) continue;
      if (isSprintStatus(path)) {
        const ledger = holdLedger(readSprintStatus(path, text), plans);
        if (ledger) found.set(path, ledger);
      } else {
        const issues = new Map(readIssues(text).map((issue) => [issue.number, issue]));
        if (issues.size > 0) for (const plan of plans) add(plan, holdIssues(plan, issues, path));
      }
    }
    for (const plan of plans) add(plan, holdLinks(plan, known));
    return [...found.values()].map((record) => ({
      ...record,
      statements: record.statements.filter(({ files }) => [record.path, ...files].some((path) => this.#isRecent(path))),
    }));
  }

  /** Whether the last change of a file counts. */
  #isRecent(path: string): boolean {
    const last = this.#history.of(path).at(-1);
    return last === undefined || !this.#isBefore(last.at);
  }

  #evidence(plan: PlanFacts, texts: Blobs) {
    const textOf = (name: string | undefined) => (name === undefined ? '' : textIn(texts.read(name)));
    const events = this.#history.of(plan.path);
    const steps = events
      .filter(({ touch: { is } }) => is !== undefined)
      .map(({ at, touch: { was, is } }): Step => ({ at, before: textOf(was), after: textOf(is) }));
    const last = events.findLast(({ touch }) => touch.is !== undefined)?.touch.is;
    const now = { at: this.#history.commits.length - 1, before: textOf(last), after: plan.text };
    const { root } = this.#repository;
    return {
      history: this.#history,
      finder: this.#finder,
      dates: new LineDates([...steps, now]).of(plan.text),
      isShallow: this.isShallow,
      ignores: (path: string) => IgnoreRules.ignore(join(root, path), false, root),
      counts: (at: number) => !this.#isBefore(at),
    };
  }
}

/** What the files on the disk change since a commit. Their contents have no names. */
function uncommitted(repository: Repository, head: string): Touch[] {
  return repository.onDisk(head).map(({ kind, path, before }): Touch => {
    return { kind, path, before, was: undefined, is: undefined };
  });
}

/** The text of a file that is there and not too large. */
function textOnDisk(path: string): string | undefined {
  try {
    return statSync(path).size > BYTE_LIMIT ? undefined : readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}

function textIn({ text, refusal }: Decoded): string {
  return refusal ? '' : text;
}
