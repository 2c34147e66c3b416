import type { ReadingEntry } from '../plan/reading.ts';
import type { Span } from '../../text.ts';
import type { Stated } from '../language/state.ts';
import type { Vocabulary } from '../language/words.ts';
import type { OutlineSection } from './outline.ts';

/** A heading of a board that is a state, over the items that are in it: `## In Progress`. */
export interface BoardColumn {
  readonly state: Stated;
  readonly span: Span;
  readonly text: string;
}

/** The sections whose headings are states, where siblings of them are other states: those that stand in them have that state. */
export function readBoards(
  sections: readonly OutlineSection[],
  vocabulary: Vocabulary,
): ReadonlyMap<OutlineSection, BoardColumn> {
  const columns = new Map<OutlineSection, BoardColumn>();
  for (const { children } of sections) {
    const found = children.flatMap((section) => {
      const state = vocabulary.states.get(section.key.replace(/ ?\(\d+\)$/, ''));
      return state ? [{ section, state }] : [];
    });
    // What is done and nothing else may be a log.
    if (new Set(found.map(({ state }) => state)).size < 2) continue;
    for (const { section, state } of found)
      columns.set(section, { state, span: section.titleSpan, text: section.title });
  }
  return columns;
}

/** The column of a board that a section is or stands in. */
export function columnAround(
  section: OutlineSection | undefined,
  columns: ReadonlyMap<OutlineSection, BoardColumn>,
): BoardColumn | undefined {
  for (let at = section; at; at = at.parent) {
    const column = columns.get(at);
    if (column) return column;
  }
  return undefined;
}

/** What is read here, by name. */
export const boardReading: ReadingEntry = {
  id: 'state.board',
  title: 'a heading that is a state, beside others, over what has it',
  file: 'document/board.ts',
  example: '# Ferry\n\n## To do\n\n- T-1: Dredge\n\n## In progress\n\n- T-2: Mark\n',
  counterExample: '# Ferry\n\n## In progress\n\n- T-1: Dredge\n- T-2: Mark\n',
};
