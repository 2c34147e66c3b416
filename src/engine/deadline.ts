import { Script } from 'node:vm';
import type { Within } from './lint.ts';

/** Milliseconds that a document may take besides those for its size. */
const BASE = 5000;
/** Milliseconds for each character, some times what reading takes on a slow machine. */
const PER_CHARACTER = 0.02;
/** Work that got less than this share of a processor was held up by others. */
const HELD_UP = 0.5;
/** How often work that was held up is begun, each time with twice the time. */
const TRIES = 3;

const WORK = 'planvet.work';
/** Node can end in its midst, be it in a loop or in a search with a pattern, only what a script has called. */
const script = new Script(`globalThis[Symbol.for('${WORK}')]()`);

/**
 * Does work on a text of a length, unless that takes far longer than it should: then it is ended and gives nothing. Time
 * counts as far as a processor was there for it.
 */
export const inTime: Within = (length, work) => {
  const limit = BASE + length * PER_CHARACTER;
  for (let tries = 0; ; tries++) {
    const before = process.cpuUsage();
    const done = attempt(limit * 2 ** tries, work);
    if (done) return done.value;
    const { user, system } = process.cpuUsage(before);
    if ((user + system) / 1000 > limit * 2 ** tries * HELD_UP || tries + 1 === TRIES) return undefined;
  }
};

function attempt<T>(timeout: number, work: () => T): { readonly value: T } | undefined {
  const shared = globalThis as unknown as Record<symbol, unknown>;
  let done: { readonly value: T } | undefined;
  shared[Symbol.for(WORK)] = () => {
    done = { value: work() };
  };
  try {
    script.runInThisContext({ timeout: Math.ceil(timeout), displayErrors: false });
    return done;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
    throw error;
  } finally {
    delete shared[Symbol.for(WORK)];
  }
}
