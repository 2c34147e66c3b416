import {
  defineRule,
  quote,
  safeFix,
  suggest,
  type EffortClaim,
  type EffortSum,
  type Fix,
  type Plan,
  type TaskCountClaim,
} from '../src/rule.ts';

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
    count: ({ label, stated, of, count, what }: CountData) =>
      `${quote(label)} says ${stated}, but ${of} has ${count} ${count === 1 ? one(what) : what}`,
    rows: ({ label, stated, count }: { label: string; stated: number; count: number }) =>
      `${quote(label)} says ${stated}, but the rows above it sum to ${count}`,
    effort: ({ label, stated, parts, withoutEstimate, what, of, sum, unit, spare }: EffortData) =>
      `${quote(label)} says ${stated}, but the ${parts} ${what}${parts === 1 ? '' : 's'}${whose(what, of)}` +
      `${withoutEstimate > 0 ? ' with an estimate' : ''} ${parts === 1 ? 'sums' : 'sum'} to ${sum}${unit && ` ${unit}`}` +
      (spare ? ', without and with what is optional or in reserve' : ''),
  },
  *check(plan, { problem }) {
    // Nothing is counted beside a box that is still to be mended.
    const isCountable = plan.brokenBoxes.length === 0;
    for (const claim of plan.claims) {
      const label = claim.label.value;
      const isSettled = isCountable && !claim.unsettledBy;
      const certainty = claim.unsettledBy ? 'likely' : 'certain';
      if (claim.kind === 'task-count') {
        const [likeliest] = claim.counts;
        if (!likeliest || claim.counts.some(({ count }) => agrees(claim, count))) continue;
        const { value: stated, span } = claim.stated;
        const { count, what, of } = likeliest;
        const fixes = isSettled ? counted(claim, plan) : [];
        if (of === 'the table') yield problem(span, 'rows', { label, stated, count }, { certainty, fixes });
        else yield problem(span, 'count', { label, stated, of, count, what }, { certainty, fixes });
      } else if (claim.kind === 'effort') {
        const [likeliest] = claim.sums;
        if (!likeliest || claim.sums.some((sum) => plausible(plan, claim, sum))) continue;
        const { parts, withoutEstimate, what, of } = likeliest;
        const sum = inUnit(plan, claim, likeliest);
        const data = {
          label,
          stated: claim.stated.text,
          parts: parts - withoutEstimate,
          withoutEstimate,
          what,
          of,
          sum,
          unit: unitOf(claim, sum),
          spare: likeliest.needed.least < likeliest.all.least,
        };
        const fixes =
          isSettled && withoutEstimate === 0 && isPlain(plan, claim)
            ? [suggest(`Write ${sum}`, claim.figure.span, sum)]
            : [];
        yield problem(claim.stated.span, 'effort', data, { certainty, fixes });
      }
    }
  },
});

interface CountData {
  readonly label: string;
  readonly stated: number;
  readonly of: string;
  readonly count: number;
  readonly what: string;
}

interface EffortData {
  readonly label: string;
  readonly stated: string;
  /** Those with an estimate. */
  readonly parts: number;
  readonly withoutEstimate: number;
  readonly what: EffortSum['what'];
  readonly of: string;
  readonly sum: string;
  /** As it is stated; empty where it is not. */
  readonly unit: string;
  /** Whether some of it is optional or kept in reserve. */
  readonly spare: boolean;
}

/** `tasks that are open` as one. */
function one(what: string): string {
  return what.replace(/s(?= that|$)/, '').replace('that are', 'that is');
}

/** Which parts a sentence speaks of: ` of Phase 2`, ` above it`. */
function whose(what: EffortSum['what'], of: string): string {
  if (what === 'row' || what === 'item') return ` ${of}`;
  return of === 'the plan' ? '' : ` of ${of}`;
}

function agrees({ stated, most, approximate, atLeast }: TaskCountClaim, count: number): boolean {
  if (stated.value <= count && (atLeast || count <= (most ?? stated).value)) return true;
  return Math.abs(stated.value - count) <= (approximate ? count / 10 : 0);
}

/** Safe where only one count comes into question. A total that sums up the figure, and was right, goes along. */
function counted({ counts, stated: { span, value }, most }: TaskCountClaim, { claims }: Plan): Fix[] {
  if (most) return [];
  const likely = [...new Set(counts.filter(({ loose }) => !loose).map(({ count }) => count))];
  const write = likely.length > 1 ? suggest : safeFix;
  const totals = claims.flatMap((claim) => {
    const [sum] = claim.kind === 'task-count' ? claim.counts : [];
    const sums = sum?.parts?.some((part) => part.span.start === span.start);
    return sums && claim.kind === 'task-count' && claim.stated.value === sum?.count ? [claim] : [];
  });
  return likely.map((count) => {
    const fix = write(`Write ${count}`, span, String(count));
    const others = totals.map(({ label, stated }) => ({
      label,
      span: stated.span,
      text: String(stated.value + count - value),
    }));
    const title = [fix.title, ...others.map(({ label, text }) => `${text} for \`${label.value}\``)].join(', and ');
    return { ...fix, title, edits: [...fix.edits, ...others.map(({ span, text }) => ({ span, text }))] };
  });
}

function hoursPer({ settings: { hoursPerDay, daysPerWeek } }: Plan, { stated: { unit } }: EffortClaim): number {
  return { minutes: 1 / 60, hours: 1, days: hoursPerDay, weeks: hoursPerDay * daysPerWeek, points: 1 }[unit];
}

/** Whether a stated effort can be what the estimates sum to: `~` is 10 % wide, days and weeks are rounded. */
function plausible(plan: Plan, claim: EffortClaim, sum: EffortSum): boolean {
  const { stated, elapsed } = claim;
  const isRough = stated.unit === 'days' || stated.unit === 'weeks';
  const isListed = sum.what === 'row' || sum.what === 'item';
  const rounding = isRough && !elapsed && !isListed ? hoursPer(plan, claim) - 0.01 : 0.01;
  // The ends of a range are rounded.
  const unit = hoursPer(plan, claim);
  const isRange = stated.most > stated.least;
  // Halves on either side may be rounded in either direction.
  const halves =
    isRange && [stated, sum.needed].some(({ least, most }) => (least / unit) % 1 === 0.5 || (most / unit) % 1 === 0.5);
  const rounded = isRange ? Math.max(stated.most * 0.03, halves ? unit / 2 + 0.01 : 0) : 0;
  // A rough figure of a few is a whole one.
  const about = Math.max(stated.most / 10, stated.most >= 5 * unit ? Math.min(unit, stated.most / 8) : 0);
  const slack = Math.max(rounding, rounded, stated.approximate ? about : 0);
  const [low, high] = [stated.least - slack, stated.most + slack];
  // What lies side by side takes as long as the longest of it, at least.
  if (elapsed && sum.withoutEstimate > 0) return sum.longest <= high;
  if (elapsed && sum.longest <= high && stated.most <= sum.all.most + slack) return true;
  // Tasks without an estimate may well fill the rest.
  if (sum.withoutEstimate > 0) return sum.needed.least <= high;
  const fits = ({ least, most }: EffortSum['all']): boolean =>
    low <= least && most <= high && !(isListed && slipped(stated, { least, most }, slack));
  if (fits(sum.needed) || fits(sum.all)) return true;
  return sum.needed.least - slack <= stated.least && stated.most <= sum.all.most + slack;
}

/** A range of which one end is that of the ranges summed up, and the other is not, was added up wrongly. */
function slipped(stated: EffortSum['all'], sum: EffortSum['all'], slack: number): boolean {
  const same = (a: number, b: number) => Math.abs(a - b) <= slack;
  const isRange = ({ least, most }: EffortSum['all']) => most - least > slack;
  return isRange(stated) && isRange(sum) && same(stated.least, sum.least) !== same(stated.most, sum.most);
}

/** Whether the figure is the whole statement: no range, no `1h 30m`. */
function isPlain(plan: Plan, claim: EffortClaim): boolean {
  const { least, most } = claim.stated;
  return (
    least === most && Math.abs(Number(claim.figure.value.replace(',', '.')) * hoursPer(plan, claim) - least) < 0.01
  );
}

/** The word behind the figure where there is just one, in the number of the sum; else the unit that was read, if one is stated. */
function unitOf({ stated: { text, unit } }: EffortClaim, sum: string): string {
  if (!/\p{L}/u.test(text)) return '';
  const word = /^[^\p{L}]*(?=\p{L})(?<=\d[.,]*\s?)(\p{L}+)$/u.exec(text)?.[1] ?? unit;
  if (!/^(?:minute|hour|day|week)s?$/i.test(word)) return word;
  return word.replace(/s$/i, '') + (sum === '1' ? '' : 's');
}

function inUnit(plan: Plan, claim: EffortClaim, { needed, all }: EffortSum): string {
  const [least, most] = [needed.least, all.most].map((hours) =>
    String(Number((hours / hoursPer(plan, claim)).toFixed(2))),
  );
  return least === most ? `${least}` : `${least}-${most}`;
}
