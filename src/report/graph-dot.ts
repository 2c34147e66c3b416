import { columnsOf } from '../drawing/columns.ts';
import { states, wordsOf } from '../drawing/marks.ts';
import type { Picture, PictureGroup, PictureLink, PictureNode } from '../drawing/picture.ts';
import { escapeDot } from './escape-dot.ts';
import { boxOf, wrap } from './node-box.ts';

const PIXELS_PER_INCH = 72;
const inches = (pixels: number) => (pixels / PIXELS_PER_INCH).toFixed(3);

/** Which way arrows lead: downwards, or to the right. */
export type Direction = 'TB' | 'LR';

/** How a picture is written for Graphviz. */
interface DotOptions {
  readonly direction?: Direction;
  /** For groups by key how large a block of other things is that lies in them. */
  readonly blocks?: ReadonlyMap<string, { readonly width: number; readonly height: number }>;
}

/** A picture in the notation of Graphviz. It looks the same wherever it is drawn: sizes and colours are written down. */
export function graphDot(picture: Picture, { direction = 'TB', blocks }: DotOptions = {}): string {
  const ends = endsOf(picture, blocks ?? new Map());
  const lines = [
    `digraph plan {`,
    `  graph [label="${escapeDot(picture.title)}", labelloc=t, rankdir=${direction}, compound=true, newrank=true, nodesep=0.2, ranksep=0.45, fontname="Helvetica,Arial,sans-serif", fontsize=16]`,
    `  node [shape=box, style="rounded,filled", fixedsize=true, fontname="Helvetica,Arial,sans-serif", fontsize=11, color="#59636e", fillcolor="#f6f8fa", fontcolor="#1f2328"]`,
    `  edge [color="#59636e", arrowsize=0.7]`,
    ...inside(picture, blocks, undefined, '  '),
    ...picture.links.flatMap((link) => arrow(link, ends) ?? []),
    ...columnsOf(picture).flatMap((column) =>
      column.slice(1).map((key, index) => `  ${column[index]} -> ${key} [style=invis]`),
    ),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

const fills: Readonly<Record<string, string>> = {
  done: 'fillcolor="#dafbe1", color="#1a7f37"',
  'in-progress': 'fillcolor="#ddf4ff", color="#0969da"',
  blocked: 'fillcolor="#ffebe9", color="#cf222e"',
  dropped: 'fillcolor="#eaeef2", fontcolor="#59636e", style="rounded,filled,dashed"',
};

function inside(picture: Picture, blocks: DotOptions['blocks'], group: string | undefined, indent: string): string[] {
  const block = group === undefined ? undefined : blocks?.get(group);
  // Where it is drawn otherwise later, names get the room that they take at the most.
  const font = blocks ? 'fontname="Courier", fontsize=13' : 'fontname="Helvetica-Bold", fontsize=14';
  return [
    ...(block ? [`${indent}b_${group} [label="", width=${inches(block.width)}, height=${inches(block.height)}]`] : []),
    ...picture.nodes.filter((node) => node.group === group).map((node) => `${indent}${nodeLine(node)}`),
    ...picture.groups
      .filter(({ parent }) => parent === group)
      .flatMap((inner) => [
        `${indent}subgraph cluster_${inner.key} {`,
        `${indent}  graph [label="${groupLines(inner)
          .map(escapeDot)
          .join(
            String.raw`\l`,
          )}\\l", labeljust=l, style="rounded", color="#818b98", ${font}, margin=12, tooltip="${escapeDot(wordsOf(inner).join(', '))}"]`,
        ...inside(picture, blocks, inner.key, `${indent}  `),
        // Graphviz has no arrows between boxes; they end at a point in each, and are cut at its rim.
        ...(isEmpty(picture, inner.key) && !blocks?.has(inner.key)
          ? [`${indent}  ${inner.key}_in [shape=point, style=invis, width=1]`]
          : []),
        `${indent}}`,
      ]),
  ];
}

/** What stands over a group, its tally last. */
export function groupLines({ label, state, task, done, total }: PictureGroup): string[] {
  const sign = task ? states[state].sign : '';
  return [...wrap(`${sign} ${label}`.trim(), 36, 3), ...(total > 0 ? [`${done} of ${total} done`] : [])];
}

function nodeLine(node: PictureNode): string {
  const { key, kind, state, critical, cyclic } = node;
  const { name, lines, width, height } = boxOf(node);
  const sign = kind === 'unknown' ? '?' : states[state].sign;
  const [first = '', ...more] = [name, ...lines].filter(Boolean);
  const label = [`${sign} ${first}`.trim(), ...more].map(escapeDot).join(String.raw`\n`);
  const parts = [
    `label="${label}"`,
    `tooltip="${escapeDot(wordsOf(node).join(', '))}"`,
    `width=${inches(width)}`,
    `height=${inches(height)}`,
    kind === 'unknown' ? 'shape=octagon, style="filled,dashed", fillcolor="#fff8c5", color="#9a6700"' : fills[state],
    kind === 'prerequisite' ? 'shape=ellipse' : '',
    critical ? 'penwidth=3' : '',
    cyclic ? 'color="#cf222e", penwidth=2, style="rounded,filled,dashed"' : '',
  ];
  return `${key} [${parts.filter(Boolean).join(', ')}]`;
}

/** For each group the node that stands for it at its arrows' tails, and the one at their heads. */
function endsOf(
  { nodes, groups }: Picture,
  blocks: NonNullable<DotOptions['blocks']>,
): Map<string, readonly [first: string, last: string]> {
  const ends = new Map<string, readonly [string, string]>();
  for (const { key } of groups.toReversed()) {
    const within = [
      ...(blocks.has(key) ? [`b_${key}`] : []),
      ...nodes.filter(({ group }) => group === key).map((node) => node.key),
      ...groups.filter(({ parent }) => parent === key).flatMap((inner) => ends.get(inner.key) ?? []),
    ];
    ends.set(key, [within[0] ?? `${key}_in`, within.at(-1) ?? `${key}_in`]);
  }
  return ends;
}

function isEmpty({ nodes, groups }: Picture, key: string): boolean {
  return !nodes.some(({ group }) => group === key) && !groups.some(({ parent }) => parent === key);
}

function arrow(link: PictureLink, ends: ReturnType<typeof endsOf>): string | undefined {
  const [tail, head] = [ends.get(link.tail), ends.get(link.head)];
  const parts = [
    tail ? `ltail=cluster_${link.tail}` : '',
    head ? `lhead=cluster_${link.head}` : '',
    `id="${link.tail}-${link.head}"`,
    link.kind === 'order' || link.kind === 'unknown' ? 'style=dashed' : '',
    link.critical ? 'penwidth=3' : '',
    link.cyclic ? 'color="#cf222e", style=dashed, penwidth=2, label="circle", fontsize=10, fontcolor="#cf222e"' : '',
  ];
  return `  ${tail?.[1] ?? link.tail} -> ${head?.[0] ?? link.head} [${parts.filter(Boolean).join(', ')}]`;
}
