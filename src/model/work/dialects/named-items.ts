import { firstLineOf } from '../../../text.ts';
import type { FoundBox } from '../../document/boxes.ts';
import type { Item } from '../../document/blocks.ts';
import type { Document } from '../../document/document.ts';
import { fieldsWithin } from '../../document/fields.ts';
import type { OutlineSection } from '../../document/outline.ts';
import { purposeOfItem } from '../../document/purpose.ts';
import { type Declaration, parseDeclaration } from '../../language/declaration.ts';
import { foldId } from '../../language/ids.ts';
import { isStepWord } from '../../language/keyword.ts';
import { saysNeeds, stateOfHeading } from '../../language/state-tail.ts';
import { type Token, tokenize } from '../../language/tokens.ts';
import type { Vocabulary } from '../../language/words.ts';
import { shapeOf } from './heading.ts';

/** An item that begins with a bold name. */
interface Named {
  readonly item: Item;
  readonly declaration: Declaration;
}

/** What begins in bold, perhaps behind a picture or struck out. */
export const BOLD = /^(?:\p{Extended_Pictographic}|[\u{FE0F}\s])*(?:~~)?(?:\*\*|__)/u;

/** Fewer are a remark on two things. */
const SERIES = 3;

/**
 * `- **T-1** — Title`, `1. **Task 1.1**: Title (done)`: items without boxes that have bold names of one series, in a plan that
 * declares its tasks nowhere else. They stand in a phase or a list of tasks, or most of them say what is only said of tasks:
 * how far they are, how long they take, what they need. `ids` are those that count whatever their shape.
 */
export function namedItems(
  document: Document,
  boxOf: ReadonlyMap<Item, FoundBox>,
  known: ReadonlySet<string>,
  ids: ReadonlySet<string>,
): ReadonlySet<Item> {
  if (known.size > 0) return new Set();
  const series = new Map<string, Named[]>();
  for (const item of document.blocks.items) {
    const declaration = nameOf(item, document, ids);
    if (!declaration) continue;
    const key = `${declaration.keyword?.toLowerCase() ?? ''} ${shapeOf(declaration.id.value).replace(/^[A-Z](?=0$)/, 'A')}`;
    const same = series.get(key);
    if (same) same.push({ item, declaration });
    else series.set(key, [{ item, declaration }]);
  }
  const [members = [], ...others] = [...series.values()].filter(({ length }) => length >= SERIES);
  if (others.length > 0 || !isSeries(members)) return new Set();
  const items = new Set(members.map(({ item }) => item));
  if (hasOthers(document, boxOf, items)) return new Set();
  const inWork = members.filter(({ item }) => isInWork(item.section)).length;
  const evident = members.filter((named) => boxOf.has(named.item) || isEvident(named, document)).length;
  return inWork === members.length || evident * 2 >= members.length ? items : new Set();
}

/** The bold name that an item begins with, and a title behind it. */
function nameOf(
  { text, parent, ...item }: Item,
  document: Document,
  ids: ReadonlySet<string>,
): Declaration | undefined {
  if (parent || !BOLD.test(text.value)) return undefined;
  const declaration = parseDeclaration(text.value, text.span.start, document.vocabulary, ids);
  if (!declaration || declaration.kind === 'phase' || isStepWord(declaration.keyword)) return undefined;
  if (declaration.title.value === '' || (!declaration.keyword && /^[\d.]+$/.test(declaration.id.value)))
    return undefined;
  return purposeOfItem({ text, parent, ...item }, document.vocabulary).purpose === 'work' ? declaration : undefined;
}

/** Whether every name is another one. */
function isSeries(members: readonly Named[]): boolean {
  return (
    members.length > 0 &&
    new Set(members.map(({ declaration }) => foldId(declaration.id.value))).size === members.length
  );
}

/** Whether a box outside a series declares a task. */
function hasOthers(document: Document, boxOf: ReadonlyMap<Item, FoundBox>, series: ReadonlySet<Item>): boolean {
  return [...boxOf].some(
    ([item, { text }]) =>
      !series.has(item) &&
      purposeOfItem(item, document.vocabulary).purpose === 'work' &&
      parseDeclaration(text.value, text.span.start, document.vocabulary)?.strength === 'strong',
  );
}

/** Whether a line that declares something says how far it is, or what it needs. */
export function saysWork(line: string, vocabulary: Vocabulary): boolean {
  return stateOfHeading(line, vocabulary) !== undefined || asidesOf(line).some((said) => saysNeeds(said, vocabulary));
}

/** Whether a section is a phase or a list of tasks, by its heading. */
export function isInWork({ declaration, role, depth }: OutlineSection): boolean {
  return depth > 1 && (declaration?.kind === 'phase' || role === 'tasks');
}

/** Whether an item says what is only said of tasks. */
function isEvident({ item, declaration }: Named, { vocabulary, fields }: Document): boolean {
  const line = firstLineOf(declaration.title.value);
  if (saysWork(line, vocabulary)) return true;
  return fieldsWithin(fields, item.span).some(
    ({ role }) => role === 'status' || role === 'estimate' || role === 'dependencies',
  );
}

/** What stands behind the first dash or bracket of a line. */
function asidesOf(line: string): Token[][] {
  const tokens = tokenize(line, 0);
  const at = tokens.findIndex(({ kind, spaced }) => kind === 'open' || (kind === 'dash' && spaced));
  return at < 0 ? [] : [tokens.slice(at + 1)];
}
