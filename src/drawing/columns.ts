import type { Picture } from './picture.ts';

const FEW = 5;

/** The nodes that no arrow touches, group by group, in columns: each is to be drawn below the one before it. */
export function columnsOf({ nodes, links }: Picture): string[][] {
  const linked = new Set(links.flatMap(({ tail, head }) => [tail, head]));
  const loose = new Map<string | undefined, string[]>();
  for (const { key, group } of nodes) {
    if (linked.has(key)) continue;
    const row = loose.get(group);
    if (row) row.push(key);
    else loose.set(group, [key]);
  }
  return [...loose.values()].flatMap((keys) => {
    const wide = keys.length <= FEW ? 1 : Math.ceil(Math.sqrt(keys.length / 2));
    const high = Math.ceil(keys.length / wide);
    return Array.from({ length: wide }, (_, index) => keys.slice(index * high, (index + 1) * high));
  });
}
