import type { Plan } from '../model/plan/plan.ts';
import type { State } from '../model/plan/state.ts';
import type { Task } from '../model/plan/task.ts';
import type { Span } from '../text.ts';
import { counted } from './tally.ts';
import { shorten } from './width.ts';

/** The line of a span, right under the lines of the others. */
export function lineOf({ source }: Plan, span: Pick<Span, 'start'>): string {
  return String(source.lineAt(span.start)).padStart(5);
}

/** Line numbers in order, runs of neighbours as `3-7`. */
export function lineRanges({ source }: Pick<Plan, 'source'>, spans: readonly Span[]): string {
  const runs: [number, number][] = [];
  for (const line of [...new Set(spans.map(({ start }) => source.lineAt(start)))].toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last[1] === line - 1) last[1] = line;
    else runs.push([line, line]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

/** How many things are in which state: "1 done, 3 open". */
export function stateCounts(things: readonly { readonly state: State }[]): string {
  const counts = new Map<State, number>();
  for (const { state } of things) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].map(([state, count]) => `${count} ${stateName(state)}`).join(', ');
}

/** A state in words. */
export function stateName(state: State): string {
  if (state === 'unknown') return 'without a state';
  return state === 'in-progress' ? 'in progress' : state;
}

/** The same for tasks: "4 tasks: 1 done, 3 open". */
export function states(tasks: readonly Task[]): string {
  return [counted(tasks.length, 'task'), stateCounts(tasks)].filter(Boolean).join(': ');
}

/** A text on one line, at most 60 columns of it. */
export function brief(text: string): string {
  return shorten(text.replace(/\s+/g, ' '), 60);
}

/** A number of hours without needless digits. */
export function figure(hours: number): string {
  return String(Number(hours.toFixed(2)));
}
