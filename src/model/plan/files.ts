import type { Span } from '../../text.ts';
import type { Task } from './task.ts';

/** A file that a task names. */
export interface FileMention {
  /** As written, without line numbers. */
  readonly path: string;
  readonly span: Span;
  readonly task: Task;
  /** What is to be done with it by the words around it. */
  readonly verb: 'create' | 'modify' | 'delete' | 'test' | undefined;
}

/** What is known of files outside the document. */
export interface Files {
  /** Whether a path, relative to the repository or the plan, exists; undefined where nothing is known. */
  has(path: string): boolean | undefined;
}
