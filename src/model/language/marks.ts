import type { State } from '../plan/state.ts';
import marks from './words/marks.json' with { type: 'json' };

type Known = Exclude<State, 'unknown'>;

const bare = (mark: string): string => mark.replace(/[\u{FE0E}\u{FE0F}\u{1F3FB}-\u{1F3FF}]/gu, '');

const states: ReadonlyMap<string, Known> = new Map(
  (Object.entries(marks.states) as [Known, readonly string[]][]).flatMap(([state, list]) =>
    list.map((mark) => [mark, state] as const),
  ),
);
const boxes: ReadonlySet<string> = new Set(marks.boxes);

/** The state that a picture states: `✅` is done, `⏳` is open. Undefined for a decoration. */
export function stateOfPicture(mark: string): Known | undefined {
  return states.get(bare(mark));
}

/** Whether a picture stands for a box in front of an item. A cross or a red dot may be many things there. */
export function isBoxPicture(mark: string): boolean {
  return boxes.has(bare(mark));
}

/** State of what stands between the brackets of a box. */
export function stateOfMark(mark: string): State {
  switch (mark.trim().toLowerCase()) {
    case '':
      return 'open';
    case 'x':
      return 'done';
    case '-':
      return 'dropped';
    case '!':
      return 'blocked';
    case '~':
    case '/':
    case '>':
      return 'in-progress';
    default:
      return 'unknown';
  }
}
