import { join, relative } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { whyNotGlob } from '../config/glob-limits.ts';
import { textIfRead } from './load.ts';
import { isWithin, projectRoot, slashed } from './project.ts';

interface Level {
  readonly folder: string;
  readonly rules: Ignore;
}

/** The `.gitignore` files that speak about a folder's entries, the deepest last. */
export class IgnoreRules {
  readonly #levels: readonly Level[];

  private constructor(levels: readonly Level[]) {
    this.#levels = levels;
  }

  /** The rules above a folder, from the root of its repository, else from `cwd`; none of them if they ignore the folder itself. */
  static above(folder: string, cwd: string): IgnoreRules {
    return IgnoreRules.#between(topOf(folder, cwd), folder) ?? new IgnoreRules([]);
  }

  /** Whether the rules of the repository ignore a path, itself or a folder above it. */
  static ignore(path: string, isFolder: boolean, cwd: string): boolean {
    const folder = join(path, '..');
    const rules = IgnoreRules.#between(topOf(folder, cwd), folder)?.into(folder);
    return rules === undefined || rules.ignores(path, isFolder);
  }

  /** These rules and those of a folder among the entries they speak about. */
  into(folder: string): IgnoreRules {
    const text = textIfRead(join(folder, '.gitignore'));
    if (text === undefined) return this;
    // A line that could take for ever says nothing: then a file is linted that git ignores.
    const lines = text.split(/\r\n|\r|\n/).filter((line) => line === '' || whyNotGlob(line) === undefined);
    // Git on Linux minds the case; other systems shall find the same plans.
    return new IgnoreRules([...this.#levels, { folder, rules: ignore({ ignorecase: false }).add(lines) }]);
  }

  /** Whether an entry is ignored, taking it that the folders above it are not. */
  ignores(path: string, isFolder: boolean): boolean {
    for (const { folder, rules } of this.#levels.toReversed()) {
      const { ignored, unignored } = rules.test(slashed(relative(folder, path)) + (isFolder ? '/' : ''));
      if (ignored || unignored) return ignored;
    }
    return false;
  }

  /** The rules for the entries of the folder above `to`, read from `from` down; undefined where they ignore `to`. */
  static #between(from: string, to: string): IgnoreRules | undefined {
    let rules = new IgnoreRules([]);
    let at = from;
    for (const name of slashed(relative(from, to)).split('/').filter(Boolean)) {
      rules = rules.into(at);
      at = join(at, name);
      if (rules.ignores(at, true)) return undefined;
    }
    return rules;
  }
}

function topOf(path: string, cwd: string): string {
  return projectRoot(path) ?? (isWithin(cwd, path) ? cwd : path);
}
