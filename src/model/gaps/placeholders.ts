import type { ReadingEntry } from '../plan/reading.ts';
import { htmlTagNames } from 'html-tag-names';
import { contains, type Source, type Span } from '../../text.ts';
import { isInCapitals, senseOf } from '../language/bracket.ts';
import { hasCapital, isInWord } from '../language/characters.ts';
import type { Vocabulary } from '../language/words.ts';
import codes from '../language/words/codes.json' with { type: 'json' };
import {
  type Candidate,
  isTickPlace,
  neighboursOf,
  readCandidates,
  readHiddenCandidates,
  squeeze,
} from '../document/bracketed-spans.ts';
import type { Document } from '../document/document.ts';
import { menuChoices } from '../template/menus.ts';
import type { Placeholder } from '../plan/gap.ts';
import { measuredNotes } from './measured-notes.ts';
import { rejectedAlternatives } from './rejected.ts';
import { isSampleSection, textOf } from '../document/inline-text.ts';
import { standingOf } from './placeholder-context.ts';
import type { Template } from '../template/template.ts';
import { isDateShape, standIns, undecidedValues } from './tbd-values.ts';

type Verdict = Pick<Placeholder, 'kind' | 'certainty'> | undefined;

/**
 * Text that was to be replaced and was not, in document order: strings of the template, and shapes that only a
 * placeholder has. `boxes` are the tokens that are checkboxes; menus and questions are not repeated here.
 */
export function readPlaceholders(
  document: Document,
  template: Template | undefined,
  boxes: readonly { readonly span: Span }[],
): Placeholder[] {
  const found: Placeholder[] = [];
  const silent = [...rejectedAlternatives(document)];
  const ticks = new Set(boxes.map(({ span }) => span.start));
  const own = new TemplateStrings(document, template);
  const notes = measuredNotes(readCandidates(document));
  for (const candidate of template
    ? [...readCandidates(document), ...readHiddenCandidates(document)]
    : readCandidates(document)) {
    if (isMenu(candidate, document)) continue;
    const known = own.has(candidate, ticks);
    const verdict: Verdict = known
      ? { kind: kindOf(candidate), certainty: isFolder(candidate, document) ? 'likely' : 'certain' }
      : candidate.where === 'prose' && !notes.has(candidate.text)
        ? judge(candidate, document)
        : undefined;
    if (verdict)
      found.push({
        span: candidate.span,
        text: candidate.text,
        ...verdict,
        inCode: candidate.where === 'code',
        fromTemplate: known,
      });
  }
  found.push(...undecidedValues(document), ...standIns(document), ...own.words());
  return withoutOverlaps(found).filter(({ span }) => !silent.some((outer) => contains(outer, span)));
}

function withoutOverlaps(found: readonly Placeholder[]): Placeholder[] {
  const sorted = [...found].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  let end = -1;
  return sorted.filter(({ span }) => {
    if (span.start < end) return false;
    end = span.end;
    return true;
  });
}

/** Whether a string of the template is all but a folder in a line of code, which a plan may well keep as it is. */
function isFolder({ where, text, span }: Candidate, { parsed: { source } }: Document): boolean {
  const line = source.slice(source.lineSpan(source.lineAt(span.start))).trim();
  return where === 'code' && !isSpaced(line) && line.endsWith(`${text}/`);
}

function kindOf({ kind }: Candidate): Placeholder['kind'] {
  return kind === 'brace' ? 'template' : kind;
}

function isMenu({ kind, text }: Candidate, { vocabulary }: Document): boolean {
  return kind === 'bracket' && menuChoices(text.slice(1, -1), 0, vocabulary) !== undefined;
}

/** The strings that a template has its writers replace. */
class TemplateStrings {
  readonly #document: Document;
  readonly #template: Template | undefined;

  constructor(document: Document, template: Template | undefined) {
    this.#document = document;
    this.#template = template;
  }

  /** Whether a candidate is one of them, where a reader would take it for one. */
  has(candidate: Candidate, ticks: ReadonlySet<number>): boolean {
    const places = this.#template?.schema.replace.get(candidate.text);
    if (!places) return false;
    const { where, text, field, span } = candidate;
    const inPlace = () =>
      places.some((place) => place.neighbours === neighboursOf(candidate) && place.neighbours !== '|');
    if (where === 'code') return this.#isInCode(candidate);
    if (where === 'comment') return !this.#template?.schema.comments.has(squeeze(this.#commentAt(span)));
    if (!isOrdinary(candidate, this.#document)) {
      if (
        text.toLowerCase() === '[x]' &&
        ((ticks.has(span.start) && candidate.run?.kind !== 'cell') || isTickPlace(candidate))
      )
        return false;
      return inPlace() || (field !== undefined && places.some(({ under }) => under === field.key));
    }
    return true;
  }

  #isInCode(candidate: Candidate): boolean {
    const { source } = this.#document.parsed;
    const schema = this.#template?.schema;
    const line = source.slice(source.lineSpan(source.lineAt(candidate.span.start))).trim();
    if (schema?.codeLines.has(line)) return true;
    // Markdown in a fence is a sample of some other document.
    const places = schema?.replace.get(candidate.text) ?? [];
    if (codes.markdown.includes(candidate.language ?? '') && places.every(({ where }) => where !== 'code'))
      return false;
    if (isSpaced(candidate.text)) return true;
    const glue = `${candidate.before.at(-1) ?? ''}|${candidate.after[0] ?? ''}`;
    return hasCapital(candidate.text) && places.some((place) => place.where === 'code' && place.glue === glue);
  }

  #commentAt(span: Span): string {
    const comment = this.#document.parsed.comments.find((outer) => contains(outer, span));
    return comment ? this.#document.parsed.source.slice(comment) : '';
  }

  /** Words such as `FEATURE_NAME` that stand without brackets in the template and in the plan. */
  words(): Placeholder[] {
    const words = this.#template?.schema.words;
    if (!words || words.size === 0) return [];
    const { prose } = this.#document.parsed;
    return [...words.keys()].flatMap((word) =>
      placesOf(word, prose)
        .filter((start) => !isGlued(prose, start, start + word.length))
        .map((start): Placeholder => ({
          span: { start, end: start + word.length },
          text: word,
          kind: 'word',
          certainty: 'certain',
          inCode: false,
          fromTemplate: true,
        })),
    );
  }
}

/** Where a word begins in a text. */
function placesOf(word: string, text: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) places.push(at);
  return places;
}

/** Whether a word is a part of a longer one, of a path, a variable or a call. */
function isGlued(text: string, start: number, end: number): boolean {
  const [before, after] = [text.charAt(start - 1), text.charAt(end)];
  return (
    isInWord(before) ||
    isInWord(after) ||
    (before !== '' && '_/.$-'.includes(before)) ||
    (after !== '' && '_/('.includes(after))
  );
}

const isSpaced = (text: string): boolean => /\s/.test(text);

/** Whether nothing on the never-list speaks against a string of the template: no tick, id, tag, code or quoted text. */
function isOrdinary(candidate: Candidate, document: Document): boolean {
  if (candidate.kind !== 'bracket') return true;
  const { kind } = senseOf(candidate.text.slice(1, -1), document.vocabulary);
  if (kind === 'tick' || kind === 'id' || kind === 'tag' || kind === 'code') return false;
  const { quoted, glued, standing } = standingOf(candidate, document);
  // `[Risk] The vendor may fail`: one word before a text is as likely a tag.
  return !quoted && !glued && !(kind === 'word' && standing !== 'whole' && standing !== 'inside');
}

/** Judges a shape that no template vouches for. */
function judge(candidate: Candidate, document: Document): Verdict {
  if (isSampleSection(textOf(document).sectionAt(candidate.span.start), document.vocabulary)) return undefined;
  switch (candidate.kind) {
    case 'bracket':
      return judgeBracket(candidate, document);
    case 'mustache':
      return judgeMustache(candidate, document);
    case 'angle':
      return judgeAngle(candidate, document);
    case 'underscores':
      return { kind: 'underscores', certainty: 'certain' };
    default:
      return undefined;
  }
}

function judgeBracket(candidate: Candidate, document: Document): Verdict {
  const { kind, capital } = senseOf(candidate.text.slice(1, -1), document.vocabulary);
  const caseless = /^[\p{Lo}\p{N}\p{P}\s]{2,}$/u.test(candidate.text.slice(1, -1));
  const { standing, quoted, glued, pointed, cited, listing, labelling } = standingOf(candidate, document);
  if (quoted || glued || pointed) return undefined;
  if (
    isInCapitals(candidate.text.slice(1, -1)) &&
    kind !== 'clear' &&
    kind !== 'undecided' &&
    (standing !== 'whole' || /^\s*\[/.test(candidate.after)) &&
    isTag(candidate, document)
  )
    return undefined;
  const verdict = (certain: boolean): Verdict => ({ kind: 'bracket', certainty: certain ? 'certain' : 'likely' });
  // `[N]` where a number is due, beside gaps that cannot be anything else.
  if (/^\[[NM#]\]$/.test(candidate.text) && standing === 'whole' && candidate.field && hasClearGaps(document))
    return verdict(false);
  switch (kind) {
    case 'undecided':
      return { kind: 'tbd', certainty: 'certain' };
    case 'clear':
      return capital || standing !== 'leading' || isSpaced(candidate.text) ? verdict(capital) : undefined;
    case 'phrase':
      // Behind a text, letters that have no case are as likely a remark, foreign names among them or not.
      if (cited || standing === 'leading' || (/\p{Lo}/u.test(candidate.text) && standing !== 'whole')) return undefined;
      if (listing === 'tags' || (listing === 'names' && /[,;]/.test(candidate.text))) return undefined;
      return verdict(capital && standing !== 'trailing' && !labelling);
    case 'word':
      if (cited || labelling || (listing && !namesItsLabel(candidate))) return undefined;
      if (standing === 'whole')
        return capital || caseless ? verdict(capital) : isSlot(candidate, document) ? verdict(false) : undefined;
      return capital && standing === 'inside' ? verdict(false) : undefined;
    case 'reference':
      return standing === 'whole' && !listing && candidate.field?.place !== 'text' ? verdict(true) : undefined;
    default:
      return undefined;
  }
}

/** Whether capitals in brackets are a kind of thing rather than a gap: the text has them more than once, or words behind them say what is meant. */
function isTag({ text, after }: Candidate, { parsed }: Document): boolean {
  const first = parsed.prose.indexOf(text);
  if (first >= 0 && parsed.prose.includes(text, first + text.length)) return true;
  return /^[*_\s:–—-]*\p{L}+\s+\p{L}/u.test(after);
}

/**
 * Whether one small word in brackets, which is all of a value, is to be filled in: `Type: [type]` names its own label, and
 * beside other gaps of the same make (`[Name of the project]`) so is any (`Trace: [section]`).
 */
function isSlot({ text, field }: Candidate, document: Document): boolean {
  if (!field || field.place === 'front-matter') return false;
  return namesItsLabel({ text, field }) || (field.key !== '' && hasClearGaps(document));
}

function namesItsLabel({ text, field }: Pick<Candidate, 'text' | 'field'>): boolean {
  const word = text.slice(1, -1).trim().toLowerCase();
  return field !== undefined && (field.key === word || field.key.split(' ').at(-1) === word);
}

const gaps = new WeakMap<Document, boolean>();

/** Whether a document has a gap in brackets that cannot be anything else. */
function hasClearGaps(document: Document): boolean {
  const known = gaps.get(document);
  if (known !== undefined) return known;
  const found = readCandidates(document).some((candidate) => {
    if (candidate.kind !== 'bracket' || candidate.where !== 'prose') return false;
    const { kind, capital } = senseOf(candidate.text.slice(1, -1), document.vocabulary);
    return kind === 'clear' && capital && !standingOf(candidate, document).quoted;
  });
  gaps.set(document, found);
  return found;
}

/** What a template engine does rather than fills in: branches, and other files by their path. */
function isControl(inside: string): boolean {
  const [first = '', second = '', ...rest] = inside.split(/\s+/);
  const { branches, rests, loops } = codes;
  if (rests.includes(first)) return second === '' || branches.includes(second) || loops.includes(second);
  if (branches.includes(first)) return second !== '';
  // A path has a folder and a folder, or a folder and an ending.
  const parts = inside.split('/');
  return second === '' && rest.length === 0 && parts.length > 1 && (parts.length > 2 || (parts[1] ?? '').includes('.'));
}

/** Whether a sentence is about what stands in braces, rather than waiting for it: `Remove {{X}}`, `the {{X}} directives`. */
function isSpokenOf({ before, after, text }: Candidate, { cues }: Vocabulary): boolean {
  if (/:\s*\}\}$/.test(text)) return true;
  const sentence = /[^.;:!?\r\n]{0,60}$/.exec(before)?.[0] ?? '';
  const verb = cues.of('handles').find(sentence).at(-1);
  const between = sentence.slice(verb?.end);
  const governs =
    verb !== undefined && between.length <= 40 && between.split(/\s+/).every((word) => word === '' || isWord(word));
  return governs || cues.of('ofTemplates').atStart(after)?.from === 0;
}

const isWord = (text: string): boolean => /^\p{L}+$/u.test(text);

function judgeMustache(candidate: Candidate, document: Document): Verdict {
  const { quoted, glued, standing } = standingOf(candidate, document);
  if (quoted || glued || candidate.before.endsWith('$')) return undefined;
  if (
    !/^\{\{[\s~]*\p{L}[\p{L}\p{N}_ ./:,'-]*\}\}$/u.test(candidate.text) ||
    isControl(candidate.text.slice(2, -2).replaceAll('~', ' ').trim())
  )
    return undefined;
  if (standing !== 'whole' && isSpokenOf(candidate, document.vocabulary)) return undefined;
  // A plan with mustaches in its code speaks about templates.
  const { code, source } = document.parsed;
  const aboutTemplates = standing !== 'whole' && code.some((span) => source.slice(span).includes('{{'));
  return { kind: 'mustache', certainty: aboutTemplates ? 'likely' : 'certain' };
}

const TAGS = new Set(htmlTagNames);

const closed = new WeakMap<Source, ReadonlySet<string>>();

/** The names of all elements that a text closes: whatever they are, they are no placeholders. */
function closedElements(source: Source): ReadonlySet<string> {
  const known = closed.get(source);
  if (known) return known;
  const names = new Set(Array.from(source.text.matchAll(/<\/([A-Za-z][\w-]*)/g), (match) => match[1] ?? ''));
  closed.set(source, names);
  return names;
}

/** `<Your name>`: no element has that name, and none of its words is an attribute with a value. */
function judgeAngle(candidate: Candidate, document: Document): Verdict {
  const inside = candidate.text.slice(1, -1).trim();
  const { source } = document.parsed;
  const name = /^[A-Za-z][\w-]*/.exec(inside)?.[0] ?? '';
  if (!/^[\p{L}][\p{L}\p{N}' _,&-]*$/u.test(inside) || /[\w)\].]$/.test(candidate.before)) return undefined;
  if (closedElements(source).has(name)) return undefined;
  const { cues } = document.vocabulary;
  if (isDateShape(inside, cues)) return { kind: 'date', certainty: 'certain' };
  const words = inside.split(/[\s_,-]+/);
  if (TAGS.has(name.toLowerCase()) && !codes.elements.includes(name.toLowerCase())) return undefined;
  const [first = ''] = words;
  if (words.length < 2) return undefined;
  if (cues.listed('fillsIn').has(first.toLowerCase())) return { kind: 'angle', certainty: 'certain' };
  const clear = senseOf(words.join(' '), document.vocabulary).kind === 'clear';
  // `<Suspense fallback>` is a component with an attribute; `<Feature Name>` and `<Owner of it>` are none.
  const titled = words.every(isCapital) || words.length > 2 || clear;
  if (titled && isCapital(inside) && isSpaced(inside) && !/^\p{Lu}\p{Ll}+\p{Lu}/u.test(name))
    return { kind: 'angle', certainty: 'certain' };
  return clear ? { kind: 'angle', certainty: 'likely' } : undefined;
}

const isCapital = (word: string): boolean => hasCapital(word.charAt(0));

/** What is read here, by name. */
export const placeholdersReading: ReadingEntry = {
  id: 'blank.placeholder',
  title: 'text that was to be replaced',
  file: 'gaps/placeholders.ts',
  example: '# Ferry\n\n## Overview\n\nThe ferry leaves from [Name of the harbour].\n',
  counterExample: '# Ferry\n\n## Overview\n\nThe ferry leaves from the harbour.\n',
};
