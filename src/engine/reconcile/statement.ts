/** A commit, as it is named as evidence; without a name for what is not committed yet. */
export interface CommitNote {
  readonly commit: string | null;
  /** The day: 2026-03-01. */
  readonly date: string | null;
  readonly subject: string;
}

/** What does not agree between a plan and its repository. */
export type StatementKind =
  /** Open, but its files are there and came or were changed after it was written. */
  | 'shipped'
  /** Done, but a file that it creates was never there. */
  | 'missing'
  /** Done, but none of its files was changed since it was written. */
  | 'untouched'
  /** Changes a file that is not there. */
  | 'absent'
  /** Another record of the same work says otherwise. */
  | 'record';

/** One statement about a task, with what it rests on. */
export interface Statement {
  readonly kind: StatementKind;
  readonly id: string | null;
  /** Its id as the author writes it, and its title. */
  readonly task: string;
  readonly line: number;
  /** What is the case, in one sentence without a full stop. */
  readonly what: string;
  /** The files that it is about, from the root of the repository where they are there. */
  readonly files: readonly string[];
  /** The commit that brought the task; null where nobody knows. */
  readonly written: CommitNote | null;
  /** The commit that called it done. */
  readonly ticked: CommitNote | null;
  /** What shows it, the latest last. */
  readonly commits: readonly CommitNote[];
}

/** Why something could not be judged. */
export interface Unknown {
  readonly why: string;
  /** The tasks that this is about, by name. */
  readonly tasks: readonly string[];
}

/** What a plan says against what the repository shows. */
export interface Reconciled {
  /** From the root of the repository. */
  readonly path: string;
  readonly tasks: {
    readonly total: number;
    /** Those for which the repository can say something. */
    readonly judged: number;
  };
  readonly statements: readonly Statement[];
  readonly unknown: readonly Unknown[];
}
