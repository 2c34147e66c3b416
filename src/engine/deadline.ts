import { Script } from 'node:vm';
import type { Within } from './lint.ts';

/** Milliseconds that a document may take besides those for its size. */
const BASE = 5000;
/** Milliseconds for each character, some times what reading takes on a slow machine. */
const PER_CHARACTER = 0.02;
/** Work that got less than this share of its time from a processor was held up by others. */
const HELD_UP = 0.5;
/** Work that hangs gets as much as this where nobody else wants the processor. */
const ALONE = 0.9;
/** How often work that was held up is begun again, with as much time as the share that it got makes necessary. */
const TRIES = 4;
/** The smallest share that is believed. */
const LEAST_SHARE = 0.01;

const WORK = 'planvet.work';
/** Node can end in its midst, be it in a loop or in a search with a pattern, only what a script has called. */
const script = new Script(`globalThis[Symbol.for('${WORK}')]()`);

/**
 * Does work on a text of a length, unless that takes far longer than it should: then it is ended and gives nothing. Time
 * counts as far as a processor was there for it.
 */
export const inTime: Within = inTimeAmong(1);

/** The same in one of several threads: what the others do counts as this one's, since Node tells processes only. */
export function inTimeAmong(threads: number): Within {
  const share = Math.min(HELD_UP * threads, ALONE);
  return (length, work) => attempts(BASE + length * PER_CHARACTER, share, work);
}

function attempts<T>(limit: number, share: number, work: () => T): T | undefined {
  let timeout = limit;
  for (let tries = 1; ; tries++) {
    const [before, start] = [process.cpuUsage(), performance.now()];
    const done = attempt(timeout, work);
    if (done) return done.value;
    const { user, system } = process.cpuUsage(before);
    const worked = (user + system) / 1000;
    if (worked > limit * share || tries === TRIES) return undefined;
    timeout = limit / Math.max(worked / (performance.now() - start), LEAST_SHARE);
  }
}

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
