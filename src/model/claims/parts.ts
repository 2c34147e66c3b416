import type { Table } from 'mdast';
import { spanOf } from '../../parse.ts';
import { firstLine, type Located, type Span } from '../../text.ts';
import type { Item } from '../document/blocks.ts';
import { cellText } from '../document/cells.ts';
import { readEfforts } from '../language/effort.ts';
import { plainText } from '../language/plain-text.ts';
import { isMarkedOptional } from '../language/optional-mark.ts';
import type { ClaimScope, EffortSum } from '../plan/claim.ts';
import type { EffortUnit } from '../plan/effort.ts';
import type { Amount } from './figure.ts';
import type { Ground, Statement } from './claim-context.ts';
import { type Part, sumOf } from './sums.ts';
import { isTotalName } from '../document/row-kinds.ts';

/** Where the parts of a total stand, seen from it. */
type Where = 'above it' | 'below it';

/**
 * What stands right before a total and is summed up by it: the other items of its list, or the list or table above it.
 * Each part is one amount of the kind of the total.
 */
export function partsBefore(
  statement: Statement,
  { effort, span }: Amount,
  scope: ClaimScope,
  ground: Ground,
): EffortSum[] {
  const { unit } = effort;
  if (statement.item && statement.item.parent === undefined) {
    const before = ground.document.blocks.items.filter(
      (item) => item.list === statement.item?.list && item.span.end <= (statement.item?.span.start ?? 0),
    );
    return ofItems(before, unit, 'above it', ground);
  }
  const { blocks } = ground.document;
  const around = containerOf(statement, scope);
  const isBefore = (place: Span): boolean => around.start <= place.start && place.end <= span.start;
  const items = blocks.items.filter((item) => item.parent === undefined && isBefore(item.span));
  if (items.length > 0) return ofItems(items, unit, 'above it', ground);
  const tables = blocks.tables.filter(({ node }) => isBefore(spanOf(node)));
  const [table] = tables;
  return table && tables.length === 1 ? ofColumn(table.node, unit, 'above it', ground) : [];
}

/** The list or table that follows a total directly. */
export function partsBehind(
  { section, item }: Statement,
  { effort: { unit }, span }: Amount,
  ground: Ground,
): EffortSum[] {
  if (item) return [];
  const first = section.blocks.find((block) => spanOf(block).start >= span.end && block.type !== 'thematicBreak');
  if (first?.type === 'table') return ofColumn(first, unit, 'below it', ground);
  if (first?.type !== 'list') return [];
  const items = ground.document.blocks.items.filter(({ list, parent }) => list === first && parent === undefined);
  return ofItems(items, unit, 'below it', ground);
}

/** The section of a total, or the one above where it closes the last of several sections side by side. */
function containerOf({ section }: Statement, scope: ClaimScope): Span {
  const { parent } = section;
  const last = parent && parent.depth > 1 && parent.children.length > 1 && parent.children.at(-1) === section;
  return last && scope.phase?.section !== section ? parent.span : section.span;
}

function ofItems(items: readonly Item[], unit: EffortUnit, where: Where, ground: Ground): EffortSum[] {
  const lines = items
    .map(({ text }) => firstLine(text))
    .filter(({ value }) => !isTotalName(labelIn(value), ground.document.vocabulary));
  const parts = lines.map((line) => partOf(line, unit, ground));
  const known = parts.filter((part) => part !== undefined);
  // "Submit" at the end of a list of estimates takes no time worth saying.
  const isSum = known.length === parts.length && known.filter(({ effort }) => effort).length >= parts.length * 0.75;
  const sum = isSum ? sumOf(known, 'item', where) : undefined;
  return sum ? [sum] : [];
}

function ofColumn(table: Table, unit: EffortUnit, where: Where, ground: Ground): EffortSum[] {
  const [, ...all] = table.children;
  const nameOf = (row: (typeof all)[number]) =>
    row.children[0] ? cellText(ground.document.parsed, row.children[0]).value : '';
  const rows = all.filter((row) => !isTotalName(plainText(nameOf(row)), ground.document.vocabulary));
  const width = Math.max(0, ...rows.map(({ children }) => children.length));
  const sums = Array.from({ length: width }, (_, column) => {
    const parts = rows.map((row) => {
      const cell = row.children[column];
      return cell ? partOf(cellText(ground.document.parsed, cell), unit, ground, nameOf(row)) : undefined;
    });
    return parts.every((part) => part?.effort)
      ? sumOf(
          parts.filter((part) => part !== undefined),
          'row',
          where,
        )
      : undefined;
  }).filter((sum) => sum !== undefined);
  return sums.length === 1 ? sums : [];
}

/** Hours go with minutes; days and weeks each for themselves. */
function sameKind(a: EffortUnit, b: EffortUnit): boolean {
  const isShort = (unit: EffortUnit): boolean => unit === 'hours' || unit === 'minutes';
  return a === b || (isShort(a) && isShort(b));
}

/** A text as a part of a sum, with its amount of that kind if it has one; undefined where it has several. */
function partOf(text: Located<string>, unit: EffortUnit, ground: Ground, name = text.value): Part | undefined {
  const { vocabulary } = ground.document;
  const amounts = readEfforts(text, ground.document).filter(({ effort }) => sameKind(effort.unit, unit));
  const [amount, other] = amounts;
  if (other) return undefined;
  const words = name.toLowerCase().split(/[^\p{L}\p{N}-]+/u);
  return {
    effort: amount?.effort ?? null,
    optional: isMarkedOptional(text.value, vocabulary),
    reserve: words.some((word) => vocabulary.reserves.has(word)),
  };
}

/** What an item says before its colon. */
function labelIn(line: string): string {
  return line.split(/[:：]/)[0] ?? '';
}
