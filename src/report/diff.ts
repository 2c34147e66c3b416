import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

const CONTEXT = 3;

/** A change of a file as a unified diff that `git apply` and `patch -p1` take. The path counts from where they are called. */
export function unifiedDiff(path: string, before: string, after: string): string {
  // Something has to stand behind a name with a space, or `patch` takes the first word for all of it.
  const stamp = path.includes(' ') ? ' ' : undefined;
  return createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, stamp, stamp, {
    context: CONTEXT,
    headerOptions: FILE_HEADERS_ONLY,
  });
}
