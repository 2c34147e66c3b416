import type { ReadingEntry } from '../plan/reading.ts';
import { spanOf } from '../../parse.ts';
import type { Document } from '../document/document.ts';
import { scanNames } from '../language/names.ts';
import { tokenize } from '../language/tokens.ts';
import type { Mention } from './mentions.ts';
import { resolveMention } from './resolve.ts';
import type { Owner, StatedNeed } from './stated-need.ts';
import type { TaskIndex } from './task-index.ts';

/** A node of a Mermaid graph, and the label that it is given where it is first drawn. */
const NODE = String.raw`([\w.-]*\w)(\[[^\]\n]*\]|\([^)\n]*\)|\{[^}\n]*\})?`;
const NODES = new RegExp(NODE, 'y');
const LINK = /\s*(?:-{2,}>|={2,}>|-\.{1,3}->|-{2,3}\s[^\n|>-]{1,60}-->)\s*(?:\|[^|\n]*\|\s*)?/y;
const JOINT = /\s*&\s*/y;

interface Stop {
  readonly node: string;
  readonly start: number;
  readonly end: number;
}

/** `A --> B` in a Mermaid graph: B needs A. A node is a task or phase by its own name or by what its label begins with. */
export function readMermaid(document: Document, index: TaskIndex): StatedNeed[] {
  const needs: StatedNeed[] = [];
  for (const block of document.sections.flatMap(({ blocks }) => blocks)) {
    if (
      block.type !== 'code' ||
      block.lang?.toLowerCase() !== 'mermaid' ||
      !/^\s*(?:%%[^\n]*\n\s*)*(?:graph|flowchart)\b/.test(block.value)
    )
      continue;
    const { start } = spanOf(block);
    const text = document.parsed.source.slice(spanOf(block));
    const labels = new Map<string, string>();
    for (const match of text.matchAll(/(?<![\w.-])([\w.-]*\w)(?:\[+|\(+|\{+)"?\s*([^\])}"\n]+)/g))
      labels.set(match[1] ?? '', match[2] ?? '');
    const named = (stop: Stop): { mention: Mention; owners: Owner[] } | undefined => {
      for (const written of [labels.get(stop.node), stop.node]) {
        if (written === undefined || !/\d/.test(written)) continue;
        const [name] = scanNames(tokenize(written, 0), {
          vocabulary: document.vocabulary,
          known: (id) => index.has(id),
          bare: written !== stop.node,
        });
        if (!name || name.from > 0) continue;
        const span = { start: start + stop.start, end: start + stop.end };
        const here = { ...name, span, id: { value: name.id.value, span } };
        const mention = { ...span, name: here, phases: [], all: false };
        const owners = resolveMention(mention, undefined, index);
        if (owners.length > 0) return { mention, owners };
      }
      return undefined;
    };
    for (const [from, to] of links(text)) {
      const [needed, owner] = [named(from), named(to)];
      for (const each of owner?.owners ?? []) {
        if (!needed || needed.owners.includes(each)) continue;
        needs.push({ owner: each, mention: needed.mention, direction: 'needs', by: diagramReading.id, plain: false });
      }
    }
  }
  return needs;
}

/** Every arrow of a graph with what stands at its two ends: `A --> B --> C`, `A & B --> C`. */
function links(text: string): [Stop, Stop][] {
  const found: [Stop, Stop][] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    const lead = /^\s*/.exec(line)?.[0].length ?? 0;
    let before: Stop[] | undefined;
    for (let at = lead; at < line.length;) {
      const stops: Stop[] = [];
      for (let joint = true; joint;) {
        const node = matchAt(NODES, line, at);
        if (!node?.[1]) break;
        stops.push({ node: node[1], start: offset + at, end: offset + at + node[1].length });
        at += node[0].length;
        const and = matchAt(JOINT, line, at);
        joint = and !== undefined;
        at += and?.[0].length ?? 0;
      }
      if (stops.length === 0) break;
      for (const from of before ?? []) for (const to of stops) found.push([from, to]);
      const link = matchAt(LINK, line, at);
      if (!link) break;
      before = stops;
      at += link[0].length;
    }
    offset += line.length + 1;
  }
  return found;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

/** What the arrows of a diagram say of tasks and phases. */
export const diagramReading: ReadingEntry = {
  id: 'need.diagram',
  title: 'an arrow of a Mermaid graph between two tasks or phases',
  file: 'needs/mermaid.ts',
  example:
    '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] T001 Dredge\n- [ ] T002 Mark\n\n```mermaid\ngraph TD\n  T001 --> T002\n```',
  counterExample:
    '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] T001 Dredge\n- [ ] T002 Mark\n\n```mermaid\ngraph TD\n  T001\n  T002\n```',
};
