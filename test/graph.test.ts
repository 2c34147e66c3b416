import { Graphviz } from '@hpcc-js/wasm-graphviz';
import { validateXML } from 'xmllint-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { mermaid } from '../src/drawing/mermaid.ts';
import { drawnPlan } from '../src/engine/drawn-plan.ts';
import { graphDot } from '../src/report/graph-dot.ts';
import { graphSvg } from '../src/report/graph-svg.ts';
import { layOut } from '../src/report/graph-layout.ts';
import { everything, readToDraw } from './drawings.ts';

/** A schema that accepts every element there: what is left to be checked is that it is XML. */
const anything = {
  fileName: 'svg.xsd',
  contents:
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/2000/svg"><xs:element name="svg" type="xs:anyType"/></xs:schema>',
};

const draw = (text: string, path?: string) => drawnPlan(readToDraw(text, path).plan);

describe('a picture', () => {
  const { nodes, groups, links } = draw(everything);
  const node = (id: string) => nodes.find((each) => each.id === id);
  const ends = (kind: string) =>
    links.filter((link) => link.kind === kind).map(({ tail, head }) => [nameOf(tail), nameOf(head)]);
  const nameOf = (key: string) =>
    nodes.find((each) => each.key === key)?.id ?? groups.find((each) => each.key === key)?.label.split(/[:\s]+/)[0];

  it('has tasks in their phases, with their states', () => {
    expect(groups.map(({ label, done, total }) => [label, done, total])).toEqual([
      ['Phase 1: Quay', 2, 5],
      ['Phase 2: Crane', 0, 4],
      ['1.2 Drive piles', 1, 2],
    ]);
    expect(node('1.1')).toMatchObject({ state: 'done', group: 'g0', ready: false });
    expect(node('1.2.1')).toMatchObject({ state: 'done', group: 'g2' });
    expect(node('2.4')).toMatchObject({ state: 'open', group: 'g1' });
  });

  it('leads from what is needed to what needs it, through groups too', () => {
    expect(ends('need')).toContainEqual(['1.1', '1.2']);
    expect(ends('phase')).toEqual([['Phase', 'Phase']]);
    expect(ends('unknown')).toEqual([['Task 9.9', '1.3']]);
    expect(ends('order')).toEqual([]);
  });

  it('knows circles and the longest path', () => {
    expect(nodes.filter(({ cyclic }) => cyclic).map(({ id }) => id)).toEqual(['2.1', '2.2', '2.3']);
    expect(links.filter(({ cyclic }) => cyclic)).toHaveLength(3);
    const path = [...groups, ...nodes].filter(({ critical }) => critical);
    expect(path.map(({ key }) => nameOf(key))).toEqual(['1.2', '1.1', expect.stringMatching(/1\.3|2\.4/)]);
  });

  it('has arrows for the order of the plan where nothing else is said', () => {
    const phases = draw('# Plan\n\n## Phase 1: A\n\n- [ ] Oil\n- [ ] Cut\n\n## Phase 2: B\n\n- [ ] Hang\n');
    expect(phases.links).toMatchObject([{ tail: 'g0', head: 'g1', kind: 'order' }]);
    const inOrder = draw(
      '# Implementation Plan\n\n- [x] 1. Oil\n- [ ] 2. Cut\n- [ ] 3. Hang\n',
      '.kiro/specs/door/tasks.md',
    );
    expect(inOrder.links.map(({ tail, head, kind }) => `${tail} ${head} ${kind}`)).toEqual([
      'n0 n1 order',
      'n1 n2 order',
    ]);
  });

  it('draws no task around its sub-tasks where one of them needs it', () => {
    const knotted = draw(
      '# Plan\n\n- [ ] **Task 1: A**\n  - [ ] Task 1.1: B (depends on Task 1)\n- [ ] **Task 2: C**\n',
    );
    expect(knotted.groups).toEqual([]);
    expect(knotted.links).toMatchObject([{ kind: 'need' }]);
  });
});

describe('mermaid', () => {
  it('shows states, the longest path, circles and unknown names without colour', () => {
    const { text } = mermaid(draw(everything));
    expect(text).toMatch(/^flowchart TB\n/);
    for (const part of [
      /subgraph g0\["Phase 1: Quay \(2\/5\)"\]/,
      /n\d\["✓ 1\.1 Survey/,
      /-\. circle \.->/,
      /==>/,
      /\{\{"\? Task 9\.9"\}\}/,
    ])
      expect(text).toMatch(part);
  });

  it('says less where it would be more than GitHub draws, and says so where that is not enough', () => {
    const plan = (tasks: number, needs: number) =>
      `# Plan\n\n${Array.from({ length: tasks }, (_, index) => {
        const from = Math.max(0, index - needs);
        const ids = Array.from({ length: index - from }, (_, step) => `Task ${from + step + 1}`);
        return `- [ ] **Task ${index + 1}: Some work that has a title of a fair length**${ids.length > 0 ? ` (depends on ${ids.join(', ')})` : ''}`;
      }).join('\n')}\n`;
    const many = draw(plan(200, 5));
    expect(many.links.length).toBeGreaterThan(500);
    const lean = mermaid(many);
    expect(lean.tooLarge).toBe(false);
    expect(lean.text.match(/(?:-->|==>)/g)).toHaveLength(199);
    expect(mermaid({ ...many, links: many.links.map((link) => ({ ...link, implied: false })) }).tooLarge).toBe(true);
  });
});

describe('dot', () => {
  let graphviz: Awaited<ReturnType<typeof Graphviz.load>>;
  beforeAll(async () => {
    graphviz = await Graphviz.load();
  });

  it('is read by Graphviz as it is meant, whatever titles say', () => {
    const drawn = graphviz.layout(graphDot(draw(everything)), 'svg', 'dot');
    const texts = [...drawn.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
    expect(texts).toEqual(
      expect.arrayContaining(['✓ 1.1', 'Survey the &quot;bed&quot; &amp;', '&lt;b&gt;rock&lt;/b&gt;']),
    );
    expect(texts.join(' ')).toContain(String.raw`1. Train #35; \N &quot; crew`);
    expect(drawn).toContain('circle');
  });

  it('is drawn for phases without tasks, and for nothing at all', () => {
    const empty = graphDot(
      draw('# Plan\n\n## Phase 1: A\n\n## Phase 2: B\n\n**Depends on**: Phase 1\n\nNo tasks yet.\n'),
    );
    expect(graphviz.layout(empty, 'svg', 'dot')).toContain('</svg>');
    expect(graphviz.layout(graphDot(draw('# Plan\n')), 'svg', 'dot')).toContain('</svg>');
  });
});

describe('svg', () => {
  it('is XML with a title for each part, whatever titles say', async () => {
    const svg = await graphSvg(draw(everything));
    const checked = await validateXML({ xml: [{ fileName: 'graph.svg', contents: svg }], schema: [anything] });
    expect(checked.errors).toEqual([]);
    expect(svg).not.toMatch(/<script|<b>|\son\w+=|href|url\(/);
    expect(svg).toContain('<title>2.1 Buy &#34;]; click n0 call alert(1): open, waits for itself, in a circle</title>');
    expect(svg).toContain('<desc id="desc">');
    for (const words of ['in progress', 'no such task', 'waits for itself', 'longest path'])
      expect(svg).toContain(words);
  });

  it('has a place for every node, and none lies on another one', async () => {
    const loose = Array.from({ length: 9 }, (_, index) => `- [ ] Loose ${index}\n`).join('');
    for (const text of [everything, `${everything}\n## Phase 3: Sheds\n\n${loose}`, `# Plan\n\n${loose}`]) {
      const picture = draw(text);
      const { nodes, groups } = await layOut(picture);
      expect([...nodes.keys()].toSorted()).toEqual(picture.nodes.map(({ key }) => key).toSorted());
      expect([...groups.keys()].toSorted()).toEqual(picture.groups.map(({ key }) => key).toSorted());
      const places = [...nodes.values()];
      const apart = places.every((a, index) =>
        places.slice(index + 1).every((b) => Math.abs(a[0] - b[0]) > 60 || Math.abs(a[1] - b[1]) > 30),
      );
      expect(apart).toBe(true);
    }
  });
});
