import { distance } from 'fastest-levenshtein';

/** The candidate that was probably meant by a misspelt word, if one is close enough. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  // Two letters that changed places are two edits, and the likeliest of those.
  const reach = Math.max(wanted.length < 4 ? 1 : 2, Math.floor(wanted.length * 0.4));
  let best: string | undefined;
  let least = reach + 1;
  for (const candidate of candidates) {
    const against = candidate.toLowerCase();
    const inside = wanted.length >= 4 && against.includes(wanted);
    const edits = distance(wanted, against);
    const far = inside ? Math.min(edits, reach) : edits === 2 && sameLetters(wanted, against) ? 1.5 : edits;
    if (far < least) {
      least = far;
      best = candidate;
    }
  }
  return best;
}

/** The end of a sentence: "; did you mean `x`?", or nothing where no candidate is close. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const near = nearest(word, candidates);
  return near === undefined ? '' : `; did you mean \`${near}\`?`;
}

function sameLetters(a: string, b: string): boolean {
  const letters = (word: string) => word.split('').sort().join('');
  return letters(a) === letters(b);
}
