import {
  defineRule,
  flag,
  quote,
  quoteFew,
  type FileMention,
  type Parallel,
  type ParallelMember,
  type Phase,
  type Plan,
  type Task,
} from '../src/rule.ts';

/** Two people who are told that they can work side by side should not meet in one file. */
export default defineRule({
  id: 'no-parallel-conflict',
  description: 'Disallow parallel work that needs each other or changes the same file',
  category: 'dependencies',
  recommended: 'warning',
  strict: 'warning',
  drafts: 'warning',
  fixable: null,
  options: {
    marks: flag('also holds tasks of one phase that are marked as parallel (`[P]`) against each other', false),
  },
  strictOptions: { marks: true },
  messages: {
    said: ({ one, other, task, need }: { one: string; other: string; task: string; need: string }) =>
      `${quote(one, 30)} and ${quote(other, 30)} are called parallel, but ${quote(task, 30)} needs ${quote(need, 30)}`,
    unknown: ({ id }: { id: string }) => `${quote(id)} is called parallel, but it is not in this plan`,
    file: ({ names, paths }: { names: readonly string[]; paths: readonly string[] }) =>
      `${quoteFew(names)} are marked as parallel, but ${names.length > 2 ? 'all' : 'both'} change ${quoteFew(paths)}`,
    need: ({ task, need }: { task: string; need: string }) =>
      `${quote(task, 30)} and ${quote(need, 30)} are marked as parallel, but ${quote(task, 30)} needs ${quote(need, 30)}`,
  },
  *check(plan, { problem, options }) {
    for (const parallel of plan.parallels) {
      for (const { text, span, unknown } of parallel.members) if (unknown) yield problem(span, 'unknown', { id: text });
      const found = conflict(plan, parallel);
      if (!found) continue;
      const { one, other, task, need, span } = found;
      const related = [{ span, message: `${quote(task)} needs ${quote(need)}` }];
      yield problem(parallel.span, 'said', { one: one.text, other: other.text, task, need }, { related });
    }
    if (!options.marks) return;
    for (const { from, to, via, reference } of plan.graph.edges) {
      if (via !== 'id' || !isParallel(from) || !isParallel(to) || from.phase !== to.phase) continue;
      const related = [{ span: reference.span, message: `${quote(from.name)} needs ${quote(to.name)}` }];
      const second = from.span.start < to.span.start ? to : from;
      yield problem(second.nameSpan, 'need', { task: from.name, need: to.name }, { related });
    }
    const changes = plan.fileMentions.filter((mention) => isParallel(mention.task) && isChange(plan, mention));
    for (const { mentions, paths } of meetings(changes)) {
      const [, second] = mentions;
      if (!second) continue;
      const related = mentions
        .filter((mention) => mention !== second)
        .slice(0, 5)
        .map(({ task, span }) => ({ span, message: `${quote(task.name)} changes it here` }));
      const names = mentions.map(({ task }) => task.name);
      yield problem(second.task.nameSpan, 'file', { names, paths }, { related });
    }
  },
});

/** The first dependency between two things that a sentence calls parallel, while work on the one that waits is left. */
function conflict({ graph }: Plan, { members }: Parallel) {
  const memberOf = (task: Task) => members.find(({ tasks }) => tasks.includes(task));
  for (const { from, to, reference } of graph.edges) {
    const [one, other] = [memberOf(from), memberOf(to)];
    if (!one || !other || one === other || !isLeft(one)) continue;
    return { one, other, task: from.name, need: to.name, span: reference.span };
  }
  for (const { from, to, reference } of graph.phaseEdges) {
    const [one, other] = [from, to].map((phase) => members.find(({ phases }) => phases.includes(phase)));
    if (!one || !other || one === other || !isLeft(one)) continue;
    return { one, other, task: from.name, need: to.name, span: reference.span };
  }
  return undefined;
}

function isLeft({ tasks }: ParallelMember): boolean {
  return tasks.some(({ state }) => state !== 'done' && state !== 'dropped');
}

/** The first mention of each task, together with those of other tasks of the phase. A task and its sub-tasks go hand in hand. */
function byFile(changes: readonly FileMention[]): FileMention[][] {
  const groups = new Map<Phase | undefined, Map<string, FileMention[]>>();
  for (const mention of changes) {
    const { task, path } = mention;
    const files = groups.get(task.phase) ?? new Map<string, FileMention[]>();
    const mentions = files.get(path) ?? [];
    groups.set(task.phase, files.set(path, mentions));
    if (!mentions.some((other) => other.task === task || other.task.parent === task || task.parent === other.task)) {
      mentions.push(mention);
    }
  }
  return [...groups.values()].flatMap((files) => [...files.values()]);
}

/** Tasks that meet in several files meet once. */
function meetings(changes: readonly FileMention[]): { mentions: FileMention[]; paths: string[] }[] {
  const found: { mentions: FileMention[]; paths: string[] }[] = [];
  for (const mentions of byFile(changes)) {
    const [first] = mentions;
    if (!first || mentions.length < 2) continue;
    const same = found.find(
      (other) =>
        other.mentions.length === mentions.length &&
        other.mentions.every(({ task }, at) => task === mentions[at]?.task),
    );
    if (same) same.paths.push(first.path);
    else found.push({ mentions, paths: [first.path] });
  }
  return found;
}

function isParallel({ parallel, state }: Task): boolean {
  return parallel && (state === 'open' || state === 'in-progress');
}

const LOOKING =
  /^\W*(?:\[[^\]]*\]\s*)*(?:manual(?:ly)?\s+)?(?:verif|validat|check|run|confirm|ensure|review|inspect|audit|measure|benchmark|profile|read|stud|analy)/i;
/** Words that a file is only looked at behind. */
const SOURCE =
  /(?:\b(?:from|using|uses?|via|per|see|like|against|with|than|by|as in|mirror\w*|match\w*|based on|following|follows?|reus\w+|imports?|importing|consum\w+|referenc\w+|according to|call\w*|expos\w+|cover\w*|for|of|on)\s+(?:the\s+)?|→\s*|->\s*)[`"'([*]*$/i;

/** "Poll the sensor in `src/poll.ts`" names the place of the work. */
const PLACE = /(?:\b(?:in|at|to|into|inside|within|file)|[:：])\s*[`"'([*]*$/i;

function isChange({ source }: Plan, { task, span, verb }: FileMention): boolean {
  if (LOOKING.test(task.title.value)) return false;
  const before = source.text.slice(source.lineStart(source.lineAt(span.start)), span.start);
  return !SOURCE.test(before) && (verb !== undefined || PLACE.test(before));
}
