import { defineRule, quote, type DateOrder, type Plan } from '../src/rule.ts';

/** A date that cannot be is a slip, and nobody knows which day was meant. */
export default defineRule({
  id: 'no-invalid-date',
  description: 'Disallow dates that do not exist, and dates in an order that cannot be',
  category: 'claims',
  recommended: 'warning',
  strict: 'warning',
  drafts: 'warning',
  fixable: null,
  options: {},
  messages: {
    impossible: ({ text }: { text: string }) => `\`${text}\` is not in the calendar`,
    range: ({ before, after }: { before: string; after: string }) =>
      `${after} is before ${before}, where the range begins`,
    fields: ({ before, after, names }: Ordered) =>
      `${quote(names.after)} is ${after}, but ${quote(names.before)} is ${before}`,
    milestone: ({ before, after, names }: Ordered) =>
      `${quote(names.after)} is on ${after}, before ${names.before} on ${before}`,
  },
  *check(plan, { problem }) {
    for (const { text, span, days } of plan.dates) {
      if (!days && !isExample(plan, span.start)) yield problem(span, 'impossible', { text });
    }
    for (const order of plan.dateOrders) {
      if (!isWrong(order)) continue;
      const { kind, before, after, names } = order;
      const [first, second] = before.span.start < after.span.start ? [before, after] : [after, before];
      const texts = { before: before.text, after: after.text };
      const related = [{ span: first.span, message: `${first.text} is stated here` }];
      const certainty = order.inferred ? 'likely' : 'certain';
      if (kind === 'range' || !names) yield problem(second.span, 'range', texts, { related });
      else yield problem(second.span, kind, { ...texts, names }, { certainty, related });
    }
  },
});

interface Ordered {
  readonly before: string;
  readonly after: string;
  readonly names: NonNullable<DateOrder['names']>;
}

/** However the two are read. */
function isWrong({ before, after }: DateOrder): boolean {
  return before.days !== undefined && after.days !== undefined && after.days.last < before.days.first;
}

const ABOUT_DATES =
  /\b(?:invalid|impossible|reject\w*|malformed|bogus|non-?existent|edge cases?|leap|validat\w*|pars(?:e|es|ing|er)|e\.g\.|for example|throws?|errors?|typos?|wrong|tests?)\b/i;

/** Whether the line speaks about dates rather than of a day: "reject 2025-02-30". */
function isExample({ source }: Plan, at: number): boolean {
  return ABOUT_DATES.test(source.slice(source.lineSpan(source.lineAt(at))));
}
