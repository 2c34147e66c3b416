import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The licence texts of all packages that a bundle holds: they ask to travel with the code. */
export async function licences(metafiles, root) {
  const folders = new Set();
  for (const { outputs } of metafiles) {
    for (const { inputs } of Object.values(outputs)) {
      for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
        const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
        if (folder && bytesInOutput > 0) folders.add(folder);
      }
    }
  }
  const texts = await Promise.all([...folders].map((folder) => licence(join(root, folder))));
  return ['planvet contains these packages.\n', ...texts.sort()].join(`\n${'-'.repeat(80)}\n\n`);
}

/** What packages contain that is under another licence than theirs, and do not say in their licence text. */
const inside = {
  '@hpcc-js/wasm-graphviz': [
    'It contains Graphviz (https://graphviz.org), compiled to WebAssembly, under the Eclipse Public License',
    '(https://graphviz.org/license/). The source of Graphviz is at https://gitlab.com/graphviz/graphviz,',
    'that of the build at https://github.com/hpcc-systems/hpcc-js-wasm.',
  ],
};

async function licence(folder) {
  const about = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
  const text = file ? await readFile(join(folder, file), 'utf8') : '';
  const also = inside[about.name] ? `${inside[about.name].join('\n')}\n\n` : '';
  return `${about.name} ${about.version} (${about.license})\n\n${also}${text.trim()}\n`;
}
