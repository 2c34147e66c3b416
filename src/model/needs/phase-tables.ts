import type { ReadingEntry } from '../plan/reading.ts';
import type { Document } from '../document/document.ts';
import type { Cell } from '../document/cells.ts';
import { columnWith } from '../document/grid.ts';
import { isStoryWord } from '../language/keyword.ts';
import { tokenize } from '../language/tokens.ts';
import type { TaskReading } from '../work/tasks.ts';
import type { Mention, Mentions } from './mentions.ts';
import { resolveMention } from './resolve.ts';
import { isAboutDependencies } from './statements.ts';
import type { StatedNeed } from './stated-need.ts';
import type { TaskIndex } from './task-index.ts';

/** A table whose rows are phases or stories, with a column for what they need: `| US2 | US1 |`. */
export function readPhaseTables(
  document: Document,
  { phases }: TaskReading,
  index: TaskIndex,
  mentions: Mentions,
): StatedNeed[] {
  if (phases.length < 2) return [];
  const { vocabulary } = document;
  const isPhaseHead = (head: string | undefined): boolean =>
    head !== undefined && (vocabulary.columns.phase.has(head) || isStoryWord(head));
  return document.grids.flatMap((grid): StatedNeed[] => {
    const column = columnWith(grid, 'dependencies')?.index ?? 0;
    if (column < 1 || !(isAboutDependencies(grid.section, document.vocabulary) || isPhaseHead(grid.columns[0]?.key)))
      return [];
    return grid.rows.flatMap(({ cells }) => {
      const [name, value] = [cells[0], cells[column]];
      const owner = name && phaseOfLabel(name, index, mentions);
      if (!owner || !value) return [];
      return mentions
        .in(tokenize(value.value, value.span.start), true)
        .filter((mention) => isOfPhases(mention, index))
        .map((mention): StatedNeed => ({ owner, mention, direction: 'needs', by: phaseTableReading.id, plain: false }));
    });
  });
}

/** The one phase that begins the label of a row: `US2 Follow the plan`, `2. Setup`. */
function phaseOfLabel({ value, plain, span }: Cell, index: TaskIndex, mentions: Mentions) {
  const number = /^(\d+(?:\.\d+)?)\s*(?:[:.–—-]|$)/.exec(plain)?.[1];
  const numbered = number === undefined ? undefined : index.phases.find(({ id }) => id === number);
  if (numbered) return numbered;
  const [first] = mentions.in(tokenize(value, span.start), true);
  const [owner] = first ? resolveMention(first, undefined, index) : [];
  return owner && !('dialect' in owner) ? owner : undefined;
}

function isOfPhases(mention: Mention, index: TaskIndex): boolean {
  return resolveMention(mention, undefined, index).every((owner) => !('dialect' in owner));
}

/** What a table says that phases need. */
export const phaseTableReading: ReadingEntry = {
  id: 'need.phase-table',
  title: 'a cell for dependencies in the row of a phase',
  file: 'needs/phase-tables.ts',
  example:
    '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] Dredge\n\n## Phase 2: Fares\n\n- [ ] Print\n\n## Dependencies\n\n| Phase | Depends on |\n| --- | --- |\n| Phase 2 | Phase 1 |',
  counterExample:
    '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] Dredge\n\n## Phase 2: Fares\n\n- [ ] Print\n\n## Dependencies\n\n| Phase | Like |\n| --- | --- |\n| Phase 2 | Phase 1 |',
};
