import { statSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Configs } from '../engine/config/configs.ts';
import { loadFile } from '../engine/files/load.ts';
import { filesAround, isWithin, projectRoot, slashed } from '../engine/files/project.ts';
import type { Target } from '../engine/files/select.ts';
import type { SiblingFiles } from '../engine/files/siblings.ts';
import type { LintResult } from '../engine/finding.ts';
import type { LeftOut } from '../engine/lint.ts';
import { isLasting, isLinted, outcomeOf, resultOf, type Linted, type Outcome } from '../engine/outcome.ts';
import { Source } from '../text.ts';
import type { FileSettings, SettingsCall } from './file-settings.ts';
import { LintKeys } from './lint-key.ts';
import type { Fresh, ThreadJob, ThreadTarget } from './lint-threads.ts';
import { hashOf, ResultCache } from './result-cache.ts';

/** What becomes of files, found out otherwise than by linting them here: by a run before this one, or in threads. */
export interface KnownJob {
  readonly cwd: string;
  readonly call: ThreadJob['call'];
  readonly template: SettingsCall['template'];
  readonly configs: Configs;
  readonly siblings: SiblingFiles;
  /** Loads what is needed to lint. Throws a `UsageError` where the call is wrong. */
  readonly prepare: () => Promise<FileSettings>;
  /** Whether mentions are to be counted. */
  readonly mentions: boolean;
  /** Whether what was found before counts. */
  readonly cached: boolean;
}

/** A document that was linted here. */
export interface KeptDocument {
  readonly text: string;
  /** The files that it was asked for, and whether they are there. */
  readonly asked: ReadonlyMap<string, boolean>;
}

/** A result, or why there is none. */
export type KnownResult = LintResult | Exclude<Outcome, Linted>;

/** Bytes of files for which threads are worth their time: nothing is loaded and warm in them yet. */
const WORTH_THREADS = 2_000_000;

/** Results by the files that they are of. */
export class KnownResults {
  readonly #job: KnownJob;
  readonly #cache: ResultCache | undefined;
  readonly #keys: LintKeys;
  readonly #sets = new WeakMap<object, string>();

  constructor(job: KnownJob) {
    this.#job = job;
    this.#keys = new LintKeys({ ...job.call, template: job.template });
    this.#cache = job.cached ? ResultCache.open(projectRoot(job.cwd) ?? job.cwd) : undefined;
  }

  /**
   * What is known of files without linting them here. What is needed to lint is loaded only where something
   * has to be linted: a call that was right the last time is right.
   */
  async of(targets: readonly Target[]): Promise<Map<Target, KnownResult>> {
    const plain: Target[] = [];
    for (const target of targets) if (await this.#isPlain(target)) plain.push(target);
    const found = await this.#fromCache(plain);
    if (found.size > 0 && found.size === targets.length) return found;
    const settings = await this.#job.prepare();
    const left = plain.filter((target) => !found.has(target));
    return new Map([...found, ...(await this.#fromThreads(left, settings))]);
  }

  /**
   * Whether a file can be read again, and by others: a pipe cannot. What plugins find may depend on anything, and their code
   * runs in one thread.
   */
  async #isPlain({ filePath }: Target): Promise<boolean> {
    if (!statSync(filePath, { throwIfNoEntry: false })?.isFile()) return false;
    const { config } = await this.#job.configs.of(dirname(filePath));
    return (config?.rules.length ?? 0) === 0;
  }

  async #fromCache(targets: readonly Target[]): Promise<Map<Target, KnownResult>> {
    const found = new Map<Target, KnownResult>();
    if (!this.#cache) return found;
    const { cwd, mentions } = this.#job;
    for (const target of targets) {
      const { filePath, expected } = target;
      const outcome = this.#cache.find(
        filePath,
        { key: await this.#keyOf(target), expected, mentions },
        { set: () => this.#setOf(filePath), has: (name) => filesAround(filePath, cwd).has(name) },
      );
      if (outcome) found.set(target, this.#resultOf(target, { outcome }));
    }
    return found;
  }

  /** Nothing where there is too little to do for threads. */
  async #fromThreads(targets: readonly Target[], settings: FileSettings): Promise<Map<Target, KnownResult>> {
    const found = new Map<Target, KnownResult>();
    const right: Target[] = [];
    // What is wrong with a configuration is told here.
    for (const target of targets) if (await settings.isRight(target.filePath)) right.push(target);
    const sized = right.map((target): ThreadTarget => ({ ...target, size: sizeOf(target.filePath) }));
    if (sized.reduce((sum, { size }) => sum + size, 0) < WORTH_THREADS) return found;
    const { lintInThreads } = await import('./lint-threads.ts');
    const { call, cwd, mentions } = this.#job;
    const all = await lintInThreads(sized, { call, cwd, mentions });
    for (const [index, fresh] of all.entries()) {
      const target = right[index];
      if (!target) continue;
      if (fresh.hash !== undefined) await this.#keep(target, fresh.hash, fresh.asked ?? [], fresh.outcome);
      found.set(target, this.#resultOf(target, fresh));
    }
    return found;
  }

  /** Keeps what became of a file for the next run. */
  async keep(target: Target, { text, asked }: KeptDocument, linted: LintResult | LeftOut): Promise<void> {
    if (!this.#cache) return;
    const outcome = 'leftOut' in linted ? linted : outcomeOf(linted, this.#job);
    await this.#keep(target, hashOf(text), [...asked], outcome);
  }

  /** Writes what is to be kept. */
  save(): void {
    this.#cache?.save();
  }

  async #keep(target: Target, hash: string, asked: NonNullable<Fresh['asked']>, outcome: Outcome): Promise<void> {
    if (!this.#cache || !isLasting(outcome) || !(await this.#isPlain(target))) return;
    // How long it took says nothing about the next run.
    const lasting = isLinted(outcome) ? { ...outcome, timings: { read: 0, rules: {} } } : outcome;
    const { mentions } = this.#job;
    const [key, set] = [await this.#keyOf(target), this.#setOf(target.filePath)];
    this.#cache.keep(target.filePath, hash, { key, set, asked, expected: target.expected, mentions, outcome: lasting });
  }

  async #keyOf({ filePath }: Target): Promise<string> {
    const { cwd, configs } = this.#job;
    const folder = dirname(filePath);
    const { config } = await configs.of(folder);
    return this.#keys.of(filePath, config, projectRoot(folder) ?? `in ${cwd}`);
  }

  /** The documents of the set of a file, by their hashes; empty where it has none. */
  #setOf(filePath: string): string {
    const set = this.#job.siblings.setOf(filePath);
    if (!set) return '';
    const known = this.#sets.get(set);
    if (known !== undefined) return known;
    const documents = set.map(({ path, filePath: other = path }) => [path, this.#cache?.hashOf(other)]);
    const hash = hashOf(JSON.stringify(documents));
    this.#sets.set(set, hash);
    return hash;
  }

  #resultOf({ filePath, path, projectPath }: Target, { outcome, text, others = [] }: Fresh): KnownResult {
    if (!isLinted(outcome)) return outcome;
    const { cwd } = this.#job;
    const texts = new Map(others);
    const named = outcome.others.map((other) => ({ ...other, path: shownFrom(cwd, other.filePath) }));
    return resultOf(
      { ...outcome, others: named },
      { filePath, path, projectPath },
      {
        own: () => new Source(text ?? textOf(filePath)),
        other: ({ name, filePath: from }) => new Source(texts.get(name) ?? textOf(from)),
      },
    );
  }
}

function shownFrom(cwd: string, filePath: string): string {
  return slashed(isWithin(cwd, filePath) ? relative(cwd, filePath) : filePath);
}

function sizeOf(filePath: string): number {
  return statSync(filePath, { throwIfNoEntry: false })?.size ?? 0;
}

/** What a file holds that had been read before. */
function textOf(filePath: string): string {
  try {
    return loadFile(filePath).text;
  } catch {
    return '';
  }
}
