import {
  allOf,
  defineRule,
  factAt,
  quote,
  quoteFew,
  quoteValue,
  suggest,
  type Box,
  type Fix,
  type Plan,
  type Span,
  type State,
  type StateMark,
  type Task,
} from '../src/rule.ts';

const nouns: Readonly<Record<StateMark['by'], string>> = {
  'status-field': 'status',
  box: 'box',
  'front-matter': 'front matter',
  'status-column': 'table row',
  heading: 'heading',
  strike: 'strike-through',
  picture: 'picture',
  steps: 'list of steps',
  'sub-tasks': 'list of sub-tasks',
  alias: 'other entry',
  note: 'note',
  banner: 'banner',
  board: 'column',
  unmarked: 'list',
  acceptance: 'acceptance list',
};

/** When two marks on one task disagree, each reader believes another one. */
export default defineRule({
  id: 'no-inconsistent-task-state',
  description: 'Disallow marks on one task that contradict each other',
  category: 'tasks',
  recommended: 'error',
  strict: 'error',
  drafts: 'error',
  fixable: 'suggest',
  asks: 'evidence',
  options: {},
  messages: {
    marks: ({ name, first, second, where }: { name: string; first: Mark; second: Mark; where: string }) =>
      `The ${nouns[first.by]} of ${quote(name)} ${says(first)}${where}, but its ${second.by === 'alias' ? 'entry here' : nouns[second.by]} ${says(second)}`,
    open: ({ name, first, open, all }: { name: string; first: string; open: number; all: number }) =>
      `${quote(name)} is ticked, but ${open > 1 ? `${open === all ? allOf(all) : `${open} of the ${all}`} boxes under it are` : `${quote(first)} under it is`} open`,
    index: ({ name, here, own, state, file }: Elsewhere & { file: string }) =>
      `The ${nouns[here.by]} of ${quote(name)} ${says(here)}, but ${ofFile(file, own, state)}`,
    note: ({ name, here, own, where }: Elsewhere & { where: string }) =>
      `${quote(name)} is called ${quoteValue(here.text)} here, but its ${nouns[own.by]} ${says(own)}${where}`,
    entries: ({ names, state }: { names: readonly string[]; state: State }) =>
      `The entries of ${quoteFew(names)} here are ${state === 'done' ? 'ticked' : 'open'}, but the tasks say otherwise where they stand`,
    done: ({ name, all }: { name: string; all: number }) =>
      `${quote(name)} is open, but ${allOf(all)} boxes under it are ticked`,
  },
  *check(plan, { problem }) {
    const split = new Set<Task>();
    const stale = staleLists(plan);
    for (const task of plan.tasks) {
      const [first, second] = contradiction(task.marks);
      if (!first || !second) continue;
      split.add(task);
      const list = stale.get(task);
      if (list) {
        const [head, ...others] = list;
        if (head?.task !== task) continue;
        const related = [head, ...others].map(({ task: entry, first: own }) => ({
          span: own.span,
          message: `the ${nouns[own.by]} of ${quote(entry.name)} ${says(own)}`,
        }));
        const facts = list.flatMap((each) => [each.first, each.second].map(({ span }) => factAt('mark', span.start)));
        const data = { names: list.map((each) => each.task.name), state: second.state };
        yield problem(second.span, 'entries', data, { related, facts });
        continue;
      }
      const related = [{ span: first.span, message: `its ${nouns[first.by]} ${says(first)}` }];
      // Un-ticking helps where nothing else says that it is done.
      const alone = speaking(task.marks).every(({ by, state }) => by === 'box' || state !== 'done');
      const fixes = task.box?.state === 'done' && alone ? untick(task.box) : [];
      const data = {
        name: plan.nameAt(task, second.span),
        first: asMark(first),
        second: asMark(second),
        where: where(plan, first, second),
      };
      const facts = [first, second].map(({ span }) => factAt('mark', span.start));
      const certainty = first.inferred || second.inferred ? 'likely' : 'certain';
      yield problem(second.span, 'marks', data, { certainty, related, fixes, facts });
    }
    for (const { kind, task, here, own, state, path, certainty } of plan.stateConflicts) {
      const data = { name: plan.nameAt(task, here.span), here: asMark(here), own: asMark(own), state };
      const place = {
        span: own.span,
        message: `its ${nouns[own.by]} ${says(own)}`,
        ...(path === undefined ? {} : { path }),
      };
      const details = { certainty, related: isDerived(own) ? [] : [place] };
      if (kind === 'note') yield problem(here.span, 'note', { ...data, where: where(plan, own, here) }, details);
      else yield problem(here.span, 'index', { ...data, file: fileName(path) }, details);
    }
    const told = new Set<Box>();
    const claimed = claimedLines(plan);
    for (const { name, box, state, span, under } of parents(plan, split)) {
      const needed = under.filter(({ optional }) => !optional);
      const open = needed.filter((child) => isUnfinished(child.state)).map((child) => child.box);
      if (box && state === 'done' && open.some((child) => !told.has(child))) {
        for (const child of open) told.add(child);
        const facts = open
          .map((child) => plan.source.lineAt(child.span.start))
          .filter((line) => claimed.has(line))
          .map((line) => factAt('open-work', line));
        const [first] = open;
        const related = open.map((child) => ({ span: child.span, message: `${quote(child.words)} is open` }));
        const data = { name, first: first?.words ?? '', open: open.length, all: needed.length };
        yield problem(span, 'open', data, { related, fixes: untick(box), facts });
      } else if (state === 'open' && under.length > 1 && under.every((child) => child.state === 'done')) {
        yield problem(span, 'done', { name, all: under.length }, { certainty: 'likely' });
      }
    }
  },
});

/** Entries of one list that say the same wrong thing, as many as nobody wants to hear of one by one. */
const MANY = 4;

interface Contradiction {
  readonly task: Task;
  readonly first: StateMark;
  readonly second: StateMark;
}

/** Lists of entries that were left behind: by task the contradictions of its list, where there are many. */
function staleLists({ tasks, source }: Plan): Map<Task, readonly Contradiction[]> {
  const entries = tasks.flatMap((task): Contradiction[] => {
    const [first, second] = contradiction(task.marks);
    return first && second?.by === 'alias' && !first.inferred && !second.inferred ? [{ task, first, second }] : [];
  });
  const lists: Contradiction[][] = [];
  for (const entry of entries.toSorted((a, b) => a.second.span.start - b.second.span.start)) {
    const last = lists.at(-1)?.at(-1);
    const gap = last ? source.lineAt(entry.second.span.start) - source.lineAt(last.second.span.start) : Infinity;
    if (last && gap <= MANY && last.second.state === entry.second.state) lists.at(-1)?.push(entry);
    else lists.push([entry]);
  }
  const many = lists.filter(({ length }) => length >= MANY);
  return new Map(many.flatMap((list) => list.map(({ task }) => [task, list] as const)));
}

/** What is said of a task in another place than its own. */
interface Elsewhere {
  readonly name: string;
  readonly here: Mark;
  readonly own: Mark;
  readonly state: State;
}

/** A mark for a message. */
type Mark = Pick<StateMark, 'by' | 'state' | 'text'>;

function asMark({ by, state, text }: StateMark): Mark {
  return { by, state, text };
}

function isDerived({ by }: Mark): boolean {
  return derived.has(by);
}

function ofFile(file: string, own: Mark, state: State): string {
  if (!isDerived(own)) return `\`${file}\` ${says(own)}`;
  return `${state === 'done' ? 'all boxes' : 'boxes'} in \`${file}\` are ${state === 'done' ? 'ticked' : 'open'}`;
}

function fileName(path = ''): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Lines of open work inside what is claimed to be done: of nested claims the outermost reports, here a status or phase. */
function claimedLines({ doneClaims, source }: Plan): Set<number> {
  const here = doneClaims.filter(({ path }) => path === undefined);
  return new Set(here.flatMap(({ open }) => open.map(({ span }) => source.lineAt(span.start))));
}

function says({ by, state, text }: Mark): string {
  if (by !== 'box' && !/^\[.?\]$/.test(text)) return `says ${quoteValue(text)}`;
  return state === 'done' ? 'is ticked' : state === 'open' ? 'is open' : `is \`${text}\``;
}

/** The line of a mark that is out of sight where the other one stands. */
function where({ source }: Plan, there: StateMark, here: StateMark): string {
  const [line, own] = [there, here].map(({ span }) => source.lineAt(span.start));
  return line === undefined || own === undefined || Math.abs(line - own) <= 5 ? '' : ` in line ${line}`;
}

/** What follows from something else than words about the task. */
const derived: ReadonlySet<StateMark['by']> = new Set(['steps', 'sub-tasks', 'unmarked', 'acceptance', 'board']);

/**
 * What a task says of itself, in the order of authority, and the column of a board that it stands in. What follows from its parts is
 * left out; striking out explains.
 */
function speaking(marks: readonly StateMark[]): StateMark[] {
  return marks.filter(
    ({ state, by }) => state !== 'unknown' && by !== 'strike' && (by === 'board' || !derived.has(by)),
  );
}

/** The first two marks that cannot both be true, in the order in which they stand in the plan. */
function contradiction(marks: readonly StateMark[]): StateMark[] {
  const [first, ...others] = speaking(marks);
  const second = others.find((other) => first && disagree(first, other));
  return first && second ? [first, second].toSorted((a, b) => a.span.start - b.span.start) : [];
}

/** Work that was dropped may be ticked off, and an open box says nothing against work in progress. */
function disagree(a: StateMark, b: StateMark): boolean {
  return (a.state === 'done' && isUnfinished(b.state)) || (b.state === 'done' && isUnfinished(a.state));
}

function isUnfinished(state: State): boolean {
  return state === 'open' || state === 'in-progress' || state === 'blocked';
}

/** A box under another one, with what its task says where it is one. */
interface Child {
  readonly box: Box;
  readonly state: State;
  readonly optional: boolean;
}

interface Parent {
  readonly name: string;
  readonly box: Box | undefined;
  readonly state: State;
  readonly span: Span;
  /** In document order, at any depth, without what was dropped. */
  readonly under: readonly Child[];
}

/** All boxes of work, and tasks without a box that state one thing, each with the boxes below. */
function parents({ boxes, tasks }: Plan, split: ReadonlySet<Task>): Parent[] {
  const owners = new Map(tasks.flatMap((task) => (task.box ? [[task.box, task] as const] : [])));
  const work = boxes.filter(({ kind }) => kind === 'task' || kind === 'step');
  const boxed = work.map((box) => {
    const task = owners.get(box);
    const children = [...box.children, ...partsOf(task)];
    return {
      name: task?.id === undefined ? box.words : task.name,
      box,
      state: box.state,
      span: box.span,
      under: below(children, owners),
    };
  });
  const boxless = tasks.flatMap((task) => {
    const [mark] = task.box || split.has(task) ? [] : speaking(task.marks);
    const { name } = task;
    return mark
      ? [{ name, box: undefined, state: mark.state, span: mark.span, under: below(partsOf(task), owners) }]
      : [];
  });
  return [...boxed, ...boxless];
}

function partsOf(task: Task | undefined): Box[] {
  if (!task) return [];
  return [...task.steps.map(({ box }) => box), ...task.children.flatMap((child) => child.box ?? partsOf(child))];
}

/** Parents come before their children, so that what is under optional work is optional too. */
function below(boxes: readonly Box[], owners: ReadonlyMap<Box, Task>): Child[] {
  const found = new Map<Box, Child>();
  const add = (children: readonly Box[], within: boolean): void => {
    for (const box of children.toSorted((a, b) => a.span.start - b.span.start)) {
      const task = owners.get(box);
      const { state } = task ?? box;
      if (found.has(box) || state === 'dropped' || (box.kind !== 'step' && box.kind !== 'task')) continue;
      const optional = within || (task ?? box).optional;
      found.set(box, { box, state, optional });
      add([...box.children, ...partsOf(task)], optional);
    }
  };
  add(boxes, false);
  return [...found.values()];
}

/** planvet never ticks a box: it may only take a tick back. */
function untick({ span, mark }: Box): Fix[] {
  return /^x$/i.test(mark.trim()) ? [suggest('Un-tick it', span, '[ ]')] : [];
}
