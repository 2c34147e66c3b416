import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../src/rule.ts';
import { rules } from '../rules/index.ts';
import { readingPage } from './reading-page.ts';
import { wordsInCode } from './words-in-code.ts';
import { categories, configTable, pageHead, renewed, rulesTable, wordsTable } from './pages.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .toSorted();
}

const sources = [...filesUnder('src'), ...filesUnder('rules')];
const code = sources.filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'));
const ruleFiles = code.filter((path) => dirname(path) === 'rules' && path !== 'rules/index.ts');
const idOf = (path: string) => basename(path, '.ts');

/** What a file imports, types included: paths from the root for its neighbours, names for the rest. */
function importsOf(path: string): string[] {
  // Statements stand at the start of a line: prettier sees to that, and text in comments and strings stays out.
  const statement = /^(?:import|export)\s(?:[^;'"`]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;
  const call = /\bimport\(\s*(?:'([^']+)'|"([^"]+)"|`([^`]+)`)/g;
  const text = read(path);
  return [...text.matchAll(statement), ...text.matchAll(call)]
    .map(([, ...found]) => found.find((name) => name !== undefined) ?? '')
    .map((name) => (name.startsWith('.') ? join(dirname(path), name.replace(/\?raw$/, '')) : name));
}

const layers = [
  ['src/text', 'src/quote', 'src/problem', 'src/limits'],
  ['src/parse'],
  ['src/model', 'src/templates'],
  ['src/rule'],
  ['rules'],
  ['src/drawing'],
  ['src/engine'],
  ['src/report'],
  ['src/cli', 'src/lsp', 'src/adapters', 'src/vscode'],
  ['src/index', 'src/testing'],
];

/** The rooms of the model, in the order in which a text goes through them. A room imports from itself and from those before it. */
const rooms = [
  'plan',
  'language',
  'document',
  'template',
  'work',
  'needs',
  'trace',
  'set',
  'gates',
  'claims',
  'gaps',
  'checks',
  'account',
  'changes',
];

/** The rank of a file's room, that of what joins them all if it stands beside them, -1 if its folder is no room. */
function roomOf(path: string): number {
  const [room, ...rest] = path.slice('src/model/'.length).split('/');
  return rest.length === 0 ? rooms.length : rooms.indexOf(room ?? '');
}

/** The rank of a file's layer, -1 if it is in none. */
function layerOf(path: string): number {
  const parts = path.split('/');
  const name = parts[0] === 'src' ? `src/${(parts[1] ?? '').replace(/\.ts$/, '')}` : parts[0];
  return layers.findIndex((layer) => layer.some((member) => member === name));
}

/** The files below cli, lsp and vscode that touch the file system, git or threads. The bundle of the library proves the rest. */
const touching =
  /^src\/engine\/(?:(?:baseline|cache|deadline|plugins|worker|workers)\.ts$|files\/|git\/|config\/(?:configs|file|find|layers|load|scope)\.ts$)/;
const mayUseNode = (path: string) => /^src\/(?:cli|lsp|vscode)\//.test(path) || touching.test(path);

describe('names', () => {
  it('are in kebab case', () => {
    const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:test|config|d))?\.(?:ts|md|json|css|js)$/;
    const folder = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
    const tests = filesUnder('test').filter((path) => path.endsWith('.ts'));
    const wrong = [...sources, ...tests].filter(
      (path) =>
        !kebab.test(basename(path)) ||
        !dirname(path)
          .split('/')
          .every((name) => folder.test(name)),
    );
    expect(wrong).toEqual([]);
  });

  it('say what a file is: no drawers', () => {
    const drawer = /(?:^|\/)(?:utils?|helpers?|common|shared|misc|types)(?:\.ts$|\/)/;
    expect([...sources, ...filesUnder('test')].filter((path) => drawer.test(path))).toEqual([]);
  });
});

describe('layers', () => {
  it('hold every file', () => {
    expect(code.filter((path) => layerOf(path) < 0)).toEqual([]);
  });

  it('point one way', () => {
    const wrong = code.flatMap((path) =>
      importsOf(path)
        .filter((target) => /^(?:src|rules)\//.test(target) && layerOf(target) > layerOf(path))
        .map((target) => `${path} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('are rooms in the model, and each imports from itself and from those before it', () => {
    const model = code.filter((path) => path.startsWith('src/model/'));
    expect(model.filter((path) => roomOf(path) < 0)).toEqual([]);
    const wrong = model.flatMap((path) =>
      importsOf(path)
        .filter((target) => target.startsWith('src/model/') && target.endsWith('.ts') && roomOf(target) > roomOf(path))
        .map((target) => `${path} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('keep what joins the rooms to two files', () => {
    const joining = code.filter((path) => dirname(path) === 'src/model');
    expect(joining).toEqual(['src/model/classify-document.ts', 'src/model/read.ts']);
  });

  it('give built-in rules nothing that a stranger does not get', () => {
    const wrong = ruleFiles.flatMap((path) =>
      importsOf(path)
        .filter((target) => target !== 'src/rule.ts')
        .map((target) => `${path} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('keep node: at the rim', () => {
    const wrong = code.filter(
      (path) => !mayUseNode(path) && importsOf(path).some((target) => target.startsWith('node:')),
    );
    expect(wrong).toEqual([]);
  });

  it('open no connection and start no program but git', () => {
    const harmless = new Set([
      'child_process',
      'fs',
      'module',
      'path',
      'readline',
      'url',
      'vm',
      'worker_threads',
      'os',
      'crypto',
      'v8',
    ]);
    const used = code.flatMap((path) =>
      importsOf(path)
        .filter((target) => target.startsWith('node:'))
        .map((target) => ({ path, name: target.slice('node:'.length).split('/')[0] ?? '' })),
    );
    expect(used.filter(({ name }) => !harmless.has(name))).toEqual([]);
    expect(code.filter((path) => /\b(?:fetch|WebSocket|EventSource)\(/.test(read(path)))).toEqual([]);
    const starting = used.filter(({ name }) => name === 'child_process').map(({ path }) => path);
    expect(starting).toEqual(['src/engine/git/git.ts']);
    const starts = read('src/engine/git/git.ts').match(/\b(?:execFile|exec|spawn|fork)(?:Sync)?\([^,)]*/g);
    expect(starts).toEqual(["spawnSync('git'"]);
  });

  it('have a door that only exports', () => {
    expect(read('src/index.ts')).not.toMatch(/^(?!export\b)[a-z]+\b.*[;{]$/m);
    expect(read('src/index.ts')).not.toMatch(/^export (?:default|const|function|class|async)\b/m);
  });
});

/**
 * How many patterns, and lists of natural words, a room of the model may hold at the most. These figures may only go down: words
 * are data (`language/words/*.json`), and texts are read by tokens, names, phrases and clauses.
 */
const ceilings: Readonly<Record<string, { readonly patterns: number; readonly lists: number }>> = {
  'plan/': { patterns: 0, lists: 0 },
  'language/': { patterns: 240, lists: 19 },
  'document/': { patterns: 196, lists: 17 },
  'template/': { patterns: 46, lists: 1 },
  'work/': { patterns: 50, lists: 0 },
  'needs/': { patterns: 32, lists: 1 },
  'trace/': { patterns: 19, lists: 3 },
  'set/': { patterns: 2, lists: 0 },
  'gates/': { patterns: 3, lists: 0 },
  'claims/': { patterns: 94, lists: 14 },
  'gaps/': { patterns: 52, lists: 2 },
  'checks/': { patterns: 23, lists: 3 },
  'changes/': { patterns: 7, lists: 1 },
  'account/': { patterns: 2, lists: 6 },
};

describe('words and patterns', () => {
  it.each(Object.entries(ceilings))('%s holds no more of them than it did', (room, { patterns, lists }) => {
    const files = code.filter((path) => path.startsWith(`src/model/${room}`));
    const counted = files.map((path) => ({ path, ...wordsInCode(join(root, path)) }));
    expect(counted.reduce((sum, file) => sum + file.patterns, 0)).toBeLessThanOrEqual(patterns);
    const found = counted.flatMap((file) => file.lists.map((words) => `${file.path}: ${words}`));
    expect(found.length > lists ? found : []).toEqual([]);
  });

  it('are counted in every room', () => {
    const inRooms = rooms.filter((room) => code.some((path) => path.startsWith(`src/model/${room}/`)));
    const open = inRooms.filter((room) => !(`${room}/` in ceilings));
    expect(open).toEqual([]);
  });
});

describe('documentation', () => {
  const declared =
    /^export (?:default\b|(?:declare |abstract |async )*(?:function\*?|class|interface|type|const|let|enum) (\w+))/;

  it('says what every exported thing means', () => {
    const wrong = code.flatMap((path) => {
      const lines = read(path).split('\n');
      const seen = new Set<string>();
      return lines.flatMap((line, index) => {
        const match = declared.exec(line);
        if (!match || /^export default \w+;/.test(line)) return [];
        const name = match[1] ?? 'default';
        const overload = seen.has(name);
        seen.add(name);
        return overload || hasDoc(lines, index) ? [] : [`${path}:${index + 1} ${name}`];
      });
    });
    expect(wrong).toEqual([]);
  });

  /** Whether a comment that begins with two stars ends right above a line. */
  function hasDoc(lines: readonly string[], index: number): boolean {
    if (!lines[index - 1]?.trimEnd().endsWith('*/')) return false;
    const start = lines.slice(0, index).findLastIndex((line) => line.trimStart().startsWith('/*'));
    return lines[start]?.trimStart().startsWith('/**') ?? false;
  }
});

describe('rules', () => {
  it('have a page each, and pages have a rule each', () => {
    const pages = sources.filter((path) => dirname(path) === 'rules' && path.endsWith('.md'));
    expect(pages.map((path) => basename(path, '.md'))).toEqual(ruleFiles.map(idOf));
  });

  it.each(ruleFiles)('%s is the rule that its name says', async (path) => {
    const exported = (await import(pathToFileURL(join(root, path)).href)) as Record<string, unknown>;
    expect(Object.keys(exported)).toEqual(['default']);
    const rule = exported['default'] as Rule;
    expect(rule.id).toBe(idOf(path));
    expect(rule.id).toMatch(/^(?:no|require)-/);
    expect(rule.description).toMatch(/^(?:Disallow|Require) .*[^.]$/);
    expect(rules.filter((registered) => registered === rule)).toHaveLength(1);
  });

  it('are registered once, each from a file', () => {
    expect(rules.map((rule) => rule.id).toSorted()).toEqual(ruleFiles.map(idOf));
  });

  it('stand in the order of the groups', () => {
    const order = Object.keys(categories);
    const ranks = rules.map((rule) => order.indexOf(rule.category));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  });

  const catalogue = join(root, '../shared/design/rules.md');
  it.skipIf(!existsSync(catalogue))('stand in the order of the catalogue', () => {
    const known = [...readFileSync(catalogue, 'utf8').matchAll(/^\| `([\w-]+)` \|/gm)].map(([, id]) => id);
    const ranks = rules.map((rule) => known.indexOf(rule.id)).filter((rank) => rank >= 0);
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  });
});

// `npm test -- -u` rewrites these files.
describe('generated text is up to date', () => {
  it.each(rules)('the head of rules/$id.md', async (rule) => {
    const path = join(root, `rules/${rule.id}.md`);
    expect(existsSync(path)).toBe(true);
    await expect(renewed(readFileSync(path, 'utf8'), 'head', pageHead(rule))).toMatchFileSnapshot(path);
  });

  it('docs/reading.md', async () => {
    await expect(readingPage()).toMatchFileSnapshot(join(root, 'docs/reading.md'));
  });

  it('the tables of README.md', async () => {
    const tables = { config: configTable(), words: wordsTable(), rules: rulesTable(rules) };
    const readme = read('README.md');
    for (const name of Object.keys(tables)) expect(readme).toMatch(new RegExp(`<!-- ${name} -->[^]*<!-- /${name} -->`));
    const fresh = Object.entries(tables).reduce((text, [name, table]) => renewed(text, name, table), readme);
    await expect(fresh).toMatchFileSnapshot(join(root, 'README.md'));
  });
});

describe('SECURITY.md', () => {
  it('names a test for each sentence, and these tests are there', () => {
    const items = read('SECURITY.md').match(/^- [^]*?(?=\n(?:- |\n))/gm) ?? [];
    expect(items.length).toBeGreaterThan(15);
    const wrong = items.flatMap((item) => {
      const [, file = '', titles = ''] = /\(`(test\/[\w/.-]+\.test\.ts)`:\s+("[^]*?")\)/.exec(item) ?? [];
      if (!existsSync(join(root, file)) || file === '') return [item];
      const text = read(file);
      return [...titles.matchAll(/"([^"]+)"/g)]
        .map(([, title = '']) => title.replace(/\s+/g, ' '))
        .filter((title) => !text.includes(`'${title}'`));
    });
    expect(wrong).toEqual([]);
  });
});

describe('sizes', () => {
  it('are said, not judged', () => {
    const long = [...code, ...filesUnder('test').filter((path) => path.endsWith('.ts'))]
      .map((path) => ({ path, lines: read(path).split('\n').length - 1 }))
      .filter(({ lines }) => lines > 250);
    if (long.length > 0) console.info(long.map(({ path, lines }) => `${lines} ${path}`).join('\n'));
    expect(code.length).toBeGreaterThan(0);
  });
});
