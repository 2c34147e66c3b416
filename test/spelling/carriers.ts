import type { Layout } from './layout.ts';
import { type Naming, reference, references } from './names.ts';
import type { AbstractTask, PlanState } from './plans.ts';

/** A task with all that writing it takes. */
export interface Writing extends Naming {
  readonly layout: Layout;
  readonly at: number;
  readonly task: AbstractTask;
}

const marks: Readonly<Record<PlanState, string>> = { open: '⬜', 'in-progress': '🔄', done: '✅' };
const boxes: Readonly<Record<PlanState, string>> = { open: '[ ]', 'in-progress': '[~]', done: '[x]' };

/** The name and title of a task with what its spelling puts before and behind them. */
export function titled(writing: Writing, name: string): string {
  const { spelling, task } = writing;
  const before = spelling.state === 'mark' ? `${marks[task.state]} ` : '';
  const struck = spelling.state === 'strike' && task.state === 'done' ? `~~${name}~~` : name;
  return `${before}${struck}${stateBehind(writing)}${needsBehind(writing)}`;
}

/** The box of a task where its state is in one. */
export function boxOf({ spelling, task }: Writing): string {
  return spelling.state === 'box' ? `${boxes[task.state]} ` : '';
}

/** The cell of a state in a table; undefined where the state is said elsewhere. */
export function stateCell({ spelling, task, words, layout }: Writing): string | undefined {
  if (spelling.state === 'column') return layout.value(words[task.state]);
  if (spelling.state === 'box') return boxes[task.state];
  return spelling.state === 'mark' ? marks[task.state] : undefined;
}

function stateBehind({ spelling, task, words, layout }: Writing): string {
  if (spelling.state === 'tail') return ` ${marks[task.state]}`;
  return spelling.state === 'bracket' ? layout.bracket(words[task.state]) : '';
}

function needsBehind(writing: Writing): string {
  const { spelling, task, words, layout } = writing;
  if (task.needs.length === 0) return '';
  const phrase = words.needs.replace('{refs}', references(writing, task.needs));
  if (spelling.dependency === 'bracket') return layout.bracket(phrase);
  return spelling.dependency === 'tail' ? ` — ${phrase}` : '';
}

/** The lines of fields that a task has, without bullets. */
export function fieldsOf(writing: Writing): string[] {
  const { spelling, task, words, layout } = writing;
  const state = spelling.state === 'field' ? [layout.field(words.status, layout.value(words[task.state]))] : [];
  const hours = words.hours.replace('{n}', String(task.hours));
  const refs = references(writing, task.needs);
  if (spelling.dependency === 'bar') {
    const parts = [
      layout.bare(words.effort, hours),
      ...(task.needs.length > 0 ? [layout.bare(words.dependencies, refs)] : []),
    ];
    return [...state, `_${parts.join(' | ')}_`];
  }
  if (spelling.dependency !== 'field' && spelling.dependency !== 'nested') return state;
  return [
    ...state,
    layout.field(words.effort, layout.value(hours)),
    ...(task.needs.length > 0 ? [layout.field(words.dependencies, refs)] : []),
  ];
}

/** Whether the effort of tasks is written. */
export function saysEffort({ spelling: { dependency, dialect } }: Naming): boolean {
  return dialect === 'table' || dialect === 'table-fused' || ['field', 'nested', 'bar'].includes(dependency);
}

/** The comment that says what a task needs, where comments do. */
export function commentOf(writing: Writing): string[] {
  const { spelling, task } = writing;
  if (spelling.dependency !== 'comment' || task.needs.length === 0) return [];
  return [`<!-- DEPENDS-ON: ${references(writing, task.needs)} -->`];
}

/** The items of a list of what a task needs: one each, or one for all where they are said together. */
export function listed(writing: Writing): string[] {
  const { spelling, task } = writing;
  const together = ['plural', 'range', 'and', 'ampersand', 'slash'].includes(spelling.reference);
  if (together) return [references(writing, task.needs)];
  return task.needs.map((need) => reference(writing, need));
}

/** What the section on dependencies says of a task; undefined where there is none, or nothing to say. */
export function stated(writing: Writing): string | undefined {
  const { spelling, task, words, at } = writing;
  if (task.needs.length === 0) return undefined;
  const refs = references(writing, task.needs);
  const self = reference(writing, task.calledAs ?? at);
  if (spelling.dependency === 'sentence') return words.sentence.replace('{x}', self).replace('{refs}', refs);
  return spelling.dependency === 'arrow' ? `${refs} → ${self}` : undefined;
}
