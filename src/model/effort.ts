import type { Located } from '../text.ts';
import { UNSPACED } from './keyword.ts';
import type { Effort, ReadSettings } from './plan.ts';
import { builtInWords } from './words.ts';

/** What a unit word counts. */
export type EffortUnit = 'minutes' | 'hours' | 'days' | 'weeks';

const UNITS: readonly EffortUnit[] = ['minutes', 'hours', 'days', 'weeks'];
const units = new Map(
  builtInWords.flatMap((words) => UNITS.flatMap((unit) => (words.units?.[unit] ?? []).map((word) => [word, unit]))),
) as ReadonlyMap<string, EffortUnit>;

/** Any unit word, the longest first; in scripts without spaces the sentence may go on right behind it. */
const UNIT = [...units.keys()]
  .toSorted((a, b) => b.length - a.length)
  .map((word) => word.replace(/[.]/g, '\\.'))
  .map((word) => (new RegExp(`^${UNSPACED}`, 'u').test(word) ? word : String.raw`${word}(?![\p{L}\p{N}_])`))
  .join('|');
const AMOUNT = new RegExp(
  String.raw`(~|≈|approx\.?|about|ca\.?|around|约|約|약)?\s*(\d+(?:[.,]\d+)?)\s*(?:(?:-|–|—|~|to|bis|a|à)\s*(\d+(?:[.,]\d+)?)\s*)?\s*(?:person[- ]|work(?:ing)?[- ]|man[- ]|dev(?:eloper)?[- ])?(${UNIT})\+?`,
  'iu',
);
const ALONE = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${UNIT})`, 'iu');

/** The unit that a word stands for. */
export function unitOf(word: string): EffortUnit {
  return units.get(word.toLowerCase()) ?? 'hours';
}

/** The unit that a text names, as a column head does: `Estimate (h)`. */
export function unitIn(text: string): EffortUnit | undefined {
  const word = ALONE.exec(text)?.[0];
  return word === undefined ? undefined : unitOf(word);
}

/** Hours in one unit. */
export function hoursIn(unit: EffortUnit, settings: ReadSettings): number {
  if (unit === 'minutes') return 1 / 60;
  if (unit === 'hours') return 1;
  return unit === 'days' ? settings.hoursPerDay : settings.hoursPerDay * settings.daysPerWeek;
}

/** An amount of work as it is written, with its unit and the figure's place. */
export interface WrittenEffort {
  readonly effort: Effort;
  readonly unit: EffortUnit;
  readonly figure: Located<string>;
}

const number = (text: string): number => Number(text.replace(',', '.'));

/**
 * Reads the first amount of time in a value: `1.5 hours`, `~2 days`, `3-4 h`, `1h 30m`. Undefined for words such as
 * "Ongoing", story points, sizes, or a bare number without `unit` (the unit that a column head states).
 */
export function readEffort(
  value: Located<string>,
  settings: ReadSettings,
  unit?: EffortUnit,
): WrittenEffort | undefined {
  const match = AMOUNT.exec(value.value);
  const bare =
    unit && !match ? /^(~)?()?(\d+(?:[.,]\d+)?)(?:\s*[-–]\s*(\d+(?:[.,]\d+)?))?$/.exec(value.value.trim()) : null;
  const [approximate, least, most, word] = match
    ? [match[1], match[2], match[3], match[4]]
    : bare
      ? [bare[1], bare[3], bare[4], unit]
      : [];
  if (least === undefined || word === undefined) return undefined;
  const at = match ?? bare;
  const start = value.span.start + (at?.index ?? 0);
  const of = unitOf(word);
  const factor = hoursIn(of, settings);
  let extra = 0;
  if (match && of === 'hours' && most === undefined) {
    const rest = /^\s*(?:and\s+)?(\d+)\s*(?:minutes?|mins?|m)\b/i.exec(
      value.value.slice(match.index + match[0].length),
    );
    if (rest) extra = Number(rest[1]) / 60;
  }
  const text = at?.[0].trim() ?? '';
  const lead = (at?.[0].length ?? 0) - (at?.[0].trimStart().length ?? 0);
  const figureStart = start + (at?.[0].indexOf(least) ?? 0);
  return {
    effort: {
      least: number(least) * factor + extra,
      most: (most === undefined ? number(least) : number(most)) * factor + extra,
      approximate: approximate !== undefined || /\+\s*$/.test(text),
      span: { start: start + lead, end: start + lead + text.length },
      text,
    },
    unit: of,
    figure: { value: least, span: { start: figureStart, end: figureStart + least.length } },
  };
}
