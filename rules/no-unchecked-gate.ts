import {
  allOf,
  choice,
  defineRule,
  factAt,
  listOf,
  quote,
  type Box,
  type Certainty,
  type Gate,
  type GateItem,
  type Plan,
  type Reached,
  type Related,
  type Span,
} from '../src/rule.ts';

/** Open items of one list, or untouched lists of one cause, that are named one by one. */
const SINGLY = 3;

/** A gate that is passed without being ticked is no gate. */
export default defineRule({
  id: 'no-unchecked-gate',
  description: 'Disallow open items in a gate whose work is finished',
  category: 'gates',
  recommended: 'error',
  strict: 'error',
  drafts: 'error',
  fixable: null,
  asks: 'evidence',
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
    untouched: ({ because, gate, items }: { because: string | undefined; gate: string; items: number }) =>
      capital(`${but(because)}${none(items)} of ${nameOf(gate)} is ticked`),
    many: ({
      because,
      gate,
      open,
      items,
    }: {
      because: string | undefined;
      gate: string;
      open: number;
      items: number;
    }) => capital(`${but(because)}${open} of the ${items} items of ${nameOf(gate)} are still open`),
    lists: ({ because, lists, items }: { because: string | undefined; lists: number; items: number }) =>
      capital(`${but(because)}none of the ${items} items of its ${lists} checklists is ticked`),
    tasks: ({ tasks, items }: { tasks: number; items: number }) =>
      `${capital(allOf(tasks))} tasks with a checklist are done, but none of its ${items} items is ticked`,
  },
  *check(plan, { options, problem }) {
    const always = options.when === 'always';
    // Users, uptime and revenue can only be judged later.
    const asked = plan.gates.filter(({ kind, reached }) => always || (reached && kind !== 'metrics'));
    const filed = always ? [] : asked.filter(({ reached }) => reached?.folder).flatMap(openBoxes);
    const gates = asked.filter((gate) => (always || !gate.reached?.folder) && openBoxes(gate).length > 0);
    const told = new Set<Gate>();
    for (const same of neglected(gates, plan)) {
      const [first] = same;
      if (!first?.reached) continue;
      for (const gate of same) told.add(gate);
      const { because, span, path } = first.reached;
      const certainty = same.some((gate) => certaintyOf(gate, always) === 'likely') ? 'likely' : 'certain';
      const open = openOnes(same.flatMap(openBoxes));
      const related = [...titlesOf(same.slice(1)), ...open];
      const counts = { lists: same.length, items: open.length };
      if (isOfDoneTask(first)) {
        const tasks = { tasks: new Set(same.map(scopeOf)).size, items: open.length };
        yield problem(placeOf(first), 'tasks', tasks, { certainty, related });
      } else if (span && path === undefined)
        yield problem(span, 'lists', { because, ...counts }, { certainty, related });
      else yield problem(placeOf(first), 'lists', { because, ...counts }, { certainty, related });
    }
    for (const gate of gates) {
      if (told.has(gate)) continue;
      const { reached, title } = gate;
      const because = reached?.because;
      const open = openBoxes(gate);
      const items = gate.items.filter(counts).length;
      const certainty = certaintyOf(gate, always);
      const evidence = evidenceOf(reached);
      const untouched = isUntouched(gate) && open.length > 1;
      if (untouched || open.length > SINGLY) {
        const details = { certainty, related: [...evidence, ...openOnes(open)] } as const;
        const data = { because, gate: title.value, items };
        if (untouched) yield problem(placeOf(gate), 'untouched', data, details);
        else yield problem(placeOf(gate), 'many', { ...data, open: open.length }, details);
        continue;
      }
      for (const { span, words } of open) {
        if (because === undefined) yield problem(span, 'always', { gate: title.value, item: words });
        else yield problem(span, 'reached', { because, item: words }, { certainty, related: evidence });
      }
    }
    // A folder is a weak claim: it is held against the plan once, here or where its open tasks are.
    const [first] = filed;
    if (first) {
      const related = openOnes(filed);
      const facts = plan.doneClaims
        .filter(({ folder }) => folder)
        .map(({ mark }) => factAt('done-claim', mark.span.start));
      const data = { first: first.words, more: filed.length - 1 };
      yield problem((plan.sections[0] ?? plan.root).titleSpan, 'folder', data, { certainty: 'likely', related, facts });
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

/** What a gate stands behind may be inferred, and so may be that this is reached. */
function certaintyOf({ by, reached }: Gate, always: boolean): Certainty {
  if (always || !reached) return 'certain';
  return by.inferred ? 'likely' : reached.certainty;
}

/** The beginning of a sentence that goes on with what lacks. */
function but(because: string | undefined): string {
  return because === undefined ? '' : `${because}, but `;
}

function behind(because: string | undefined): string {
  return capital(but(because));
}

/** `none of the 5 items`. */
function none(items: number): string {
  return items === 2 ? 'neither of the 2 items' : `none of the ${items} items`;
}

function nameOf(gate: string): string {
  return gate === '' ? 'the checklist' : quote(gate);
}

function titlesOf(gates: readonly Gate[]): Related[] {
  return gates.map((gate) => ({ span: placeOf(gate), message: `nothing of ${nameOf(gate.title.value)} is ticked` }));
}

/**
 * Lists that nobody worked, together where they have one cause and are too many to be named one by one, or are all that
 * there is in the document.
 */
function neglected(gates: readonly Gate[], { tasks, gates: all }: Plan): Gate[][] {
  const causes = new Map<string, Gate[]>();
  for (const gate of gates) {
    if (!gate.reached || (!isUntouched(gate) && !isOfDoneTask(gate))) continue;
    const { because, span, path = '' } = gate.reached;
    const cause = isOfDoneTask(gate) ? '' : `${path} ${span?.start ?? because}`;
    causes.set(cause, [...(causes.get(cause) ?? []), gate]);
  }
  const most = (same: readonly Gate[]): number => (tasks.length === 0 && same.length === all.length ? 1 : SINGLY);
  return [...causes.values()].filter((same) => same.length > most(same) && same.every(isUntouched));
}

/** Whether a gate stands behind a task that is done by its own mark. */
function isOfDoneTask({ scope }: Gate): boolean {
  return scope.kind === 'task' && scope.task.state === 'done';
}

function scopeOf({ scope, title }: Gate): unknown {
  return scope.kind === 'task' ? scope.task : title;
}

function isUntouched({ items }: Gate): boolean {
  return items.every(({ state }) => state !== 'done' && state !== 'in-progress');
}

/** The title of a gate; where it has none, what reached it or its first item. */
function placeOf(gate: Gate): Span {
  const { title, reached } = gate;
  if (title.value !== '') return title.span;
  const claim = reached?.path === undefined ? reached?.span : undefined;
  return claim ?? openBoxes(gate)[0]?.span ?? title.span;
}

function evidenceOf(reached: Reached | undefined): Related[] {
  if (!reached?.span) return [];
  const { because, span, path } = reached;
  return [{ span, message: because, ...(path === undefined ? {} : { path }) }];
}

function openBoxes({ items }: Gate): Box[] {
  return items.filter(isOpen).map(({ box }) => box);
}

function openOnes(boxes: readonly Box[]): Related[] {
  return boxes.map(({ span, words }) => ({ span, message: `${quote(words)} is open` }));
}

function counts({ optional, state }: GateItem): boolean {
  return !optional && state !== 'dropped';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isOpen({ state, optional }: GateItem): boolean {
  return !optional && (state === 'open' || state === 'in-progress' || state === 'blocked');
}
