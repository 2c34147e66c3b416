import { readFileSync } from 'node:fs';
import { parseSync } from 'oxc-parser';

/** What a file of code holds that belongs into data or into a reading mechanism. */
export interface Counted {
  /** Regular expressions, literal or composed. */
  readonly patterns: number;
  /** Lists of three or more words of a natural language: in arrays, sets, alternations and texts cut at commas or spaces. */
  readonly lists: readonly string[];
}

const WORD = /^\p{L}[\p{L}\p{M} '’-]*$/u;
const isWord = (text: string): boolean => text.length > 1 && WORD.test(text);

/** The words that a pattern offers as alternatives. */
function alternatives(source: string): string[] {
  const bare = source
    .replace(/\\p\{[^}]*\}/gi, '')
    .replace(/\\[bBdDsSwWnrt]/g, ' ')
    .replace(/\(\?(?:[:=!]|<[=!]|<\w+>)/g, '(')
    .replace(/\[(?:\\.|[^\]])*\]/g, '');
  const words = bare.split(/[|()]/).map((part) => part.replace(/[?*+^$\\]/g, '').trim());
  return [...new Set(words.filter(isWord))];
}

/**
 * Counts what a file of code holds; types and examples of readings are left out. Names of roles and kinds count like words, so
 * that a room may hold a few lists without a word of any language in them.
 */
export function wordsInCode(path: string): Counted {
  const text = readFileSync(path, 'utf8');
  const lists: string[] = [];
  let patterns = 0;
  const list = (words: readonly string[]): void => {
    if (words.length >= 3) lists.push(words.join(' '));
  };
  const said = (node: unknown): string | undefined => {
    const { type, value } = (node ?? {}) as { type?: string; value?: unknown };
    return type === 'Literal' && typeof value === 'string' ? value : undefined;
  };
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) return node.forEach(visit);
    const { type, regex, callee, elements, quasis, key } = node as {
      type?: string;
      regex?: { pattern: string };
      callee?: { name?: string };
      elements?: readonly unknown[];
      quasis?: readonly { value: { raw: string } }[];
      key?: { name?: string };
    };
    if (type === 'Property' && /example$/i.test(key?.name ?? '')) return;
    if (type === 'TSTypeAliasDeclaration' || type === 'TSInterfaceDeclaration') return;
    if (type === 'Literal' && regex) {
      patterns++;
      return list(alternatives(regex.pattern));
    }
    if (type === 'NewExpression' && callee?.name === 'RegExp') patterns++;
    if (type === 'ArrayExpression')
      list((elements ?? []).map(said).filter((word) => word !== undefined && isWord(word)) as string[]);
    const written =
      said(node) ?? (type === 'TemplateLiteral' ? quasis?.map(({ value }) => value.raw).join(' ') : undefined);
    if (written?.includes('|')) list(alternatives(written));
    else if (written && written.split(',').length > 4)
      list(
        written
          .split(',')
          .map((part) => part.trim())
          .filter(isWord),
      );
    for (const [name, value] of Object.entries(node)) if (name !== 'type') visit(value);
  };
  visit(parseSync(path, text).program);
  return { patterns, lists };
}
