import type { ReadingEntry } from '../plan/reading.ts';
import type { Parsed } from '../../parse.ts';
import { spanOf } from '../../parse.ts';
import type { Located } from '../../text.ts';
import { locate } from '../../text.ts';
import type { Blocks, Item } from './blocks.ts';
import { lookAlikeAt } from './look-alikes.ts';
import { type PictureBox, readPictureBoxes } from './picture-boxes.ts';
import { repairMarkers } from './marker-repair.ts';
import type { OutlineSection } from './outline.ts';
import { stateOfMark } from '../language/marks.ts';
import { writtenText } from '../language/plain-text.ts';
import { isLater } from './optional.ts';
import { isMarkedOptional } from '../language/optional-mark.ts';
import type { Box, BoxDefect } from '../plan/box.ts';
import type { Vocabulary } from '../language/words.ts';

/** A box while its purpose is still being found out. */
export interface FoundBox extends Box {
  kind: Box['kind'];
  optional: boolean;
  defect: Box['defect'];
  readonly section: OutlineSection;
  readonly children: FoundBox[];
  /** The list item that begins with it. */
  readonly item: Item | undefined;
  readonly place: 'item' | 'heading' | 'cell' | 'line' | 'text';
  /** Whether it is drawn as a picture: `✅`. */
  readonly isPicture: boolean;
}

/** Every checkbox-looking token: at the line's start or behind a space, a bar, emphasis, or a list marker without its space. */
const TOKEN = /(?<=^|[\s|*_~]|^[ \t>]*[-+])\[[ \t]*(?:[xX~!/>?-][ \t]*)?\](?!\()/gmu;
const TOKEN_START = /^\[[ \t]*(?:[xX~!/>?-][ \t]*)?\](?!\()/;
const UNCLOSED = /^\[(?:[ \t]+(?=[A-Z]+-?\d+)|(?=[A-Z]{2,}-?\d+[ \t\]]))/;

/** Finds all checkbox-looking tokens outside code and comments. Their kind is `prose` or `malformed` until a reader claims them. */
export function readBoxes(
  parsed: Parsed,
  blocks: Blocks,
  sections: readonly OutlineSection[],
  vocabulary: Vocabulary,
): FoundBox[] {
  const items = new Map<number, Item>();
  for (const item of blocks.items) {
    const at = markerEnd(parsed, item);
    if (at !== undefined) items.set(at, item);
  }
  const cells = blocks.tables.map((table) => spanOf(table.node));
  const boxes: FoundBox[] = [];
  const byItem = new Map<Item, FoundBox>();
  let sectionIndex = 0;
  for (const match of parsed.prose.matchAll(TOKEN)) {
    const start = match.index;
    while ((sections[sectionIndex + 1]?.headingSpan.start ?? Infinity) <= start) sectionIndex++;
    const section = sections[sectionIndex] ?? sections[0];
    if (!section) continue;
    const item = items.get(start);
    const box = makeBox(parsed, section, item, start, match[0], cells, vocabulary);
    boxes.push(box);
    if (item) byItem.set(item, box);
  }
  for (const { item, picture, state, text } of readPictureBoxes(
    parsed,
    blocks.items,
    (item) => byItem.has(item),
    vocabulary,
  )) {
    const box = makePicture(parsed, item, { picture, state, text }, vocabulary);
    boxes.push(box);
    byItem.set(item, box);
  }
  const boxed = new Set([...byItem.keys()].map(({ list }) => list));
  for (const item of blocks.items) {
    addUnclosed(parsed, item, byItem, boxes);
    addLookAlike(parsed, item, byItem, boxes, boxed.has(item.list), vocabulary);
  }
  for (const [item, box] of byItem) {
    let parent = item.parent;
    while (parent && !byItem.has(parent)) parent = parent.parent;
    if (parent) byItem.get(parent)?.children.push(box);
  }
  boxes.sort((a, b) => a.span.start - b.span.start);
  for (const box of boxes) inheritOptional(box);
  repairMarkers(parsed.source, boxes);
  return boxes;
}

/** Where the text of an item begins, its marker left out. */
function markerEnd(parsed: Parsed, item: Item): number | undefined {
  const { text } = parsed.source;
  const match = /^(?:[-*+]|\d{1,9}[.)])[ \t]+/.exec(text.slice(item.span.start, item.span.start + 24));
  return match ? item.span.start + match[0].length : undefined;
}

function makeBox(
  parsed: Parsed,
  section: OutlineSection,
  item: Item | undefined,
  start: number,
  token: string,
  cells: readonly { start: number; end: number }[],
  vocabulary: Vocabulary,
): FoundBox {
  const { text } = parsed.source;
  const end = start + token.length;
  const inCell = cells.some((cell) => cell.start <= start && end <= cell.end);
  const inHeading = start < section.headingSpan.end;
  const atLineStart = /^[ \t>]*[-*+]?$/.test(text.slice(text.lastIndexOf('\n', start - 1) + 1, start));
  const place = item ? 'item' : inHeading ? 'heading' : inCell ? 'cell' : atLineStart ? 'line' : 'text';
  const native = item?.node.checked !== null && item?.node.checked !== undefined;
  const mark = token.slice(1, -1);
  // A formatter writes the star of a task that may be left out as `\*`.
  const star = /^\\?\*(?=[ \t])/.exec(text.slice(end, end + 3))?.[0].length ?? 0;
  const defect = native || place === 'text' ? undefined : findDefect(parsed, place, start, end, mark, star > 0);
  const behind = textBehind(text, end + star, inCell);
  return {
    span: { start, end },
    mark,
    state: isStruck(behind.value) && stateOfMark(mark) === 'open' ? 'dropped' : stateOfMark(mark),
    kind: defect ? 'malformed' : 'prose',
    native,
    optional: star > 0 || isMarkedOptional(behind.value.slice(0, 300), vocabulary) || isLater(section, vocabulary),
    text: behind,
    get words() {
      return wordsBehind(parsed, behind, item);
    },
    section,
    defect,
    children: [],
    item,
    place,
    isPicture: false,
  };
}

/** A box that is drawn as a picture: as good as one, but Markdown knows nothing of it. */
function makePicture(
  parsed: Parsed,
  item: Item,
  { picture, state, text }: Pick<PictureBox, 'picture' | 'state' | 'text'>,
  vocabulary: Vocabulary,
): FoundBox {
  return {
    span: picture.span,
    mark: picture.value,
    state: isStruck(text.value) && state === 'open' ? 'dropped' : state,
    kind: 'prose',
    native: false,
    optional: isMarkedOptional(text.value.slice(0, 300), vocabulary) || isLater(item.section, vocabulary),
    text,
    get words() {
      return wordsBehind(parsed, text, item);
    },
    section: item.section,
    defect: undefined,
    children: [],
    item,
    place: 'item',
    isPicture: true,
  };
}

/** What stands under something that nobody waits for need not be done either. */
function inheritOptional({ optional, state, children }: FoundBox): void {
  if (optional || state === 'dropped') for (const child of children) child.optional = true;
}

/** Whether a line is struck out as a whole, whatever a note behind it says. */
function isStruck(line: string): boolean {
  return /^[\s*_]*~~[^~]+~~/.test(line);
}

function textBehind(text: string, from: number, inCell: boolean): Located<string> {
  const match = inCell ? /[^\r\n|]*/y : /[^\r\n]*/y;
  match.lastIndex = from;
  return locate(match.exec(text)?.[0] ?? '', from);
}

function wordsBehind({ source }: Parsed, { span }: Located<string>, item: Item | undefined): string {
  return writtenText(source.slice({ start: span.start, end: Math.max(span.end, item?.text.span.end ?? 0) }));
}

function findDefect(
  { source: { text } }: Parsed,
  place: FoundBox['place'],
  start: number,
  end: number,
  mark: string,
  star: boolean,
): BoxDefect | undefined {
  const span = { start, end };
  const next = text[end];
  const inner = mark.trim();
  const bare =
    next === undefined ||
    /[\r\n]/.test(next) ||
    /^[ \t]*(?:\r|\n|$)/.test(text.slice(end, end + 80).split('\n')[0] ?? '');
  if (place === 'item') {
    if (mark === '')
      return { reason: 'empty-brackets', repair: { span, text: /[ \t]/.test(next ?? '\n') ? '[ ]' : '[ ] ' } };
    if (mark.length > 1 && (inner === '' || /^[xX]$/.test(inner)))
      return { reason: 'inner-space', repair: { span, text: `[${inner || ' '}]` } };
    if (bare) return { reason: 'no-text', repair: undefined };
    if (!star && !/[ \t]/.test(next ?? '') && /^[ xX]$/.test(mark))
      return { reason: 'no-space', repair: { span: { start: end, end }, text: ' ' } };
    return undefined;
  }
  if (place === 'line' && !bare && /[-*+]/.test(text[start - 1] ?? '') && /^[ xX]$/.test(mark)) {
    return { reason: 'no-marker-space', repair: undefined };
  }
  if (place === 'line' && !bare && /^(?:[~/-]|[ \t]*(?:[xX][ \t]*)?)$/.test(mark))
    return { reason: 'no-marker', repair: undefined };
  return undefined;
}

/** `- [CHK036 - text` and `- [CHK040] - text` in a list whose other items are boxes. */
function addUnclosed(parsed: Parsed, item: Item, byItem: ReadonlyMap<Item, FoundBox>, boxes: FoundBox[]): void {
  if (byItem.has(item) || !UNCLOSED.test(item.text.value)) return;
  const others = item.list.children.map((child) =>
    parsed.source.text.slice(spanOf(child).start, spanOf(child).start + 40).replace(/^\S+[ \t]+/, ''),
  );
  const boxed = others.filter((text) => TOKEN_START.test(text)).length;
  if (boxed === 0 || others.some((text) => !TOKEN_START.test(text) && !UNCLOSED.test(text))) return;
  const start = item.text.span.start;
  const behind = textBehind(parsed.source.text, start + 1, false);
  boxes.push({
    span: { start, end: start + 1 },
    mark: '',
    state: 'unknown',
    kind: 'malformed',
    native: false,
    optional: false,
    text: behind,
    get words() {
      return wordsBehind(parsed, behind, item);
    },
    section: item.section,
    defect: { reason: 'unclosed', repair: undefined },
    children: [],
    item,
    place: 'item',
    isPicture: false,
  });
}

/** `- [✓] text`, `- ［ ］ text`, `- -[ ] text`: meant as a box, and none for Markdown. A legend may explain such marks. */
function addLookAlike(
  parsed: Parsed,
  item: Item,
  byItem: Map<Item, FoundBox>,
  boxes: FoundBox[],
  isAmongBoxes: boolean,
  vocabulary: Vocabulary,
): void {
  const { value, span } = item.text;
  const like =
    byItem.has(item) || typeof item.node.checked === 'boolean'
      ? undefined
      : lookAlikeAt(value, span.start, isAmongBoxes);
  if (!like || vocabulary.roles.get(item.section.key) === 'legend') return;
  const behind = textBehind(parsed.source.text, like.span.end, false);
  if (behind.value === '') return;
  const box: FoundBox = {
    span: like.span,
    mark: parsed.source.slice(like.span).slice(1, -1),
    state: like.state,
    kind: 'malformed',
    native: false,
    optional: isMarkedOptional(behind.value.slice(0, 300), vocabulary) || isLater(item.section, vocabulary),
    text: behind,
    get words() {
      return wordsBehind(parsed, behind, item);
    },
    section: item.section,
    defect: like.defect,
    children: [],
    item,
    place: 'item',
    isPicture: false,
  };
  boxes.push(box);
  byItem.set(item, box);
}

/** What is read here, by name. */
export const boxesReadings: readonly ReadingEntry[] = [
  {
    id: 'state.box',
    title: 'a box',
    file: 'document/boxes.ts',
    example: '# Ferry\n\n## Phase 1: Harbour\n\n- [x] Dredge\n',
    counterExample: '# Ferry\n\n### Task 1: Dredge\n\n**Status**: Done\n',
  },
  {
    id: 'box.malformed',
    title: 'a token that was meant as a box and is none',
    file: 'document/boxes.ts',
    example: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] Dredge\n- [] Mark\n',
    counterExample: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] Dredge\n',
  },
];
