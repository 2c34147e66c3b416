import type { PictureNode } from '../drawing/picture.ts';
import { cellsOf, shorten, widthOf } from './width.ts';

/** A node as it is laid out and drawn: sizes in pixels. */
export interface NodeBox {
  readonly width: number;
  readonly height: number;
  /** Where its text begins: the sign of the state, if it has one, stands before that. */
  readonly left: number;
  /** The id; empty where there is none. */
  readonly name: string;
  /** The title, broken into lines. */
  readonly lines: readonly string[];
}

/** Pixels that a line of a node is high, and that a column of text takes. */
export const LINE = 16;
const COLUMN = 7;
const COLUMNS = 27;
const MOST_LINES = 3;
const PADDING = 9;
const SIGN = 18;
const FLAG = 14;

/** What a node needs of room, and how its title is broken. */
export function boxOf({ id, title, kind, state, ready }: PictureNode): NodeBox {
  const name = kind === 'unknown' ? shorten(id, COLUMNS) : shorten(id, COLUMNS - 4);
  const lines = wrap(title, COLUMNS, MOST_LINES);
  const rows = (name === '' ? 0 : 1) + lines.length;
  const left = PADDING + (state === 'unknown' && kind !== 'unknown' ? 0 : SIGN);
  const flag = ready ? FLAG : 0;
  const [first = '', ...more] = [name, ...lines].filter(Boolean);
  const widest = Math.max(widthOf(first) * COLUMN * 1.1 + flag, ...more.map((line) => widthOf(line) * COLUMN));
  const width = Math.max(80, left + PADDING + Math.ceil(widest));
  return { width, height: 2 * PADDING + Math.max(rows, 1) * LINE, left, name, lines };
}

/** A text in lines of so many columns; what does not fit is left out at the end. */
export function wrap(text: string, columns: number, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).flatMap((long) => pieces(long, columns))) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  if (line !== '') lines.push(line);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), shorten(lines.slice(most - 1).join(' '), columns)];
}

/** A word that is longer than a line, in pieces that are not. Languages without spaces are such words. */
function pieces(word: string, columns: number): string[] {
  if (word.length <= columns && widthOf(word) <= columns) return [word];
  const parts: string[] = [];
  let part = '';
  let width = 0;
  for (const cell of cellsOf(word)) {
    if (width + cell.width > columns) {
      parts.push(part);
      [part, width] = ['', 0];
    }
    part += cell.text;
    width += cell.width;
  }
  return part === '' ? parts : [...parts, part];
}
