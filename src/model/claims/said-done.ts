import { locate, type Located } from '../../text.ts';
import type { Lexeme } from '../language/lexemes.ts';
import { stateOfValue } from '../language/state.ts';
import type { Ground } from './claim-context.ts';
import type { Wording } from './figures.ts';

/** What may stand between what is spoken of and the words that it is done. */
function isBetween({ kind, text, senses: { does, state, noun } }: Lexeme): boolean {
  if (kind === 'mark' || kind === 'dash' || kind === 'open' || text === ':' || text === ')') return true;
  return state === undefined && (does.has('be') || (does.has('counters') && noun === undefined));
}

/** What may stand behind words that something is done, if they are the statement: not "done right". */
function isBehind(word: Lexeme | undefined, next: Lexeme | undefined): boolean {
  if (!word || word.kind === 'mark' || word.kind === 'dash' || word.kind === 'open' || word.kind === 'close')
    return true;
  if (word.kind === 'date' || word.kind === 'break' || /^[.,;:!+/|·、]$/.test(word.text)) return true;
  return (
    word.senses.does.has('particles') && (next?.kind === 'number' || next?.kind === 'date' || word.text === 'with')
  );
}

/** Where a text goes on with words that something is done, and nothing that takes them back. */
export function sayingDone({ words, text }: Wording, from: number, ground: Ground): Located<string> | undefined {
  const at = words.findIndex((word) => word.span.start >= from && !isBetween(word));
  const [said, behind, next] = words.slice(at, at + 3);
  if (at < 0 || said?.senses.state !== 'done' || !isBehind(behind, next)) return undefined;
  // Only the clause itself can take it back.
  const rest = text.value.slice(said.span.start - text.span.start).replaceAll('*', ' ');
  const clause = /^[^.\u3002!\uFF01;\uFF1B\r\n]*/u.exec(rest)?.[0] ?? '';
  if ((stateOfValue(clause, ground.document.vocabulary) ?? 'done') !== 'done') return undefined;
  const { start, end } = said.span;
  return locate(text.value.slice(start - text.span.start, end - text.span.start), start);
}
