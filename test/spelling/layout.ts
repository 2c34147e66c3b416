import type { Spelling } from './choices.ts';
import type { Words } from './names.ts';

/** What the labels, brackets and lists of one document look like. */
export interface Layout {
  readonly bullet: string;
  /** A bracket behind a title. */
  bracket(text: string): string;
  /** A label and its value on one line. */
  field(label: string, value: string): string;
  /** A label alone on its line. */
  lead(label: string): string;
  /** A value that may be set in bold. */
  value(text: string): string;
  heading(depth: number, title: string): string;
  /** A bare label in front of its value, as in `_Effort: 2 hours | ..._`. */
  bare(label: string, value: string): string;
}

/** The layout that a spelling asks for in a language. */
export function layoutOf({ noise, label, language }: Spelling, { colon }: Words): Layout {
  const wide = language === 'zh' || language === 'ja';
  const gap = noise === 'hard-spaces' ? '\u00A0' : wide ? '' : ' ';
  const cased = (text: string) => (noise === 'upper-case-labels' ? text.toLocaleUpperCase(language) : text);
  const set: Record<Spelling['label'], (text: string) => string> = {
    bold: (text) => `**${text}**${colon}`,
    'bold-colon': (text) => `**${text}${colon}**`,
    plain: (text) => `${text}${colon}`,
    emphasis: (text) => `_${text}${colon}_`,
  };
  // An emphasis that ends behind a mark of punctuation needs a space before the next letter, or Markdown reads no emphasis.
  const behind = label === 'bold-colon' || label === 'emphasis' ? gap || ' ' : gap;
  return {
    bullet: noise === 'stars' ? '*' : noise === 'pluses' ? '+' : '-',
    bracket: (text) => (wide ? `（${text}）` : ` (${text})`),
    field: (text, value) => `${set[label](cased(text))}${behind}${value}`,
    lead: (text) => set[label](cased(text)),
    value: (text) => (noise === 'values-bold' ? `**${text}**` : text),
    heading: (depth, title) =>
      `${'#'.repeat(depth)} ${title}${noise === 'closed-headings' ? ` ${'#'.repeat(depth)}` : ''}`,
    bare: (text, value) => `${cased(text)}${colon}${gap}${value}`,
  };
}
