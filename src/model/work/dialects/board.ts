import type { Blocks, Item } from '../../document/blocks.ts';
import type { BoardColumn } from '../../document/board.ts';
import type { Document } from '../../document/document.ts';
import type { OutlineSection } from '../../document/outline.ts';
import type { TaskDraft } from '../task-draft.ts';
import { plainTask } from './plain.ts';

/**
 * Bullets under the headings of a board that has nothing but such headings, one for what is still to do among them: `- Saw`
 * under `## To do`, beside `## Done`.
 */
export function readBoardTasks({ board }: Document, { items }: Blocks): TaskDraft[] {
  const boards = new Set([...board.keys()].flatMap(({ parent }) => parent ?? []));
  const columns = new Set([...boards].filter((over) => isBoard(over, board)).flatMap(({ children }) => children));
  return items
    .filter((item) => !item.parent && columns.has(item.section))
    .map((item: Item) => plainTask(item, undefined));
}

function isBoard({ children }: OutlineSection, board: ReadonlyMap<OutlineSection, BoardColumn>): boolean {
  const states = children.map((column) => board.get(column)?.state);
  return (
    states.length > 1 && !states.includes(undefined) && states.some((state) => state !== 'done' && state !== 'dropped')
  );
}
