import { copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';

/** Packages whose types are public. Each has all of its types in one file, which travels with ours. */
const vendored = { valibot: 'node_modules/valibot/dist/index.d.mts' };

const specifier = /(\bfrom\s*|\bimport\s*\(?\s*)(['"])([^'"]+)\2/g;

/** The declarations that others can see: those of the entries, and what they import in turn. */
async function reachable(folder, entries) {
  const found = new Set(entries.map((entry) => resolve(folder, entry)));
  for (const path of found) {
    for (const [, , , target] of (await readFile(path, 'utf8')).matchAll(specifier)) {
      if (target.startsWith('.')) found.add(resolve(dirname(path), target.replace(/\.[jt]s$/, '.d.ts')));
    }
  }
  return found;
}

/** Makes declarations stand alone: planvet has no dependencies, so its types may not import what nobody installed. */
export async function standAlone(folder, root, entries) {
  const names = await readdir(folder, { recursive: true });
  const seen = await reachable(folder, entries);
  const used = new Set();
  for (const name of names.filter((name) => name.endsWith('.d.ts'))) {
    const path = join(folder, name);
    if (!seen.has(resolve(path))) {
      await rm(path);
      continue;
    }
    const text = await readFile(path, 'utf8');
    const mended = text.replace(specifier, (all, lead, quote, target) => {
      if (target.startsWith('.')) return `${lead}${quote}${target.replace(/\.ts$/, '.js')}${quote}`;
      if (!(target in vendored))
        throw new Error(`types: ${name} imports \`${target}\`, which planvet does not install`);
      used.add(target);
      const to = relative(dirname(path), join(folder, `vendor/${target}.js`));
      return `${lead}${quote}${to.startsWith('.') ? to : `./${to}`}${quote}`;
    });
    if (mended !== text) await writeFile(path, mended);
  }
  for (const name of used) {
    const path = join(folder, `vendor/${name}.d.ts`);
    await mkdir(dirname(path), { recursive: true });
    await copyFile(join(root, vendored[name]), path);
  }
}
