import type { Nodes, Root } from 'mdast';
import { findRefusal, type Refusal } from './parse/limits.ts';
import { parseTree } from './parse/pieces.ts';
import type { Source, Span } from './text.ts';

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

/**
 * Parses Markdown (GFM, front matter), or says which limit the text passes. Reads the body of `<details>` as Markdown. Line
 * ends are those of Unix or Windows from here on, old ones of the Mac being made into such.
 */
export function parseMarkdown(given: Source): Parsed | Refusal {
  const source = given.withLineFeeds();
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

const TAGS_ONLY = /^[ \t]*(?:<\/?[a-zA-Z][^<>]*>[ \t]*)+$/;
const SUMMARY = /^[ \t]*(?:<details[^<>]*>[ \t]*)?<summary[^<>]*>.*<\/summary>[ \t]*$/;
const MARKDOWN_INSIDE = /^[ \t]*(?:[-*+][ \t]|\d+[.)][ \t]|#{1,6}[ \t]|\||\[[ xX]?\])/m;

/**
 * CommonMark reads the lines after a tag such as `<details>` as HTML up to the next blank line. This overwrites lines
 * that are nothing but tags, and comments behind them, with spaces, so that a second parse sees what stands between
 * them; offsets stay. The comments are given too, since the second parse does not see them.
 */
function openHtml(text: string, tree: Root): { readonly text: string; readonly comments: readonly Span[] } | undefined {
  const parts: string[] = [];
  let at = 0;
  const comments: Span[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'html') {
      const { start, end } = spanOf(node);
      const html = text.slice(start, end);
      if (!html.includes('\n') || /^<(?:!--|script|style|pre|textarea)/i.test(html) || !MARKDOWN_INSIDE.test(html))
        return;
      const masked = html.replace(/[^\r\n]+/g, (line, from: number) => {
        const bare = withoutComments(line, ({ length }) => ' '.repeat(length));
        if (!TAGS_ONLY.test(bare) && !SUMMARY.test(bare)) return line;
        comments.push(...commentsOf(line, start + from));
        return ' '.repeat(line.length);
      });
      if (masked === html) return;
      parts.push(text.slice(at, start), masked);
      at = end;
    } else if ('children' in node) node.children.forEach(visit);
  };
  visit(tree);
  return parts.length === 0 ? undefined : { text: parts.join('') + text.slice(at), comments };
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
