import type { BurnUpPoint } from '../engine/burn-up.ts';
import { htmlTable } from './html-page.ts';

const WIDTH = 720;
const HEIGHT = 240;
const LEFT = 40;
const RIGHT = 90;
const TOP = 22;
const BOTTOM = 28;

/** How a plan has come along, as a drawing and as a table; marks stand where the number of tasks changed. */
export function burnUpChart(points: readonly BurnUpPoint[]): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return '';
  const most = Math.max(...points.map(({ total }) => total));
  const x = (time: number) => LEFT + ((time - first.time) / (last.time - first.time || 1)) * (WIDTH - LEFT - RIGHT);
  const y = (count: number) => HEIGHT - BOTTOM - (count / most) * (HEIGHT - TOP - BOTTOM);
  const at = (time: number, count: number) => `${x(time).toFixed(1)} ${y(count).toFixed(1)}`;
  const done = points.map(({ time, done: count }) => at(time, count));
  const scope = points.map(({ time, total }, index) =>
    index === 0 ? `M${at(time, total)}` : `L${at(time, points[index - 1]?.total ?? total)}L${at(time, total)}`,
  );
  const marks = changesOf(points).map(({ time, total, by }) => {
    const [left, top] = [x(time), y(total)];
    return `<path class="mark" d="M${left - 5} ${top}l5-5 5 5-5 5z"/><text class="soft" text-anchor="middle" x="${left.toFixed(1)}" y="${(top - 9).toFixed(1)}">${signed(by)}</text>`;
  });
  const floor = y(0);
  const words = `${dayOf(first.time)}: ${first.done} of ${first.total} done; ${dayOf(last.time)}: ${last.done} of ${last.total} done`;
  return [
    `<svg class="burn-up" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Tasks over time. ${words}">`,
    `<path class="axis" d="M${LEFT} ${TOP}V${floor}H${WIDTH - RIGHT}"/>`,
    `<text class="soft" text-anchor="end" x="${LEFT - 6}" y="${y(most) + 4}">${most}</text>`,
    `<text class="soft" text-anchor="end" x="${LEFT - 6}" y="${floor + 4}">0</text>`,
    `<text class="soft" x="${LEFT}" y="${HEIGHT - 8}">${dayOf(first.time)}</text>`,
    `<text class="soft" text-anchor="end" x="${WIDTH - RIGHT}" y="${HEIGHT - 8}">${dayOf(last.time)}</text>`,
    `<path class="area" d="M${x(first.time)} ${floor}L${done.join('L')}L${x(last.time).toFixed(1)} ${floor}Z"/>`,
    `<path class="done" d="M${done.join('L')}"/>`,
    `<path class="scope" d="${scope.join('')}"/>`,
    ...marks,
    `<text x="${WIDTH - RIGHT + 8}" y="${y(last.total) + 4}">${last.total} tasks</text>`,
    last.done === last.total ? '' : `<text x="${WIDTH - RIGHT + 8}" y="${y(last.done) + 4}">${last.done} done</text>`,
    '</svg>',
    '<details><summary>The same in figures</summary>',
    htmlTable(
      'Tasks over time',
      ['Day', 'Done', 'Tasks', 'Scope'],
      points.map(({ time, done: count, total }, index) => {
        const by = total - (points[index - 1]?.total ?? total);
        return `<tr><td>${dayOf(time)}</td><td>${count}</td><td>${total}</td><td>${by === 0 ? '' : signed(by)}</td></tr>`;
      }),
    ),
    '</details>',
  ].join('\n');
}

/** Where there came to be more tasks, or fewer. */
function changesOf(points: readonly BurnUpPoint[]) {
  return points.flatMap(({ time, total }, index) => {
    const by = total - (points[index - 1]?.total ?? total);
    return by === 0 ? [] : [{ time, total, by }];
  });
}

function signed(by: number): string {
  return by > 0 ? `+${by}` : `−${-by}`;
}

function dayOf(time: number): string {
  return new Date(time * 1000).toISOString().slice(0, 10);
}
