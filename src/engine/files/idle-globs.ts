import { existsSync, readdirSync, type Dirent } from 'node:fs';
import { join, relative } from 'node:path';
import { glob, globBase } from '../../model/language/glob.ts';
import { IgnoreRules } from './gitignore.ts';
import { slashed } from './project.ts';

/** How many files and folders are looked at for one glob: where there are more, nobody says that it matches nothing. */
const MANY = 20_000;

/** Those of the globs that match no file and no folder below the folder that they count from, what git ignores left out of account. */
export function idleGlobs(patterns: readonly string[], folder: string): string[] {
  return patterns.filter((pattern) => {
    if (pattern.startsWith('!')) return false;
    const bare = pattern.replace(/^(?:\.\/+)+/, '').replace(/(?<!\/)\/+$/, '');
    const base = join(folder, globBase(bare));
    // What is built or installed later is not there in every clone.
    if (IgnoreRules.ignore(join(folder, bare.split('/*', 1)[0] ?? ''), true, folder)) return false;
    const matches = glob(bare, { of: 'paths' });
    let left = MANY;
    const holds = (path: string): boolean => {
      for (const entry of entriesOf(path)) {
        if (--left < 0) return true;
        const own = join(path, entry.name);
        if (matches(slashed(relative(folder, own)))) return true;
        if (entry.isDirectory() && entry.name !== '.git' && entry.name !== 'node_modules' && holds(own)) return true;
      }
      return false;
    };
    return !(existsSync(base) && matches(slashed(relative(folder, base)))) && !holds(base);
  });
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
