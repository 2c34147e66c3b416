import type { Source, Span } from '../text.ts';
import type { Paint, Style } from './paint.ts';
import { printable } from './printable.ts';
import { cellsOf, type Cell } from './width.ts';

/** A place to show in its line, underlined. */
export interface Mark {
  readonly span: Span;
  readonly sign: '^' | '-';
  readonly style: Style;
  /** What to say behind the underline. */
  readonly note?: string;
}

/** How a frame is drawn. */
export interface FrameOptions {
  /** Columns of the whole frame; longer lines are cropped around the token. */
  readonly width: number;
  readonly paint: Paint;
  readonly indent: number;
}

/** The lines in which marks stand, in the order of the marks, each mark underlined to the column. */
export function frame(source: Source, marks: readonly Mark[], { width, paint, indent }: FrameOptions): string[] {
  const lines = marks.map(({ span }) => source.lineAt(span.start));
  const digits = String(Math.max(...lines, 1)).length;
  const margin = ' '.repeat(indent);
  const blank = `${margin}${' '.repeat(digits)} ${paint('dim', '│')} `;
  return marks.flatMap((mark, index) => {
    const line = lines[index] ?? 1;
    const { text, underline } = excerpt(source, line, mark.span, Math.max(width - indent - digits - 3, 20));
    const number = `${margin}${paint('dim', `${String(line).padStart(digits)} │`)} ${text}`.trimEnd();
    const note = mark.note === undefined ? '' : ` ${printable(mark.note)}`;
    const sign = `${blank}${' '.repeat(underline.from)}${paint(mark.style, mark.sign.repeat(underline.length) + note)}`;
    // A second mark in the same line goes under the first.
    return index > 0 && lines[index - 1] === line && fits(source, line, width - indent - digits - 3)
      ? [sign]
      : [number, sign];
  });
}

interface Excerpt {
  readonly text: string;
  /** Columns from the start of the text. */
  readonly underline: { readonly from: number; readonly length: number };
}

function fits(source: Source, line: number, room: number): boolean {
  const { start, end } = source.lineSpan(line);
  return end - start <= room && columns(cellsOf(source.slice({ start, end }))) <= room;
}

/** A line as far as it has room, and where the token is in it. Of a token on several lines the first one counts. */
function excerpt(source: Source, line: number, span: Span, room: number): Excerpt {
  const whole = source.lineSpan(line);
  const part = around(whole, span);
  const cells = trimEnd(cellsOf(source.slice(part)), span.end - part.start);
  const [start, end] = [span.start - part.start, Math.min(span.end, part.end) - part.start];
  const first = cells.filter((cell) => cell.end <= start).length;
  const last = Math.max(first, cells.filter((cell) => cell.start < end).length);
  const window = crop(cells, first, last, room);
  const lead = window.from > 0 || part.start > whole.start ? '…' : '';
  const tail = window.to < cells.length || part.end < whole.end ? '…' : '';
  const text = cells.slice(window.from, window.to).map((cell) => cell.text);
  const from = lead.length + columns(cells.slice(window.from, first));
  const length = Math.max(columns(cells.slice(first, Math.min(last, window.to))), 1);
  return { text: lead + text.join('') + tail, underline: { from, length } };
}

/** As much of a line as can matter: to split a very long one into characters takes time. */
function around({ start, end }: Span, token: Span): Span {
  if (end - start <= 2000) return { start, end };
  return { start: Math.max(start, token.start - 500), end: Math.min(end, token.start + 1000) };
}

/** White space at the end of a line is shown only where the token is in it. */
function trimEnd(cells: readonly Cell[], needed: number): readonly Cell[] {
  let length = cells.length;
  while (length > 0 && (cells[length - 1]?.end ?? 0) > needed && cells[length - 1]?.text.trim() === '') length--;
  return cells.slice(0, length);
}

/** The part of a line to show: all of it, else a window in which the token has a third of the rest before it. */
function crop(cells: readonly Cell[], first: number, last: number, room: number): { from: number; to: number } {
  if (columns(cells) <= room) return { from: 0, to: cells.length };
  const rest = Math.max(room - 2 - columns(cells.slice(first, last)), 0);
  let from = first;
  for (let left = Math.floor(rest / 3); from > 0; from--) {
    left -= cells[from - 1]?.width ?? 0;
    if (left < 0) break;
  }
  // Near the end of the line there is room for more before the token.
  const total = (at: number) => columns(cells.slice(at));
  if (total(from) < room - 1) while (from > 0 && total(from - 1) <= room - 1) from--;
  let to = from;
  for (let left = room - (from > 0 ? 1 : 0); to < cells.length; to++) {
    left -= cells[to]?.width ?? 0;
    if (left < (to + 1 < cells.length ? 1 : 0)) break;
  }
  return { from, to };
}

function columns(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}
