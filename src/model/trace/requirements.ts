import type { ReadingEntry } from '../plan/reading.ts';
import type { Located, Span } from '../../text.ts';
import { firstLineOf, linesOf, locate } from '../../text.ts';
import type { Item } from '../document/blocks.ts';
import type { Document } from '../document/document.ts';
import { cellText } from '../document/cells.ts';
import { isDigitAt, squeezed } from '../language/characters.ts';
import { unpadded, unpadId, wholeOfPart } from '../language/ids.ts';
import type { Vocabulary } from '../language/words.ts';
import { type NumberedTitle, numberedTitle } from './numbered-title.ts';
import type { OutlineSection } from '../document/outline.ts';
import { plainText } from '../language/plain-text.ts';
import series from '../language/words/series.json' with { type: 'json' };
import type { Requirement } from '../plan/requirement.ts';
import type { TaskReading } from '../work/tasks.ts';

/** A requirement while it is being put together. */
export interface RequirementNode extends Requirement {
  readonly section: OutlineSection;
  readonly parent: RequirementNode | undefined;
  readonly children: RequirementNode[];
  /** What it is looked up by; ids of one key are the same id whatever their padding. */
  readonly key: string;
  /** The letters of the id, `#` for plain numbers: ids of one series count on from each other. */
  readonly series: string;
  /**
   * How surely the place defines it. `strong`: a heading, or a bold id with a colon where requirements are listed; `weak`:
   * an id at the beginning of an item, a row or a box, which may as well repeat what is defined elsewhere.
   */
  readonly strength: 'strong' | 'weak';
  /** Whether it stands where requirements are defined, by the titles above it. */
  readonly defining: boolean;
  /** Whether all of its criteria were seen, so that one beyond the last is unknown. */
  complete: boolean;
}

const NUMBER = String.raw`(?:[-_][A-Z]{2,24}\d{0,12}){0,4}[-_]?\d{1,3}(?!\d)(?:\.\d{1,12}){0,8}[a-z]?`;
/** Ids that name requirements wherever they stand. */
export const REQUIREMENT_ID = `(?:${series.requirements.join('|')})${NUMBER}`;
/** More of them where requirements are listed. */
const LISTED_ID = `(?:${[...series.requirements, ...series.listed].join('|')})${NUMBER}`;

const DECORATION = /^(?:[\s*_~\x60]|\p{Extended_Pictographic}|[\u{FE0F}\u{200D}✓✔✗✘☑☐]|\d+(?:\.\d+)*[.)](?=\s))*/u;
const KNOWN_ID = new RegExp(`^${REQUIREMENT_ID}$`);
const CELL_ID = new RegExp(String.raw`^[*_\x60]*(${LISTED_ID})[*_\x60]*$`, 'u');
const HEADING_ID = new RegExp(String.raw`^(${LISTED_ID})(?![\p{L}\p{N}])\s*[:：.)–—-]*\s*`, 'u');
const LINE_ID = new RegExp(
  String.raw`^(?:[-*+]\s+|\d+[.)]\s+)?(\[[ xX]\]\s+)?((?:\p{Extended_Pictographic}|[\u{FE0F}✓✔✅❌])\s*)?(~~)?(\*\*|__)?(${LISTED_ID})(?:\s*\([^()\r\n]*\))?(?:\s*(\*\*|__))?(?:\s*\([^()\r\n]*\))?\s*([:：]|[–—](?=\s)|-(?=\s))\s*(\*\*|__)?`,
  'u',
);

/** The requirements, criteria and stories that a document defines, in document order. */
export function readRequirements(document: Document, reading: TaskReading): RequirementNode[] {
  const found: RequirementNode[] = [];
  const taskSections = new Set(reading.tasks.map((task) => task.section));
  for (const section of document.sections) {
    const node = section.depth > 0 ? headingRequirement(document, section, taskSections) : undefined;
    if (!node) continue;
    found.push(node);
    if (node.kind === 'requirement' && node.series === '#') found.push(...criteriaOf(document, node));
  }
  found.push(...storyCriteria(document, found));
  const told = new Set(found.map(({ nameSpan }) => nameSpan.start));
  const others = listed(document).filter(({ nameSpan }) => !told.has(nameSpan.start));
  // What is only told of requirements under `Dependencies` defines none of them.
  const defined = new Set(
    [...found, ...others.filter(({ section }) => !isCiting(section, document))].map(({ series }) => series),
  );
  found.push(...others.filter(({ series }) => defined.has(series)));
  found.sort((a, b) => a.nameSpan.start - b.nameSpan.start);
  nestByNumber(found);
  return found;
}

/** What a requirement's id is looked up by. */
export function requirementKey(id: string): string {
  return unpadId(id);
}

/** The letters that an id begins with; `#` for a plain number. */
export function seriesOf(id: string): string {
  let end = 0;
  while (end < id.length && !isDigitAt(id, end)) end++;
  while (end > 0 && (id[end - 1] === '-' || id[end - 1] === '_')) end--;
  return end === 0 ? '#' : id.slice(0, end).toUpperCase();
}

interface Found {
  readonly kind: Requirement['kind'];
  readonly id: string | undefined;
  readonly key: string;
  readonly series: string;
  readonly name: string;
  readonly nameSpan: Span;
  readonly title: Located<string>;
  readonly span: Span;
  readonly section: OutlineSection;
  readonly strength: RequirementNode['strength'];
  readonly parent?: RequirementNode;
  /** What is asked for a word that it was dropped, where that is more than the title. */
  readonly note?: string;
}

function makeNode(document: Document, { note, ...about }: Found): RequirementNode {
  const { path, vocabulary } = document;
  const node: RequirementNode = {
    ...about,
    title: { ...about.title, value: plainText(about.title.value) },
    parent: about.parent,
    children: [],
    dropped: isDropped(note ?? about.title.value, vocabulary),
    path,
    defining: isDefining(about.section, document),
    complete: false,
  };
  about.parent?.children.push(node);
  return node;
}

/** Whether a text is struck out, or says in a bracket, or in emphasis, that what it names was given up. */
function isDropped(text: string, { cues }: Vocabulary): boolean {
  if (text.trimStart().startsWith('~~')) return true;
  return cues
    .of('givenUp')
    .find(text)
    .some(({ start }) => {
      const before = text.slice(0, start).trimEnd();
      return before !== '' && '([*_'.includes(before.slice(-1));
    });
}

/** `### Requirement 2: Title`, `### Requirement: Title`, `### User Story 1 - Title`, `### FR1: Title`. */
function headingRequirement(
  document: Document,
  section: OutlineSection,
  taskSections: ReadonlySet<OutlineSection>,
): RequirementNode | undefined {
  const { source } = document.parsed;
  const raw = source.slice(section.titleSpan);
  const lead = DECORATION.exec(raw)?.[0].length ?? 0;
  const text = raw.slice(lead).replace(/(?<![\s*_~])[\s*_~]+$/, '');
  const base = section.titleSpan.start + lead;
  const at = (length: number): Found['title'] => locate(text.slice(length), base + length);
  const common = { span: section.span, section, strength: 'strong' as const };
  const named = ({ id, end, rest }: NumberedTitle): Pick<Found, 'name' | 'nameSpan' | 'title' | 'id'> => {
    return { id, name: text.slice(0, end), nameSpan: { start: base, end: base + end }, title: at(rest) };
  };
  const { cues } = document.vocabulary;
  const numbered = numberedTitle(text, cues.of('requirement'));
  if (numbered?.id !== undefined && !numbered.id.includes('-'))
    return makeNode(document, { ...common, ...named(numbered), kind: 'requirement', key: numbered.id, series: '#' });
  if (numbered?.colon && numbered.rest < text.length) {
    const title = at(numbered.rest);
    const key = `: ${squeezed(title.value).toLowerCase()}`;
    const about = { id: undefined, key, series: ':', name: title.value, nameSpan: title.span, title };
    return makeNode(document, { ...common, ...about, kind: 'requirement' });
  }
  // A story over tasks groups them; it was defined elsewhere.
  const grouping = [...taskSections].some(
    (other) => section.span.start <= other.span.start && other.span.start < section.span.end,
  );
  const story = grouping ? undefined : numberedTitle(text, cues.of('story'));
  if (story?.id !== undefined) {
    const key = `us${unpadded(story.id)}`;
    return makeNode(document, { ...common, ...named(story), kind: 'story', key, series: 'US' });
  }
  const listedId = grouping ? undefined : HEADING_ID.exec(text);
  const id = listedId?.[1];
  if (!listedId || id === undefined || !isKnownPrefix(id, section, document)) return undefined;
  return makeNode(document, {
    ...common,
    ...named({ id, end: id.length, rest: listedId[0].length }),
    kind: seriesOf(id) === 'US' ? 'story' : 'requirement',
    key: requirementKey(id),
    series: seriesOf(id),
  });
}

/** Single letters such as `R1` name risks and releases elsewhere. */
function isKnownPrefix(id: string, section: OutlineSection, document: Document): boolean {
  return KNOWN_ID.test(id) || isDefining(section, document);
}

function isDefining(section: OutlineSection, { vocabulary: { cues } }: Document): boolean {
  let defining = false;
  for (let at: OutlineSection | undefined = section; at && at.depth > 0; at = at.parent) {
    // The title of the document names its subject.
    if (at.depth === 1 && at.children.length > 0) break;
    if (cues.of('definesRequirements').isIn(at.title)) defining = true;
    else if (cues.of('repeatsRequirements').isIn(at.title)) return false;
  }
  return defining;
}

function isCiting(section: OutlineSection, { vocabulary: { cues } }: Document): boolean {
  for (let at: OutlineSection | undefined = section; at && at.depth > 1; at = at.parent)
    if (cues.of('repeatsRequirements').isIn(at.title) && !cues.of('definesRequirements').isIn(at.title)) return true;
  return false;
}

/** The acceptance criteria of a numbered requirement: ordered items by the number that they are shown with. */
function criteriaOf(document: Document, requirement: RequirementNode): RequirementNode[] {
  const { items } = document.blocks;
  const inside = items.filter(
    ({ span, parent }) => !parent && requirement.span.start <= span.start && span.start < requirement.span.end,
  );
  const titled = inside.filter(
    (item) =>
      (item.section !== requirement.section && isCriteria(item.section.key, document)) || hasLead(item, document),
  );
  const chosen = (titled.length > 0 ? titled : inside).filter(({ number }) => number !== undefined);
  const numbers = chosen.map(({ number }) => number);
  requirement.complete = chosen.length > 0 && new Set(numbers).size === numbers.length && titled.length > 0;
  return chosen.flatMap((item) => {
    const line = firstLineOf(item.text.value);
    const id = `${requirement.id}.${item.number}`;
    return [
      makeNode(document, {
        kind: 'criterion',
        id,
        key: id,
        series: '#',
        name: id,
        nameSpan: markerSpan(document, item),
        title: { value: line, span: { start: item.text.span.start, end: item.text.span.start + line.length } },
        span: item.span,
        section: item.section,
        strength: 'strong',
        parent: requirement,
      }),
    ];
  });
}

function hasLead({ lead }: Item, document: Document): boolean {
  return lead !== undefined && isCriteria(lead.value, document);
}

function isCriteria(title: string, { vocabulary: { cues } }: Document): boolean {
  return cues.of('criteria').atStart(title) !== undefined;
}

/** The number in front of an item. */
function markerSpan({ parsed: { source } }: Document, { span }: Item): Span {
  let end = span.start;
  while (isDigitAt(source.text, end)) end++;
  return { start: span.start, end: end + 1 };
}

/** `## Acceptance Criteria` of a story, numbered: `(AC: 1, 2)` names them. */
function storyCriteria(document: Document, found: readonly RequirementNode[]): RequirementNode[] {
  const criteria = document.blocks.items.filter(
    ({ section, number, parent, node }) =>
      number !== undefined && !parent && typeof node.checked !== 'boolean' && isCriteria(section.key, document),
  );
  const free = criteria.filter(
    ({ span }) => !found.some((other) => other.span.start <= span.start && span.start < other.span.end),
  );
  const numbers = free.map(({ number }) => number);
  if (new Set(free.map(({ section }) => section)).size !== 1 || new Set(numbers).size !== numbers.length) return [];
  return free.map((item) => {
    const line = firstLineOf(item.text.value);
    return makeNode(document, {
      kind: 'criterion',
      id: String(item.number),
      key: `ac${item.number}`,
      series: 'AC',
      name: `AC ${item.number}`,
      nameSpan: markerSpan(document, item),
      title: { value: line, span: { start: item.text.span.start, end: item.text.span.start + line.length } },
      span: item.span,
      section: item.section,
      strength: 'strong',
    });
  });
}

/** `- **FR-001**: ...`, `**FR-001**: ...`, `FR-001: ...`, and rows that begin with such an id. */
function listed(document: Document): RequirementNode[] {
  const { parsed, blocks } = document;
  const found: RequirementNode[] = [];
  for (const { span, section, item } of blocks.paragraphs) {
    const boxed = typeof item?.node.checked === 'boolean';
    const text = parsed.source.slice(span);
    for (const { text: whole, start: at } of linesOf(text)) {
      const line = whole.trimStart();
      const lead = whole.length - line.length;
      const match = LINE_ID.exec(line);
      const id = match?.[5];
      if (!match || id === undefined || !isKnownPrefix(id, section, document)) continue;
      const start = span.start + at + lead + match[0].indexOf(id);
      const bold = match[4] !== undefined;
      const firm = bold && !boxed && match[1] === undefined && match[2] === undefined && match[7] !== '-';
      const from = span.start + at + lead + match[0].length;
      const end = span.start + at + whole.trimEnd().length;
      found.push(
        makeNode(document, {
          ...named(id, start),
          title: { value: parsed.source.text.slice(from, end), span: { start: from, end } },
          note: (match[3] ?? '') + line.slice(match[0].indexOf(id)),
          span: item && item.text.span.start === span.start ? item.span : span,
          section,
          strength: firm && !isCiting(section, document) ? 'strong' : 'weak',
        }),
      );
    }
  }
  return [...found, ...rows(document)];
}

/** What an id at a place says of a requirement. */
function named(id: string, start: number) {
  const series = seriesOf(id);
  const kind = series === 'US' ? ('story' as const) : ('requirement' as const);
  return { kind, id, key: requirementKey(id), series, name: id, nameSpan: { start, end: start + id.length } };
}

function rows(document: Document): RequirementNode[] {
  const { parsed, blocks } = document;
  return blocks.tables.flatMap(({ node, section }) =>
    node.children.slice(1).flatMap((row) => {
      const [first, second] = row.children;
      if (!first || !second) return [];
      const cell = cellText(parsed, first);
      const match = CELL_ID.exec(cell.value);
      const id = match?.[1];
      if (id === undefined || !isKnownPrefix(id, section, document)) return [];
      const start = cell.span.start + cell.value.indexOf(id);
      return [
        makeNode(document, {
          ...named(id, start),
          title: cellText(parsed, second),
          span: cell.span,
          section,
          strength: 'weak',
        }),
      ];
    }),
  );
}

/** `FR1.2` belongs to `FR1`. */
function nestByNumber(found: readonly RequirementNode[]): void {
  const byKey = new Map(found.map((node) => [node.key, node]));
  for (const node of found) {
    if (node.parent || node.series === '#' || !isDigitAt(node.key, node.key.length - 1)) continue;
    const parent = byKey.get(wholeOfPart(node.key) ?? '');
    if (!parent || parent === node) continue;
    (node as { parent: RequirementNode | undefined }).parent = parent;
    parent.children.push(node);
  }
}

/** What is read here, by name. */
export const requirementsReading: ReadingEntry = {
  id: 'requirement.id',
  title: 'the id of a requirement, where it stands or is cited',
  file: 'trace/requirements.ts',
  example: '# Ferry\n\n## Requirements\n\n- **FR-001**: It floats.\n',
  counterExample: '# Ferry\n\n## Notes\n\n- **Ada**: It floats.\n',
};
