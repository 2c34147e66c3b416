import { isDigits } from '../language/characters.ts';
import { foldId, similarTitles } from '../language/ids.ts';
import { isStepWord } from '../language/keyword.ts';
import type { OutlineSection } from '../document/outline.ts';
import type { TaskDraft } from './task-draft.ts';

/** Ids of one block that begins to count anew. */
interface Block {
  readonly section: OutlineSection;
  readonly drafts: TaskDraft[];
}

/**
 * Where each draft's id is unique: `document`, or the section of it where numbering restarts. Steps restart under every
 * section; plain numbers and letters do where two blocks both count on from the same first id with other titles.
 */
export function readScopes(drafts: readonly TaskDraft[]): ReadonlyMap<TaskDraft, OutlineSection | undefined> {
  const scopes = new Map<TaskDraft, OutlineSection | undefined>();
  const prose: TaskDraft[] = [];
  const tables: TaskDraft[] = [];
  const stepsRestart = areRepeated(drafts.filter(isStep));
  for (const draft of drafts) {
    if (!draft.declaration) continue;
    if (stepsRestart && isStep(draft))
      scopes.set(draft, draft.dialect === 'heading' ? draft.section.parent : draft.section);
    else if (isOrdinal(draft.declaration.id.value)) (draft.dialect === 'table' ? tables : prose).push(draft);
  }
  const declared = new Set(prose.map((draft) => foldId(draft.declaration?.id.value ?? '')));
  restarts(prose, scopes);
  restarts(
    tables.filter((draft) => !declared.has(foldId(draft.declaration?.id.value ?? ''))),
    scopes,
  );
  return scopes;
}

function isStep({ declaration }: TaskDraft): boolean {
  return isStepWord(declaration?.keyword);
}

/** Whether a number comes twice in one dialect; a list of steps beside their headings counts nothing anew. */
function areRepeated(steps: readonly TaskDraft[]): boolean {
  const seen = new Set<string>();
  return steps.some(({ dialect, declaration }) => {
    const key = `${dialect} ${declaration?.id.value}`;
    const again = seen.has(key);
    seen.add(key);
    return again;
  });
}

function restarts(drafts: readonly TaskDraft[], scopes: Map<TaskDraft, OutlineSection | undefined>): void {
  const blocks: Block[] = [];
  for (const draft of drafts) {
    const section = blockOf(draft);
    const block = blocks.find((known) => known.section === section);
    if (block) block.drafts.push(draft);
    else blocks.push({ section, drafts: [draft] });
  }
  const [first, ...others] = blocks.filter((block) => isSeries(block.drafts));
  if (!first) return;
  const again = others.filter((block) => sameStart(first, block) && !isRepetition(first, block));
  if (again.length === 0) return;
  // Where two blocks count for themselves, one that begins at 3 does too.
  const counted = [first, ...again];
  const apart = blocks.filter(
    (block) => !counted.includes(block) && !counted.some((other) => isRepetition(other, block)),
  );
  for (const block of again.length > 1 ? [...counted, ...apart] : counted)
    for (const draft of block.drafts) scopes.set(draft, block.section);
}

/** The phase around a draft, else the section whose headings it is one of, else its section of the second level; a table's own section. */
function blockOf(draft: TaskDraft): OutlineSection {
  let block = draft.section;
  if (draft.dialect === 'table') return block;
  const { parent, depth } = draft.section;
  if (draft.dialect === 'heading' && depth >= 4 && parent && parent.declaration?.kind === undefined) return parent;
  for (let at: OutlineSection | undefined = draft.section; at && at.depth > 0; at = at.parent) {
    if (at.declaration?.kind === 'phase') return at;
    if (at.depth >= 2 || at === draft.section) block = at;
  }
  return block;
}

/** A number, or a letter that stands for one. */
function isOrdinal(id: string): boolean {
  return isDigits(id) || /^[A-Za-z]$/.test(id);
}

function ordinal(draft: TaskDraft): number {
  const id = draft.declaration?.id.value ?? '';
  return isDigits(id) ? Number(id) : id.toLowerCase().charCodeAt(0) - 96;
}

function isSeries(drafts: readonly TaskDraft[]): boolean {
  const start = drafts[0] ? ordinal(drafts[0]) : Number.NaN;
  return start <= 1 && drafts.every((draft, index) => ordinal(draft) === start + index);
}

function sameStart(a: Block, b: Block): boolean {
  if (a.drafts.length > 1 && b.drafts.length === 1) return false;
  return a.drafts[0] !== undefined && b.drafts[0] !== undefined && ordinal(a.drafts[0]) === ordinal(b.drafts[0]);
}

/** Whether the second block lists the tasks of the first again instead of counting others. */
function isRepetition(a: Block, b: Block): boolean {
  const pairs = b.drafts.slice(0, a.drafts.length);
  const same = pairs.filter((draft, index) =>
    similarTitles(draft.title.value, a.drafts[index]?.title.value ?? ''),
  ).length;
  return same >= pairs.length / 2;
}
