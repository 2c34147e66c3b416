import type { ListItem, Nodes, Parents, Root, TableRow } from 'mdast';
import type { DirectiveKind } from '../model/plan/directive.ts';
import { isRefusal, parseMarkdown, spanOf } from '../parse.ts';
import type { Edit } from '../problem.ts';
import type { Source } from '../text.ts';

/** Writes the comment of a directive. */
export type WriteDirective = (kind: DirectiveKind, where?: 'cell') => string;

/** Where the findings of a line, or of all lines of a block, can be silenced. */
export interface DirectivePlace {
  /** The same for lines that have one place together. */
  readonly key: string;
  /** The ways to do so, the best first; whether one of them changes what Markdown reads has to be tried. */
  ways(write: WriteDirective): readonly (readonly Edit[])[];
}

/** Finds the places for directives in a text. */
export class DirectivePlaces {
  readonly #source: Source;
  readonly #tree: Root;
  readonly #newline: string;

  constructor(source: Source) {
    const parsed = parseMarkdown(source);
    this.#source = source;
    this.#tree = isRefusal(parsed) ? { type: 'root', children: [] } : parsed.tree;
    this.#newline = /\r\n|\r|\n/.exec(source.text)?.[0] ?? '\n';
  }

  /** The place for what begins at an offset. */
  at(offset: number): DirectivePlace {
    const line = this.#source.lineAt(offset);
    const path = this.#pathTo(line);
    const leaf = path.at(-1) ?? this.#tree;
    const first = this.#firstLine(leaf);
    const blocks = (write: WriteDirective) =>
      [...new Set([leaf, path[1] ?? leaf])].map((node) => this.#around(node, path, write));
    const inside = line > first;
    if (leaf.type === 'yaml' || (leaf as { type: string }).type === 'toml')
      return { key: 'front matter', ways: () => [] };
    if (inside && (leaf.type === 'code' || leaf.type === 'html')) return { key: `block ${first}`, ways: blocks };
    const key = `line ${line}`;
    if (inside && leaf.type === 'table') {
      const row = leaf.children.find((row) => this.#firstLine(row) === line);
      return { key, ways: (write) => [...(row ? this.#cells(row, offset, write) : []), ...blocks(write)] };
    }
    return {
      key,
      ways: (write) => [
        ...(inside || leaf === this.#tree ? [] : [[this.#before(line, path, write('disable-next-line'))]]),
        ...(leaf.type === 'code' ? [] : [[this.#behind(line, write('disable-line'))]]),
        ...blocks(write),
      ],
    };
  }

  /** The nodes that a line lies in, from the root to the innermost block. */
  #pathTo(line: number): Nodes[] {
    const path: Nodes[] = [];
    for (let node: Nodes | undefined = this.#tree; node;) {
      path.push(node);
      const children: readonly Nodes[] = isContainer(node) ? node.children : [];
      node = children.find((child) => this.#firstLine(child) <= line && line <= this.#lastLine(child));
    }
    return path;
  }

  /** In a line of its own, in what the line's first block stands in. */
  #before(line: number, path: readonly Nodes[], comment: string): Edit {
    const at = this.#source.lineStart(line);
    const index = path.findIndex((node, depth) => depth > 0 && this.#firstLine(node) === line);
    const [node, parent] = [path[index], path[index - 1]];
    const siblings: readonly Nodes[] = parent && isContainer(parent) ? parent.children : [];
    const previous = node?.type === 'listItem' ? siblings[siblings.indexOf(node) - 1] : undefined;
    // Between two items, nothing can stand but in the first of them.
    const deeper = previous?.type === 'listItem' ? this.#markerOf(previous) : '';
    const lead = node ? this.#lead(node) : '';
    return { span: { start: at, end: at }, text: `${lead}${deeper}${comment}${this.#newline}` };
  }

  /** At the end of a line, before what breaks it. */
  #behind(line: number, comment: string): Edit {
    const { start, end } = this.#source.lineSpan(line);
    const at = start + this.#source.text.slice(start, end).replace(/(?:(?<!\s)\s+)?\\?$/, '').length;
    return { span: { start: at, end: at }, text: ` ${comment}` };
  }

  /** In the last cell of a row, else in the one that holds an offset. */
  #cells(row: TableRow, offset: number, write: WriteDirective): Edit[][] {
    const cells = [row.children.at(-1), row.children.findLast((cell) => spanOf(cell).start <= offset)];
    return [...new Set(cells)].flatMap((cell) => {
      const last = cell?.children.at(-1);
      if (!last) return [];
      const at = spanOf(last).end;
      return [[{ span: { start: at, end: at }, text: ` ${write('disable-line', 'cell')}` }]];
    });
  }

  /** Before a block and behind it. */
  #around(node: Nodes, path: readonly Nodes[], write: WriteDirective): Edit[] {
    const [first, last] = [this.#firstLine(node), this.#lastLine(node)];
    const lead = this.#contentLead(node, path);
    const behind = last < this.#source.lineCount ? this.#source.lineStart(last + 1) : this.#source.text.length;
    const end = `${lead}${write('enable')}`;
    return [
      this.#before(first, this.#pathTo(first), write('disable')),
      {
        span: { start: behind, end: behind },
        text: last < this.#source.lineCount ? `${end}${this.#newline}` : `${this.#newline}${end}`,
      },
    ];
  }

  /** What stands before a node in its line; marks of items as spaces. */
  #lead(node: Nodes): string {
    const { start } = spanOf(node);
    return this.#source.text.slice(this.#source.lineStart(this.#source.lineAt(start)), start).replace(/[^\s>]/g, ' ');
  }

  /** What has to stand before a line that follows a node in the same container. */
  #contentLead(node: Nodes, path: readonly Nodes[]): string {
    const parent = path[path.indexOf(node) - 1];
    if (parent?.type !== 'listItem' || this.#firstLine(parent) !== this.#firstLine(node)) return this.#lead(node);
    return this.#lead(parent) + this.#markerOf(parent);
  }

  /** The mark of an item as spaces. */
  #markerOf(item: ListItem): string {
    const { start } = spanOf(item);
    const [, mark = '', space = ''] = /^([-*+]|\d+[.)])([ \t]*)/.exec(this.#source.text.slice(start, start + 16)) ?? [];
    return ' '.repeat(mark.length + (space.length > 0 && space.length < 5 ? space.length : 1));
  }

  #firstLine(node: Nodes): number {
    return this.#source.lineAt(spanOf(node).start);
  }

  #lastLine(node: Nodes): number {
    const { start, end } = spanOf(node);
    return this.#source.lineAt(Math.max(start, end - 1));
  }
}

function isContainer(
  node: Nodes,
): node is Extract<Parents, { type: 'root' | 'list' | 'listItem' | 'blockquote' | 'footnoteDefinition' }> {
  return ['root', 'list', 'listItem', 'blockquote', 'footnoteDefinition'].includes(node.type);
}
