import { hasLetter } from '../language/characters.ts';
import type { Document } from '../document/document.ts';
import type { Thing } from '../language/clauses.ts';
import { type Name, scanNames } from '../language/names.ts';
import { PhraseBook } from '../language/phrases.ts';
import { isStoryWord } from '../language/keyword.ts';
import { type Token, tokenize } from '../language/tokens.ts';
import type { PhaseNode } from '../work/phases.ts';
import type { TaskIndex } from './task-index.ts';

/** Something that a text names: by ids, by the title of a phase, or as all of a kind. */
export interface Mention extends Thing {
  readonly name: Name | undefined;
  /** The phases of this title, or all of the kind. */
  readonly phases: readonly PhaseNode[];
  /** Whether it names all phases: those before whoever says so. */
  readonly all: boolean;
}

/** Finds what texts name: tasks and phases by id, phases by story and by title. */
export class Mentions {
  readonly #document: Document;
  readonly #index: TaskIndex;
  readonly #titles = new PhraseBook<PhaseNode>();

  constructor(document: Document, index: TaskIndex, phases: readonly PhaseNode[]) {
    this.#document = document;
    this.#index = index;
    const titled = new Map<string, PhaseNode[]>();
    for (const phase of phases) {
      for (const key of titleKeys(phase.title)) titled.set(key, [...(titled.get(key) ?? []), phase]);
    }
    for (const [key, [phase, ...others]] of titled)
      if (phase && others.length === 0 && key.length >= (key.charCodeAt(0) > 0x1100 ? 2 : 4))
        this.#titles.add(key, phase);
  }

  /** What a run of tokens names, in order. Titles count only where needs are spoken of, plain numbers where they are `bare` names. */
  in(tokens: readonly Token[], withTitles: boolean, bare = false): Mention[] {
    const { vocabulary } = this.#document;
    const names = scanNames(tokens, { vocabulary, known: (id) => this.#index.has(id), bare });
    const found: Mention[] = names.map((name) => ({
      start: name.span.start,
      end: name.span.end,
      name,
      phases: [],
      all: false,
    }));
    if (!withTitles) return found;
    const titles = this.#titles
      .find(tokens)
      .map(({ start, end, meanings }): Mention => ({ start, end, name: undefined, phases: [...meanings], all: false }));
    return apart(apart(found, [...this.#groups(tokens)]), titles);
  }

  /** "All user stories", "all previous phases". */
  *#groups(tokens: readonly Token[]): Generator<Mention> {
    const { vocabulary } = this.#document;
    for (const { meanings, start, from, to } of vocabulary.relations.find(tokens)) {
      if (!meanings.has('all')) continue;
      // In a script without spaces the noun may stand in the same token.
      for (let at = Math.min(to, tokens.length); at < Math.min(to + 5, tokens.length); at++) {
        const token = tokens[at];
        if (token?.kind !== 'word') break;
        const { end } = token.span;
        const stories = isStoryWord(token.folded);
        if (stories) {
          yield { start, end, name: undefined, phases: this.#index.stories.all, all: false };
          break;
        }
        if (at > from && this.#index.isPhaseWord(token.folded) && tokens[at + 1]?.kind !== 'number') {
          yield { start, end, name: undefined, phases: this.#index.phases, all: true };
          break;
        }
      }
    }
  }
}

/** The ways in which the title of a phase may be written in a sentence: without what stands in brackets behind it. */
function titleKeys(title: string): string[] {
  const bare = title.replace(/[([（【][^()[\]（）【】]*[)\]）】]/gu, ' ');
  const tokens = tokenize(bare, 0).filter(
    ({ kind }) => kind === 'word' || kind === 'id' || kind === 'number' || kind === 'separator',
  );
  const words = tokens.filter(({ kind }) => kind !== 'separator').map(({ folded }) => folded);
  const joined = tokens.map(({ kind, folded }) => (kind === 'separator' ? (folded === '&' ? 'and' : '') : folded));
  const keys = [words.join(' '), joined.filter((word) => word !== '').join(' ')];
  return [...new Set(keys)].filter(hasLetter);
}

/** The members of two ordered lists in order, those of the second only where nothing of the first stands. */
function apart(first: readonly Mention[], second: readonly Mention[]): Mention[] {
  const joined: Mention[] = [];
  let next = 0;
  for (const mention of second) {
    for (let other = first[next]; other && other.start < mention.end; other = first[++next]) joined.push(other);
    if ((joined.at(-1)?.end ?? 0) <= mention.start) joined.push(mention);
  }
  for (const mention of first.slice(next)) joined.push(mention);
  return joined;
}
