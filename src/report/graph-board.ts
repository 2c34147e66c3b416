import type { Picture, PictureGroup, PictureNode } from '../drawing/picture.ts';
import { groupLines } from './graph-dot.ts';
import type { Point } from './graph-layout.ts';
import { boxOf, LINE } from './node-box.ts';
import { widthOf } from './width.ts';

/** Things that lie side by side, in pixels from their common upper left corner. */
export interface Board {
  readonly width: number;
  readonly height: number;
  /** Centres. */
  readonly nodes: ReadonlyMap<string, Point>;
  /** Upper left and lower right corners. */
  readonly groups: ReadonlyMap<string, readonly [Point, Point]>;
}

const GAP = 14;
const PADDING = 12;
const BOLD = 7.6;

/** Boxes in rows and columns, in reading order, as many in a row as have room. */
export function gridOf(nodes: readonly PictureNode[], room: number): Board {
  const boxes = nodes.map((node) => ({ key: node.key, ...boxOf(node) }));
  const column = Math.max(0, ...boxes.map(({ width }) => width));
  const most = Math.max(1, Math.floor((room + GAP) / (column + GAP)));
  // As many rows as that needs, with nearly the same number in each.
  const columns = Math.ceil(boxes.length / Math.ceil(boxes.length / most));
  const places = new Map<string, Point>();
  let y = 0;
  for (let start = 0; start < boxes.length; start += columns) {
    const row = boxes.slice(start, start + columns);
    const height = Math.max(...row.map((box) => box.height));
    for (const [index, { key, width }] of row.entries())
      places.set(key, [index * (column + GAP) + width / 2, y + height / 2]);
    y += height + GAP;
  }
  return { width: columns * (column + GAP) - GAP, height: y - GAP, nodes: places, groups: new Map() };
}

/** Groups and nodes that no arrow touches, in reading order. */
export function boardOf(
  picture: Picture,
  isLoose: (key: string) => boolean,
  room: number,
  parent?: string,
): Board | undefined {
  const items = [
    ...picture.groups.filter((group) => group.parent === parent && isLoose(group.key)),
    ...picture.nodes.filter((node) => node.group === parent && isLoose(node.key)),
  ].toSorted((a, b) => startOf(a) - startOf(b));
  const boards: Board[] = [];
  let run: PictureNode[] = [];
  const endRun = () => {
    if (run.length > 0) boards.push(gridOf(run, room));
    run = [];
  };
  for (const item of items) {
    if ('kind' in item) run.push(item);
    else {
      endRun();
      boards.push(framed(item, boardOf(picture, isLoose, room - 2 * PADDING, item.key)));
    }
  }
  endRun();
  return boards.length === 0 ? undefined : shelves(boards, room);
}

function startOf({ task, phase }: { readonly task?: PictureNode['task']; readonly phase?: PictureGroup['phase'] }) {
  return task?.nameSpan.start ?? phase?.section.headingSpan.start ?? Infinity;
}

/** What stands in a group, with its frame and its name around it. */
function framed(group: PictureGroup, inner: Board | undefined): Board {
  const lines = groupLines(group);
  const top = 16 + lines.length * LINE;
  const label = Math.max(...lines.map((line) => widthOf(line) * BOLD));
  const width = Math.max(inner?.width ?? 0, label) + 2 * PADDING;
  const height = top + (inner ? inner.height + PADDING : 0);
  const moved = inner ? shift(inner, PADDING, top) : { nodes: new Map(), groups: new Map() };
  return { width, height, nodes: moved.nodes, groups: new Map([[group.key, corners(width, height)], ...moved.groups]) };
}

function corners(width: number, height: number): readonly [Point, Point] {
  return [
    [0, 0],
    [width, height],
  ];
}

function shift({ nodes, groups }: Board, dx: number, dy: number): Pick<Board, 'nodes' | 'groups'> {
  const move = ([x, y]: Point): Point => [x + dx, y + dy];
  return {
    nodes: new Map(Array.from(nodes, ([key, at]) => [key, move(at)])),
    groups: new Map(Array.from(groups, ([key, [from, to]]) => [key, [move(from), move(to)]])),
  };
}

/** Boards beside each other while there is room, then in the next row. */
function shelves(boards: readonly Board[], room: number): Board {
  const nodes = new Map<string, Point>();
  const groups = new Map<string, readonly [Point, Point]>();
  let [x, y, high, wide] = [0, 0, 0, 0];
  for (const board of boards) {
    if (x > 0 && x + board.width > room) [x, y, high] = [0, y + high + GAP, 0];
    const moved = shift(board, x, y);
    for (const [key, at] of moved.nodes) nodes.set(key, at);
    for (const [key, at] of moved.groups) groups.set(key, at);
    x += board.width + GAP;
    high = Math.max(high, board.height);
    wide = Math.max(wide, x - GAP);
  }
  return { width: wide, height: y + high, nodes, groups };
}

/** One board below another, which keeps its arrows. */
export function below<Upper extends Board>(upper: Upper, lower: Board): Upper {
  const gap = upper.height > 0 ? 2 * GAP : 0;
  const moved = shift(lower, 0, upper.height + gap);
  return {
    ...upper,
    width: Math.max(upper.width, lower.width),
    height: upper.height + gap + lower.height,
    nodes: new Map([...upper.nodes, ...moved.nodes]),
    groups: new Map([...upper.groups, ...moved.groups]),
  };
}
