/** Unfinished work, by names that may come from several documents. */
export interface Work {
  readonly name: string;
  /** The names of the unfinished work that it needs. */
  readonly needs: readonly string[];
  /** Null where nothing says how long it takes. */
  readonly hours: number | null;
}

/** How much hangs on a piece of work. */
export interface Hanging {
  /** How many unfinished tasks wait for it, directly or through others. */
  readonly unlocks: number;
  /** The longest chain of unfinished work that begins with it: hours where all work is estimated, else tasks. */
  readonly chain: number;
}

/** Says of each piece of work what hangs on it. On a way round, nothing counts twice. */
export function hangingOn(work: readonly Work[]): ReadonlyMap<string, Hanging> {
  const behind = new Map<string, string[]>(work.map(({ name }) => [name, []]));
  for (const { name, needs } of work) for (const need of needs) behind.get(need)?.push(name);
  const inHours = work.every(({ hours }) => hours !== null);
  const weights = new Map(work.map(({ name, hours }) => [name, inHours ? (hours ?? 0) : 1]));
  const chains = new Map<string, number>();
  for (const name of lastFirst(work, behind)) {
    const longest = (behind.get(name) ?? []).reduce((most, next) => Math.max(most, chains.get(next) ?? 0), 0);
    chains.set(name, (weights.get(name) ?? 0) + longest);
  }
  return new Map(
    work.map(({ name }) => [
      name,
      {
        chain: chains.get(name) ?? 0,
        // Counted when somebody asks: only of what can start now does anybody want to know.
        get unlocks() {
          return reachedFrom(name, behind).size - 1;
        },
      },
    ]),
  );
}

/** The names so that all that waits for one comes before it, but on ways round. */
function lastFirst(work: readonly Work[], behind: ReadonlyMap<string, readonly string[]>): string[] {
  const seen = new Set<string>();
  const order: string[] = [];
  for (const { name: start } of work) {
    if (seen.has(start)) continue;
    seen.add(start);
    const stack = [{ name: start, next: 0 }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = behind.get(top.name)?.[top.next++];
      if (next === undefined) {
        order.push(top.name);
        stack.pop();
      } else if (!seen.has(next)) {
        seen.add(next);
        stack.push({ name: next, next: 0 });
      }
    }
  }
  return order;
}

function reachedFrom(name: string, behind: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set([name]);
  for (const each of found) for (const next of behind.get(each) ?? []) found.add(next);
  return found;
}
