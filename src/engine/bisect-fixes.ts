/**
 * Takes one candidate of each choice such that what was taken holds together, an earlier candidate before a later one.
 * Undefined where none does. It tries all first, and halves where they do not hold, so that few trials are needed where
 * most candidates are good.
 */
export function settle<T>(
  choices: readonly (readonly T[])[],
  holds: (taken: readonly T[]) => boolean,
): (T | undefined)[] {
  const taken: (T | undefined)[] = choices.map(() => undefined);
  const attempt = (indexes: readonly number[], rank: number): void => {
    const open = indexes.filter((index) => rank < (choices[index]?.length ?? 0));
    if (open.length === 0) return;
    for (const index of open) taken[index] = choices[index]?.[rank];
    if (holds(taken.filter((candidate) => candidate !== undefined))) return;
    for (const index of open) taken[index] = undefined;
    if (open.length === 1) return attempt(open, rank + 1);
    const middle = open.length >> 1;
    attempt(open.slice(0, middle), rank);
    attempt(open.slice(middle), rank);
  };
  attempt([...choices.keys()], 0);
  return taken;
}
