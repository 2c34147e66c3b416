import {
  defineRule,
  factAt,
  quote,
  suggest,
  type Fix,
  type Plan,
  type Related,
  type State,
  type Task,
} from '../src/rule.ts';

/** One id for two tasks makes every reference to it a guess. */
export default defineRule({
  id: 'no-duplicate-task-id',
  description: 'Disallow one id for two tasks, and two states for one task',
  category: 'tasks',
  recommended: 'error',
  strict: 'error',
  drafts: 'error',
  fixable: 'suggest',
  options: {},
  messages: {
    different: ({ name, title, line }: { name: string; title: string; line: number }) =>
      `\`${name}\` is already the id of ${title === '' ? 'a task' : quote(title)} in line ${line}`,
    series: ({ first, last, count, line }: { first: string; last: string; count: number; line: number }) =>
      `The ${count} ids from \`${first}\` to \`${last}\` are already those of other tasks, from line ${line} on`,
    pasted: ({ first, last, count, line }: { first: string; last: string; count: number; line: number }) =>
      `The ${count} tasks from \`${first}\` to \`${last}\` are there already, from line ${line} on`,
    states: ({ name, here, there, line }: { name: string; here: State; there: State; line: number }) =>
      `\`${name}\` is ${said(here)} here, but ${said(there)} in line ${line}, where it is listed first`,
    file: ({ name, file }: { name: string; file: string }) => `\`${name}\` is already the id of \`${file}\``,
  },
  *check(plan, { problem }) {
    const { namesake } = plan.set ?? {};
    if (namesake !== undefined && plan.ownTask) {
      const { name, nameSpan } = plan.ownTask;
      yield problem(nameSpan, 'file', { name, file: namesake.slice(namesake.lastIndexOf('/') + 1) });
    }
    const largest = new Map<string, number>();
    const lineOf = ({ nameSpan }: Task) => plan.source.lineAt(nameSpan.start);
    const pasted = pastedBlocks(plan.tasks);
    for (const block of pasted) {
      const [first, last] = [block[0], block.at(-1)];
      if (!first || !last) continue;
      const data = { first: first.second.name, last: last.second.name, count: block.length, line: lineOf(first.first) };
      yield problem(first.second.nameSpan, 'pasted', data, {
        related: [listedFirst(first.first)],
        facts: block.map(({ second }) => factAt('duplicate', second.nameSpan.start)),
      });
    }
    const told = new Set(pasted.flat().map(({ second }) => second));
    for (const series of takenSeries(plan, told)) {
      const [first, last] = [series[0], series.at(-1)];
      if (!first || !last) continue;
      for (const { second } of series) told.add(second);
      const { name, nameSpan } = first.second;
      const data = { first: name, last: last.second.name, count: series.length, line: lineOf(first.first) };
      const others = series
        .slice(1)
        .map(({ second }) => ({ span: second.nameSpan, message: `\`${second.name}\` too` }));
      yield problem(nameSpan, 'series', data, {
        related: [...series.map(({ first: other }) => listedFirst(other)), ...others],
        facts: series.map(({ second }) => factAt('duplicate', second.nameSpan.start)),
      });
    }
    for (const { first, second, kind } of plan.duplicates) {
      if (told.has(second)) continue;
      const { name, nameSpan } = second;
      const related = [listedFirst(first)];
      const facts = [factAt('duplicate', nameSpan.start)];
      if (kind === 'states') {
        yield problem(
          nameSpan,
          'states',
          { name, here: second.state, there: first.state, line: lineOf(first) },
          { related, facts },
        );
      } else {
        const fixes = renumbering(plan, second, largest);
        yield problem(
          nameSpan,
          'different',
          { name, title: first.title.value, line: lineOf(first) },
          { related, fixes, facts },
        );
      }
    }
  },
});

function listedFirst({ name, nameSpan }: Task): Related {
  return { span: nameSpan, message: `\`${name}\` is listed here first` };
}

interface Pair {
  readonly first: Task;
  readonly second: Task;
}

/** Three or more tasks in a row whose ids other tasks have, in the same order: one list was numbered without the other. */
function takenSeries({ duplicates, tasks }: Plan, told: ReadonlySet<Task>): Pair[][] {
  const named = tasks.filter(({ id }) => id !== undefined);
  const at = new Map(named.map((task, index) => [task, index] as const));
  const runs: Pair[][] = [];
  for (const { first, second, kind } of duplicates) {
    if (kind !== 'different' || told.has(second)) continue;
    const run = runs.at(-1);
    const last = run?.at(-1);
    const isNext =
      last !== undefined &&
      (at.get(second) ?? 0) === (at.get(last.second) ?? 0) + 1 &&
      (at.get(first) ?? 0) > (at.get(last.first) ?? 0);
    if (run && isNext) run.push({ first, second });
    else runs.push([{ first, second }]);
  }
  return runs.filter(({ length }) => length >= 3);
}

/** Three or more tasks with boxes in a row that stand in the plan twice, ids, titles and order the same. */
function pastedBlocks(tasks: readonly Task[]): Pair[][] {
  const listed = tasks.filter(({ id, box, steps }) => id !== undefined && (box !== undefined || steps.length > 0));
  const key = ({ id, title }: Task) => `${id} ${title.value}`;
  const firsts = new Map(listed.map((task, index) => [key(task), index] as const).toReversed());
  const blocks: Pair[][] = [];
  let expected = -1;
  listed.forEach((second, index) => {
    const at = firsts.get(key(second));
    const first = at === undefined || at === index ? undefined : listed[at];
    if (at === undefined || !first) expected = -1;
    else {
      if (at === expected) blocks.at(-1)?.push({ first, second });
      else blocks.push([{ first, second }]);
      expected = at + 1;
    }
  });
  return blocks.filter(({ length }) => length >= 3);
}

/** The next number after the largest of the same series; `largest` remembers the largest by prefix. */
function renumbering(plan: Plan, { id, nameSpan }: Task, largest: Map<string, number>): Fix[] {
  const [, prefix, digits] = /^(.*\D|)(\d+)\D*$/.exec(id ?? '') ?? [];
  const name = plan.source.slice(nameSpan);
  const at = id === undefined ? -1 : name.lastIndexOf(id);
  if (id === undefined || prefix === undefined || digits === undefined || at < 0) return [];
  const last = largest.get(prefix) ?? largestNumber(plan, prefix);
  largest.set(prefix, last + 1);
  const free = prefix + String(last + 1).padStart(digits.length, '0');
  const renamed = name.slice(0, at) + free + name.slice(at + id.length);
  return [suggest(`Call it \`${renamed}\``, nameSpan, renamed)];
}

function largestNumber({ tasks }: Plan, prefix: string): number {
  let largest = 0;
  for (const id of tasks.flatMap((task) => [task.id ?? '', ...task.aliases])) {
    if (id.startsWith(prefix)) largest = Math.max(largest, Number(/^\d+/.exec(id.slice(prefix.length))?.[0] ?? 0));
  }
  return largest;
}

function said(state: State): string {
  return state === 'in-progress' ? 'in progress' : state;
}
