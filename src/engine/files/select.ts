import { realpathSync, statSync, type Stats } from 'node:fs';
import { basename, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { IgnoreRules } from './gitignore.ts';
import { describeFailure } from './load.ts';
import { missingPath } from './missing-path.ts';
import { isMarkdown, isWellKnown, mayHoldPlan, wellKnown, whyNotFile, whyNotFolder } from '../places.ts';
import { isWithin, projectPath, slashed } from './project.ts';
import { walk } from './walk.ts';

/** A file to lint. */
export interface Target {
  /** Absolute. */
  readonly filePath: string;
  /** For people: relative to where planvet was called, else as it was given. */
  readonly path: string;
  readonly projectPath: string;
  /** Whether it is linted without a look at whether it is a plan: somebody named it, or plans are expected there. */
  readonly certain: boolean;
  /** The searches that found it, by their index. */
  readonly searches: readonly number[];
}

/** A file or folder, and what is to be said of it. */
export interface Remark {
  readonly path: string;
  readonly why: string;
}

/** A folder or glob in which plans were looked for. */
export interface Search {
  /** What to say where it found nothing. */
  readonly nothing: string;
  /** How many Markdown files were found there, plans or not. */
  readonly files: number;
}

/** What a call asks for. */
export interface Selection {
  /** In the order of their paths, each file once. */
  readonly targets: readonly Target[];
  readonly searches: readonly Search[];
  readonly skipped: readonly Remark[];
  /** Paths that are not there: the call is wrong. */
  readonly missing: readonly string[];
  /** Folders that could not be read. */
  readonly unread: readonly Remark[];
}

/** How files are selected. */
export interface SelectOptions {
  readonly cwd: string;
  /** Apply every skip to named paths too. */
  readonly forceExclude?: boolean;
  /** The template that plans are written from: no plan itself. */
  readonly templateFile?: string | undefined;
}

/** Finds the files that paths, folders and globs stand for; without any, those in well-known places. */
export function selectFiles(paths: readonly string[], options: SelectOptions): Selection {
  return new Selector(options).select(paths);
}

class Selector {
  readonly #cwd: string;
  readonly #force: boolean;
  readonly #template: string | undefined;
  readonly #targets = new Map<string, Target>();
  readonly #searches: { nothing: string; files: number }[] = [];
  readonly #skipped: Remark[] = [];
  readonly #missing: string[] = [];
  readonly #unread: Remark[] = [];

  constructor({ cwd, forceExclude = false, templateFile }: SelectOptions) {
    this.#cwd = cwd;
    this.#force = forceExclude;
    this.#template = templateFile;
  }

  select(paths: readonly string[]): Selection {
    if (paths.length === 0) this.#everywhere();
    for (const path of paths) this.#argument(path);
    return {
      targets: [...this.#targets.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
      searches: this.#searches,
      skipped: this.#skipped,
      missing: this.#missing,
      unread: this.#unread,
    };
  }

  #everywhere(): void {
    this.#search(this.#cwd, `no plans here; looked for ${wellKnown}`, true, (path) => {
      if (!isMarkdown(path)) return undefined;
      const known = projectPath(path, this.#cwd);
      return isWellKnown(known) || (mayHoldPlan(known) ? false : 'not in a place where plans are expected');
    });
  }

  #argument(given: string): void {
    if (given === '') {
      this.#missing.push('a path is empty');
      return;
    }
    const path = resolve(this.#cwd, given);
    const about = look(path);
    if (about instanceof Error) this.#unread.push({ path: given, why: describeFailure(about) });
    else if (about?.isDirectory()) this.#folder(path, given);
    else if (about) this.#file(path, given);
    else this.#unfound(given);
  }

  #file(path: string, given: string): void {
    const why = this.#force ? whyExcluded(path, false, this.#cwd) : undefined;
    if (why !== undefined) this.#skip(path, why, given);
    else this.#add(path, !this.#force || isWellKnown(projectPath(path, this.#cwd)), undefined, given);
  }

  #folder(path: string, given: string): void {
    const why = this.#force ? whyExcluded(path, true, this.#cwd) : undefined;
    if (why !== undefined) {
      this.#skip(path, why, given);
      return;
    }
    const nothing = `no plans in \`${given}\`; looked for .md, .markdown and .mdc files that are plans`;
    this.#search(
      path,
      nothing,
      this.#force,
      (found) => (isMarkdown(found) ? isWellKnown(projectPath(found, this.#cwd)) : undefined),
      given,
    );
  }

  /** What is no path may be a glob, or written with the other slashes. */
  #unfound(given: string): void {
    const pattern = sep === '/' ? given : given.replaceAll('\\', '/');
    const { isGlob, base, glob } = picomatch.scan(pattern);
    if (isGlob) {
      const root = resolve(this.#cwd, base);
      const about = look(root);
      const nothing = `nothing matches \`${given}\``;
      const matches = picomatch(glob, { dot: true, nonegate: true });
      if (about && !(about instanceof Error) && about.isDirectory()) {
        this.#search(root, nothing, this.#force, (path) => (matches(slashed(relative(root, path))) ? true : undefined));
      } else this.#searches.push({ nothing: `${nothing}: there is no folder \`${base}\``, files: 0 });
    } else if (given.includes('\\') && look(resolve(this.#cwd, given.replaceAll('\\', '/')))) {
      this.#argument(given.replaceAll('\\', '/'));
    } else this.#missing.push(missingPath(given, this.#cwd));
  }

  /**
   * Walks a folder. `judge` says of a file whether it is certain to be linted (true), is linted if it is a plan (false),
   * is left out for a reason, or is nothing to speak of (undefined).
   */
  #search(
    root: string,
    nothing: string,
    archives: boolean,
    judge: (path: string) => boolean | string | undefined,
    given?: string,
  ): void {
    const search = { nothing, files: 0 };
    const index = this.#searches.push(search) - 1;
    walk(root, this.#cwd, archives, {
      file: (path, name) => {
        const judgement = judge(path);
        if (judgement === undefined) return;
        search.files++;
        const template = path === this.#template || whyNotFile(name) === 'a template';
        const why = template ? 'a template' : judgement;
        if (typeof why === 'string') this.#skip(path, why, given && slashed(`${given}/${relative(root, path)}`));
        else this.#add(path, why, index, given === undefined ? undefined : `${given}/${slashed(relative(root, path))}`);
      },
      skip: (path, why) => this.#skip(path, why),
      fail: (path, error) => this.#unread.push({ path: this.#shown(path), why: describeFailure(error) }),
    });
  }

  #add(filePath: string, certain: boolean, search: number | undefined, given: string | undefined): void {
    const identity = realpath(filePath);
    const before = this.#targets.get(identity);
    this.#targets.set(identity, {
      filePath: before?.filePath ?? filePath,
      path: before?.path ?? this.#shown(filePath, given),
      projectPath: before?.projectPath ?? projectPath(filePath, this.#cwd),
      certain: certain || (before?.certain ?? false),
      searches: [...(before?.searches ?? []), ...(search === undefined ? [] : [search])],
    });
  }

  #skip(path: string, why: string, given?: string): void {
    if (why !== 'version control' && why !== 'installed packages')
      this.#skipped.push({ path: this.#shown(path, given), why });
  }

  #shown(path: string, given = path): string {
    return slashed(isWithin(this.#cwd, path) ? relative(this.#cwd, path) || '.' : given);
  }
}

/** Why a walk would not get to a path; undefined if it would. */
export function whyExcluded(path: string, isFolder: boolean, cwd: string): string | undefined {
  const folders = projectPath(path, cwd).split('/');
  if (!isFolder) folders.pop();
  const [why] = folders.flatMap((folder) => whyNotFolder(folder, true) ?? []);
  if (why !== undefined) return why;
  if (IgnoreRules.ignore(path, isFolder, cwd)) return 'ignored by .gitignore';
  return isFolder ? undefined : whyNotFile(basename(path));
}

/** What is at a path: nothing, something, or something that cannot be looked at. */
function look(path: string): Stats | Error | undefined {
  try {
    return statSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' ? undefined : (error as Error);
  }
}

function realpath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
