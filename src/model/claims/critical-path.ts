import { spanOf } from '../../parse.ts';
import type { Item } from '../document/blocks.ts';
import { parseDeclaration } from '../language/declaration.ts';
import { firstLine, locate, type Located } from '../../text.ts';
import { readEfforts } from '../language/effort.ts';
import type { Vocabulary } from '../language/words.ts';
import type { OutlineSection } from '../document/outline.ts';
import type { CriticalPathClaim, PathStop } from '../plan/claim.ts';
import type { Effort } from '../plan/effort.ts';
import type { TaskIndex } from '../needs/task-index.ts';
import type { TaskNode } from '../work/tasks.ts';
import type { Ground, Statement } from './claim-context.ts';
import { planScope } from './claim-subject.ts';
import { sumOf } from './sums.ts';

/** `Critical Path: Tasks 1.1 → 1.2`, `Critical Path: ~68 h`. */
export function readCriticalPath(statement: Statement, ground: Ground): CriticalPathClaim[] {
  const { label, value, place, section } = statement;
  if (place === 'heading') return isCriticalPath(section, ground) ? [] : ofText(statement, ground, false);
  if (statement.field?.role === 'critical-path' || namesIt(label.value, ground))
    return ofText({ label, value }, ground, true);
  return label.value === '' ? inSentence(value, ground) : [];
}

/** "The critical path runs through 1.1 → 2.1 → 3.1." */
function inSentence(value: Located<string>, ground: Ground): CriticalPathClaim[] {
  const named = namedIn(value.value, ground);
  if (!named || named.at > SUBJECT) return [];
  const start = value.span.start + named.at;
  const label = { value: value.value.slice(named.at, named.end), span: { start, end: start + named.end - named.at } };
  return ofText({ label, value: locate(value.value.slice(named.end), value.span.start + named.end) }, ground, false);
}

/** How far into a sentence its subject may stand. */
const SUBJECT = 20;

/** Where a text speaks of the critical path. */
function namedIn(text: string, { document: { vocabulary } }: Ground): { at: number; end: number } | undefined {
  const lower = text.toLowerCase();
  for (const word of wordsOf(vocabulary)) {
    const at = lower.indexOf(word);
    if (at >= 0) return { at, end: at + word.length };
  }
  return undefined;
}

/** What the languages call a critical path. */
function wordsOf(vocabulary: Vocabulary): readonly string[] {
  let known = words.get(vocabulary);
  if (!known) {
    known = [...vocabulary.fields].filter(([, role]) => role === 'critical-path').map(([word]) => word);
    words.set(vocabulary, known);
  }
  return known;
}

const words = new WeakMap<Vocabulary, readonly string[]>();

function namesIt(text: string, ground: Ground): boolean {
  return namedIn(text, ground) !== undefined;
}

function isCriticalPath(section: OutlineSection, ground: Ground): boolean {
  return (
    section.role === 'critical-path' ||
    (section.depth > 0 && section.declaration === undefined && namesIt(section.title, ground))
  );
}

function ofText(
  { label, value }: Pick<Statement, 'label' | 'value'>,
  ground: Ground,
  labelled: boolean,
): CriticalPathClaim[] {
  const chain = readChain(withoutAfterthought(value), ground.index, ground.reading.tasks[0]);
  const length = labelled ? lengthIn(value, ground) : undefined;
  if (chain.stops.length + chain.unknown.length < 2 && !chain.isChain && !length) return [];
  if (!labelled && chain.stops.length < 2) return [];
  const { stops, unknown, whole } = chain;
  return [
    { kind: 'critical-path', label, value, scope: planScope(ground), stops, whole, unknown, length, listed: undefined },
  ];
}

/** "Task 1 → Task 2, which is 8 hours; the talk may be left out": a path ends with its sentence. */
function withoutAfterthought({ value, span }: Located<string>): Located<string> {
  const end = /[.;。]\s+\p{Lu}|[.;。]\s*$/u.exec(value)?.index ?? value.length;
  return locate(value.slice(0, end), span.start);
}

/** How long the path is said to be: an amount that begins the value, or stands in brackets or behind a dash at its end. */
function lengthIn(value: Located<string>, { document }: Ground): Effort | undefined {
  const amounts = readEfforts(value, document);
  const [first] = amounts;
  if (!first) return undefined;
  const before = value.value.slice(0, first.effort.span.start - value.span.start);
  if (!/[\p{L}\p{N}]/u.test(before)) return first.effort;
  const tail = /(?:[(（]|(?<![(（=][^()（）=]*)=)[^()（）]*(?:[)）][\s.*_]*)?$/u.exec(value.value);
  const last = amounts.filter(({ effort }) => tail && effort.span.start >= value.span.start + tail.index);
  return last.length > 0 && amounts.length === last.length ? last[0]?.effort : undefined;
}

/** The tasks that a chain of arrows leads through. */
interface Path {
  readonly stops: readonly PathStop[];
  readonly unknown: readonly Located<string>[];
  /** Whether every stop is a task. */
  readonly whole: boolean;
  readonly isChain: boolean;
}

const ARROW = /(?:(?<!\s)\s+)?(?:→|⟶|➔|(?<!-)-+>|(?<!=)=+>|>)\s*/;
/** Anything but an id, its keyword and a note in parentheses makes a stop prose, which is not understood. */
const STOP =
  /^[*_`\s]*(?:(\p{L}+)\s+)?#?((?:[A-Za-z][\w-]*(?![\w-])(?:(?<=\d\w*)|\.\d)|\d)[\w.]*(?![\w.])|[A-Z])(?:[*_`]*\s*\([^()]*\))?[*_`.\s]*$/u;

function readChain({ value, span }: Located<string>, index: TaskIndex, anchor: TaskNode | undefined): Path {
  const stops: PathStop[] = [];
  const unknown: Located<string>[] = [];
  const parts = value.split(ARROW);
  const isChain = parts.length > 1 && /→|⟶|➔|->|=>|\S\s>\s\S/.test(value);
  let whole = isChain;
  let at = 0;
  let follows = false;
  for (const part of anchor && isChain ? parts : []) {
    const from = value.indexOf(part, at);
    const isFirst = at === 0;
    at = from + part.length;
    const match = STOP.exec(part) ?? (isFirst ? lastStop(part) : null);
    const id = match?.[2]?.replace(/(?<![.-])[.-]+$/, '');
    const keyword = match?.[1];
    const task = anchor && id && !index.isPhaseWord(keyword) ? index.find(id, keyword, anchor) : undefined;
    if (!match || !id || (!task && !index.isUnknown(id, keyword))) {
      whole = follows = false;
      continue;
    }
    const idAt = match[0].lastIndexOf(id);
    // "Tasks 1.1 → 1.2": the plural belongs to the whole path.
    const stopAt = keyword && !/s$/i.test(keyword) ? match[0].indexOf(keyword) : idAt;
    const place = { start: span.start + from + stopAt, end: span.start + from + idAt + id.length };
    if (task) stops.push({ value: task, span: place, follows });
    else unknown.push({ value: match[0].slice(stopAt, idAt + id.length), span: place });
    follows = task !== undefined;
  }
  return { stops, unknown: whole ? unknown : [], whole, isChain };
}

/** "runs through 1.1", `**Frame**: 1.1`: the stop that the words before the first arrow end with, padded to its place. */
function lastStop(part: string): RegExpExecArray | null {
  const at = part.search(/(?<!\S)\S+\s*$/);
  const match = at > 0 ? STOP.exec(part.slice(at)) : null;
  if (match) match[0] = part.slice(0, at) + match[0];
  return match;
}

/** Sections called Critical Path: the first paragraph or code block that is a path, else an ordered list of tasks. */
export function criticalPathSections(ground: Ground): CriticalPathClaim[] {
  const { document } = ground;
  return document.sections.flatMap((section): CriticalPathClaim[] => {
    if (!isCriticalPath(section, ground)) return [];
    const label = { value: section.title.replace(/(?<![\s:：])[\s:：]+$/, ''), span: section.titleSpan };
    for (const block of section.blocks) {
      if (block.type !== 'paragraph' && block.type !== 'code') continue;
      const { start, end } = spanOf(block);
      const slice = document.parsed.source.text.slice(start, end);
      const fence = block.type === 'code' ? (/^[^\r\n]*\r?\n/.exec(slice)?.[0].length ?? 0) : 0;
      const text = slice.slice(fence).replace(/\r?\n[`~]+\s*$/, '');
      const found = ofText({ label, value: locate(text, start + fence) }, ground, false);
      if (found.length > 0) return found;
    }
    const items = document.blocks.items.filter((item) => item.section === section && item.parent === undefined);
    const chains = items.flatMap(({ text }) => ofText({ label, value: firstLine(text) }, ground, false));
    return chains.length > 0 ? chains : ofList({ label, items }, ground);
  });
}

/** `1. **T1**: Parse`, `2. **T3**: Check`: an ordered list of tasks. */
function ofList(
  { label, items }: { readonly label: Located<string>; readonly items: readonly Item[] },
  ground: Ground,
): CriticalPathClaim[] {
  const { index, reading, document } = ground;
  const [anchor] = reading.tasks;
  const ordered = items.filter(({ number, list }) => number !== undefined && list === items[0]?.list);
  const stops = ordered.flatMap(({ text }): PathStop[] => {
    const declared = anchor && parseDeclaration(text.value, text.span.start, document.vocabulary);
    const task = declared && anchor && index.find(declared.id.value, declared.keyword, anchor);
    return task ? [{ value: task, span: declared.span, follows: true }] : [];
  });
  const [first] = ordered;
  if (!first || stops.length < 2 || stops.length < ordered.length) return [];
  const parts = ordered.map(({ text }) => readEfforts(firstLine(text), document));
  const listed = parts.every((part) => part.length === 1)
    ? sumOf(
        parts.map(([part]) => ({ effort: part?.effort ?? null, optional: false, reserve: false })),
        'item',
        'the list',
      )
    : undefined;
  const value = firstLine(first.text);
  const path = stops.map((stop, at) => ({ ...stop, follows: at > 0 }));
  const length = lengthInTitle(label, ground);
  return [
    {
      kind: 'critical-path',
      label,
      value,
      scope: planScope(ground),
      stops: path,
      whole: true,
      unknown: [],
      length,
      listed,
    },
  ];
}

function lengthInTitle(label: Located<string>, { document }: Ground): Effort | undefined {
  const [amount, other] = readEfforts(label, document);
  return other ? undefined : amount?.effort;
}
