import { hasLetter, isDigits } from '../language/characters.ts';
import { contains } from '../../text.ts';
import { foldId, isStem, sameTitles, similarTitles, titleWords } from '../language/ids.ts';
import type { OutlineSection } from '../document/outline.ts';
import { stateOfValue } from '../language/state.ts';
import type { Vocabulary } from '../language/words.ts';
import { readScopes } from './id-scope.ts';
import type { TaskDraft } from './task-draft.ts';

/** A draft that declares a task, and the drafts that only repeat it. */
export interface Declared {
  readonly draft: TaskDraft;
  readonly scope: OutlineSection | undefined;
  readonly aliases: TaskDraft[];
  /** Another declaration of the same id in the same scope. */
  readonly repeats: { readonly of: TaskDraft; readonly similar: boolean } | undefined;
}

/**
 * Finds out which drafts declare a task and which name one that is declared elsewhere: a row of a summary table, an item
 * of a status list, an appendix. Two declarations of one id remain two, the second marked as a repetition.
 */
export function declareTasks(drafts: readonly TaskDraft[], vocabulary: Vocabulary): Declared[] {
  const summary = summaryRows(drafts);
  const scopes = readScopes(drafts.filter((draft) => !summary.has(draft) && !isMention(draft, vocabulary)));
  const groups = new Map<OutlineSection | undefined, Map<string, TaskDraft[]>>();
  const declared: Declared[] = [];
  for (const draft of drafts) {
    if (summary.has(draft)) continue;
    if (!draft.declaration) {
      if (draft.dialect !== 'table') declared.push({ draft, scope: undefined, aliases: [], repeats: undefined });
      continue;
    }
    const scope = scopes.get(draft);
    const ids = groups.get(scope) ?? new Map<string, TaskDraft[]>();
    groups.set(scope, ids);
    const id = foldId(draft.declaration.id.value);
    const same = ids.get(id);
    if (same) same.push(draft);
    else ids.set(id, [draft]);
  }
  const lists = statusLists(groups);
  for (const [scope, ids] of groups)
    for (const group of ids.values()) declared.push(...declareGroup(group, { scope, lists, vocabulary }));
  declared.push(
    ...rowsWithoutId(
      drafts.filter((draft) => !summary.has(draft)),
      declared,
    ),
  );
  for (const [row, task] of summary) {
    if (task) declared.find(({ draft, aliases }) => draft === task || aliases.includes(task))?.aliases.push(row);
  }
  return declared.sort((a, b) => a.draft.span.start - b.draft.span.start);
}

/**
 * Rows of tables that list the tasks of the plan again: most of them have the number or the words of a task that stands
 * elsewhere. Their other rows are mapped to nothing.
 */
function summaryRows(drafts: readonly TaskDraft[]): Map<TaskDraft, TaskDraft | undefined> {
  const rows = new Map<TaskDraft, TaskDraft | undefined>();
  const others = drafts.filter(
    ({ dialect }) => dialect !== 'table' && dialect !== 'plain' && dialect !== 'prerequisite',
  );
  const tables = new Map<OutlineSection, TaskDraft[]>();
  for (const draft of drafts) {
    if (draft.dialect === 'table') tables.set(draft.section, [...(tables.get(draft.section) ?? []), draft]);
  }
  for (const table of others.length > 0 ? tables.values() : []) {
    const named = table.map((row) => ({ row, task: listedTask(row, others) }));
    // A table that names tasks by their ids names none by likeness beside them.
    const byId = named.filter(({ row, task }) => task !== undefined && row.declaration !== undefined).length;
    const found = named.map(({ row, task }) => ({ row, task: byId > 1 && !row.declaration ? undefined : task }));
    const known = found.filter(({ task }) => task !== undefined);
    const alike = known.filter(({ row, task }) => task && fits(row, task));
    const all = known.length === table.length && table.length >= 3;
    if (known.length < 2 || known.length < table.length * 0.6 || (!all && alike.length * 2 < known.length)) continue;
    for (const { row, task } of found) rows.set(row, task);
  }
  return rows;
}

/** The one task that a row names by its number (`F002` for `Feature 002`), or by words that are all in its title. */
function listedTask(row: TaskDraft, others: readonly TaskDraft[]): TaskDraft | undefined {
  const id = row.declaration && foldId(row.declaration.id.value);
  if (id !== undefined) {
    const number = id.slice(1);
    const isInitial = hasLetter(id.charAt(0)) && isDigits(number);
    const same = others.filter(({ declaration }) => {
      const own = declaration && foldId(declaration.id.value);
      const abbreviated = isInitial && own === number && declaration?.keyword?.toLowerCase().startsWith(id.charAt(0));
      return own === id || abbreviated;
    });
    const headings = same.filter(({ dialect }) => dialect === 'heading');
    return same.length === 1 ? same[0] : headings.length === 1 ? headings[0] : undefined;
  }
  const words = titleWords(row.title.value);
  if (words.length === 0) return undefined;
  return others.find(({ title }) => {
    const all = titleWords(title.value);
    return words.every((word) => all.some((other) => other === word || isStem(word, other)));
  });
}

const RANK: Readonly<Record<TaskDraft['dialect'], number>> = {
  heading: 4,
  checklist: 3,
  labelled: 3,
  bold: 3,
  'front-matter': 3,
  prerequisite: 1,
  plain: 1,
  table: 1,
};

function rank(draft: TaskDraft): number {
  return RANK[draft.dialect] + ((draft.item?.children.length ?? 0) > 0 ? 0.5 : 0);
}

function declareGroup(
  group: readonly TaskDraft[],
  { scope, lists, vocabulary }: { scope: OutlineSection | undefined; lists: StatusLists; vocabulary: Vocabulary },
): Declared[] {
  const first = declarationOf(group);
  if (!first || (group.length === 1 && isMention(first, vocabulary))) return [];
  const main: Declared = { draft: first, scope, aliases: [], repeats: undefined };
  const declared = [main];
  for (const draft of group) {
    if (draft === first) continue;
    const list = lists.get(draft.section);
    const similar =
      fits(draft, first) ||
      isMention(draft, vocabulary) ||
      (list === 'alike' && fits(draft, first, shareWord)) ||
      (list === 'complete' && sameKeyword(draft, first));
    // A picture beside an id that is declared elsewhere says something about that task, and declares none.
    if (draft.box?.isPicture) {
      if (similar) main.aliases.push(draft);
      continue;
    }
    const sameKind = RANK[draft.dialect] === RANK[first.dialect];
    const named = draft.declaration?.keyword?.toLowerCase();
    const kinds = new Set([named, first.declaration?.keyword?.toLowerCase()]);
    // `Issue 1` and `1.` are two things, while `Task T1` and `T1` are one.
    const isNumber = isDigits(first.declaration?.id.value ?? '');
    const ofOtherKind = kinds.size > 1 && (isNumber || !kinds.has(undefined));
    // What stands inside a task with an id of another kind is a part of it.
    const isPart = ofOtherKind && contains(first.span, draft.span);
    if (isPart) declared.push({ draft, scope, aliases: [], repeats: undefined });
    else if (!sameKind && !similar && list === undefined && isInOtherPart(draft, first))
      declared.push({ draft, scope: partOf(draft), aliases: [], repeats: undefined });
    else if (!sameKind || (similar && list !== undefined && draft.item?.children.length === 0)) {
      if (similar) main.aliases.push(draft);
    } else if (ofOtherKind) declared.push({ draft, scope, aliases: [], repeats: undefined });
    else if (draft.dialect === 'table' && similar) main.aliases.push(draft);
    else declared.push({ draft, scope, aliases: [], repeats: { of: first, similar: fits(draft, first, sameTitles) } });
  }
  return declared;
}

/** Which of the drafts of one id declares the task: that of the highest rank, but none that only says how far a task is. */
function declarationOf(group: readonly TaskDraft[]): TaskDraft | undefined {
  const own = group.filter(({ box }) => box?.isPicture !== true);
  const drafts = own.length > 0 ? own : group;
  const best = Math.max(...drafts.map(rank));
  const first = drafts.find((draft) => rank(draft) === best);
  // A heading in no phase about a task that has its box in one tells more about it: the task stays where its box is.
  const boxed = drafts.find(
    (draft) => draft !== first && draft.box !== undefined && first?.dialect === 'heading' && fits(draft, first),
  );
  const isDetail =
    boxed !== undefined && first !== undefined && !first.box && phaseOf(boxed.section) && !phaseOf(first.section);
  return isDetail && boxed.span.start < first.span.start ? boxed : first;
}

function phaseOf(section: OutlineSection): OutlineSection | undefined {
  for (let at: OutlineSection | undefined = section; at; at = at.parent)
    if (at.declaration?.kind === 'phase') return at;
  return undefined;
}

/** Whether an item says nothing but how far a task is: `✅ Step 2: COMPLETE`. */
function isMention({ box, title }: TaskDraft, vocabulary: Vocabulary): boolean {
  return box?.isPicture === true && stateOfValue(title.value, vocabulary) !== undefined;
}

function sameKeyword(a: TaskDraft, b: TaskDraft): boolean {
  const keyword = a.declaration?.keyword?.toLowerCase();
  return keyword !== undefined && keyword === b.declaration?.keyword?.toLowerCase();
}

/** The part of the document of the second level that a draft stands in. */
function partOf({ section }: TaskDraft): OutlineSection | undefined {
  let at: OutlineSection | undefined = section;
  while (at && at.depth > 2) at = at.parent;
  return at?.depth === 2 ? at : undefined;
}

/** Whether an item with a box stands in another part of the document than a heading: `1.1` of the first version, and of the second. */
function isInOtherPart(draft: TaskDraft, other: TaskDraft): boolean {
  const [own, others] = [partOf(draft), partOf(other)];
  return draft.box !== undefined && own !== undefined && others !== undefined && own !== others;
}

/** Whether two drafts may be about one task by what their titles say; one that is nothing but its id fits any. */
function fits(a: TaskDraft, b: TaskDraft, alike = similarTitles): boolean {
  if (a.title.span.start === a.nameSpan.start || b.title.span.start === b.nameSpan.start) return true;
  return namesOne(a.title.value, b.title.value, alike);
}

function shareWord(a: string, b: string): boolean {
  const words = new Set(titleWords(a));
  return titleWords(b).some((word) => words.has(word));
}

/** Whether two titles name one thing, whatever notes and states stand behind them. */
export function namesOne(a: string, b: string, alike = similarTitles): boolean {
  const [first, second] = [a, b].map((title) => title.replace(/[([][^()[\]]*[)\]]/g, '').replace(/\s[-–—]\s.*/, ''));
  return alike(first ?? '', second ?? '');
}

/**
 * `alike` where nearly all titles are those of the declarations, so that one in other words is the same task as well;
 * `complete` where half are and every task is there by its keyword.
 */
type StatusLists = ReadonlyMap<OutlineSection, 'alike' | 'complete' | 'mixed'>;

/** Sections of which every id is declared before: nothing in them is new. */
function statusLists(
  groups: ReadonlyMap<OutlineSection | undefined, ReadonlyMap<string, readonly TaskDraft[]>>,
): StatusLists {
  const repeats = new Map<OutlineSection, { again: number; alike: number; fresh: number; named: number }>();
  let declared = 0;
  for (const ids of groups.values()) {
    for (const group of ids.values()) {
      const first = declarationOf(group);
      declared++;
      for (const draft of group) {
        const count = repeats.get(draft.section) ?? { again: 0, alike: 0, fresh: 0, named: 0 };
        repeats.set(draft.section, count);
        if (draft === first || draft.section === first?.section) count.fresh++;
        else {
          count.again++;
          if (first && fits(draft, first)) count.alike++;
          if (first && sameKeyword(draft, first)) count.named++;
        }
      }
    }
  }
  const lists = [...repeats].filter(([, { again, fresh, alike }]) => again > 1 && fresh === 0 && alike > 0);
  return new Map(
    lists.map(([section, { again, alike, named }]) => {
      const complete = alike * 2 >= again && named === again && again === declared;
      return [section, alike >= again * 0.75 ? 'alike' : complete ? 'complete' : 'mixed'];
    }),
  );
}

const isBracketed = (text: string): boolean => text.startsWith('[') && text.endsWith(']');

/** Rows that name a declared task by its title repeat it; the others declare one. */
function rowsWithoutId(drafts: readonly TaskDraft[], declared: readonly Declared[]): Declared[] {
  const byTitle = new Map<string, Declared>();
  for (const entry of declared) byTitle.set(titleWords(entry.draft.title.value).join(' '), entry);
  const rows: Declared[] = [];
  for (const draft of drafts) {
    if (draft.declaration || draft.dialect !== 'table') continue;
    const title = titleWords(draft.title.value).join(' ');
    const same = title === '' ? undefined : byTitle.get(title);
    if (same && !isBracketed(draft.title.value.trim())) same.aliases.push(draft);
    else rows.push({ draft, scope: undefined, aliases: [], repeats: undefined });
  }
  return rows;
}
