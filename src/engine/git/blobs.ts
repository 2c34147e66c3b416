import { BYTE_LIMIT, decode, tooLarge, type Decoded } from '../decode.ts';
import type { Git } from './git.ts';

/** Texts that git keeps, by the names of their objects. Those that are announced are read together. */
export class Blobs {
  readonly #git: Git;
  readonly #announced = new Set<string>();
  readonly #known = new Map<string, Decoded>();

  constructor(git: Git) {
    this.#git = git;
  }

  /** Says that texts will be wanted. */
  announce(names: Iterable<string>): void {
    for (const name of names) if (!this.#known.has(name)) this.#announced.add(name);
  }

  /** The text of an object. Throws where git does not have it. */
  read(name: string): Decoded {
    if (!this.#known.has(name)) {
      this.announce([name]);
      this.#readAnnounced();
    }
    const found = this.#known.get(name);
    if (!found) throw new Error(`git has no object ${name}`);
    return found;
  }

  #readAnnounced(): void {
    const names = [...this.#announced];
    this.#announced.clear();
    const small: string[] = [];
    const about = this.#git.run(['cat-file', '--batch-check'], names.map((name) => `${name}\n`).join(''));
    for (const line of about.toString().split('\n')) {
      const [name = '', type, size] = line.split(' ');
      if (type !== 'blob') continue;
      if (Number(size) > BYTE_LIMIT) this.#known.set(name, tooLarge(Number(size)));
      else small.push(name);
    }
    const output = this.#git.run(['cat-file', '--batch'], small.map((name) => `${name}\n`).join(''));
    let at = 0;
    while (at < output.length) {
      const end = output.indexOf('\n', at);
      const [name = '', , size] = output.toString('latin1', at, end).split(' ');
      const start = end + 1;
      at = start + Number(size) + 1;
      this.#known.set(name, decode(output.subarray(start, at - 1)));
    }
  }
}
