import { spanOf } from '../../parse.ts';
import type { Located } from '../../text.ts';
import { locate } from '../../text.ts';
import type { Document } from '../document/document.ts';
import { arrowChains, endOf, endOfList, type Piece } from '../language/id-list.ts';
import { isAboutDependencies, readPhaseNeeds } from './phase-needs.ts';
import type { PhaseNode } from '../work/phases.ts';
import { asRange } from './range.ts';
import { readReferenceValue } from '../language/reference-value.ts';
import type { StatedNeed } from './stated-need.ts';
import { taskIndex, type TaskIndex } from './task-index.ts';
import type { TaskNode, TaskReading } from '../work/tasks.ts';

const NEEDS = String.raw`(?:depends?\s+(?:up)?on|(?:is|are)\s+blocked\s+by|blocked\s+by|needs?|requires?|(?:must|can|should|may)\s+(?:only\s+)?(?:start|begin|come|run|happen)\s+(?:in\s+parallel\s+)?(?:only\s+)?after|(?:starts?|begins?)\s+after|must\s+follow|after)`;
const NEEDED = String.raw`(?:blocks?|unblocks?|must\s+(?:be\s+)?(?:completed?|done|finished)\s+before|before|enables?|(?:is|are)\s+(?:a\s+)?prerequisites?\s+(?:for|of))`;
const VERB = new RegExp(String.raw`\s(?:(${NEEDS})|(${NEEDED}))\s+`, 'gi');
/** Between the list of ids and the verb: a note, a colon. */
const TO_VERB = /(?:\s*\([^()\r\n]*\))?\s*:?$/y;
const CLOSED_TO_VERB = /\s*\)\s*:?$/y;
const OPEN_BRACKET = /\((?:or\s+at\s+least\s+)?/iy;
const LEADING_WORDS = /^(?:both\s+|the\s+|all\s+of\s+)?/i;
const NAME_AND_BRACKET = /(?:(?:,|and)\s+)*(?:[\p{L}\p{N}-]+\s+){0,5}\(/iuy;
const CLOSE_BRACKET = /\)\s*/y;
/** How far a list may reach to either side of its verb. */
const REACH = 120;

/** Everything outside fields that says who needs whom: sentences between ids, comments, Mermaid graphs, chains of arrows. */
export function readStatedNeeds(document: Document, reading: TaskReading): StatedNeed[] {
  if (reading.nodes.length === 0) return [];
  const index = taskIndex(document, reading);
  return [
    ...fromSentences(document, index),
    ...readPhaseNeeds(document, reading),
    ...fromComments(document, reading),
    ...fromMermaid(document, index),
    ...fromArrows(document, index),
  ];
}

/** Prose of a block with the marks of emphasis and code overwritten by spaces, offset by offset. */
function words(slice: string): string {
  return slice.replace(/[*_`]/g, ' ');
}

function fromSentences(document: Document, index: TaskIndex): StatedNeed[] {
  const needs: StatedNeed[] = [];
  for (const { span } of document.blocks.paragraphs) {
    const text = words(document.parsed.source.slice(span));
    // Behind what the clause before has taken.
    let taken = 0;
    for (const verb of text.matchAll(VERB)) {
      const [whole, , blocks] = verb;
      const from = Math.max(taken, verb.index - REACH);
      const left = subjectList(text.slice(from, verb.index));
      if (!left || isHypothetical(text, from + left.index)) continue;
      const behind = verb.index + whole.length;
      const rest = text.slice(behind, behind + REACH);
      // "Tests (T004-T007) before implementation (T008-T014)"
      const grouped = left.bracketed ? namedLists(rest) : [];
      const lists = grouped.length > 0 ? grouped : objectList(rest);
      const last = lists.at(-1);
      if (!last) continue;
      taken = behind + last.start + last.text.length;
      for (const owner of subjects(left, span.start + from, document, index)) {
        for (const { text: value, start } of lists)
          needs.push({
            owner,
            value: locate(value, span.start + behind + start),
            direction: blocks ? 'needed-by' : 'needs',
          });
      }
    }
  }
  return needs;
}

/** What stands right before a verb: a list of ids, with a note or inside parentheses. */
interface Subject {
  /** Where it begins, the parenthesis counted in. */
  readonly index: number;
  readonly list: Piece;
  readonly bracketed: boolean;
  /** The list in parentheses right before the verb, if there is one. */
  readonly note: Piece | undefined;
}

function subjectList(before: string): Subject | undefined {
  if (!/[\da-z)]\s{0,9}:?$/i.test(before)) return undefined;
  for (let index = 0; index < before.length; index++) {
    if (/[\p{L}\p{N}_.-]/u.test(before.charAt(index - 1))) continue;
    const inside = endOf(OPEN_BRACKET, before, index);
    const start = inside ?? index;
    const end = endOfList(before, start);
    if (end === undefined || endOf(inside ? CLOSED_TO_VERB : TO_VERB, before, end) === undefined) continue;
    const list = { text: before.slice(start, end), start };
    return { index, list, bracketed: inside !== undefined, note: noteBehind(before, inside ? index : end) };
  }
  return undefined;
}

/** The first list of ids in parentheses that reaches the end of a text. */
function noteBehind(text: string, from: number): Piece | undefined {
  for (let open = text.indexOf('(', from); open >= 0; open = text.indexOf('(', open + 1)) {
    const end = endOfList(text, open + 1);
    if (end !== undefined && endOf(CLOSED_TO_VERB, text, end) !== undefined && text.charAt(end) === ')')
      return { text: text.slice(open + 1, end), start: open + 1 };
  }
  return undefined;
}

/** What stands right behind a verb. */
function objectList(rest: string): Piece[] {
  const start = LEADING_WORDS.exec(rest)?.[0].length ?? 0;
  const end = endOfList(rest, start);
  if (end === undefined) return [];
  return [{ text: ofThisClause(rest.slice(start, end), rest.slice(end)), start }];
}

/** Who a sentence is about: the ids before its verb, or in "US3 (T021-T023)" those in the brackets where the plan has no task US3. */
function subjects(
  { list, note }: Subject,
  base: number,
  document: Document,
  index: TaskIndex,
): (TaskNode | PhaseNode)[] {
  const owners = named(locate(list.text, base + list.start), document, index);
  return owners.length === 0 && note ? named(locate(note.text, base + note.start), document, index) : owners;
}

/** "US1 (T012-T016) and US2 (T017-T020)": the lists in brackets that stand side by side. */
function namedLists(text: string): Piece[] {
  const found: Piece[] = [];
  for (let at: number | undefined = 0; at !== undefined;) {
    const start = endOf(NAME_AND_BRACKET, text, at);
    const end = start === undefined ? undefined : endOfList(text, start);
    at = end === undefined ? undefined : endOf(CLOSE_BRACKET, text, end);
    if (at !== undefined && start !== undefined) found.push({ text: text.slice(start, end), start });
  }
  return found;
}

/** In "T3 depends on T1, and T3 must complete before T4" the last id of the list is who the next clause is about. */
function ofThisClause(list: string, behind: string): string {
  const verb = new RegExp(VERB.source, 'i').exec(behind);
  if (verb?.index !== 0) return list;
  const last = /^([^]*\S)\s*(?:,\s*and|,|and|&)\s+\S[^,]*$/i.exec(list)?.[1];
  return last ?? list;
}

/** "If T3 blocks T4", "unless T3 needs T4": a condition states nothing. */
function isHypothetical(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, text.lastIndexOf('.', at - 1) + 1), at);
  return /\b(?:if|unless|when|in case|whether|not)\b/i.test(before);
}

/** The declared tasks or phases that a list names. */
function named(value: Located<string>, document: Document, index: TaskIndex): (TaskNode | PhaseNode)[] {
  const anchor = index.tasks[0];
  if (!anchor) return [];
  return readReferenceValue(value, document.vocabulary).flatMap((written): (TaskNode | PhaseNode)[] => {
    const thing = asRange(written, anchor, index) ?? written;
    if (!thing.id) return [];
    if (index.isPhaseWord(thing.keyword)) {
      const from = index.phase(thing.keyword ?? '', thing.id.value);
      if (thing.last) return index.phasesBetween(thing.id.value, thing.last.value);
      return from ? [from] : [];
    }
    const first = index.find(thing.id.value, thing.keyword, anchor);
    if (!thing.last) return first ? [first] : [];
    const last = index.find(thing.last.value, thing.keyword, anchor);
    if (!first || !last) return [];
    return index.between(first, last);
  });
}

/** `<!-- DEPENDS-ON: X -->` inside a task. */
function fromComments({ parsed }: Document, { tasks }: TaskReading): StatedNeed[] {
  return parsed.comments.flatMap((span): StatedNeed[] => {
    const match = /^<!--\s*DEPENDS-ON\s*:\s*(?!\s)([\s\S]*?)(?<!\s)\s*-->$/i.exec(parsed.source.slice(span));
    const owner = tasks.findLast((task) => task.span.start <= span.start && span.end <= task.span.end);
    if (!match?.[1] || !owner) return [];
    return [{ owner, value: locate(match[1], span.start + match[0].indexOf(match[1])), direction: 'needs' }];
  });
}

const MERMAID_EDGE =
  /(?<![\w.-])([\w.-]+?)(\[[^[\]]*\]|\([^()]*\)|\{[^{}]*\})?\s*(?:(?<!-)-{2,}>|(?<!=)={2,}>|-\.+->)\s*(?:\|[^|]*\|\s*)?(?=([\w.-]+))/g;

/** `A --> B` in a Mermaid graph: B needs A. A node is a task by its own name or by the id that its label begins with. */
function fromMermaid(document: Document, index: TaskIndex): StatedNeed[] {
  const needs: StatedNeed[] = [];
  const anchor = index.tasks[0];
  if (!anchor) return [];
  for (const block of document.sections.flatMap(({ blocks }) => blocks)) {
    if (
      block.type !== 'code' ||
      block.lang?.toLowerCase() !== 'mermaid' ||
      !/^\s*(?:%%[^\n]*\n\s*)*(?:graph|flowchart)\b/.test(block.value)
    )
      continue;
    const span = spanOf(block);
    const text = document.parsed.source.slice(span);
    const labels = new Map<string, string>();
    for (const match of text.matchAll(/(?<![\w.-])([\w.-]+)(?:\[+|\(+|\{+)"?\s*([^\])}"]+)/g))
      labels.set(match[1] ?? '', match[2] ?? '');
    const taskOf = (node: string): TaskNode | undefined => {
      const label = labels.get(node) ?? '';
      const id = /^(?:(\p{L}+)\s+)?#?([A-Za-z]*[-_]?\d[\w.-]*)/u.exec(label.trim());
      const byLabel = id?.[2] ? index.find(id[2].replace(/(?<![.:-])[.:-]+$/, ''), undefined, anchor) : undefined;
      return byLabel ?? (/\d/.test(node) ? index.find(node, undefined, anchor) : undefined);
    };
    for (const match of text.matchAll(MERMAID_EDGE)) {
      const [whole, from = '', , to = ''] = match;
      const [needed, owner] = [taskOf(from), taskOf(to)];
      if (!needed?.id || !owner || needed === owner) continue;
      const start = span.start + match.index + whole.indexOf(from);
      needs.push({ owner, value: { value: needed.id, span: { start, end: start + from.length } }, direction: 'needs' });
    }
  }
  return needs;
}

/** `T1 → T2 → T3` in a line or section that speaks of dependencies or of the order: each needs the one before. */
function fromArrows(document: Document, index: TaskIndex): StatedNeed[] {
  const anchor = index.tasks[0];
  if (!anchor) return [];
  const needs: StatedNeed[] = [];
  for (const { span, section } of document.blocks.paragraphs) {
    const text = words(document.parsed.source.slice(span));
    const line = text.split(/\r?\n/, 1)[0] ?? '';
    if (/\b(?:recommended|suggested|critical path)\b/i.test(line)) continue;
    if (!isAboutDependencies(section) && !/\b(?:dependenc\w*|order|sequence|sequential)\b/i.test(line)) continue;
    if (/\b(?:recommended|suggested|critical path)\b/i.test(section.title)) continue;
    for (const chain of arrowChains(text)) {
      const [first] = chain;
      // "Phase 1 (T001 → T003)" names the first and the last of the phase.
      if (chain.length < 3 && first && isInBrackets(text, first.start)) continue;
      const stops = chain.map((stop) => locate(stop.text, span.start + stop.start));
      for (const [position, stop] of stops.slice(1).entries()) {
        const before = stops[position];
        for (const owner of named(stop, document, index))
          if (before) needs.push({ owner, value: before, direction: 'needs' });
      }
    }
  }
  return needs;
}

/** Whether a parenthesis is open before an offset. */
function isInBrackets(text: string, at: number): boolean {
  return at > 0 && text.lastIndexOf('(', at - 1) > text.lastIndexOf(')', at - 1);
}
