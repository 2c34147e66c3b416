import type { Parsed } from '../../parse.ts';
import { locate, type Located, type Span } from '../../text.ts';
import { isInWord } from '../language/characters.ts';
import type { Blocks } from './blocks.ts';

/** A line that was meant as a heading and is text for Markdown, since no space follows its signs. */
export interface SwallowedHeading {
  /** The signs. */
  readonly span: Span;
  readonly title: Located<string>;
}

/** The lines of paragraphs that were meant as headings, in document order: `###Heading`. `#12` and `#tag` are none. */
export function swallowedHeadings({ source }: Parsed, { paragraphs }: Blocks): SwallowedHeading[] {
  return paragraphs.flatMap(({ span, item }) => {
    if (item || !source.slice(span).includes('##')) return [];
    const found: SwallowedHeading[] = [];
    for (let line = source.lineAt(span.start); line <= source.lineAt(Math.max(span.start, span.end - 1)); line++) {
      const { start, end } = source.lineSpan(line);
      const text = source.slice({ start, end });
      const indent = text.length - text.trimStart().length;
      let signs = 0;
      while (text[indent + signs] === '#') signs++;
      const next = text[indent + signs] ?? '';
      const isMeant = signs > 1 && signs <= DEEPEST && (isInWord(next) || BEGINNINGS.has(next));
      if (indent > MOST_INDENTED || !isMeant) continue;
      const at = start + indent;
      found.push({ span: { start: at, end: at + signs }, title: locate(text.slice(indent + signs), at + signs) });
    }
    return found;
  });
}

/** How deep headings go, and how far in they may stand. */
const [DEEPEST, MOST_INDENTED] = [6, 3];
/** What a title may begin with besides letters and digits. */
const BEGINNINGS: ReadonlySet<string> = new Set(['*', '_', '[']);
