import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Files } from '../../model/plan/files.ts';

const roots = new Map<string, string | undefined>();

/** The root of the repository that a folder lies in, if it lies in one. */
export function projectRoot(folder: string): string | undefined {
  if (roots.has(folder)) return roots.get(folder);
  const parent = dirname(folder);
  const inParent = () => (parent === folder ? undefined : projectRoot(parent));
  const root = existsSync(join(folder, '.git')) ? folder : inParent();
  roots.set(folder, root);
  return root;
}

/** Whether a path is a folder or lies in it. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** A path with forward slashes. */
export function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** The path from the root of the repository, else from where planvet was called, else absolute; with forward slashes. */
export function projectPath(path: string, cwd: string): string {
  const root = projectRoot(dirname(path)) ?? cwd;
  return slashed(isWithin(root, path) ? relative(root, path) : path);
}

/** Files that remember what they were asked for. */
export interface AskedFiles extends Files {
  readonly asked: ReadonlyMap<string, boolean>;
}

/** What is known of the files around a plan: paths count from the root of its repository, then from its own folder. */
export function filesAround(path: string, cwd: string, exists: (path: string) => boolean = existsSync): AskedFiles {
  const folder = dirname(path);
  const root = projectRoot(folder) ?? (isWithin(cwd, path) ? cwd : folder);
  const known = new Map<string, boolean>();
  return {
    asked: known,
    has(wanted) {
      const before = known.get(wanted);
      if (before !== undefined) return before;
      const places = [resolve(root, wanted), resolve(folder, wanted)].filter((place) => isWithin(root, place));
      if (places.length === 0) return undefined;
      const found = places.some((place) => exists(place));
      known.set(wanted, found);
      return found;
    },
  };
}

/** Why a link is left out whose file lies elsewhere: nobody who looks at the project sees what is in it. */
export const OUTSIDE = 'a link that leads out of the project';

/** Whether a file lies outside of the project in which its path is, because of a link. */
export function leadsOut(path: string, cwd: string): boolean {
  const folder = dirname(path);
  const root = projectRoot(folder) ?? (isWithin(cwd, path) ? cwd : folder);
  try {
    return !isWithin(realpathSync(root), realpathSync(path));
  } catch {
    return false;
  }
}
