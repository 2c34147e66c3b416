import type { State } from '../model/plan/state.ts';
import type { Picture, PictureGroup, PictureNode } from './picture.ts';

/** How a state is told without colour: a sign, and a word for it. */
export const states: Readonly<Record<State, { readonly sign: string; readonly word: string }>> = {
  done: { sign: '✓', word: 'done' },
  'in-progress': { sign: '◐', word: 'in progress' },
  blocked: { sign: '✖', word: 'blocked' },
  open: { sign: '○', word: 'open' },
  dropped: { sign: '–', word: 'dropped' },
  unknown: { sign: '', word: 'state not said' },
};

/** All that a drawing says of a node or group by its looks, in words. */
export function wordsOf(item: PictureNode | PictureGroup): string[] {
  if ('kind' in item && item.kind === 'unknown') return ['named as a dependency, but the plan has no such task'];
  return [
    states[item.state].word,
    ...('kind' in item && item.kind === 'prerequisite' ? ['prerequisite'] : []),
    ...('ready' in item && item.ready ? ['can start now'] : []),
    ...(item.critical ? ['on the longest path'] : []),
    ...(item.cyclic ? ['waits for itself, in a circle'] : []),
  ];
}

/** One line that sums a picture up. */
export function summaryOf({ nodes, groups, links }: Picture): string {
  const tasks = [...nodes.filter(({ kind }) => kind === 'task'), ...groups.filter(({ task }) => task)];
  const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
  const done = tasks.filter(({ state }) => state === 'done').length;
  const unknown = nodes.filter(({ kind }) => kind === 'unknown').length;
  return [
    `${counted(tasks.length, 'task')}, ${done} done`,
    ...(groups.some(({ phase }) => phase) ? [counted(groups.filter(({ phase }) => phase).length, 'phase')] : []),
    counted(links.filter(({ kind }) => kind === 'need' || kind === 'phase').length, 'dependency').replace('ys', 'ies'),
    ...(nodes.some(({ cyclic }) => cyclic) ? ['some wait for themselves in a circle'] : []),
    ...(unknown > 0 ? [`${counted(unknown, 'name')} that no task has`] : []),
  ].join(', ');
}

/** The states that occur in a picture, in a fixed order. */
export function statesIn({ nodes, groups }: Picture): State[] {
  const found = new Set([
    ...nodes.filter(({ kind }) => kind !== 'unknown').map(({ state }) => state),
    ...groups.filter(({ task }) => task).map(({ state }) => state),
  ]);
  return (Object.keys(states) as State[]).filter((state) => found.has(state));
}
