import { describe, expect, it } from 'vitest';
import { lintText } from '../src/index.ts';
import { findRefusal } from '../src/parse/limits.ts';
import { parseMarkdown } from '../src/parse.ts';
import { Source } from '../src/text.ts';

const HEAD = '# Plan\n\n- [ ] Task 1: Dough\n\n';
const TAIL = '\n\n- [ ] Task 2: Bread\n';
const rising = (times: number, make: (index: number) => string) =>
  Array.from({ length: times }, (_, index) => make(index)).join('');

/** What the parser needs time for that grows with the square of it or faster, or more stack than there is. */
const slow: Readonly<Record<string, string>> = {
  'items in one line': `${'- '.repeat(4000)}x`,
  'numbered items in one line': '1. '.repeat(3000),
  'quotes in one line': '>'.repeat(4000),
  'quotes and items in one line': '> - '.repeat(2000),
  'items and tabs in one line': `${'-\t'.repeat(3000)}x`,
  'notes in one line': rising(3000, (index) => `[^${index}]: `),
  'a stair of items': rising(300, (index) => `${' '.repeat(2 * index)}- x\n`),
  'a stair of quotes': rising(300, (index) => `${'>'.repeat(index + 1)} x\n`),
  'backticks that grow': rising(700, (index) => `${'`'.repeat(index + 1)} `),
  'backticks that grow by lines': rising(700, (index) => `a ${'`'.repeat(index + 1)}\n`),
  'comments without an end': 'a <!-- b '.repeat(7000),
  'comments without an end by lines': 'a <!-- b\n'.repeat(4000),
  'comments in a table that is none': `a | b\n|-|\n${'| <!-- b\n'.repeat(7000)}`,
  'comments behind numbers that begin no list': `a\n${'2. <!-- b\n'.repeat(7000)}`,
  'comments deep in a paragraph': `a\n${'     - <!-- b\n'.repeat(7000)}`,
  'comments behind a fence that is none': `a \`\`\`b\`c\n\n${'a <!-- b\n'.repeat(7000)}`,
  'comments behind a fence that a quote ends': `> \`\`\`\n${'a <!-- b\n'.repeat(7000)}`,
  'comments in a heading': `# ${'a <!-- b '.repeat(7000)}`,
  'instructions without an end': 'a <? b '.repeat(7000),
  'declarations without an end': 'a <!A b '.repeat(7000),
  'character data without an end': 'a <![CDATA[ b '.repeat(7000),
  'lines that an item goes on with': `- x\n${'x\n'.repeat(40_000)}`,
  'lines that a quote goes on with': `> x\n${'x\n'.repeat(40_000)}`,
  'lines of one paragraph': 'words and words\n'.repeat(40_000),
  'lines with carriage returns': 'words\r'.repeat(40_000),
  'heads of tables': '|a|\n'.repeat(20_000),
  'opening brackets': `a${'['.repeat(60_000)}`,
  'closing brackets': `a${']'.repeat(30_000)}`,
  'brackets in brackets': `${'['.repeat(9000)}a${']'.repeat(9000)}`,
  'links in links': `${'['.repeat(9000)}a${'](b)'.repeat(9000)}`,
  'pictures in pictures': `${'!['.repeat(2000)}a${'](b)'.repeat(2000)}`,
  references: '[a][b]'.repeat(20_000),
  'words behind an open bracket': `[${'word '.repeat(30_000)}`,
  'marks of emphasis': '**a'.repeat(40_000),
  'marks that only end': 'a* '.repeat(20_000),
  'marks of two kinds': '_a* '.repeat(20_000),
  'emphasis in emphasis': `${'*a '.repeat(3000)}${' b*'.repeat(3000)}`,
  'strokes in strokes': `${'~~a '.repeat(3000)}${' b~~'.repeat(3000)}`,
};

describe('what the parser is too slow for is refused before it', () => {
  it.each(Object.entries(slow))('%s', (_, text) => {
    const first = HEAD.split('\n').length;
    const last = first + text.split(/\r\n|\r|\n/).length;
    for (const whole of [`${HEAD}${text}${TAIL}`, `\uFEFF${HEAD}${text}${TAIL}`.replaceAll('\n', '\r\n')]) {
      const { findings, plan, source } = lintText(whole);
      expect(plan).toBeUndefined();
      expect(findings.map(({ ruleId }) => ruleId)).toEqual(['planvet/parse-limit']);
      expect(findings[0]?.message).toMatch(
        /^A paragraph with \d+ .* divide it by blank lines$|^Lists and quotes are nested/,
      );
      const { line } = source.positionAt(findings[0]?.span.start ?? 0);
      expect(line).toBeGreaterThanOrEqual(first);
      expect(line).toBeLessThanOrEqual(last);
    }
  });

  it('in a table, an item, a quote and a comment too', () => {
    const brackets = ']'.repeat(30_000);
    for (const text of [
      `| a | b |\n|---|---|\n| c | ${brackets} |\n`,
      `- a\n  - ${brackets}\n`,
      `> > a ${brackets}\n`,
      `[^a]: b\n\n    ${brackets}\n`,
      `<details>\n\na ${brackets}\n\n</details>\n`,
      `Title ${brackets}\n=====\n`,
    ]) {
      expect(findRefusal(new Source(HEAD + text))?.message).toContain('brackets');
    }
  });
});

/** Large texts of real shapes, by the number of their parts. */
const large: Readonly<Record<string, (parts: number) => string>> = {
  'a checklist without a blank line': (parts) => '- [ ] **Task 1**: do `x` with [y](z) *soon*\n'.repeat(parts),
  'numbered items': (parts) => rising(parts, (index) => `${index + 1}. **Do** it_all in \`x\`\n`),
  'nested items': (parts) => '- [ ] **a**\n  - [ ] *b*\n    1. c\n'.repeat(parts),
  'a table': (parts) => `| ID | Task |\n|----|:-----|\n${'| 1 | **Do** \\| [x](y) |\n'.repeat(parts)}`,
  'headings underlined': (parts) => 'Title\n-----\n\nwords\n\n'.repeat(parts),
  headings: (parts) => '## Title\n\n**Status**: Draft\n\n'.repeat(parts),
  'a fence with marks': (parts) => `\`\`\`\n${'** [[[ ]]] <!-- `\n'.repeat(parts)}\`\`\`\n`,
  'a fence in an item': (parts) => `- a\n\n  ~~~\n${'  ** [[[ ]]] <!--\n'.repeat(parts)}  ~~~\n`,
  'code that is indented': (parts) => `a\n\n${'    ** [[[ ]]] <!--\n'.repeat(parts)}`,
  'front matter': (parts) => `---\n${rising(parts, (index) => `k${index}: "[[*"\n`)}---\n\nwords\n`,
  quotes: (parts) => '> words\n> **more**\n\n'.repeat(parts),
  'links by definitions': (parts) => `${'[a] and [b]\n\n'.repeat(parts)}[a]: b\n`,
  'comments that end': (parts) => 'words <!-- a --> words\n\n'.repeat(parts),
  notes: (parts) => rising(parts, (index) => `words[^${index}]\n\n[^${index}]: note\n\n`),
};

describe('what real plans have is read, however much of it there is', () => {
  it.each(Object.entries(large))('%s', (_, make) => {
    expect(findRefusal(new Source(make(10_000)))).toBeUndefined();
  });

  it.each(Object.entries(large))('%s: twice of it moves no more than thrice as much about', (_, make) => {
    const [once, twice] = [movedBy(make(100)), movedBy(make(200))];
    expect(once).toBeGreaterThan(0);
    expect(twice / once).toBeLessThan(3);
  });
});

/** Members of lists that parsing a text copies or moves. Versions of the parser have had work here that grows with the square. */
function movedBy(text: string): number {
  const list = Array.prototype as unknown as Record<string, (this: unknown[], ...args: unknown[]) => unknown>;
  const own = { slice: list['slice'], splice: list['splice'], push: list['push'] } as const;
  let moved = 0;
  const counted = (name: keyof typeof own, count: (list: readonly unknown[], args: readonly unknown[]) => number) => {
    list[name] = function (...args) {
      moved += count(this, args);
      return own[name]?.apply(this, args);
    };
  };
  const place = (length: number, given: unknown) => Math.min(Math.max(Number(given) || 0, 0), length);
  counted('slice', ({ length }, [start, end = length]) => place(length, end) - place(length, start));
  counted('splice', ({ length }, [start]) => length - place(length, start));
  counted('push', (_, { length }) => length);
  try {
    parseMarkdown(new Source(text));
  } finally {
    Object.assign(list, own);
  }
  return moved;
}
