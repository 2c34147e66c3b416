import type { Position, Range } from 'vscode-languageserver-protocol';
import type { Source, Span } from '../text.ts';

/** How a client counts in a line: bytes, or units of UTF-16. */
export type Encoding = 'utf-8' | 'utf-16';

/** The one that is spoken with a client: the first of its own that planvet knows. */
export function chooseEncoding(offered: unknown): Encoding {
  const known = Array.isArray(offered) ? offered.find((one) => one === 'utf-8' || one === 'utf-16') : undefined;
  return (known as Encoding | undefined) ?? 'utf-16';
}

/** Translates between the places of a client and offsets into a text. What lies outside of the text is its nearest place. */
export class Positions {
  readonly #source: Source;
  readonly #encoding: Encoding;

  constructor(source: Source, encoding: Encoding) {
    this.#source = source;
    this.#encoding = encoding;
  }

  /** The offset of a place in the text without its byte order mark. */
  offsetAt(position: unknown): number {
    const { line, character } = whole(position);
    const source = this.#source;
    if (line >= source.lineCount) return source.text.length;
    const { start, end } = source.lineSpan(line + 1);
    const units = Math.max(0, character - (line === 0 ? this.#mark : 0));
    if (this.#encoding === 'utf-16') return Math.min(start + units, end);
    return start + unitsOfBytes(source.text.slice(start, end), units);
  }

  /** The offset of a place in the text with its byte order mark. */
  rawOffsetAt(position: unknown): number {
    const { line, character } = whole(position);
    if (!this.#source.bom || (line === 0 && character === 0)) return this.offsetAt(position);
    return this.offsetAt(position) + 1;
  }

  /** The place of an offset. */
  positionAt(offset: number): Position {
    const source = this.#source;
    const line = source.lineAt(offset);
    const start = source.lineStart(line);
    const before = source.text.slice(start, offset);
    const character = this.#encoding === 'utf-16' ? before.length : Buffer.byteLength(before);
    return { line: line - 1, character: character + (line === 1 ? this.#mark : 0) };
  }

  /** The range of a span. */
  rangeOf({ start, end }: Span): Range {
    return { start: this.positionAt(start), end: this.positionAt(end) };
  }

  /** The span of a range; one that is written backwards is turned round. */
  spanOf(range: unknown): Span {
    const { start, end } = (range ?? {}) as Partial<Range>;
    const [one, other] = [this.offsetAt(start), this.offsetAt(end)];
    return { start: Math.min(one, other), end: Math.max(one, other) };
  }

  /** What the byte order mark takes in the first line. */
  get #mark(): number {
    if (!this.#source.bom) return 0;
    return this.#encoding === 'utf-16' ? 1 : 3;
  }
}

/** A place with whole numbers from 0, whatever was sent. */
function whole(position: unknown): Position {
  const { line, character } = (position ?? {}) as Partial<Position>;
  const count = (value: unknown) => (typeof value === 'number' && value > 0 ? Math.floor(value) : 0);
  return { line: count(line), character: count(character) };
}

/** How many units of UTF-16 so many bytes of a line are; a character that is cut counts as not reached. */
function unitsOfBytes(line: string, bytes: number): number {
  let units = 0;
  let left = bytes;
  for (const character of line) {
    left -= Buffer.byteLength(character);
    if (left < 0) break;
    units += character.length;
  }
  return units;
}
