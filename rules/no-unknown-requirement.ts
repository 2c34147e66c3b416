import { defineRule, suggest, type Plan, type Related, type RequirementReference } from '../src/rule.ts';

/** Work on a requirement that nobody wrote cannot be checked by anybody. */
export default defineRule({
  id: 'no-unknown-requirement',
  description: 'Disallow references to requirements, criteria and stories that the plan does not define',
  category: 'traceability',
  recommended: 'error',
  strict: 'error',
  drafts: 'error',
  fixable: 'suggest',
  options: {},
  messages: {
    unknown: ({ id, where, near }: { id: string; where: string; near: string | undefined }) =>
      `\`${id}\` is not defined in ${where}${near ? `; did you mean \`${near}\`?` : ''}`,
    beyond: ({ id, name, count, near }: { id: string; name: string; count: number; near: string | undefined }) =>
      `\`${id}\` is not defined: ${name} has ${count} ${count === 1 ? 'criterion' : 'criteria'}${near ? `; did you mean \`${near}\`?` : ''}`,
  },
  *check(plan, { problem }) {
    const again = repeats(plan);
    for (const reference of plan.requirementReferences) {
      if (again.told.has(reference)) continue;
      const related = again.others.get(reference) ?? [];
      const { kind, id, span, near, within } = reference;
      if (kind !== 'unknown' || id === undefined) continue;
      const named = near?.id;
      const text = plan.source.slice(span);
      const fixes =
        named !== undefined && text.endsWith(id)
          ? [suggest(`Change it to \`${named}\``, { start: span.end - id.length, end: span.end }, named)]
          : [];
      if (within) yield problem(span, 'beyond', { id, ...about(within), near: named }, { fixes, related });
      else yield problem(span, 'unknown', { id, where: whereabouts(plan, reference), near: named }, { fixes, related });
    }
  },
});

/** An id that is cited three times or more is one thing that is missing. */
const OFTEN = 3;

/** By the first of many references to one unknown id the others, which are told with it. */
function repeats({ requirementReferences }: Plan): {
  readonly others: ReadonlyMap<RequirementReference, readonly Related[]>;
  readonly told: ReadonlySet<RequirementReference>;
} {
  const byId = new Map<string, RequirementReference[]>();
  for (const reference of requirementReferences) {
    // Where another id may be meant each is changed by itself.
    if (reference.kind !== 'unknown' || reference.id === undefined || reference.near) continue;
    byId.set(reference.id, [...(byId.get(reference.id) ?? []), reference]);
  }
  const often = [...byId.values()].filter(({ length }) => length >= OFTEN);
  const others = new Map(
    often.flatMap(([first, ...same]) =>
      first ? [[first, same.map(({ span }) => ({ span, message: 'cited here too' }))] as const] : [],
    ),
  );
  return { others, told: new Set(often.flatMap(([, ...same]) => same)) };
}

function about({ name, children }: NonNullable<RequirementReference['within']>): { name: string; count: number } {
  return { name, count: children.length };
}

/** The document that would have to define it: the one that defines its neighbours. */
function whereabouts({ set, requirements }: Plan, { id, near }: RequirementReference): string {
  if (near?.kind === 'criterion' && !near.parent) return 'the acceptance criteria';
  const letters = (text: string | undefined) => /^\D*/.exec(text ?? '')?.[0] ?? '';
  const like = (other: { readonly id: string | undefined; readonly kind: string }) =>
    letters(other.id).toLowerCase() === letters(id).toLowerCase() || other.kind === 'story';
  if (requirements.some(like)) return 'this plan';
  const document = set?.documents.find((other) => other.requirements.some(like));
  return document ? `\`${document.path.slice(document.path.lastIndexOf('/') + 1)}\`` : 'this plan';
}
