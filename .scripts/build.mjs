// Builds dist/: the bin (CommonJS, starts faster), the library (ESM, free of `node:`), the schema, types and licences.
// Prints nothing when all is well: `npm pack --json` and pre-commit read the standard output of `prepare` and `prepack`.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as esbuild from 'esbuild';
import { licences } from './licences.mjs';
import { standAlone } from './types.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const run = promisify(execFile);
const about = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

/** What is published, by the name that it has in dist/. */
const programs = {
  cli: 'src/cli/start.ts',
  worker: 'src/cli/start-worker.ts',
  'lsp-worker': 'src/lsp/start-worker.ts',
};
const library = { index: 'src/index.ts', rule: 'src/rule.ts', testing: 'src/testing.ts' };

/** `import text from './page.css?raw'`, the way that vite has it. */
const raw = {
  name: 'raw',
  setup(build) {
    build.onResolve({ filter: /\.(?:md|css|js)\?raw$/ }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path.slice(0, -'?raw'.length)),
      namespace: 'raw',
    }));
    build.onLoad({ filter: /./, namespace: 'raw' }, async ({ path }) => ({
      contents: await readFile(path, 'utf8'),
      loader: 'text',
    }));
  },
};

const common = {
  absWorkingDir: root,
  outdir: dist,
  // Side by side, so that `new URL('./worker.cjs', import.meta.url)` means the same wherever a chunk puts it.
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'node20.19',
  // Node 20 has all classes that stand here; without this, esbuild makes `new RegExp` of such literals, at each call.
  supported: { 'regexp-unicode-property-escapes': true },
  loader: { '.md': 'text' },
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'warning',
  plugins: [raw],
};

/**
 * esbuild splits only ESM. So the bin is split as ESM, and each chunk is then turned into CommonJS. What the source loads
 * with `import('./x.ts')` becomes a chunk that is required when it is wanted.
 */
async function bin() {
  const split = await esbuild.build({
    ...common,
    platform: 'node',
    entryPoints: programs,
    outExtension: { '.js': '.cjs' },
    define: { 'import.meta.url': 'importMetaUrl' },
    // For Node the package has CommonJS, of which nothing can be left out or put off.
    alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') },
    mainFields: ['module', 'main'],
  });
  const files = await Promise.all(
    split.outputFiles.map(async ({ path, text }) => {
      const { code } = await esbuild.transform(text, {
        format: 'cjs',
        target: common.target,
        supported: common.supported,
        platform: 'node',
      });
      const lazy = code.replace(
        /\bimport\(("(?:\.{1,2}\/[^"]+\.cjs|node:[^"]+)")\)/g,
        (_, module) => `Promise.resolve().then(() => require(${module}))`,
      );
      const late = libraries(split.metafile).reduce(atFirstUse, lazy);
      const url = late.includes('importMetaUrl')
        ? "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;\n"
        : '';
      const shebang = path === join(dist, 'cli.cjs') ? '#!/usr/bin/env node\n' : '';
      // What was a module was strict; esbuild leaves the directive out.
      return { path, text: `${shebang}'use strict';\n${url}${late.replace(/^#!.*\n/, '')}` };
    }),
  );
  const build = createHash('sha256');
  for (const { text } of files) build.update(text);
  const id = `${about.version}-${build.digest('hex').slice(0, 16)}`;
  return {
    files: files.map(({ path, text }) => ({ path, text: text.replace('%build%', id) })),
    metafile: split.metafile,
  };
}

/** The chunks that hold nothing but packages, by their file names. */
function libraries({ outputs }) {
  return Object.entries(outputs)
    .filter(([, { inputs }]) => Object.keys(inputs).every((input) => input.startsWith('node_modules/')))
    .filter(([, { inputs }]) => Object.keys(inputs).length > 0)
    .map(([path]) => basename(path));
}

/** Code that loads a chunk when something of it is used, where it would be loaded at once: `yaml` is large, and plans with it are few. */
function atFirstUse(code, chunk) {
  const name = `import_${basename(chunk, '.cjs').replaceAll('-', '_')}`;
  const statement = `var ${name} = require("./${chunk}");\n`;
  if (!code.includes(statement)) return code;
  const uses = code.replace(statement, `var ${name};\n`);
  return uses.replaceAll(`${name}.`, `(${name} ??= require("./${chunk}")).`);
}

/** The library. The neutral platform makes a `node:` import an error, which keeps the core fit for browsers. */
async function core() {
  const built = await esbuild.build({
    ...common,
    platform: 'neutral',
    mainFields: ['module', 'main'],
    entryPoints: library,
  });
  return { files: built.outputFiles, metafile: built.metafile };
}

/** The JSON Schema of configurations, made by the code that checks them. */
async function schema() {
  const { outputFiles } = await esbuild.build({
    ...common,
    platform: 'neutral',
    mainFields: ['module', 'main'],
    splitting: false,
    entryPoints: ['src/engine/config/json-schema.ts'],
  });
  const code = Buffer.from(outputFiles[0].text).toString('base64');
  const { configJsonSchema } = await import(`data:text/javascript;base64,${code}`);
  return { path: join(dist, 'schema.json'), text: `${JSON.stringify(configJsonSchema(), undefined, 2)}\n` };
}

async function types() {
  const out = join(dist, 'types');
  const fresh = join(dist, `.types-${process.pid}`);
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const project = join(root, '.scripts/tsconfig.types.json');
  try {
    await run(process.execPath, [tsc, '-p', project, '--outDir', fresh]);
    await standAlone(fresh, root, ['src/index.d.ts', 'src/rule.d.ts', 'src/testing.d.ts']);
    await rm(out, { recursive: true, force: true });
    await rename(fresh, out);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw error.stdout ? new Error(`types: ${error.stdout}`) : error;
  }
}

/** Writes through a rename, and only what differs: somebody may be running the bin meanwhile. */
async function write(path, text) {
  if (existsSync(path) && (await readFile(path, 'utf8')) === text) return;
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, text);
  if (text.startsWith('#!')) await chmod(draft, 0o755);
  await rename(draft, path);
}

/** Removes what an earlier build left and this one did not write. */
async function sweep(kept) {
  const found = await readdir(dist, { recursive: true, withFileTypes: true });
  const stale = found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !kept.has(path) && !relative(dist, path).startsWith('types/') && /\.c?js$/.test(path));
  await Promise.all(stale.map((path) => rm(path, { force: true })));
}

try {
  await mkdir(dist, { recursive: true });
  const withTypes = process.argv.includes('--no-types') ? undefined : types();
  const [program, lib, configSchema] = await Promise.all([bin(), core(), schema(), withTypes]);
  const files = [...program.files, ...lib.files, configSchema];
  await Promise.all(files.map(({ path, text }) => write(path, text)));
  await write(join(dist, 'LICENSES.txt'), await licences([program.metafile, lib.metafile], root));
  await sweep(new Set(files.map(({ path }) => path)));
} catch (error) {
  // esbuild has printed its own errors.
  if (!error.errors) console.error(error.message);
  process.exitCode = 1;
}
