import { isDigitAt } from './characters.ts';

const NUMERALS = '一二三四五六七八九';

/** An id as it is looked up: lower case, without `#`, Chinese numerals as digits. */
export function foldId(id: string): string {
  if (id.charCodeAt(0) < 0x80) return (id.startsWith('#') ? id.slice(1) : id).toLowerCase();
  return /^[一二三四五六七八九十]+$/.test(id) ? countOf(id) : id.replace(/^#/, '').toLowerCase();
}

/** `十二` is 12, `二十` is 20. */
function countOf(numeral: string): string {
  const digit = (text: string, none: number): number => (text === '' ? none : NUMERALS.indexOf(text) + 1);
  const [tens, ones] = numeral.includes('十') ? numeral.split('十') : [undefined, numeral];
  return String((tens === undefined ? 0 : digit(tens, 1) * 10) + digit(ones ?? '', 0));
}

/** An id without zero padding and separators between letters and digits, for `T14` / `T014` / `T-14`. */
export function unpadId(id: string): string {
  return foldId(id)
    .replace(/(?<=[a-z])[-_](?=\d)/g, '')
    .replace(/0+(?=\d)/g, (zeros, offset: number, whole: string) => (/\d/.test(whole[offset - 1] ?? '') ? zeros : ''));
}

/** An id as tools with a file for each task compare it: `TASK-007` is `TASK-7`. */
export function foldPadding(id: string): string {
  return foldId(id).replace(/(?<!\d)0+(?=\d)/g, '');
}

const SMALL_WORDS = new Set(['the', 'a', 'an', 'of', 'for', 'to', 'and', 'with', 'in', 'on']);

/** Words of a title as they are compared: lower case, without markup, in the singular. */
export function titleWords(title: string): string[] {
  return title
    .replace(/[`*_~"'’“”()[\]{}]/g, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !SMALL_WORDS.has(word))
    .map(singular);
}

function singular(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word;
  return word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.slice(0, -1);
}

/** Whether two titles name one thing: equal, one inside the other, or most of their words shared. Empty titles fit any. */
export function similarTitles(a: string, b: string): boolean {
  const first = titleWords(a);
  const second = titleWords(b);
  if (first.length === 0 || second.length === 0) {
    const [plain, other] = [a.trim().toLowerCase(), b.trim().toLowerCase()];
    return plain === '' || other === '' || plain === other;
  }
  const [few, many] = first.length <= second.length ? [first, new Set(second)] : [second, new Set(first)];
  const shared = few.filter((word) => many.has(word) || [...many].some((other) => isStem(word, other))).length;
  return shared === few.length || shared / few.length >= 0.6;
}

/** Whether two titles are the same but for a word in four. Empty titles fit any. */
export function sameTitles(a: string, b: string): boolean {
  const [first, second] = [new Set(titleWords(a)), new Set(titleWords(b))];
  if (first.size === 0 || second.size === 0) return similarTitles(a, b);
  const shared = [...first].filter((word) => second.has(word)).length;
  return shared / (first.size + second.size - shared) >= 0.75;
}

/** "scaffold" and "scaffolding": one word is the beginning of the other. */
export function isStem(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= 5 && (a.startsWith(b) || b.startsWith(a));
}

/** An id cut in front of the digits that it ends with: `T1.12` is `T1.` and `12`. */
export function countedId(id: string): { readonly head: string; readonly digits: string } | undefined {
  let at = id.length;
  while (at > 0 && isDigitAt(id, at - 1)) at--;
  return at < id.length ? { head: id.slice(0, at), digits: id.slice(at) } : undefined;
}

/** What an id with parts belongs to: `2.3` of `2.3.1` and `2.3.1a`. */
export function wholeOfPart(id: string): string | undefined {
  const bare = isDigitAt(id, id.length - 1) ? id : id.slice(0, -1);
  const head = countedId(bare)?.head;
  return head?.endsWith('.') && isDigitAt(head, head.length - 2) ? head.slice(0, -1) : undefined;
}

/** The word in front of an id, as a text names it: `Task` of `Task 9`. */
export function keywordBefore(text: string): string | undefined {
  return /^\p{L}+(?=\s)/u.exec(text)?.[0];
}

/** The runs of digits in an id. */
export function numbersIn(id: string): string[] {
  return id.match(/\d+/g) ?? [];
}

/** A number without the zeros in front of it. */
export function unpadded(digits: string): string {
  let at = 0;
  while (digits[at] === '0' && isDigitAt(digits, at + 1)) at++;
  return digits.slice(at);
}
