/** What in a paragraph makes the parser slow, counted while its lines come in. */
export interface Paragraph {
  /** Whether it lies in a list, quote or note. */
  readonly contained: boolean;
  length: number;
  lines: number;
  /** Marks of emphasis that may begin or end it, and the most of them that were begun and not ended. */
  emphasis: number;
  emphasisOpen: number;
  emphasisDepth: number;
  /** Closing brackets, and the most opening ones that were not closed. */
  brackets: number;
  bracketsOpen: number;
  bracketDepth: number;
  /** Words behind a bracket that is not closed. */
  bracketWords: number;
  /** Lengths of runs of backticks that have no counterpart yet. */
  readonly ticks: Set<number>;
  /** What begins raw HTML with an end of its own: by that end, how often, and the sum of the places. */
  readonly raw: Map<string, { count: number; places: number }>;
}

/** A paragraph without lines yet. */
export function emptyParagraph(contained: boolean): Paragraph {
  return {
    contained,
    length: 0,
    lines: 0,
    emphasis: 0,
    emphasisOpen: 0,
    emphasisDepth: 0,
    brackets: 0,
    bracketsOpen: 0,
    bracketDepth: 0,
    bracketWords: 0,
    ticks: new Set(),
    raw: new Map(),
  };
}

/** Raw HTML by its beginning, with its end. */
const RAW = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<![CDATA[', ']]>'],
  ['<!', '>'],
] as const;
const WORD = /[\p{L}\p{N}]/u;
const SPACE = /\s/;

/** Takes a line into a paragraph, from a place on. */
export function addLine(paragraph: Paragraph, line: string, from: number): void {
  paragraph.lines++;
  for (let at = from; at < line.length; at++) {
    switch (line[at]) {
      case '\\':
        at++;
        break;
      case '`': {
        const end = endOfRun(line, at);
        if (!paragraph.ticks.delete(end - at)) paragraph.ticks.add(end - at);
        at = end - 1;
        break;
      }
      case '*':
      case '_':
      case '~': {
        const end = endOfRun(line, at);
        addEmphasis(paragraph, line, at, end);
        at = end - 1;
        break;
      }
      case '[':
        paragraph.bracketsOpen++;
        paragraph.bracketDepth = Math.max(paragraph.bracketDepth, paragraph.bracketsOpen);
        break;
      case ']':
        paragraph.brackets++;
        if (paragraph.bracketsOpen > 0) paragraph.bracketsOpen--;
        break;
      case '<':
        addRaw(paragraph, line, at, paragraph.length + at - from);
        break;
      case '>':
        endRaw(paragraph, line, at);
        break;
      default:
        if (paragraph.bracketsOpen > 0 && isWordStart(line, at)) paragraph.bracketWords++;
    }
  }
  paragraph.length += line.length - from + 1;
}

function endOfRun(line: string, at: number): number {
  let end = at + 1;
  while (line[end] === line[at]) end++;
  return end;
}

function isWordStart(line: string, at: number): boolean {
  return WORD.test(line[at] ?? '') && !WORD.test(line[at - 1] ?? '');
}

function addEmphasis(paragraph: Paragraph, line: string, start: number, end: number): void {
  const [before, after] = [line[start - 1] ?? ' ', line[end] ?? ' '];
  const [opens, closes] = [!SPACE.test(after), !SPACE.test(before)];
  if (!opens && !closes) return;
  // `snake_case` is no emphasis.
  if (line[start] === '_' && WORD.test(before) && WORD.test(after)) return;
  paragraph.emphasis++;
  if (opens && !(closes && paragraph.emphasisOpen > 0)) {
    paragraph.emphasisOpen++;
    paragraph.emphasisDepth = Math.max(paragraph.emphasisDepth, paragraph.emphasisOpen);
  } else if (paragraph.emphasisOpen > 0) paragraph.emphasisOpen--;
}

function addRaw({ raw }: Paragraph, line: string, at: number, place: number): void {
  const end = RAW.find(([begin]) => line.startsWith(begin, at))?.[1];
  if (end === undefined) return;
  const { count, places } = raw.get(end) ?? { count: 0, places: 0 };
  raw.set(end, { count: count + 1, places: places + place });
}

function endRaw({ raw }: Paragraph, line: string, at: number): void {
  for (const end of raw.keys()) if (line.endsWith(end, at + 1)) raw.delete(end);
}

/** Milliseconds that a paragraph costs the parser beyond what its length does, and what of it costs most. */
export interface Cost {
  readonly total: number;
  readonly most: string;
}

/** What a paragraph costs as it is, by what was measured; the parts grow with the square or the cube of what is counted. */
export function costOf(paragraph: Paragraph): Cost {
  const { lines, length, emphasis, emphasisDepth, brackets, bracketDepth, bracketWords, ticks, contained } = paragraph;
  let open = 0;
  let rawCost = 0;
  for (const { count, places } of paragraph.raw.values()) {
    open += count;
    rawCost += 25e-6 * (count * length - places);
  }
  const costs: readonly (readonly [number, string])[] = [
    [(contained ? 40e-6 : 15e-6) * lines ** 2, `${lines} lines`],
    [35e-6 * emphasis ** 2, `${emphasis} marks of emphasis`],
    [600e-6 * emphasisDepth ** 2 + 0.4e-6 * emphasisDepth ** 3, `${emphasisDepth} marks of emphasis in each other`],
    [30e-6 * brackets ** 2 + 15e-6 * bracketWords ** 2, `${brackets + paragraph.bracketsOpen} brackets`],
    [2.5e-6 * bracketDepth ** 3, `${bracketDepth} brackets in each other`],
    [35e-6 * ticks.size * length, `${ticks.size} different runs of backticks that open and do not close`],
    [rawCost, `${open} comments or the like without an end`],
  ];
  const most = costs.reduce((a, b) => (b[0] > a[0] ? b : a));
  return { total: costs.reduce((sum, [cost]) => sum + cost, 0), most: most[1] };
}
