// The regular expressions that stand in the source as such, with the places at which they stand.
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every literal of `src/` and `rules/`: `{file, line, source, flags}`. */
export function readLiterals() {
  return ['src', 'rules'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .flatMap(({ parentPath, name }) => literalsIn(join(parentPath, name))),
  );
}

function literalsIn(path) {
  const text = readFileSync(path, 'utf8');
  const file = relative(root, path);
  const found = [];
  const visit = (node) => {
    if (node?.type === 'Literal' && node.regex) {
      const { pattern: source, flags } = node.regex;
      found.push({ file, line: text.slice(0, node.start).split('\n').length, source, flags });
    } else if (node && typeof node === 'object') Object.values(node).forEach(visit);
  };
  visit(parseSync(path, text).program);
  return found;
}
