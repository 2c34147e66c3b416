import type { Span } from '../../text.ts';
import { months } from '../language/date-words.ts';
import type { Document } from './document.ts';
import type { StatedDate } from '../plan/date.ts';

/** How `03/04/2025` is read, where other dates of the document tell. */
export type SlashOrder = 'day-first' | 'month-first' | undefined;

const NAME = [...months.keys()].sort((a, b) => b.length - a.length).join('|');
const DAY = String.raw`(\d{1,2})`;
const YEAR = String.raw`((?:19|20|21)\d{2})`;
const BEFORE = String.raw`(?<![\p{L}\p{N}_/\\.-])`;
const AFTER = String.raw`(?![\p{L}\p{N}_/\\-]|\.\d)`;
/** `2025-03-21`, also with a time behind it. */
const ISO = String.raw`${YEAR}([-/])(\d{1,2})\2(\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?`;

interface Form {
  readonly form: RegExp;
  /** Whether it has the name of a month. */
  readonly named?: true;
  readonly read: (parts: readonly string[], order: SlashOrder) => Days | null;
}

const FORMS: readonly Form[] = [
  { form: pattern(ISO), read: ([year, , month, day]) => daysOf(year, month, day) },
  {
    form: pattern(String.raw`${DAY}\.[ ]?(\d{1,2})\.[ ]?${YEAR}`),
    read: ([day, month, year]) => firstOf(daysOf(year, month, day), daysOf(year, day, month)),
  },
  { form: pattern(String.raw`(\d{1,2})/(\d{1,2})/${YEAR}`), read: ([a, b, year], order) => slashed(a, b, year, order) },
  {
    named: true,
    form: pattern(String.raw`(${NAME})\.?[ ]${DAY}(?:st|nd|rd|th)?,?[ ]${YEAR}`),
    read: ([month, day, year]) => daysOf(year, numberOf(month), day),
  },
  {
    named: true,
    form: pattern(
      String.raw`${DAY}(?:\.|st|nd|rd|th|er|º)?[ ](?:of[ ]|de[ ])?(${NAME})\.?,?[ ](?:de[ ]|del[ ])?${YEAR}`,
    ),
    read: ([day, month, year]) => daysOf(year, numberOf(month), day),
  },
  {
    form: /(?<!\p{N})((?:19|20|21)\d{2})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]/giu,
    read: ([year, month, day]) => daysOf(year, month, day),
  },
  // A month is all of its days. It comes last, so that it never cuts a date in two.
  {
    named: true,
    form: pattern(String.raw`(${NAME})\.?,?[ ](?:de[ ])?${YEAR}`),
    read: ([month, year]) => monthOf(year, month),
  },
];

/** Before the year of a date with the name of a month: the name, `de`, or the day. */
const BEFORE_YEAR = /[^\s:*_()[\]|>"'–—-][ ](?:19|20|21)\d{2}/;

function pattern(source: string): RegExp {
  return new RegExp(BEFORE + source + AFTER, 'giu');
}

/** The dates in a text that begins at `base`, in order. Struck out ones are left out, and what only looks like one. */
export function findDates(text: string, base: number, order: SlashOrder): StatedDate[] {
  const found: StatedDate[] = [];
  const taken = [...text.matchAll(/~~[^~]+~~/g)].map((match) => spanOf(match, base));
  const mayHaveName = BEFORE_YEAR.test(text);
  for (const { form, named, read } of FORMS) {
    if (named && !mayHaveName) continue;
    for (const match of text.matchAll(form)) {
      const span = spanOf(match, base);
      if (taken.some(({ start, end }) => start < span.end && span.start < end)) continue;
      taken.push(span);
      const days = read(match.slice(1), order);
      if (days !== null) found.push({ text: match[0], span, days });
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

function spanOf({ index, 0: text }: RegExpExecArray, base: number): Span {
  return { start: base + index, end: base + index + text.length };
}

/** The dates of a document: in its front matter and its prose; none in code, comments, links, or glued to a name or path. */
export function readDates({ parsed, frontMatter }: Document): StatedDate[] {
  const lines = [...parsed.prose.matchAll(/[^\r\n]+/g)].filter(([line]) => /(?:19|20|21)\d{2}/.test(line));
  const order = slashOrder(lines.map(([line]) => line));
  const stated = frontMatter.fields.map(({ value: { span } }) =>
    findDates(parsed.source.slice(span), span.start, order),
  );
  return [...stated.flat(), ...lines.flatMap((line) => findDates(line[0], line.index, order))];
}

/** Dates like `25/12/2025` and `12/25/2025` tell how the others of a document are meant, unless it has both. */
function slashOrder(lines: readonly string[]): SlashOrder {
  const pairs = lines.flatMap((line) => [
    ...line.matchAll(/(?<![\d/])(\d{1,2})\/(\d{1,2})\/(?:19|20|21)\d{2}(?![\d/])/g),
  ]);
  const isDay = (text: string | undefined) => Number(text) > 12 && Number(text) <= 31;
  const isMonth = (text: string | undefined) => Number(text) >= 1 && Number(text) <= 12;
  const dayFirst = pairs.some(([, first, second]) => isDay(first) && isMonth(second));
  const monthFirst = pairs.some(([, first, second]) => isMonth(first) && isDay(second));
  if (dayFirst === monthFirst) return undefined;
  return dayFirst ? 'day-first' : 'month-first';
}

type Days = StatedDate['days'];

/** Undefined for a day that the calendar does not have, null for numbers that are no date. */
function daysOf(year: string | undefined, month: string | undefined, day: string | undefined): Days | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (m < 1 || d < 1 || m > 31 || d > 31) return null;
  const date = new Date(Date.UTC(y, m - 1, d));
  if (date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return undefined;
  const at = date.getTime() / MS_PER_DAY;
  return { first: at, last: at };
}

const MS_PER_DAY = 86_400_000;

function monthOf(year: string | undefined, name: string | undefined): Days {
  const month = Number(numberOf(name));
  const first = Date.UTC(Number(year), month - 1, 1) / MS_PER_DAY;
  return { first, last: Date.UTC(Number(year), month, 0) / MS_PER_DAY };
}

function numberOf(name: string | undefined): string {
  return String(months.get((name ?? '').toLowerCase()) ?? 0);
}

/** The first reading that there is. */
function firstOf(usual: Days | null, other: Days | null): Days | null {
  return usual ?? other ?? (usual === null && other === null ? null : undefined);
}

/** Both readings at once where nothing tells which one is meant. */
function slashed(
  a: string | undefined,
  b: string | undefined,
  year: string | undefined,
  order: SlashOrder,
): Days | null {
  const [dayFirst, monthFirst] = [daysOf(year, b, a), daysOf(year, a, b)];
  if (!dayFirst || !monthFirst) return firstOf(dayFirst, monthFirst);
  if (order) return order === 'day-first' ? dayFirst : monthFirst;
  return { first: Math.min(dayFirst.first, monthFirst.first), last: Math.max(dayFirst.last, monthFirst.last) };
}
