import type { Span } from '../../text.ts';

/** What an amount of work is measured in. */
export type EffortUnit = 'minutes' | 'hours' | 'days' | 'weeks';

/** An amount of work. `least` and `most` differ for a range; both are hours, whatever the unit it is written in. */
export interface Effort {
  readonly least: number;
  readonly most: number;
  readonly unit: EffortUnit;
  readonly approximate: boolean;
  readonly span: Span;
  readonly text: string;
}
