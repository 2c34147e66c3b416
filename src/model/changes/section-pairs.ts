import type { Section } from '../plan/section.ts';

/** The sections of before by those that they are now: by their titles under one heading, and where just one is left there, by that. */
export function pairSections(before: readonly Section[], now: readonly Section[]): Map<Section, Section> {
  const pairs = new Map<Section, Section>();
  const used = new Set<Section>();
  const pair = (old: Section, fresh: Section | undefined) => {
    if (!fresh || used.has(fresh) || pairs.has(old)) return;
    pairs.set(old, fresh);
    used.add(fresh);
  };
  for (const way of [wayOf, ({ key, depth }: Section) => `${depth} ${key}`]) {
    const known = new Map<string, Section>();
    for (const section of now) if (!used.has(section) && !known.has(way(section))) known.set(way(section), section);
    for (const section of before) if (!pairs.has(section)) pair(section, known.get(way(section)));
  }
  for (const section of before) {
    if (pairs.has(section)) continue;
    const above = section.parent?.depth === 0 ? undefined : section.parent && pairs.get(section.parent);
    if (section.parent?.depth !== 0 && !above) continue;
    const isSibling = (other: Section) => (above ? other.parent === above : other.parent?.depth === 0);
    const left = before.filter((other) => other.parent === section.parent && !pairs.has(other));
    const fresh = now.filter((other) => isSibling(other) && !used.has(other));
    if (left.length === 1 && fresh.length === 1) pair(section, fresh[0]);
  }
  return pairs;
}

function wayOf({ key, parent }: Section): string {
  return parent ? `${wayOf(parent)}\0${key}` : key;
}
