import { SIZE_LIMIT } from '../limits.ts';
import type { Span } from '../text.ts';

/** Bytes as text, or why they are none; then `text` is what can be shown of them. */
export interface Decoded {
  readonly text: string;
  readonly refusal?: { readonly message: string; readonly span: Span };
}

/** Largest file that is read, in bytes. */
export const BYTE_LIMIT = SIZE_LIMIT;

/** Why a file of a size is not even read. */
export function tooLarge(bytes: number | undefined): Decoded {
  const size = bytes === undefined ? '' : ` (${(bytes / 1_000_000).toFixed(1)} MB)`;
  return refusal('', `This file is too large to be read as a plan${size}; the limit is ${BYTE_LIMIT / 1_000_000} MB`);
}

/** Reads bytes as UTF-8. A byte order mark stays, since writing has to keep it. */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes.length > BYTE_LIMIT) return tooLarge(bytes.length);
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (utf16) return refusal('', 'This file is UTF-16, not UTF-8; save it as UTF-8');
  if (bytes.includes(0)) return refusal('', 'This file is binary: it has NUL bytes');
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return notUtf8(bytes);
  }
}

function refusal(text: string, message: string, span: Span = { start: 0, end: 0 }): Decoded {
  return { text, refusal: { message, span } };
}

/** Points at the first byte that no UTF-8 has: the text before it decodes, with it no longer. */
function notUtf8(bytes: Uint8Array): Decoded {
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isStart(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  // A sequence that breaks off began before `good`: only whole characters count.
  const whole = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, good), { stream: true });
  const byte = bytes[new TextEncoder().encode(whole).length] ?? 0;
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const bom = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const start = Math.max(whole.length - bom, 0);
  const shown = `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  return refusal(text, `This file is not UTF-8 (byte ${shown} here); save it as UTF-8`, { start, end: start + 1 });
}

/** Whether bytes are the start of a UTF-8 text, which may end inside a character. */
function isStart(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
