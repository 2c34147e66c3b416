import { contains } from '../../text.ts';
import type { Past, TaskPair } from '../plan/change.ts';
import type { FileMention } from '../plan/files.ts';
import type { Plan } from '../plan/plan.ts';
import type { Task } from '../plan/task.ts';

/**
 * The files that the work of a task changes by its own words, if none of them has changed since it was planned. A path
 * counts only if its first folder is in the repository: else the plan is about another one.
 */
export function untouchedFiles(
  plan: Plan,
  { before, now }: TaskPair,
  old: Plan | undefined,
  past: Past,
): readonly string[] | undefined {
  const paths = new Set(
    plan.fileMentions
      .filter((mention) => isWithin(mention.task, now) && isChange(mention) && isOurs(mention, plan))
      .map(({ path }) => path),
  );
  if (paths.size === 0 || !old) return undefined;
  const changed = past.changedSince([old.source.slice(before.title.span), old.source.slice(before.nameSpan)]);
  if (!changed) return undefined;
  const names = new Set([...changed].map(nameOf));
  // A file of the same name may be it, moved; a submodule changes as a whole.
  const isTouched = (path: string) =>
    names.has(nameOf(path)) || [...changed].some((other) => path.startsWith(`${other}/`));
  return [...paths].some(isTouched) ? undefined : [...paths];
}

function isWithin(task: Task, other: Task): boolean {
  return task === other || (task.parent !== undefined && isWithin(task.parent, other));
}

/** Whether a file is named as one to be changed: by a verb, or in a field for such files. What is only run or read is not. */
function isChange({ verb, span, task }: FileMention): boolean {
  if (verb === 'create' || verb === 'modify' || verb === 'delete') return true;
  return task.fields.some(({ role, value }) => role === 'files' && contains(value.span, span));
}

function isOurs({ path }: FileMention, { files }: Plan): boolean {
  return files.has(path.slice(0, path.indexOf('/'))) === true;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
