import type { Commit, Touch } from './log.ts';

/** A touch with the commit that did it, by its number. */
export interface Event {
  readonly at: number;
  readonly touch: Touch;
}

/** The commits of a repository and what they did to its files. Commits are known by numbers; parents have smaller ones. */
export class History {
  readonly commits: readonly Commit[];
  /** What happened to each path, in order; a rename is told of both. */
  readonly #events = new Map<string, Event[]>();
  readonly #numbers = new Map<string, number>();
  readonly #before = new Map<number, Uint8Array>();

  /** The last of the commits may be one without a name, for what is not committed yet. */
  constructor(commits: readonly Commit[]) {
    this.commits = commits;
    commits.forEach(({ name, touches }, at) => {
      if (name !== undefined) this.#numbers.set(name, at);
      for (const touch of touches) {
        for (const path of touch.before === undefined ? [touch.path] : [touch.before, touch.path]) {
          const known = this.#events.get(path);
          if (known) known.push({ at, touch });
          else this.#events.set(path, [{ at, touch }]);
        }
      }
    });
  }

  /** Every path that a file ever had. */
  get paths(): IterableIterator<string> {
    return this.#events.keys();
  }

  /** The number of a commit; undefined where it is none of these. */
  numberOf(name: string): number | undefined {
    return this.#numbers.get(name);
  }

  /** What happened to the file that has a path now, under whatever name it had then, in order. */
  of(path: string): readonly Event[] {
    const names = new Set([path]);
    const found: Event[] = [];
    const queue = [...(this.#events.get(path) ?? [])];
    // From the newest back: before a file was renamed it had the other name, and its own may have been that of another one.
    while (queue.length > 0) {
      const event = queue.pop();
      if (!event) break;
      const { touch, at } = event;
      if (!names.has(touch.path)) {
        if (touch.before !== undefined) names.delete(touch.before);
        continue;
      }
      if (found.at(-1)?.touch === touch) continue;
      found.push(event);
      if (touch.before === undefined || names.has(touch.before)) continue;
      names.add(touch.before);
      queue.push(...(this.#events.get(touch.before) ?? []).filter((other) => other.at < at));
      queue.sort((a, b) => a.at - b.at);
    }
    return found.reverse();
  }

  /** Where the file is by now that had a path once: the same, or what it was renamed to; undefined where it was deleted. */
  nowAt(path: string, since = -1): string | undefined {
    const last = this.#events.get(path)?.findLast(({ at }) => at > since);
    if (!last) return since < 0 ? undefined : path;
    if (last.touch.kind === 'deleted') return undefined;
    return last.touch.before === path && last.touch.path !== path ? this.nowAt(last.touch.path, last.at) : path;
  }

  /** What took a path away last: it was deleted, or renamed. */
  end(path: string): Event | undefined {
    const last = this.#events.get(path)?.at(-1);
    return last && (last.touch.kind === 'deleted' || last.touch.before === path) ? last : undefined;
  }

  /** Whether a commit came into being without those of another one being undone by time: it is none that the other builds on. */
  isAfter(at: number, other: number): boolean {
    return at > other && this.#ancestors(other)[at] !== 1;
  }

  /** The commits that one builds on, itself among them. */
  #ancestors(of: number): Uint8Array {
    const known = this.#before.get(of);
    if (known) return known;
    const found = new Uint8Array(of + 1);
    found[of] = 1;
    for (let at = of; at >= 0; at--) {
      if (found[at] !== 1) continue;
      for (const parent of this.commits[at]?.parents ?? []) {
        const number = this.#numbers.get(parent);
        if (number !== undefined) found[number] = 1;
      }
    }
    this.#before.set(of, found);
    return found;
  }
}
