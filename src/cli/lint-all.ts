import { dirname, resolve } from 'node:path';
import { decode, type Decoded } from '../engine/decode.ts';
import { inTime } from '../engine/deadline.ts';
import type { Configs } from '../engine/config/configs.ts';
import { Scope } from '../engine/config/scope.ts';
import { selectFiles, whyNotNamed, type Remark, type Selection, type Target } from '../engine/files/select.ts';
import type { LintResult } from '../engine/finding.ts';
import type { Identity } from '../engine/fingerprint.ts';
import type { Document, LeftOut } from '../engine/lint.ts';
import type { Base } from '../model/plan/change.ts';
import type { Expectation } from '../engine/discovery.ts';
import { describeFailure } from '../engine/files/load.ts';
import { filesAround, projectPath, type AskedFiles } from '../engine/files/project.ts';
import { SiblingFiles } from '../engine/files/siblings.ts';
import { disk, type FileView } from '../engine/files/view.ts';
import type { Since } from '../engine/git/since.ts';
import type { Staged } from '../engine/git/staged.ts';
import { outcomeOf } from '../engine/outcome.ts';
import type { Settings } from '../engine/settings.ts';
import { withoutAccepted } from '../engine/untold.ts';
import { UsageError } from '../engine/usage.ts';
import type { Baselines } from './baselines.ts';
import type { FixedFile, FixFiles } from './fix-files.ts';
import type { KnownResult, KnownResults } from './known-results.ts';
import { Progress } from './progress.ts';
import type { Terminal } from './terminal.ts';

/** What to lint, and how. */
export interface LintJob {
  readonly paths: readonly string[];
  /** The settings for a file; for what has no name, those of the folder of the call. */
  readonly settings: (filePath: string | undefined) => Promise<Settings>;
  readonly siblings?: SiblingFiles;
  /** What is found out otherwise than by linting here; nothing where files are changed. */
  readonly known?: KnownResults | undefined;
  /** Whether mentions are counted. */
  readonly mentions?: boolean;
  readonly configs: Configs;
  readonly forceExclude?: boolean;
  readonly stdinFilename?: string | undefined;
  readonly templateFile?: string | undefined;
  /** Apply the fixes in memory; results are those of the texts afterwards. */
  readonly fix?:
    { readonly unsafe: boolean; /** Whether files are to be changed. */ readonly writes: boolean } | undefined;
  /** Lint what is staged instead of the files on the disk. */
  readonly staged?: Staged | undefined;
  /** Tell only what is new since then. */
  readonly since?: Since | undefined;
  /** Earlier texts of files: tell only what is new since then. */
  readonly past?: EarlierFiles | undefined;
  /** Tell only what nobody has accepted. */
  readonly baselines?: Baselines | undefined;
  /** Changes a file in which something was found, and gives what is found in it then. */
  readonly amend?: ((document: Document, settings: Settings, linted: LintResult) => LintResult) | undefined;
}

/** Files as they were before somebody changed them. */
export interface EarlierFiles {
  foundIn(filePath: string, settings: Settings): readonly Identity[];
  baseOf(filePath: string, settings: Settings): Base;
}

/** What became of a job. */
export interface LintRun {
  /** In the order of paths. They hold no plans, which are large. */
  readonly results: readonly LintResult[];
  /** What was left out; `always` where people should hear of it even if they did not ask. */
  readonly skipped: readonly (Remark & { readonly always?: boolean })[];
  /** What could not be read: exit code 3. */
  readonly unread: readonly Remark[];
  /** What is wrong with the call: exit code 2. */
  readonly wrong: readonly string[];
  /** What else is to be said of files. */
  readonly remarks: readonly Remark[];
  /** The files whose fixes were applied, changed or not; the standard input among them. */
  readonly fixes: readonly FixedFile[];
  /** What came by the standard input. */
  readonly given: Uint8Array | undefined;
  /** Whether folders were searched, so that nobody knows which files were read. */
  readonly searched: boolean;
}

/** Lints the files that paths stand for, and the standard input for `-`. One that fails leaves the others alone. */
export async function lintAll(job: LintJob, terminal: Terminal): Promise<LintRun> {
  const { staged, known, siblings = new SiblingFiles(terminal.cwd, staged?.view) } = job;
  const fixes = job.fix && new (await import('./fix-files.ts')).FixFiles(job.fix.unsafe, siblings);
  const run = new Run(job, terminal, siblings, fixes);
  const paths = job.paths.filter((path) => path !== '-');
  if (paths.length < job.paths.length) await run.input(await terminal.input());
  else if (job.stdinFilename !== undefined) {
    throw new UsageError('--stdin-filename names what comes by `-`, and that is not among the paths');
  }
  if (paths.length > 0 || job.paths.length === 0) await run.files(paths);
  await run.fixAgain();
  known?.save();
  run.results.sort((a, b) => (a.path < b.path ? -1 : 1));
  return run;
}

class Run implements LintRun {
  readonly results: LintResult[] = [];
  readonly skipped: (Remark & { readonly always?: boolean })[] = [];
  readonly unread: Remark[] = [];
  readonly wrong: string[] = [];
  readonly remarks: Remark[] = [];
  /** What is known of the past of files, by their paths. */
  readonly #known = new Map<string, Pick<Document, 'old' | 'accepts' | 'base'>>();
  readonly #job: LintJob;
  readonly #cwd: string;
  readonly #siblings: SiblingFiles;
  readonly #scope: Scope;
  readonly #fixes: FixFiles | undefined;
  readonly #view: FileView;
  given: Uint8Array | undefined;
  searched = false;
  readonly #progress: Progress;

  constructor(job: LintJob, terminal: Terminal, siblings: SiblingFiles, fixes: FixFiles | undefined) {
    const { cwd } = terminal;
    this.#job = job;
    this.#cwd = cwd;
    this.#progress = new Progress(terminal);
    this.#siblings = siblings;
    this.#fixes = fixes;
    this.#scope = new Scope(job.configs, cwd);
    this.#view = job.staged?.view ?? disk;
  }

  get fixes(): readonly FixedFile[] {
    return this.#fixes?.files ?? [];
  }

  async input(bytes: Uint8Array): Promise<void> {
    this.given = bytes;
    const { stdinFilename, forceExclude = false } = this.#job;
    const loaded = decode(bytes);
    if (stdinFilename === undefined) {
      await this.#lint(loaded, { text: loaded.text, path: '<text>', within: inTime }, 'certain', { isInput: true });
      return;
    }
    const filePath = resolve(this.#cwd, stdinFilename);
    const document = this.#document(loaded.text, stdinFilename, filePath);
    const why = await whyNotNamed(filePath, forceExclude, this.#cwd, this.#scope);
    if (why !== undefined) this.skipped.push({ path: stdinFilename, why });
    else {
      const expected = forceExclude ? await this.#scope.expects(filePath) : 'certain';
      await this.#lint(loaded, document, expected, { isInput: true });
    }
  }

  async files(paths: readonly string[]): Promise<void> {
    const selection = await this.#select(paths);
    this.skipped.push(...selection.skipped);
    this.unread.push(...selection.unread);
    this.wrong.push(...selection.missing);
    this.searched ||= selection.searches.length > 0;
    const found = new Set<number>();
    const known = await this.#knownResults(selection.targets);
    for (const [done, target] of selection.targets.entries()) {
      this.#progress.at(done, selection.targets.length);
      const before = known.get(target);
      const taken = before ? await this.#take(target, before) : await this.#file(target);
      if (taken) target.searches.forEach((search) => found.add(search));
    }
    this.#progress.end();
    // Where the configuration is wrong, nobody knows where to look.
    const sought = paths.length > 0 || (await this.#isRight(this.#cwd));
    if (!(this.#job.forceExclude ?? false) && sought) this.#sayWhatFoundNothing(selection, found);
  }

  async #select(paths: readonly string[]): Promise<Selection> {
    const { forceExclude = false, templateFile, configs, staged } = this.#job;
    const options = { cwd: this.#cwd, forceExclude, templateFile, configs };
    if (!staged) return selectFiles(paths, options);
    const { selectStaged } = await import('../engine/git/select-staged.ts');
    return selectStaged(paths, options, staged, this.#siblings);
  }

  /** What is known of files without linting them here. */
  async #knownResults(targets: readonly Target[]): Promise<Map<Target, KnownResult>> {
    const { known } = this.#job;
    if (!known) return new Map();
    const right: Target[] = [];
    for (const target of targets) if (await this.#isRight(dirname(target.filePath))) right.push(target);
    return known.of(right);
  }

  /** Whether the configuration for the files of a folder is right; what is wrong with it is said once. */
  async #isRight(folder: string): Promise<boolean> {
    const { problems } = await this.#job.configs.of(folder);
    this.wrong.push(...problems.filter((problem) => !this.wrong.includes(problem)));
    return problems.length === 0;
  }

  /** False where the file is no plan and nobody named it. */
  async #take(target: Target, result: KnownResult): Promise<boolean> {
    const { filePath, path } = target;
    if ('leftOut' in result) return this.#leaveOut(path, result);
    if ('failure' in result) this.unread.push({ path, why: result.failure });
    else if ('crash' in result) {
      const { failed } = await import('../engine/lint.ts');
      this.results.push(failed(this.#document('', path, filePath), result.crash));
    } else this.results.push(await this.#told(result));
    return true;
  }

  /** False where the file is no plan and nobody named it. */
  async #file(target: Target): Promise<boolean> {
    const { filePath, path, expected } = target;
    let loaded: Decoded;
    try {
      loaded = this.#view.load(filePath);
    } catch (error) {
      this.unread.push({ path, why: describeFailure(error) });
      return true;
    }
    return this.#lint(loaded, this.#document(loaded.text, path, filePath), expected, { target });
  }

  /** What is fixed in one document of a set may matter to the others. */
  async fixAgain(): Promise<void> {
    for (const { path, filePath, after } of this.#fixes?.stale() ?? []) {
      const settings = filePath === undefined ? undefined : await this.#settings(filePath);
      if (filePath === undefined || !settings) continue;
      const { lintDocument } = await import('../engine/lint.ts');
      const document = this.#document(after, path, filePath);
      const result = this.#fixes?.fix(document, settings, lintDocument(document, settings));
      const index = this.results.findIndex((other) => other.path === path);
      if (result) this.results[index] = result;
    }
  }

  #sayWhatFoundNothing({ searches }: Selection, found: ReadonlySet<number>): void {
    searches.forEach(({ nothing, files }, index) => {
      if (found.has(index)) return;
      const left = `${files} Markdown ${files === 1 ? 'file' : 'files'} there`;
      this.wrong.push(files === 0 ? nothing : `${nothing} (${left}, left out; --verbose says why)`);
    });
  }

  #document(text: string, path: string, filePath: string): Document & { readonly files: AskedFiles } {
    return {
      text,
      path,
      filePath,
      projectPath: projectPath(filePath, this.#cwd),
      files: filesAround(filePath, this.#cwd, (other) => this.#view.has(other)),
      within: inTime,
      ...this.#siblings.around(filePath),
      ...this.#known.get(filePath),
    };
  }

  /** False where the document is no plan and nobody named it. */
  async #lint(
    { refusal }: Decoded,
    given: Document & { readonly files?: AskedFiles },
    expected: Expectation,
    { isInput = false, target }: { readonly isInput?: boolean; readonly target?: Target },
  ): Promise<boolean> {
    const { lintAsExpected, refuse } = await import('../engine/lint.ts');
    if (refusal && expected === 'perhaps')
      return this.#leaveOut(given.path, { leftOut: refusal.message, unread: true });
    if (refusal) {
      this.results.push(refuse(given, refusal.message, refusal.span));
      return true;
    }
    const settings = await this.#settings(given.filePath);
    if (!settings) {
      this.skipped.push({ path: given.path, why: 'its configuration is wrong' });
      return true;
    }
    const { amend, mentions = false } = this.#job;
    const known = target && this.#job.known;
    // What is kept is all that was found, whatever is told of it this time.
    const document = known ? given : await this.#withPast(given, settings, target?.onlyNew ?? false);
    const linted = lintAsExpected(document, settings, expected);
    if (target && known) await known.keep(target, { text: given.text, asked: given.files?.asked ?? new Map() }, linted);
    if ('leftOut' in linted) return this.#leaveOut(document.path, linted);
    const amended = (await this.#fix(document, settings, linted, isInput)) ?? amend?.(document, settings, linted);
    const { plan: _, ...result } = amended ?? linted;
    // Counts that are made when somebody asks would keep the whole plan.
    const slim = { ...result, counts: outcomeOf(result, { mentions }).counts };
    this.results.push(known ? await this.#told(slim) : slim);
    return true;
  }

  /** A result without what somebody has accepted. */
  async #told(result: LintResult): Promise<LintResult> {
    const accepts = await this.#job.baselines?.acceptedIn(result.filePath);
    if (!accepts) return result;
    const { findings, accepted } = withoutAccepted(result.findings, accepts);
    return { ...result, findings, untold: { old: [], accepted } };
  }

  /** A document with what is known of its past: how it was, what was found in it then, and what somebody has accepted. */
  async #withPast(document: Document, settings: Settings, onlyNew: boolean): Promise<Document> {
    const { filePath } = document;
    const { since, past, staged, baselines } = this.#job;
    if (filePath === undefined) return document;
    const before = past ?? since?.before ?? (onlyNew ? staged?.before : undefined);
    const old = before?.foundIn(filePath, settings);
    const base = (past ?? since)?.baseOf(filePath, settings);
    const accepts = await baselines?.acceptedIn(filePath);
    if (old ?? accepts) this.#known.set(filePath, { old, accepts, base });
    return { ...document, old, accepts, base };
  }

  /** Applies the fixes of a document, if that is asked for and may be. */
  async #fix(
    document: Document,
    settings: Settings,
    linted: LintResult,
    isInput: boolean,
  ): Promise<LintResult | undefined> {
    const { staged, fix } = this.#job;
    if (!this.#fixes || !fix) return undefined;
    const { lintDocument } = await import('../engine/lint.ts');
    if (!staged || !fix.writes) return this.#fixes.fix(document, settings, linted, isInput);
    const text = staged.unchangedOnDisk(document.filePath ?? '', document.text);
    if (text !== undefined) {
      const own = { ...document, text };
      return this.#fixes.fix(own, settings, text === document.text ? linted : lintDocument(own, settings));
    }
    if (linted.findings.some(({ fixes }) => fixes.length > 0)) {
      this.remarks.push({ path: document.path, why: 'not fixed: it has changes that are not staged' });
    }
    return undefined;
  }

  /** The settings for a file; undefined where its configuration is wrong, which is said once. */
  async #settings(filePath: string | undefined): Promise<Settings | undefined> {
    try {
      return await this.#job.settings(filePath);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.wrong.push(...error.problems.filter((problem) => !this.wrong.includes(problem)));
      return undefined;
    }
  }

  #leaveOut(path: string, { leftOut, unread }: LeftOut): false {
    // What cannot be read may be a plan all the same: that is never left out in silence.
    this.skipped.push(
      unread ? { path, why: `${leftOut}; name the file if it is a plan`, always: true } : { path, why: leftOut },
    );
    return false;
  }
}
