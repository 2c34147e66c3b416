import type { Parsed } from '../../parse.ts';
import { contains, isInOneOf, type Span } from '../../text.ts';
import type { Document } from './document.ts';
import type { Field } from '../plan/field.ts';
import { type Run, textOf } from './inline-text.ts';

/** A stretch of text that may have been meant to be replaced, with what stands around it. */
export interface Candidate {
  readonly kind: 'bracket' | 'mustache' | 'brace' | 'angle' | 'underscores';
  readonly span: Span;
  /** As written, line ends and indents inside as one space. */
  readonly text: string;
  readonly where: 'prose' | 'code' | 'comment' | 'front-matter';
  readonly run: Run | undefined;
  /** The field of whose value it is a part. */
  readonly field: Field | undefined;
  /** What stands before and behind it in its run, line of code or comment; at most `REACH` characters. */
  readonly before: string;
  readonly after: string;
  /** The language of the code it stands in, as its fence names it. */
  readonly language?: string;
}

const REACH = 160;
/** One pattern for all shapes, so that the first to begin wins; none can run over more than about 600 characters. */
const SHAPES =
  /\{\{[^{}\0]{1,120}\}\}|\[[^[\]\0]{1,200}\be\.g\.[^[\]\0]{1,200}\[[^[\]\0]{1,40}\][^[\]\0]{0,200}\]|\[[^[\]\0]{1,400}\]|\{[^{}\0]{1,120}\}|(?<![\p{L}\p{N}_])_{3,}(?![\p{L}\p{N}_])|<[A-Za-z][^<>\0\r\n]{0,120}>/gu;
const OPENING = /[[{<]|___/;
const IN_CODE = /\{\{[^{}\r\n]{1,120}\}\}|\[[^[\]\r\n]{1,120}\]/g;

const visible = new WeakMap<Document, readonly Candidate[]>();

/** Everything in brackets, braces or angles and every run of underscores in visible text and front matter. Links and empty checkboxes are left out. */
export function readCandidates(document: Document): readonly Candidate[] {
  const known = visible.get(document);
  if (known) return known;
  const found = [...proseCandidates(document), ...angleCandidates(document), ...frontMatterCandidates(document)].sort(
    (a, b) => a.span.start - b.span.start,
  );
  visible.set(document, found);
  return found;
}

/** The same in code and comments, where only a template can tell what was to be replaced. */
export function readHiddenCandidates({ parsed }: Document): Candidate[] {
  return [
    ...parsed.code.flatMap((span) => rawCandidates(parsed, span, 'code')),
    ...parsed.comments.flatMap((span) => rawCandidates(parsed, span, 'comment')),
  ];
}

/** Text of which line ends, indents and quote marks count as one space. */
export function oneLine(text: string): string {
  return text.replace(/(?:(?<![ \t])[ \t]+)?(?:\r\n|\r|\n)[ \t>]*/g, ' ');
}

/** A sentence as it is compared: all white space as one space. */
export function squeeze(text: string): string {
  return oneLine(text).replace(/\s+/g, ' ').trim();
}

function proseCandidates(document: Document): Candidate[] {
  const { parsed } = document;
  const text = textOf(document);
  const found: Candidate[] = [];
  for (const run of text.runs) {
    if (!OPENING.test(parsed.source.text.slice(run.span.start, run.span.end))) continue;
    const slice =
      run.kind === 'definition' ? parsed.source.slice(run.span) : parsed.prose.slice(run.span.start, run.span.end);
    for (const match of slice.matchAll(SHAPES)) {
      if (match[0] === '[ ]') continue;
      const start = run.span.start + match.index;
      const kind = shapeOf(match[0]);
      if (kind === 'bracket' && isPartOfLink(slice, match.index, match[0].length)) continue;
      found.push(inText(document, kind, { start, end: start + match[0].length }, run));
    }
  }
  return found;
}

/** `[[wiki]]`, `\[escaped]`, `[text][ref]`, `![image]`, `[^note]`. */
function isPartOfLink(slice: string, at: number, length: number): boolean {
  const previous = slice[at - 1];
  const next = slice[at + length];
  return (
    previous === '[' ||
    previous === ']' ||
    next === ']' ||
    previous === '\\' ||
    next === '[' ||
    previous === '!' ||
    slice[at + 1] === '^' ||
    next === '('
  );
}

function shapeOf(text: string): Candidate['kind'] {
  if (text.startsWith('{{')) return 'mustache';
  if (text.startsWith('{')) return 'brace';
  if (text.startsWith('<')) return 'angle';
  return text.startsWith('_') ? 'underscores' : 'bracket';
}

function inText(document: Document, kind: Candidate['kind'], span: Span, run: Run): Candidate {
  const { source } = document.parsed;
  return {
    kind,
    span,
    text: oneLine(source.slice(span)),
    where: 'prose',
    run,
    field: textOf(document).fieldAt(span),
    before: source.text.slice(Math.max(run.span.start, span.start - REACH), span.start),
    after: source.text.slice(span.end, Math.min(run.span.end, span.end + REACH)),
  };
}

/** Tags that Markdown takes for HTML: `<Feature Name>`. Which of them are HTML indeed is not asked here. */
function angleCandidates(document: Document): Candidate[] {
  const { parsed } = document;
  const text = textOf(document);
  const found: Candidate[] = [];
  for (const match of parsed.source.text.matchAll(/<[A-Za-z][^<>\r\n]{0,120}>/g)) {
    const span = { start: match.index, end: match.index + match[0].length };
    // Not overwritten means that it is no tag; those are found as prose.
    if (
      parsed.prose[span.start] !== '\0' ||
      isInOneOf(parsed.code, span.start) ||
      isInOneOf(parsed.comments, span.start)
    )
      continue;
    const run = text.runAt(span.start);
    if (run && contains(run.span, span)) found.push(inText(document, 'angle', span, run));
  }
  return found;
}

function frontMatterCandidates(document: Document): Candidate[] {
  const found: Candidate[] = [];
  for (const field of document.fields) {
    if (field.place !== 'front-matter') continue;
    const raw = document.parsed.source.slice(field.value.span);
    for (const match of raw.matchAll(/\{\{[^{}]{1,120}\}\}|\[[^[\]\r\n]{1,120}\]|<[A-Za-z][^<>\r\n]{0,120}>/g)) {
      const start = field.value.span.start + match.index;
      const span = { start, end: start + match[0].length };
      const behind = match.index + match[0].length;
      const around = {
        before: raw.slice(Math.max(0, match.index - REACH), match.index),
        after: raw.slice(behind, behind + REACH),
      };
      found.push({
        kind: shapeOf(match[0]),
        span,
        text: match[0],
        where: 'front-matter',
        run: undefined,
        field,
        ...around,
      });
    }
  }
  return found;
}

function rawCandidates({ source }: Parsed, outer: Span, where: 'code' | 'comment'): Candidate[] {
  const text = source.slice(outer);
  const language = where === 'code' ? (/^[`~]{3,}[ \t]*([\w#+-]+)/.exec(text)?.[1]?.toLowerCase() ?? '') : '';
  return Array.from(text.matchAll(IN_CODE), (match) => {
    const start = outer.start + match.index;
    const end = start + match[0].length;
    const line = source.lineSpan(source.lineAt(start));
    return {
      kind: shapeOf(match[0]),
      span: { start, end },
      text: match[0],
      where,
      run: undefined,
      field: undefined,
      before: source.text.slice(Math.max(line.start, start - REACH), start),
      after: source.text.slice(end, Math.min(line.end, end + REACH)),
      language,
    };
  });
}

/** The word before and the word behind, glued or not: the context by which a template's `[X]` is known again. */
export function neighboursOf({ before, after }: Pick<Candidate, 'before' | 'after'>): string {
  const left = /(?<!\S)(\S*)([ \t]*)$/.exec(before.slice(before.search(/(?<![^\r\n])[^\r\n]*$/)));
  const right = /^([ \t]*)(\S*)/.exec(after);
  const side = (word = '', gap = '') => (word === '' ? '' : `${gap === '' ? '' : ' '}${word}`);
  return `${side(left?.[1], left?.[2])}|${side(right?.[2], right?.[1])}`;
}

/** A place where `[X]` is a ticked box: at the start of an item or line, in a heading, alone in a cell. */
export function isTickPlace({ run, before, after }: Candidate): boolean {
  if (run === undefined || run.kind === 'heading') return true;
  const line = before.slice(before.search(/(?<![^\r\n])[^\r\n]*$/));
  if (run.kind === 'cell') return before.trim() === '' && after.trim() === '';
  return /^[\s>*_~+-]*(?:\d+[.)]\s*)?$/.test(line);
}
