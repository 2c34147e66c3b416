import { realpathSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { Configs } from '../config/configs.ts';
import { Scope } from '../config/scope.ts';
import { describeFailure } from './load.ts';
import { type Expectation, INSTRUCTIONS, isMarkdown, TEMPLATE, whyNotFile, whyNotFolder } from '../discovery.ts';
import { nearPath } from './missing-path.ts';
import { isWithin, leadsOut, OUTSIDE, projectPath, slashed } from './project.ts';
import { disk, type FileView } from './view.ts';

/** A file to lint. */
export interface Target {
  /** Absolute. */
  readonly filePath: string;
  /** For people: relative to where planvet was called, else as it was given. */
  readonly path: string;
  readonly projectPath: string;
  /** How surely it is to be linted. */
  readonly expected: Expectation;
  /** The searches that found it, by their index. */
  readonly searches: readonly number[];
  /** Whether only what is new in it is to be told: it is linted since another document of its set has changed. */
  readonly onlyNew?: boolean;
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
  /** What configurations say; none unless given. */
  readonly configs?: Configs;
  /** Where files are looked for; on the disk unless said otherwise. */
  readonly view?: FileView;
}

/** Finds the files that paths, folders and globs stand for; without any, those that a configuration names, else all plans below the folder of the call, archives left out. */
export function selectFiles(paths: readonly string[], options: SelectOptions): Promise<Selection> {
  return new Selector(options).select(paths);
}

class Selector {
  readonly #cwd: string;
  readonly #force: boolean;
  readonly #template: string | undefined;
  readonly #scope: Scope;
  readonly #view: FileView;
  readonly #targets = new Map<string, Target>();
  readonly #searches: { nothing: string; files: number }[] = [];
  readonly #skipped: Remark[] = [];
  readonly #missing: string[] = [];
  readonly #unread: Remark[] = [];

  constructor(options: SelectOptions) {
    const { cwd, forceExclude = false, templateFile, configs = new Configs(cwd, false), view = disk } = options;
    this.#cwd = cwd;
    this.#view = view;
    this.#force = forceExclude;
    this.#template = templateFile;
    this.#scope = new Scope(configs, cwd);
  }

  async select(paths: readonly string[]): Promise<Selection> {
    if (paths.length === 0) await this.#everywhere();
    for (const path of paths) await this.#argument(path);
    return {
      targets: [...this.#targets.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
      searches: this.#searches,
      skipped: this.#skipped,
      missing: this.#missing,
      unread: this.#unread,
    };
  }

  async #everywhere(): Promise<void> {
    const files = await this.#scope.files(this.#cwd);
    const places = files
      ? `${files.globs.map((glob) => `\`${glob}\``).join(', ')}, by \`files\` in ${files.place}`
      : '.md, .markdown and .mdc files that are plans; archive folders are left out';
    await this.#search(this.#cwd, `no plans here; looked for ${places}`, true, async (path) => {
      const expected = await this.#scope.expects(path);
      if (expected !== 'perhaps') return expected;
      if (!isMarkdown(path)) return undefined;
      const own = await this.#scope.files(dirname(path));
      return own ? { why: `not among the files of ${own.place}` } : expected;
    });
  }

  async #argument(given: string): Promise<void> {
    if (given === '') {
      this.#missing.push('a path is empty');
      return;
    }
    const path = resolve(this.#cwd, given);
    const kind = this.#look(path);
    if (kind instanceof Error) this.#unread.push({ path: given, why: describeFailure(kind) });
    else if (kind === 'folder') await this.#folder(path, given);
    else if (kind === 'file') await this.#file(path, given);
    else await this.#unfound(given);
  }

  async #file(path: string, given: string): Promise<void> {
    const why = await whyNotNamed(path, this.#force, this.#cwd, this.#scope);
    if (why !== undefined) this.#skip(path, why, given);
    else this.#add(path, this.#force ? await this.#scope.expects(path) : 'certain', undefined, given);
  }

  async #folder(path: string, given: string): Promise<void> {
    const ignored = await this.#scope.whyNotFolder(path);
    const why = this.#force ? (ignored ?? (await whyExcluded(path, true, this.#cwd, this.#scope))) : undefined;
    if (why !== undefined) {
      this.#skip(path, why, given);
      return;
    }
    if (ignored !== undefined) {
      this.#searches.push({ nothing: `\`${given}\` is ${ignored}`, files: 0 });
      return;
    }
    const nothing = `no plans in \`${given}\`; looked for .md, .markdown and .mdc files that are plans`;
    await this.#search(
      path,
      nothing,
      this.#force,
      async (found) => (isMarkdown(found) ? this.#scope.expects(found) : undefined),
      given,
    );
  }

  /** What is no path may be a glob, or written with the other slashes. */
  async #unfound(given: string): Promise<void> {
    const pattern = sep === '/' ? given : given.replaceAll('\\', '/');
    const { default: picomatch } = await import('picomatch');
    const { isGlob, base, glob } = picomatch.scan(pattern);
    if (isGlob) {
      const root = resolve(this.#cwd, base);
      const nothing = `nothing matches \`${given}\``;
      const matches = picomatch(glob, { dot: true, nonegate: true });
      if (this.#look(root) === 'folder') {
        const search = await this.#search(root, nothing, this.#force, (path) =>
          Promise.resolve(matches(slashed(relative(root, path))) ? 'certain' : undefined),
        );
        if (search.files === 0) search.nothing += await this.#nearGlob(root, base, glob);
      } else {
        const near = this.#view === disk ? nearPath(base, this.#cwd) : undefined;
        const hint = near === undefined ? '' : `; did you mean \`${near}/${glob}\`?`;
        this.#searches.push({ nothing: `${nothing}: there is no folder \`${base}\`${hint}`, files: 0 });
      }
    } else if (given.includes('\\') && this.#look(resolve(this.#cwd, given.replaceAll('\\', '/')))) {
      await this.#argument(given.replaceAll('\\', '/'));
    } else this.#missing.push(this.#view.whyMissing(given, this.#cwd));
  }

  /** The end of a sentence that names a glob like one that matches nothing: deeper, of Markdown, or both. */
  async #nearGlob(root: string, base: string, glob: string): Promise<string> {
    const { isMatch } = (await import('picomatch')).default;
    const paths: string[] = [];
    await this.#view.walk(root, this.#cwd, {
      whyNot: (path) => Promise.resolve(whyNotFolder(projectPath(path, this.#cwd), true)),
      file: (path) => Promise.resolve(void (isMarkdown(path) && paths.push(slashed(relative(root, path))))),
      skip: () => {},
      fail: () => {},
    });
    const deeper = (one: string) => (one.includes('**') ? one : `**/${one}`);
    const markdown = glob.replace(/\.[\w{},]+$/, '.md');
    const near = [deeper(glob), markdown, deeper(markdown)].find((one) =>
      paths.some((path) => isMatch(path, one, { dot: true })),
    );
    const folder = base === '' ? '' : `${base}/`;
    return near === undefined || near === glob ? '' : `; did you mean \`${folder}${near}\`?`;
  }

  /**
   * Walks a folder. `judge` says of a file how surely it is to be linted, why it is left out, or that it is nothing to
   * speak of (undefined).
   */
  async #search(
    root: string,
    nothing: string,
    archives: boolean,
    judge: (path: string) => Promise<Expectation | { readonly why: string } | undefined>,
    given?: string,
  ): Promise<{ nothing: string; files: number }> {
    const search = { nothing, files: 0 };
    const index = this.#searches.push(search) - 1;
    await this.#view.walk(root, this.#cwd, {
      whyNot: async (path) => {
        const why = whyNotFolder(projectPath(path, this.#cwd), archives);
        if (why !== undefined && !(await this.#scope.asksFor(path))) return why;
        return this.#scope.whyNotFolder(path);
      },
      file: async (path, name) => {
        const judgement = await judge(path);
        if (judgement === undefined) return;
        search.files++;
        const other = path === this.#template ? TEMPLATE : whyNotFile(name);
        const excluded =
          other === TEMPLATE || (other === INSTRUCTIONS && judgement !== 'certain')
            ? other
            : await this.#scope.whyNotFile(path);
        const outcome = excluded === undefined ? judgement : { why: excluded };
        const shown = given === undefined ? undefined : `${given}/${slashed(relative(root, path))}`;
        if (typeof outcome === 'string') this.#add(path, outcome, index, shown);
        else this.#skip(path, outcome.why, shown);
      },
      skip: (path, why) => this.#skip(path, why),
      fail: (path, error) => this.#unread.push({ path: this.#shown(path), why: describeFailure(error) }),
    });
    return search;
  }

  /** What is at a path: nothing, something, or something that cannot be looked at. */
  #look(path: string): 'file' | 'folder' | Error | undefined {
    try {
      return this.#view.kindOf(path);
    } catch (error) {
      return error as Error;
    }
  }

  #add(filePath: string, expected: Expectation, search: number | undefined, given: string | undefined): void {
    const identity = realpath(filePath);
    const before = this.#targets.get(identity);
    this.#targets.set(identity, {
      filePath: before?.filePath ?? filePath,
      path: before?.path ?? this.#shown(filePath, given),
      projectPath: before?.projectPath ?? projectPath(filePath, this.#cwd),
      expected: before ? surer(before.expected, expected) : expected,
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

/** Why a file that somebody named is left out; undefined if it is not. `force` applies every skip of a walk. */
export async function whyNotNamed(
  path: string,
  force: boolean,
  cwd: string,
  scope: Scope,
): Promise<string | undefined> {
  return (await scope.whyNotFile(path)) ?? (force ? whyExcluded(path, false, cwd, scope) : undefined);
}

/** Why a walk would not get to a path; undefined if it would. */
async function whyExcluded(path: string, isFolder: boolean, cwd: string, scope: Scope): Promise<string | undefined> {
  const folders = projectPath(path, cwd).split('/');
  if (!isFolder) folders.pop();
  for (let folder = isFolder ? path : dirname(path); folders.length > 0; folder = dirname(folder)) {
    folders.pop();
    const why = whyNotFolder(projectPath(folder, cwd), true);
    if (why !== undefined && !(await scope.asksFor(folder))) return why;
  }
  const { IgnoreRules } = await import('./gitignore.ts');
  if (IgnoreRules.ignore(path, isFolder, cwd)) return 'ignored by .gitignore';
  if (leadsOut(path, cwd)) return OUTSIDE;
  return isFolder || (await scope.names(path)) ? undefined : whyNotFile(basename(path));
}

function surer(one: Expectation, other: Expectation): Expectation {
  return one === 'certain' || other === 'perhaps' ? one : other;
}

function realpath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
