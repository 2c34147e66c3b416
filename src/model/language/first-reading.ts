import type { NamedReading } from '../plan/reading.ts';

/** What the first reading of a table finds that finds anything, with its name. */
export function firstReading<Given, Found>(
  table: readonly NamedReading<Given, Found>[],
  given: Given,
): { readonly reading: string; readonly found: Found } | undefined {
  for (const { id, read } of table) {
    const found = read(given);
    if (found !== undefined) return { reading: id, found };
  }
  return undefined;
}
