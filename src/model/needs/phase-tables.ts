import type { Document } from '../document/document.ts';
import { cellText } from '../document/cells.ts';
import { normalizeLabel } from '../document/labels.ts';
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
  const { vocabulary, parsed } = document;
  const isPhaseHead = (head: string | undefined): boolean =>
    head !== undefined && (vocabulary.columns.phase.has(head) || isStoryWord(head));
  return document.blocks.tables.flatMap(({ node, section }): StatedNeed[] => {
    const [head, ...rows] = node.children;
    const heads = (head?.children ?? []).map((cell) => normalizeLabel(cellText(parsed, cell).value));
    const column = heads.findIndex((key) => vocabulary.fields.get(key) === 'dependencies');
    if (column < 1 || !(isAboutDependencies(section) || isPhaseHead(heads[0]))) return [];
    return rows.flatMap(({ children }) => {
      const [name, needed] = [children[0], children[column]];
      if (!name || !needed) return [];
      const label = cellText(parsed, name);
      const owner = phaseOfLabel(label, index, mentions);
      const value = cellText(parsed, needed);
      if (!owner) return [];
      return mentions
        .in(tokenize(value.value, value.span.start), true)
        .filter((mention) => isOfPhases(mention, index))
        .map((mention): StatedNeed => ({ owner, mention, direction: 'needs', plain: false }));
    });
  });
}

/** The one phase that begins the label of a row: `US2 Follow the plan`, `2. Setup`. */
function phaseOfLabel(
  { value, span }: { readonly value: string; readonly span: { readonly start: number } },
  index: TaskIndex,
  mentions: Mentions,
) {
  const number = /^[\s*_]*(\d+(?:\.\d+)?)\s*(?:[:.–—-]|$)/.exec(value)?.[1];
  const numbered = number === undefined ? undefined : index.phases.find(({ id }) => id === number);
  if (numbered) return numbered;
  const [first] = mentions.in(tokenize(value, span.start), true);
  const [owner] = first ? resolveMention(first, undefined, index) : [];
  return owner && !('dialect' in owner) ? owner : undefined;
}

function isOfPhases(mention: Mention, index: TaskIndex): boolean {
  return resolveMention(mention, undefined, index).every((owner) => !('dialect' in owner));
}
