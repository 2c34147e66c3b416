import type { Node, Parent, Root, RootContent } from 'mdast';
import { parseWhole } from './by-need.ts';

/** The shortest piece, in UTF-16 units: what is shorter is not worth a parse of its own. */
const SHORTEST = 500;
/** A line that may begin a definition, of a link or of a footnote: what it defines, it defines for the whole text. */
const DEFINITION = /^[ \t>*+\d.)-]*\[(?:[^[\]\\]|\\[\s\S]){1,999}\]:/m;
/** A heading at the left margin behind a blank line. */
const HEADING = /\n[ \t]*\r?\n(?=#{1,6}[ \t])/g;
const FENCE = /^ {0,3}(`{3,}(?=[^`\r\n]*$)|~{3,})[ \t]*(\S?)/gm;

/**
 * The tree of a text, parsed piece by piece: a heading at the left margin ends every block that is open, except a fence or
 * HTML that nothing closes. The parser's time grows faster than the text, so pieces take half of it.
 */
export function parseTree(text: string, shortest = SHORTEST): Root {
  const cuts = cutsOf(text, shortest);
  if (cuts.length === 0) return parseWhole(text);
  const children: RootContent[] = [];
  let [start, lines] = [0, 0];
  let end: Root['position'];
  for (const cut of [...cuts, text.length]) {
    let piece = parseWhole(text.slice(start, cut));
    const closed = cut === text.length || isClosed(piece.children.at(-1), text.slice(start, cut));
    if (!closed) piece = parseWhole(text.slice(start));
    if (start > 0) shift(piece, lines, start);
    for (const child of piece.children) children.push(child);
    end = piece.position;
    lines = (end?.end.line ?? 1) - 1;
    start = cut;
    if (!closed) break;
  }
  return {
    type: 'root',
    children,
    ...(end && { position: { start: { line: 1, column: 1, offset: 0 }, end: end.end } }),
  };
}

/** Where pieces may begin; none where the text is short or something in it counts for the whole. */
function cutsOf(text: string, shortest: number): number[] {
  const cuts: number[] = [];
  // The parser leaves a byte order mark out when it counts.
  if (text.startsWith('\uFEFF')) return cuts;
  if (text.length < 2 * shortest || (text.includes(']:') && DEFINITION.test(text))) return cuts;
  let last = endOfFrontMatter(text);
  let fences: FenceWalk | undefined;
  for (HEADING.lastIndex = last; HEADING.test(text);) {
    const at = HEADING.lastIndex;
    if (at - last < shortest || text.length - at < shortest / 2) continue;
    fences ??= new FenceWalk(text);
    if (fences.isInside(at)) continue;
    cuts.push(at);
    last = at;
  }
  return cuts;
}

/** Where front matter ends, 0 without any; the end of the text where nothing closes it. */
function endOfFrontMatter(text: string): number {
  const marker = /^(---|\+\+\+)/.exec(text)?.[1];
  if (marker === undefined) return 0;
  const close = text.indexOf(`\n${marker}`, marker.length);
  return close < 0 ? text.length : close + marker.length + 1;
}

/** Goes along the fences at the left margin. It may err where a list holds one; the tree of the piece shows that. */
class FenceWalk {
  readonly #text: string;
  #open: string | undefined;
  #next: RegExpExecArray | null;

  constructor(text: string) {
    this.#text = text;
    FENCE.lastIndex = 0;
    this.#next = FENCE.exec(text);
  }

  isInside(place: number): boolean {
    while (this.#next && this.#next.index < place) {
      const [whole, fence = '', info] = this.#next;
      if (this.#open === undefined) this.#open = fence;
      else if (fence.startsWith(this.#open) && info === '') this.#open = undefined;
      FENCE.lastIndex = this.#next.index + whole.length;
      this.#next = FENCE.exec(this.#text);
    }
    return this.#open !== undefined;
  }
}

/** Whether the last block of a piece ends before a heading: what a blank line or another margin ends, always does. */
function isClosed(last: RootContent | undefined, piece: string): boolean {
  if (last?.type === 'list' || last?.type === 'listItem' || last?.type === 'blockquote')
    return isClosed(last.children.at(-1), piece);
  const [start, end] = [last?.position?.start.offset ?? 0, last?.position?.end.offset ?? 0];
  if (last?.type === 'code') {
    const fence = /^(?:`{3,}|~{3,})/.exec(piece.slice(start, start + 1000))?.[0];
    if (fence === undefined) return true;
    const behind = piece.lastIndexOf('\n', end - 1) + 1;
    const line = piece.slice(behind, end);
    return behind > start && line.trim().startsWith(fence) && /^(.)\1*$/.test(line.replace(/^[ \t>]+/, '').trimEnd());
  }
  if (last?.type !== 'html') return true;
  const html = piece.slice(start, end);
  if (html.startsWith('<!--')) return html.includes('-->', 4);
  return /^<[/a-z]/i.test(html) && !/^<(?:script|pre|style|textarea)/i.test(html);
}

/** Moves a tree of a piece to where the piece stands. */
function shift(node: Node, lines: number, offset: number): void {
  const { position } = node;
  if (position) {
    move(position.start, lines, offset);
    move(position.end, lines, offset);
  }
  if ('children' in node) for (const child of (node as Parent).children) shift(child, lines, offset);
}

function move(point: { line: number; offset?: number | undefined }, lines: number, offset: number): void {
  point.line += lines;
  if (point.offset !== undefined) point.offset += offset;
}
