import { resolve } from 'node:path';
import { decode, type Decoded } from '../engine/decode.ts';
import { selectFiles, whyExcluded, type Remark, type Selection } from '../engine/files/select.ts';
import type { LintResult } from '../engine/finding.ts';
import { lintDocument, lintIfPlan, refuse, type Document, type LeftOut } from '../engine/lint.ts';
import { describeFailure, loadFile } from '../engine/files/load.ts';
import { isWellKnown } from '../engine/places.ts';
import { filesAround, projectPath } from '../engine/files/project.ts';
import { SiblingFiles } from '../engine/files/siblings.ts';
import type { Settings } from '../engine/settings.ts';
import { UsageError } from '../engine/usage.ts';
import type { Terminal } from './terminal.ts';

/** What to lint, and how. */
export interface LintJob {
  readonly paths: readonly string[];
  readonly settings: Settings;
  readonly forceExclude?: boolean;
  readonly stdinFilename?: string | undefined;
  readonly templateFile?: string | undefined;
  /** Changes a file in which something was found, and gives what is found in it then. */
  readonly amend?: ((document: Document, linted: LintResult) => LintResult) | undefined;
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
}

/** Lints the files that paths stand for, and the standard input for `-`. One that fails leaves the others alone. */
export async function lintAll(job: LintJob, terminal: Terminal): Promise<LintRun> {
  const run = new Run(job, terminal.cwd);
  const paths = job.paths.filter((path) => path !== '-');
  if (paths.length < job.paths.length) run.input(await terminal.input());
  else if (job.stdinFilename !== undefined) {
    throw new UsageError('--stdin-filename names what comes by `-`, and that is not among the paths');
  }
  if (paths.length > 0 || job.paths.length === 0) run.files(paths);
  run.results.sort((a, b) => (a.path < b.path ? -1 : 1));
  return run;
}

class Run implements LintRun {
  readonly results: LintResult[] = [];
  readonly skipped: (Remark & { readonly always?: boolean })[] = [];
  readonly unread: Remark[] = [];
  readonly wrong: string[] = [];
  readonly #job: LintJob;
  readonly #cwd: string;
  readonly #siblings: SiblingFiles;

  constructor(job: LintJob, cwd: string) {
    this.#job = job;
    this.#cwd = cwd;
    this.#siblings = new SiblingFiles(cwd);
  }

  input(bytes: Uint8Array): void {
    const { stdinFilename, forceExclude = false } = this.#job;
    const loaded = decode(bytes);
    if (stdinFilename === undefined) {
      this.#lint(loaded, { text: loaded.text, path: '<text>' }, true);
      return;
    }
    const filePath = resolve(this.#cwd, stdinFilename);
    const document = this.#document(loaded.text, stdinFilename, filePath);
    const why = forceExclude ? whyExcluded(filePath, false, this.#cwd) : undefined;
    if (why !== undefined) this.skipped.push({ path: stdinFilename, why });
    else this.#lint(loaded, document, !forceExclude || isWellKnown(document.projectPath ?? ''));
  }

  files(paths: readonly string[]): void {
    const { forceExclude = false, templateFile } = this.#job;
    const selection = selectFiles(paths, { cwd: this.#cwd, forceExclude, templateFile });
    this.skipped.push(...selection.skipped);
    this.unread.push(...selection.unread);
    this.wrong.push(...selection.missing);
    const found = new Set<number>();
    for (const { filePath, path, certain, searches } of selection.targets) {
      let loaded: Decoded;
      try {
        loaded = loadFile(filePath);
      } catch (error) {
        this.unread.push({ path, why: describeFailure(error) });
        searches.forEach((search) => found.add(search));
        continue;
      }
      const linted = this.#lint(loaded, this.#document(loaded.text, path, filePath), certain);
      if (linted) searches.forEach((search) => found.add(search));
    }
    if (!forceExclude) this.#sayWhatFoundNothing(selection, found);
  }

  #sayWhatFoundNothing({ searches }: Selection, found: ReadonlySet<number>): void {
    searches.forEach(({ nothing, files }, index) => {
      if (found.has(index)) return;
      const left = `${files} Markdown ${files === 1 ? 'file' : 'files'} there`;
      this.wrong.push(files === 0 ? nothing : `${nothing} (${left}, left out; --verbose says why)`);
    });
  }

  #document(text: string, path: string, filePath: string): Document {
    return {
      text,
      path,
      filePath,
      projectPath: projectPath(filePath, this.#cwd),
      files: filesAround(filePath, this.#cwd),
      ...this.#siblings.around(filePath),
    };
  }

  /** False where the document is no plan and nobody named it. */
  #lint({ refusal }: Decoded, document: Document, certain: boolean): boolean {
    if (refusal && !certain) return this.#leaveOut(document, { leftOut: refusal.message, unread: true });
    if (refusal) {
      this.results.push(refuse(document, refusal.message, refusal.span));
      return true;
    }
    const linted = certain ? lintDocument(document, this.#job.settings) : lintIfPlan(document, this.#job.settings);
    if ('leftOut' in linted) return this.#leaveOut(document, linted);
    const { plan: _, ...result } = this.#job.amend?.(document, linted) ?? linted;
    this.results.push(result);
    return true;
  }

  #leaveOut({ path }: Document, { leftOut, unread }: LeftOut): false {
    // What cannot be read may be a plan all the same: that is never left out in silence.
    this.skipped.push(
      unread ? { path, why: `${leftOut}; name the file if it is a plan`, always: true } : { path, why: leftOut },
    );
    return false;
  }
}
