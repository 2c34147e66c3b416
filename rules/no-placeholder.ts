import {
  contains,
  defineRule,
  quote,
  strings,
  type Field,
  type Placeholder,
  type Plan,
  type Related,
  type Span,
} from '../src/rule.ts';

/** A placeholder is a question that the template asked and the plan has not answered. */
export default defineRule({
  id: 'no-placeholder',
  description: 'Disallow placeholders that nobody filled in',
  category: 'placeholders',
  recommended: 'error',
  strict: 'error',
  drafts: 'warning',
  fixable: null,
  asks: 'content',
  options: {
    allow: strings('Texts, brackets included, that are no placeholders in these plans'),
  },
  messages: {
    left: ({ text, template }: { text: string; template: string | undefined; role: string | undefined }) =>
      `${quote(text)} is still ${template ? `as in the template \`${template}\`` : 'a placeholder'}`,
    repeated: ({
      text,
      template,
      more,
    }: {
      text: string;
      template: string | undefined;
      role: string | undefined;
      more: number;
    }) =>
      `${quote(text)} is still ${template ? `as in the template \`${template}\`` : 'a placeholder'}, here and in ${more} more places`,
    block: ({ text, template, more }: { text: string; template: string; more: number }) =>
      `${quote(text)} and ${more} more of this block are still as in the template \`${template}\``,
  },
  *check(plan, { options, problem }) {
    // Nobody fills in what was put away.
    if (plan.lifecycle === 'archived') return;
    const left = plan.placeholders.filter(({ text }) => !options.allow.includes(text));
    const roles = rolesOf(plan, left);
    for (const [{ span, text, certainty, fromTemplate, others = [] }, ...same] of slotsOf(left)) {
      const role = roles(span);
      const template = fromTemplate ? plan.template?.name : undefined;
      const related = same.map((other) => too(other.span));
      if (same.length > 0)
        yield problem(
          span,
          'repeated',
          { text, template, role, more: same.length },
          { certainty, related, also: same.map((other) => other.span) },
        );
      else if (template !== undefined && others.length > 0)
        yield problem(
          span,
          'block',
          { text, template, more: others.length },
          { certainty, related: others.map(too), also: others },
        );
      else yield problem(span, 'left', { text, template, role }, { certainty });
    }
  },
});

/** Says what the field is for in whose value a place is. */
function rolesOf({ fields, source }: Plan, left: readonly Placeholder[]): (span: Span) => string | undefined {
  const byLine = new Map<number, Field[]>();
  for (const field of left.length === 0 ? [] : fields) {
    const line = source.lineAt(field.value.span.start);
    byLine.set(line, [...(byLine.get(line) ?? []), field]);
  }
  return (span) =>
    byLine.get(source.lineAt(span.start))?.find(({ role, value }) => role !== undefined && contains(value.span, span))
      ?.role;
}

/** A text that stands so often is one slot of the template, used again. */
const OFTEN = 3;

/** Placeholders one by one, those of one slot together at the first. */
function slotsOf(placeholders: readonly Placeholder[]): (readonly [Placeholder, ...Placeholder[]])[] {
  const slots = new Map<string, [Placeholder, ...Placeholder[]]>();
  for (const placeholder of placeholders) {
    const { text, certainty, fromTemplate, others } = placeholder;
    if (others) continue;
    const key = `${certainty} ${fromTemplate} ${text}`;
    const same = slots.get(key);
    if (same) same.push(placeholder);
    else slots.set(key, [placeholder]);
  }
  const often = new Map([...slots.values()].filter(({ length }) => length >= OFTEN).map((same) => [same[0], same]));
  const told = new Set([...often.values()].flatMap(([, ...others]) => others));
  return placeholders.filter((each) => !told.has(each)).map((each) => often.get(each) ?? [each]);
}

function too(span: Span): Related {
  return { span, message: 'here too' };
}
