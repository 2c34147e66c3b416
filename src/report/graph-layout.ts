import { Graphviz } from '@hpcc-js/wasm-graphviz';
import type { Picture, PictureLink } from '../drawing/picture.ts';
import { below, type Board, boardOf, gridOf } from './graph-board.ts';
import { type Direction, graphDot } from './graph-dot.ts';

/** A point of a drawing, in pixels from its upper left corner. */
export type Point = readonly [x: number, y: number];

/** Where the boxes and arrows of a drawing lie. */
export interface Layout extends Board {
  readonly arrows: readonly Arrow[];
}

/** An arrow: a start, then three points for each Bézier curve; and the tip. */
export interface Arrow {
  readonly link: PictureLink;
  readonly points: readonly Point[];
  readonly tip: Point;
}

/** Pixels that a page has for a picture before it is made smaller, and the height at which people begin to get lost. */
const PAGE = 1000;
const TALL = 2400;
/** More nodes than this are not laid out twice to see which way is better. */
const MANY = 150;

/**
 * Lays a picture out. Graphviz, which needs no browser here, places what arrows touch; all else lies in rows below, and in grids
 * within the phases that arrows do touch.
 */
export async function layOut(picture: Picture): Promise<Layout> {
  const touched = touchedBy(picture);
  const board = boardOf(picture, (key) => !touched.has(key), PAGE);
  if (touched.size === 0) return { width: 0, height: 0, nodes: new Map(), groups: new Map(), ...board, arrows: [] };
  const blocks = blocksOf(picture, touched);
  const within = new Set([...blocks.values()].flatMap(({ nodes }) => [...nodes.keys()]));
  const linked = {
    ...picture,
    nodes: picture.nodes.filter(({ key }) => touched.has(key) && !within.has(key)),
    groups: picture.groups.filter(({ key }) => touched.has(key)),
  };
  const graphviz = await Graphviz.load();
  const draw = (direction: Direction) =>
    read(JSON.parse(graphviz.layout(graphDot(linked, { blocks, direction }), 'json', 'dot')) as Drawn, picture.links);
  const ways: readonly Direction[] = linked.nodes.length > MANY ? ['LR'] : ['TB', 'LR'];
  const [best = draw('TB')] = ways.map(draw).toSorted((a, b) => effort(a) - effort(b));
  const nodes = new Map(best.nodes);
  for (const [group, block] of blocks) {
    const [x, y] = nodes.get(`b_${group}`) ?? [0, 0];
    nodes.delete(`b_${group}`);
    for (const [key, at] of block.nodes) nodes.set(key, [x - block.width / 2 + at[0], y - block.height / 2 + at[1]]);
  }
  return board ? below({ ...best, nodes }, board) : { ...best, nodes };
}

/** How hard a drawing of some size is to read on a page. */
function effort({ width, height }: Board): number {
  return Math.max(width / PAGE, height / TALL, 1) + width / 1e5;
}

/** What arrows touch: ends of arrows, and all groups around and nodes within them. */
function touchedBy({ nodes, groups, links }: Picture): Set<string> {
  const touched = new Set(links.flatMap(({ tail, head }) => [tail, head]));
  for (const { group } of nodes.filter(({ key }) => touched.has(key))) if (group !== undefined) touched.add(group);
  for (const { key, parent } of groups.toReversed()) if (parent !== undefined && touched.has(key)) touched.add(parent);
  for (const { key, parent } of groups) if (parent !== undefined && touched.has(parent)) touched.add(key);
  for (const { key, group } of nodes) if (group !== undefined && touched.has(group)) touched.add(key);
  return touched;
}

/** For each group that arrows touch, its nodes that none does, as one block. */
function blocksOf({ nodes, groups, links }: Picture, touched: ReadonlySet<string>): Map<string, Board> {
  const ends = new Set(links.flatMap(({ tail, head }) => [tail, head]));
  const blocks = new Map<string, Board>();
  for (const { key } of groups) {
    const loose = nodes.filter((node) => node.group === key && !ends.has(node.key));
    if (!touched.has(key) || loose.length === 0) continue;
    const columns = loose.length <= 4 ? 1 : loose.length <= 12 ? 2 : loose.length <= 30 ? 3 : 4;
    blocks.set(key, gridOf(loose, columns * 240));
  }
  return blocks;
}

interface Drawn {
  readonly bb: string;
  readonly objects?: readonly { readonly name: string; readonly pos?: string; readonly bb?: string }[];
  readonly edges?: readonly { readonly id?: string; readonly pos?: string }[];
}

function read({ bb, objects = [], edges = [] }: Drawn, links: readonly PictureLink[]): Layout {
  const [left = 0, bottom = 0, right = 0, top = 0] = numbers(bb);
  const point = (text: string): Point => {
    const [x = 0, y = 0] = numbers(text);
    return [x - left, top - y];
  };
  const nodes = new Map<string, Point>();
  const groups = new Map<string, readonly [Point, Point]>();
  for (const { name, pos, bb: box } of objects) {
    if (pos !== undefined) nodes.set(name, point(pos));
    else if (box !== undefined) {
      const [x1, y1, x2, y2] = box.split(',');
      groups.set(name.replace(/^cluster_/, ''), [point(`${x1},${y2}`), point(`${x2},${y1}`)]);
    }
  }
  const byEnds = new Map(links.map((link) => [`${link.tail}-${link.head}`, link]));
  const arrows = edges.flatMap(({ id = '', pos }) => {
    const link = byEnds.get(id);
    if (!link || pos === undefined) return [];
    const parts = pos.split(' ');
    const tip = parts.find((part) => part.startsWith('e,'));
    const points = parts.filter((part) => !/^[es],/.test(part)).map(point);
    return { link, points, tip: tip === undefined ? (points.at(-1) ?? [0, 0]) : point(tip.slice(2)) };
  });
  return { width: right - left, height: top - bottom, nodes, groups, arrows };
}

function numbers(text: string): number[] {
  return text.split(',').map(Number);
}
