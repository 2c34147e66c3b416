import { execFile, spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));
const MARK = 'told again';

let top: string;
let cwd: string;
let caches: string;

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'planvet-cache-'));
  cwd = join(top, 'work');
  caches = join(top, 'caches');
  mkdirSync(cwd);
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  writeFileSync(join(cwd, path), text);
}

/** Lets files look as if nobody had touched them for a while: what has just changed is read again, whatever its stamp. */
function settle(...paths: string[]): void {
  for (const path of paths) utimesSync(join(cwd, path), 1_700_000_000, 1_700_000_000);
}

interface Run {
  readonly env?: Record<string, string>;
  readonly in?: string;
}

function planvet(args: readonly string[], { env = {}, in: from = cwd }: Run = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    cwd: from,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', PLANVET_CACHE_DIR: caches, ...env },
  });
  return { code: status, stdout, stderr };
}

function results(): string {
  const folder = join(caches, 'results');
  const [name = ''] = readdirSync(folder);
  return join(folder, name);
}

/** Changes what is kept, so that it can be seen where it is told. */
function mark(): void {
  const path = results();
  const text = readFileSync(path, 'utf8').replaceAll('`Task 7`', MARK);
  expect(text).toContain(MARK);
  writeFileSync(path, text, { mode: 0o600 });
}

const unknown = '# Plan\n\n## Phase 1: Build\n\n- [x] Task 1: Lay it\n- [ ] Task 2: Raise it (depends on Task 7)\n';

/** Fills the cache with what is found, and marks it. */
function fill(args: readonly string[] = ['plan.md'], run: Run = {}): void {
  expect(planvet(args, run).stdout).toContain('Task 7');
  mark();
  expect(planvet(args, run).stdout).toContain(MARK);
}

describe('what was found before is told again', () => {
  it('in any format, from any folder of the project, and under any path', () => {
    mkdirSync(join(cwd, '.git'));
    put('docs/plan.md', unknown);
    fill(['docs/plan.md']);
    for (const format of ['compact', 'json', 'sarif', 'github']) {
      expect(planvet(['docs/plan.md', '--format', format]).stdout).toContain(MARK);
    }
    const elsewhere = planvet(['plan.md', '--format', 'compact'], { in: join(cwd, 'docs') });
    expect(elsewhere.stdout).toContain(MARK);
    expect(elsewhere.stdout).toMatch(/^plan\.md:6:/);
    expect(planvet(['docs']).stdout).not.toContain(MARK);
    mark();
    // What was linted although nobody had named it is the same where somebody does.
    expect(planvet(['docs/plan.md']).stdout).toContain(MARK);
  });

  it('with the frame, the counts and the exit code of a fresh run', () => {
    put('plan.md', unknown);
    const [first, second, fresh] = [planvet(['plan.md']), planvet(['plan.md']), planvet(['plan.md', '--no-cache'])];
    expect(first.code).toBe(1);
    expect(second).toEqual(first);
    expect(fresh).toEqual(first);
  });

  it('also where the file was touched, or copied back with the same contents', () => {
    put('plan.md', unknown);
    fill();
    settle('plan.md');
    expect(planvet(['plan.md']).stdout).toContain(MARK);
    put('copy.md', unknown);
    renameSync(join(cwd, 'copy.md'), join(cwd, 'plan.md'));
    expect(planvet(['plan.md']).stdout).toContain(MARK);
  });

  it('of files that are no plans', () => {
    put('notes.md', '# Notes\n\nNothing to do.\n');
    put('plan.md', unknown);
    const first = planvet(['.', '--verbose']);
    expect(first.stderr).toContain('notes.md: left out');
    expect(planvet(['.', '--verbose'])).toEqual(first);
  });

  it('without loading what reads plans', () => {
    put('plan.md', unknown.replace('Task 7', 'Task 1'));
    const hook = join(top, 'loaded.cjs');
    writeFileSync(
      hook,
      "process.on('exit', () => { const { statSync } = require('node:fs'); let sum = 0; for (const path of Object.keys(require.cache)) if (path.includes('dist')) sum += statSync(path).size; process.stderr.write(`${sum}\\n`); });",
    );
    const loaded = () =>
      Number(
        planvet(['plan.md'], { env: { NODE_OPTIONS: `--require ${hook}` } })
          .stderr.trim()
          .split('\n')
          .at(-1),
      );
    expect(loaded()).toBeGreaterThan(1_000_000);
    expect(loaded()).toBeLessThan(250_000);
  });
});

describe('what was found before does not count', () => {
  const isFresh = (args: readonly string[] = ['plan.md'], run: Run = {}) => {
    const told = planvet(args, run);
    expect(told.stdout).not.toContain(MARK);
    return told;
  };

  it('where the text has changed, even to one of the same length and date', () => {
    put('plan.md', unknown);
    settle('plan.md');
    fill();
    put('plan.md', unknown.replace('Task 7', 'Task 8'));
    settle('plan.md');
    expect(isFresh().stdout).toContain('`Task 8`');
  });

  it.each([
    ['--preset', 'strict'],
    ['--rule', 'no-unknown-dependency: warning'],
    ['--only', 'no-unknown-dependency'],
    ['--template', 'checklist'],
    ['--release', '--quiet'],
    ['--verbose', '--quiet'],
  ])('with %s %s', (...options) => {
    put('plan.md', unknown);
    fill();
    expect(isFresh(['plan.md', ...options]).code).toBeLessThan(2);
  });

  it('with --no-cache and --stats, which also keep nothing', () => {
    put('plan.md', unknown);
    fill();
    const before = readFileSync(results(), 'utf8');
    expect(planvet(['plan.md', '--no-cache']).stdout).not.toContain(MARK);
    const told = planvet(['plan.md', '--stats', '--format', 'json']).stdout;
    expect(told).not.toContain(MARK);
    expect(Object.keys((JSON.parse(told) as { timings: { rules: object } }[])[0]?.timings.rules ?? {})).toContain(
      'no-unknown-dependency',
    );
    expect(readFileSync(results(), 'utf8')).toBe(before);
  });

  it('once the configuration, what it extends or its place is another one', () => {
    put('plan.md', unknown);
    put('team.json', '{"rules": {"no-empty-section": "off"}}');
    put('planvet.config.json', '{"extends": "./team.json"}');
    fill();
    put('team.json', '{"rules": {"no-unknown-dependency": "warning"}}');
    expect(isFresh().code).toBe(0);
    mark();
    put('planvet.config.json', '{}');
    expect(isFresh().code).toBe(1);
    mark();
    rmSync(join(cwd, 'planvet.config.json'));
    put('planvet.config.yaml', 'words: {done: [klart]}\n');
    isFresh();
    mark();
    put('planvet.config.yaml', 'words: {done: [fertig]}\n');
    isFresh();
    mark();
    put('planvet.config.yaml', 'overrides: [{files: ["*.md"], rules: {no-unknown-dependency: warning}}]\n');
    expect(isFresh().code).toBe(0);
    isFresh(['plan.md', '--no-config']);
  });

  it('once the file of a template has changed', () => {
    put('plan.md', unknown);
    put('mine.md', '# Title\n\n## Phase 1: Name\n\n- [ ] Task 1: Title\n');
    fill(['plan.md', '--template', './mine.md']);
    put('mine.md', '# Title\n\n## Goals\n\nText.\n\n## Phase 1: Name\n\n- [ ] Task 1: Title\n');
    expect(isFresh(['plan.md', '--template', './mine.md']).stdout).toContain('Goals');
    mark();
    put('planvet.config.json', '{"template": "./mine.md"}');
    isFresh();
    mark();
    put('mine.md', '# Title\n\n## Risks\n\nText.\n');
    isFresh();
  });

  it('once a document of its set has changed, has come or has gone', () => {
    const folder = 'specs/001-shop';
    put(`${folder}/plan.md`, '# Implementation Plan: Shop\n\n## Summary\n\nA shop.\n');
    put(`${folder}/tasks.md`, '# Tasks: Shop\n\n- [x] T001 Lay it\n- [ ] T002 Raise it (depends on T007, Task 7)\n');
    const path = `${folder}/tasks.md`;
    const run = () => planvet([path, '--format', 'json']);
    const stored = () => readFileSync(results(), 'utf8');
    run();
    const change = (make: () => void) => {
      const before = stored();
      make();
      const told = run();
      expect(told).toEqual(planvet([path, '--format', 'json', '--no-cache']));
      expect(stored()).not.toBe(before);
    };
    change(() => put(`${folder}/plan.md`, '# Implementation Plan: Shop\n\n## Summary\n\nA big shop.\n'));
    change(() => put(`${folder}/spec.md`, '# Feature Specification: Shop\n\n- **FR-001**: It sells\n'));
    change(() => rmSync(join(cwd, folder, 'spec.md')));
  });

  it('once a file that the plan names has come or gone', () => {
    put('src/other.ts', '');
    put('plan.md', unknown.replace('Lay it', 'Lay it in `src/lay.ts`'));
    const rule = ['plan.md', '--rule', 'no-missing-file: error'];
    fill(rule);
    expect(planvet(rule).stdout).toContain('src/lay.ts');
    put('src/lay.ts', '');
    expect(isFresh(rule).stdout).not.toContain('no-missing-file');
    mark();
    rmSync(join(cwd, 'src/lay.ts'));
    expect(isFresh(rule).stdout).toContain('no-missing-file');
  });

  it('once the project begins elsewhere', () => {
    put('docs/plan.md', unknown);
    fill(['docs/plan.md']);
    mkdirSync(join(cwd, 'docs/.git'));
    expect(isFresh(['docs/plan.md']).code).toBe(1);
  });

  it('where another planvet or another Node has written it', () => {
    put('plan.md', unknown);
    for (const [from, to] of [
      [/\\"0\.1\.0-/, '\\"0.0.9-'],
      [/\\"v\d+\./, '\\"v19.'],
    ] as const) {
      fill();
      const text = readFileSync(results(), 'utf8');
      expect(text).toMatch(from);
      writeFileSync(results(), text.replace(from, to), { mode: 0o600 });
      isFresh();
    }
  });

  it('in what a baseline accepts, which is looked up each time', () => {
    put('plan.md', unknown);
    const accepting = ['plan.md', '--baseline', 'accepted.json'];
    expect(planvet([...accepting, '--update-baseline']).code).toBe(0);
    expect(planvet(accepting).stdout).toBe('');
    expect(planvet(['plan.md']).stdout).toContain('Task 7');
    rmSync(join(cwd, 'accepted.json'));
    put('planvet-baseline.json', '{"version": 1, "findings": []}');
    expect(planvet(['plan.md', '--no-baseline']).stdout).toContain('Task 7');
  });

  it('with plugins, whose code may look at anything', () => {
    put('plan.md', unknown);
    put(
      'rule.mjs',
      "import { readFileSync } from 'node:fs';\nexport default { rules: [] };\nreadFileSync(new URL('./plan.md', import.meta.url));\n",
    );
    put('planvet.config.json', '{"plugins": ["./rule.mjs"]}');
    const refused = planvet(['plan.md']);
    expect(refused.code).toBe(2);
    fill(['plan.md', '--no-allow-plugins']);
    rmSync(join(cwd, 'planvet.config.json'));
    expect(isFresh().code).toBe(1);
  });

  it('while fixes are applied', () => {
    put('plan.md', unknown);
    fill();
    const before = readFileSync(results(), 'utf8');
    for (const option of ['--fix', '--diff', '--add-disable']) {
      expect(planvet(['plan.md', option]).stdout).not.toContain(MARK);
      put('plan.md', unknown);
    }
    expect(readFileSync(results(), 'utf8')).toBe(before);
  });

  it('where the call is wrong', () => {
    put('plan.md', unknown);
    fill();
    expect(planvet(['plan.md', '--rule', 'no-such-rule: off']).code).toBe(2);
    put('planvet.config.json', '{"rules": {"no-such-rule": "off"}}');
    expect(planvet(['plan.md']).code).toBe(2);
  });
});

describe('a cache that cannot be trusted', () => {
  const isPassedOver = () => {
    const told = planvet(['plan.md']);
    expect(told.stdout).toContain('`Task 7`');
    expect(told.stdout).not.toContain(MARK);
    expect(told.stderr).toBe('');
    return told.code;
  };

  it('is passed over where it is broken', () => {
    put('plan.md', unknown);
    fill();
    const whole = readFileSync(results(), 'utf8');
    const broken = [
      '',
      'null',
      '{}',
      whole.slice(0, whole.length / 2),
      whole.replace('"findings":[', '"findings":[null,'),
      whole.replace('"span":{"start":', '"span":{"start":"x'),
      whole.replace('"rows":[', '"rows":[[],'),
      whole.replace('"rows":[', '"rows":{"a":['),
      whole.replace(/"outcome".*/, ''),
      whole.replace('"related":', '"related":7,"also":'),
    ];
    for (const text of broken) {
      writeFileSync(results(), text, { mode: 0o600 });
      const told = planvet(['plan.md']);
      expect([told.code, told.stderr]).toEqual([1, '']);
      expect(told.stdout).toContain('no-unknown-dependency');
    }
  });

  it('is passed over where others can write to it, or it is a link', () => {
    put('plan.md', unknown);
    fill();
    chmodSync(results(), 0o666);
    expect(isPassedOver()).toBe(1);
    mark();
    renameSync(results(), join(top, 'elsewhere.json'));
    symlinkSync(join(top, 'elsewhere.json'), join(caches, 'results/-link.json'));
    renameSync(join(caches, 'results/-link.json'), join(caches, 'results', `${cwd.replace(/[^\w.-]+/g, '-')}.json`));
    expect(isPassedOver()).toBe(1);
    rmSync(caches, { recursive: true });
    fill();
    chmodSync(join(caches, 'results'), 0o777);
    expect(isPassedOver()).toBe(1);
  });

  it('is for the one who made it, in a folder that nobody else looks into', () => {
    put('plan.md', unknown);
    planvet(['plan.md']);
    expect(statSync(join(caches, 'results')).mode & 0o777).toBe(0o700);
    expect(statSync(results()).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(caches, 'results'))).toHaveLength(1);
    expect(readdirSync(cwd)).toEqual(['plan.md']);
  });

  it('is not needed: nothing is written where nothing can be, and nothing said', () => {
    put('plan.md', unknown);
    put('file', '');
    for (const folder of ['file', 'file/below', '/proc/nowhere']) {
      const told = planvet(['plan.md'], { env: { PLANVET_CACHE_DIR: folder } });
      expect([told.code, told.stderr]).toEqual([1, '']);
    }
    const told = planvet(['plan.md'], { env: { PLANVET_CACHE_DIR: '' } });
    expect([told.code, told.stderr]).toEqual([1, '']);
    expect(readdirSync(cwd).toSorted()).toEqual(['file', 'plan.md']);
  });
});

describe('several runs at once', () => {
  it('tell the truth, and keep what all of them have found', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `plan-${index}.md`);
    for (const [index, name] of names.entries()) put(name, unknown.replace('Task 7', `Task ${70 + index}`));
    const env = { PATH: process.env['PATH'] ?? '', PLANVET_CACHE_DIR: caches };
    const run = (files: readonly string[]) =>
      promisify(execFile)(process.execPath, [bin, '--exit-zero', ...files], { cwd, env });
    const all = await Promise.all([0, 3, 6, 9].map((at) => run(names.slice(at, at + 3))));
    for (const [group, { stdout }] of all.entries()) {
      for (const at of [0, 1, 2]) expect(stdout).toContain(`\`Task ${70 + group * 3 + at}\``);
    }
    expect(readdirSync(join(caches, 'results'))).toHaveLength(1);
    JSON.parse(readFileSync(results(), 'utf8'));
    expect(planvet(names).stdout).toBe(planvet([...names, '--no-cache']).stdout);
  });
});
