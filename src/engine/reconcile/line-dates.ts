import { titleWords } from '../../model/language/ids.ts';

/** A change of a text by a commit. */
export interface Step {
  /** The number of the commit. */
  readonly at: number;
  readonly before: string;
  readonly after: string;
}

/** When a line came, and when it came to say of its work what it says: numbers of commits. */
export interface LineDate {
  readonly written: number;
  readonly stated: number;
}

/** The dates of the lines of a text, by the changes that it went through, in order. Lines that were moved, ticked or reworded are the same. */
export class LineDates {
  readonly #dates = new Map<string, LineDate>();
  readonly #read = new Map<string, ReadonlyMap<string, Line>>();

  constructor(steps: readonly Step[]) {
    for (const step of steps) this.#step(step);
    this.#read.clear();
  }

  /** The dates of each line, from 0; undefined for lines without words, and for those that no change has brought. */
  of(text: string): (LineDate | undefined)[] {
    return keyed(text).map((line) => line && this.#dates.get(line.key));
  }

  #step({ at, before, after }: Step): void {
    const [old, fresh] = [this.#lines(before), this.#lines(after)];
    const came = [...fresh.values()].filter(({ key }) => !old.has(key));
    const origins = pair(
      [...old.values()].filter(({ key }) => !fresh.has(key)),
      came,
    );
    for (const line of came) {
      const origin = origins.get(line);
      const was = origin && this.#dates.get(origin.key);
      const known = this.#dates.get(line.key);
      // What another branch has written before is not new; what it says may be.
      const written = Math.min(was?.written ?? at, known?.written ?? at);
      this.#dates.set(line.key, { written, stated: was && origin?.mark === line.mark ? was.stated : at });
    }
    for (const [key, { mark }] of fresh) {
      const was = old.get(key);
      if (was && was.mark !== mark) {
        this.#dates.set(key, { written: this.#dates.get(key)?.written ?? at, stated: at });
      }
    }
  }

  #lines(text: string): ReadonlyMap<string, Line> {
    let found = this.#read.get(text);
    if (!found) {
      found = new Map(keyed(text).flatMap((line) => (line ? [[line.key, line] as const] : [])));
      // The text after one change is mostly that before the next one.
      if (this.#read.size > 8) this.#read.clear();
      this.#read.set(text, found);
    }
    return found;
  }
}

interface Line {
  /** What it is known by: its words, and those of the heading that it stands under. */
  readonly key: string;
  readonly words: string;
  /** What is drawn on it for a state: its box, pictures, a line through it. */
  readonly mark: string;
}

/** The lines of a text; what has no words is none. Of lines with the same key, the first counts. */
function keyed(text: string): (Line | undefined)[] {
  let heading = '';
  return text.split('\n').map((line) => {
    const words = titleWords(line.replace(/^\s*(?:(?:[-*+]|\d{1,9}[.)])\s*)?\[[ xX~/-]?\]/, '')).join(' ');
    if (words === '') return undefined;
    const isHeading = /^ {0,3}#{1,6}\s/.test(line);
    if (isHeading) heading = words;
    const mark = (/\[[ xX~/-]?\]|~~|\p{Extended_Pictographic}/gu[Symbol.match](line) ?? []).join('').toLowerCase();
    return { key: isHeading ? `# ${words}` : `${heading}\0${words}`, words, mark };
  });
}

/** Lines that are gone, by those that took their place: with the same words under another heading, or with most of their words. */
function pair(gone: readonly Line[], came: readonly Line[]): Map<Line, Line> {
  const pairs = new Map<Line, Line>();
  const left = new Map<string, Line[]>();
  for (const line of gone) left.set(line.words, [...(left.get(line.words) ?? []), line]);
  for (const line of came) {
    const same = left.get(line.words)?.shift();
    if (same) pairs.set(line, same);
  }
  const rest = [...left.values()].flat();
  const fresh = came.filter((line) => !pairs.has(line));
  if (rest.length * fresh.length > MANY_PAIRS) return pairs;
  const words = new Map([...rest, ...fresh].map((line) => [line, new Set(line.words.split(' '))] as const));
  for (const line of fresh) {
    let best: { readonly other: Line; readonly share: number } | undefined;
    for (const other of rest) {
      const share = alike(words.get(line), words.get(other));
      if (share >= ALIKE && share > (best?.share ?? 0)) best = { other, share };
    }
    if (!best) continue;
    pairs.set(line, best.other);
    rest.splice(rest.indexOf(best.other), 1);
  }
  return pairs;
}

/** Pairs beyond which a text was written anew. */
const MANY_PAIRS = 40_000;
/** The share of words that a reworded line keeps. */
const ALIKE = 0.5;

function alike(a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): number {
  if (!a || !b) return 0;
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared / Math.max(a.size, b.size);
}
