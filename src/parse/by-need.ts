import type { Root } from 'mdast';
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item';
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';
import remarkFrontmatter from 'remark-frontmatter';
import remarkParse from 'remark-parse';
import { type Data, type Processor, unified } from 'unified';

type Syntax = NonNullable<Data['micromarkExtensions']>[number];
type Tree = NonNullable<Data['fromMarkdownExtensions']>[number];

/** A part of GFM, and what a text that can hold it has somewhere. Looking for that costs less than trying it at each character. */
interface Addition {
  readonly mark: RegExp;
  readonly syntax: () => Syntax;
  readonly tree: () => Tree;
}

const GFM: readonly Addition[] = [
  // A delimiter row has a bar or a colon beside a hyphen.
  { mark: /[|:][ \t]*-|-[ \t]*[|:]/, syntax: gfmTable, tree: gfmTableFromMarkdown },
  { mark: /\[[ \t\r\nxX]\]/, syntax: gfmTaskListItem, tree: gfmTaskListItemFromMarkdown },
  { mark: /~/, syntax: () => gfmStrikethrough({ singleTilde: false }), tree: gfmStrikethroughFromMarkdown },
  { mark: /\[\^/, syntax: gfmFootnote, tree: gfmFootnoteFromMarkdown },
  // Addresses are looked for in the tree too, where character references are what they stand for.
  { mark: /@|www|http|&[#a-z]/i, syntax: addressesWithoutEmail, tree: gfmAutolinkLiteralFromMarkdown },
  // Any letter or digit may begin one: no other part costs as much.
  { mark: /@/, syntax: gfmAutolinkLiteral, tree: gfmAutolinkLiteralFromMarkdown },
];
const FRONT_MATTER = /^\uFEFF?(?:---|\+\+\+)/;

/** What finds `www.` and `https://` in a text without any `@`. */
function addressesWithoutEmail(): Syntax {
  const constructs = Object.entries(gfmAutolinkLiteral().text ?? {});
  const others = constructs.map(([code, some]) => [
    code,
    [some].flat().filter((construct) => construct !== undefined && construct.name !== 'emailAutolink'),
  ]);
  return { text: Object.fromEntries(others) };
}

const processors = new Map<number, Processor<Root>>();

/** The tree of a text with GFM and front matter: the same as with all extensions, with only those that it can need. */
export function parseWhole(text: string): Root {
  const needs = GFM.map(({ mark }) => mark.test(text));
  // Both at once would find everything twice.
  if (needs[5]) needs[4] = false;
  const front = FRONT_MATTER.test(text);
  const key = [...needs, front].reduce((bits, need) => bits * 2 + Number(need), 0);
  let processor = processors.get(key);
  if (!processor) processors.set(key, (processor = processorOf(needs, front)));
  return processor.parse(text);
}

function processorOf(needs: readonly boolean[], front: boolean): Processor<Root> {
  const additions = GFM.filter((_, index) => needs[index]);
  const processor = unified()
    .use(remarkParse)
    .data(
      'micromarkExtensions',
      additions.map(({ syntax }) => syntax()),
    )
    .data(
      'fromMarkdownExtensions',
      additions.map(({ tree }) => tree()),
    );
  return front ? processor.use(remarkFrontmatter, ['yaml', 'toml']).freeze() : processor.freeze();
}
