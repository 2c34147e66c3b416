import { gateScopeReadings } from '../gates/gate-scope.ts';
import { columnReadings } from '../document/column-readings.ts';
import { placeReadings } from '../document/naming-columns.ts';
import type { ReadingEntry } from '../plan/reading.ts';
import { otherReadings, workReadings } from './described.ts';

/** All named readings, room by room; those of one table in the order in which they are tried. */
export const readings: readonly ReadingEntry[] = [
  ...columnReadings,
  ...placeReadings,
  ...workReadings,
  ...gateScopeReadings,
  ...otherReadings,
];

/** The reading of a name. */
export function readingOf(id: string): ReadingEntry | undefined {
  return readings.find((reading) => reading.id === id);
}
