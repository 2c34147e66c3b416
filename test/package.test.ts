import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { has, home } from './repository.ts';

/*
 * What npm packs, without building it: a copy of what the package is made of, with a build that does nothing.
 */

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly exports: unknown;
}

/** Where the links of a text lead that stay in the repository. */
function links(path: string): string[] {
  const found: string[] = [];
  const visit = (node: { type: string; url?: string; children?: unknown[] }) => {
    if (node.url !== undefined && /^(?:link|image|definition)$/.test(node.type)) found.push(node.url);
    for (const child of node.children ?? []) visit(child as typeof node);
  };
  visit(fromMarkdown(readFileSync(join(home, path), 'utf8')));
  return found
    .filter((url) => !/^(?:[a-z]+:|#)/.test(url))
    .map((url) => posix.join(posix.dirname(path), url.replace(/#.*$/, '')));
}

describe.skipIf(!has('npm'))('the package', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'planvet-pack-')));
  const manifest = readFileSync(join(home, 'package.json'), 'utf8');
  const env = { ...process.env, npm_config_update_notifier: 'false' };
  const npm = (...args: string[]) => execFileSync('npm', args, { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' });
  const pack = (...args: string[]) => (JSON.parse(npm('pack', '--json', ...args)) as Packed[])[0];
  let files: readonly string[];

  beforeAll(() => {
    for (const name of [
      'package.json',
      '.npmrc',
      'README.md',
      'SECURITY.md',
      'LICENSE',
      'CHANGELOG.md',
      'docs',
      'rules',
    ]) {
      cpSync(join(home, name), join(folder, name), { recursive: true });
    }
    cpSync(join(home, 'dist/testing.js'), join(folder, 'dist/testing.js'));
    cpSync(join(home, 'test/package.test.ts'), join(folder, 'test/package.test.ts'));
    mkdirSync(join(folder, '.scripts'));
    writeFileSync(join(folder, '.scripts/build.mjs'), '');
    files = pack('--dry-run', '--ignore-scripts')?.files.map(({ path }) => path) ?? [];
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has what is built, and no sources and tests', () => {
    expect(files).toContain('dist/testing.js');
    expect(files.filter((path) => /^(?:test|src|\.scripts)\/|^rules\/.*\.ts$/.test(path))).toEqual([]);
  });

  it('has what its README and its pages link to', () => {
    const pages = files.filter((path) => /^docs\/[^/]*\.md$|^(?:README|SECURITY)\.md$/.test(path));
    expect(pages.length).toBeGreaterThan(5);
    // The page about the reading names its sources, for those who have them.
    const led = pages
      .flatMap((path) => links(path).map((target) => ({ path, target })))
      .filter(({ target }) => !target.startsWith('src/'));
    expect(led.map(({ target }) => target)).toContain('rules/no-placeholder.md');
    const there = (target: string) =>
      files.some((path) => path === target || `${dirname(path)}/`.startsWith(`${target.replace(/\/$/, '')}/`));
    expect(led.filter(({ target }) => !there(target))).toEqual([]);
  });

  it('has no `prepare`, which the repository needs to be installed from git', () => {
    const { scripts } = JSON.parse(manifest) as Manifest;
    expect(scripts['prepare']).toBe('npm run --silent build');
    const { filename } = pack() ?? { filename: '' };
    const text = execFileSync('tar', ['-xzOf', filename, 'package/package.json'], { cwd: folder, encoding: 'utf8' });
    const packed = JSON.parse(text) as Manifest;
    expect(packed.scripts).not.toHaveProperty('prepare');
    expect(packed.exports).toHaveProperty('./testing');
    expect(readFileSync(join(folder, 'package.json'), 'utf8')).toBe(manifest);
  });
});
