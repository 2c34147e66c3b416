import type { Parsed } from '../../parse.ts';
import { type BoardColumn, readBoards } from './board.ts';
import { type Blocks, readBlocks } from './blocks.ts';
import { readFields } from './fields.ts';
import { type Grid, readGrids } from './grid.ts';
import { type FrontMatter, readFrontMatter } from './front-matter.ts';
import { type OutlineSection, readOutline } from './outline.ts';
import { hideDirectives } from './hide-directives.ts';
import { hideBlocks } from './managed-blocks.ts';
import type { Directive } from '../plan/directive.ts';
import type { ManagedBlock } from '../plan/managed-block.ts';
import type { Field } from '../plan/field.ts';
import type { ReadSettings } from '../plan/settings.ts';
import { vocabularyWith } from '../language/own-words.ts';
import type { Vocabulary } from '../language/words.ts';

/** What the extractors of the model work on: the parsed text cut into sections, blocks and fields. */
export interface Document {
  /** The text without the directives in it: nothing else needs to know of them. */
  readonly parsed: Parsed;
  readonly directives: readonly Directive[];
  readonly managedBlocks: readonly ManagedBlock[];
  readonly root: OutlineSection;
  /** All sections, the root first. */
  readonly sections: readonly OutlineSection[];
  readonly blocks: Blocks;
  /** The sections whose headings are states. */
  readonly board: ReadonlyMap<OutlineSection, BoardColumn>;
  /** The tables of the document. */
  readonly grids: readonly Grid[];
  readonly frontMatter: FrontMatter;
  /** Fields of the front matter and of the text, in document order. */
  readonly fields: readonly Field[];
  readonly vocabulary: Vocabulary;
  /** Path with forward slashes, if known. */
  readonly path: string | undefined;
  readonly settings: ReadSettings;
}

/** What is assumed where nothing is set. */
export const DEFAULT_SETTINGS: ReadSettings = {
  hoursPerDay: 8,
  daysPerWeek: 5,
  sections: [],
  words: {},
  external: [],
  ownId: undefined,
};

/** Cuts a parsed text into sections, blocks and fields. */
export function readDocument(whole: Parsed, path?: string, settings: Partial<ReadSettings> = {}): Document {
  const { parsed: own, blocks: managedBlocks } = hideBlocks(whole);
  const { parsed, directives } = hideDirectives(own);
  const vocabulary = vocabularyWith(settings.words, settings.ownId);
  const sections = readOutline(parsed, vocabulary);
  const [root] = sections;
  if (!root) throw new Error('an outline begins with its root');
  const blocks = readBlocks(parsed, sections);
  const grids = readGrids(parsed, blocks.tables, sections, vocabulary);
  const frontMatter = readFrontMatter(parsed, root, vocabulary);
  return {
    parsed,
    directives,
    managedBlocks,
    root,
    sections,
    blocks,
    board: readBoards(sections, vocabulary),
    grids,
    frontMatter,
    fields: [...frontMatter.fields, ...readFields(parsed, sections, blocks, grids, vocabulary)],
    vocabulary,
    path,
    settings: { ...DEFAULT_SETTINGS, ...settings },
  };
}
