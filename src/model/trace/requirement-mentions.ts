import type { Span } from '../../text.ts';
import type { Document } from '../document/document.ts';
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

const DASH = String.raw`\s*(?:[-–—~]|\.{2,3}|\bto\b|\bthrough\b|\bthru\b)\s*`;
const TOKEN = new RegExp(
  String.raw`(?<![\p{L}\p{N}_./#-])(${REQUIREMENT_ID})(?:${DASH}(${REQUIREMENT_ID}|\d{1,4}))?(?![\p{L}\p{N}_]|\.\d|-\p{L}|\.(?:md|ts|js|py|go|json)\b)`,
  'gu',
);
const STORY = /\bUser Stor(?:y|ies)\s+(\d+(?:\.\d+)*)(?:(?:\s*,\s*|\s*(?:and|&|\+)\s*)(\d+))*(?![\p{L}\p{N}]|\.\d)/giu;
const FIELD =
  /(?:^|[\s(>*_-])(?:requirements?|reqs?\.?|requirement refs|validates|satisfies|covers|implements|traces(?: to)?|要件|需求|요구사항|requisitos?|anforderung(?:en)?|exigences?)[ \t]*(?:[*_]+[ \t]*)?[:：][ \t]*(?:[*_]+[ \t]*)?([^\r\n|]*)/giu;
const PART =
  /^(\d+(?:\.\d+)*)[a-z]?(?:\s*(?:[-–—~]|\.{2,3}|\bto\b|\bthrough\b)\s*(\d+(?:\.\d+)*))?(?:\s*\([^()]*\))?\s*[.*_]*$/;
/** Longest value that is looked into. */
const LONGEST = 2000;
const CRITERIA =
  /\(\s{0,3}ACs?\s{0,3}[:：#]?\s{0,3}(#?\d+(?:\s{0,3}[-–]\s{0,3}\d+)?(?:\s{0,3}(?:[,;&]|and)\s{0,3}#?\d+(?:\s{0,3}[-–]\s{0,3}\d+)?)*)\s{0,3}\)/gi;
/** Words that send the reader to another feature's documents. */
const ABROAD =
  /\bspecs?\/[\w.-]+|\b(?:specs?|features?|epics?|changes?)[ #-]*\d{2,}\b|\b(?:from|of|in) (?:the )?[\w-]+ (?:feature|spec|change)\b/i;

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

  constructor(document: Document, reading: TaskReading, own: readonly RequirementNode[], isChecklist: boolean) {
    this.#document = document;
    this.#text = document.parsed.source.text;
    this.#tasks = reading.tasks;
    this.#defined = new Set(own.map(({ nameSpan }) => nameSpan.start));
    this.#isChecklist = isChecklist;
  }

  /** `_Requirements: 1.2, 3.4_` and `**Validates: Requirements 2.1-2.4**`. */
  fields(): void {
    for (const match of this.#text.matchAll(FIELD)) {
      const value = match[1] ?? '';
      const base = match.index + match[0].length - value.length;
      if (value === '' || value.length > LONGEST || this.#isHidden(base)) continue;
      const parts = partsOf(value.replace(/(?<![*_])[*_]+\s*$/, ''), base);
      // A part that begins with a figure and goes on in words is prose: "Requirements: 3 servers, 2 GB".
      if (parts.some(({ text }) => /^\d/.test(text) && !PART.test(text))) continue;
      for (const { text, start } of parts) {
        const [, id, last] = PART.exec(text) ?? [];
        if (id === undefined) continue;
        const end = last === undefined ? id.length : text.indexOf(last, id.length) + last.length;
        this.#add({
          text: text.slice(0, end),
          span: { start, end: start + end },
          id,
          key: id,
          last: last === undefined ? undefined : completed(id, last),
          series: '#',
          firm: true,
          local: false,
        });
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
          key: `us${number[0].replace(/^0+(?=\d)/, '')}`,
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
    const line = source.slice(source.lineSpan(source.lineAt(offset)));
    return ABROAD.test(line.replace(/`[^`]*`/g, ' '));
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
    if (code && /[\r\n]|^(?:```|~~~)/.test(parsed.source.slice(code))) return true;
    return parsed.comments.some(({ start, end }) => start <= offset && offset < end);
  }
}

/** Cuts a value at commas and "and" outside parentheses; each part with its place. */
function partsOf(value: string, base: number): { text: string; start: number }[] {
  const bare = value.replace(/\([^()]*\)/g, (note) => `(${' '.repeat(Math.max(0, note.length - 2))})`);
  const parts: { text: string; start: number }[] = [];
  let at = 0;
  for (const match of bare.matchAll(/(?:(?<!\s)\s+)?(?:[,;、，]|\s(?:and|und|y|et)\s|\s&\s|$)\s*/g)) {
    const raw = bare.slice(at, match.index);
    const lead = /^\s*(?:(?:requirements?|reqs?\.?|要件|需求|요구사항)\s*)?[*_[#]*/i.exec(raw)?.[0].length ?? 0;
    const text = raw.slice(lead).replace(/(?<![\s\]])[\s\]]+$/, '');
    if (text !== '') parts.push({ text, start: base + at + lead });
    at = match.index + match[0].length;
    if (match[0] === '' && at >= bare.length) break;
  }
  return parts;
}

/** `1.1-5` ends at `1.5`. */
function completed(first: string, last: string): string {
  return first.includes('.') && !last.includes('.') ? first.replace(/(?<!\d)\d+$/, last) : last;
}

/** The end of a range of ids; a figure that is no such end is left out. */
function endOf(first: string, last: string): string | undefined {
  if (!/^\d+$/.test(last)) return seriesOf(first) === seriesOf(last) ? last : undefined;
  const digits = /(?<!\d)\d+(?=[a-z]?$)/.exec(first)?.[0] ?? '';
  return Number(last) > Number(digits) && last.length <= Math.max(digits.length, 2)
    ? first.replace(/(?<!\d)\d+[a-z]?$/, last.padStart(digits.length, '0'))
    : undefined;
}
