import { choices, type Dimension, dimensions, type Spelling } from './choices.ts';
import { whyExcluded } from './exclusions.ts';

/** Random numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Draft = { -readonly [D in Dimension]?: Spelling[D] };

/** Two choices, as the key they have among pairs. */
const pairKey = (a: Dimension, b: Dimension, spelling: Draft) => `${a}=${spelling[a]}&${b}=${spelling[b]}`;

/** Spellings that have among them every pair of choices that can stand together: greedily few, the same for the same seed. */
export function coveringPairs(seed: number): Spelling[] {
  const random = randomFrom(seed);
  const open = openPairs(random);
  const covering: Spelling[] = [];
  for (const [first] of open) {
    if (!open.has(first)) continue;
    const seeded = open.get(first) ?? {};
    const drafts: Spelling[] = [];
    for (let attempt = 0; drafts.length < 5 && attempt < 60; attempt++) {
      const draft = complete(seeded, random, open);
      if (draft) drafts.push(draft);
    }
    const best = drafts
      .map((spelling) => ({ spelling, gain: pairsOf(spelling).filter((pair) => open.has(pair)).length }))
      .toSorted((x, y) => y.gain - x.gain)[0];
    if (!best) throw new Error(`${first} cannot be completed: exclude it`);
    covering.push(best.spelling);
    pairsOf(best.spelling).forEach((pair) => open.delete(pair));
  }
  return covering;
}

/** One spelling by chance, of all that are not excluded. */
export function randomSpelling(random: () => number): Spelling {
  for (;;) {
    const draft: Record<string, string> = {};
    for (const dimension of dimensions) draft[dimension] = pick(choices[dimension], random);
    if (whyExcluded(draft) === undefined) return draft as Spelling;
  }
}

/** How many spellings there are with those that are excluded. */
export const combinations = dimensions.reduce((product, dimension) => product * choices[dimension].length, 1);

function pick<T>(values: readonly T[], random: () => number): T {
  return values[Math.floor(random() * values.length)] as T;
}

function shuffled<T>(values: readonly T[], random: () => number): T[] {
  return values
    .map((value) => ({ value, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ value }) => value);
}

/** Every pair that some spelling has. */
function openPairs(random: () => number): Map<string, Draft> {
  const pairs = dimensions.flatMap((a, index) =>
    dimensions
      .slice(index + 1)
      .flatMap((b) =>
        choices[a].flatMap((left) => choices[b].map((right) => ({ a, b, draft: { [a]: left, [b]: right } as Draft }))),
      ),
  );
  const none = new Map<string, Draft>();
  const possible = pairs.filter(({ draft }) => Array.from({ length: 40 }).some(() => complete(draft, random, none)));
  return new Map(shuffled(possible, random).map(({ a, b, draft }) => [pairKey(a, b, draft), draft]));
}

function pairsOf(spelling: Draft): string[] {
  return dimensions.flatMap((a, index) => dimensions.slice(index + 1).map((b) => pairKey(a, b, spelling)));
}

/** Fills in the other dimensions one after the other, each with the value that has most open pairs with what stands. */
function complete(seeded: Draft, random: () => number, open: ReadonlyMap<string, Draft>): Spelling | undefined {
  let draft = { ...seeded };
  if (whyExcluded(draft) !== undefined) return undefined;
  const order = shuffled(
    dimensions.filter((dimension) => draft[dimension] === undefined),
    random,
  );
  for (const dimension of order) {
    const best = shuffled(choices[dimension] as readonly string[], random)
      .map((value): Draft => ({ ...draft, [dimension]: value }))
      .filter((next) => whyExcluded(next) === undefined)
      .map((next) => ({ next, gain: gainOf(dimension, next, open) }))
      .reduce<{ next: Draft; gain: number } | undefined>(
        (most, one) => (most && most.gain >= one.gain ? most : one),
        undefined,
      );
    if (!best) return undefined;
    draft = best.next;
  }
  return draft as Spelling;
}

function gainOf(dimension: Dimension, draft: Draft, open: ReadonlyMap<string, Draft>): number {
  const others = dimensions.filter((other) => other !== dimension && draft[other] !== undefined);
  return others.filter((other) => {
    const [a, b] = dimensions.indexOf(dimension) < dimensions.indexOf(other) ? [dimension, other] : [other, dimension];
    return open.has(pairKey(a, b, draft));
  }).length;
}
