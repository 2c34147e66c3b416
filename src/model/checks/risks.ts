import { WordSet } from '../language/word-set.ts';
import { tokenize } from '../language/tokens.ts';
import { isDigits, leadOf, trimmedEnd } from '../language/characters.ts';
import type { Located, Span } from '../../text.ts';
import { contains, firstLine, locate } from '../../text.ts';
import type { Item } from '../document/blocks.ts';
import type { FoundBox } from '../document/boxes.ts';
import type { Document } from '../document/document.ts';
import type { Cell } from '../document/cells.ts';
import type { Column } from '../document/column.ts';
import { fieldsWithin } from '../document/fields.ts';
import { columnWith } from '../document/grid.ts';
import { normalizeTitle, type OutlineSection } from '../document/outline.ts';
import { plainText } from '../language/plain-text.ts';
import type { Risk } from '../plan/risk.ts';
import { purposeOfSection } from '../document/purpose.ts';
import { stateOfValue } from '../language/state.ts';
import type { Vocabulary } from '../language/words.ts';

/** The risks that a plan names where its form asks for a response: rows of a register, items and headings beside others that have one. */
export function readRisks(document: Document, boxes: readonly FoundBox[]): Risk[] {
  const risks = [...rows(document), ...items(document, boxes), ...headings(document)];
  return risks.sort((a, b) => a.name.span.start - b.name.span.start);
}

/** Rows of tables with a column for risks and one for what is done about them. */
function rows(document: Document): Risk[] {
  const { vocabulary } = document;
  return document.grids.flatMap((grid) => {
    const at = columnWith(grid, 'risk');
    const responses = grid.columns.filter(({ role }) => role === 'response');
    const [owner, status] = [columnWith(grid, 'owner'), columnWith(grid, 'status')];
    if (!at || responses.length === 0) return [];
    return grid.rows.flatMap(({ cells }): Risk[] => {
      const name = cells[at.index];
      const says = (column: Column) => {
        const cell = cells[column.index];
        return cell !== undefined && !isNothing(cell, vocabulary);
      };
      if (!name || !says(at)) return [];
      return [
        {
          name: named(name),
          section: grid.section,
          certainty: 'certain',
          hasResponse: responses.some(says),
          hasOwner: owner && says(owner),
          over: status !== undefined && isOver(cells[status.index]?.value ?? '', vocabulary),
        },
      ];
    });
  });
}

function isNothing({ value, plain }: Cell, { none }: Vocabulary): boolean {
  if (leadOf(value, '*_~`-–—?.…') === value.length) return true;
  // "N/A" is an answer.
  return none.has(plain.toLowerCase()) && plain.toLowerCase().replace('/', '') !== 'na';
}

function isOver(status: string, vocabulary: Vocabulary): boolean {
  const state = stateOfValue(status, vocabulary);
  if (state === 'done' || state === 'dropped') return true;
  return settledWords(vocabulary).isIn(status);
}

/** Items that call themselves a risk, and those in a list of risks of which at least half have a response nested below. */
function items(document: Document, boxes: readonly FoundBox[]): Risk[] {
  const { blocks } = document;
  const lists = new Map<object, Item[]>();
  for (const item of blocks.items) {
    if (!isAboutRisks(document, item.section) || !nothingAbove(item)) continue;
    lists.set(item.list, [...(lists.get(item.list) ?? []), item]);
  }
  return [...lists.values()].flatMap((list) => {
    const answered = new Set(list.filter((item) => answers(document, item.span, item.text.span)));
    const called = new Set(list.filter((item) => callsItselfRisk(item, document.vocabulary)));
    const risks = isUsual(document, list) ? list : [...called].filter((item) => item.children.length > 0);
    return risks.map((item): Risk => {
      const box = boxes.find(({ span }) => contains(item.span, span) && span.start <= item.text.span.start);
      return {
        name: named(unboxed(item.text)),
        section: item.section,
        certainty: called.has(item) ? 'certain' : 'likely',
        hasResponse: answered.has(item),
        hasOwner: undefined,
        over: box?.state === 'done' || box?.state === 'dropped' || isStruck(unboxed(item.text).value),
      };
    });
  });
}

/** Not nested in another item of the same register. */
function nothingAbove({ parent }: Item): boolean {
  return parent === undefined || ':：'.includes(trimmedEnd(parent.text.value, '*').slice(-1) || '-');
}

function callsItselfRisk({ text }: Item, { columns }: Vocabulary): boolean {
  const [label, ...behind] = tokenize(unboxed(text).value, 0);
  const colon = behind.find(({ kind, folded }) => kind !== 'number' && folded !== '#' && !isDigits(folded.slice(1)));
  return label?.kind === 'word' && columns.risk.has(label.folded) && colon?.folded === ':';
}

/** Sub-sections of a section about risks of which at least half have a response. */
function headings(document: Document): Risk[] {
  return document.sections
    .filter((section) => section.children.length >= 2 && isAboutRisks(document, section))
    .flatMap(({ children }) => {
      const answered = new Set(children.filter((child) => answers(document, child.span, child.headingSpan)));
      const single = children.filter(
        ({ children: below, empty, role, title }) =>
          below.length === 0 && !empty && role === undefined && !namesResponse(title, document.vocabulary),
      );
      if (!isUsual(document, children) || single.length < children.length) return [];
      return children.map((section): Risk => ({
        name: { value: section.title, span: section.titleSpan },
        section,
        certainty: 'likely',
        hasResponse: answered.has(section),
        hasOwner: undefined,
        over: isStruck(section.title) || isTicked(section.title, document.vocabulary),
      }));
    });
}

/** Whether at least half of the parts of a register have a label for the response: then it is missed where there is none. */
function isUsual(
  { fields, vocabulary, parsed: { source } }: Document,
  parts: readonly { readonly span: Span }[],
): boolean {
  const labelled = parts.filter(
    ({ span }) =>
      fieldsWithin(fields, span).some((field) => namesResponse(field.label.value, vocabulary)) ||
      labelsResponse(source.slice(span), vocabulary),
  );
  return labelled.length >= 2 && labelled.length * 2 >= parts.length;
}

/** Whether a word in a text says what is done about a risk. */
function namesResponse(text: string, { responses }: Vocabulary): boolean {
  const folded = text.toLowerCase();
  return [...responses].some((begin) => folded.includes(begin));
}

/** `*Mitigation*: ...` in the middle of a line: a word for a response with a colon soon behind it. */
function labelsResponse(text: string, { responses }: Vocabulary): boolean {
  const folded = text.toLowerCase();
  return [...responses].some((begin) => {
    for (let at = folded.indexOf(begin); at >= 0; at = folded.indexOf(begin, at + 1))
      if (LABEL_END.test(folded.slice(at + begin.length, at + begin.length + 25))) return true;
    return false;
  });
}

const LABEL_END = /^[\p{L} ]{0,20}[*_]{0,3}\s?[:：]/u;

const settled = new WeakMap<Vocabulary, WordSet>();

/** The states of a risk that nothing need be done about any more. */
function settledWords(vocabulary: Vocabulary): WordSet {
  const known = settled.get(vocabulary) ?? new WordSet(vocabulary.settled);
  settled.set(vocabulary, known);
  return known;
}

function isTicked(title: string, vocabulary: Vocabulary): boolean {
  return tokenize(title, 0).some(({ kind, text }) => kind === 'mark' && stateOfValue(text, vocabulary) === 'done');
}

/** Whether something in a span, its name left out, says what is done about it. */
function answers({ parsed: { source }, vocabulary }: Document, span: Span, name: Span): boolean {
  const line = source.lineSpan(source.lineAt(name.start)).end;
  const own = source.text.slice(name.start, Math.min(line, span.end));
  const below = source.text.slice(Math.min(line, span.end), span.end);
  if (namesResponse(below, vocabulary) || ARROWS.some((arrow) => own.includes(arrow) || below.includes(arrow)))
    return true;
  return namesResponse(own, vocabulary) && (own.includes(':') || own.includes('：'));
}

const ARROWS = ['→', '⇒', '=>', '->'];

function isAboutRisks({ vocabulary }: Document, section: OutlineSection): boolean {
  return (
    section.role === 'risks' ||
    vocabulary.columns.risk.has(normalizeTitle(section.title)) ||
    purposeOfSection(section, vocabulary) === 'risk'
  );
}

function isStruck(text: string): boolean {
  return text.startsWith('~~', leadOf(text, '*'));
}

/** The first line without its box. */
function unboxed({ value, span }: Located<string>): Located<string> {
  const box = /^\[[^\]]?\]\*?\s+/.exec(value)?.[0].length ?? 0;
  return firstLine(locate(value.slice(box), span.start + box));
}

/** The bold beginning of a text, where there is one: the name of the risk, its description left out. */
function named({ value, span }: Located<string>): Located<string> {
  const bold = /^(\*\*|__)(.+?)\1/.exec(value);
  const label = bold?.[2] ?? value;
  const start = span.start + (bold ? 2 : 0);
  const lead = /^\p{L}+(?:\s*#?\d+)?\s*[:：]\s*(?=\S)/u.exec(label)?.[0] ?? '';
  const rest = bold && lead && !label.slice(lead.length).trim() ? label : label.slice(lead.length);
  const bare = trimmedEnd(rest, ':：');
  const from = start + (label.length - rest.length);
  return { value: plainText(bare), span: { start: from, end: from + bare.length } };
}
