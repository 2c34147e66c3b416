import { distance } from 'fastest-levenshtein';
import { similarTitles, titleWords } from '../language/ids.ts';
import type { Gate, GateItem } from '../plan/gate.ts';
import type { GateItemPair } from '../plan/change.ts';
import type { Plan } from '../plan/plan.ts';

/** An item with the gate that it belongs to. */
export interface GateEntry {
  readonly gate: Gate;
  readonly item: GateItem;
}

/** The items of gates in two versions: those that are the same, and those that are no more. */
export function pairGateItems(
  before: Plan,
  now: Plan,
): { readonly pairs: readonly GateItemPair[]; readonly removed: readonly GateEntry[] } {
  const olds = entriesOf(before);
  const fresh = new Set(entriesOf(now));
  const same = new Map<GateEntry, GateEntry>();
  for (const key of [keyInGate, ({ item }: GateEntry) => wordsOf(item)]) {
    for (const old of olds) {
      if (same.has(old)) continue;
      const found = [...fresh].find((entry) => key(entry) === key(old));
      if (!found) continue;
      same.set(old, found);
      fresh.delete(found);
    }
  }
  // What is left in the same gate was reworded: what is alike, and what stands there instead.
  const leftIn = (entries: Iterable<GateEntry>, gate: Gate) =>
    [...entries].filter((entry) => keyOfGate(entry.gate) === keyOfGate(gate));
  const isLeft = (old: GateEntry) => !same.has(old);
  for (const old of olds.filter(isLeft)) {
    const alike = leftIn(fresh, old.gate).find(({ item }) => similarTitles(item.title.value, old.item.title.value));
    if (!alike) continue;
    same.set(old, alike);
    fresh.delete(alike);
  }
  for (const gate of new Set(olds.filter(isLeft).map((old) => old.gate))) {
    const [gone, came] = [leftIn(olds.filter(isLeft), gate), leftIn(fresh, gate)];
    if (gone.length !== came.length) continue;
    gone.forEach((old, index) => {
      const entry = came[index];
      if (!entry) return;
      same.set(old, entry);
      fresh.delete(entry);
    });
  }
  const pairs = olds.flatMap((old) => {
    const entry = same.get(old);
    return entry ? [{ before: old.item, now: entry.item, gate: old.gate, lost: lostWords(old.item, entry.item) }] : [];
  });
  // Words that the plan has in another box are not gone.
  const boxes = new Set(now.boxes.map(({ words }) => titleWords(words).join(' ')));
  const removed = olds.filter((old) => !same.has(old) && !boxes.has(wordsOf(old.item)));
  return { pairs, removed };
}

function entriesOf({ gates }: Plan): GateEntry[] {
  return gates
    .filter(({ kind }) => kind !== 'metrics')
    .flatMap((gate) => gate.items.map((item): GateEntry => ({ gate, item })));
}

function wordsOf({ title }: GateItem): string {
  return titleWords(title.value).join(' ') || title.value.trim().toLowerCase();
}

function keyInGate({ gate, item }: GateEntry): string {
  return `${keyOfGate(gate)}\0${wordsOf(item)}`;
}

/** What a gate is known by: its title and what it stands behind. */
function keyOfGate({ title, scope }: Gate): string {
  const behind =
    scope.kind === 'phase' ? scope.phase.id : scope.kind === 'task' ? (scope.task.id ?? scope.task.title.value) : '';
  return `${scope.kind} ${behind}\0${titleWords(title.value).join(' ')}`;
}

/** The words that an item has no more, where nothing is left that is only spelt otherwise. */
function lostWords(before: GateItem, now: GateItem): readonly string[] {
  const left = titleWords(now.title.value);
  const asked = withoutRemark(before.title.value);
  return titleWords(asked).filter((word) => !left.some((other) => isSpelling(word, other)));
}

/** What an item asks for, without the remark in parentheses behind it. */
function withoutRemark(text: string): string {
  const bare = text.trim().endsWith('.') ? text.trim().slice(0, -1) : text.trim();
  const at = bare.lastIndexOf('(');
  return bare.endsWith(')') && at > 0 ? bare.slice(0, at) : bare;
}

/** Whether two words are the same but for a slip. A number is never one. */
function isSpelling(word: string, other: string): boolean {
  if (word === other) return true;
  if (/\d/.test(word + other) || Math.min(word.length, other.length) < 4) return false;
  return distance(word, other) <= 2 || word.startsWith(other) || other.startsWith(word);
}
