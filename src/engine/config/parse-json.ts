import {
  findNodeAtLocation,
  getNodeValue,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
} from 'jsonc-parser';
import type { Source } from '../../text.ts';
import type { Malformed, Parsed } from './parse.ts';
import type { Way } from './place.ts';

/** Reads JSON, with comments and trailing commas where that is asked for. A key that is there twice is a mistake. */
export function parseJson(source: Source, comments: boolean): Parsed | Malformed {
  const malformed = (what: string, offset = 0): Malformed => ({ malformed: what, position: source.positionAt(offset) });
  if (source.text.trim() === '') return malformed('it is empty');
  const errors: ParseError[] = [];
  let tree: Node | undefined;
  try {
    tree = parseTree(source.text, errors, { disallowComments: !comments, allowTrailingComma: comments });
  } catch {
    return malformed('it is nested too deep');
  }
  const [error] = errors;
  if (error) return malformed(describe(error, source), error.offset);
  if (!tree) return malformed('a value is expected');
  const twice = repeated(tree);
  if (twice) return malformed(`the key \`${String(twice.value)}\` is there twice`, twice.offset);
  const root = tree;
  return {
    value: getNodeValue(root) as unknown,
    at: (way, part) => source.positionAt(offsetOf(root, way, part)),
  };
}

function offsetOf(root: Node, way: Way, part: 'key' | 'value'): number {
  for (let length = way.length; length > 0; length--) {
    const node = findNodeAtLocation(root, way.slice(0, length));
    const key = node?.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
    if (node) return ((part === 'key' || length < way.length) && key ? key : node).offset;
  }
  return root.offset;
}

function repeated(node: Node): Node | undefined {
  const seen = new Set<unknown>();
  for (const child of node.children ?? []) {
    const key = child.type === 'property' ? child.children?.[0] : undefined;
    if (key && seen.has(key.value)) return key;
    seen.add(key?.value);
    const inside = repeated(child);
    if (inside) return inside;
  }
  return undefined;
}

const sentences: Readonly<Record<string, string>> = {
  InvalidCommentToken: 'JSON has no comments',
  PropertyNameExpected: 'a key in double quotes is expected',
  ValueExpected: 'a value is expected',
  ColonExpected: 'a colon is expected',
  CommaExpected: 'a comma is expected',
  CloseBraceExpected: 'a `}` is expected',
  CloseBracketExpected: 'a `]` is expected',
  EndOfFileExpected: 'nothing more is expected',
  UnexpectedEndOfString: 'the closing quote is missing',
  UnexpectedEndOfComment: 'the end of the comment is missing',
  InvalidEscapeCharacter: 'what follows the backslash is no escape',
  InvalidUnicode: 'four hexadecimal digits are expected',
  InvalidCharacter: 'a control character stands in a text',
};

function describe({ error, offset, length }: ParseError, source: Source): string {
  const code = printParseErrorCode(error);
  const trailing = /,\s*$/.test(source.text.slice(0, offset)) && /[}\]]/.test(source.text[offset] ?? '');
  if (trailing && code !== 'InvalidCommentToken') return 'a trailing comma';
  return sentences[code] ?? `unexpected \`${source.text.slice(offset, offset + length)}\``;
}
