import { defineRule, quote, suggest, suggestLines, type Fix, type MissingSection, type Plan } from '../src/rule.ts';

/** A section that everyone agreed on and nobody wrote is a decision that was skipped. */
export default defineRule({
  id: 'require-sections',
  description: 'Require the sections that the template or the configuration demands',
  category: 'sections',
  recommended: 'error',
  strict: 'error',
  drafts: 'warning',
  fixable: 'suggest',
  options: {},
  messages: {
    missing: ({ title, under, by }: { title: string; under: string | undefined; by: string }) =>
      `${quote(title)}, which ${by} demands${under ? ` under ${quote(under)}` : ''}, is missing`,
    near: ({ title, near, by }: { title: string; near: string; by: string }) =>
      `${quote(title)}, which ${by} demands, is missing; is ${quote(near)} meant to be it?`,
  },
  *check(plan, { problem }) {
    for (const missing of plan.missingSections) {
      const { title, under, near, place, certainty } = missing;
      const by = demander(plan, missing);
      if (near) {
        const renamed = numberedLike(near.title, title);
        const fixes = [suggest(`Rename \`${near.title}\` to \`${renamed}\``, near.titleSpan, renamed)];
        yield problem(near.titleSpan, 'near', { title, near: near.title, by }, { certainty, fixes });
      } else {
        const heading = place && place.depth > 0 ? place : plan.sections[0];
        const fixes = [insertion(plan, missing)];
        yield problem(heading?.titleSpan ?? plan.root.titleSpan, 'missing', { title, under, by }, { certainty, fixes });
      }
    }
  },
});

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

function insertion({ source }: Plan, { title, depth, insertAt }: MissingSection): Fix {
  const heading = `${'#'.repeat(depth)} ${title}`;
  return suggestLines(`Insert \`${heading}\``, source, insertAt, [heading]);
}
