/** A half-open range of UTF-16 offsets into a document's text (its byte order mark left out). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A value together with the place where it was written. */
export interface Located<T> {
  readonly value: T;
  readonly span: Span;
}

/** A place as editors show it: both numbers are 1-based, columns count UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const LONE_RETURN = /\r(?!\n)/;

/** Text of a document with fast translation between offsets and lines. Line ends are LF, CRLF or a lone CR. */
export class Source {
  /** The text without its byte order mark. */
  readonly text: string;
  /** Whether the document began with a byte order mark, which writing has to keep. */
  readonly bom: boolean;
  readonly #starts: number[] = [0];

  constructor(input: string) {
    this.bom = input.charCodeAt(0) === 0xfeff;
    this.text = this.bom ? input.slice(1) : input;
    const breaks = /\r\n|\r|\n/g;
    while (breaks.exec(this.text)) this.#starts.push(breaks.lastIndex);
  }

  /** This text with a line feed for each lone carriage return, which leaves all places as they are. */
  withLineFeeds(): Source {
    return LONE_RETURN.test(this.text)
      ? new Source((this.bom ? '\uFEFF' : '') + this.text.replaceAll(/\r(?!\n)/g, '\n'))
      : this;
  }

  /** Number of lines; an empty document has one. */
  get lineCount(): number {
    return this.#starts.length;
  }

  /** The 1-based line of an offset. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  /** The offset at which a 1-based line begins. */
  lineStart(line: number): number {
    return this.#starts[line - 1] ?? this.text.length;
  }

  /** The span of a 1-based line without its line end. */
  lineSpan(line: number): Span {
    const start = this.lineStart(line);
    let end = line < this.#starts.length ? this.lineStart(line + 1) : this.text.length;
    while (end > start && (this.text[end - 1] === '\n' || this.text[end - 1] === '\r')) end--;
    return { start, end };
  }

  /** Line and column of an offset. */
  positionAt(offset: number): Position {
    const line = this.lineAt(offset);
    return { line, column: offset - this.lineStart(line) + 1 };
  }

  /** The text of a span. */
  slice(span: Span): string {
    return this.text.slice(span.start, span.end);
  }
}

/** Whether `outer` holds all of `inner`. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** A value found at `offset` in a text that itself begins at `base`, with surrounding white space left out of its span. */
export function locate(value: string, base: number): Located<string> {
  const lead = value.length - value.trimStart().length;
  const trimmed = value.trim();
  return { value: trimmed, span: { start: base + lead, end: base + lead + trimmed.length } };
}

/** The first line of a text. */
export function firstLine({ value, span }: Located<string>): Located<string> {
  return locate(firstLineOf(value), span.start);
}

/** The first line of a text, as it is written. */
export function firstLineOf(text: string): string {
  return text.slice(0, lineEndAfter(text, 0));
}

/** What stands behind the last line end of a text. */
export function lastLineOf(text: string): string {
  return text.slice(Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1);
}

/** The lines of a text that hold anything, without their line ends, each with where it starts. */
export function linesOf(text: string): { readonly text: string; readonly start: number }[] {
  const lines: { text: string; start: number }[] = [];
  for (let start = 0; start < text.length;) {
    const end = lineEndAfter(text, start);
    if (end > start) lines.push({ text: text.slice(start, end), start });
    start = end + 1;
  }
  return lines;
}

/** Whether no line ends in a text. */
export function isOneLine(text: string): boolean {
  return lineEndAfter(text, 0) === text.length;
}

/** Where the line ends that holds a place. */
export function lineEndAfter(text: string, at: number): number {
  for (let end = at; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === 10 || code === 13) return end;
  }
  return text.length;
}

/** Whether one of some spans, which stand in order and apart from each other, holds an offset. */
export function isInOneOf(spans: readonly Span[], offset: number): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return (spans[low]?.start ?? Infinity) <= offset;
}

/** The members of a list, sorted by where they start, that lie inside a span. Looks only at those. */
export function within<T>(sorted: readonly T[], span: Span, spanOf: (member: T) => Span): T[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const member = sorted[middle];
    if (member !== undefined && spanOf(member).start < span.start) low = middle + 1;
    else high = middle;
  }
  const found: T[] = [];
  for (let i = low; i < sorted.length; i++) {
    const member = sorted[i];
    if (member === undefined || spanOf(member).start >= span.end) break;
    if (spanOf(member).end <= span.end) found.push(member);
  }
  return found;
}

/**
 * Looks up the member of a list, sorted by where they start, that begins last of those around an offset. Each is asked for
 * in the time of a binary search and of the members around it.
 */
export function lastAround<T>(sorted: readonly T[], spanOf: (member: T) => Span): (offset: number) => T | undefined {
  const spans = sorted.map(spanOf);
  // For each the last one before that is still open where it begins.
  const around: number[] = [];
  for (const [i, { start }] of spans.entries()) {
    let at = i - 1;
    while (at >= 0 && (spans[at]?.end ?? 0) <= start) at = around[at] ?? -1;
    around.push(at);
  }
  return (offset) => {
    let [low, high] = [0, spans.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((spans[middle]?.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    let at = low - 1;
    while (at >= 0 && (spans[at]?.end ?? 0) <= offset) at = around[at] ?? -1;
    return sorted[at];
  };
}
