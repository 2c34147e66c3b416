import { eastAsianWidth } from 'get-east-asian-width';

/** Columns that a quotation has in a sentence with nothing else of the plan in it. */
const ROOM = 60;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Words of a plan for a message: on one line, between code marks, or between quotation marks where they have code marks of
 * their own. Of a text that takes many more columns than there is room for only the first words.
 */
export function quote(text: string, room = ROOM): string {
  const words = beginning(text.replace(/\s+/g, ' ').trim(), room);
  return words.includes('`') ? `“${words}”` : `\`${words}\``;
}

/** The value of a field or mark for a message: `(**Blocked**: by Ada)` without the emphasis and the brackets around it. */
export function quoteValue(value: string, room = ROOM): string {
  const bare = value
    .replace(/\*\*|__|~~/g, '')
    .replace(/^([*_])(.*)\1$/s, '$2')
    .trim();
  return quote(/^[(（]([^()（）]+)[)）]$/.exec(bare)?.[1] ?? bare, room);
}

/** Names for a message: up to five of them, else the first three and how many more. */
export function quoteFew(names: readonly string[], room = 40): string {
  const quoted = names.map((name) => quote(name, room));
  return listOf(quoted.length > 5 ? [...quoted.slice(0, 3), `${quoted.length - 3} more`] : quoted);
}

const list = new Intl.ListFormat('en-GB');

/** Parts of a sentence side by side: `a, b and c`. */
export function listOf(parts: readonly string[]): string {
  return list.format(parts);
}

/** `both`, `all 3`. */
export function allOf(count: number): string {
  return count === 2 ? 'both' : `all ${count}`;
}

/** A text that nearly fits as it is, else its first words. */
function beginning(text: string, room: number): string {
  // Splitting takes time, and of a very long text only the beginning counts.
  const characters = Array.from(segmenter.segment(text.slice(0, room * 12)), ({ segment }) => segment);
  const columns = characters.reduce((sum, character) => sum + widthOf(character), 0);
  if (text.length <= room * 12 && columns <= room * 1.2) return text;
  let left = room;
  let end = 0;
  for (const character of characters) {
    left -= widthOf(character);
    if (left < 0) break;
    end += character.length;
  }
  const fitting = text.slice(0, end);
  const whole = /^\s/.test(text.slice(end)) ? fitting : fitting.replace(/(?<!\s)\s+\S*$/, '');
  // A path, or a language that has no spaces, is cut where there is room no more.
  const isWord = whole.length < fitting.length / 2 || !/\s/.test(fitting + (text[end] ?? ''));
  return isWord ? closed(fitting, '…') : closed(whole, ' …');
}

/** A text that was cut, with no code mark left open: it ends before a late one, and closes an early one. */
function closed(text: string, dots: string): string {
  const at = text.lastIndexOf('`');
  const isOpen = text.split('`').length % 2 === 0;
  if (isOpen && at <= text.length / 2) return `${text}${dots}\``;
  return (isOpen ? text.slice(0, at) : text).replace(/(?<![\s,;:([–—-])[\s,;:([–—-]+$/, '') + (isOpen ? ' …' : dots);
}

/** Columns of what a reader sees as one character. */
function widthOf(character: string): number {
  return Math.max(...Array.from(character, (point) => eastAsianWidth(point.codePointAt(0) ?? 0)));
}
