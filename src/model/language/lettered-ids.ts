const LEAD = String.raw`^(?:\p{Extended_Pictographic}|[\u{FE0F}\s])*(?:\[.\]\s+)?(?:~~)?`;
const LETTERED = new RegExp(
  String.raw`${LEAD}(?:\*\*|__)?\x60?([A-Z])([1-9]\d?)(?:\x60?(?:\*\*|__)(?=[\s:：])|\x60(?=[\s:：])|\s*[:：]|\s+[-–—]\s|\s+(?=\p{Lu}|\p{Lo}))`,
  'u',
);
const LETTER = new RegExp(
  String.raw`${LEAD}(?:\*\*|__)?([A-Z])(?:(?:\*\*|__)?[.):：](?:\*\*|__)?\s|(?:\*\*|__)\s+[-–—]\s)`,
  'u',
);

/** `B4`: the number of a task, but also of a question, a risk or a decision. */
export function isLettered(id: string): boolean {
  return /^[A-LN-SU-Z]\d{1,2}$/.test(id);
}

/** Fewer are an abbreviation or two, unless there is nothing else. */
const SERIES = 3;

/** Milestones, phases, quarters and weeks have numbers too, and priorities come more than once. */
const OTHERS: ReadonlySet<string> = new Set(['M', 'P', 'Q', 'W']);

/**
 * `A1 Title`, `**B2** — Title`: letters whose numbers go up from 1, three or more in all, are ids, lower case; by itself such a
 * letter and digit is anything. `texts` are what things of one sort begin with, in their order.
 */
export function letteredIds(texts: readonly string[]): readonly string[] {
  const all = numbersOf(texts).filter(([letter]) => !OTHERS.has(letter));
  return isSeries(all) ? idsOf(all) : [];
}

/** The same of items that are work whatever they are called: two are enough where there are no more, `M1` or `Q2` is one, and so is `C. Title`. */
export function letteredItems(texts: readonly string[]): readonly string[] {
  const all = numbersOf(texts);
  const common = all.filter(([letter]) => !OTHERS.has(letter));
  const least = texts.length === 2 ? 2 : SERIES;
  const others = all.filter((series) => OTHERS.has(series[0]) && isSeries([series], least, 0));
  return [...(isSeries(common, least) ? idsOf(common) : []), ...idsOf(others), ...lettersAlone(texts)];
}

type Series = readonly [letter: string, numbers: readonly number[]];

function numbersOf(texts: readonly string[]): Series[] {
  const all = new Map<string, number[]>();
  for (const text of texts) {
    const [, letter, number] = LETTERED.exec(text) ?? [];
    if (letter === undefined) continue;
    const known = all.get(letter);
    if (known) known.push(Number(number));
    else all.set(letter, [Number(number)]);
  }
  return [...all];
}

function idsOf(all: readonly Series[]): string[] {
  return all.flatMap(([letter, numbers]) => numbers.map((number) => `${letter}${number}`.toLowerCase()));
}

/** Whether all count from 1, one by one; in a longer series one number may be a slip: come twice, or be left out. */
function isSeries(all: readonly Series[], least = SERIES, slips = 1): boolean {
  const total = all.reduce((sum, [, { length }]) => sum + length, 0);
  if (total < least) return false;
  return all.every(([, numbers]) => {
    const steps = numbers.map((number, at) => number - (numbers[at - 1] ?? 0));
    const wrong = steps.filter((step) => step !== 1).length;
    return (
      steps[0] === 1 && steps.every((step) => step >= 0 && step <= 2) && wrong <= (numbers.length > SERIES ? slips : 0)
    );
  });
}

/** `A. Title`, `B. Title`, `C. Title`. */
function lettersAlone(texts: readonly string[]): string[] {
  const letters = texts.flatMap((text) => LETTER.exec(text)?.[1]?.toLowerCase() ?? []);
  const isRow = letters.length >= SERIES && letters.every((letter, at) => letter.charCodeAt(0) === FIRST + at);
  return isRow ? letters : [];
}

const FIRST = 'a'.charCodeAt(0);
