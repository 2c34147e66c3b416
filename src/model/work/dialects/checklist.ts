import type { ReadingEntry } from '../../plan/reading.ts';
import type { Blocks, Item } from '../../document/blocks.ts';
import type { FoundBox } from '../../document/boxes.ts';
import { columnAround } from '../../document/board.ts';
import { type Declaration, parseDeclaration } from '../../language/declaration.ts';
import type { Document } from '../../document/document.ts';
import type { Located } from '../../../text.ts';
import { foldId } from '../../language/ids.ts';
import { letteredItems } from '../../language/lettered-ids.ts';
import { beforeSigns, readTaskSigns } from '../../language/task-signs.ts';
import { purposeOfItem } from '../../document/purpose.ts';
import { type TaskDraft, titleOnLine } from '../task-draft.ts';
import { shapeOf } from './heading.ts';
import { BOLD, namedItems } from './named-items.ts';

/** What an item with a box declares: `- [ ] **Task 1: Title**`, `- [ ] T014a [P] ...`, `- [ ] 1.2 ...`, `36. [ ] ...`. */
export interface ItemDeclaration {
  readonly item: Item;
  readonly declaration: Declaration;
}

/**
 * Items that begin with an id. A weak id (a plain number, a lone letter and digit) counts where its shape comes at least
 * twice; any id counts that a heading or table declares (`known`, as `foldId` writes them).
 */
export function readItemDeclarations(
  document: Document,
  blocks: Blocks,
  boxOf: ReadonlyMap<Item, FoundBox>,
  known: ReadonlySet<string>,
): Map<Item, Declaration> {
  const found: ItemDeclaration[] = [];
  const gated: ItemDeclaration[] = [];
  const unmarked = unmarkedItems(document, blocks, boxOf);
  const ids = new Set([...known, ...priorities(boxOf), ...letteredItems(namedTexts(document, blocks, boxOf))]);
  const named = namedItems(document, boxOf, known, ids);
  const bullets = new Set([...idBullets(blocks, boxOf), ...unmarked, ...boardItems(document, blocks), ...named]);
  const shapes = new Map<string, number>();
  for (const item of blocks.items) {
    const box = boxOf.get(item);
    if (!box && item.children.length === 0 && !bullets.has(item)) continue;
    const from = box ? box.text : item.text;
    const declaration =
      parseDeclaration(from.value, from.span.start, document.vocabulary, ids) ?? (box && declaredBySign(box));
    if (!declaration || declaration.kind === 'phase') continue;
    if (
      !box &&
      !bullets.has(item) &&
      !(
        declaration.keyword &&
        declaration.kind === 'task' &&
        (from.value.startsWith('**') || from.value.startsWith('__'))
      )
    )
      continue;
    const { purpose } = purposeOfItem(item, document.vocabulary);
    if (purpose === 'exit-gate' || purpose === 'metrics') gated.push({ item, declaration });
    if (purpose !== 'work') continue;
    found.push({ item, declaration });
    const shape = shapeOf(declaration.id.value);
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
  }
  const declared = new Map<Item, Declaration>();
  for (const { item, declaration } of found) {
    if (declaration.strength === 'weak' && (shapes.get(shapeOf(declaration.id.value)) ?? 0) < 2) continue;
    declared.set(item, declaration);
  }
  for (const { item, declaration } of inSeries(gated, [...declared.values()], known)) declared.set(item, declaration);
  for (const [item, declaration] of listNumbers(document, blocks, boxOf, declared)) declared.set(item, declaration);
  return declared;
}

/** `- [ ] Build the box 🆔 box2`. */
function declaredBySign({ text, native }: FoundBox): Declaration | undefined {
  const id = native ? readTaskSigns(text).find(({ role }) => role === 'id')?.value : undefined;
  return id && { keyword: undefined, kind: undefined, id, span: id.span, title: beforeSigns(text), strength: 'strong' };
}

/** `- [ ] T066 Measure it` under the title of a gate, where the ids of the plan's tasks look like this one and none is it: a task. */
function inSeries(
  gated: readonly ItemDeclaration[],
  tasks: readonly Declaration[],
  known: ReadonlySet<string>,
): ItemDeclaration[] {
  const formOf = ({ id }: Declaration) => id.value.replace(/[A-Z]+/g, 'A').replace(/\d/g, '0');
  const taken = new Set([...known, ...tasks.map(({ id }) => foldId(id.value))]);
  return gated.filter(({ declaration }) => {
    if (declaration.strength !== 'strong' || declaration.keyword || taken.has(foldId(declaration.id.value)))
      return false;
    return tasks.filter((task) => task.strength === 'strong' && formOf(task) === formOf(declaration)).length >= 5;
  });
}

/** `- T001: Title` without boxes: bullets with ids of one series, three or more of them, in a document that has no boxes. */
function idBullets(blocks: Blocks, boxOf: ReadonlyMap<Item, FoundBox>): ReadonlySet<Item> {
  if (boxOf.size > 0) return new Set();
  const bullets = blocks.items.filter(({ text }) =>
    /^(?:\*\*)?[A-Z]{1,6}-?\d{2,4}[a-z]?(?:\*\*)?\s*:/.test(text.value),
  );
  return new Set(bullets.length >= 3 ? bullets : []);
}

/** `- T-3: Title` under `## In Progress`: the heading says how far it is. */
function boardItems({ board, vocabulary }: Document, { items }: Blocks): Item[] {
  if (board.size === 0) return [];
  return items.filter(({ parent, section, text }) => {
    if (parent || !columnAround(section, board)) return false;
    const declaration = parseDeclaration(text.value, text.span.start, vocabulary);
    return declaration?.strength === 'strong' && declaration.kind !== 'phase' && declaration.title.value !== '';
  });
}

/** `- **T003**: Title` in a list whose other items with ids have pictures before them: it is not begun. */
export function unmarkedItems(
  { vocabulary }: Document,
  { items }: Blocks,
  boxOf: ReadonlyMap<Item, FoundBox>,
): ReadonlySet<Item> {
  const named = (text: Located<string>) => {
    const declaration = parseDeclaration(text.value, text.span.start, vocabulary);
    return declaration?.strength === 'strong' && declaration.kind !== 'phase' && declaration.title.value !== '';
  };
  const marked = new Map<Item['list'], number>();
  for (const [{ list }, { isPicture, text }] of boxOf)
    if (isPicture && named(text)) marked.set(list, (marked.get(list) ?? 0) + 1);
  return new Set(items.filter((item) => (marked.get(item.list) ?? 0) > 1 && !boxOf.has(item) && named(item.text)));
}

/** `P1:`, `P2:` at the beginning of three or more boxes are ids there, and no priorities. */
function priorities(boxOf: ReadonlyMap<Item, FoundBox>): Set<string> {
  const ids = [...boxOf.values()].flatMap(
    ({ text }) => /^(?:\*\*)?([A-Z]\d{1,2})\s*:/.exec(text.value)?.[1]?.toLowerCase() ?? [],
  );
  return new Set(ids.length >= 3 && new Set(ids).size === ids.length ? ids : []);
}

/** What items of work begin with that have boxes or bold names. */
function namedTexts({ vocabulary }: Document, { items }: Blocks, boxOf: ReadonlyMap<Item, FoundBox>): string[] {
  return items.flatMap((item) => {
    const text = boxOf.get(item)?.text.value ?? (BOLD.test(item.text.value) ? item.text.value : undefined);
    return text === undefined || purposeOfItem(item, vocabulary).purpose !== 'work' ? [] : [text];
  });
}

/** `36. [ ] Title`: the number of the list is the id where no number comes twice in the plan. */
function listNumbers(
  document: Document,
  blocks: Blocks,
  boxOf: ReadonlyMap<Item, FoundBox>,
  declared: ReadonlyMap<Item, Declaration>,
): Map<Item, Declaration> {
  const numbered = blocks.items.filter(
    (item) =>
      item.number !== undefined &&
      boxOf.has(item) &&
      !declared.has(item) &&
      purposeOfItem(item, document.vocabulary).purpose === 'work',
  );
  if (numbered.length < 3 || new Set(numbered.map(({ number }) => number)).size < numbered.length) return new Map();
  return new Map(
    numbered.flatMap((item) => {
      const digits = /^\d+/.exec(document.parsed.source.slice(item.span))?.[0];
      const box = boxOf.get(item);
      if (!digits || !box) return [];
      const span = { start: item.span.start, end: item.span.start + digits.length };
      const id = { value: digits, span };
      return [[item, { keyword: undefined, kind: undefined, id, span, title: box.text, strength: 'strong' }] as const];
    }),
  );
}

/** A checklist task out of an item that declares one. */
export function checklistTask(item: Item, box: FoundBox | undefined, declaration: Declaration): TaskDraft {
  return {
    dialect: 'checklist',
    kind: 'task',
    declaration,
    title: titleOnLine(declaration.title),
    nameSpan: declaration.span,
    span: item.span,
    section: item.section,
    item,
    box,
    cells: undefined,
  };
}

/** What is read here, by name. */
export const checklistTaskReading: ReadingEntry = {
  id: 'task.checklist',
  title: 'an item with a box that begins with an id',
  file: 'work/dialects/checklist.ts',
  example: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] T001 Dredge\n- [ ] T002 Mark the channel\n',
  counterExample: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] Dredge\n- [ ] Mark the channel\n',
};
