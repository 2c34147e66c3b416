import { isOneLine } from '../../text.ts';
import { hasCapital, hasLetter } from '../language/characters.ts';
import type { Document } from '../document/document.ts';
import type { Mojibake } from '../plan/gap.ts';

/** The bytes 0x80 to 0x9f as Windows-1252 shows them; five are not used and stay control characters. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const BYTES = new Map(Array.from({ length: 32 }, (_, i) => [WINDOWS_1252.charAt(i), 0x80 + i]));
const CONTINUATION = `[\\u0080-\\u00bf${WINDOWS_1252}]`;
/** Runs of what UTF-8's first bytes and continuation bytes look like. */
const SUSPECT = new RegExp(
  `(?:[\\u00c2-\\u00df]${CONTINUATION}|[\\u00e0-\\u00ef]${CONTINUATION}{2}|[\\u00f0-\\u00f4]${CONTINUATION}{3})+`,
  'g',
);
/** The beginning of such a run whose last byte is lost: `â€` for `”`, since a control character stood behind it. */
const CUT = new RegExp(`[\\u00e0-\\u00ef]${CONTINUATION}(?!${CONTINUATION})`);
/** What may stand behind a capital letter with an accent in an honest text: closing marks and quotes. */
const CLOSING = /^[\u00c0-\u00df][”’»›…–—“‘‚„«‹™®°ºª©²³\u00a0]$/;

/** Text that was UTF-8 and has been read as Windows-1252 or Latin-1: `â‰¥` for `≥`. Code in a line is left out, as it may quote such text. */
export function readMojibake({ parsed }: Document): Mojibake[] {
  const { text } = parsed.source;
  if (!/[\u00c2-\u00f4]/.test(text)) return [];
  const found: Mojibake[] = [];
  for (const match of text.matchAll(SUSPECT)) {
    const span = { start: match.index, end: match.index + match[0].length };
    const meant = decode(match[0]);
    if (meant === undefined || isHonest(match[0], meant, text, span) || isQuoted(text, span, parsed.code)) continue;
    const line = parsed.source.slice(parsed.source.lineSpan(parsed.source.lineAt(span.start)));
    found.push({ span, text: match[0], meant, complete: !CUT.test(line.replace(SUSPECT, '')) });
  }
  return found;
}

/** Undoes the wrong decoding, more than once where it happened more than once. */
function decode(text: string): string | undefined {
  let meant: string | undefined;
  for (let now = decodeOnce(text); now !== undefined && now !== meant; now = decodeOnce(now)) meant = now;
  return meant;
}

function decodeOnce(text: string): string | undefined {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.charCodeAt(0);
    const byte = BYTES.get(character) ?? (code <= 0xff ? code : undefined);
    if (byte === undefined || character.length > 1) return undefined;
    bytes.push(byte);
  }
  return bytes.some((byte) => byte >= 0x80) ? decodeUtf8(bytes) : undefined;
}

/** Strict UTF-8: undefined for anything that is not the shortest form of printable characters. */
function decodeUtf8(bytes: readonly number[]): string | undefined {
  let text = '';
  for (let i = 0; i < bytes.length;) {
    const first = bytes[i] ?? 0;
    const length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length === 0 || i + length > bytes.length) return undefined;
    let code = length === 1 ? first : first & (0xff >> (length + 1));
    for (let k = 1; k < length; k++) {
      const next = bytes[i + k] ?? 0;
      if ((next & 0xc0) !== 0x80) return undefined;
      code = (code << 6) | (next & 0x3f);
    }
    const least = [0, 0, 0x80, 0x800, 0x10000][length] ?? 0;
    if (
      code < least ||
      code > 0x10ffff ||
      (code >= 0xd800 && code <= 0xdfff) ||
      (code >= 0x80 && code < 0xa0) ||
      code === 0xfffd
    )
      return undefined;
    text += String.fromCodePoint(code);
    i += length;
  }
  return text;
}

/** One accented capital and a closing mark may be what the author wrote: `AMANHÃ”`, `Â°`. */
function isHonest(
  found: string,
  meant: string,
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): boolean {
  if (found.length > 2) return false;
  const before = text[start - 1] ?? '';
  const after = text[end] ?? '';
  if (found.startsWith('Â')) return hasCapital(before);
  if (!CLOSING.test(found)) return false;
  // In the middle of a small word no capital stands: `franÃ§ais`.
  const inWord = isSmall(before) || (isSmall(after) && hasLetter(meant));
  return !inWord;
}

/** Whether it is shown on purpose: in a line's code, or alone between quotes. */
function isQuoted(
  text: string,
  span: { readonly start: number; readonly end: number },
  code: readonly { readonly start: number; readonly end: number }[],
): boolean {
  const outer = code.find(({ start, end }) => start <= span.start && span.end <= end);
  if (outer && isOneLine(text.slice(outer.start, outer.end))) return true;
  const [before, after] = [text.charAt(span.start - 1), text.charAt(span.end)];
  return before !== '' && after !== '' && `"'“‘«(`.includes(before) && `"'”’»)`.includes(after);
}

const isSmall = (char: string): boolean => hasLetter(char) && char !== char.toUpperCase();
