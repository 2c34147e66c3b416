import { isOneLine, lineEndAfter, type Span } from '../../text.ts';
import type { Document } from '../document/document.ts';
import { hasLetter, isDecoration, isDigitAt, isDigits } from '../language/characters.ts';
import { countedId, unpadded } from '../language/ids.ts';
import { type Token, tokenize } from '../language/tokens.ts';
import type { Vocabulary } from '../language/words.ts';
import type { Task } from '../plan/task.ts';
import { REQUIREMENT_ID, requirementKey, type RequirementNode, seriesOf } from './requirements.ts';
import type { TaskReading } from '../work/tasks.ts';

/** A place that names a requirement, before anything is looked up. */
export interface Mention {
  readonly text: string;
  readonly span: Span;
  readonly key: string;
  /** The key of the end of a range. */
  readonly last: string | undefined;
  /** The id as written, without keyword. */
  readonly id: string;
  readonly series: string;
  readonly owner: Task | undefined;
  /** Whether it must be a reference to the set's own requirements: in a field or tag, or in a task. */
  readonly firm: boolean;
  /** Whether it counts as work on the requirement: in a task, or in the heading of a phase. */
  readonly citing: boolean;
  /** Whether only this document can define it. */
  readonly local: boolean;
}

const DASH = String.raw`\s{0,3}(?:[-–—~]|\.{2,3}|\bto\b|\bthrough\b|\bthru\b)\s{0,3}`;
const TOKEN = new RegExp(
  String.raw`(?<![\p{L}\p{N}_./#-])(${REQUIREMENT_ID})(?:${DASH}(${REQUIREMENT_ID}|\d{1,4}))?(?![\p{L}\p{N}_]|\.\d|-\p{L}|\.(?:md|ts|js|py|go|json)\b)`,
  'gu',
);
const STORY = /\bUser Stor(?:y|ies)\s+(\d+(?:\.\d+)*)(?:(?:\s*,\s*|\s*(?:and|&|\+)\s*)(\d+))*(?![\p{L}\p{N}]|\.\d)/giu;
/** Longest value that is looked into. */
const LONGEST = 2000;
const CRITERIA =
  /\(\s{0,3}ACs?\s{0,3}[:：#]?\s{0,3}(#?\d+(?:\s{0,3}[-–]\s{0,3}\d+)?(?:\s{0,3}(?:[,;&]|and)\s{0,3}#?\d+(?:\s{0,3}[-–]\s{0,3}\d+)?)*)\s{0,3}\)/gi;

/** Every place of a document that names requirements, in document order. */
export function readMentions(
  document: Document,
  reading: TaskReading,
  own: readonly RequirementNode[],
  isChecklist: boolean,
): Mention[] {
  const scan = new Scan(document, reading, own, isChecklist);
  scan.fields();
  scan.criteria();
  scan.stories();
  scan.tokens();
  return scan.mentions.sort((a, b) => a.span.start - b.span.start);
}

class Scan {
  readonly mentions: Mention[] = [];
  readonly #document: Document;
  readonly #text: string;
  readonly #tasks: readonly Task[];
  readonly #defined: ReadonlySet<number>;
  readonly #isChecklist: boolean;
  readonly #taken = new Set<number>();
  readonly #abroad = new Map<number, boolean>();

  constructor(document: Document, reading: TaskReading, own: readonly RequirementNode[], isChecklist: boolean) {
    this.#document = document;
    this.#text = document.parsed.source.text;
    this.#tasks = reading.tasks;
    // A heading that declares a task with such an id names nothing else.
    const headings = reading.tasks.filter(({ dialect }) => dialect === 'heading');
    this.#defined = new Set([...own, ...headings].map(({ nameSpan }) => nameSpan.start));
    this.#isChecklist = isChecklist;
  }

  /** `_Requirements: 1.2, 3.4_` and `**Validates: Requirements 2.1-2.4**`. */
  fields(): void {
    const { vocabulary, parsed } = this.#document;
    const labels = vocabulary.cues.of('citesRequirements');
    const text = this.#text;
    for (let at = nextColon(text, 0); at < text.length; at = nextColon(text, at + 1)) {
      const { start } = parsed.source.lineSpan(parsed.source.lineAt(at));
      const from = Math.max(start, at - FARTHEST);
      const label = text.slice(from, at);
      if (!isLabel(labels.atEnd(label), label) || this.#isHidden(at)) continue;
      const bar = text.indexOf('|', at);
      const end = Math.min(lineEndAfter(text, at), bar < 0 ? text.length : bar);
      if (end - at > LONGEST) continue;
      for (const part of partsOf(text.slice(at + 1, end), at + 1, vocabulary) ?? []) {
        this.#add({ ...part, key: part.id, series: '#', firm: true, local: false });
      }
    }
  }

  /** `(AC: 1, 2)`. */
  criteria(): void {
    for (const match of this.#text.matchAll(CRITERIA)) {
      if (this.#isHidden(match.index)) continue;
      const value = match[1] ?? '';
      const base = match.index + match[0].indexOf(value);
      for (const part of value.matchAll(/(\d+)(?:\s*[-–]\s*(\d+))?/g)) {
        const start = base + part.index;
        this.#add({
          text: part[0],
          span: { start, end: start + part[0].length },
          id: part[1] ?? '',
          key: `ac${part[1]}`,
          last: part[2] === undefined ? undefined : `ac${part[2]}`,
          series: 'AC',
          firm: true,
          local: true,
        });
      }
    }
  }

  /** `User Story 2` and `User Stories 1 and 2`. */
  stories(): void {
    for (const match of this.#text.matchAll(STORY)) {
      if (this.#isHidden(match.index) || this.#defined.has(match.index)) continue;
      for (const number of match[0].matchAll(/\d+(?:\.\d+)*/g)) {
        const first = number[0] === match[1] && number.index === match[0].search(/\d/);
        const start = match.index + (first ? 0 : number.index);
        const end = match.index + number.index + number[0].length;
        this.#add({
          text: this.#text.slice(start, end),
          span: { start, end },
          id: number[0],
          key: `us${unpadded(number[0])}`,
          last: undefined,
          series: 'US',
          firm: false,
          local: false,
        });
      }
    }
  }

  /** `FR-001`, `FR-001 to FR-004`, `[US1]`. */
  tokens(): void {
    for (const match of this.#text.matchAll(TOKEN)) {
      const id = match[1] ?? '';
      const start = match.index;
      if (this.#defined.has(start) || this.#isHidden(start)) continue;
      const series = seriesOf(id);
      const last = match[2] === undefined ? undefined : endOf(id, match[2]);
      const text = last === undefined ? id : match[0];
      const tag = this.#text[start - 1] === '[' && this.#text[start + text.length] === ']';
      // A story is named by its tag; `US2` in a sentence may be anything.
      const firm = series === 'US' ? tag : !this.#isInline(start);
      this.#add({
        text,
        span: { start, end: start + text.length },
        id,
        key: requirementKey(id),
        last: last === undefined ? undefined : requirementKey(last),
        series,
        firm: firm && !this.#isAbroad(start),
        local: false,
      });
    }
  }

  #add(found: Omit<Mention, 'owner' | 'citing'>): void {
    const { start } = found.span;
    if (this.#taken.has(start)) return;
    this.#taken.add(start);
    const owner = this.#tasks.findLast((task) => task.span.start <= start && start < task.span.end);
    const field = found.series === '#' || found.local;
    const firm = found.firm && (field || owner !== undefined || this.#isChecklist);
    this.mentions.push({ ...found, owner, firm, citing: owner !== undefined || this.#isPhaseHeading(start) });
  }

  #isPhaseHeading(offset: number): boolean {
    const section = this.#document.sections.find(
      ({ headingSpan }) => headingSpan.start <= offset && offset < headingSpan.end,
    );
    if (!section || section.depth === 0) return false;
    return this.#tasks.some((task) => section.span.start <= task.span.start && task.span.start < section.span.end);
  }

  #isAbroad(offset: number): boolean {
    const { source } = this.#document.parsed;
    const line = source.lineAt(offset);
    let known = this.#abroad.get(line);
    if (known === undefined) {
      const span = source.lineSpan(line);
      known = sendsAbroad(tokenize(source.slice(span), span.start), this.#document.vocabulary);
      this.#abroad.set(line, known);
    }
    return known;
  }

  #codeAt(offset: number): Span | undefined {
    return this.#document.parsed.code.find(({ start, end }) => start <= offset && offset < end);
  }

  #isInline(offset: number): boolean {
    return this.#codeAt(offset) !== undefined;
  }

  /** Whether a place is in a fence, a comment or the front matter. Code in a line is not hidden. */
  #isHidden(offset: number): boolean {
    const { parsed } = this.#document;
    const code = this.#codeAt(offset);
    const text = code ? parsed.source.slice(code) : '';
    if (!isOneLine(text) || text.startsWith('```') || text.startsWith('~~~')) return true;
    return parsed.comments.some(({ start, end }) => start <= offset && offset < end);
  }
}

/** How long a label may be. */
const FARTHEST = 60;

function nextColon(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x3a || code === 0xff1a) return at;
  }
  return text.length;
}

/** Whether words stand right before a colon, and are no end of another word. */
function isLabel(words: { readonly start: number; readonly end: number } | undefined, text: string): boolean {
  return words !== undefined && isDecoration(text.slice(words.end)) && !hasLetter(text.charAt(words.start - 1));
}

/** The numbers that a value lists, with ranges; nothing where a part of it begins with a figure and goes on in words. */
function partsOf(
  value: string,
  base: number,
  { cues, and, through }: Vocabulary,
): Pick<Mention, 'id' | 'last' | 'text' | 'span'>[] | undefined {
  const tokens = tokenize(value, base);
  const labels = cues.of('citesRequirements');
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.folded === '(') depth++;
    else if (token.folded === ')') depth = Math.max(0, depth - 1);
    else if (depth > 0 || SIGNS.has(token.folded)) continue;
    else if (token.kind === 'separator' ? CUTS.has(token.folded) : and.has(token.folded)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  const found: Pick<Mention, 'id' | 'last' | 'text' | 'span'>[] = [];
  for (const part of parts) {
    const lead = labels.atStart(part)?.to ?? 0;
    const [first, joint, second, ...rest] = part.slice(lead);
    const hash = first?.folded.startsWith('#') ? 1 : 0;
    if (!first || !isDigitAt(first.folded, hash)) continue;
    const isRange = joint !== undefined && (joint.kind === 'dash' || through.has(joint.folded));
    const behind = isRange ? rest : [joint, second, ...rest].filter((token) => token !== undefined);
    // "Requirements: 3 servers, 2 GB" is prose.
    if (behind.length > 0 || !isNumber(first.folded.slice(hash)) || (isRange && second?.kind !== 'number'))
      return undefined;
    const id = first.folded.slice(hash, isDigitAt(first.folded, first.folded.length - 1) ? undefined : -1);
    const start = first.span.start + hash;
    const span = { start, end: isRange && second ? second.span.end : start + id.length };
    const last = isRange && second ? completed(id, second.folded) : undefined;
    found.push({ id, last, span, text: value.slice(span.start - base, span.end - base) });
  }
  return found;
}

const CUTS = new Set([',', ';', '、', '&']);
const SIGNS = new Set(['[', ']', '.', '#']);

/** `1.2`, `1.2a`. */
function isNumber(text: string): boolean {
  return PART.test(text);
}

const PART = /^\d+(?:\.\d+)*[a-z]?$/;

/** Whether a line sends the reader to another feature's documents: `specs/012-login`, "feature 12", "of the login spec". */
function sendsAbroad(tokens: readonly Token[], { cues }: Vocabulary): boolean {
  return cues
    .of('otherDocuments')
    .find(tokens)
    .some(({ from, to }) => {
      const [before, after, next] = [tokens[from - 1], tokens[to], tokens[to + 1]];
      if (tokens[from]?.code) return false;
      if (after?.folded === '/' && !after.spaced) return next !== undefined && !next.spaced;
      const number = after?.kind === 'symbol' || after?.kind === 'dash' ? next : after;
      if (number && isDigits(number.folded.replace('#', '')) && number.text.length > 1) return true;
      // "from the login spec"
      const named =
        before?.kind === 'word' || before?.kind === 'id' ? tokens.slice(Math.max(0, from - 3), from - 1) : [];
      return cues.of('belongsTo').isIn(named);
    });
}

/** `1.1-5` ends at `1.5`. */
function completed(first: string, last: string): string {
  return first.includes('.') && !last.includes('.') ? (countedId(first)?.head ?? '') + last : last;
}

/** The end of a range of ids; a figure that is no such end is left out. */
function endOf(first: string, last: string): string | undefined {
  if (!isDigits(last)) return seriesOf(first) === seriesOf(last) ? last : undefined;
  const bare = isDigitAt(first, first.length - 1) ? first : first.slice(0, -1);
  const { head = '', digits = '' } = countedId(bare) ?? {};
  return Number(last) > Number(digits) && last.length <= Math.max(digits.length, 2)
    ? head + last.padStart(digits.length, '0')
    : undefined;
}
