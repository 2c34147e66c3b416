import { choices, type Dimension, dimensions, type Spelling } from './choices.ts';

/** A spelling that was tried, and what failed of it. */
export interface Tried {
  readonly spelling: Spelling;
  readonly failing: readonly string[];
}

/** A choice, or two or three together, with which nearly everything fails. */
export interface Cause {
  readonly choices: string;
  /** How many fail with it that are not explained by an earlier cause, of how many. */
  readonly failing: number;
  readonly of: number;
}

/** A candidate that most of its spellings fail with explains them. */
const MOST = 0.95;

/** How much more a larger combination has to explain than a smaller one to be preferred. */
const WORTH = [1, 0.75, 0.5];

/** The combinations of choices, as small as possible, that explain most of what fails of one fact; greedily, the largest first. */
export function causesOf(tried: readonly Tried[], fact: string, least = 5): Cause[] {
  // Where the tasks are not found, nothing else can be right.
  const rest = new Set(tried.filter(({ failing }) => fact === 'tasks' || !failing.includes('tasks')));
  const counts = new Map<string, Count>();
  const add = ({ spelling, failing }: Tried, sign: 1 | -1) => {
    const fails = failing.includes(fact) ? sign : 0;
    for (const { key, size } of combinations(spelling)) {
      const count = counts.get(key) ?? { failing: 0, of: 0, size };
      count.failing += fails;
      count.of += sign;
      counts.set(key, count);
    }
  };
  for (const one of rest) add(one, 1);
  const causes: Cause[] = [];
  for (;;) {
    let best: [string, Count] | undefined;
    for (const entry of counts) {
      const [, count] = entry;
      if (count.failing < least || count.failing < count.of * MOST) continue;
      if (!best || worth(count) > worth(best[1])) best = entry;
    }
    if (!best) return causes;
    const [choices, { failing, of }] = best;
    causes.push({ choices, failing, of });
    for (const one of rest) {
      if (!isIn(choices, one.spelling)) continue;
      rest.delete(one);
      add(one, -1);
    }
  }
}

/** Whether a spelling has all choices of a combination, and has not chosen what it excepts (`language≠en`). */
export function isIn(combination: string, spelling: Spelling): boolean {
  const chosen = new Set(dimensions.map((dimension) => `${dimension}=${spelling[dimension]}`));
  return combination
    .split(' ')
    .every((choice) => (choice.includes('≠') ? !chosen.has(choice.replace('≠', '=')) : chosen.has(choice)));
}

interface Count {
  failing: number;
  of: number;
  readonly size: number;
}

const worth = ({ failing, size }: Count) => failing * (WORTH[size - 1] ?? 0);

function* combinations(spelling: Spelling): Generator<{ key: string; size: number }> {
  const named = (dimension: Dimension) => `${dimension}=${spelling[dimension]}`;
  for (const [first, a] of dimensions.entries()) {
    yield { key: named(a), size: 1 };
    for (const b of dimensions) {
      if (b === a || choices[b].length < 4) continue;
      for (const other of choices[b]) {
        if (other !== spelling[b]) yield { key: `${named(a)} ${b}≠${other}`, size: 2 };
      }
    }
    for (const [second, b] of dimensions.entries()) {
      if (second <= first) continue;
      yield { key: `${named(a)} ${named(b)}`, size: 2 };
      for (const c of dimensions.slice(second + 1)) yield { key: `${named(a)} ${named(b)} ${named(c)}`, size: 3 };
    }
  }
}
