import type { Located, Span } from '../../text.ts';
import type { Document } from '../document/document.ts';
import { readEfforts, type WrittenEffort } from '../language/effort.ts';
import { ALONE, behindNumber, type Noun, nounsOf } from './nouns.ts';

/** A number of things: `24 granular tasks`, `35개`, or bare. */
export interface Count {
  readonly kind: 'count';
  readonly span: Span;
  readonly count: Located<number>;
  readonly approximate: boolean;
  /** Whether a plus sign stands behind it. */
  readonly atLeast: boolean;
  /** Undefined for a bare number. */
  readonly noun: Noun | undefined;
  /** Whether a word behind it says that so many are done. */
  readonly done: boolean;
  /** Offset behind the noun. */
  readonly end: number;
}

/** `4/10 tasks`, `3 of 5 done`. */
export interface Ratio {
  readonly kind: 'ratio';
  readonly span: Span;
  readonly done: Located<number>;
  readonly total: Located<number>;
  readonly noun: Noun | undefined;
  /** Whether a word behind it says that they are done. */
  readonly isDone: boolean;
}

/** `40%`, `60% COMPLETE`. */
export interface Share {
  readonly kind: 'share';
  readonly span: Span;
  readonly percent: Located<number>;
  readonly approximate: boolean;
  /** What the words next to it make of it: a share of what is done, a share of something else, or nothing. */
  readonly of: 'done' | 'other' | undefined;
}

/** `12-18 hours`. */
export interface Amount extends WrittenEffort {
  readonly kind: 'amount';
  readonly span: Span;
}

/** A number in a text, with what it counts. */
export type Figure = Count | Ratio | Share | Amount;

const SHARE = /(?<![\p{L}\p{N}.,/<>≥≤+–-]|[<>≥≤]\s)([~≈]\s*)?(\d+(?:\.\d+)?)\s*[%％]/gu;
const COUNT = new RegExp(
  String.raw`${ALONE}([~≈]\s*)?(\d{1,3}(?:,\d{3})+|\d+)(\+)?(?![\p{N}%％/:]|[.,–-]\d|\s*[-–~]\s*\d|[a-z]*\d)`,
  'gu',
);

/**
 * The figures of a text, in order and without overlaps. Numbers in code and links are left out where the text is a slice of
 * the prose. Dates, versions, ids and prices are no figures.
 */
export function readFigures(text: Located<string>, document: Document): Figure[] {
  const found: Figure[] = [];
  const add = (figure: Figure): void => {
    if (!found.some(({ span }) => span.start < figure.span.end && figure.span.start < span.end)) found.push(figure);
  };
  for (const amount of readEfforts(text, document)) add({ kind: 'amount', span: amount.effort.span, ...amount });
  for (const ratio of readRatios(text, document)) add(ratio);
  for (const share of readShares(text, document)) add(share);
  for (const count of readCounts(text, document)) add(count);
  return found.sort((a, b) => a.span.start - b.span.start);
}

function located(text: string, start: number): Located<number> {
  return { value: Number(text.replaceAll(',', '')), span: { start, end: start + text.length } };
}

function readRatios({ value, span }: Located<string>, { vocabulary }: Document): Ratio[] {
  const { ratio, ordinal } = nounsOf(vocabulary);
  return [...value.matchAll(ratio)].flatMap((match): Ratio[] => {
    const [whole, done = '', between = '', total = ''] = match;
    // "Week 2 of 10", "around 24/7".
    if (whole === '24/7' || ordinal.test(value.slice(0, match.index))) return [];
    const start = span.start + match.index;
    const after = value.slice(match.index + whole.length);
    const { noun, done: isDone } = behindNumber(after, vocabulary);
    // `12/10` alone may be a date; of tasks, or of things with a share in brackets, it is a slip.
    const isCounted = noun !== undefined && (noun.class !== 'other' || /^\s*\p{L}+\s*\(\d+\s*%/u.test(after));
    if (Number(done) > Number(total) && !isCounted) return [];
    return [
      {
        kind: 'ratio',
        span: { start, end: start + whole.length },
        done: located(done, start),
        total: located(total, start + done.length + between.length),
        noun,
        isDone,
      },
    ];
  });
}

function readShares({ value, span }: Located<string>, { vocabulary }: Document): Share[] {
  const { finished, finishing } = nounsOf(vocabulary);
  return Array.from(value.matchAll(SHARE), (match): Share => {
    const [whole, approximate = '', percent = ''] = match;
    const start = span.start + match.index;
    const after = value.slice(match.index + whole.length);
    const isDone = finished.test(after) || finishing.test(value.slice(0, match.index));
    return {
      kind: 'share',
      span: { start, end: start + whole.length },
      percent: located(percent, start + approximate.length),
      approximate: approximate !== '',
      of: isDone ? 'done' : /^\+|^[\s*_]*\p{L}/u.test(after) ? 'other' : undefined,
    };
  });
}

function readCounts({ value, span }: Located<string>, { vocabulary }: Document): Count[] {
  const { about, ordinal } = nounsOf(vocabulary);
  return [...value.matchAll(COUNT)].flatMap((match): Count[] => {
    const [whole, sign = '', digits = '', plus] = match;
    const before = value.slice(0, match.index);
    // "All Phase 1 tasks" counts nothing.
    if (ordinal.test(before)) return [];
    const start = span.start + match.index;
    const end = start + whole.length;
    const { noun, done, length } = behindNumber(value.slice(match.index + whole.length), vocabulary);
    return [
      {
        kind: 'count',
        span: { start, end },
        count: located(digits, start + sign.length),
        approximate: sign !== '' || about.test(before),
        atLeast: plus !== undefined,
        noun,
        done,
        end: end + length,
      },
    ];
  });
}

/** Whether nothing but marks stands before a figure. */
export function beginsWith({ value, span }: Located<string>, figure: { readonly span: Span }): boolean {
  return !/[\p{L}\p{N}]/u.test(value.slice(0, figure.span.start - span.start));
}

const APART = /(?:[([（【,，;·|/=]|\s[–—-]\s|[:：]\s|\p{Extended_Pictographic}\u{FE0F}?\s*)[\s*_~≈]*(?:\p{L}+:\s)?$/u;

/** Whether a figure begins what stands in brackets, or behind a dash, a comma or a mark. */
export function standsApart({ value, span }: Located<string>, figure: { readonly span: Span }): boolean {
  return APART.test(value.slice(0, figure.span.start - span.start));
}
