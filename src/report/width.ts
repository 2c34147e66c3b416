import { eastAsianWidth } from 'get-east-asian-width';
import { harmless } from './printable.ts';

/** What a reader sees as one character. */
export interface Cell {
  /** As it is printed: control characters made visible, tabs as spaces. */
  readonly text: string;
  /** Columns it takes: 0 for a joiner, 2 for ideographs and emoji. */
  readonly width: number;
  /** UTF-16 offset in the line, and where it ends. */
  readonly start: number;
  readonly end: number;
}

const TAB = 4;
const ASCII = /^[\u0020-\u007e]*$/;
const NO_WIDTH = /^[\p{Mark}\p{Default_Ignorable_Code_Point}\u00ad]+$/u;
const EMOJI = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|^[\d#*]\ufe0f?\u20e3/u;
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The cells of a line in order. */
export function cellsOf(line: string): Cell[] {
  if (ASCII.test(line)) return Array.from(line, (text, start) => ({ text, width: 1, start, end: start + 1 }));
  let column = 0;
  return Array.from(segmenter.segment(line), ({ segment, index }) => {
    const width = segment === '\t' ? TAB - (column % TAB) : widthOfCharacter(segment);
    column += width;
    const text = segment === '\t' ? ' '.repeat(width) : harmless(segment);
    return { text, width, start: index, end: index + segment.length };
  });
}

/** Columns that a text takes in a terminal. */
export function widthOf(text: string): number {
  return ASCII.test(text) ? text.length : cellsOf(text).reduce((sum, cell) => sum + cell.width, 0);
}

function widthOfCharacter(character: string): number {
  if (NO_WIDTH.test(character)) return harmless(character) === character ? 0 : 1;
  if (EMOJI.test(character)) return 2;
  return eastAsianWidth(character.codePointAt(0) ?? 0);
}

/** A text in at most so many columns, the end left out where there are more. */
export function shorten(text: string, most: number): string {
  if (text.length <= most && widthOf(text) <= most) return text;
  let left = most - 1;
  const kept = cellsOf(text.slice(0, most * 4)).filter(({ width }) => (left -= width) >= 0);
  return `${kept
    .map((cell) => cell.text)
    .join('')
    .trimEnd()}…`;
}
