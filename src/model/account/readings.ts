import { gateScopeReadings } from '../gates/gate-scope.ts';
import { columnReadings } from '../document/column-readings.ts';
import { placeReadings } from '../document/naming-columns.ts';
import type { ReadingEntry } from '../plan/reading.ts';

/** All named readings, room by room, in the order in which they are tried. */
export const readings: readonly ReadingEntry[] = [...columnReadings, ...placeReadings, ...gateScopeReadings];
