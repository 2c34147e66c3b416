import type { OutlineSection } from '../document/outline.ts';
import { purposeOfSection } from '../document/purpose.ts';
import { locate, type Located } from '../../text.ts';
import { dateRoles } from '../language/date-words.ts';
import { isUndecided } from '../language/bracket.ts';
import type { Document } from '../document/document.ts';
import type { Field } from '../plan/field.ts';
import type { Placeholder } from '../plan/gap.ts';
import { type Run, type Text, textOf } from '../document/inline-text.ts';
import type { Vocabulary } from '../language/words.ts';
import { escapePattern } from '../language/pattern.ts';
import { hasCapital, hasLetter, isDigitAt } from '../language/characters.ts';
import type { Cues } from '../language/cues.ts';
import { countedId } from '../language/ids.ts';
import { type Token, tokenize } from '../language/tokens.ts';
import codes from '../language/words/codes.json' with { type: 'json' };

/** Whether a text is the shape of a date, as a template has it: `YYYY-MM-DD`, in capitals. */
export function isDateShape(text: string, cues: Cues): boolean {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  return bare === bare.toUpperCase() && cues.listed('dateShapes').has(bare.toLowerCase().replace(/[/.]/g, '-'));
}

/** Values of fields and cells, and whole paragraphs and items, that say that nothing has been decided: TBD, `YYYY-MM-DD`, TODO. */
export function undecidedValues(document: Document): Placeholder[] {
  const { parsed, vocabulary } = document;
  const text = textOf(document);
  const fields = new Set<Field>();
  const runs = new Set<Run>();
  for (const { index } of parsed.source.text.matchAll(signOfUndecided(vocabulary))) {
    const span = { start: index, end: index + 1 };
    const field = text.fieldAt(span);
    const run = text.runAt(index);
    if (field) fields.add(field);
    // A heading `TODO` says what the list below it is, and so does the head of a column.
    const isHead = run?.kind === 'heading' || (run?.kind === 'cell' && !field);
    const words = isHead ? tokenize(parsed.source.slice(run.span), run.span.start).filter(isWord) : [];
    const isTitle = words.length === 1 && codes.unwritten.includes(words[0]?.text ?? '');
    if (run && run.kind !== 'html' && !isTitle) runs.add(run);
  }
  const values = [...fields].flatMap((field) => undecidedValue(valueIn(document, field), field, vocabulary));
  const others = [...runs].flatMap((run) => {
    const label = run.kind === 'definition' ? parsed.source.text.indexOf(']:', run.span.start) + 2 : run.span.start;
    const slice = parsed.prose.slice(label, run.span.end);
    if (run.kind === 'definition') return undecidedValue(bareOf(slice, label), undefined, vocabulary);
    const whole =
      slice.length < 60 && text.fieldAt(run.span) === undefined
        ? undecidedValue(bareOf(slice, run.span.start), undefined, vocabulary)
        : [];
    return [...whole, ...owedText(run, slice, text), ...asides(slice, run.span.start, vocabulary)];
  });
  return [...values, ...others].filter(
    ({ span }) => !parsed.prose.slice(span.start, span.end).includes('\0') || text.runAt(span.start) === undefined,
  );
}

function valueIn({ parsed: { source } }: Document, { place, value }: Field): Located<string> {
  return place === 'front-matter' ? value : bareOf(source.slice(value.span), value.span.start);
}

function undecidedValue(value: Located<string>, field: Field | undefined, vocabulary: Vocabulary): Placeholder[] {
  const make = (
    { value: text, span }: Located<string>,
    kind: Placeholder['kind'],
    certainty: Placeholder['certainty'],
  ) => [{ span, text, kind, certainty, inCode: false, fromTemplate: false }];
  const lower = value.value.toLowerCase();
  // What metrics come to is known only later.
  const later = field && purposeOfSection(field.section as OutlineSection, vocabulary) === 'metrics';
  if (later && (field.role === 'status' || vocabulary.cues.of('results').atStart(field.key))) return [];
  if (isUndecided(lower, vocabulary)) return make(value, 'tbd', lower.length < 30 && !later ? 'certain' : 'likely');
  if (field && OWED.has(field.role) && vocabulary.unsettled.has(lower))
    return make(value, 'tbd', later ? 'likely' : 'certain');
  // `TBD (ask Ada)`
  const [first, second] = tokenize(value.value, value.span.start);
  const isNoted = second && (second.kind === 'dash' || second.kind === 'separator' || second.kind === 'open');
  if (first && isNoted && SHORT.test(first.text) && vocabulary.undecided.has(first.folded))
    return make({ value: first.text, span: first.span }, 'tbd', 'likely');
  if (isDateShape(value.value, vocabulary.cues))
    return field && !vocabulary.cues.of('explains').isIn(field.key) ? make(value, 'date', 'certain') : [];
  const isOpen = codes.unwritten.includes(value.value) || QUESTIONED.test(value.value);
  return isOpen && (!field || OWED.has(field.role) || isDayToCome(field)) ? make(value, 'tbd', 'likely') : [];
}

/** A label of something that ended on a day (`Completed`) may as well be one of a state, and `TODO` its answer. */
function isDayToCome({ key }: Field): boolean {
  const role = dateRoles.get(key);
  return role === 'start' || role === 'end' || role === 'review';
}

const SHORT = /^tb[dca]$/i;
const QUESTIONED = /^\?{3,}$/;
const ASIDE = /(?<=\()(?<!\bv?\d+\.\d+\s*\()TB[DCA](?=\))|(?<=\s)TB[DCA](?=[.)]?\s*$)/g;

/** `TODO: describe the goal` as the text that a section begins with. */
function owedText({ kind, item, span }: Run, slice: string, text: Text): Placeholder[] {
  const section = text.sectionAt(span.start);
  if (
    kind !== 'paragraph' ||
    item ||
    section?.blocks[0]?.position?.start.offset !== span.start ||
    !beginsUnwritten(slice)
  )
    return [];
  return [{ span, text: slice, kind: 'tbd', certainty: 'likely', inCode: false, fromTemplate: false }];
}

/** `**TODO**: describe`, `FIXME say more` */
function beginsUnwritten(text: string): boolean {
  const [first, second, third] = tokenize(text.slice(0, LONGEST_BEGINNING), 0);
  const behind = second?.kind === 'word' ? second : third;
  return first !== undefined && codes.unwritten.includes(first.text) && behind?.kind === 'word';
}

const LONGEST_BEGINNING = 60;

/** `v1.1 (TBD)`, `ETA TBD`: said beside something else. */
function asides(slice: string, base: number, { cues }: Vocabulary): Placeholder[] {
  const found = [...slice.matchAll(ASIDE)];
  if (found.length === 0 || cues.of('deniesGaps').isIn(slice)) return [];
  return found.map(({ 0: text, index }) => {
    const span = { start: base + index, end: base + index + text.length };
    return { span, text, kind: 'tbd', certainty: 'likely', inCode: false, fromTemplate: false };
  });
}

const signs = new WeakMap<Vocabulary, RegExp>();

/** What any undecided value has in it somewhere: only where it stands a second look is worth while. */
function signOfUndecided(vocabulary: Vocabulary): RegExp {
  const known = signs.get(vocabulary);
  if (known) return known;
  const { undecided, unsettled, cues } = vocabulary;
  const shapes = [...cues.listed('dateShapes')].map((shape) => escapePattern(shape).replaceAll('-', '[-/.]'));
  const words = new Set([...codes.unwritten, '???', ...cues.listed('toBeDecided'), ...undecided, ...unsettled]);
  const made = new RegExp([...shapes, ...[...words].map(escapePattern)].join('|'), 'gi');
  signs.set(vocabulary, made);
  return made;
}

/** Roles of fields in which `TODO` is no state but a gap. */
const OWED: ReadonlySet<Field['role']> = new Set([
  'owner',
  'estimate',
  'total-effort',
  'created',
  'updated',
  'due',
  'dependencies',
  'requirements',
  'files',
  'priority',
  'critical-path',
]);

const isWord = ({ kind }: Token): boolean => kind === 'word' || kind === 'id' || kind === 'number';

/** A value without box, markup, brackets and full stop around it. */
function bareOf(raw: string, base: number): Located<string> {
  const head = /^(?:[-*+]\s+|\d+[.)]\s+)?(?:\[[ xX]\]\s+)?[\s*_~`"'([⏳🔴⚪❓]*/u.exec(raw)?.[0].length ?? 0;
  const tail = /(?<![\s*_~`"')\].!])[\s*_~`"')\].!]*$/.exec(raw.slice(head))?.[0].length ?? 0;
  return locate(raw.slice(head, raw.length - tail), base + head);
}

/** Numbered stand-ins that are all of an item or cell: `Question 1`. One that is explained elsewhere is a reference. */
export function standIns(document: Document): Placeholder[] {
  const { parsed, vocabulary } = document;
  const found: Placeholder[] = [];
  for (const run of textOf(document).runs) {
    if (run.span.end - run.span.start > 40 || (run.kind !== 'cell' && run.item === undefined)) continue;
    const text = parsed.prose.slice(run.span.start, run.span.end);
    if (!isNumbered(text)) continue;
    const { value, span } = bareOf(text, run.span.start);
    if (!isStandIn(value, vocabulary) || isExplained(parsed.source.text, value)) continue;
    found.push({ span, text: value, kind: 'stand-in', certainty: 'likely', inCode: false, fromTemplate: false });
  }
  return found;
}

/** Whether no letter stands behind its last digit. */
function isNumbered(text: string): boolean {
  let behind = text.length;
  while (behind > 0 && !isDigitAt(text, behind - 1)) behind--;
  return behind > 0 && !hasLetter(text.slice(behind));
}

/** A noun and a number of one or two digits, and nothing else. */
function isStandIn(text: string, { cues }: Vocabulary): boolean {
  const digits = countedId(text)?.digits;
  if (digits === undefined || digits.length > 2) return false;
  const noun = text.slice(0, -digits.length);
  return (
    noun.endsWith(' ') &&
    (hasCapital(noun.charAt(0)) || noun === noun.toUpperCase()) &&
    cues.listed('standsIn').has(noun.trim().toLowerCase())
  );
}

function isExplained(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (/^[*_`]*\s*[:：(—–-]\s*[*_]*\p{L}/u.test(text.slice(at + name.length, at + name.length + 12))) return true;
  }
  return false;
}
