import type { TableRow } from 'mdast';
import { type Parsed, spanOf } from '../../parse.ts';
import { locate, type Located } from '../../text.ts';
import { plainText } from '../language/plain-text.ts';
import type { Vocabulary } from '../language/words.ts';

/** One cell of a table: its text between the bars as it is written, and the words of it. */
export interface Cell extends Located<string> {
  /** Without markup, and without marks and emoji in front. */
  readonly plain: string;
}

/** The cells of a row of a table. */
export function cellsOf(parsed: Parsed, row: TableRow): Cell[] {
  return row.children.map((cell) => {
    const written = cellText(parsed, cell);
    return { ...written, plain: plainText(written.value).replace(DECORATION, '') };
  });
}

const DECORATION = /^(?:\p{Extended_Pictographic}|[\u{FE0F}\u{200D}\s])+/u;

/** The text between the bars of a cell. */
export function cellText(parsed: Parsed, cell: TableRow['children'][number]): Located<string> {
  const first = cell.children[0];
  const last = cell.children.at(-1);
  if (!first || !last) {
    const { start, end } = spanOf(cell);
    const at = Math.min(start + 1, end);
    return { value: '', span: { start: at, end: at } };
  }
  const span = { start: spanOf(first).start, end: spanOf(last).end };
  return locate(parsed.source.slice(span), span.start);
}

/** Whether a cell says nothing: it is empty, or all dashes and dots. */
export function isBlank({ value }: Pick<Cell, 'value'>): boolean {
  return /^[^\p{L}\p{N}\p{So}\p{Sm}[]*$/u.test(value);
}

/** Whether a cell is nothing but a number or a range of two, rough ones included. */
export function isNumber({ plain }: Cell): boolean {
  return /^[~≈]?\s*\d[\d.,]*\+?(?:\s*[-–~]\s*\d[\d.,]*)?$/.test(plain);
}

/** The percentage that a cell is. */
export function percentOf({ plain }: Cell): number | undefined {
  const number = /^[~≈]?\s*(\d+(?:[.,]\d+)?)\s*[%％]$/.exec(plain)?.[1];
  return number === undefined ? undefined : Number(number.replace(',', '.'));
}

const ID = /^#?(?:[\p{L}\p{N}]+[-_./])*[\p{L}\p{N}]+\.?$/u;
const NO_ID = /^\d{4}-\d{2}|^\d{1,2}[./]\d{1,2}[./]\d{2,4}$|^v\d/i;
const LONGEST_ID = 24;

/** Whether a cell is nothing but an id: letters and figures in groups, or one capital letter. No date, version or amount is one. */
export function isId({ plain }: Cell, { units }: Vocabulary): boolean {
  const text = plain.replace(/^\[([^\]]*)\]$/, '$1');
  if (text.length > LONGEST_ID || !(/\p{N}/u.test(text) || /^\p{Lu}$/u.test(text)) || !ID.test(text)) return false;
  const [, unit] = /^\d+(?:\.\d+)?(\p{L}+)$/u.exec(text) ?? [];
  return !NO_ID.test(text) && (unit === undefined || unit.length < 2 || !units.has(unit.toLowerCase()));
}

/** An id in front of a title in one cell, with the letters of its series. */
export interface LeadingId {
  readonly id: Located<string>;
  readonly title: Located<string>;
  readonly series: string;
}

const LEADING =
  /^((?:[*_~`\s]|\p{Extended_Pictographic}|\u{FE0F})*)(#?(?:\p{L}{1,8}[-_.]?)?\d+(?:[-_.]?[\p{L}\p{N}]+)*)([*_~`]*(?:\s*[:：)\]–—-]|\.(?=[\s*_]))?[*_~`]*\s+[*_~`]*)(?=[\p{L}"'«“(])/u;

/** Reads `B4 Courier list`, `**1.1** Shelves`, `3. Desk`: a bare whole number only where something separates it from the title. */
export function leadingId({ value, span }: Located<string>): LeadingId | undefined {
  const [whole = '', before = '', id, tail = ''] = LEADING.exec(value.slice(0, 80)) ?? [];
  if (id === undefined || (/^\d+$/.test(id) && !/[^\s*_~`]/.test(tail)) || /^\d{4}-\d{2}/.test(id)) return undefined;
  const start = span.start + before.length;
  const title = value.slice(whole.length).replace(/(?<![\s*_~`])[\s*_~`]+$/, '');
  return {
    id: { value: id, span: { start, end: start + id.length } },
    title: locate(title, span.start + whole.length),
    series: id.replace(/\d.*/, '').toLowerCase(),
  };
}
