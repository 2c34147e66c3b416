import {
  defineRule,
  type CurrentPhaseClaim,
  type Fix,
  type Located,
  type Plan,
  type ProgressClaim,
} from '../src/rule.ts';

/** Progress that is written by hand is right on the day it was written. */
export default defineRule({
  id: 'no-wrong-progress',
  description: 'Disallow stated progress that the boxes contradict',
  category: 'claims',
  recommended: 'warning',
  strict: 'warning',
  drafts: 'warning',
  fixable: 'safe',
  options: {},
  messages: {
    boxes: ({ label, stated, done, total, what }: Counts & { label: string; stated: string }) =>
      `\`${label}\` says ${stated}, but ${done} of ${total} ${what} ${done === 1 ? 'is' : 'are'} done`,
    share: ({ label, stated, done, total }: { label: string; stated: string; done: number; total: number }) =>
      `\`${label}\` says ${stated}, but ${done} of ${total} is ${share({ done, total })}%`,
    twice: ({ label, stated, rival, other }: { label: string; stated: string; rival: string; other: string }) =>
      rival === label
        ? `\`${label}\` says ${stated} here, but ${other} before`
        : `\`${label}\` says ${stated}, but \`${rival}\` says ${other} before`,
    phase: ({ label, stated, right }: { label: string; stated: string; right: string }) =>
      `\`${label}\` says ${stated}, but the first unfinished work is in ${right}`,
  },
  *check(plan, { problem }) {
    const claims = plan.claims.filter((claim) => claim.kind === 'progress');
    const rivals = rivalsOf(claims);
    const rivalled = new Set(rivals.values());
    for (const claim of claims) {
      const { label, value, done, total, percent } = claim;
      const wrong = wrongFigures(claim);
      const rival = rivals.get(claim);
      // Two statements that contradict each other are one finding, whatever the truth.
      if (!rival && (wrong.length === 0 || rivalled.has(claim))) continue;
      const said = { label: label.value, stated: value.value };
      const fixes = correction(plan, claim, wrong);
      const span = (wrong.length === 1 ? wrong[0]?.figure : value)?.span ?? value.span;
      const counts = likeliest(claim);
      if (rival) {
        const other = { rival: rival.label.value, other: rival.value.value };
        const related = [{ span: rival.value.span, message: `\`${other.rival}\` says ${other.other}` }];
        yield problem(percent?.span ?? value.span, 'twice', { ...said, ...other }, { related, fixes });
      } else if (done && total && wrong.every(({ figure }) => figure === percent)) {
        yield problem(span, 'share', { ...said, done: done.value, total: total.value }, { fixes });
      } else if (counts) yield problem(span, 'boxes', { ...said, ...counts }, { fixes });
    }
    for (const claim of plan.claims) {
      const [right] = claim.kind === 'current-phase' ? claim.right : [];
      if (claim.kind !== 'current-phase' || !claim.stated || !right || claim.right.includes(claim.stated)) continue;
      const data = { label: claim.label.value, stated: claim.stated.name, right: right.name };
      yield problem(claim.value.span, 'phase', data, { fixes: next(claim, right.name) });
    }
  },
});

type Counts = ProgressClaim['counts'][number];
interface Wrong {
  readonly figure: Located<number>;
  readonly right: number;
}

function share({ done, total }: Pick<Counts, 'done' | 'total'>): number {
  return Math.round((100 * done) / total);
}

/** What a claim is measured by: a counting with the total that it states, else the first. */
function likeliest({ counts, total }: ProgressClaim): Counts | undefined {
  return counts.find((count) => count.total === total?.value) ?? counts[0];
}

/** The figures of a claim that no counting bears out; any way of rounding is fine. */
function wrongFigures(claim: ProgressClaim): Wrong[] {
  const { counts, percent, done, total } = claim;
  const tolerance = claim.approximate ? 10 : 1;
  const stated = done && total && { done: done.value, total: total.value, what: '' };
  const against = (count: Counts | undefined): Wrong[] =>
    !count || count.total === 0
      ? []
      : [
          ...(percent && Math.abs(percent.value - (100 * count.done) / count.total) >= tolerance
            ? [{ figure: percent, right: share(count) }]
            : []),
          ...(done && done.value !== count.done ? [{ figure: done, right: count.done }] : []),
          ...(total && total.value !== count.total ? [{ figure: total, right: count.total }] : []),
        ];
  if (counts.some((count) => against(count).length === 0)) return [];
  return against(measurable(claim) ? likeliest(claim) : stated);
}

/** `1/5 (draft, review ...)` counts something else where nothing in the plan comes to five; `1/5 tasks` and `20% (1/5)` do not. */
function measurable({ value, percent, total, counts }: ProgressClaim): boolean {
  const saysWhat = /\d\s*(?:\/|of)\s*\d+\s*\p{L}/u.test(value.value);
  return (
    counts.length > 0 && (percent !== undefined || saysWhat || counts.some((count) => count.total === total?.value))
  );
}

/** Each claim that contradicts an earlier one, with the first that it contradicts. */
function rivalsOf(claims: readonly ProgressClaim[]): Map<ProgressClaim, ProgressClaim> {
  const rivals = new Map<ProgressClaim, ProgressClaim>();
  claims.forEach((claim, index) => {
    const rival = claims.slice(0, index).find((other) => contradicts(claim, other));
    if (rival) rivals.set(claim, rival);
  });
  return rivals;
}

/** Whether two claims state one figure in two ways. Two countings may both be right. */
function contradicts(claim: ProgressClaim, other: ProgressClaim): boolean {
  const same = claim.scope === other.scope && (claim.scope !== undefined || claim.label.value === other.label.value);
  const differ = claim.percent && other.percent && Math.abs(claim.percent.value - other.percent.value) >= 1;
  const right = (each: ProgressClaim) => each.counts.length > 0 && wrongFigures(each).length === 0;
  return same && differ === true && !(right(claim) && right(other));
}

function correction({ source }: Plan, claim: ProgressClaim, wrong: readonly Wrong[]): Fix[] {
  if (wrong.length === 0) return [];
  const edits = wrong.map(({ figure: { span }, right }) => ({
    span,
    text: source.slice(span).replace(/\d+(?:[.,]\d+)?/, String(right)),
  }));
  const safe = claim.counts.length <= 1 || likeliest(claim)?.total === claim.total?.value;
  return [{ title: `Write ${edits.map(({ text }) => text).join(', ')}`, safe, edits }];
}

/** Only where the value is nothing but the phase's name. */
function next({ value, stated }: CurrentPhaseClaim, right: string): Fix[] {
  if (value.value !== stated?.name) return [];
  return [{ title: `Write ${right}`, safe: true, edits: [{ span: value.span, text: right }] }];
}
