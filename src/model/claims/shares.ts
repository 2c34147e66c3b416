import type { Item } from '../document/blocks.ts';
import type { ProgressClaim } from '../plan/claim.ts';
import { readFigures } from './figures.ts';
import type { Ground } from './claim-context.ts';

/** A claim about progress before it is measured. */
export type Stated = Omit<ProgressClaim, 'wrong'>;

type Counting = ProgressClaim['counts'][number];

/** Measures claims about progress. */
export function measured(claim: Stated): ProgressClaim {
  return { ...claim, wrong: wrongFigures(claim) };
}

/** The figures that no counting bears out; any way of rounding is fine. Without a counting a claim can contradict itself. */
function wrongFigures(claim: Stated): ProgressClaim['wrong'] {
  const { counts, percent, done, total } = claim;
  const stated = done && total && { done: done.value, total: total.value, what: '' };
  const against = (count: Counting | undefined): ProgressClaim['wrong'] =>
    !count || count.total === 0
      ? []
      : [
          ...(percent && Math.abs(percent.value - (100 * count.done) / count.total) >= tolerance(claim)
            ? [{ figure: percent, right: Math.round((100 * count.done) / count.total) }]
            : []),
          ...(done && done.value !== count.done ? [{ figure: done, right: count.done }] : []),
          ...(total && total.value !== count.total ? [{ figure: total, right: count.total }] : []),
        ];
  if (counts.some((count) => against(count).length === 0)) return [];
  const likeliest = counts.find((count) => count.total === total?.value) ?? counts[0];
  return against(likeliest ?? stated);
}

/** How far a percentage may lie from the truth: round ones are rounded. */
function tolerance({ percent, approximate, total }: Stated): number {
  if (approximate) return 10;
  if (percent === undefined || total !== undefined || percent.value === 0 || percent.value === 100) return 1;
  if (percent.value % 10 === 0) return 5.01;
  return percent.value % 5 === 0 ? 2.51 : 1;
}

/** Whether the items of a list share out 100 % among them: that says nothing about progress. */
export function isDivision({ list }: Item, ground: Ground): boolean {
  const known = divisions.get(list);
  if (known !== undefined) return known;
  const shares = ground.document.blocks.items
    .filter((item) => item.list === list)
    .map(({ text }) => readFigures(text, ground.document).find(({ kind }) => kind === 'share'));
  const percents = shares.flatMap((share) => (share?.kind === 'share' ? [share.percent.value] : []));
  const sum = percents.reduce((total, percent) => total + percent, 0);
  const divides = percents.length > 2 && Math.abs(sum - 100) <= 1 && !percents.includes(100);
  divisions.set(list, divides);
  return divides;
}

const divisions = new WeakMap<object, boolean>();
