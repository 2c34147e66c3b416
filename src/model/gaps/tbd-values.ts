import type { OutlineSection } from '../document/outline.ts';
import { purposeOfSection } from '../document/purpose.ts';
import { locate, type Located } from '../../text.ts';
import { isUndecided } from '../language/bracket.ts';
import type { Document } from '../document/document.ts';
import type { Field } from '../plan/field.ts';
import type { Placeholder } from '../plan/gap.ts';
import { type Run, textOf } from '../document/inline-text.ts';
import type { Vocabulary } from '../language/words.ts';
import { escapePattern } from '../language/pattern.ts';

const DATE_SHAPE =
  /^\[?(?:YYYY[-/.]MM(?:[-/.]DD)?|(?:DD|MM)[-/.](?:MM|DD)[-/.]YY(?:YY)?|YYYY[-/.]XX[-/.]XX|20XX[-/.]XX[-/.]XX|TT\.MM\.JJJJ|JJJJ-MM-TT|JJ\/MM\/AAAA|DD\/MM\/AAAA|AAAA-MM-DD)\]?$/;
/** Labels and heads of what explains a date rather than giving one. */
const EXPLAINS_DATES =
  /\b(?:formats?|patterns?|types?|examples?|values?|description|syntax|schema|naming|conventions?|columns?|default|layout|style)\b/;

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
    const isTitle = isHead && /^[^\p{L}]*TODO[^\p{L}]*$/u.test(parsed.source.slice(run.span));
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
    return [...whole, ...asides(slice, run.span.start)];
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
  if (later && (field.role === 'status' || /^(?:actual|achieved|current|measured|result)/.test(field.key))) return [];
  if (isUndecided(lower, vocabulary)) return make(value, 'tbd', lower.length < 30 && !later ? 'certain' : 'likely');
  if (/^(?:TBD|TBC|TBA)\b\s*[([—–:;,-]/i.test(value.value))
    return make(locate(value.value.slice(0, 3), value.span.start), 'tbd', 'likely');
  if (DATE_SHAPE.test(value.value)) return field && isDated(field) ? make(value, 'date', 'certain') : [];
  return /^(?:TODO|FIXME|\?{3,})$/.test(value.value) && (!field || isOwed(field)) ? make(value, 'tbd', 'likely') : [];
}

/** `v1.1 (TBD)`, `ETA TBD`: said beside something else. */
function asides(slice: string, base: number): Placeholder[] {
  if (/\b(?:no|any|placeholders?|TODOs?|FIXME)\b/i.test(slice)) return [];
  return [...slice.matchAll(/(?<=\()(?<!\bv?\d+\.\d+\s*\()TB[DCA](?=\))|(?<=\s)TB[DCA](?=[.)]?\s*$)/g)].map(
    ({ 0: text, index }) => {
      const span = { start: base + index, end: base + index + text.length };
      return { span, text, kind: 'tbd', certainty: 'likely', inCode: false, fromTemplate: false };
    },
  );
}

function isDated({ key }: Field): boolean {
  return !EXPLAINS_DATES.test(key);
}

const signs = new WeakMap<Vocabulary, RegExp>();

/** What any undecided value has in it somewhere: only where it stands a second look is worth while. */
function signOfUndecided(vocabulary: Vocabulary): RegExp {
  const known = signs.get(vocabulary);
  if (known) return known;
  const words = [...vocabulary.undecided].map(escapePattern);
  const made = new RegExp(
    [
      'TB[DCA]',
      'to be ',
      'TODO',
      'FIXME',
      '\\?\\?\\?',
      'YYYY',
      '20XX',
      'JJJJ',
      'AAAA',
      'MM[-/.]',
      '待',
      '未定',
      '미정',
      'definir',
      'déterminer',
      'bestimmen',
      ...words,
    ].join('|'),
    'gi',
  );
  signs.set(vocabulary, made);
  return made;
}

/** Fields in which `TODO` is no state but a gap. */
function isOwed({ role }: Field): boolean {
  return (
    role !== undefined &&
    /^(?:owner|estimate|total-effort|created|updated|due|dependencies|requirements|files|priority|critical-path)$/.test(
      role,
    )
  );
}

/** A value without box, markup, brackets and full stop around it. */
function bareOf(raw: string, base: number): Located<string> {
  const head = /^(?:[-*+]\s+|\d+[.)]\s+)?(?:\[[ xX]\]\s+)?[\s*_~`"'([⏳🔴⚪❓]*/u.exec(raw)?.[0].length ?? 0;
  const tail = /(?<![\s*_~`"')\].!])[\s*_~`"')\].!]*$/.exec(raw.slice(head))?.[0].length ?? 0;
  return locate(raw.slice(head, raw.length - tail), base + head);
}

const STANDS_IN =
  /\b(?:Question|Risk|Criterion|Item|Requirement|Metric|Benefit|Goal|Objective|Assumption|Constraint|Point|Bullet|Decision|Stakeholder|Outcome|Dependency|Mitigation|Deliverable) \d{1,2}\b/;
const STAND_IN = new RegExp(`^${STANDS_IN.source}$`);

/** Numbered stand-ins that are all of an item or cell: `Question 1`. One that is explained elsewhere is a reference. */
export function standIns(document: Document): Placeholder[] {
  const { parsed } = document;
  const found: Placeholder[] = [];
  if (!STANDS_IN.test(parsed.prose)) return found;
  for (const run of textOf(document).runs) {
    if (run.span.end - run.span.start > 40 || (run.kind !== 'cell' && run.item === undefined)) continue;
    const { value, span } = bareOf(parsed.prose.slice(run.span.start, run.span.end), run.span.start);
    if (!STAND_IN.test(value) || isExplained(parsed.source.text, value)) continue;
    found.push({ span, text: value, kind: 'stand-in', certainty: 'likely', inCode: false, fromTemplate: false });
  }
  return found;
}

function isExplained(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (/^[*_`]*\s*[:：(—–-]\s*[*_]*\p{L}/u.test(text.slice(at + name.length, at + name.length + 12))) return true;
  }
  return false;
}
