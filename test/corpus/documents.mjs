// Documents to measure planvet on: a folder of Markdown files, with a MANIFEST.tsv that says from which repository and
// path each of them comes. Names and folders mean something to planvet, so every document is read under its own path.
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { lint } from '../../dist/index.js';

/**
 * The documents of a folder in the order of their files: `{file, repository, path, kind, text}`. Without a manifest the
 * path in the folder is the path of the document.
 */
export function readDocuments(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const manifests = entries.filter(({ name }) => name === 'MANIFEST.tsv');
  const known = new Map(manifests.flatMap(({ parentPath }) => readManifest(parentPath)));
  return entries
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((full) => full.endsWith('.md'))
    .map((full) => {
      const file = relative(folder, full);
      const about = known.get(full) ?? { repository: '', path: file, kind: '' };
      return { file, ...about, text: readFileSync(full, 'utf8') };
    })
    .toSorted((a, b) => (a.file < b.file ? -1 : 1));
}

/** The rows of a manifest, each with the file it speaks of. */
function readManifest(place) {
  const [head = '', ...rows] = readFileSync(join(place, 'MANIFEST.tsv'), 'utf8').trimEnd().split(/\r?\n/);
  const columns = head.split('\t');
  return rows.map((row) => {
    const cells = row.split('\t');
    const cell = (name) => cells[columns.indexOf(name)] ?? '';
    return [join(place, cell('file')), { repository: cell('repo'), path: cell('path'), kind: cell('kind') }];
  });
}

/** Lints documents, those of one repository together: `{document, result}` in the order of the documents. */
export function lintDocuments(documents, options = {}) {
  const repositories = new Map();
  for (const document of documents) {
    const own = document.repository || document.file;
    repositories.set(own, [...(repositories.get(own) ?? []), document]);
  }
  const results = new Map();
  for (const together of repositories.values()) {
    lint(together, options).forEach((result, index) => results.set(together[index], result));
  }
  return documents.map((document) => ({ document, result: results.get(document) }));
}

/** Whether a document is written to be filled in rather than a plan. */
export function isTemplate({ kind, path }) {
  return /template/i.test(kind) || /(?:^|\/)templates?\//i.test(path);
}
