import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { placeOf } from '../model/document/formats.ts';
import type { Outcome } from '../engine/outcome.ts';
import type { SettingsCall } from './file-settings.ts';
import type { Target } from '../engine/files/select.ts';

/** What a thread is told when it begins. */
export interface ThreadJob {
  readonly call: Omit<SettingsCall, 'template'> & {
    readonly template?: string | undefined;
    readonly config?: string | false | undefined;
    readonly allowPlugins?: false | undefined;
  };
  readonly cwd: string;
  readonly mentions: boolean;
}

/** What a thread is told besides. */
export interface ThreadData extends ThreadJob {
  /** How many there are. */
  readonly threads: number;
}

/** What a thread found out about a file. */
export interface Fresh {
  readonly outcome: Outcome;
  /** The hash of its text; undefined where it could not be read. */
  readonly hash?: string;
  readonly asked?: readonly (readonly [string, boolean])[];
  /** The text, where findings point into it, and those of others by name. */
  readonly text?: string;
  readonly others?: readonly (readonly [string, string])[];
}

/** A file for a thread; its size is in bytes. */
export interface ThreadTarget extends Omit<Target, 'searches'> {
  readonly size: number;
}

/** Bytes of files that are worth a thread, in which nothing is loaded and warm yet. */
const WORTH_THREAD = 1_000_000;
/** Most threads: each takes memory like a process. */
const MOST = 4;
/** Bytes of files that are handed over at once. */
const [LEAST_BATCH, MOST_BATCH] = [32_000, 400_000];
/** Megabytes in which texts are parsed: with the usual 16 a fifth of the time goes into clearing them up. */
const YOUNG_GENERATION_MB = 128;

/** Lints files in threads. Gives what became of each in the order of the files, whichever was done first. */
export function lintInThreads(targets: readonly ThreadTarget[], job: ThreadJob): Promise<Fresh[]> {
  return new Threads(targets, job).run();
}

/** Files that are linted one after the other. */
interface Batch {
  readonly indices: number[];
  /** Whether its one file has ended a thread before. */
  readonly suspect: boolean;
}

class Threads {
  readonly #targets: readonly ThreadTarget[];
  readonly #job: ThreadJob;
  readonly #done: Fresh[] = [];
  /** Batches that have to be done again. */
  readonly #again: Batch[] = [];
  #next = 0;
  #left: number;

  constructor(targets: readonly ThreadTarget[], job: ThreadJob) {
    this.#targets = targets;
    this.#job = job;
    this.#left = targets.reduce((sum, { size }) => sum + size, 0);
  }

  async run(): Promise<Fresh[]> {
    const count = Math.max(1, Math.min(availableParallelism(), MOST, Math.ceil(this.#left / WORTH_THREAD)));
    await Promise.all(Array.from({ length: count }, () => this.#work(count)));
    return this.#done;
  }

  /** One thread after the other, until nothing is left: one that ends too early is replaced. */
  async #work(count: number): Promise<void> {
    for (let batch = this.#take(count); batch; batch = this.#take(count)) await this.#thread(batch, count);
  }

  #thread(first: Batch, count: number): Promise<void> {
    return new Promise((resolve) => {
      let [batch, at]: [Batch | undefined, number] = [first, 0];
      const worker = new Worker(fileURLToPath(new URL('./worker.cjs', import.meta.url)), {
        workerData: { ...this.#job, threads: count } satisfies ThreadData,
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
      });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
      const hand = () => worker.postMessage(batch?.indices.map((index) => this.#targets[index]));
      worker.on('message', (fresh: Fresh) => {
        this.#done[batch?.indices[at++] ?? 0] = fresh;
        if (at < (batch?.indices.length ?? 0)) return;
        [batch, at] = [this.#take(count), 0];
        hand();
      });
      // What ended it is known by the file that it was at; `exit` follows.
      let cause = 'its thread ended';
      worker.on('error', ({ message }) => (cause = message));
      worker.on('exit', () => {
        if (batch) this.#putBack(batch, at, cause);
        resolve();
      });
      hand();
    });
  }

  /** What a thread had in hand when it ended: the file that it was at is tried once more, by itself. */
  #putBack({ indices, suspect }: Batch, at: number, cause: string): void {
    const [index = 0, ...others] = indices.slice(at);
    if (suspect) this.#done[index] = { outcome: { crash: cause } };
    else this.#again.push({ indices: [index], suspect: true });
    if (others.length > 0) this.#again.push({ indices: others, suspect: false });
  }

  /** The next files: many at first, few towards the end, so that all threads end together. Those of a set stay together. */
  #take(count: number): Batch | undefined {
    const again = this.#again.shift();
    if (again) return again;
    const most = Math.min(Math.max(this.#left / (count * 3), LEAST_BATCH), MOST_BATCH);
    const indices: number[] = [];
    let size = 0;
    for (let target = this.#targets[this.#next]; target; target = this.#targets[this.#next]) {
      if (size >= most && setOf(target) !== setOf(this.#targets[this.#next - 1])) break;
      indices.push(this.#next++);
      size += target.size;
    }
    this.#left -= size;
    return indices.length > 0 ? { indices, suspect: false } : undefined;
  }
}

/** What a file has in common with the others of its set; a file without one has nothing in common with any. */
function setOf(target: ThreadTarget | undefined): string | undefined {
  const place = placeOf(target?.projectPath);
  return place ? `${place.folder} ${place.files}` : target?.filePath;
}
