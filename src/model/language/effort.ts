import type { ReadingEntry } from '../plan/reading.ts';
import { alternatives, type Ends } from './pattern.ts';
import type { Located } from '../../text.ts';
import type { Effort, EffortUnit } from '../plan/effort.ts';
import type { ReadSettings } from '../plan/settings.ts';
import type { Vocabulary } from './words.ts';

/** What amounts of time are read with: the words of units, and how many hours a day and days a week have. */
interface EffortContext {
  readonly settings: ReadSettings;
  readonly vocabulary: Vocabulary;
}

/** Hours in one unit; a point counts for itself. */
export function hoursIn(unit: EffortUnit, settings: ReadSettings): number {
  if (unit === 'points') return 1;
  if (unit === 'minutes') return 1 / 60;
  if (unit === 'hours') return 1;
  return unit === 'days' ? settings.hoursPerDay : settings.hoursPerDay * settings.daysPerWeek;
}

/** An amount of work as it is written, with the place of its (first) figure. */
export interface WrittenEffort {
  readonly effort: Effort;
  readonly figure: Located<string>;
}

const NUMBER = String.raw`\d{1,3}(?:,\d{3})+(?![\d.])|\d+(?:[.,]\d+)?`;
const TO = String.raw`\s*(?:[-–—~〜]|\bto\b|\bbis\b|\ba\b|à|至|到|до)\s*`;
const WORKED = /(?:person|work|working|man|dev|developer|business|ideal)[- ]/iuy;
/** `2025-03-06`, `第2周`, `3月5日`, `v1.5 d`: those numbers are no amounts. */
const NO_AMOUNT = String.raw`(?<![\p{N}第月年/_-]|\d[.,]|第\s)`;

/** The patterns of a vocabulary: the numbers of an amount, a unit behind them, and the minutes behind hours. */
interface Patterns {
  readonly numbers: RegExp;
  readonly unitHere: RegExp;
  readonly minutes: RegExp;
  readonly unit: RegExp;
  /** What makes an amount one for each of something: `/day`, `per week`. */
  readonly rate: RegExp;
}

const patterns = new WeakMap<Vocabulary, Patterns>();

function patternsOf(vocabulary: Vocabulary): Patterns {
  const known = patterns.get(vocabulary);
  if (known) return known;
  const words = [...vocabulary.units.keys()];
  const unit = `(${alternatives(words, ENDS)})`;
  const minutes = alternatives(
    words.filter((word) => vocabulary.units.get(word) === 'minutes'),
    ENDS,
  );
  const about = `((?:${alternatives([...vocabulary.about], ENDS)})\\s|[~≈约約약])`;
  const made: Patterns = {
    // Units in the same pattern take V8 forty times as long to compile.
    numbers: new RegExp(`(?:${about}\\s*|(?<!\\s)\\s+)?${NO_AMOUNT}(${NUMBER})(?:${TO}(${NUMBER}))?`, 'giu'),
    unitHere: new RegExp(`${unit}\\+?`, 'iuy'),
    minutes: new RegExp(String.raw`^\s*(?:and\s+|,\s*)?(\d+)\s*(?:${minutes}|m(?!\p{L}))`, 'iu'),
    unit: new RegExp(`(?<!\\p{L})${unit}`, 'iu'),
    rate: new RegExp(`^\\s*(?:/|(?:${alternatives([...vocabulary.each], ENDS)})\\s)\\s*${unit}`, 'iu'),
  };
  patterns.set(vocabulary, made);
  return made;
}

const BARE = new RegExp(`^[\\s*_]*(?:([~≈])\\s*)?(${NUMBER})(?:\\s*[-–]\\s*(${NUMBER}))?\\+?[\\s*_]*$`);
const ENDS: Ends = { open: /\p{sc=Han}$/u, closed: String.raw`\p{L}` };

const number = (text: string): number =>
  Number(/^\d{1,3}(?:,\d{3})+$/.test(text) ? text.replaceAll(',', '') : text.replace(',', '.'));

/** Whether a letter is a unit: `5 W` is a power, and `3 D` no days. */
const isUnit = (word: string): boolean => word.length > 1 || word === word.toLowerCase() || /^h$/i.test(word);

/** The unit that a column head or a label names: `Effort (days)`. */
export function unitIn(label: string, vocabulary: Vocabulary): EffortUnit | undefined {
  const word = patternsOf(vocabulary).unit.exec(/(?<!\([^()]*)\(([^)]*)\)/.exec(label)?.[1] ?? label)?.[1];
  return word === undefined ? undefined : vocabulary.units.get(word.toLowerCase());
}

/** All amounts of time in a text, in order: `1.5 hours`, `~2 days`, `3-4 h`, `1h 30m`, `16 周 (480 小时)`. */
export function readEfforts(text: Located<string>, context: EffortContext): WrittenEffort[] {
  return readAmounts(text, context).filter(({ effort }) => effort.unit !== 'points');
}

/** The same with points, which prose has of other kinds too. */
function readAmounts({ value, span }: Located<string>, { settings, vocabulary }: EffortContext): WrittenEffort[] {
  // A unit is a word behind a number.
  if (!/\d\s*\p{L}/u.test(value)) return [];
  const { minutes, rate } = patternsOf(vocabulary);
  const found: WrittenEffort[] = [];
  let end = 0;
  for (const { text, index, approximate, least, most, word } of amountsIn(value, patternsOf(vocabulary))) {
    const unit = vocabulary.units.get(word.toLowerCase());
    if (index < end || !unit || !isUnit(word) || rate.test(value.slice(index + text.length))) continue;
    const rest = unit === 'hours' && most === undefined ? minutes.exec(value.slice(index + text.length)) : null;
    end = index + text.length + (rest?.[0].length ?? 0);
    found.push(
      written({ text, at: span.start + index, least, most, unit, approximate }, settings, Number(rest?.[1] ?? 0)),
    );
  }
  return found;
}

/** An amount where it stands: its numbers, and the word of its unit. */
interface Amount {
  readonly text: string;
  readonly index: number;
  readonly approximate: string | undefined;
  readonly least: string;
  readonly most: string | undefined;
  readonly word: string;
}

/** Numbers with a unit behind them; where none stands behind the second of two, behind the first. */
function* amountsIn(value: string, { numbers, unitHere }: Patterns): Generator<Amount> {
  for (let from = 0; from < value.length;) {
    numbers.lastIndex = from;
    const match = numbers.exec(value);
    if (!match) return;
    const { index } = match;
    const [text, approximate, least = '', most] = match;
    const first = index + text.search(/\d/) + least.length;
    const unit =
      unitAt(value, index + text.length, unitHere) ?? (most === undefined ? undefined : unitAt(value, first, unitHere));
    from = unit ? unit.end : index + 1;
    if (!unit) continue;
    const second = unit.from === first ? undefined : most;
    yield { text: value.slice(index, unit.end), index, approximate, least, most: second, word: unit.word };
  }
}

/** The unit that a number which ends at a place has, with or without a word such as `person-`. */
function unitAt(
  value: string,
  from: number,
  unitHere: RegExp,
): { readonly from: number; readonly end: number; readonly word: string } | undefined {
  let at = from;
  while (/\s/.test(value.charAt(at))) at++;
  WORKED.lastIndex = at;
  for (const start of WORKED.test(value) ? [WORKED.lastIndex, at] : [at]) {
    unitHere.lastIndex = start;
    const match = unitHere.exec(value);
    if (match) return { from, end: unitHere.lastIndex, word: match[1] ?? '' };
  }
  return undefined;
}

/**
 * Reads the first amount of time, or of points, in a value. Undefined for words such as "Ongoing", sizes, or a bare number
 * without `unit` (the unit that a column head states).
 */
export function readEffort(
  value: Located<string>,
  document: EffortContext,
  unit?: EffortUnit,
): WrittenEffort | undefined {
  const [first] = readAmounts(value, document);
  if (first || !unit) return first;
  const bare = BARE.exec(value.value);
  if (!bare) return undefined;
  const [text, approximate, least = '', most] = bare;
  return written({ text, at: value.span.start, least, most, unit, approximate }, document.settings, 0);
}

/** The parts of an amount; `text` stands at `at`, white space and emphasis around it included. */
interface Parts {
  readonly text: string;
  readonly at: number;
  readonly least: string;
  readonly most: string | undefined;
  readonly unit: EffortUnit;
  readonly approximate: string | undefined;
}

function written({ text, at, least, most, unit, approximate }: Parts, settings: ReadSettings, minutes: number) {
  const factor = hoursIn(unit, settings);
  const lead = /^[\s*_]*/.exec(text)?.[0].length ?? 0;
  const bare = text.slice(lead).replace(/(?<![\s*_])[\s*_]+$/, '');
  const figure = at + text.indexOf(least);
  return {
    effort: {
      least: number(least) * factor + minutes / 60,
      most: number(most ?? least) * factor + minutes / 60,
      unit,
      approximate: approximate !== undefined || bare.endsWith('+'),
      span: { start: at + lead, end: at + lead + bare.length },
      text: bare,
    },
    figure: { value: least, span: { start: figure, end: figure + least.length } },
  };
}

/** What is read here, by name. */
export const effortReading: ReadingEntry = {
  id: 'effort.task',
  title: 'the estimate of a task',
  file: 'language/effort.ts',
  example: '# Ferry\n\n### Task 1: Dredge\n\n**Effort**: 4 hours\n',
  counterExample: '# Ferry\n\n### Task 1: Dredge\n\n**Effort**: High\n',
};
