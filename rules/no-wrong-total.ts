import { defineRule, safeFix, suggest, type EffortClaim, type Plan, type TaskCountClaim } from '../src/rule.ts';

/** A total that was true once is what people still plan with. */
export default defineRule({
  id: 'no-wrong-total',
  description: 'Disallow stated totals that differ from what they sum up',
  category: 'claims',
  recommended: 'warning',
  strict: 'warning',
  drafts: 'warning',
  fixable: 'safe',
  options: {},
  messages: {
    count: ({ label, stated, count, what }: { label: string; stated: number; count: number; what: string }) =>
      `\`${label}\` says ${stated}, the plan has ${count} ${what}`,
    effort: ({ label, stated, tasks, withoutEstimate, sum }: EffortData) =>
      `\`${label}\` says ${stated}, the ${tasks} ${tasks === 1 ? 'task' : 'tasks'}` +
      `${withoutEstimate > 0 ? ' with an estimate' : ''} ${tasks === 1 ? 'sums' : 'sum'} to ${sum}`,
  },
  *check(plan, { problem }) {
    for (const claim of plan.claims) {
      const label = claim.label.value;
      if (claim.kind === 'task-count') {
        const [likeliest] = claim.counts;
        if (!likeliest || claim.counts.some(({ count }) => agrees(claim, count))) continue;
        const { value: stated, span } = claim.stated;
        const counts = [...new Set(claim.counts.map(({ count }) => count))];
        const write = counts.length > 1 ? suggest : safeFix;
        const fixes = counts.map((count) => write(`Write ${count}`, span, String(count)));
        yield problem(span, 'count', { label, stated, ...likeliest }, { fixes });
      } else if (claim.kind === 'effort' && !plausible(plan, claim)) {
        const { tasks, withoutEstimate } = claim.sum;
        const sum = inUnit(plan, claim);
        const data = { label, stated: claim.stated.text, tasks, withoutEstimate, sum };
        const fixes =
          withoutEstimate === 0 && isPlain(plan, claim) ? [suggest(`Write ${sum}`, claim.figure.span, sum)] : [];
        yield problem(claim.stated.span, 'effort', data, { fixes });
      }
    }
  },
});

interface EffortData {
  readonly label: string;
  readonly stated: string;
  /** Those with an estimate. */
  readonly tasks: number;
  readonly withoutEstimate: number;
  readonly sum: string;
}

function agrees({ stated, approximate }: TaskCountClaim, count: number): boolean {
  return Math.abs(stated.value - count) <= (approximate ? count / 10 : 0);
}

function hoursPer({ settings: { hoursPerDay, daysPerWeek } }: Plan, { unit }: EffortClaim): number {
  return { minutes: 1 / 60, hours: 1, days: hoursPerDay, weeks: hoursPerDay * daysPerWeek }[unit];
}

/** Whether a stated effort can be what the estimates sum to: `~` is 10 % wide, days and weeks are rounded. */
function plausible(plan: Plan, claim: EffortClaim): boolean {
  const { stated, sum, unit } = claim;
  if (sum.tasks === 0) return true;
  const rounding = unit === 'days' || unit === 'weeks' ? hoursPer(plan, claim) - 0.01 : 0.01;
  const slack = Math.max(rounding, stated.approximate ? stated.most / 10 : 0);
  const low = stated.least - slack;
  const high = stated.most + slack;
  // Tasks without an estimate may well fill the rest.
  if (sum.withoutEstimate > 0) return sum.least <= high;
  return (
    (low <= sum.least && sum.most <= high) || (sum.least - slack <= stated.least && stated.most <= sum.most + slack)
  );
}

/** Whether the figure is the whole statement: no range, no `1h 30m`. */
function isPlain(plan: Plan, claim: EffortClaim): boolean {
  const { least, most } = claim.stated;
  return (
    least === most && Math.abs(Number(claim.figure.value.replace(',', '.')) * hoursPer(plan, claim) - least) < 0.01
  );
}

function inUnit(plan: Plan, claim: EffortClaim): string {
  const [least, most] = [claim.sum.least, claim.sum.most].map((hours) =>
    String(Number((hours / hoursPer(plan, claim)).toFixed(2))),
  );
  return least === most ? `${least}` : `${least}-${most}`;
}
