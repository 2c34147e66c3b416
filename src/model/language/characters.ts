/** Characters that stand for an ASCII one, besides the full-width forms that Unicode keeps in one block. */
const LIKE = new Map<number, string>([
  [0x00a0, ' '],
  [0x2007, ' '],
  [0x202f, ' '],
  [0x3000, ' '],
  [0x3002, '.'],
  [0xff61, '.'],
  [0x2018, "'"],
  [0x2019, "'"],
  [0x02bc, "'"],
  [0x2044, '/'],
  [0x2215, '/'],
]);

/** A character as it is read: full-width forms and hard spaces as their ASCII ones, all others as they are. */
export function foldCharacter(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x80) return char;
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  return LIKE.get(code) ?? char;
}

/** Blocks of scripts that write no spaces between words: kana, Chinese characters, Hangul. */
const UNSPACED_BLOCKS: readonly (readonly [number, number])[] = [
  [0x1100, 0x11ff],
  [0x2e80, 0x2fdf],
  [0x3005, 0x3007],
  [0x3021, 0x3029],
  [0x3040, 0x30ff],
  [0x3130, 0x318f],
  [0x31f0, 0x31ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa960, 0xa97f],
  [0xac00, 0xd7ff],
  [0xf900, 0xfaff],
  [0xff66, 0xffdc],
  [0x1b000, 0x1b16f],
  [0x20000, 0x323af],
];

/** Whether a character belongs to a script in which a word and a number stand side by side: `フェーズ1`, `1단계`. */
export function isUnspaced(char: string): boolean {
  const code = char.codePointAt(0) ?? 0;
  return code >= 0x1100 && UNSPACED_BLOCKS.some(([first, last]) => first <= code && code <= last);
}

/** Blocks of the pictures that plans mark things with: dingbats, geometric shapes, symbols, emoji. */
const MARK_BLOCKS: readonly (readonly [number, number])[] = [
  [0x203c, 0x203c],
  [0x2049, 0x2049],
  [0x221a, 0x221a],
  [0x231a, 0x23ff],
  [0x25a0, 0x27bf],
  [0x2b00, 0x2bff],
  [0x1f000, 0x1faff],
];

/** Whether a code point is a picture: a tick, a shape, an emoji. Arrows and letters are none. */
export function isMark(code: number | undefined): boolean {
  return code !== undefined && code >= 0x203c && MARK_BLOCKS.some(([first, last]) => first <= code && code <= last);
}

const LETTER = /\p{L}/u;
const CAPITAL = /\p{Lu}/u;
const IN_WORD = /[\p{L}\p{M}\p{N}]/u;
const SAID = /[^\s\p{P}\p{S}\p{Extended_Pictographic}\uFE0F]/u;

/** Whether a text is a whole number in ASCII digits. */
export function isDigits(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (!isDigitAt(text, at)) return false;
  return text !== '';
}

/** Whether an ASCII digit stands at a place of a text. */
export function isDigitAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/** Whether a character is a letter, a mark on one, or a digit of any script. */
export function isInWord(char: string): boolean {
  return IN_WORD.test(char);
}

/** Whether a letter of any script stands somewhere in a text. */
export function hasLetter(text: string): boolean {
  return LETTER.test(text);
}

/** Whether a capital letter stands somewhere in a text. */
export function hasCapital(text: string): boolean {
  return CAPITAL.test(text);
}

/** Whether a text says nothing: white space, punctuation, signs and pictures only. */
export function isDecoration(text: string): boolean {
  return !SAID.test(text);
}

/** How many of the first characters of a text are white space or one of some signs. */
export function leadOf(text: string, signs: string): number {
  let at = 0;
  while (at < text.length && isSign(text.charAt(at), signs)) at++;
  return at;
}

/** A text without white space and signs of some kinds at its end. */
export function trimmedEnd(text: string, signs: string): string {
  let end = text.length;
  while (end > 0 && isSign(text.charAt(end - 1), signs)) end--;
  return text.slice(0, end);
}

/** A text without white space and signs of some kinds around it. */
export function trimmed(text: string, signs: string): string {
  return trimmedEnd(text.slice(leadOf(text, signs)), signs);
}

function isSign(char: string, signs: string): boolean {
  return signs.includes(char) || char.trim() === '';
}

/** A text with all white space in it as one space each, and none around it. */
export function squeezed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
