// `npm run fuzz`: bundles the long run of the properties with the source as it is, and runs it in one process.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'planvet-fuzz-'));
const raw = {
  name: 'raw',
  setup(build) {
    build.onResolve({ filter: /\.md\?raw$/ }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path.slice(0, -'?raw'.length)),
    }));
  },
};
try {
  const bundle = join(folder, 'long.mjs');
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['test/fuzz/long.ts'],
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    external: ['node:*'],
    mainFields: ['module', 'main'],
    target: 'node20.19',
    supported: { 'regexp-unicode-property-escapes': true },
    loader: { '.md': 'text' },
    outfile: bundle,
    logLevel: 'warning',
    plugins: [raw],
  });
  const { status } = spawnSync(process.execPath, [bundle, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
