import type { Nodes, Table } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

/** A change of a text that nobody who reads the page would notice, or that means nothing to them. */
export interface Edit {
  readonly name: string;
  /** The text after the change; the same text where it has nothing to change. */
  apply(text: string): string;
}

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter);

/** An edit of some nodes of the tree of Markdown. */
function ofNodes(name: string, replace: (node: Nodes, source: string, start: number) => readonly Replacement[]): Edit {
  return {
    name,
    apply(text) {
      const found: Replacement[] = [];
      const visit = (node: Nodes): void => {
        found.push(...replace(node, textOf(node, text), startOf(node)));
        if ('children' in node) node.children.forEach(visit);
      };
      visit(parser.parse(text));
      return replaced(text, found);
    },
  };
}

function replaced(text: string, all: readonly Replacement[]): string {
  return all
    .toSorted((a, b) => b.start - a.start)
    .reduce((changed, { start, end, by }) => changed.slice(0, start) + by + changed.slice(end), text);
}

const startOf = ({ position }: Nodes) => position?.start.offset ?? 0;
const endOf = ({ position }: Nodes) => position?.end.offset ?? 0;
const textOf = (node: Nodes, text: string) => text.slice(startOf(node), endOf(node));

const nextBullet: Readonly<Record<string, string>> = { '-': '*', '*': '+', '+': '-' };

const bullets = ofNodes('other bullets', (node, source, start) => {
  const by = node.type === 'listItem' ? nextBullet[source[0] ?? ''] : undefined;
  return by === undefined ? [] : [{ start, end: start + 1, by }];
});

const capitals = ofNodes('capital X', (node, source, start) => {
  const at = node.type === 'listItem' && node.checked ? source.indexOf('[x]') : -1;
  return at < 0 ? [] : [{ start: start + at + 1, end: start + at + 2, by: 'X' }];
});

const closed = ofNodes('closed headings', (node, source, start) => {
  if (node.type !== 'heading' || !/^#+[ \t]+[^\n]*[^\s#\\]$/.test(source)) return [];
  const end = start + source.length;
  return [{ start: end, end, by: ` ${'#'.repeat(node.depth)}` }];
});

const underscores = ofNodes('underscores for stars', (node, source, start) => {
  if (node.type !== 'strong' || !/^\*\*[^*_\n]+\*\*$/.test(source)) return [];
  const end = start + source.length;
  return [
    { start, end: start + 2, by: '__' },
    { start: end - 2, end, by: '__' },
  ];
});

const padding = ofNodes('table padding', (node, source, start) => {
  if (node.type !== 'tableCell' || !/\S/.test(source)) return [];
  const end = start + source.trimEnd().replace(/\|$/, '').trimEnd().length;
  return [{ start: end, end, by: '     ' }];
});

/** The line under the head of a table. */
function ruleOf(table: Table, text: string): { start: number; end: number } | undefined {
  const [head] = table.children;
  const start = head ? text.indexOf('\n', endOf(head)) + 1 : 0;
  const end = text.indexOf('\n', start);
  return start > 0 && end > start && end <= endOf(table) ? { start, end } : undefined;
}

function ofTables(name: string, change: (table: Table, text: string) => readonly Replacement[]): Edit {
  return {
    name,
    apply(text) {
      const found: Replacement[] = [];
      const visit = (node: Nodes): void => {
        if (node.type === 'table') found.push(...change(node, text));
        else if ('children' in node) node.children.forEach(visit);
      };
      visit(parser.parse(text));
      return replaced(text, found);
    },
  };
}

const alignment = ofTables('table alignment', (table, text) => {
  const rule = ruleOf(table, text);
  if (!rule) return [];
  return [{ ...rule, by: text.slice(rule.start, rule.end).replace(/:?-+:?/g, ':----:') }];
});

const columns = ofTables('columns in another order', (table, text) => {
  const rule = ruleOf(table, text);
  const width = table.children[0]?.children.length ?? 0;
  if (!rule || width < 3 || table.children.some(({ children }) => children.length !== width)) return [];
  // The last two change places; what stands first is what the rows are about.
  const swapped = (cells: readonly string[]) => [...cells.slice(0, -2), cells.at(-1) ?? '', cells.at(-2) ?? ''];
  const written = (cells: readonly string[]) => `| ${swapped(cells).join(' | ')} |`;
  const inside = (cell: string) =>
    cell
      .replace(/^\|/, '')
      .replace(/(?<!\\)\|$/, '')
      .trim();
  const rows = table.children.map((row) => ({
    start: startOf(row),
    end: endOf(row),
    by: written(row.children.map((cell) => inside(textOf(cell, text)))),
  }));
  const marks = text
    .slice(rule.start, rule.end)
    .split('|')
    .map((mark) => mark.trim());
  return [...rows, { ...rule, by: written(marks.filter((mark) => mark !== '')) }];
});

const comments: Edit = {
  name: 'a comment between blocks',
  apply(text) {
    const { children } = parser.parse(text);
    const behind = children.filter(
      (node, at) => at < children.length - 1 && node.type !== 'html' && node.type !== 'yaml',
    );
    return replaced(
      text,
      behind.map((node) => ({ start: endOf(node), end: endOf(node), by: '\n\n<!-- a note -->' })),
    );
  },
};

/** An edit of single lines outside of code, comments and front matter. */
function ofLines(name: string, change: (line: string) => string): Edit {
  return {
    name,
    apply(text) {
      const kept: { start: number; end: number }[] = [];
      const visit = (node: Nodes): void => {
        if (node.type === 'code' || node.type === 'html' || node.type === 'yaml') {
          kept.push({ start: startOf(node), end: endOf(node) });
        } else if ('children' in node) node.children.forEach(visit);
      };
      visit(parser.parse(text));
      let offset = 0;
      return text
        .split('\n')
        .map((line) => {
          const start = offset;
          offset += line.length + 1;
          return kept.some((span) => span.start < offset && start < span.end) ? line : change(line);
        })
        .join('\n');
    },
  };
}

const field = /^(\s*(?:[-*+] )?\*\*[^*`:：]+(?:\*\*[:：]|[:：]\*\*)\s+)([^\s*_`~[\]<>|\\][^*_`~[\]<>|\\]*?)( {2})?$/;

const boldValues = ofLines('bold values', (line) =>
  line.replace(field, (_whole, label: string, value: string, rest = '') => `${label}**${value.trimEnd()}**${rest}`),
);

const upperLabels = ofLines('upper-case labels', (line) =>
  line.replace(
    /^(\s*(?:[-*+] )?\*\*)([^*`:：\d]+)(?=\*\*[:：]|[:：]\*\*)/,
    (_whole, lead: string, label: string) => lead + label.toUpperCase(),
  ),
);

const hardSpaces = ofLines('hard spaces', (line) =>
  line.replace(/(?<=(?<!\p{L})\p{Lu}\p{Ll}{2,9}) (?=\d{1,3}(?:\.\d+)*(?![\p{L}\d%/]))/gu, '\u00A0'),
);

/** The edits without meaning that are tried on every plan there is. */
export const edits: readonly Edit[] = [
  bullets,
  capitals,
  closed,
  underscores,
  padding,
  alignment,
  columns,
  comments,
  boldValues,
  upperLabels,
  hardSpaces,
  { name: 'CRLF', apply: (text) => text.replaceAll(/\r?\n/g, '\r\n') },
  { name: 'a byte order mark', apply: (text) => `\uFEFF${text.replace(/^\uFEFF/, '')}` },
];
