import type { BaseIssue } from 'valibot';
import { didYouMean } from './nearest.ts';

/** What is wrong with a value, to go on with after its name: "is text; it must be a number above 0". */
export function mismatch(issue: BaseIssue<unknown>): string {
  const { input, kind, type, expected } = issue;
  if (type === 'min_length' && (input === '' || (Array.isArray(input) && input.length === 0))) {
    return `is empty; it must ${Array.isArray(input) ? 'have at least one entry' : 'be text'}`;
  }
  const said =
    kind === 'validation' || type === 'picklist' || type === 'literal' ? `\`${shown(input)}\`` : nameOf(input);
  const words = (expected ?? '').replace(/[()]/g, '').split(' | ');
  const literals = words.filter((word) => word.startsWith('"')).map(unquoted);
  const near = typeof input === 'string' ? didYouMean(input, literals) : '';
  return `is ${said}${near || `; it must be ${listed(words.map(explained))}`}`;
}

/** Things as a sentence names them: "a, b or c". */
function listed(things: readonly string[]): string {
  const last = things.at(-1) ?? '';
  return things.length < 2 ? last : `${things.slice(0, -1).join(', ')} or ${last}`;
}

const names: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: '`true` or `false`',
  Array: 'a list',
  Object: 'a map',
};

const limits: readonly (readonly [RegExp, string])[] = [
  [/^>=/, 'at least '],
  [/^<=/, 'at most '],
  [/^>/, 'above '],
  [/^</, 'below '],
];

/** A word of valibot's for people. */
function explained(word: string): string {
  if (word.startsWith('"')) return `\`${unquoted(word)}\``;
  for (const [sign, meaning] of limits) if (sign.test(word)) return word.replace(sign, meaning);
  return names[word] ?? `\`${word}\``;
}

function unquoted(word: string): string {
  return word.replace(/^"|"$/g, '');
}

function nameOf(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return typeof value === 'string' ? 'text' : typeof value === 'number' ? 'a number' : `\`${shown(value)}\``;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
}
