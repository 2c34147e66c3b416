import { choice, defineRule, listOf, quote, type Box, type GateItem } from '../src/rule.ts';

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
      `${capital(because)}, but ${quote(item)} is still open`,
    folder: ({ first, more }: { first: string; more: number }) =>
      `The plan lies in an archive folder, but ${quote(first)}${more > 0 ? ` and ${more} more ${more === 1 ? 'item' : 'items'} of its gates are` : ' is'} still open`,
    approval: ({ because, names, file }: { because: string | undefined; names: readonly string[]; file: string }) =>
      `${behind(because)}\`${file}\` has no approval of ${listOf(names.map((name) => `\`${name}\``))}`,
    ready: ({ because, name, file }: { because: string | undefined; name: string; file: string }) =>
      `${behind(because)}\`${file}\` says \`${name}: false\``,
    always: ({ gate, item }: { gate: string; item: string }) => `${quote(item)} of ${quote(gate)} is still open`,
  },
  *check(plan, { options, problem }) {
    const always = options.when === 'always';
    const filed: Box[] = [];
    for (const { items, kind, reached, title } of plan.gates) {
      // Users, uptime and revenue can only be judged later.
      if (!always && (!reached || kind === 'metrics')) continue;
      if (!always && reached?.folder) {
        filed.push(...items.filter(isOpen).map(({ box }) => box));
        continue;
      }
      for (const { box } of items.filter(isOpen)) {
        if (reached) {
          const { because, span, path } = reached;
          const related = span ? [{ span, message: because, ...(path === undefined ? {} : { path }) }] : [];
          const certainty = always ? 'certain' : reached.certainty;
          yield problem(box.span, 'reached', { because, item: box.words }, { certainty, related });
        } else yield problem(box.span, 'always', { gate: title.value, item: box.words });
      }
    }
    // A folder is a weak claim: it is held against the plan once, here or where its open tasks are.
    const [first] = filed;
    if (first && !plan.doneClaims.some(({ folder }) => folder)) {
      const related = filed.slice(0, 3).map(({ span, words }) => ({ span, message: `${quote(words)} is open` }));
      const data = { first: first.words, more: filed.length - 1 };
      yield problem((plan.sections[0] ?? plan.root).titleSpan, 'folder', data, { certainty: 'likely', related });
    }
    const lacking = plan.missingApprovals;
    if (!lacking || !(always || lacking.reached)) return;
    const { names, notReady, path, reached } = lacking;
    const span = reached?.span ?? (plan.sections[0] ?? plan.root).titleSpan;
    const file = path.slice(path.lastIndexOf('/') + 1);
    const because = reached?.because;
    const details = {
      certainty: always || !reached ? 'certain' : reached.certainty,
      related: (notReady ? [notReady] : names).map((entry) => ({
        span: entry.span,
        path,
        message: notReady ? 'it says so here' : `\`${entry.value}\` is not approved`,
      })),
    } as const;
    if (notReady) yield problem(span, 'ready', { because, name: notReady.value, file }, details);
    else yield problem(span, 'approval', { because, names: names.map(({ value }) => value), file }, details);
  },
});

/** The beginning of a sentence that goes on with what lacks. */
function behind(because: string | undefined): string {
  return because === undefined ? '' : `${capital(because)}, but `;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isOpen({ state, optional }: GateItem): boolean {
  return !optional && (state === 'open' || state === 'in-progress' || state === 'blocked');
}
