import { lintText, type LintResult, type Plan, type Task } from '../src/index.ts';

/** What a small plan has to be read as. What is left out is not asked. */
export interface Expected {
  /**
   * The findings, one a line: `8|9 no-premature-task error @T2 ~T1`. Lines or rules in a choice have a bar between them, `*` is any
   * rule; the finding begins at the text behind `@`, its message has the text behind `~`. One behind `?` may be missing.
   */
  readonly findings?: readonly string[];
  readonly tasks?: number;
  /** States of tasks by the line that declares them. */
  readonly states?: Readonly<Record<string, string>>;
  /** `T2 > T1`: T2 needs T1. */
  readonly edges?: readonly string[];
  /** `Phase 2 > Phase 1`. */
  readonly phaseEdges?: readonly string[];
  /** The names of the phases, each with a key of its own. */
  readonly phases?: readonly string[];
  /** Kinds of boxes by line. */
  readonly boxes?: Readonly<Record<string, string>>;
  /** The path under which it is read. */
  readonly path?: string;
  /** Other documents of its set, by path. */
  readonly siblings?: Readonly<Record<string, string>>;
}

/** A fact that does not hold: what was expected and what is read instead. */
export interface Miss {
  readonly fact: keyof Expected;
  readonly missing: readonly string[];
  readonly extra: readonly string[];
}

/** The facts that a text is not read with. */
export function missesOf(text: string, expected: Expected): Miss[] {
  const { path, siblings = {} } = expected;
  const result = lintText(text, {
    ...(path === undefined ? {} : { path }),
    siblings: Object.entries(siblings).map(([other, content]) => ({ path: other, text: content })),
  });
  const { plan } = result;
  if (!plan) return [{ fact: 'tasks', missing: ['a plan'], extra: [] }];
  const lineOf = (offset: number) => String(result.source.positionAt(offset).line);
  const misses: Miss[] = [];
  const compare = (fact: keyof Expected, wanted: readonly string[] | undefined, actual: readonly string[]) => {
    if (!wanted) return;
    const [missing, extra] = [without(wanted, actual), without(actual, wanted)];
    if (missing.length + extra.length > 0) misses.push({ fact, missing, extra });
  };
  if (expected.findings) {
    const { missing, extra } = compareFindings(result, expected.findings);
    if (missing.length + extra.length > 0) misses.push({ fact: 'findings', missing, extra });
  }
  compare('tasks', expected.tasks === undefined ? undefined : [String(expected.tasks)], [String(plan.tasks.length)]);
  const { states, boxes } = expected;
  compare(
    'states',
    states && Object.entries(states).map(([line, state]) => `${line} ${state}`),
    Object.keys(states ?? {}).map((line) => `${line} ${taskAt(plan, line, lineOf)?.state ?? 'no task'}`),
  );
  compare(
    'boxes',
    boxes && Object.entries(boxes).map(([line, kind]) => `${line} ${kind}`),
    Object.keys(boxes ?? {}).map(
      (line) => `${line} ${plan.boxes.find(({ span }) => lineOf(span.start) === line)?.kind ?? 'no box'}`,
    ),
  );
  compare('edges', expected.edges?.map(named(plan)), edgesOf(plan));
  compare('phaseEdges', expected.phaseEdges?.map(lower), phaseEdgesOf(plan));
  const keys = new Set(plan.phases.map(({ key }) => key));
  compare('phases', expected.phases?.map(lower), [
    ...plan.phases.map(({ name }) => lower(name)),
    ...(keys.size < plan.phases.length ? ['two phases of one key'] : []),
  ]);
  return misses;
}

const lower = (name: string) => name.toLowerCase();

/** The entries of a list that another one does not have as often. */
function without(list: readonly string[], other: readonly string[]): string[] {
  const left = [...other];
  return list.filter((entry) => {
    const at = left.indexOf(entry);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function taskAt(plan: Plan, line: string, lineOf: (offset: number) => string): Task | undefined {
  return (
    plan.tasks.find(({ nameSpan }) => lineOf(nameSpan.start) === line) ??
    plan.tasks.find(({ span }) => lineOf(span.start) === line)
  );
}

const nameOf = ({ id, title }: Task) => id ?? title.value;

/** An expected edge with the names that the model has for its tasks: an alias, an id with its keyword or a title are all right. */
function named(plan: Plan): (edge: string) => string {
  const find = (name: string) =>
    plan.tasks.find((task) => [task.id, task.name, ...task.aliases, task.title.value].includes(name));
  return (edge) =>
    edge
      .split(' > ')
      .map((name) => {
        const task = find(name);
        return task ? nameOf(task) : name;
      })
      .join(' > ');
}

function edgesOf({ graph }: Plan): string[] {
  const edges = graph.edges.filter(({ via }) => via !== 'phase');
  return [...new Set(edges.map(({ from, to }) => `${nameOf(from)} > ${nameOf(to)}`))];
}

function phaseEdgesOf({ graph }: Plan): string[] {
  return [...new Set(graph.phaseEdges.map(({ from, to }) => lower(`${from.name} > ${to.name}`)))];
}

/** Each expected finding takes the first one that fits; what is not taken is one too many. */
function compareFindings({ findings, source }: LintResult, wanted: readonly string[]) {
  const left = [...findings];
  const takes = (entry: string): boolean => {
    const [, lines = '', rules = '', severity, token, words] =
      /^\??(\S+) (\S+)(?: (error|warning))?(?: @(.*?))?(?: ~(.*))?$/.exec(entry) ?? [];
    const at = left.findIndex(({ span, ruleId, message, ...finding }) => {
      const { line } = source.positionAt(span.start);
      return (
        lines.split('|').includes(String(line)) &&
        (rules === '*' || rules.split('|').includes(ruleId)) &&
        (severity === undefined || severity === finding.severity) &&
        (token === undefined || source.text.startsWith(token, span.start)) &&
        (words === undefined || message.includes(words))
      );
    });
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  };
  const [needed, allowed] = [
    wanted.filter((entry) => !entry.startsWith('?')),
    wanted.filter((entry) => entry[0] === '?'),
  ];
  const missing = needed.filter((entry) => !takes(entry));
  allowed.forEach(takes);
  const extra = left.map(({ span, ruleId, severity, message }) => {
    const { line, column } = source.positionAt(span.start);
    return `${line}:${column} ${ruleId} ${severity}: ${message}`;
  });
  return { missing, extra };
}
