import { Worker } from 'node:worker_threads';
import type { ServerOptions } from './server.ts';

/**
 * Megabytes for what lives shortly. Reading a plan makes a lot of that; with what a process has by default, a quarter of the
 * time goes into clearing it away, and only a thread can be given more.
 */
const YOUNG = 64;

/** Serves an editor until it ends, in a thread with enough room, and gives the exit code. */
export function serve(options: ServerOptions): Promise<number> {
  const worker = new Worker(new URL('./lsp-worker.cjs', import.meta.url), {
    stdin: true,
    argv: process.argv.slice(2),
    workerData: options,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
  });
  if (worker.stdin) process.stdin.pipe(worker.stdin);
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => {
      process.stdin.destroy();
      resolve(code);
    });
  });
}
