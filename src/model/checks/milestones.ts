import type { Vocabulary } from '../language/words.ts';
import { tokenize } from '../language/tokens.ts';
import { kindOfKeyword, labelWithin } from '../language/keyword.ts';
import { hasLetter, isDigits, trimmed, trimmedEnd } from '../language/characters.ts';
import type { Span } from '../../text.ts';
import { contains, firstLine, within } from '../../text.ts';
import type { DatedField } from './date-orders.ts';
import type { Document } from '../document/document.ts';
import { titleWords } from '../language/ids.ts';
import type { OutlineSection } from '../document/outline.ts';
import { plainText } from '../language/plain-text.ts';
import type { DateOrder, StatedDate } from '../plan/date.ts';

/** A phase with the dates between which it is planned, wherever they stand. */
interface Period extends Named {
  readonly start: StatedDate | undefined;
  readonly end: StatedDate | undefined;
}

interface Milestone extends Named {
  readonly date: StatedDate;
  /** Whether its title says that something is finished by then. */
  readonly completes: boolean;
}

interface Named {
  readonly title: string;
  /** Keyword and number in lower case: `phase 2`. */
  readonly label: string | undefined;
  /** Words of the title without keyword, number and what says that it is done. */
  readonly words: readonly string[];
}

/** Milestones with a date, each with the start or end of the phase that it names, or whose title it shares. */
export function milestoneOrders(
  document: Document,
  dates: readonly StatedDate[],
  dated: readonly DatedField[],
): DateOrder[] {
  const periods = readPeriods(document, dates, dated);
  if (periods.length === 0) return [];
  return readMilestones(document, dates).flatMap((milestone): DateOrder[] => {
    const period = periodOf(milestone, periods);
    if (!period) return [];
    // "Phase 2 complete" says when it ends; a milestone that only shares its title may be part of it.
    const atEnd = milestone.label !== undefined && milestone.completes && period.end !== undefined;
    const before = atEnd ? period.end : period.start;
    if (!before || before.span.start === milestone.date.span.start) return [];
    const names = { before: `the ${atEnd ? 'end' : 'start'} of \`${period.title}\``, after: milestone.title };
    const order = { kind: 'milestone', before, after: milestone.date, names } as const;
    return [milestone.label === undefined ? { ...order, inferred: 'likeness' } : order];
  });
}

/** The phase of that name, else the only one that has all words of the title. */
function periodOf({ label, words }: Milestone, periods: readonly Period[]): Period | undefined {
  const fitting = periods.filter((period) =>
    label === undefined
      ? words.length > 0 && words.every((word) => period.words.includes(word))
      : period.label === label,
  );
  return new Set(fitting.map((period) => period.label)).size === 1 ? fitting[0] : undefined;
}

function named(text: string, { vocabulary }: Document): Named & { readonly completes: boolean } {
  const title = trimmedEnd(trimmed(plainText(text), '–—:-'), '–—:(|-');
  const label = labelWithin(title, vocabulary);
  const isPhase = label !== undefined && kindOfKeyword(label.keyword, vocabulary) === 'phase';
  const [first] = tokenize(title, 0);
  // `M1: Beta`
  const isNumbered = first?.kind === 'id' && first.folded.startsWith('m') && isDigits(first.folded.slice(1));
  const lead = isPhase && label.start === 0 ? label.end : isNumbered ? first.span.end : 0;
  const words = titleWords(title.slice(lead));
  const completion = vocabulary.cues.listed('completion');
  return {
    title,
    label: isPhase ? `${label.keyword} ${label.id}`.toLowerCase() : undefined,
    words: words.filter((word) => !completion.has(word)),
    completes: words.some((word) => completion.has(word)),
  };
}

/** Rows and headings of phases with a start and an end. */
function readPeriods(document: Document, dates: readonly StatedDate[], dated: readonly DatedField[]): Period[] {
  const { parsed, sections, fields, vocabulary } = document;
  const periods: Period[] = [];
  const add = (text: string, start: StatedDate | undefined, end: StatedDate | undefined): void => {
    const name = named(text, document);
    if ((start ?? end) && name.label !== undefined) periods.push({ ...name, start, end });
  };
  for (const cell of fields) {
    if (cell.place !== 'cell' || !vocabulary.columns.phase.has(cell.key)) continue;
    const line = parsed.source.lineSpan(parsed.source.lineAt(cell.value.span.start));
    const row = dated.filter(({ field }) => field.place === 'cell' && contains(line, field.value.span));
    const of = (role: DatedField['role']) => row.find((each) => each.role === role)?.date;
    add(cell.value.value, of('start'), of('end'));
  }
  for (const section of sections) {
    if (section.declaration?.kind !== 'phase') continue;
    const own = dated.filter(({ field }) => field.section === section && field.place === 'text');
    const of = (role: DatedField['role']) => own.find((each) => each.role === role)?.date;
    const [first, second, ...others] = within(dates, section.titleSpan, ({ span }) => span);
    if (first && second && others.length === 0) add(beforeDate(document, section.titleSpan, first), first, second);
    else add(section.title, of('start'), of('end'));
  }
  return periods;
}

/** Rows of a column of milestones, and items under a heading for them, with just one date. */
function readMilestones(document: Document, dates: readonly StatedDate[]): Milestone[] {
  const { parsed, fields, blocks, vocabulary } = document;
  const milestones: Milestone[] = [];
  const add = (text: string, all: readonly StatedDate[]): void => {
    const [date, ...others] = all;
    if (date && others.length === 0) milestones.push({ ...named(text, document), date });
  };
  for (const { place, key, value } of fields) {
    if (place !== 'cell' || !vocabulary.columns.milestone.has(key)) continue;
    const line = parsed.source.lineSpan(parsed.source.lineAt(value.span.start));
    add(
      value.value,
      within(dates, line, ({ span }) => span),
    );
  }
  for (const { section, text, parent } of blocks.items) {
    if (parent || !isAboutMilestones(section, vocabulary)) continue;
    const line = firstLine(text);
    const inLine = within(dates, line.span, ({ span }) => span);
    const [date] = inLine;
    const before = date ? beforeDate(document, line.span, date) : '';
    add(hasLetter(before) ? before : parsed.source.text.slice(date?.span.end, line.span.end), inLine);
  }
  return milestones;
}

function beforeDate({ parsed: { source } }: Document, { start }: Span, date: StatedDate): string {
  return source.text.slice(start, date.span.start);
}

function isAboutMilestones({ key, declaration }: OutlineSection, { columns }: Vocabulary): boolean {
  const last = key.slice(key.lastIndexOf(' ') + 1);
  return declaration === undefined && (columns.milestone.has(key) || columns.milestone.has(last));
}
