import { distance } from 'fastest-levenshtein';

/** The candidate that was probably meant by a misspelt word, if one is close enough. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  // Two letters that changed places are two edits.
  const reach = Math.max(wanted.length < 4 ? 1 : 2, Math.floor(wanted.length * 0.4));
  let best: string | undefined;
  let least = reach + 1;
  for (const candidate of candidates) {
    const against = candidate.toLowerCase();
    const inside = wanted.length >= 4 && against.includes(wanted);
    const far = inside ? Math.min(distance(wanted, against), reach) : distance(wanted, against);
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
