import type { Located, Span } from '../../text.ts';
import { locate } from '../../text.ts';
import { readCandidates } from '../document/bracketed-spans.ts';
import type { Document } from '../document/document.ts';
import type { Field } from '../plan/field.ts';
import type { Menu } from '../plan/gap.ts';
import { isSampleSection, textOf } from '../document/inline-text.ts';
import type { Template } from './template.ts';
import type { Vocabulary } from '../language/words.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/(?:(?<!\s)\s+)?,\s*/));

/** Lists of which a plan takes one. A value of which all words stand in one list is a menu. */
const LISTS: readonly ReadonlySet<string>[] = [
  words(`high, medium, low, med, h, m, l, critical, very high, very low, moderate, minor, major, severe, trivial, urgent, normal, none, blocker, hi, lo, mid, highest, lowest,
    alta, media, baja, alto, médio, medio, baixo, bajo, hoch, mittel, niedrig, gering, élevé, élevée, moyen, moyenne, faible, haut, bas, 高, 中, 低, 높음, 보통, 낮음`),
  words('p0, p1, p2, p3, p4, p5'),
  words('easy, medium, moderate, hard, difficult, simple, complex, very complex, trivial'),
  words("must, should, could, \"won't\", won't, must have, should have, could have, won't have, nice to have"),
  words('xs, s, m, l, xl, xxl, small, medium, large, extra large'),
  words('yes, no, maybe, partial, partially, unknown, n/a, y, n, ja, nein, sí, sim, não, oui, non, 是, 否'),
  words('pass, fail, passed, failed, skipped, blocked'),
  words('go, no-go, no go'),
  words(`not started, started, in progress, completed, complete, done, blocked, todo, to do, pending, on hold, cancelled, canceled, open, closed, draft, planning, planned, proposed, review,
    in review, under review, approved, rejected, active, inactive, ready, deferred, archived, superseded, accepted, deprecated, resolved, wip, testing, deployed, released, implemented,
    final, finished, new, backlog, paused, verified, not verified, mitigated, monitoring, ongoing, implementing, in development, in testing, changes requested, issues found,
    on track, at risk, off track, delayed, behind, ahead, green, yellow, amber, red, 未开始, 进行中, 已完成, nicht begonnen, in arbeit, fertig, erledigt, pendiente, en progreso, completado`),
];
/** Two of these exclude each other; other pairs ("Medium/High") may be a value. */
const OPPOSITES = words(
  'yes/no, y/n, pass/fail, passed/failed, go/no-go, approved/rejected, ja/nein, oui/non, sí/no, sim/não, 是/否, active/inactive, high/low, h/l, draft/final',
);
/** Labels and heads of what has values, as against a list of the values there are. */
const EXPLAINS =
  /\b(?:legend|key|values?|options?|allowed|possible|enum|types?|formats?|levels|scales?|statuses|states|priorities|severities|ratings|sizes|phases|stages|symbols?|choices|order|flow|workflow|lifecycle|transitions?|notation|examples?|description|schema|definition|meaning)\b/;
const STRIP =
  /^[\s*_~`"'\p{Extended_Pictographic}\u{FE0F}\u{200D}✓✗✘☐•]+(?:[\s*_~`"'.\p{Extended_Pictographic}\u{FE0F}\u{200D}✓✗✘☐]+$)?|(?<![\s*_~`"'.\p{Extended_Pictographic}\u{FE0F}\u{200D}✓✗✘☐])[\s*_~`"'.\p{Extended_Pictographic}\u{FE0F}\u{200D}✓✗✘☐]+$/gu;
const BOX = /\[([ xX~\-!/>]?)\]/g;

/** No menu is longer. */
const LONGEST = 200;

/** Splits a value at its bars or slashes; undefined where there is only one part. */
function choicesOf(value: string, base: number): Located<string>[] | undefined {
  const separator = /\\?\|/.test(value)
    ? /\\?\|/g
    : /(?<!\s)\s+or\s+/.test(value) && !value.includes('/')
      ? /,\s*(?:or\s+)?|(?<!\s)\s+or\s+/g
      : /\//g;
  const choices: Located<string>[] = [];
  let from = 0;
  for (const match of [...value.matchAll(separator), undefined]) {
    choices.push(choiceOf(value.slice(from, match?.index), base + from));
    if (match) from = match.index + match[0].length;
  }
  return choices.length < 2 ? undefined : choices;
}

function choiceOf(part: string, base: number): Located<string> {
  const bare = part.replace(BOX, (box) => ' '.repeat(box.length)).replace(STRIP, (edge) => ' '.repeat(edge.length));
  return locate(bare, base);
}

/** The choices of a text that is nothing but a menu of a known list, or undefined. */
export function menuChoices(value: string, base: number, vocabulary: Vocabulary): Located<string>[] | undefined {
  if (value.length > LONGEST || !/[/|]|\sor\s/.test(value)) return undefined;
  const choices = choicesOf(value, base);
  if (!choices || isStated(value)) return undefined;
  const keys = choices.map((choice) => choice.value.toLowerCase().replace(/\s+/g, ' '));
  if (new Set(keys).size !== keys.length || keys.includes('')) return undefined;
  const excluding = OPPOSITES.has(keys.join('/')) || OPPOSITES.has(keys.toReversed().join('/'));
  const enough = keys.length > 2 || excluding || isBarred(value);
  const listed = enough && LISTS.some((list) => keys.every((key) => list.has(key)));
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
  return value
    .replace(/[*_`]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/(?:(?<!\s)\s+)?\\?\|\s*/g, '|')
    .replace(/(?:(?<!\s)\s+)?\/\s*/g, '/')
    .trim()
    .toLowerCase();
}

/** Whether a value of a template offers choices: three or more between bars, whatever the words. */
export function isFreeMenu(value: string): boolean {
  const parts = value.split(/(?<!\s)\s+\\?\|\s+/);
  return (
    parts.length > 2 &&
    parts.every((part) => /\p{L}/u.test(part) && part.split(/\s+/).length <= 4 && !/[:[\]]/.test(part))
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
    if (field.value.value.length > LONGEST || !/[/|]|\sor\s/.test(field.value.value)) continue;
    const { value, span } = valueOf(document, field);
    if (isDecided(value)) continue;
    const fromTemplate = known?.has(menuKey(value)) ?? false;
    const choices =
      menuChoices(value, span.start, vocabulary) ?? (fromTemplate ? choicesOf(value, span.start) : undefined);
    if (!choices || !(fromTemplate || isAsked(field, choices, document))) continue;
    if (!fromTemplate && isLegend(field, document)) continue;
    if (inProse(document, span)) add(span, choices, field);
  }
  for (const { kind, where, text: bracket, span, field } of readCandidates(document)) {
    if (kind !== 'bracket' || where !== 'prose' || menus.has(span.start)) continue;
    const choices = menuChoices(bracket.slice(1, -1), span.start + 1, vocabulary);
    if (choices && !isSampleSection(text.sectionAt(span.start))) add(span, choices, field);
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
  const section = textOf(document).sectionAt(field.value.span.start);
  if (section?.role === 'legend' || isSampleSection(section) || EXPLAINS.test(field.key)) return false;
  // `Yes/No` in a cell may be a kind of answer.
  if (field.place === 'cell' && choices.length === 2 && !isBarred(field.value.value)) return false;
  const [first] = choices;
  const phases = first !== undefined && /\s\d/.test(first.value);
  return (
    !phases ||
    field.role === 'current-phase' ||
    /\b(?:current|active|phase|stage|milestone|sprint|week|iteration|status)\b/.test(field.key)
  );
}
