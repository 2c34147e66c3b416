import { glob } from './glob.ts';

const made = new WeakMap<readonly string[], readonly ((name: string) => boolean)[]>();

/** Whether an id, with its keyword or without, is one of other plans or systems, by globs like `PLATFORM-*`. Case does not matter. */
export function isExternalId(globs: readonly string[], id: string, keyword?: string): boolean {
  if (globs.length === 0) return false;
  const matchers = made.get(globs) ?? globs.map((pattern) => glob(pattern, { of: 'ids' }));
  made.set(globs, matchers);
  const names = keyword === undefined ? [id] : [id, `${keyword} ${id}`];
  return matchers.some((matches) => names.some(matches));
}
