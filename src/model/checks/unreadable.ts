import { hasLetter } from '../language/characters.ts';
import { spanOf } from '../../parse.ts';
import { linesOf, type Span } from '../../text.ts';
import codes from '../language/words/codes.json' with { type: 'json' };
import type { Item } from '../document/blocks.ts';
import type { Document } from '../document/document.ts';
import { purposeOfItem } from '../document/purpose.ts';
import { swallowedHeadings } from '../document/swallowed-headings.ts';
import { type Declaration, parseDeclaration } from '../language/declaration.ts';
import { idShape } from '../language/id-shape.ts';
import { foldId } from '../language/ids.ts';
import type { Unreadable } from '../plan/unreadable.ts';
import type { TaskReading } from '../work/tasks.ts';

/** Everything that looks like structure of the plan and is none for Markdown, in document order. */
export function readUnreadable(document: Document, reading: TaskReading): Unreadable[] {
  return [
    ...inFences(document),
    ...headings(document),
    ...requirements(document),
    ...itemsWithoutBoxes(document, reading),
  ].sort((a, b) => a.span.start - b.span.start);
}

/** A block of code in a fence. */
interface Fence {
  readonly span: Span;
  readonly marks: string;
  readonly info: string;
  readonly lines: readonly string[];
  readonly closed: boolean;
}

const OPENING = /^[ \t>]*(`{3,}|~{3,})([^`\r\n]*)/;

function fencesOf({ parsed, sections }: Document): Fence[] {
  const blocks = sections.flatMap(({ blocks }) => blocks).filter((block) => block.type === 'code');
  return blocks.flatMap((block): Fence[] => {
    const span = spanOf(block);
    const lines = linesOf(parsed.source.slice(span)).map(({ text }) => text);
    const [, marks, info = ''] = OPENING.exec(lines[0] ?? '') ?? [];
    if (marks === undefined) return [];
    const last = lines.length > 1 ? (lines.at(-1) ?? '').trim() : '';
    const closed = last.length >= marks.length && last === (marks[0] ?? '').repeat(last.length);
    return [{ span, marks, info: info.trim(), lines: lines.slice(1, closed ? -1 : undefined), closed }];
  });
}

/** What a fence swallows: headings of tasks and phases, and boxes. */
function structureIn(
  lines: readonly string[],
  { vocabulary }: Document,
): { first: string; count: number; ids: string[] } | undefined {
  const found: string[] = [];
  const ids: string[] = [];
  for (const line of lines) {
    const heading = /^#{1,6}[ \t]+(.*)/.exec(line);
    const item = heading ? undefined : /^[ \t]*[-*+][ \t]+\[[ xX]\][ \t]+(.*)/.exec(line);
    const title = heading?.[1] ?? item?.[1];
    if (title === undefined) continue;
    const declaration = parseDeclaration(title, 0, vocabulary);
    if (declaration) ids.push(foldId(declaration.id.value));
    if (item || declaration?.keyword !== undefined || declaration?.strength === 'strong') found.push(line.trim());
  }
  const [first] = found;
  return first === undefined ? undefined : { first, count: found.length, ids };
}

function inFences(document: Document): Unreadable[] {
  const fences = fencesOf(document);
  return fences.flatMap((fence, index): Unreadable[] => {
    if (fence.info !== '' && fence.closed) return [];
    const before = fences[index - 1];
    // Markdown in a fence, with a fence in it: the inner one ends the outer one, and what was to end it begins another.
    const nested =
      fence.info === '' &&
      before !== undefined &&
      before.lines.some((line) => {
        const [, marks = '', info = ''] = OPENING.exec(line) ?? [];
        return info.trim() !== '' && marks.startsWith(before.marks);
      });
    if (fence.closed && !nested) return [];
    const inside = structureIn(fence.lines, document);
    if (!inside) return [];
    const at = nested ? before.span : fence.span;
    const line = document.parsed.source.lineSpan(document.parsed.source.lineAt(at.start));
    const other = nested ? { start: fence.span.start, end: fence.span.start + fence.marks.length } : undefined;
    return [
      { kind: nested ? 'nested-fence' : 'unclosed-fence', span: { start: at.start, end: line.end }, other, ...inside },
    ];
  });
}

function headings({ blocks, parsed, vocabulary }: Document): Unreadable[] {
  return swallowedHeadings(parsed, blocks).map(({ span, title }): Unreadable => {
    const declaration = parseDeclaration(title.value, 0, vocabulary);
    const ids = declaration ? [foldId(declaration.id.value)] : [];
    const first = parsed.source.slice({ start: span.start, end: title.span.end }).trim();
    return { kind: 'heading-space', span, first, count: 1, other: undefined, ids };
  });
}

/** The depth that OpenSpec's parser demands. */
const DEPTHS: Readonly<Record<string, number>> = { Requirement: 3, Scenario: 4 };

/** OpenSpec reads `### Requirement:` and `#### Scenario:` and passes over all else without a word. */
function requirements({ sections, path = '' }: Document): Unreadable[] {
  if (!sections.some(({ key }) => codes.deltas.includes(key)) && !/(?:^|\/)openspec\/(?:.*\/)?specs\//.test(path))
    return [];
  return sections.flatMap(({ title, depth, headingSpan }): Unreadable[] => {
    const name = title.slice(0, Math.max(title.indexOf(':'), 0));
    if (DEPTHS[name] === undefined || DEPTHS[name] === depth) return [];
    const span = { start: headingSpan.start, end: headingSpan.start + depth };
    return [
      {
        kind: 'requirement',
        span,
        first: `${'#'.repeat(DEPTHS[name] ?? 0)} ${name}:`,
        count: 1,
        other: undefined,
        ids: [],
      },
    ];
  });
}

/** Bullets with ids of the plan's series in a list that has no box, where five or more such ids have one. */
function itemsWithoutBoxes({ blocks, vocabulary }: Document, { nodes }: TaskReading): Unreadable[] {
  const boxed = nodes.filter(({ box, id, dialect }) => box && id !== undefined && dialect === 'checklist');
  const shapes = new Map<string, number>();
  for (const { id = '' } of boxed) shapes.set(idShape(id), (shapes.get(idShape(id)) ?? 0) + 1);
  const known = new Set(nodes.flatMap(({ id, aliases }) => [id, ...aliases].map((one) => foldId(one ?? ''))));
  const lists = new Map<Item['list'], { readonly item: Item; readonly declaration: Declaration }[] | undefined>();
  for (const item of boxed.length < 5 ? [] : blocks.items) {
    if (lists.has(item.list) && !lists.get(item.list)) continue;
    const declaration = parseDeclaration(item.text.value, item.text.span.start, vocabulary);
    const isMeant =
      declaration?.strength === 'strong' &&
      declaration.title.value !== '' &&
      hasLetter(declaration.id.value) &&
      (shapes.get(idShape(declaration.id.value)) ?? 0) >= 5 &&
      !known.has(foldId(declaration.id.value)) &&
      typeof item.node.checked !== 'boolean' &&
      purposeOfItem(item, vocabulary).purpose === 'work';
    lists.set(item.list, isMeant ? [...(lists.get(item.list) ?? []), { item, declaration }] : undefined);
  }
  return [...lists.values()].flatMap((items): Unreadable[] => {
    const [first] = items ?? [];
    if (!items || !first || items.length < 2) return [];
    return [
      {
        kind: 'no-boxes',
        span: first.declaration.span,
        first: first.declaration.id.value,
        count: items.length,
        other: boxed[0]?.nameSpan,
        ids: items.map(({ declaration }) => foldId(declaration.id.value)),
      },
    ];
  });
}

/** Ids that a heading or an item of a place of work begins with, or that stand in what is not readable, and that no task has. */
export function unreadIds(
  { sections, blocks, vocabulary }: Document,
  { nodes }: TaskReading,
  unreadable: readonly Unreadable[],
): ReadonlySet<string> {
  const ids = new Set(unreadable.flatMap((one) => one.ids));
  const isNoPhase = (declaration: Declaration | undefined): declaration is Declaration =>
    declaration?.strength === 'strong' && declaration.kind !== 'phase';
  for (const { declaration } of sections) if (isNoPhase(declaration)) ids.add(foldId(declaration.id.value));
  for (const item of blocks.items) {
    const declaration = parseDeclaration(item.text.value, item.text.span.start, vocabulary);
    if (!isNoPhase(declaration) || declaration.title.value === '') continue;
    if (purposeOfItem(item, vocabulary).purpose === 'work') ids.add(foldId(declaration.id.value));
  }
  for (const { id } of nodes) if (id !== undefined) ids.delete(foldId(id));
  return ids;
}
