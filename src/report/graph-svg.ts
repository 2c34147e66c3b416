import { summaryOf, wordsOf } from '../drawing/marks.ts';
import type { Picture, PictureGroup, PictureNode } from '../drawing/picture.ts';
import { escapeXml } from './escape-xml.ts';
import { groupLines } from './graph-dot.ts';
import { type Arrow, layOut, type Layout, type Point } from './graph-layout.ts';
import { legendOf } from './graph-legend.ts';
import { boxOf, LINE } from './node-box.ts';
import { signOf } from './node-sign.ts';
import style from './page/graph.css?raw';

/** How a picture is drawn. */
export interface SvgOptions {
  /** Whether people can move in it by the keyboard and press its tasks: then it is no mere picture. */
  readonly inPage?: boolean;
  /** The name of its parts in a page that has several. */
  readonly prefix?: string;
}

const MARGIN = 16;
const TITLE = 30;

/** A picture as SVG: for light and dark grounds, with a title for each of its parts, and nothing told by colour alone. */
export async function graphSvg(picture: Picture, { inPage = false, prefix = '' }: SvgOptions = {}): Promise<string> {
  const drawn = plainer(picture);
  const layout = await layOut(drawn);
  const top = MARGIN + (inPage ? 0 : TITLE);
  const width = Math.max(layout.width + 2 * MARGIN, 480);
  const legend = inPage ? { text: '', height: 0 } : legendOf(drawn, picture, width - 2 * MARGIN);
  const height = layout.height + top + MARGIN + legend.height;
  const inset = (width - layout.width) / 2;
  const role = inPage
    ? `role="group" aria-label="${escapeXml(`Tasks of ${picture.title}, and what waits for what`)}"`
    : `role="img" aria-labelledby="${prefix}title ${prefix}desc"`;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" class="plan-graph" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}" ${role}>`,
    ...(inPage
      ? []
      : [
          `<title id="${prefix}title">${escapeXml(picture.title)}</title>`,
          `<desc id="${prefix}desc">${escapeXml(summaryOf(picture))}</desc>`,
          `<style>${style}</style>`,
          `<rect width="100%" height="100%" style="fill:var(--ground)"/>`,
          `<text x="${MARGIN}" y="${MARGIN + 12}" font-size="16" font-weight="600">${escapeXml(fitted(picture.title, width - 2 * MARGIN))}</text>`,
        ]),
    `<g class="drawing" transform="translate(${round(inset)} ${round(top)})">`,
    ...picture.groups.map((group) => frame(group, layout, inPage, prefix)),
    ...layout.arrows.map(arrow),
    ...picture.nodes.map((node) => box(node, layout, inPage, prefix)),
    '</g>',
    legend.text === ''
      ? ''
      : `<g transform="translate(${MARGIN} ${round(layout.height + top + MARGIN)})">${legend.text}</g>`,
    '</svg>',
  ];
  return `${parts.filter(Boolean).join('\n')}\n`;
}

const round = (value: number) => Number(value.toFixed(1));

function fitted(text: string, width: number): string {
  const most = Math.floor(width / 9);
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

function classesOf(item: PictureNode | PictureGroup): string {
  const missing = 'kind' in item && item.kind === 'unknown';
  return [
    missing ? 'missing' : item.state,
    item.critical ? 'critical' : '',
    item.cyclic ? 'cycle' : '',
    'ready' in item && item.ready ? 'ready' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function frame(group: PictureGroup, { groups }: Layout, inPage: boolean, prefix: string): string {
  const corners = groups.get(group.key);
  if (!corners) return '';
  const [[x1, y1], [x2, y2]] = corners;
  const name = `${group.label}: ${wordsOf(group).join(', ')}`;
  const lines = groupLines(group).map(
    (line, index, all) =>
      `<text aria-hidden="true" class="${index === all.length - 1 && group.total > 0 ? 'soft' : 'name'}" x="${round(x1 + 12)}" y="${round(y1 + 19 + index * LINE)}">${escapeXml(line)}</text>`,
  );
  const pressed = inPage && group.task ? ' tabindex="-1" role="button"' : '';
  const drawn = `<rect class="frame${group.task ? ' family' : ''}" x="${round(x1)}" y="${round(y1)}" width="${round(x2 - x1)}" height="${round(y2 - y1)}" rx="8"/>`;
  const title = inPage && !group.task ? '' : `<title>${escapeXml(name)}</title>`;
  return `<g class="group ${group.task ? classesOf(group) : ''}" data-key="${prefix}${group.key}"${pressed}>${title}${drawn}${lines.join('')}</g>`;
}

function box(node: PictureNode, { nodes }: Layout, inPage: boolean, prefix: string): string {
  const centre = nodes.get(node.key);
  if (!centre) return '';
  const { width, height, left, name, lines } = boxOf(node);
  const [x, y] = [centre[0] - width / 2, centre[1] - height / 2];
  const label = `${[node.id, node.title].filter(Boolean).join(' ')}: ${wordsOf(node).join(', ')}`;
  const corner = node.kind === 'prerequisite' ? Math.min(height / 2, 18) : 6;
  const rows = [...(name === '' ? [] : [{ text: name, look: 'name' }]), ...lines.map((text) => ({ text, look: '' }))];
  const parts = [
    `<title>${escapeXml(label)}</title>`,
    `<rect class="box" width="${round(width)}" height="${round(height)}" rx="${round(corner)}"/>`,
    `<g class="sign" transform="translate(9 11)">${signOf(node)}</g>`,
    ...rows.map(
      ({ text, look }, index) =>
        `<text aria-hidden="true"${look ? ` class="${look}"` : ''} x="${left}" y="${21 + index * LINE}">${escapeXml(text)}</text>`,
    ),
    node.ready ? `<path class="flag" d="M${round(width - 14)} 8l8 5-8 5z"/>` : '',
  ];
  const pressed = inPage ? ' tabindex="-1" role="button"' : '';
  return `<g class="node ${classesOf(node)}" data-key="${prefix}${node.key}" transform="translate(${round(x)} ${round(y)})"${pressed}>${parts.join('')}</g>`;
}

function arrow({ link, points, tip }: Arrow): string {
  const { tail, head, kind, critical, cyclic } = link;
  const [start, ...rest] = points;
  if (!start) return '';
  const end = rest.at(-1) ?? start;
  const at = ([x, y]: Point) => `${round(x)} ${round(y)}`;
  const path = `M${at(start)}C${rest.map(at).join(' ')}`;
  const [dx, dy] = [tip[0] - end[0], tip[1] - end[1]];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const wing = critical ? 6 : 4;
  const back: Point = [tip[0] - ux * 9, tip[1] - uy * 9];
  const head3 = `M${at(tip)}L${at([back[0] - uy * wing, back[1] + ux * wing])}L${at([back[0] + uy * wing, back[1] - ux * wing])}Z`;
  const look = [kind, critical ? 'critical' : '', cyclic ? 'cycle' : ''].filter(Boolean).join(' ');
  const middle = rest[Math.floor(rest.length / 2)] ?? start;
  const said = cyclic ? `<text class="mark" x="${round(middle[0] + 5)}" y="${round(middle[1])}">↻</text>` : '';
  return `<g class="arrow ${look}" data-tail="${tail}" data-head="${head}"><path class="link" d="${path}L${at(back)}"/><path class="tip" d="${head3}"/>${said}</g>`;
}

const FEW = 40;

/** Without arrows for the mere order of the plan, which its places show, and without implied ones where there are many. */
function plainer(picture: Picture): Picture {
  const stated = picture.links.filter(({ kind }) => kind !== 'order');
  if (stated.length === 0) return { ...picture, links: [] };
  if (picture.links.length <= FEW) return picture;
  return { ...picture, links: picture.links.filter(({ implied, critical, cyclic }) => !implied || critical || cyclic) };
}
