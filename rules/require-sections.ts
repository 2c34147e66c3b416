import {
  defineRule,
  listOf,
  quote,
  suggest,
  suggestLines,
  type Fix,
  type MissingSection,
  type Plan,
  type Span,
} from '../src/rule.ts';

/** A section that everyone agreed on and nobody wrote is a decision that was skipped. */
export default defineRule({
  id: 'require-sections',
  description: 'Require the sections that the template or the configuration demands',
  category: 'sections',
  recommended: 'error',
  strict: 'error',
  drafts: 'warning',
  fixable: 'suggest',
  asks: { missing: 'content', several: 'content' },
  options: {},
  messages: {
    missing: ({ title, under, by }: { title: string; under: string | undefined; by: string }) =>
      `${quote(title)}, which ${by} demands${under ? ` under ${quote(under)}` : ''}, is missing`,
    several: ({ titles, by }: { titles: readonly string[]; by: string }) =>
      `${listOf(titles.map((title) => quote(title)))}, which ${by} demands, are missing`,
    near: ({ title, near, by }: { title: string; near: string; by: string }) =>
      `${quote(title)}, which ${by} demands, is missing; is ${quote(near)} meant to be it?`,
  },
  *check(plan, { problem }) {
    // What a template lacks that nobody chose is one thing to think about.
    const recognised = plan.missingSections.filter(({ near, certainty }) => !near && certainty === 'likely');
    const [first] = recognised;
    const folded = first && recognised.length > 1 ? recognised : [];
    if (first && folded.length > 0)
      yield problem(
        placeOf(plan, first),
        'several',
        { titles: folded.map(({ title }) => title), by: demander(plan, first) },
        { certainty: 'likely', fixes: [insertion(plan, folded)] },
      );
    for (const missing of plan.missingSections) {
      if (folded.includes(missing)) continue;
      const { title, under, near, certainty } = missing;
      const by = demander(plan, missing);
      if (near) {
        const renamed = numberedLike(near.title, title);
        const fixes = [suggest(`Rename \`${near.title}\` to \`${renamed}\``, near.titleSpan, renamed)];
        yield problem(near.titleSpan, 'near', { title, near: near.title, by }, { certainty, fixes });
      } else {
        const fixes = [insertion(plan, [missing])];
        yield problem(placeOf(plan, missing), 'missing', { title, under, by }, { certainty, fixes });
      }
    }
  },
});

/** The heading that a section belongs under. */
function placeOf({ sections, root }: Plan, { place }: MissingSection): Span {
  return (place && place.depth > 0 ? place : (sections[0] ?? root)).titleSpan;
}

function demander(plan: Plan, { title }: MissingSection): string {
  const configured = plan.settings.sections.some((section) => section.title === title);
  return configured || !plan.template ? 'the configuration' : `the template \`${plan.template.name}\``;
}

/** A title under the number that the heading has in the plan. */
function numberedLike(heading: string, title: string): string {
  const numbering = /^\d+(?:\.\d+)*[.)]?\s+/;
  const number = numbering.exec(heading)?.[0];
  return number === undefined ? title : number + title.replace(numbering, '');
}

/** Puts the headings of sections where they belong, those of one place in their order. */
function insertion({ source }: Plan, missing: readonly MissingSection[]): Fix {
  const heading = ({ title, depth }: MissingSection) => `${'#'.repeat(depth)} ${title}`;
  const lines = new Map<number, string[]>();
  for (const section of missing) {
    const above = lines.get(section.insertAt);
    lines.set(section.insertAt, above ? [...above, '', heading(section)] : [heading(section)]);
  }
  const title = `Insert ${listOf(missing.map((section) => `\`${heading(section)}\``))}`;
  const edits = [...lines].flatMap(([at, headings]) => suggestLines(title, source, at, headings).edits);
  return { title, safe: false, edits };
}
