import { defineRule, quote, type Plan, type Section, type Span } from '../src/rule.ts';

/** A heading with nothing under it promises what the plan does not say. */
export default defineRule({
  id: 'no-empty-section',
  description: 'Disallow headings with nothing under them',
  category: 'sections',
  recommended: 'warning',
  strict: 'warning',
  drafts: 'warning',
  fixable: null,
  asks: 'content',
  options: {},
  messages: {
    empty: ({ title, comment }: { title: string; comment: boolean }) =>
      `${quote(title)} has nothing under it${comment ? ' but a comment' : ''}`,
  },
  *check(plan, { problem }) {
    // Nobody fills in what was put away.
    if (plan.lifecycle === 'archived') return;
    const said = speakingHeadings(plan);
    const isTitle = (section: Section) => section.depth === 1 && section === plan.sections[0];
    const bare = plan.emptySections.filter((section) => !isTitle(section));
    const siblings = new Map<Section | undefined, number>();
    for (const { parent } of bare) siblings.set(parent, (siblings.get(parent) ?? 0) + 1);
    const alike = new Map<string, number>();
    for (const section of bare) alike.set(levelOf(section), (alike.get(levelOf(section)) ?? 0) + 1);
    for (const section of bare) {
      // Three or more bare headings side by side are a list, and so are those of tasks over several phases.
      if (
        (siblings.get(section.parent) ?? 0) >= 3 ||
        (section.label !== undefined && (alike.get(levelOf(section)) ?? 0) >= 3) ||
        said.has(section) ||
        isStatement(section) ||
        !/\p{L}/u.test(section.title) ||
        /\(optional\)\s*$/i.test(section.title)
      )
        continue;
      const comment = plan.source.slice(section.bodySpan).includes('<!--');
      yield problem(section.titleSpan, 'empty', { title: section.title, comment });
    }
  },
});

/** Headings of one level with one keyword: `### Task 1.2` and `### Task 2.1`. */
function levelOf({ depth, label }: Section): string {
  return `${depth} ${label?.keyword?.toLowerCase() ?? ''}`;
}

/** `Total: 12 hours`, a whole sentence or an exclamation, but not `Phase 1: Setup`. */
function isStatement({ label, title }: Section): boolean {
  const end = /([.!！])[\p{Extended_Pictographic}\u{FE0F}\s]*$/u.exec(title)?.[1];
  if (end !== undefined && end !== '.') return true;
  return label === undefined && (end !== undefined || /[:：]\s*\S/.test(title));
}

/** Headings that carry a box, and those of work that was dropped. */
function speakingHeadings({ boxes, tasks, phases }: Plan): Set<Section> {
  const inHeading = (section: Section, { start }: Span) => start < section.headingSpan.end;
  const boxed = boxes.filter(({ section, span }) => inHeading(section, span));
  const dropped = [...tasks, ...phases].filter(
    ({ section, state, marks }) => state === 'dropped' && marks.some(({ span }) => inHeading(section, span)),
  );
  return new Set([...boxed, ...dropped].map(({ section }) => section));
}
