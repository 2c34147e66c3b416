import type { Document } from '../document/document.ts';
import type { OutlineSection } from '../document/outline.ts';
import type { MisplacedSection } from '../plan/section.ts';
import type { TemplateUse } from '../plan/template-use.ts';
import type { Template } from '../template/template.ts';
import type { TemplateSection } from '../template/template-schema.ts';
import { titleKey } from '../template/title-shape.ts';

/** A heading of the template with the one heading of the document that has its name. */
interface Pair {
  readonly section: OutlineSection;
  /** Place among the headings of the template. */
  readonly rank: number;
}

/** The fewest sections that would have to be moved to have the order of the template. */
export function misplacedSections(
  document: Document,
  choice: { readonly template: Template | undefined; readonly use: TemplateUse | undefined },
): MisplacedSection[] {
  const { template, use } = choice;
  if (!template || !use) return [];
  const groups = new Map<unknown, Pair[]>();
  template.schema.sections.forEach((wanted, rank) => {
    const section = findSection(document, wanted);
    if (!section) return;
    // Only headings that are side by side in both can be compared.
    const key = `${section.parent?.headingSpan.start ?? 0} ${wanted.parent ? template.schema.sections.indexOf(wanted.parent) : -1}`;
    groups.set(key, [...(groups.get(key) ?? []), { section, rank }]);
  });
  const certainty = use.how === 'recognised' ? 'likely' : 'certain';
  return [...groups.values()]
    .flatMap((group) => outOfOrder(group))
    .map((found) => ({ ...found, template: template.name, certainty }) as const)
    .sort((a, b) => a.section.headingSpan.start - b.section.headingSpan.start);
}

/** By its name alone: another name for the same thing may stand elsewhere on purpose. */
function findSection({ sections }: Document, wanted: TemplateSection): OutlineSection | undefined {
  if (wanted.isTitle || wanted.slot !== undefined || wanted.inSlot || wanted.key === '') return undefined;
  const [only, ...others] = sections.filter((section) => section.depth > 0 && titleKey(section) === wanted.key);
  return others.length === 0 ? only : undefined;
}

/** What is left when the longest part that is in order is taken out, each with a section that it stands on the wrong side of. */
function outOfOrder(group: readonly Pair[]): Pick<MisplacedSection, 'section' | 'wrongly' | 'other'>[] {
  const inText = group.toSorted((a, b) => a.section.headingSpan.start - b.section.headingSpan.start);
  const kept = new Set(longestRising(inText));
  return inText.flatMap((pair, index): Pick<MisplacedSection, 'section' | 'wrongly' | 'other'>[] => {
    if (kept.has(pair)) return [];
    const early = inText.slice(index + 1).findLast((other) => kept.has(other) && other.rank < pair.rank);
    if (early) return [{ section: pair.section, wrongly: 'before', other: early.section }];
    const late = inText.slice(0, index).find((other) => kept.has(other) && other.rank > pair.rank);
    return late ? [{ section: pair.section, wrongly: 'after', other: late.section }] : [];
  });
}

function longestRising(pairs: readonly Pair[]): Pair[] {
  const best: Pair[][] = [];
  for (const [index, pair] of pairs.entries()) {
    const before = best.slice(0, index).filter((run) => (run.at(-1)?.rank ?? 0) < pair.rank);
    const longest = before.reduce<Pair[]>((most, run) => (run.length > most.length ? run : most), []);
    best.push([...longest, pair]);
  }
  return best.reduce<Pair[]>((most, run) => (run.length > most.length ? run : most), []);
}
