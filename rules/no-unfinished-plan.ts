import { defineRule, factAt, listOf, quote, quoteValue, type DoneClaim, type Fact, type Plan } from '../src/rule.ts';

const ranks: readonly DoneClaim['scope'][] = ['plan', 'phase', 'section', 'task'];
/** Characters of what is listed. */
const ROOM = 80;
/** "Done" is the one word of a plan that others act upon. */
export default defineRule({
  id: 'no-unfinished-plan',
  description: 'Disallow plans, phases and tasks that are said to be done while work in them is open',
  category: 'gates',
  recommended: 'error',
  strict: 'error',
  drafts: 'error',
  fixable: null,
  asks: 'evidence',
  options: {},
  messages: {
    unfinished: ({ name, mark, open }: { name: string; mark: string; open: readonly string[] }) =>
      `${name} ${/^\[.\]$/.test(mark) ? 'is ticked' : `says ${quoteValue(mark)}`}, but ${openOnes(open)}`,
    elsewhere: ({ mark, open, file }: { mark: string; open: readonly string[]; file: string }) =>
      `The status is ${quoteValue(mark)}, but in \`${file}\` ${openOnes(open)}`,
    archived: ({ open }: { open: readonly string[] }) => `The plan lies in an archive folder, but ${openOnes(open)}`,
  },
  *check(plan, { problem }) {
    const { doneClaims } = plan;
    const byFolder = ({ folder }: DoneClaim) => folder;
    // The folder is a weak claim: it speaks where nothing else does.
    const claims = doneClaims.every(byFolder) ? doneClaims : doneClaims.filter((claim) => !byFolder(claim));
    const said = new Set<number>();
    // Of nested claims the outermost speaks.
    for (const claim of claims.toSorted((a, b) => ranks.indexOf(a.scope) - ranks.indexOf(b.scope))) {
      const { name, mark, certainty } = claim;
      const { path } = claim;
      if (path === undefined) {
        if (claim.open.every(({ span }) => said.has(span.start))) continue;
        for (const { span } of claim.open) said.add(span.start);
      }
      const place = path === undefined ? {} : { path };
      const related = claim.open.map(({ span, value }) => ({ span, message: `${quote(value)} is open`, ...place }));
      const open = claim.open.map(({ value }) => value);
      const details = { certainty, related, facts: factsOf(plan, claim) };
      if (path !== undefined) {
        const file = path.slice(path.lastIndexOf('/') + 1);
        yield problem(mark.span, 'elsewhere', { mark: mark.value, open, file }, details);
      } else if (byFolder(claim)) yield problem(mark.span, 'archived', { open }, details);
      else yield problem(mark.span, 'unfinished', { name, mark: mark.value, open }, details);
    }
  },
});

/** The claims that one stands for, itself and those inside and the folder, and what is open in it. */
function factsOf({ doneClaims, source }: Plan, claim: DoneClaim): Fact[] {
  const open = new Set(claim.open.map(({ span }) => span.start));
  const same = doneClaims.filter(
    (other) =>
      other === claim ||
      other.folder ||
      (other.path === claim.path && other.open.every(({ span }) => open.has(span.start))),
  );
  const here = claim.path === undefined ? claim.open : [];
  return [
    ...same.map(({ mark }) => factAt('done-claim', mark.span.start)),
    ...here.map(({ span }) => factAt('open-work', source.lineAt(span.start))),
  ];
}

function openOnes(titles: readonly string[]): string {
  const [first = ''] = titles;
  if (titles.length === 1) return `${quote(first)} is still open`;
  const quoted = titles.map((title) => quote(title, 40));
  const shown = quoted.slice(0, quoted.length > 4 ? 3 : 4);
  // Long ones leave no room for others.
  while (shown.length > 1 && shown.join('').length > ROOM) shown.pop();
  const more = quoted.length - shown.length;
  return `${quoted.length} tasks or steps are still open: ${listOf(more > 0 ? [...shown, `${more} more`] : shown)}`;
}
