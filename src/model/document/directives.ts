import type { Parsed } from '../../parse.ts';
import { locate, type Located, type Source, type Span } from '../../text.ts';
import type { Directive, DirectiveKind } from '../plan/directive.ts';

/** The names that directives have, without `planvet-`. */
export const directiveKinds: readonly DirectiveKind[] = [
  'disable-next-line',
  'disable-line',
  'disable',
  'enable',
  'disable-file',
  'template',
];

const OPENING = /^<!--\s*planvet-/;

/** The comments of a document that are meant for planvet, whatever they say. */
export function directiveComments({ comments, source }: Parsed): Span[] {
  return comments.filter((span) => {
    const comment = source.slice(span);
    return OPENING.test(comment) && comment.endsWith('-->');
  });
}

/** Reads comments as directives. `visible` is the document without them: it tells which line is the next one. */
export function readDirectives(comments: readonly Span[], source: Source, visible: Source): Directive[] {
  return comments.map((span) => {
    const { name, words, reason } = readComment(source.slice(span), span.start);
    const kind = directiveKinds.find((known) => name.value === `planvet-${known}`);
    return { kind, name, words, reason, span, scope: scopeOf(kind, span, visible) };
  });
}

function readComment(comment: string, base: number): Pick<Directive, 'name' | 'words' | 'reason'> {
  const inner = comment.slice(0, -'-->'.length);
  const at = inner.indexOf('planvet-');
  const name = /^\S+/.exec(inner.slice(at))?.[0] ?? '';
  const behind = at + name.length;
  const dashes = /\s-{2,}(?=\s|$)/.exec(inner.slice(behind));
  const end = dashes ? behind + dashes.index : inner.length;
  const words = [...inner.slice(behind, end).matchAll(/[^\s,]+/g)]
    // In a quote, the lines of a comment begin with its marks.
    .filter(([word]) => !/^>+$/.test(word))
    .map(({ 0: word, index }) => locate(word, base + behind + index));
  const reason = dashes && locate(inner.slice(end + dashes[0].length), base + end + dashes[0].length);
  return {
    name: locate(name, base + at),
    words,
    reason: reason && reason.value !== '' ? { ...reason, value: inOneLine(reason) } : undefined,
  };
}

/** A reason without line breaks and quote marks; in a table, `|` has to be written `\|`. */
function inOneLine({ value }: Located<string>): string {
  return value.replace(/(?:(?<!\s)\s+)?[\r\n][\s>]*/g, ' ').replaceAll('\\|', '|');
}

function scopeOf(kind: DirectiveKind | undefined, span: Span, visible: Source): Span {
  const end = visible.text.length + 1;
  switch (kind) {
    case 'disable-file':
      return { start: 0, end };
    case 'disable':
    case 'enable':
      return { start: span.start, end };
    case 'disable-line':
      return lineScope(visible.lineAt(span.start), visible);
    case 'disable-next-line':
      return lineScope(lineAfter(visible.lineAt(span.end), visible), visible);
    default:
      return { start: span.start, end: span.start };
  }
}

/** The next line that is neither blank nor nothing but directives. */
function lineAfter(line: number, visible: Source): number {
  let next = line + 1;
  while (next <= visible.lineCount && /^[\s>]*$/.test(visible.slice(visible.lineSpan(next)))) next++;
  return next;
}

/** All offsets of a line, its end included; none for the line after the last. */
function lineScope(line: number, visible: Source): Span {
  const start = visible.lineStart(line);
  if (line > visible.lineCount) return { start, end: start };
  return { start, end: line < visible.lineCount ? visible.lineStart(line + 1) : visible.text.length + 1 };
}
