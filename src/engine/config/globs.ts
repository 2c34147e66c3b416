import { glob, globBase } from '../../model/language/glob.ts';
import { bare } from './glob-limits.ts';

/**
 * What a list of globs says of a path with forward slashes, from the folder that they count from: whether they name it or
 * take it back; undefined where none matches.
 */
export type Globs = (path: string) => boolean | undefined;

/**
 * Reads a list of globs: `*`, `**`, `?`, `[a-z]` and `{a,b}`. The last one that matches decides, and one that begins with
 * `!` takes back. A dot is a letter like any other.
 */
export function readGlobs(patterns: readonly string[]): Globs {
  const readers = patterns.map((pattern) => ({
    names: !pattern.startsWith('!'),
    matches: glob(bare(pattern), { of: 'paths' }),
  }));
  return (path) => readers.findLast(({ matches }) => matches(path))?.names;
}

/** The folders below which globs look, those that take back left out; `.` is where they count from. */
export function globRoots(patterns: readonly string[]): string[] {
  return patterns.filter((pattern) => !pattern.startsWith('!')).map((pattern) => globBase(bare(pattern)) || '.');
}
