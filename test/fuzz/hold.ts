import { properties } from './properties.ts';
import { Random } from './random.ts';
import type { Texts } from './texts.ts';

/** A text of which something does not hold. */
export interface Failure {
  /** What makes it again. */
  readonly seed: number;
  readonly property: string;
  readonly what: string;
  /** The text, with as few lines as still show it. */
  readonly text: string;
}

/** Makes the text of a seed and holds it against one of what has to hold of all texts, or against a certain one. */
export function hold(texts: Texts, seed: number, only?: string): Failure | undefined {
  const random = new Random(seed);
  const text = texts.make(random);
  const chosen = random.of(Object.keys(properties));
  const property = only ?? chosen;
  const check = properties[property];
  const tries = random.below(2 ** 31);
  const holds = (other: string): string | undefined => {
    try {
      return check?.(other, new Random(tries));
    } catch (error) {
      return error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
  };
  const what = holds(text);
  return what === undefined
    ? undefined
    : { seed, property, what, text: fewest(text, (other) => holds(other) !== undefined) };
}

/** Leaves out lines as long as it fails without them. */
function fewest(text: string, fails: (text: string) => boolean): string {
  let lines = text.split('\n');
  for (let size = lines.length; size >= 1; size = size >> 1) {
    for (let at = 0; at < lines.length;) {
      const fewer = [...lines.slice(0, at), ...lines.slice(at + size)];
      if (fewer.length < lines.length && fails(fewer.join('\n'))) lines = fewer;
      else at += size;
    }
  }
  return lines.join('\n');
}
