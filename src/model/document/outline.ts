import type { Heading, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { type Parsed, spanOf, withoutComments } from '../../parse.ts';
import type { Span } from '../../text.ts';
import { type Declaration, parseDeclaration } from '../language/declaration.ts';
import { letteredIds } from '../language/lettered-ids.ts';
import type { Section, SectionRole } from '../plan/section.ts';
import type { Vocabulary } from '../language/words.ts';

/** A section while the plan is being read: with the blocks that stand directly under its heading. */
export interface OutlineSection extends Section {
  readonly parent: OutlineSection | undefined;
  readonly children: OutlineSection[];
  readonly blocks: readonly RootContent[];
  /** The keyword and id of its heading with the rest of the title. */
  readonly declaration: Declaration | undefined;
}

const EMOJI = /[\p{Extended_Pictographic}\u{FE0F}\u{20E3}\u{200D}\u{1F3FB}-\u{1F3FF}✓✔✗✘☑☐]/gu;
const NUMBERING =
  /^(?:(?:\d+(?:\.\d+)*|[A-Z])[.)](?=\s)|\d+(?:\.\d+)+(?=\s)|\d+\s+(?=[-–—:])|[IVX]+\.(?=\s))\s*[-–—:]?\s*/;

/** What formats write behind titles of parts that may be left out, or not. */
export const SUFFIX = /(?:(?<!\s)\s+)?\*?\((?:mandatory|optional|required|if applicable|if needed)\)\*?\s*$/i;

/** A title or label as it is compared: lower case, no numbering, emoji, emphasis, trailing colon or suffix in `*( )*`; `&` is `and`. */
export function normalizeTitle(title: string): string {
  const known = normalized.get(title);
  if (known !== undefined) return known;
  if (normalized.size > 5000) normalized.clear();
  const made = normalize(title);
  normalized.set(title, made);
  return made;
}

/** Titles and labels as they are compared: most are asked for again and again. */
const normalized = new Map<string, string>();

function normalize(title: string): string {
  return title
    .replace(EMOJI, ' ')
    .replace(SUFFIX, '')
    .replace(/[*_~`]/g, '')
    .replace(/[‘’]/g, "'")
    .trim()
    .replace(NUMBERING, '')
    .replace(/(?:(?<!\s)\s+)?&\s*/g, ' and ')
    .replace(/(?<![\s:：.])[\s:：.]+$/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** The role that the words of a title have, with or without what stands in brackets at its end: `Open questions (for later)`. */
export function roleOfWords(key: string, { roles }: Vocabulary): SectionRole | undefined {
  const tail = key.search(/[(（]/);
  return roles.get(key) ?? (tail > 0 && /[)）]$/.test(key) ? roles.get(key.slice(0, tail).trim()) : undefined);
}

/** Role of a title: of the whole of it, or of what follows a keyword (`Phase 4: Testing`) is not asked here. */
export function roleOf(key: string, vocabulary: Vocabulary): SectionRole | undefined {
  const gate = vocabulary.gates.get(key);
  const role = roleOfWords(key, vocabulary);
  if (role) return role;
  if (gate) return gate === 'entry' ? 'entry-gate' : gate === 'metrics' ? 'metrics' : 'gate';
  return undefined;
}

/** Cuts a document into sections; the first is the root. Only headings of the document itself count, none in quotes or lists. */
export function readOutline(parsed: Parsed, vocabulary: Vocabulary): OutlineSection[] {
  const { source, tree } = parsed;
  const root = makeSection(parsed, undefined, undefined, vocabulary);
  const all: Building[] = [root];
  let current = root;
  for (const node of tree.children) {
    if (node.type !== 'heading') {
      current.blocks.push(node);
      continue;
    }
    const start = spanOf(node).start;
    let parent = current;
    closeBody(current, start);
    while (parent.depth >= node.depth && parent.parent) {
      close(parent, start);
      parent = parent.parent as Building;
    }
    current = makeSection(parsed, node, parent, vocabulary);
    parent.children.push(current);
    all.push(current);
  }
  closeBody(current, source.text.length);
  for (let open: Building | undefined = current; open; open = open.parent as Building | undefined)
    close(open, source.text.length);
  declareLettered(all, parsed, vocabulary);
  for (const section of all) section.empty = section.blocks.every((block) => isNothing(block, parsed));
  return all;
}

/** `### A1: Title`, `### A2 — Title`: what begins the titles of a series has to be confirmed where it is used. */
function declareLettered(all: readonly Building[], { source }: Parsed, vocabulary: Vocabulary): void {
  const bare = all.filter(({ declaration, depth }) => depth > 1 && !declaration);
  const ids = new Set(letteredIds(bare.map(({ titleSpan }) => source.slice(titleSpan))));
  if (ids.size === 0) return;
  for (const section of bare) {
    const { titleSpan } = section;
    const read = parseDeclaration(source.slice(titleSpan), titleSpan.start, vocabulary, ids);
    if (!read || !ids.has(read.id.value.toLowerCase())) continue;
    section.declaration = { ...read, strength: 'weak' };
    section.label = { keyword: undefined, id: read.id.value, span: read.span };
  }
}

type Building = { -readonly [K in keyof OutlineSection]: OutlineSection[K] } & { blocks: RootContent[] };

function closeBody(section: Building, end: number): void {
  if (section.bodySpan.end === Infinity) section.bodySpan = { start: section.bodySpan.start, end };
}

function close(section: Building, end: number): void {
  section.span = { start: section.span.start, end };
}

function isNothing(block: RootContent, { source }: Parsed): boolean {
  if (block.type === 'thematicBreak' || block.type === 'yaml') return true;
  return block.type === 'html' && withoutComments(source.slice(spanOf(block))).trim() === '';
}

/** What a title declares; in `3. Phase 0: Setup` the phase, as the number is the section's. */
function declarationOf(title: string, base: number, vocabulary: Vocabulary): Declaration | undefined {
  const number = /^[\s*_~`]*\d+[.)]\s+/.exec(title)?.[0].length ?? 0;
  const behind = number > 0 ? parseDeclaration(title.slice(number), base + number, vocabulary) : undefined;
  return behind?.kind === 'phase' ? behind : parseDeclaration(title, base, vocabulary);
}

function makeSection(
  parsed: Parsed,
  node: Heading | undefined,
  parent: Building | undefined,
  vocabulary: Vocabulary,
): Building {
  const headingSpan = node ? spanOf(node) : { start: 0, end: 0 };
  const first = node?.children[0];
  const last = node?.children.at(-1);
  const titleSpan: Span = first && last ? { start: spanOf(first).start, end: spanOf(last).end } : headingSpan;
  const title = node ? withoutComments(toString(node)).trim() : '';
  const declaration =
    node && first ? declarationOf(parsed.source.slice(titleSpan), titleSpan.start, vocabulary) : undefined;
  const key = normalizeTitle(title);
  return {
    title,
    key,
    depth: node?.depth ?? 0,
    headingSpan,
    titleSpan,
    span: { start: headingSpan.start, end: Infinity },
    bodySpan: { start: headingSpan.end, end: Infinity },
    parent,
    children: [],
    number: /^[\s*_~`]*(\d+(?:\.\d+)*)(?=[.)\s])/.exec(title)?.[1],
    label: declaration && { keyword: declaration.keyword, id: declaration.id.value, span: declaration.span },
    role: node ? roleOf(key, vocabulary) : undefined,
    empty: false,
    blocks: [],
    declaration,
  };
}
