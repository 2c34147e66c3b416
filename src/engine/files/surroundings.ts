import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { textIfRead } from './load.ts';

/** A tool into which planvet can be put. */
export type Tool =
  | 'pre-commit'
  | 'lefthook'
  | 'lint-staged'
  | 'husky'
  | 'git'
  | 'github'
  | 'gitlab'
  | 'vscode'
  | 'neovim'
  | 'other-editor';

/** By what files a repository shows that it uses a tool. */
const signs: readonly (readonly [Tool, RegExp])[] = [
  ['pre-commit', /^\.pre-commit-config\.ya?ml$/],
  ['lefthook', /^\.?lefthook(?:-local)?\.(?:ya?ml|toml|jsonc?)$/],
  ['lint-staged', /^(?:\.lintstagedrc(?:\..+)?|lint-staged\.config\..+)$/],
  ['husky', /^\.husky$/],
  ['gitlab', /^\.gitlab-ci\.ya?ml$/],
  ['vscode', /^\.vscode$/],
  ['neovim', /^\.nvim(?:\.lua|rc)$/],
  ['other-editor', /^\.(?:zed|helix|idea|sublime-project|dir-locals\.el)$/],
];

/** The tools that a repository uses, by the files in its root; `git` where it has no program for hooks. */
export function toolsIn(root: string): ReadonlySet<Tool> {
  const names = namesIn(root);
  const found = new Set(signs.flatMap(([tool, sign]) => (names.some((name) => sign.test(name)) ? [tool] : [])));
  if (names.includes('package.json') && hasKey(join(root, 'package.json'), 'lint-staged')) found.add('lint-staged');
  if (namesIn(join(root, '.github/workflows')).some((name) => /\.ya?ml$/.test(name))) found.add('github');
  const hooks: readonly Tool[] = ['pre-commit', 'lefthook', 'lint-staged', 'husky'];
  if (existsSync(join(root, '.git')) && !hooks.some((tool) => found.has(tool))) found.add('git');
  return found;
}

function hasKey(path: string, key: string): boolean {
  try {
    const about: unknown = JSON.parse(textIfRead(path) ?? '');
    return typeof about === 'object' && about !== null && Object.hasOwn(about, key);
  } catch {
    return false;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
