import type { Span } from '../../text.ts';

/** What an amount of work is measured in. Points are no time: they are summed with points only. */
export type EffortUnit = 'minutes' | 'hours' | 'days' | 'weeks' | 'points';

/** An amount of work. `least` and `most` differ for a range; both are hours, whatever the unit it is written in, or points. */
export interface Effort {
  readonly least: number;
  readonly most: number;
  readonly unit: EffortUnit;
  readonly approximate: boolean;
  readonly span: Span;
  readonly text: string;
}
