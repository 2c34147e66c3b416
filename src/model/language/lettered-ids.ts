/** Milestones, phases and priorities, quarters and weeks have numbers too. */
const LETTERED =
  /^(?:\p{Extended_Pictographic}|[\u{FE0F}\s])*(?:\[.\]\s+)?(?:~~)?(?:\*\*|__)?([A-LNORSTUVXYZ])([1-9]\d?)(?:(?:\*\*|__)(?=[\s:：])|\s*[:：]|\s+[-–—]\s|\s+(?=\p{Lu}|\p{Lo}))/u;

/** `B4`: the number of a task, but also of a question, a risk or a decision. */
export function isLettered(id: string): boolean {
  return /^[A-LN-SU-Z]\d{1,2}$/.test(id);
}

/** Fewer are an abbreviation or two. */
const SERIES = 3;

/**
 * `A1 Title`, `**B2** — Title`: letters whose numbers go up from 1, three or more in all, are ids, lower case; by itself such a
 * letter and digit is anything. `texts` are what things of one sort begin with, in their order.
 */
export function letteredIds(texts: readonly string[]): readonly string[] {
  const found = texts.flatMap((text) => {
    const [, letter = '', number] = LETTERED.exec(text) ?? [];
    return number === undefined ? [] : [{ letter, number: Number(number) }];
  });
  const numbers = new Map<string, number[]>();
  for (const { letter, number } of found) numbers.set(letter, [...(numbers.get(letter) ?? []), number]);
  const isCounted = [...numbers.values()].every((counted) => counted.every((number, at) => number === at + 1));
  return found.length >= SERIES && isCounted
    ? found.map(({ letter, number }) => `${letter}${number}`.toLowerCase())
    : [];
}
