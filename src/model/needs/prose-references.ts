import { spanOf } from '../../parse.ts';
import type { Located } from '../../text.ts';
import { locate } from '../../text.ts';
import type { Document } from '../document/document.ts';
import { isAboutDependencies, readPhaseNeeds } from './phase-needs.ts';
import type { PhaseNode } from '../work/phases.ts';
import { asRange } from './range.ts';
import { readReferenceValue } from '../language/reference-value.ts';
import type { StatedNeed } from './stated-need.ts';
import { taskIndex, type TaskIndex } from './task-index.ts';
import type { TaskNode, TaskReading } from '../work/tasks.ts';

const WORD = String.raw`(?:(?:tasks?|steps?|phases?|user stor(?:y|ies)|stor(?:y|ies)|features?|milestones?)\s+)`;
const SHAPED = String.raw`[A-Z]+[A-Z0-9]*(?:[-_.][A-Z0-9]+)*[-_.]?\d+[A-Za-z]?(?:\.\d+[a-z]?)*`;
const ONE = String.raw`(?:${WORD}#?(?:${SHAPED}|\d+[a-z]?(?:\.\d+)*)|${SHAPED})`;
const MORE = String.raw`(?:\s*(?:,\s*and|,|\/|&|\+|and|[-–—~]|to|through)\s*#?(?:${ONE}|\d+[a-z]?(?:\.\d+)*))*`;
const LIST = `${ONE}${MORE}`;
const NEEDS = String.raw`(?:depends?\s+(?:up)?on|(?:is|are)\s+blocked\s+by|blocked\s+by|needs?|requires?|(?:must|can|should|may)\s+(?:only\s+)?(?:start|begin|come|run|happen)\s+(?:in\s+parallel\s+)?(?:only\s+)?after|(?:starts?|begins?)\s+after|must\s+follow|after)`;
const NEEDED = String.raw`(?:blocks?|unblocks?|must\s+(?:be\s+)?(?:completed?|done|finished)\s+before|before|enables?|(?:is|are)\s+(?:a\s+)?prerequisites?\s+(?:for|of))`;
const NOTE = String.raw`(?:\s*\([^()\r\n]*\))?`;
const VERB = new RegExp(String.raw`\s(?:(${NEEDS})|(${NEEDED}))\s+`, 'gi');
/** What stands right before the verb: a list of ids, with a note or inside parentheses. */
const BEFORE = new RegExp(
  String.raw`(?<![\p{L}\p{N}_.\-])(?:(${LIST})${NOTE}|\((?:or\s+at\s+least\s+)?(${LIST})\s*\))\s*:?$`,
  'iu',
);
const IN_NOTE = new RegExp(String.raw`\((${LIST})\)\s*:?$`, 'iu');
const BEHIND = new RegExp(String.raw`^(?:both\s+|the\s+|all\s+of\s+)?(${LIST})`, 'iu');
const BEHIND_NAME = new RegExp(String.raw`^(?:(?:,|and)\s+)*(?:[\p{L}\p{N}-]+\s+){0,5}\((${LIST})\)\s*`, 'iu');
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
      const left = /[\da-z)]\s*:?$/i.test(text.slice(from, verb.index)) && BEFORE.exec(text.slice(from, verb.index));
      if (!left || isHypothetical(text, from + left.index)) continue;
      const behind = verb.index + whole.length;
      const rest = text.slice(behind, behind + REACH);
      // "Tests (T004-T007) before implementation (T008-T014)"
      const list = (right: RegExpExecArray) => ofThisClause(right[1] ?? '', rest.slice(right.index + right[0].length));
      const one = BEHIND.exec(rest);
      const grouped = left[2] ? namedLists(rest) : [];
      const alone = one?.[1] ? [{ list: list(one), start: one.index + one[0].indexOf(one[1]) }] : [];
      const lists = grouped.length > 0 ? grouped : alone;
      const last = lists.at(-1);
      if (!last) continue;
      taken = behind + last.start + last.list.length;
      for (const owner of subjects(left, span.start + from, document, index)) {
        for (const { list: value, start } of lists)
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

/** Who a sentence is about: the ids before its verb, or in "US3 (T021-T023)" those in the brackets where the plan has no task US3. */
function subjects(left: RegExpExecArray, base: number, document: Document, index: TaskIndex): (TaskNode | PhaseNode)[] {
  const said = left[1] ?? left[2] ?? '';
  const owners = named(locate(said, base + left.index + left[0].indexOf(said)), document, index);
  const note = owners.length === 0 ? IN_NOTE.exec(left[0]) : null;
  const list = note?.[1] ?? '';
  return note ? named(locate(list, base + left.index + note.index + note[0].indexOf(list)), document, index) : owners;
}

/** "US1 (T012-T016) and US2 (T017-T020)": the lists in brackets that stand side by side. */
function namedLists(text: string): { list: string; start: number }[] {
  const found: { list: string; start: number }[] = [];
  let at = 0;
  for (let match = BEHIND_NAME.exec(text); match?.[1]; match = BEHIND_NAME.exec(text.slice(at))) {
    found.push({ list: match[1], start: at + match[0].lastIndexOf(match[1]) });
    at += match[0].length;
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
    const match = /^<!--\s*DEPENDS-ON\s*:\s*([\s\S]*?)\s*-->$/i.exec(parsed.source.slice(span));
    const owner = tasks.findLast((task) => task.span.start <= span.start && span.end <= task.span.end);
    if (!match?.[1] || !owner) return [];
    return [{ owner, value: locate(match[1], span.start + match[0].indexOf(match[1])), direction: 'needs' }];
  });
}

const MERMAID_EDGE =
  /([\w.-]+?)(\[[^\]]*\]|\([^)]*\)|\{[^}]*\})?\s*(?:-{2,}>|={2,}>|-\.+->)\s*(?:\|[^|]*\|\s*)?(?=([\w.-]+)(\[[^\]]*\]|\([^)]*\)|\{[^}]*\})?)/g;

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
    for (const match of text.matchAll(/([\w.-]+)(?:\[+|\(+|\{+)"?\s*([^\])}"]+)/g))
      labels.set(match[1] ?? '', match[2] ?? '');
    const taskOf = (node: string): TaskNode | undefined => {
      const label = labels.get(node) ?? '';
      const id = /^(?:(\p{L}+)\s+)?#?([A-Za-z]*[-_]?\d[\w.-]*)/u.exec(label.trim());
      const byLabel = id?.[2] ? index.find(id[2].replace(/[.:-]+$/, ''), undefined, anchor) : undefined;
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

const STOP = new RegExp(ONE, 'giu');
const CHAIN = new RegExp(String.raw`${ONE}(?:\s*(?:→|⟶|➔|-+>|=+>)\s*${ONE})+`, 'giu');

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
    for (const match of text.matchAll(CHAIN)) {
      // "Phase 1 (T001 → T003)" names the first and the last of the phase.
      if (/\([^()]*$/.test(text.slice(0, match.index)) && !/[→>].*[→>]/.test(match[0])) continue;
      const stops = [...match[0].matchAll(STOP)].map((stop) => locate(stop[0], span.start + match.index + stop.index));
      for (const [position, stop] of stops.slice(1).entries()) {
        const before = stops[position];
        for (const owner of named(stop, document, index))
          if (before) needs.push({ owner, value: before, direction: 'needs' });
      }
    }
  }
  return needs;
}
