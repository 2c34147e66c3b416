import { states, statesIn } from '../drawing/marks.ts';
import type { Picture } from '../drawing/picture.ts';
import { signOf } from './node-sign.ts';

const ROW = 22;

/** What the looks of a picture mean, only those that it has as it is drawn; `height` in pixels. */
export function legendOf(
  picture: Picture,
  whole: Picture,
  width: number,
): { readonly text: string; readonly height: number } {
  const { nodes, groups, links } = picture;
  const entries: [sign: string, words: string][] = statesIn(picture)
    .filter((state) => state !== 'unknown')
    .map((state) => [`<g class="${state}"><g class="sign">${signOf({ state })}</g></g>`, states[state].word]);
  const boxed = (look: string) => `<g class="${look}"><rect class="box" y="-1" width="14" height="14" rx="3"/></g>`;
  const lined = (look: string) => `<g class="${look}"><path class="link" d="M-4 6h22"/></g>`;
  if (nodes.some(({ ready }) => ready))
    entries.push(['<g class="ready"><path class="flag" d="M2 1l10 5-10 5z"/></g>', 'can start now']);
  if ([...nodes, ...groups].some(({ critical }) => critical)) entries.push([boxed('critical'), 'longest path']);
  if (links.some(({ cyclic }) => cyclic)) entries.push([lined('cycle'), '↻ waits for itself']);
  if (nodes.some(({ kind }) => kind === 'unknown')) entries.push([boxed('missing'), 'no such task']);
  if (nodes.some(({ kind }) => kind === 'prerequisite'))
    entries.push(['<rect class="box" y="0" width="16" height="12" rx="6"/>', 'prerequisite']);
  if (links.some(({ kind }) => kind === 'order')) entries.push([lined('order'), 'order of the plan']);
  if (links.some(({ kind }) => kind === 'need' || kind === 'phase')) entries.push([lined('need'), 'comes before']);
  if (links.length === 0 && whole.links.length > 0)
    entries.push([lined('order'), 'read in rows: the order of the plan']);
  else if (links.length < whole.links.length)
    entries.push([lined('need'), `${whole.links.length - links.length} arrows that others imply are left out`]);
  let [x, y] = [0, 0];
  const drawn = entries.map(([sign, words]) => {
    const room = 34 + words.length * 6.6 + 14;
    if (x > 0 && x + room > width) [x, y] = [0, y + ROW];
    const entry = `<g transform="translate(${Math.round(x)} ${y})"><g transform="translate(4 0)">${sign}</g><text class="soft" x="28" y="10">${words}</text></g>`;
    x += room;
    return entry;
  });
  return entries.length === 0 ? { text: '', height: 0 } : { text: drawn.join(''), height: y + ROW + 6 };
}
