import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../src/model/language/words/', import.meta.url));
const languages = ['de', 'es', 'fr', 'he', 'ja', 'ko', 'pt', 'ru', 'vi', 'zh'];

/** Words that a language does well without, and why. */
const without: readonly (readonly [key: RegExp, languages: readonly string[], why: string])[] = [
  [/^of$/, ['zh', 'ja', 'ko'], 'the whole stands before its part: `5 件中 3 件`'],
  [
    /^relations\.(?:needs|after|once|until|blocks|before|apart)$/,
    ['zh', 'ja', 'ko'],
    'a relation may stand behind its object: `T1完成后`',
  ],
  [/^months\./, ['zh', 'ja', 'ko', 'vi'], 'months are numbers'],
  [/^keywords\.plural$/, languages, 'plurals that follow from the singular need no entry'],
];

/** Keys of words that only some languages have. */
const only: readonly (readonly [key: RegExp, languages: readonly string[], why: string])[] = [
  [/^claims\.counters$/, ['zh', 'ja', 'ko'], 'words between a number and its noun'],
  [
    /^relations\.(?:needed|begunAfter|blocked|beforehand|beside)$/,
    ['zh', 'ja', 'ko'],
    'relations that stand behind their object',
  ],
];

/** The keys of a file of words whose values are lists, joined by full stops: `fields.status`. */
function keysOf(language: string): string[] {
  const keys = (node: Readonly<Record<string, unknown>>, path: string): string[] =>
    Object.entries(node).flatMap(([key, value]) =>
      Array.isArray(value) || /^(?:plural|numerals)$/.test(key)
        ? [path + key]
        : keys(value as Record<string, unknown>, `${path}${key}.`),
    );
  return keys(JSON.parse(readFileSync(`${folder}${language}.json`, 'utf8')) as Record<string, unknown>, '');
}

describe('languages', () => {
  const english = keysOf('en');

  it('are those that this test knows', () => {
    const files = readdirSync(folder).map((name) => name.replace(/\.json$/, ''));
    expect(files.filter((name) => name.length === 2 && name !== 'en').toSorted()).toEqual(languages);
  });

  it.each(languages)('%s has words for all that English has words for', (language) => {
    const own = new Set(keysOf(language));
    const missing = english.filter(
      (key) => !own.has(key) && !without.some(([pattern, list]) => pattern.test(key) && list.includes(language)),
    );
    expect(missing).toEqual([]);
  });

  it.each(languages)('English has words for all that %s has words for', (language) => {
    const known = new Set(english);
    const unknown = keysOf(language).filter(
      (key) =>
        !known.has(key) &&
        !key.endsWith('.plural') &&
        !only.some(([pattern, list]) => pattern.test(key) && list.includes(language)),
    );
    expect(unknown).toEqual([]);
  });

  it.each(['en', ...languages])('%s has each word once in its list, in lower case', (language) => {
    const lists = (node: unknown, path: string): [string, readonly string[]][] =>
      Array.isArray(node)
        ? [[path, node as string[]]]
        : Object.entries(node as Record<string, unknown>).flatMap(([key, value]) =>
            typeof value === 'object' ? lists(value, path === '' ? key : `${path}.${key}`) : [],
          );
    const all = lists(JSON.parse(readFileSync(`${folder}${language}.json`, 'utf8')), '');
    expect(all.filter(([, words]) => words.length === 0)).toEqual([]);
    const twice = all.flatMap(([path, words]) =>
      words.filter((word, i) => words.indexOf(word) !== i).map((word) => `${path}: ${word}`),
    );
    expect(twice).toEqual([]);
    const loud = all.flatMap(([path, words]) =>
      words.filter((word) => word !== word.toLowerCase()).map((word) => `${path}: ${word}`),
    );
    expect(loud).toEqual([]);
  });
});
