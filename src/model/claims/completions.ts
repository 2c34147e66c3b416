import { locate, type Located } from '../../text.ts';
import type { ClaimScope, ProgressClaim } from '../plan/claim.ts';
import { purposeOfSection } from '../document/purpose.ts';
import { type Lexeme, readLexemes } from '../language/lexemes.ts';
import { stateOfValue } from '../language/state.ts';
import { progressOf } from './countings.ts';
import type { Ground, Statement } from './claim-context.ts';
import { phasesNamed, rangeNamed } from './claim-subject.ts';
import { measured } from './shares.ts';

/** "P1-01 to P1-15 completed", "**Phase 1 complete**: ...": sentences that say of some tasks, or a phase, that they are done. */
export function readCompletions(statement: Statement, ground: Ground): ProgressClaim[] {
  const { document } = ground;
  if (statement.place === 'heading' || purposeOfSection(statement.section, document.vocabulary) !== 'work') return [];
  const text = textOf(statement, document.parsed.prose);
  const [subject] = [subjectOf, rangeInBrackets, bracketed].flatMap((read) => {
    const named = read(text.value, ground);
    if (!named || named.scope.kind === 'unknown') return [];
    const rest = text.value.slice(named.end);
    const said = sayingDone(rest, ground);
    return said ? [{ ...named, rest, said }] : [];
  });
  if (!subject || !isAsserted(statement, text, ground)) return [];
  const { scope, end, rest, said } = subject;
  const words = locate(rest.slice(said.start, said.end), text.span.start + end + said.start);
  const from = text.span.start + subject.start;
  const name = document.parsed.source.text
    .slice(from, text.span.start + end)
    .replace(/[*_]/g, '')
    .trim();
  return [
    measured({
      kind: 'progress',
      label: { value: name, span: { start: from, end: from + name.length } },
      value: words,
      scope,
      approximate: false,
      percent: undefined,
      done: undefined,
      total: undefined,
      complete: words,
      past: false,
      unit: undefined,
      counts: progressOf({ class: 'task', word: 'task', qualifier: '' }, scope, ground),
    }),
  ];
}

/**
 * "Phase 1 complete" alone in a list may be what is to come: a mark, emphasis, a date, a status, a log or a title over
 * what is done say that it has been reached.
 */
function isAsserted({ field, item, section }: Statement, { value, span }: Located<string>, ground: Ground): boolean {
  const { parsed, vocabulary } = ground.document;
  if (item?.lead && /milestone|deliverable|criteria|goal|outcome|success|checkpoint|when/i.test(item.lead.value))
    return false;
  const isPlanned = /milestone|timeline|schedule|goal|criteria|deliverable|meilenstein|里程碑|マイルストーン|일정/.test(
    section.key,
  );
  if (field?.role === 'status' || field?.role === 'progress') return true;
  const line = parsed.source.slice(parsed.source.lineSpan(parsed.source.lineAt(span.start)));
  const words = section.key.split(/[^\p{L}\p{N}]+/u);
  return (
    /[✅☑✔✓🎉🏁]|\[x\]/iu.test(line) ||
    (!isPlanned && /\d{4}-\d{2}|\*\*|__/.test(line)) ||
    /\b(?:is|are|was|were|been|has|have|now)\b/i.test(value.slice(0, 60)) ||
    words.some(
      (word) =>
        vocabulary.history.has(word) ||
        vocabulary.states.get(word) === 'done' ||
        vocabulary.fields.get(word) === 'progress',
    )
  );
}

/** A status or progress speaks in its value; any other statement from its label on. */
function textOf({ field, label, value }: Statement, prose: string): Located<string> {
  if (field?.role === 'status' || field?.role === 'progress' || label.value === '') return value;
  const start = label.span.start;
  return { value: prose.slice(start, value.span.end), span: { start, end: value.span.end } };
}

/** The range or phases that a text begins with. */
function subjectOf(
  text: string,
  ground: Ground,
): { readonly scope: ClaimScope; readonly start: number; readonly end: number } | undefined {
  const lead = /^[\s*_]*(?:all\s+(?:of\s+)?|tasks?\s+)*/i.exec(text)?.[0].length ?? 0;
  const range = rangeNamed(text.slice(Math.max(0, lead - 6)), ground);
  const from = Math.max(0, lead - 6);
  if (range && from + range.start <= lead + 1)
    return { scope: range.scope, start: from + range.start, end: from + range.end };
  const scope = phasesNamed(text.slice(lead), ground);
  if (!scope) return undefined;
  const at = text.slice(lead).toLowerCase().indexOf(scope.name.toLowerCase());
  return at === 0 ? { scope, start: lead, end: lead + scope.name.length } : undefined;
}

/** "Week 3-5: Data layer (T018-T043) ✅ done": the range of tasks in the first brackets, where nothing but a mark follows. */
function rangeInBrackets(text: string, ground: Ground): ReturnType<typeof subjectOf> {
  const match = /[(（]([^()（）]+)[)）]/.exec(text);
  // "Specs for the next batch (1.1-1.3) done" says something of the specs.
  const word = /^[^\p{L}]*(\p{L}+)\s+\d/u.exec(text)?.[1];
  if (!ground.index.isPhaseWord(word)) return undefined;
  const inside = match?.[1] ?? '';
  const range = rangeNamed(inside, ground);
  if (!match || !range || range.start > 0 || range.end < inside.trimEnd().length) return undefined;
  const start = match.index + 1;
  return { scope: range.scope, start, end: start + range.end };
}

/** "Quality, Phases 26-29 (complete 2026-02-18)": phases right before brackets that say so. */
function bracketed(text: string, ground: Ground): ReturnType<typeof subjectOf> {
  const words = wordsOf(text, ground);
  const open = words.findIndex((word, at) => word.text === '(' && words[at + 1]?.senses.state === 'done');
  const bracket = words[open];
  let at = open - 1;
  while (at > 0 && (words[at]?.kind === 'number' || words[at]?.kind === 'dash' || words[at]?.text === ',')) at--;
  const first = words[at];
  if (!bracket || !first || at === open - 1) return undefined;
  const scope = phasesNamed(text.slice(first.span.start, bracket.span.start), ground);
  return scope && { scope, start: first.span.start, end: bracket.span.start };
}

function wordsOf(text: string, { document: { vocabulary } }: Ground): Lexeme[] {
  return readLexemes({ value: text, span: { start: 0, end: text.length } }, vocabulary);
}

/** What may stand between what is spoken of and the words that it is done. */
function isBetween({ kind, text, senses: { does } }: Lexeme): boolean {
  return kind === 'mark' || kind === 'dash' || kind === 'open' || text === ':' || text === ')' || does.has('be');
}

/** What may stand behind words that something is done, if they are the statement: not "done right". */
function isBehind(word: Lexeme | undefined, next: Lexeme | undefined): boolean {
  if (!word || word.kind === 'mark' || word.kind === 'dash' || word.kind === 'open' || word.kind === 'close')
    return true;
  if (word.kind === 'date' || word.kind === 'break' || /^[.,;:!+/|·、]$/.test(word.text)) return true;
  return word.text === 'with' || (word.text === 'on' && (next?.kind === 'number' || next?.kind === 'date'));
}

/** Where a text begins with words that something is done, and nothing that takes them back. */
function sayingDone(text: string, ground: Ground): { readonly start: number; readonly end: number } | undefined {
  const words = wordsOf(text, ground);
  const at = words.findIndex((word) => !isBetween(word));
  const [said, behind, next] = words.slice(at, at + 3);
  if (!said || at < 0 || said.senses.state !== 'done' || !isBehind(behind, next)) return undefined;
  const { start, end } = said.span;
  // Only the clause itself can take it back.
  const clause = /^[^.。!！;；\r\n]*/u.exec(text.slice(start).replaceAll('*', ' '))?.[0] ?? '';
  return (stateOfValue(clause, ground.document.vocabulary) ?? 'done') === 'done' ? { start, end } : undefined;
}
