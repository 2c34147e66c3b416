// The regular expressions that planvet puts together while it runs: all that are made while it loads and while it reads
// the fixtures, seen by a constructor that takes notes.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { root } from './literals.mjs';

/** Of patterns that one line makes, those of the longest source are looked at: names and titles make many that are alike. */
const PER_LINE = 4;

/** `{file, line, source, flags}` of each. */
export async function readComposed() {
  const folder = mkdtempSync(join(tmpdir(), 'planvet-patterns-'));
  try {
    const bundle = join(folder, 'bundle.mjs');
    const notes = join(folder, 'notes.json');
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: ['src/index.ts'],
      bundle: true,
      format: 'esm',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      target: 'node20.19',
      // So that a literal stays one.
      supported: { 'regexp-unicode-property-escapes': true },
      loader: { '.md': 'text' },
      sourcemap: 'linked',
      outfile: bundle,
      logLevel: 'warning',
      plugins: [raw],
    });
    execFileSync(process.execPath, ['--enable-source-maps', fileURLToPath(import.meta.url), bundle, notes]);
    return perLine(JSON.parse(readFileSync(notes, 'utf8')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const raw = {
  name: 'raw',
  setup(build) {
    build.onResolve({ filter: /\.md\?raw$/ }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path.slice(0, -'?raw'.length)),
    }));
  },
};

function perLine(all) {
  const lines = new Map();
  for (const made of all) {
    const line = `${made.file}:${made.line}`;
    lines.set(line, [...(lines.get(line) ?? []), made]);
  }
  return [...lines.values()].flatMap((same) =>
    same.toSorted((a, b) => b.source.length - a.source.length).slice(0, PER_LINE),
  );
}

/** In a process of its own: loads the bundle, reads the fixtures and writes down what was made by which line. */
async function takeNotes(bundle, notes) {
  const made = new Map();
  const Plain = RegExp;
  globalThis.RegExp = new Proxy(Plain, {
    construct(target, given, newTarget) {
      const pattern = Reflect.construct(target, given, newTarget);
      const key = String(pattern);
      if (!made.has(key))
        made.set(key, { source: pattern.source, flags: pattern.flags, stack: new Error().stack ?? '' });
      return pattern;
    },
  });
  const { lintText } = await import(bundle);
  const fixtures = join(root, 'fixtures');
  const texts = readdirSync(fixtures, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map(({ parentPath, name }) => join(parentPath, name));
  for (const path of texts) lintText(readFileSync(path, 'utf8'), { path, preset: 'strict' });
  writeFileSync(notes, JSON.stringify([...made.values()].flatMap(placed)));
}

/** The innermost line of planvet's own in a stack; none where a library made the pattern. */
function placed({ source, flags, stack }) {
  const frames = stack.split('\n').filter((frame) => !frame.includes('composed.mjs'));
  const [, file, line] = /((?:src|rules)\/[\w/.-]+\.ts):(\d+)/.exec(frames[1] ?? '') ?? [];
  return file && !frames[1].includes('node_modules') ? [{ file, line: Number(line), source, flags }] : [];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await takeNotes(process.argv[2], process.argv[3]);
