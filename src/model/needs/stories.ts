import { numbersIn } from '../language/ids.ts';
import { isDigits } from '../language/characters.ts';
import { type Name, scanNames } from '../language/names.ts';
import { isStoryWord } from '../language/keyword.ts';
import { tokenize } from '../language/tokens.ts';
import type { Vocabulary } from '../language/words.ts';
import type { PhaseNode } from '../work/phases.ts';

/** The phases that stand for user stories: `Phase 3: User Story 1 - Cook`, `Phase 3 — [US1] Cook`. */
export class Stories {
  readonly #byNumber = new Map<string, PhaseNode>();
  readonly all: readonly PhaseNode[];

  constructor(phases: readonly PhaseNode[], vocabulary: Vocabulary) {
    this.all = phases.filter((phase) => {
      const tokens = tokenize(phase.title, 0);
      const names = scanNames(tokens, { vocabulary }).filter((name) => numberOfStory(name) !== undefined);
      // "Tests for US1" is no story.
      const own = names.filter(
        ({ from }) => tokens.slice(0, from).every(({ kind }) => kind !== 'word') || tokens[from - 1]?.kind === 'open',
      );
      for (const name of own) {
        const number = numberOfStory(name) ?? '';
        if (!this.#byNumber.has(number)) this.#byNumber.set(number, phase);
      }
      return own.length > 0;
    });
  }

  /** The phases that a name means, if it is one of stories: `US1`, `User Stories 1-3`. */
  named(name: Name): PhaseNode[] {
    const first = numberOfStory(name);
    if (first === undefined) return [];
    const last = name.last ? Number(numbersIn(name.last.value)[0]) : Number(first);
    const found: PhaseNode[] = [];
    for (let number = Number(first); number <= Math.min(last, Number(first) + 99); number++) {
      const phase = this.#byNumber.get(String(number));
      if (phase && !found.includes(phase)) found.push(phase);
    }
    return found;
  }
}

/** The number of a story, if a name is one: 1 of `US1`, `US-01`, `User Story 1`. */
function numberOfStory({ id, keyword }: Name): string | undefined {
  const short = /^US-?0*([1-9]\d*|0)$/i.exec(id.value)?.[1];
  if (short !== undefined) return short;
  return keyword && isStoryWord(keyword.value) && isDigits(id.value) ? id.value : undefined;
}
