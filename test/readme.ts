import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString } from 'mdast-util-to-string';

/** The README, whose examples are run as they stand there. */
export const readme = readFileSync(fileURLToPath(new URL('../README.md', import.meta.url)), 'utf8');

/** A page of the documentation. */
export function page(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../docs/${name}`, import.meta.url)), 'utf8');
}

/** The fenced blocks of a language under a heading of the README or of another text, in their order. */
export function blocks(heading: string, language: string, text = readme): string[] {
  let under = '';
  return fromMarkdown(text).children.flatMap((node) => {
    if (node.type === 'heading') under = toString(node);
    return node.type === 'code' && under === heading && node.lang === language ? [`${node.value}\n`] : [];
  });
}

/** The first such block. */
export function block(heading: string, language: string): string {
  const [first] = blocks(heading, language);
  if (first === undefined) throw new Error(`README.md has no ${language} block under "${heading}"`);
  return first;
}
