import type { Document } from '../document/document.ts';
import { taskIdOfPath } from '../document/formats.ts';
import { foldId } from '../language/ids.ts';
import type { TaskDraft } from './task-draft.ts';

type Named = Pick<TaskDraft, 'dialect' | 'section' | 'span'>;

/**
 * Whether a task is the whole of its document, as in a folder with a file for each: front matter says so, or the title has
 * the id that the file is named by.
 */
export function isOwnTask(
  { parsed, path }: Document,
  { dialect, section, span }: Named,
  id: string | undefined,
): boolean {
  if (section.depth > 1) return false;
  if (dialect === 'front-matter') return span.start === 0 && span.end === parsed.source.text.length;
  return dialect === 'heading' && isNamedBy(path, id);
}

/** Whether the name of a file begins with an id. */
export function isNamedBy(path: string | undefined, id: string | undefined): boolean {
  const own = path === undefined ? undefined : taskIdOfPath(path);
  return id !== undefined && own !== undefined && foldId(own) === foldId(id);
}

/** The task that a document as a whole is, if it is one. */
export function ownTask<T extends Named & { readonly id: string | undefined }>(
  document: Document,
  tasks: readonly T[],
): T | undefined {
  return tasks.find((task) => isOwnTask(document, task, task.id));
}
