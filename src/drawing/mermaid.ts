import { columnsOf } from './columns.ts';
import { states } from './marks.ts';
import type { Picture, PictureGroup, PictureLink, PictureNode } from './picture.ts';

/** What GitHub, and Mermaid by itself, draw at the most. */
const MOST_LINKS = 500;
const MOST_CHARACTERS = 50_000;

/** A drawing in Mermaid's notation. */
export interface Mermaid {
  readonly text: string;
  /** Whether it is more than GitHub draws. */
  readonly tooLarge: boolean;
}

/** A picture as a Mermaid flowchart. Where it would be too large to be drawn, it says less: shorter titles, no implied arrows. */
export function mermaid(picture: Picture): Mermaid {
  const lean = { ...picture, links: picture.links.filter(({ implied, cyclic }) => !implied || cyclic) };
  const drawings = [
    () => flowchart(picture, 60),
    () => flowchart(lean, 60),
    () => flowchart(lean, 30),
    () => flowchart(lean, 0),
  ];
  let drawn = { text: '', links: 0 };
  for (const draw of drawings) {
    drawn = draw();
    if (isDrawable(drawn)) return { text: drawn.text, tooLarge: false };
  }
  return { text: drawn.text, tooLarge: true };
}

function isDrawable({ text, links }: { readonly text: string; readonly links: number }): boolean {
  return text.length <= MOST_CHARACTERS && links <= MOST_LINKS;
}

function flowchart(picture: Picture, longest: number): { readonly text: string; readonly links: number } {
  const { nodes, groups, links } = picture;
  const columns = columnsOf(picture).flatMap((column) => column.slice(1).map((key, index) => [column[index], key]));
  const classes = new Map<string, string[]>();
  const dress = (name: string, key: string) => classes.set(name, [...(classes.get(name) ?? []), key]);
  for (const item of [...nodes, ...groups]) {
    if ('kind' in item || item.task) dress(classOf(item), item.key);
    if (item.critical) dress('critical', item.key);
    if (item.cyclic) dress('cycle', item.key);
  }
  const cyclic = links.flatMap((link, index) => (link.cyclic ? [index] : []));
  const lines = [
    'flowchart TB',
    ...inside(picture, undefined, '  ', longest),
    ...links.map((link) => `  ${link.tail} ${arrow(link)} ${link.head}`),
    ...columns.map(([upper, lower]) => `  ${upper} ~~~ ${lower}`),
    ...Object.entries(looks).flatMap(([name, look]) => {
      const keys = classes.get(name);
      return keys ? [`  classDef ${name} ${look}`, `  class ${keys.join(',')} ${name}`] : [];
    }),
    ...(cyclic.length > 0 ? [`  linkStyle ${cyclic.join(',')} stroke:#cf222e,stroke-width:2px`] : []),
  ];
  return { text: `${lines.join('\n')}\n`, links: links.length + columns.length };
}

/** Fills that carry their own text colour, so that they hold on a light ground and on a dark one. */
const looks: Readonly<Record<string, string>> = {
  done: 'fill:#dafbe1,stroke:#1a7f37,color:#0b3d1b',
  progress: 'fill:#ddf4ff,stroke:#0969da,color:#052a52',
  blocked: 'fill:#ffebe9,stroke:#cf222e,color:#5c0a12',
  open: 'fill:#f6f8fa,stroke:#59636e,color:#1f2328',
  dropped: 'fill:#eaeef2,stroke:#818b98,color:#59636e,stroke-dasharray:3 3',
  unsaid: 'fill:#f6f8fa,stroke:#818b98,color:#1f2328',
  unknown: 'fill:#fff8c5,stroke:#9a6700,color:#4d2d00,stroke-dasharray:6 3',
  critical: 'stroke-width:4px',
  cycle: 'stroke:#cf222e,stroke-width:3px,stroke-dasharray:6 3',
};

function classOf(item: PictureNode | PictureGroup): string {
  if ('kind' in item && item.kind === 'unknown') return 'unknown';
  if (item.state === 'in-progress') return 'progress';
  return item.state === 'unknown' ? 'unsaid' : item.state;
}

function inside(picture: Picture, group: string | undefined, indent: string, longest: number): string[] {
  return [
    ...picture.nodes.filter((node) => node.group === group).map((node) => `${indent}${shape(node, longest)}`),
    ...picture.groups
      .filter(({ parent }) => parent === group)
      .flatMap((inner) => {
        const body = inside(picture, inner.key, `${indent}  `, longest);
        // A subgraph without anything in it is a node; it is drawn as one.
        if (body.length === 0) return [`${indent}${inner.key}["${groupLabel(inner, longest)}"]`];
        return [`${indent}subgraph ${inner.key}["${groupLabel(inner, longest)}"]`, ...body, `${indent}end`];
      }),
  ];
}

function groupLabel({ label, state, task, done, total }: PictureGroup, longest: number): string {
  const sign = task || state === 'done' || state === 'dropped' || state === 'blocked' ? states[state].sign : '';
  const count = total > 0 ? ` (${done}/${total})` : '';
  return escape(`${sign} ${shortened(label, Math.max(longest, 20))}${count}`.trim());
}

function shape(node: PictureNode, longest: number): string {
  const { key, kind, id, title, state, cyclic } = node;
  if (kind === 'unknown') return `${key}{{"? ${escape(shortened(id, 60))}"}}`;
  const name = longest > 0 || id === '' ? [id, shortened(title, Math.max(longest, 20))].filter(Boolean).join(' ') : id;
  const text = escape([states[state].sign, ...(cyclic ? ['↻'] : []), name].filter(Boolean).join(' '));
  return kind === 'prerequisite' ? `${key}(["${text}"])` : `${key}["${text}"]`;
}

function arrow({ kind, critical, cyclic }: PictureLink): string {
  if (cyclic) return '-. circle .->';
  if (critical) return '==>';
  return kind === 'order' || kind === 'unknown' ? '-.->' : '-->';
}

function shortened(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('').trimEnd()}…`; // prettier-ignore
}

/** Text in the quotes of a label: what Mermaid, Markdown or HTML would read as anything else is written by its number. */
function escape(text: string): string {
  return text
    .replaceAll(/[\s\p{Control}]+/gu, ' ')
    .trim()
    .replaceAll(/["#&;%<>\\`*_~^$+=|{}[\]]|^-|(?<=^\d+)[.)]/gu, (character) => `#${character.charCodeAt(0)};`);
}
