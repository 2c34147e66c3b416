// The programs that planvet is measured beside, each as people call it, installed into a folder of their own.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';

const packages = {
  'markdownlint-cli': 'latest',
  'markdownlint-cli2': 'latest',
  'remark-cli': 'latest',
  'remark-preset-lint-recommended': 'latest',
  'remark-gfm': 'latest',
  eslint: 'latest',
  '@eslint/markdown': 'latest',
  textlint: 'latest',
  'textlint-rule-no-todo': 'latest',
  rumdl: 'latest',
};

/** What each package is set to: its defaults, or what its own documentation recommends. */
const settings = {
  '.remarkrc.json': '{"plugins": ["remark-gfm", "remark-preset-lint-recommended"]}\n',
  'eslint.config.mjs':
    "import markdown from '@eslint/markdown';\nexport default [...markdown.configs.recommended.map((config) => ({ ...config, language: 'markdown/gfm' }))];\n",
  '.textlintrc.json': '{"rules": {"no-todo": true}}\n',
};

/** Installs what is not there yet; `fresh` looks for newer versions. */
export function install(folder, fresh) {
  mkdirSync(folder, { recursive: true });
  const about = join(folder, 'package.json');
  const wanted = `${JSON.stringify({ private: true, dependencies: packages }, undefined, 2)}\n`;
  for (const [name, text] of Object.entries(settings)) writeFileSync(join(folder, name), text);
  if (!fresh && existsSync(join(folder, 'node_modules')) && existsSync(about) && readFileSync(about, 'utf8') === wanted)
    return;
  writeFileSync(about, wanted);
  execFileSync('npm', [fresh ? 'update' : 'install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** The version of a package that was installed. */
export function versionOf(folder, name) {
  return JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;
}

/** The floor: remark-parse and remark-gfm alone, as one file, which parses what it is given and prints nothing. */
export async function buildFloor(root, folder) {
  const outfile = join(folder, 'floor.cjs');
  await esbuild.build({
    absWorkingDir: root,
    stdin: {
      contents: `
        import { readFileSync, readdirSync, statSync } from 'node:fs';
        import { join } from 'node:path';
        import remarkGfm from 'remark-gfm';
        import remarkParse from 'remark-parse';
        import { unified } from 'unified';
        const processor = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).freeze();
        for (const path of process.argv.slice(2)) {
          const files = statSync(path).isDirectory() ? readdirSync(path, { recursive: true }).map((name) => join(path, name)) : [path];
          for (const file of files) if (file.endsWith('.md')) processor.parse(readFileSync(file, 'utf8'));
        }`,
      resolveDir: root,
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile,
    logLevel: 'error',
  });
  return outfile;
}

/** How each program is called for a file or folder. */
export function programs(root, folder, floor) {
  const bin = (name) => join(folder, 'node_modules/.bin', name);
  const glob = (path) => (path.endsWith('.md') ? path : `${path}/**/*.md`);
  const cli = join(root, 'dist/cli.cjs');
  const node = process.execPath;
  return {
    node: () => [node, '-e', '0'],
    planvet: (path) => [node, cli, '--no-cache', path],
    'planvet, its code not kept': (path) => ['env', 'NODE_DISABLE_COMPILE_CACHE=1', node, cli, '--no-cache', path],
    'planvet, cached': (path) => [node, cli, path],
    'remark-parse and remark-gfm alone': (path) => [node, floor, path],
    'markdownlint-cli': (path) => [node, bin('markdownlint'), path],
    'markdownlint-cli2': (path) => [node, bin('markdownlint-cli2'), glob(path)],
    'remark-cli': (path) => [node, bin('remark'), '--quiet', '--no-stdout', '--rc-path', '.remarkrc.json', path],
    eslint: (path) => [node, bin('eslint'), '--no-config-lookup', '-c', 'eslint.config.mjs', glob(path)],
    textlint: (path) => [node, bin('textlint'), '--config', '.textlintrc.json', glob(path)],
    rumdl: (path) => [node, bin('rumdl'), 'check', '--no-cache', path],
  };
}

/** The packages whose versions belong beside the figures. */
export const named = [
  'markdownlint-cli',
  'markdownlint-cli2',
  'remark-cli',
  'eslint',
  '@eslint/markdown',
  'textlint',
  'rumdl',
];
