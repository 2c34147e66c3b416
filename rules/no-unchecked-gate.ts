import { choice, defineRule, type GateItem } from '../src/rule.ts';

/** A gate that is passed without being ticked is no gate. */
export default defineRule({
  id: 'no-unchecked-gate',
  description: 'Disallow open items in a gate whose work is finished',
  category: 'gates',
  recommended: 'error',
  strict: 'error',
  drafts: 'error',
  fixable: null,
  options: {
    when: choice('`reached` asks for gates whose work is finished, `always` for every gate, metrics included', [
      'reached',
      'always',
    ]),
  },
  messages: {
    reached: ({ because, item }: { because: string; item: string }) =>
      `${because.charAt(0).toUpperCase()}${because.slice(1)} but \`${item}\` is still open`,
    always: ({ gate, item }: { gate: string; item: string }) => `\`${item}\` of \`${gate}\` is still open`,
  },
  *check(plan, { options, problem }) {
    const always = options.when === 'always';
    for (const { items, kind, reached, title } of plan.gates) {
      // Users, uptime and revenue can only be judged later.
      if (!always && (!reached || kind === 'metrics')) continue;
      for (const { box, title: item } of items.filter(isOpen)) {
        if (reached) {
          const { because, span, path } = reached;
          const related = span ? [{ span, message: because, ...(path === undefined ? {} : { path }) }] : [];
          const certainty = always ? 'certain' : reached.certainty;
          yield problem(box.span, 'reached', { because, item: item.value }, { certainty, related });
        } else yield problem(box.span, 'always', { gate: title.value, item: item.value });
      }
    }
  },
});

function isOpen({ state, optional }: GateItem): boolean {
  return !optional && (state === 'open' || state === 'in-progress' || state === 'blocked');
}
