import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Markdown as text without a query as well, like the loader of the bundle, so that imports by pattern work in both. */
const markdown = {
  name: 'markdown',
  async load(id: string) {
    if (!id.endsWith('.md')) return undefined;
    return `export default ${JSON.stringify(await readFile(id, 'utf8'))};`;
  },
};

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  plugins: [markdown],
  test: {
    include: ['test/**/*.test.ts'],
    // Else styles that are imported as text are empty.
    css: true,
    globalSetup: 'test/build.ts',
    // As many as there are processors, and what all files import is loaded once in each.
    maxWorkers: '100%',
    isolate: false,
    // On a busy machine everything takes long: a limit that only a hang reaches.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
