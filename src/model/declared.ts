import { foldId, similarTitles, titleWords } from './ids.ts';
import type { OutlineSection } from './outline.ts';
import { readScopes } from './scopes.ts';
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
export function declareTasks(drafts: readonly TaskDraft[]): Declared[] {
  const scopes = readScopes(drafts);
  const groups = new Map<OutlineSection | undefined, Map<string, TaskDraft[]>>();
  const declared: Declared[] = [];
  for (const draft of drafts) {
    if (!draft.declaration) {
      if (draft.dialect !== 'table') declared.push({ draft, scope: undefined, aliases: [], repeats: undefined });
      continue;
    }
    const scope = scopes.get(draft);
    const ids = groups.get(scope) ?? new Map<string, TaskDraft[]>();
    groups.set(scope, ids);
    const id = foldId(draft.declaration.id.value);
    ids.set(id, [...(ids.get(id) ?? []), draft]);
  }
  const lists = statusLists(groups);
  for (const [scope, ids] of groups)
    for (const group of ids.values()) declared.push(...declareGroup(group, scope, lists));
  declared.push(...rowsWithoutId(drafts, declared));
  return declared.sort((a, b) => a.draft.span.start - b.draft.span.start);
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
  scope: OutlineSection | undefined,
  lists: ReadonlySet<OutlineSection>,
): Declared[] {
  const best = Math.max(...group.map(rank));
  const first = group.find((draft) => rank(draft) === best);
  if (!first) return [];
  const main: Declared = { draft: first, scope, aliases: [], repeats: undefined };
  const declared = [main];
  for (const draft of group) {
    if (draft === first) continue;
    const similar = fits(draft, first);
    const sameKind = RANK[draft.dialect] === RANK[first.dialect];
    const named = draft.declaration?.keyword?.toLowerCase();
    const ofOtherKind =
      named !== undefined &&
      first.declaration?.keyword !== undefined &&
      named !== first.declaration.keyword.toLowerCase();
    if (!sameKind || (similar && lists.has(draft.section) && draft.item?.children.length === 0)) {
      if (similar) main.aliases.push(draft);
    } else if (ofOtherKind) declared.push({ draft, scope, aliases: [], repeats: undefined });
    else if (draft.dialect === 'table' && similar) main.aliases.push(draft);
    else declared.push({ draft, scope, aliases: [], repeats: { of: first, similar } });
  }
  return declared;
}

function fits(a: TaskDraft, b: TaskDraft): boolean {
  // A row or item that is nothing but the id has no title to compare.
  if (a.title.span.start === a.nameSpan.start || b.title.span.start === b.nameSpan.start) return true;
  return similarTitles(withoutState(a.title.value), withoutState(b.title.value));
}

function withoutState(title: string): string {
  return title.replace(/[([][^()[\]]*[)\]]/g, '').replace(/\s[-–—]\s.*$/, '');
}

/** Sections of which every id is declared before: nothing in them is new. */
function statusLists(
  groups: ReadonlyMap<OutlineSection | undefined, ReadonlyMap<string, readonly TaskDraft[]>>,
): Set<OutlineSection> {
  const repeats = new Map<OutlineSection, { again: number; fresh: number }>();
  for (const ids of groups.values()) {
    for (const group of ids.values()) {
      const best = Math.max(...group.map(rank));
      const first = group.find((draft) => rank(draft) === best);
      for (const draft of group) {
        const count = repeats.get(draft.section) ?? { again: 0, fresh: 0 };
        repeats.set(draft.section, count);
        if (draft === first || draft.section === first?.section) count.fresh++;
        else count.again++;
      }
    }
  }
  return new Set([...repeats].filter(([, { again, fresh }]) => again > 1 && fresh === 0).map(([section]) => section));
}

/** Rows that name a declared task by its title repeat it; the others declare one. */
function rowsWithoutId(drafts: readonly TaskDraft[], declared: readonly Declared[]): Declared[] {
  const byTitle = new Map<string, Declared>();
  for (const entry of declared) byTitle.set(titleWords(entry.draft.title.value).join(' '), entry);
  const rows: Declared[] = [];
  for (const draft of drafts) {
    if (draft.declaration || draft.dialect !== 'table') continue;
    const title = titleWords(draft.title.value).join(' ');
    const same = title === '' ? undefined : byTitle.get(title);
    if (same && !/^\[.*\]$/.test(draft.title.value.trim())) same.aliases.push(draft);
    else rows.push({ draft, scope: undefined, aliases: [], repeats: undefined });
  }
  return rows;
}
