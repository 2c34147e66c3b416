import { type Hover, MarkupKind } from 'vscode-languageserver-protocol';
import type { Gate } from '../model/plan/gate.ts';
import type { Edge } from '../model/plan/graph.ts';
import type { Plan } from '../model/plan/plan.ts';
import type { StateMark } from '../model/plan/state.ts';
import type { Phase, Task } from '../model/plan/task.ts';
import { claimTruth } from '../report/claim-truth.ts';
import { escapeMarkdown } from '../drawing/escape-markdown.ts';
import { printable } from '../report/printable.ts';
import { brief, stateName } from '../report/show-words.ts';
import type { Linted } from './analysis.ts';
import type { OpenDocument } from './open-document.ts';
import { phaseProgress, readyTasks } from './phase-progress.ts';
import { type Thing, thingAt } from './thing-at.ts';

/** Most tasks that are named in one line. */
const FEW = 8;

/** What is known of the thing under the mouse. */
export function hover({ plan, result }: Linted, open: OpenDocument, position: unknown): Hover | null {
  const thing = plan && thingAt(plan, open.positions.offsetAt(position));
  if (!plan || !thing) return null;
  const lines = linesOf(thing, plan, result.findings).filter(Boolean);
  if (lines.length === 0) return null;
  return {
    contents: { kind: MarkupKind.Markdown, value: lines.join('\n\n') },
    range: open.positions.rangeOf(thing.span),
  };
}

function linesOf(thing: Thing, plan: Plan, findings: Linted['result']['findings']): string[] {
  switch (thing.kind) {
    case 'task':
      return aboutTask(thing.of, plan);
    case 'phase':
      return aboutPhase(thing.of, plan);
    case 'reference': {
      const { targets, phases, text, kind } = thing.of;
      if (targets.length + phases.length === 0)
        return [`${code(text)}: ${UNNAMED[kind] ?? 'names nothing in this plan'}`];
      const [only] = targets;
      if (only && targets.length === 1) return aboutTask(only, plan);
      return [
        `${code(text)}: ${listed([...targets, ...phases].map(withState))}`,
        ...phases.flatMap((phase) => aboutPhase(phase, plan)),
      ];
    }
    case 'gate':
      return aboutGate(thing.of);
    case 'claim': {
      const { against, truth } = claimTruth(thing.of, findings);
      const { label, scope } = thing.of;
      return [
        `**${text(label.value)}**, of ${text(scope.name)}`,
        truth === undefined ? 'The plan has nothing to measure it by' : `The plan has ${text(truth)}`,
        against === undefined ? '' : text(against),
      ];
    }
    case 'requirement':
      return [`**${text(thing.of.name)}** ${text(titleOf(thing.of))}`, thing.of.dropped ? 'It was given up' : ''];
    case 'cited': {
      const { targets, text: written } = thing.of;
      if (targets.length === 0) return [`${code(written)}: names no requirement that is known`];
      return targets.slice(0, FEW).map((target) => `**${text(target.name)}** ${text(titleOf(target))}`);
    }
  }
}

const UNNAMED: Readonly<Record<string, string>> = {
  none: 'needs nothing',
  external: 'is outside of this plan',
  placeholder: 'is still to be filled in',
};

function aboutTask(task: Task, plan: Plan): string[] {
  const { marks, optional, fields } = task;
  const head = `**${text(task.name)}**${task.id === undefined ? '' : ` ${text(task.title.value)}`}`;
  const [mark] = marks;
  const why = mark && mark.text.trim() !== '' ? `: ${saidBy(mark)} says so (${code(mark.text)})` : '';
  const other = plan.set?.documentOf(task);
  const needs = plan.graph.needs(task);
  const open = needs.filter(({ to }) => to.state !== 'done' && to.state !== 'dropped');
  const files = plan.fileMentions.filter((mention) => mention.task === task).map(({ path }) => path);
  const owners = task.owners.map(({ value }) => value);
  const isOpen = !['done', 'dropped'].includes(task.state);
  return [
    `${head}: ${stateName(task.state)}${optional ? ', optional' : ''}${why}`,
    other ? `In ${code(other.path)}` : '',
    needs.length > 0 ? `Needs ${listed(targets(needs, 'to'))}` : '',
    isOpen && open.length > 0 ? `Waits for ${listed(targets(open, 'to'))}` : '',
    readyTasks(plan).includes(task) ? 'Can start now' : '',
    isOpen && plan.unsure.has(task)
      ? 'Whether it can start is unknown: its line names unfinished work without saying why'
      : '',
    plan.graph.neededBy(task).length > 0 ? `Needed by ${listed(targets(plan.graph.neededBy(task), 'from'))}` : '',
    files.length > 0
      ? `Files: ${listed([...new Set(files)].map((path) => code(path) + (plan.files.has(path) === false ? ' (not there)' : '')))}`
      : '',
    task.effort ? `Estimate: ${text(task.effort.text)}` : '',
    owners.length > 0 ? `Owner: ${text(owners.join(', '))}` : '',
    fields.length > 0 && task.effort === null && plan.tasks.some(({ effort }) => effort !== null) ? 'No estimate' : '',
  ];
}

function aboutPhase(phase: Phase, plan: Plan): string[] {
  const ready = readyTasks(plan, phase);
  const gates = plan.gates.filter(({ scope }) => scope.kind === 'phase' && scope.phase === phase);
  return [
    `**${text(phase.name)}** ${text(phase.title)}: ${stateName(phase.state)}`,
    phaseProgress(plan, phase) ?? 'No tasks',
    ready.length > 0 ? `Can start now: ${listed(ready.map(({ name }) => text(name)))}` : '',
    ...gates.map((gate) => gateLine(gate)),
  ];
}

function aboutGate(gate: Gate): string[] {
  const { scope, kind, reached } = gate;
  const of = scope.kind === 'phase' ? scope.phase.name : scope.kind === 'task' ? scope.task.name : 'the plan';
  const when = {
    exit: 'before the work counts as finished',
    entry: 'before the work may begin',
    metrics: 'measured, not ticked',
  };
  return [
    gateLine(gate),
    `For ${text(of)}: ${when[kind]}`,
    reached ? `It should be ticked by now: ${text(reached.because)}` : '',
  ];
}

function gateLine({ title, items }: Gate): string {
  const ticked = items.filter(({ state }) => state === 'done' || state === 'dropped').length;
  return `**${text(title.value)}**: ${ticked} of ${items.length} ticked`;
}

function targets(edges: readonly Edge[], end: 'from' | 'to'): string[] {
  return [...new Set(edges.map((edge) => withState(edge[end])))];
}

function withState({ name, state }: Task | Phase): string {
  return `${text(brief(name))} (${stateName(state)})`;
}

function listed(names: readonly string[]): string {
  return names.length > FEW ? `${names.slice(0, FEW).join(', ')} and ${names.length - FEW} more` : names.join(', ');
}

function titleOf({ name, title }: { readonly name: string; readonly title: { readonly value: string } }): string {
  return title.value === name ? '' : title.value;
}

function saidBy({ by }: StateMark): string {
  const words: Partial<Record<StateMark['by'], string>> = {
    box: 'its box',
    heading: 'its heading',
    'status-field': 'its status',
    'status-column': 'its row',
    'front-matter': 'the front matter',
    board: 'its column on the board',
    steps: 'the boxes of its steps',
    'sub-tasks': 'what is said of its sub-tasks',
  };
  return words[by] ?? 'a mark';
}

const text = (value: string) => escapeMarkdown(printable(value));

/** Between back quotes, of which Markdown wants more than the text has in a row. */
function code(value: string): string {
  const flat = printable(value.replace(/\s+/g, ' ').trim());
  const ticks = '`'.repeat(1 + Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length)));
  return ticks.length > 1 ? `${ticks} ${flat} ${ticks}` : `${ticks}${flat}${ticks}`;
}
