import type { Located, Span } from '../../text.ts';
import { locate } from '../../text.ts';
import { readCandidates } from '../document/bracketed-spans.ts';
import type { Document } from '../document/document.ts';
import type { Field } from '../plan/field.ts';
import type { Menu } from '../plan/gap.ts';
import { isSampleSection, textOf } from '../document/inline-text.ts';
import type { Template } from './template.ts';
import { hasLetter, squeezed } from '../language/characters.ts';
import type { Cue } from '../language/cues.ts';
import codes from '../language/words/codes.json' with { type: 'json' };
import type { Vocabulary } from '../language/words.ts';

/** Lists of which a plan takes one. A value of which all words stand in one list is a menu. */
const LISTS: readonly Cue[] = [
  'levels',
  'difficulties',
  'necessities',
  'sizes',
  'answers',
  'verdicts',
  'releases',
  'progressStates',
];
const PRIORITIES = new Set(codes.priorities);
const STRIP =
  /^[\s*_~`"'\p{Extended_Pictographic}\u{FE0F}\u{200D}✓✗✘☐•]+(?:[\s*_~`"'.\p{Extended_Pictographic}\u{FE0F}\u{200D}✓✗✘☐]+$)?|(?<![\s*_~`"'.\p{Extended_Pictographic}\u{FE0F}\u{200D}✓✗✘☐])[\s*_~`"'.\p{Extended_Pictographic}\u{FE0F}\u{200D}✓✗✘☐]+$/gu;
const BOX = /\[([ xX~\-!/>]?)\]/g;

/** No menu is longer. */
const LONGEST = 200;

/** Splits a value at its bars or slashes; undefined where there is only one part. */
function choicesOf(value: string, base: number, { cues }: Vocabulary): Located<string>[] | undefined {
  const choices: Located<string>[] = [];
  let from = 0;
  const sign = value.includes('|') ? '|' : '/';
  const words = value.includes(sign)
    ? []
    : cues
        .of('or')
        .find(value)
        .filter(({ start, end }) => isApart(value, start, end));
  const cut = (start: number, end: number): void => {
    // There is one cut between B and C in `A, B, or C`.
    if (words.length === 0 || value.slice(from, start).trim() !== '')
      choices.push(choiceOf(value.slice(from, start), base + from));
    from = end;
  };
  if (words.length > 0) {
    for (const { start, end } of [...words, ...placesOf(',', value)].sort((a, b) => a.start - b.start)) cut(start, end);
  } else for (const { start, end } of placesOf(sign, value)) cut(value[start - 1] === '\\' ? start - 1 : start, end);
  if (from === 0) return undefined;
  return [...choices, choiceOf(value.slice(from), base + from)];
}

/** Whether white space stands on both sides of a stretch of a text. */
function isApart(text: string, start: number, end: number): boolean {
  return text.charAt(start - 1).trim() === '' && start > 0 && text.charAt(end).trim() === '' && end < text.length;
}

/** Where a sign stands in a text. */
function placesOf(sign: string, text: string): Span[] {
  const places: Span[] = [];
  for (let start = text.indexOf(sign); start >= 0; start = text.indexOf(sign, start + 1))
    places.push({ start, end: start + sign.length });
  return places;
}

/** Whether a value may be a menu by its signs. */
function mayChoose(value: string, { cues }: Vocabulary): boolean {
  if (value.length > LONGEST) return false;
  return value.includes('/') || value.includes('|') || cues.of('or').isIn(value);
}

function choiceOf(part: string, base: number): Located<string> {
  const bare = part.replace(BOX, (box) => ' '.repeat(box.length)).replace(STRIP, (edge) => ' '.repeat(edge.length));
  return locate(bare, base);
}

/** The choices of a text that is nothing but a menu of a known list, or undefined. */
export function menuChoices(value: string, base: number, vocabulary: Vocabulary): Located<string>[] | undefined {
  if (!mayChoose(value, vocabulary)) return undefined;
  const choices = choicesOf(value, base, vocabulary);
  if (!choices || isStated(value)) return undefined;
  const keys = choices.map((choice) => squeezed(choice.value.toLowerCase()));
  if (new Set(keys).size !== keys.length || keys.includes('')) return undefined;
  const { cues } = vocabulary;
  const opposites = cues.listed('opposites');
  const excluding = opposites.has(keys.join('/')) || opposites.has(keys.toReversed().join('/'));
  const enough = keys.length > 2 || excluding || isBarred(value);
  const lists = enough ? [PRIORITIES, ...LISTS.map((list) => cues.listed(list))] : [];
  const listed = lists.some((list) => keys.every((key) => list.has(key)));
  return listed || arePhases(keys, vocabulary) ? choices : undefined;
}

/** `Week 1 \u2705 | Week 2 \u2705 | Week 3`: a mark behind a name says how far it is. */
function isStated(value: string): boolean {
  return /\d\s*\p{Extended_Pictographic}/u.test(value.replace(/\d\u{FE0F}?\u{20E3}/gu, ''));
}

/** `Phase 1 | Phase 2 | Phase 3`. */
function arePhases(keys: readonly string[], vocabulary: Vocabulary): boolean {
  const keywords = keys.map((key) => /^(\p{L}+) \d+(?::\s.*)?$/u.exec(key)?.[1] ?? '');
  const [first = ''] = keywords;
  return keys.length > 2 && vocabulary.phaseKeywords.has(first) && keywords.every((keyword) => keyword === first);
}

/** `Draft | Approved`: with a bar even two states are a menu, as no value is written so. */
function isBarred(value: string): boolean {
  return /\S\s+\\?\|\s+\S/.test(value);
}

/** Whether one of several boxes in a value has been ticked and the others have not: the choice is made. */
function isDecided(value: string): boolean {
  const marks = [...value.matchAll(BOX)].map((match) => (match[1] ?? '').trim());
  return marks.length > 1 && marks.filter((mark) => mark !== '').length === 1;
}

/** How a menu of a template is known again. */
export function menuKey(value: string): string {
  return squeezed(value.replace(/[*_`]/g, ''))
    .replace(/ ?(?:\\?(\|)|(\/)) ?/g, '$1$2')
    .trim()
    .toLowerCase();
}

/** Whether a value of a template offers choices: three or more between bars, whatever the words. */
export function isFreeMenu(value: string): boolean {
  const parts = value.split(/(?<!\s)\s+\\?\|\s+/);
  return (
    parts.length > 2 && parts.every((part) => hasLetter(part) && part.split(/\s+/).length <= 4 && !/[:[\]]/.test(part))
  );
}

/** Choice menus that were left whole: values of fields and cells, and brackets that hold nothing else. */
export function readMenus(document: Document, template: Template | undefined): Menu[] {
  const { vocabulary } = document;
  const menus = new Map<number, Menu>();
  const text = textOf(document);
  const add = (span: Span, choices: readonly Located<string>[], field: Field | undefined) => {
    menus.set(span.start, { span, text: document.parsed.source.slice(span), choices, of: field?.label.value });
  };
  const known = template?.schema.menus;
  for (const field of document.fields) {
    if (!mayChoose(field.value.value, vocabulary)) continue;
    const { value, span } = valueOf(document, field);
    if (isDecided(value)) continue;
    const fromTemplate = known?.has(menuKey(value)) ?? false;
    const choices =
      menuChoices(value, span.start, vocabulary) ??
      (fromTemplate ? choicesOf(value, span.start, vocabulary) : undefined);
    if (!choices || !(fromTemplate || isAsked(field, choices, document))) continue;
    if (!fromTemplate && (isLegend(field, document) || (field.role === undefined && isPictured(value)))) continue;
    if (inProse(document, span)) add(span, choices, field);
  }
  for (const { kind, where, text: bracket, span, field } of readCandidates(document)) {
    if (kind !== 'bracket' || where !== 'prose' || menus.has(span.start)) continue;
    const inside = bracket.slice(1, -1);
    const isWhole = field?.place === 'text' && field.value.value.trim() === bracket && isFreeMenu(inside);
    const choices =
      menuChoices(inside, span.start + 1, vocabulary) ??
      (isWhole ? choicesOf(inside, span.start + 1, vocabulary) : undefined);
    if (choices && !isSampleSection(text.sectionAt(span.start), vocabulary)) add(span, choices, field);
  }
  return [...menus.values()].sort((a, b) => a.span.start - b.span.start);
}

/** `**Severity**: Critical | High | Low` under a table with a column for it says what may stand in the column. */
function isLegend({ key, place, section, label }: Field, { fields }: Document): boolean {
  return (
    place === 'text' &&
    fields.some(
      (other) =>
        other.place === 'cell' &&
        other.key === key &&
        other.section === section &&
        other.label.span.start < label.span.start,
    )
  );
}

/** `✅ On track / ⚠️ At risk / 🔴 Blocked`: pictures with what each of them means. */
function isPictured(value: string): boolean {
  const pictures = value.split(/\s[/|]\s/).map((part) => /^[\s*_]*(\p{Extended_Pictographic})/u.exec(part)?.[1]);
  return pictures.length > 2 && !pictures.includes(undefined) && new Set(pictures).size === pictures.length;
}

/** A value without the markup around it. */
function valueOf(document: Document, field: Field): Located<string> {
  if (field.place === 'front-matter') return field.value;
  const raw = document.parsed.source.slice(field.value.span);
  const bare = raw.replace(/^[*_]+|(?<![*_])[*_]+$/g, (marks) => ' '.repeat(marks.length));
  return locate(bare, field.value.span.start);
}

/** Whether the text of a span is visible text, or a front matter value. */
function inProse({ parsed }: Document, span: Span): boolean {
  const prose = parsed.prose.slice(span.start, span.end);
  return (
    !prose.includes('\0') ||
    (parsed.tree.children[0]?.type === 'yaml' && span.end <= (parsed.tree.children[0].position?.end.offset ?? 0))
  );
}

/** Whether a field states one of several things, rather than saying which there are. */
function isAsked(field: Field, choices: readonly Located<string>[], document: Document): boolean {
  const { cues, current, phaseKeywords, fields } = document.vocabulary;
  const section = textOf(document).sectionAt(field.value.span.start);
  if (
    section?.role === 'legend' ||
    isSampleSection(section, document.vocabulary) ||
    cues.of('explains').isIn(field.key)
  )
    return false;
  // `Yes/No` in a cell may be a kind of answer.
  if (field.place === 'cell' && choices.length === 2 && !isBarred(field.value.value)) return false;
  const [first] = choices;
  const phases = first !== undefined && /\s\d/.test(first.value);
  const isWhere = (word: string) => current.has(word) || phaseKeywords.has(word) || fields.get(word) === 'status';
  return !phases || field.role === 'current-phase' || field.key.split(' ').some(isWhere);
}
