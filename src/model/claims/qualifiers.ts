import { type Lexeme, readLexemes } from '../language/lexemes.ts';
import { tokenize } from '../language/tokens.ts';
import type { State } from '../plan/state.ts';
import type { Ground } from './claim-context.ts';

/**
 * Which of a scope's tasks a noun means by what narrows it down: all of them, those that are marked as parallel, those that are
 * not done, or those in a state. Undefined where only a reader knows ("integration tests").
 */
export type Selection = 'all' | 'parallel' | 'left' | Exclude<State, 'unknown' | 'open'>;

/** Reads what narrows down a noun. */
export function selectionOf(qualifier: string, { document: { vocabulary } }: Ground): Selection | undefined {
  if (qualifier === '') return 'all';
  const words = readLexemes(tokenize(qualifier, 0), vocabulary);
  if (words.some(isParallel)) return 'parallel';
  const telling = words.filter((word) => !isNeutral(word));
  if (telling.length === 0) return 'all';
  if (telling.every(({ senses }) => senses.does.has('left') || senses.state === 'open')) return 'left';
  const [state, other] = new Set(telling.map(({ senses }) => senses.state));
  return other === undefined && state !== 'open' ? state : undefined;
}

function isParallel({ kind, senses }: Lexeme): boolean {
  return kind === 'word' && senses.does.has('parallel');
}

function isNeutral({ kind, senses: { does } }: Lexeme): boolean {
  return kind !== 'word' || does.has('neutral') || does.has('total') || does.has('particles') || does.has('of');
}
