/** How a piece of text looks in a terminal. It never says anything that the text does not say too. */
export type Style = 'bold' | 'dim' | 'error' | 'warning' | 'good' | 'place' | 'note';

/** Dresses a text in a style. */
export type Paint = (style: Style, text: string) => string;

const codes: Readonly<Record<Style, string>> = {
  bold: '1',
  dim: '2',
  error: '31;1',
  warning: '33;1',
  good: '32;1',
  place: '36',
  note: '34',
};

/** Without colour. */
export const plain: Paint = (_style, text) => text;

/** With the colours of the terminal. */
export const coloured: Paint = (style, text) => (text === '' ? '' : `\u001b[${codes[style]}m${text}\u001b[0m`);
