import { counted } from '../report/tally.ts';
import type { Terminal } from './terminal.ts';

/** Milliseconds before a line is shown, and between two of them. */
const [AFTER, BETWEEN] = [1000, 100];

/** Tells whoever waits at a terminal how far it is, once it takes longer than a second. */
export class Progress {
  readonly #write: Terminal['progress'];
  readonly #now: () => number;
  readonly #start: number;
  #next: number;

  constructor({ progress }: Pick<Terminal, 'progress'>, now = () => performance.now()) {
    this.#write = progress;
    this.#now = now;
    this.#start = now();
    this.#next = this.#start + AFTER;
  }

  /** Says how many of so many files were looked at. */
  at(done: number, total: number): void {
    if (!this.#write || this.#now() < this.#next) return;
    this.#next = this.#now() + BETWEEN;
    this.#write(`planvet: ${done} of ${counted(total, 'file')} (${Math.floor((100 * done) / total)} %)`);
  }

  /** Takes away what was shown. */
  end(): void {
    if (this.#next > this.#start + AFTER) this.#write?.('');
  }
}
