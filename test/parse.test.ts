import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { Root } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { parseTree } from '../src/parse/pieces.ts';
import { home } from './repository.ts';

const whole = unified()
  .use(remarkParse)
  .use(remarkGfm, { singleTilde: false })
  .use(remarkFrontmatter, ['yaml', 'toml'])
  .freeze();

/** What differs first between the tree in pieces and that of remark with all extensions; nothing where they are one. */
function difference(text: string, shortest?: number): string | undefined {
  const [pieces, all] = [parseTree(text, shortest), whole.parse(text)];
  return JSON.stringify(pieces) === JSON.stringify(all) ? undefined : firstDifference(pieces, all, 'root');
}

function firstDifference(a: unknown, b: unknown, path: string): string | undefined {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return a === b ? undefined : `${path}: ${JSON.stringify(a)?.slice(0, 200)} for ${JSON.stringify(b)?.slice(0, 200)}`;
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const found = firstDifference((a as Root)[key as 'type'], (b as Root)[key as 'type'], `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function documentsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

/** Lines between which blocks begin, go on and end in all ways that Markdown has, and what looks as if they did. */
const LINES = [
  '# Title',
  '## Section',
  '### Section ###',
  ' ## Moved',
  '##',
  '#No heading',
  '',
  '',
  '',
  '  ',
  'Words with `code`, **bold**, ~~struck~~ and ~one~ tilde *~a*~.',
  'A line\\',
  'See https://example.org/a_b, www.example.org, mail@example.org, &#64;x and me&#64;example.org.',
  'Escaped http:\\//example.org and www\\.example.org or a.b+c@d.example',
  '[link](https://example.org) and [ref][a], [a] and ![img](x.png) with [^1] and ![^1]',
  '[a]: https://example.org',
  '[^1]: A note',
  '    that goes on',
  '- item',
  '  - [ ] inner',
  '- [x] done',
  '- [ ]',
  '- ```sh',
  '  ```',
  '```sh',
  '```',
  '````',
  '~~~',
  '    ```',
  '# no heading in code',
  '> quote',
  '> - [ ] in quote',
  '> ```',
  '| a | b |',
  '| --- | :-: |',
  '| 1 | `x\\|y` |',
  'a | b',
  ':-',
  '1. one',
  '1) one',
  '---',
  '***',
  '+++',
  'title: x',
  '===',
  '<details>',
  '</details>',
  '<!-- note -->',
  '<!-- open',
  '-->',
  '<!-->',
  '<script>',
  '</script>',
  '<?php',
  '<b>bold</b>',
  '\tindented',
  '\u3000wide',
];

describe('the tree in pieces is that of the whole', () => {
  it('in all fixtures', () => {
    const texts = documentsIn(join(home, 'fixtures'));
    expect(texts.flatMap((text) => difference(text, 1) ?? [])).toEqual([]);
  });

  it('in real plans', (test) => {
    const folder = join(home, '../shared/corpus');
    if (!existsSync(folder)) return test.skip('there is no folder of real plans beside this repository');
    const texts = documentsIn(folder).filter(({ length }) => length < 30_000);
    expect(texts.flatMap((text) => difference(text) ?? [])).toEqual([]);
  });

  it('whatever lines follow each other', () => {
    const lineEnd = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r');
    const texts = fc
      .tuple(fc.array(fc.constantFrom(...LINES), { minLength: 1, maxLength: 40 }), lineEnd, fc.boolean())
      .map(([lines, end, begins]) => (begins ? `\uFEFF` : '') + lines.join(end));
    fc.assert(
      fc.property(texts, (text) => {
        expect(difference(text, 1)).toBe(undefined);
      }),
      { seed: Number(process.env['SEED'] ?? 20261201), numRuns: Number(process.env['RUNS'] ?? 500) },
    );
  });

  it('where fences and HTML hold what looks like headings', () => {
    const part = '\n\n## Part\n\nText.\n\n## Part\n\n';
    for (const open of ['```', '~~~', '<!--', '<script>', '<?', '<![CDATA[', '<pre>', '<details>', '> ```', '- ```'])
      for (const close of ['', '```', '~~~', '-->', '</script>', '?>', ']]>', '</pre>', '    ```', '````'])
        expect([open, close, difference(`${part}${open}${part}${close}${part}`, 1)]).toEqual([open, close, undefined]);
  });
});
