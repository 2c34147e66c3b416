import { SIZE_LIMIT } from '../limits.ts';
import type { Source, Span } from '../text.ts';
import { addLine, costOf, emptyParagraph, type Paragraph } from './paragraph-cost.ts';

/** Deepest nesting of lists, quotes and notes that is read. */
const DEPTH_LIMIT = 100;
/** Milliseconds that all paragraphs together may cost beyond what their length does. Those of real plans cost one or two. */
const COST_LIMIT = 400;

/** Most lines, list items and cells that are read. A plan of the largest size has a third of that. */
const PART_LIMIT = 200_000;

/** Why a text is not parsed, and where the limit was passed. */
export interface Refusal {
  readonly message: string;
  readonly span: Span;
}

interface Container {
  /** Quotes go on by their marker, all else by an indentation. */
  readonly quote: boolean;
  readonly width: number;
}

interface Fence {
  readonly mark: string;
  /** How many containers it lies in. */
  readonly depth: number;
}

const BULLET = /[-*+](?=[ \t]|$)/y;
const NUMBER = /\d{1,9}[.)](?=[ \t]|$)/y;
const NOTE = /\[\^[^\s\]]{1,999}\]:/y;
const HEADING = /#{1,6}(?:[ \t]|$)/y;
const RULE = /(?:\*[ \t]*){3,}$|(?:-[ \t]*){3,}$|(?:_[ \t]*){3,}$/y;
const UNDERLINE = /(?:-+|=+)[ \t]*$/y;
const FENCE = /`{3,}(?=[^`]*$)|~{3,}/y;
const FRONT_MATTER = /^(?:---|\+\+\+)[ \t]*$/;

/** Scans a text, in linear time, for what would make the parser slow or overflow its stack. */
export function findRefusal(source: Source): Refusal | undefined {
  const { length } = source.text;
  if (length <= SIZE_LIMIT) return new Scan(source).run();
  return {
    message: `This file has ${Math.round(length / 1000)} kB; planvet reads plans up to ${SIZE_LIMIT / 1000} kB`,
    span: { start: 0, end: 0 },
  };
}

/** Finds out which lines make a paragraph together, and what they cost. Where it is not sure, it takes more lines together. */
class Scan {
  readonly #source: Source;
  readonly #stack: Container[] = [];
  #fence: Fence | undefined;
  #paragraph: Paragraph | undefined;
  /** Cells of the line before, which may be the head of a table. */
  #cells = 0;
  #isTable = false;
  #parts = 0;
  /** What the paragraphs before this one cost. */
  #cost = 0;
  #line = '';
  /** Where in the line all containers so far have been read, and at which column that is. */
  #at = 0;
  #column = 0;

  constructor(source: Source) {
    this.#source = source;
  }

  run(): Refusal | undefined {
    const { lineCount } = this.#source;
    for (let line = this.#endOfFrontMatter() + 1; line <= lineCount; line++) {
      const { start, end } = this.#source.lineSpan(line);
      this.#line = this.#source.text.slice(start, end);
      const message = this.#read();
      const first = start + this.#line.length - this.#line.trimStart().length;
      if (message !== undefined) return { message, span: { start: first, end } };
    }
    return undefined;
  }

  /** The last line of front matter, which is no Markdown; 0 where there is none. */
  #endOfFrontMatter(): number {
    const { lineCount } = this.#source;
    const first = this.#source.slice(this.#source.lineSpan(1));
    if (!FRONT_MATTER.test(first)) return 0;
    for (let line = 2; line <= lineCount; line++) {
      if (this.#source.slice(this.#source.lineSpan(line)).trimEnd() === first.trimEnd()) return line;
    }
    return 0;
  }

  /** Reads a line. Gives what is wrong where a limit is passed. */
  #read(): string | undefined {
    const line = this.#line;
    [this.#at, this.#column] = [0, 0];
    const before = this.#stack.length;
    let depth = this.#goOn();
    if (this.#fence && depth >= this.#fence.depth) {
      if (this.#closesFence(this.#fence)) this.#fence = undefined;
      return undefined;
    }
    this.#fence = undefined;
    while (this.#opens(depth)) {
      depth = this.#stack.length;
      if (depth > DEPTH_LIMIT)
        return `Lists and quotes are nested more than ${DEPTH_LIMIT} deep here, which planvet does not read`;
    }
    const { at, indent } = this.#indentation();
    const isLazy = depth < before && depth < this.#stack.length;
    if (at === line.length) {
      // A quote ends with a line without its marker; an item may go on behind a blank line.
      this.#endParagraph();
      if (this.#stack[depth]?.quote) this.#stack.length = depth;
      return undefined;
    }
    if (indent > 3 && !this.#paragraph) return this.#leave(depth);
    if (indent <= 3 && this.#isLeaf(at, isLazy)) return this.#leave(depth, at);
    if (isLazy && (!this.#paragraph || this.#isTable)) this.#leave(depth);
    return this.#addLine(at);
  }

  /** Reads the markers and indentations by which the containers of the line before go on. How many do. */
  #goOn(): number {
    let depth = 0;
    for (const { quote, width } of this.#stack) {
      const { at, column, indent } = this.#indentation();
      if (quote) {
        if (indent > 3 || this.#line[at] !== '>') break;
        this.#skip(at + 1, column + 1);
        if (this.#isSpace()) this.#skip(this.#at + 1, this.#column + 1);
      } else if (at < this.#line.length) {
        if (indent < width) break;
        const wanted = this.#column + width;
        while (this.#column < wanted) this.#skip(this.#at + 1, this.#next());
      }
      depth++;
    }
    return depth;
  }

  /** Reads a marker that begins a container inside of `depth` others. False where there is none. */
  #opens(depth: number): boolean {
    const line = this.#line;
    const { at, column, indent } = this.#indentation();
    const first = line[at];
    if (first === undefined || indent > 3) return false;
    if (first === '>') {
      this.#open(depth, { quote: true, width: 0 }, at + 1, column + 1);
      if (this.#isSpace()) this.#skip(this.#at + 1, this.#column + 1);
      return true;
    }
    const end = endOf(BULLET, line, at) ?? endOf(NUMBER, line, at);
    if (end !== undefined && endOf(RULE, line, at) === undefined) {
      const interrupts = this.#paragraph !== undefined && depth === this.#stack.length;
      if (interrupts && (line.slice(end).trim() === '' || /^(?!1[.)])\d/.test(line.slice(at, end)))) return false;
      const from = this.#column;
      this.#open(depth, { quote: false, width: 0 }, end, column + end - at);
      const behind = this.#indentation();
      // More than four columns belong to code that the item begins with.
      const isCode = behind.indent > 4 || behind.at === line.length;
      this.#skip(isCode ? this.#at : behind.at, isCode ? this.#column : behind.column);
      this.#stack[depth] = { quote: false, width: this.#column - from + (isCode ? 1 : 0) };
      return true;
    }
    const note = first === '[' ? endOf(NOTE, line, at) : undefined;
    if (note === undefined) return false;
    this.#open(depth, { quote: false, width: 4 }, note, column + note - at);
    return true;
  }

  #open(depth: number, container: Container, at: number, column: number): void {
    this.#parts++;
    this.#endParagraph();
    this.#stack.length = depth;
    this.#stack.push(container);
    this.#skip(at, column);
  }

  /** Whether a line begins what is no paragraph; what has text in it is looked at. */
  #isLeaf(at: number, isLazy: boolean): boolean {
    const line = this.#line;
    const fence = endOf(FENCE, line, at);
    if (fence !== undefined) this.#fence = { mark: line.slice(at, fence), depth: 0 };
    if (fence !== undefined || endOf(RULE, line, at) !== undefined) return true;
    if (endOf(HEADING, line, at) !== undefined) return true;
    return this.#paragraph !== undefined && !isLazy && endOf(UNDERLINE, line, at) !== undefined;
  }

  /** Ends the paragraph, and the containers that did not go on. */
  #leave(depth: number, at = this.#line.length): string | undefined {
    this.#endParagraph();
    this.#stack.length = depth;
    if (this.#fence) this.#fence = { ...this.#fence, depth };
    else if (at < this.#line.length) {
      const refused = this.#addLine(at);
      this.#endParagraph();
      return refused;
    }
    return undefined;
  }

  #closesFence({ mark }: Fence): boolean {
    const { at, indent } = this.#indentation();
    const rest = this.#line.slice(at).trimEnd();
    return indent <= 3 && rest.length >= mark.length && rest === (mark[0] ?? '').repeat(rest.length);
  }

  #addLine(at: number): string | undefined {
    const line = this.#line;
    const cells = line.includes('|', at) ? countCells(line, at) : 0;
    if (cells > 0 && cells === this.#cells && isDelimiterRow(line, at)) this.#isTable = true;
    if (this.#isTable) this.#endRow();
    const paragraph = (this.#paragraph ??= emptyParagraph(this.#stack.length > 0));
    addLine(paragraph, line, at);
    this.#cells = cells;
    this.#parts += Math.max(cells, 1);
    if (this.#parts > PART_LIMIT)
      return `This file has more than ${PART_LIMIT} lines, list items and cells up to here; split it into several files`;
    const { total, most } = costOf(paragraph);
    if (this.#cost + total <= COST_LIMIT) return undefined;
    return `A paragraph with ${most} takes too long to read; divide it by blank lines`;
  }

  #endRow(): void {
    if (this.#paragraph) this.#cost += costOf(this.#paragraph).total;
    this.#paragraph = undefined;
  }

  #endParagraph(): void {
    this.#endRow();
    this.#isTable = false;
    this.#cells = 0;
  }

  /** The white space in front: where it ends, and how many columns it has. */
  #indentation(): { readonly at: number; readonly column: number; readonly indent: number } {
    let [at, column] = [this.#at, this.#column];
    for (; this.#line[at] === ' ' || this.#line[at] === '\t'; at++) column = next(this.#line[at], column);
    return { at, column, indent: column - this.#column };
  }

  #isSpace(): boolean {
    return this.#line[this.#at] === ' ' || this.#line[this.#at] === '\t';
  }

  #next(): number {
    return next(this.#line[this.#at], this.#column);
  }

  #skip(at: number, column: number): void {
    [this.#at, this.#column] = [at, column];
  }
}

/** The column behind a character. */
function next(character: string | undefined, column: number): number {
  return character === '\t' ? column + 4 - (column % 4) : column + 1;
}

function endOf(pattern: RegExp, line: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(line) ? pattern.lastIndex : undefined;
}

function isDelimiterRow(line: string, at: number): boolean {
  let dashes = 0;
  for (let i = at; i < line.length; i++) {
    if (line[i] === '-') dashes++;
    else if (!/[|:\s]/.test(line[i] ?? '')) return false;
  }
  return dashes > 0;
}

/** How many cells a row has. */
function countCells(line: string, at: number): number {
  const row = line.slice(at).trim();
  let bars = 0;
  for (let i = 0; i < row.length; i++) {
    if (row[i] === '\\') i++;
    else if (row[i] === '|') bars++;
  }
  return (
    bars + 1 - (row.startsWith('|') ? 1 : 0) - (row.length > 1 && row.endsWith('|') && !row.endsWith('\\|') ? 1 : 0)
  );
}
