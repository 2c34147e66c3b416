import type { Nodes, Root } from 'mdast';
import { SIZE_LIMIT } from './limits.ts';
import { parseTree } from './parse/pieces.ts';
import type { Source, Span } from './text.ts';

/** Deepest nesting of lists and quotes that is read. */
export const DEPTH_LIMIT = 100;
/** Longest run of lines without a blank one: the parser's time grows with the square of it. */
export const BLOCK_LIMIT = 250_000;
/** Longest paragraph, for the same reason. */
export const PARAGRAPH_LIMIT = 64_000;
/** Most emphasis marks in one paragraph, for the same reason. */
export const EMPHASIS_LIMIT = 8_000;

/** Why a text is not parsed, and where the limit was passed. */
export interface Refusal {
  readonly message: string;
  readonly span: Span;
}

/** A parsed document. */
export interface Parsed {
  readonly source: Source;
  readonly tree: Root;
  /**
   * The text with everything that is no prose overwritten by NUL, offset by offset: code, comments, HTML tags, front
   * matter, links, images, definitions. Line ends stay.
   */
  readonly prose: string;
  /** Spans of code, inline or in blocks. */
  readonly code: readonly Span[];
  /** Spans of HTML comments, in the order of the text. */
  readonly comments: readonly Span[];
  /** `[label]: target` lines that Markdown reads as link definitions but whose target cannot be one. */
  readonly falseDefinitions: readonly Span[];
}

/** The span of a node of the tree. */
export function spanOf(node: Nodes): Span {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 };
}

/** Parses Markdown (GFM, front matter), or says which limit the text passes. Reads the body of `<details>` as Markdown. */
export function parseMarkdown(source: Source): Parsed | Refusal {
  const refusal = findRefusal(source);
  if (refusal) return refusal;
  const tree = parseTree(source.text);
  const opened = openHtml(source.text, tree);
  return opened ? mask(source, parseTree(opened.text), opened.comments) : mask(source, tree, []);
}

/** Whether the answer of `parseMarkdown` is a refusal. */
export function isRefusal(answer: Parsed | Refusal): answer is Refusal {
  return 'message' in answer;
}

const MARKER = /(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))[ \t]*/y;

/** A scan in linear time for what would make the parser slow or overflow its stack. */
function findRefusal(source: Source): Refusal | undefined {
  const { text } = source;
  if (text.length > SIZE_LIMIT) {
    return {
      message: `This file has ${Math.round(text.length / 1000)} kB; planvet reads plans up to ${SIZE_LIMIT / 1000} kB`,
      span: { start: 0, end: 0 },
    };
  }
  const stack: number[] = [];
  let block = 0;
  let paragraph = 0;
  let emphasis = 0;
  let fenced = false;
  for (let line = 1; line <= source.lineCount; line++) {
    const { start, end } = source.lineSpan(line);
    let at = start;
    while (at < end && (text[at] === ' ' || text[at] === '\t')) at++;
    if (at === end) {
      block = paragraph = emphasis = 0;
      continue;
    }
    if (text.startsWith('```', at) || text.startsWith('~~~', at)) fenced = !fenced;
    if (fenced) {
      block = paragraph = emphasis = 0;
      continue;
    }
    while (stack.length > 0 && (stack.at(-1) ?? 0) > at - start) stack.pop();
    let markers = 0;
    for (MARKER.lastIndex = at; MARKER.test(text) && MARKER.lastIndex <= end && markers <= DEPTH_LIMIT; markers++) {
      stack.push(MARKER.lastIndex - start);
    }
    if (markers > 0 || text[at] === '|' || text[at] === '#') paragraph = emphasis = 0;
    block += end - start;
    paragraph += end - start;
    for (let i = at; i < end; i++) if (text[i] === '*' || text[i] === '_') emphasis++;
    const span = { start: at, end };
    if (stack.length > DEPTH_LIMIT)
      return { message: `Lists and quotes are nested more than ${DEPTH_LIMIT} deep here`, span };
    if (block > BLOCK_LIMIT || paragraph > PARAGRAPH_LIMIT) {
      const limit = (block > BLOCK_LIMIT ? BLOCK_LIMIT : PARAGRAPH_LIMIT) / 1000;
      return { message: `More than ${limit} kB without a blank line are too long to be read`, span };
    }
    if (emphasis > EMPHASIS_LIMIT)
      return { message: `More than ${EMPHASIS_LIMIT} emphasis marks in one paragraph are too many to be read`, span };
  }
  return undefined;
}

const TAGS_ONLY = /^[ \t]*(?:<\/?[a-zA-Z][^<>]*>[ \t]*)+$/;
const SUMMARY = /^[ \t]*(?:<details[^<>]*>[ \t]*)?<summary[^<>]*>.*<\/summary>[ \t]*$/;
const MARKDOWN_INSIDE = /^[ \t]*(?:[-*+][ \t]|\d+[.)][ \t]|#{1,6}[ \t]|\||\[[ xX]?\])/m;

/**
 * CommonMark reads the lines after a tag such as `<details>` as HTML up to the next blank line. This overwrites lines
 * that are nothing but tags, and comments behind them, with spaces, so that a second parse sees what stands between
 * them; offsets stay. The comments are given too, since the second parse does not see them.
 */
function openHtml(text: string, tree: Root): { readonly text: string; readonly comments: readonly Span[] } | undefined {
  let opened: string | undefined;
  const comments: Span[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'html') {
      const { start, end } = spanOf(node);
      const html = text.slice(start, end);
      if (!html.includes('\n') || /^<(?:!--|script|style|pre|textarea)/i.test(html) || !MARKDOWN_INSIDE.test(html))
        return;
      const masked = html.replace(/[^\r\n]+/g, (line, at: number) => {
        const bare = withoutComments(line, ({ length }) => ' '.repeat(length));
        if (!TAGS_ONLY.test(bare) && !SUMMARY.test(bare)) return line;
        comments.push(...commentsOf(line, start + at));
        return ' '.repeat(line.length);
      });
      if (masked !== html) opened = (opened ?? text).slice(0, start) + masked + (opened ?? text).slice(end);
    } else if ('children' in node) node.children.forEach(visit);
  };
  visit(tree);
  return opened === undefined ? undefined : { text: opened, comments };
}

/** Spans of the closed comments of a text; found by scanning, as a pattern would look for the end of each open one anew. */
function commentsOf(html: string, base: number): Span[] {
  const comments: Span[] = [];
  for (let start = html.indexOf('<!--'); start >= 0; start = html.indexOf('<!--', start)) {
    const close = html.indexOf('-->', start + 4);
    if (close < 0) break;
    comments.push({ start: base + start, end: base + close + 3 });
    start = close + 3;
  }
  return comments;
}

/** A text without its HTML comments, or with something else instead of each. */
export function withoutComments(text: string, instead: (comment: string) => string = () => ''): string {
  let bare = '';
  let at = 0;
  for (const { start, end } of commentsOf(text, 0)) {
    bare += text.slice(at, start) + instead(text.slice(start, end));
    at = end;
  }
  return bare + text.slice(at);
}

/** A target that no link can have: another bracket, or a lone word that is neither path, address nor anchor. */
function isFalseTarget(url: string): boolean {
  return url.startsWith('[') || /^[A-Z][\w-]*$/.test(url) || /^(?:tbd|todo|tba|n\/a|none)$/i.test(url);
}

function mask(source: Source, tree: Root, besides: readonly Span[]): Parsed {
  const { text } = source;
  const code: Span[] = [];
  const comments: Span[] = [...besides];
  const falseDefinitions: Span[] = [];
  const falseLabels = new Set<string>();
  const hidden: Span[] = [...besides];
  const collect = (node: Nodes): void => {
    if (node.type === 'definition' && isFalseTarget(rawTarget(node.url, text, spanOf(node)))) {
      falseLabels.add(node.identifier);
      falseDefinitions.push(spanOf(node));
    } else if ('children' in node) node.children.forEach(collect);
  };
  collect(tree);
  const visit = (node: Nodes): void => {
    const span = spanOf(node);
    switch (node.type) {
      case 'code':
      case 'inlineCode':
        code.push(span);
        hidden.push(span);
        return;
      case 'html':
        hideHtml(text, span, hidden, comments);
        return;
      case 'definition':
        if (!falseLabels.has(node.identifier)) hidden.push(span);
        return;
      case 'linkReference':
        if (!falseLabels.has(node.identifier)) hidden.push(span);
        return;
      case 'link':
      case 'image':
      case 'imageReference':
      case 'footnoteReference':
        hidden.push(span);
        return;
      case 'yaml':
        hidden.push(span);
        return;
      case 'footnoteDefinition': {
        const close = text.indexOf(']:', span.start);
        hidden.push({ start: span.start, end: close < 0 ? span.start : close + 2 });
        node.children.forEach(visit);
        return;
      }
      default:
        if ((node as { type: string }).type === 'toml') hidden.push(span);
        else if ('children' in node) node.children.forEach(visit);
    }
  };
  visit(tree);
  comments.sort((a, b) => a.start - b.start);
  return { source, tree, prose: overwrite(text, hidden), code, comments, falseDefinitions };
}

/** The raw target of a definition as written; mdast's `url` has escapes decoded. */
function rawTarget(url: string, text: string, span: Span): string {
  const slice = text.slice(span.start, span.end);
  const colon = slice.indexOf(']:');
  return colon < 0 ? url : slice.slice(colon + 2).trim();
}

/** Hides the tags and comments of raw HTML; the words between tags stay prose. */
function hideHtml(text: string, span: Span, hidden: Span[], comments: Span[]): void {
  const html = text.slice(span.start, span.end);
  if (/^<(?:script|style|pre|textarea)\b/i.test(html)) {
    hidden.push(span);
    return;
  }
  for (const match of html.matchAll(/<!--[\s\S]*?(?:-->|$)|<[^<>]*>/g)) {
    const part = { start: span.start + match.index, end: span.start + match.index + match[0].length };
    hidden.push(part);
    if (match[0].startsWith('<!--')) comments.push(part);
  }
}

function overwrite(text: string, spans: readonly Span[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    parts.push(text.slice(at, from), text.slice(from, end).replace(/[^\r\n]/g, '\0'));
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}
