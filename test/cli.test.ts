import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

let cwd: string;

beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), 'planvet-cli-')));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function put(path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  writeFileSync(join(cwd, path), text);
}

interface Run {
  readonly input?: string | Uint8Array;
  readonly env?: Record<string, string>;
  readonly cwd?: string;
}

/** The built bin, run as a stranger would, but with an environment that says nothing about colours or build servers. */
function planvet(args: readonly string[], { input = '', env = {}, cwd: from = cwd }: Run = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    cwd: from,
    input,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', ...env },
    maxBuffer: 64_000_000,
  });
  return { code: status, stdout, stderr };
}

const clean =
  '# Plan\n\n## Phase 1: Build\n\n- [x] Task 1: Lay the floor\n- [ ] Task 2: Raise the walls (depends on Task 1)\n';
const unknown = clean.replace('on Task 1', 'on Task 7');
const warned = clean.replace('## Phase 1', '## Notes\n\n## Phase 1');

const says = (run: ReturnType<typeof planvet>) => ({ code: run.code, out: run.stdout !== '', err: run.stderr });

describe('exit codes', () => {
  it('0: nothing at error level', () => {
    put('plan.md', clean);
    expect(planvet(['plan.md'])).toEqual({ code: 0, stdout: '', stderr: 'plan.md has no problems\n' });
    put('warned.md', warned);
    const run = planvet(['warned.md']);
    expect(run.code).toBe(0);
    expect(run.stdout).toBe(
      [
        'warned.md',
        '',
        '  3:4  warning  `Notes` has nothing under it  no-empty-section',
        '    3 │ ## Notes',
        '      │    ^^^^^',
        '',
        '1 warning',
        '',
      ].join('\n'),
    );
    expect(run.stderr).toBe('');
  });

  it('0: an empty file', () => {
    put('plan.md', '');
    expect(planvet(['plan.md'])).toEqual({ code: 0, stdout: '', stderr: 'plan.md has no problems\n' });
  });

  it('1: errors, or more warnings than are allowed', () => {
    put('plan.md', unknown);
    const run = planvet(['plan.md', '--format', 'compact']);
    expect(run).toMatchObject({ code: 1, stderr: '' });
    expect(run.stdout).toMatch(/^plan\.md:6:43: error: .*\[no-unknown-dependency\]\n$/);
    put('warned.md', warned);
    expect(planvet(['warned.md', '--max-warnings', '1']).code).toBe(0);
    expect(planvet(['warned.md', '--max-warnings', '0'])).toMatchObject({
      code: 1,
      stderr: 'planvet: 1 warning, more than the 0 of --max-warnings\n',
    });
    expect(planvet(['warned.md', '--max-warnings', '0', '--quiet'])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'warned.md has no errors (1 warning not shown)\nplanvet: 1 warning, more than the 0 of --max-warnings\n',
    });
  });

  it('0: errors, with --exit-zero', () => {
    put('plan.md', unknown);
    expect(says(planvet(['plan.md', '--exit-zero']))).toEqual({ code: 0, out: true, err: '' });
    expect(planvet(['nowhere.md', '--exit-zero']).code).toBe(2);
  });

  it.each<[string, string | Uint8Array, string]>([
    ['binary', 'a\0b', '1:1: error: This file is binary: it has NUL bytes'],
    [
      'not UTF-8',
      Buffer.from('# Plan\n\ncaf\xe9 au lait\n', 'latin1'),
      '3:4: error: This file is not UTF-8 (byte 0xE9 here); save it as UTF-8',
    ],
    [
      'UTF-8 that breaks off',
      Buffer.from([0x61, 0x0a, 0xe2, 0x82]),
      '2:1: error: This file is not UTF-8 (byte 0xE2 here); save it as UTF-8',
    ],
    ['UTF-16', Buffer.from('\ufeff# Plan', 'utf16le'), '1:1: error: This file is UTF-16, not UTF-8; save it as UTF-8'],
    [
      'too large',
      'a '.repeat(2_500_000),
      '1:1: error: This file is too large to be read as a plan (5.0 MB); the limit is 2 MB',
    ],
  ])('1: a file that is %s, and the others are linted', (_, bytes, said) => {
    put('bad-plan.md', bytes);
    put('plan.md', unknown);
    const run = planvet(['bad-plan.md', 'plan.md', '--format', 'compact']);
    expect(run.code).toBe(1);
    const [first, second, ...others] = run.stdout.trimEnd().split('\n');
    expect(first).toBe(`bad-plan.md:${said} [planvet/parse-limit]`);
    expect(second).toMatch(/^plan\.md:6:43: error/);
    expect(others).toEqual([]);
    expect(planvet(['.', '--format', 'compact'])).toEqual(run);
    expect(planvet(['-', '--format', 'compact'], { input: bytes }).stdout).toMatch(
      /^<text>:.*\[planvet\/parse-limit\]\n$/,
    );
  });

  it('1: nested too deep', () => {
    put('plan.md', `${'- '.repeat(8000)}a\n`);
    const run = planvet(['plan.md', '--format', 'compact']);
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/^plan\.md:1:1: error: .* \[planvet\/parse-limit\]\n$/);
  });

  it('says it where an unreadable file is left out, since it may be a plan', () => {
    put('notes.md', 'a\0b');
    put('plan.md', clean);
    expect(planvet(['.'])).toEqual({
      code: 0,
      stdout: '',
      stderr:
        'plan.md has no problems\nnotes.md: left out: This file is binary: it has NUL bytes; name the file if it is a plan\n',
    });
  });

  it.each<[string[], string]>([
    [['pln.md'], 'no such file or folder: `pln.md`; did you mean `plan.md`?'],
    [['docs'], 'no plans in `docs`; looked for .md, .markdown and .mdc files that are plans'],
    [
      ['notes'],
      'no plans in `notes`; looked for .md, .markdown and .mdc files that are plans (1 Markdown file there, left out; --verbose says why)',
    ],
    [['docs/*.md'], 'nothing matches `docs/*.md`'],
    [[''], 'a path is empty'],
  ])('2: %j, and the others are linted', (paths, said) => {
    put('plan.md', unknown);
    put('docs/a.txt', '');
    put('notes/read.md', 'Hello.\n');
    const run = planvet([...paths, 'plan.md']);
    expect(run).toMatchObject({ code: 2, stderr: `planvet: ${said}\n` });
    expect(run.stdout).toContain('no-unknown-dependency');
  });

  it('2: a command that is misspelt, and nothing is linted', () => {
    put('plan.md', unknown);
    expect(planvet(['shwo', 'plan.md'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'planvet: there is no command `shwo`, and no file or folder of that name; did you mean `planvet show`?\n',
    });
  });

  it.each<[string[], string]>([
    [['--formt', 'json'], 'unknown option `--formt`; did you mean `--format`?'],
    [['--no-ignore'], 'unknown option `--no-ignore`; `planvet --help` lists them'],
    [['--no-such=x', 'plan.md'], 'unknown option `--no-such`; `planvet --help` lists them'],
    [['--no-colr'], 'unknown option `--no-colr`; did you mean `--no-color`?'],
    [['show', '--no-such'], 'unknown option `--no-such` of `planvet show`; `planvet show --help` lists them'],
    [['-x'], 'unknown option `-x`; `planvet --help` lists them'],
    [['--constructor', 'x'], 'unknown option `--constructor`; `planvet --help` lists them'],
    [['--max-warnings', 'abc'], '--max-warnings needs a whole number from 0, not `abc`'],
    [['--max-warnings', '-1'], '--max-warnings needs a whole number from 0, not `-1`'],
    [['--max-warnings', '1.5'], '--max-warnings needs a whole number from 0, not `1.5`'],
    [['--max-warnings'], '--max-warnings needs a value'],
    [['--rule'], '--rule needs a value'],
    [
      ['--rule', 'no-placehodler: off'],
      "unknown rule `no-placehodler` in --rule 'no-placehodler: off'; did you mean `no-placeholder`?",
    ],
    [
      ['--rule', 'no-placeholder: of'],
      "unknown severity `of` for `no-placeholder` in --rule 'no-placeholder: of'; did you mean `off`?",
    ],
    [['--rule', '&a no-placeholder: *a'], "--rule '&a no-placeholder: *a' is not valid YAML"],
    [['--only', 'placeholder'], 'unknown rule `placeholder` in --only; did you mean `no-placeholder`?'],
    [['--template', 'chekclist'], 'unknown template `chekclist` in --template; did you mean `checklist`?'],
    [['--template', './plam.md'], '--template: no such file or folder: `./plam.md`; did you mean `./plan.md`?'],
    [['--template', 'latin.md'], '--template `latin.md`: This file is not UTF-8'],
    [['--format', 'jsn'], 'unknown format `jsn`; did you mean `json`?'],
    [['--format', 'json:'], '--format json: names no file behind its colon'],
    [['--stdin-filename', 'x.md'], '--stdin-filename names what comes by `-`, and that is not among the paths'],
    [['show'], '`planvet show` needs a file'],
    [['show', 'plan.md', 'other.md'], '`planvet show` needs just one file, not `other.md` too'],
    [['show', '--jsn', 'plan.md'], 'unknown option `--jsn` of `planvet show`; did you mean `--json`?'],
    [['show', 'docs'], '`docs` is a folder; name a file in it'],
    [['show', 'plan.md:7'], '`plan.md` has 6 lines; there is no line 7'],
    [['show', 'plan.md:0'], 'lines are counted from 1'],
    [['show', 'plan.md:x'], '`x` is no line of `plan.md`; write `plan.md:27` for line 27'],
    [['show', 'pln.md:3'], 'no such file or folder: `pln.md`; did you mean `plan.md`?'],
    [['graph', 'pln.md'], 'no such file or folder: `pln.md`; did you mean `plan.md`?'],
    [['graph', 'plan.md', '--format', 'jsn'], 'unknown format `jsn` for a graph; did you mean `json`?'],
    [['explain', 'placeholder'], 'unknown rule `placeholder`; did you mean `no-placeholder`?'],
  ])('2: planvet %j', (args, said) => {
    put('plan.md', unknown);
    put('latin.md', Buffer.from('caf\xe9', 'latin1'));
    put('docs/a.txt', '');
    const run = planvet(
      args.includes('plan.md') || /^(?:show|graph|explain)$/.test(args[0] ?? '') ? args : ['plan.md', ...args],
    );
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(`planvet: ${said}`);
    expect(run.stderr.trimEnd()).not.toContain('\n');
  });

  it('2: no plans anywhere', () => {
    put('README.md', 'Hello.\n');
    put('archive/plan.md', clean);
    const run = planvet([]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(/^planvet: no plans here; looked for \.md, \.markdown and \.mdc files that are plans/);
  });

  it('3: a file that cannot be read, and the others are linted', () => {
    symlinkSync('loop.md', join(cwd, 'loop.md'));
    put('plan.md', unknown);
    const run = planvet(['loop.md', 'plan.md', 'nowhere.md']);
    expect(run.code).toBe(3);
    expect(run.stdout).toContain('no-unknown-dependency');
    expect(run.stderr).toBe(
      'planvet: cannot read `loop.md`: its links go round in a circle\nplanvet: no such file or folder: `nowhere.md`\n',
    );
    expect(planvet(['show', 'loop.md'])).toMatchObject({ code: 3, stdout: '' });
  });

  it('3: an output that cannot be written, and the others are', () => {
    put('plan.md', unknown);
    const run = planvet([
      'plan.md',
      '--format',
      'json:plan.md/x.json',
      '--format',
      'compact',
      '--format',
      'json:out.json',
    ]);
    expect(run.code).toBe(3);
    expect(run.stdout).toContain('[no-unknown-dependency]');
    expect(run.stderr).toMatch(/^planvet: cannot write `plan\.md\/x\.json`: /);
    expect(readFileSync(join(cwd, 'out.json'), 'utf8')).toContain('no-unknown-dependency');
  });

  describe('together', () => {
    const [findings, warnings] = [['plan.md'], ['warned.md']];
    const [absent, unreadable] = [['nowhere.md'], ['loop.md']];
    const unwritable = ['--format', 'compact', '--format', 'json:plan.md/x.json'];
    const none = ['--max-warnings', '0'];
    it.each<[number, string, readonly string[]]>([
      [1, 'findings', findings],
      [2, 'findings and a wrong path', [...findings, ...absent]],
      [3, 'findings and an unreadable file', [...findings, ...unreadable]],
      [3, 'a wrong path and an unreadable file', [...absent, ...unreadable]],
      [3, 'findings, a wrong path and an unreadable file', [...findings, ...absent, ...unreadable]],
      [3, 'findings and an output that cannot be written', [...findings, ...unwritable]],
      [3, 'a wrong path and an output that cannot be written', [...warnings, ...absent, ...unwritable]],
      [1, 'too many warnings', [...warnings, ...none]],
      [1, 'findings and too many warnings', [...findings, ...warnings, ...none]],
      [2, 'too many warnings and a wrong path', [...warnings, ...absent, ...none]],
      [3, 'too many warnings and an unreadable file', [...warnings, ...unreadable, ...none]],
      [3, 'too many warnings and an output that cannot be written', [...warnings, ...unwritable, ...none]],
    ])('%i: %s', (code, _, args) => {
      put('plan.md', unknown);
      put('warned.md', warned);
      symlinkSync('loop.md', join(cwd, 'loop.md'));
      const run = planvet(args);
      const lenient = planvet([...args, '--exit-zero']);
      expect(run.code).toBe(code);
      // Only what was found is forgiven.
      expect(lenient.code).toBe(code === 1 ? 0 : code);
      for (const { stdout, stderr } of [run, lenient]) {
        expect(stdout.includes('no-unknown-dependency')).toBe(args.includes('plan.md'));
        expect(stdout.includes('no-empty-section')).toBe(args.includes('warned.md'));
        expect(stderr.includes('no such file or folder: `nowhere.md`')).toBe(args.includes('nowhere.md'));
        expect(stderr.includes('cannot read `loop.md`')).toBe(args.includes('loop.md'));
        expect(stderr.includes('cannot write `plan.md/x.json`')).toBe(args.includes('json:plan.md/x.json'));
      }
    });
  });
});

describe('paths', () => {
  it('of hooks may all be left out', () => {
    put('README.md', 'Hello.\n');
    put('node_modules/x/plan.md', unknown);
    put('plan.md', unknown);
    const silent = { code: 0, stdout: '', stderr: '' };
    expect(planvet(['--force-exclude', 'README.md', 'node_modules/x/plan.md'])).toEqual(silent);
    expect(planvet(['--force-exclude', '-', '--stdin-filename', 'node_modules/x/plan.md'], { input: unknown })).toEqual(
      silent,
    );
    expect(planvet(['--force-exclude', 'README.md', 'plan.md'])).toMatchObject({ code: 1, stderr: '' });
    expect(planvet(['--force-exclude', 'README.md', '--verbose']).stderr).toBe(
      'README.md: left out: not a plan: no template, and no two tasks with a phase, dependency or gate\n',
    );
  });

  it('that are found are no instructions for an agent and no templates by what they hold', () => {
    const command = `---\nallowed-tools: Read\ndescription: Plan the work\n---\n\n${unknown}`;
    put('plan.md', command);
    put('docs/plan.md', `{{#if hasTasks}}\n\n${unknown}\n{{/if}}\n`);
    put('docs/plans/cart.md', command);
    put('steps.md', command);
    const run = planvet(['.', '--verbose', '--format', 'compact']);
    expect(run.stdout.split(':')[0]).toBe('docs/plans/cart.md');
    expect(run.stderr).toContain('docs/plan.md: left out: a template\n');
    expect(run.stderr).toContain('plan.md: left out: instructions for an agent\n');
    expect(run.stderr).toContain('steps.md: left out: instructions for an agent\n');
    expect(planvet(['plan.md', '--format', 'compact']).stdout).toMatch(/^plan\.md:/);
    expect(planvet(['*.md', '--format', 'compact']).stdout).toMatch(/^plan\.md:/);
    expect(planvet(['plan.md', '--force-exclude'])).toEqual({ code: 0, stdout: '', stderr: '' });
    put('planvet.config.json', '{"files": ["*.md"]}');
    expect(planvet(['--format', 'compact']).stdout).toMatch(/^plan\.md:/);
    expect(planvet(['plan.md', '--force-exclude', '--format', 'compact']).stdout).toMatch(/^plan\.md:/);
  });

  it('may look like commands and options', () => {
    put('rules/plan.md', clean);
    put('-x.md', clean);
    expect(planvet(['./rules']).stderr).toBe('rules/plan.md has no problems\n');
    expect(planvet(['--', '-x.md', 'rules']).stderr).toBe(
      '2 plans have no problems\nplanvet: 2 plans read, from no template that planvet knows\n',
    );
    expect(planvet(['--quiet', 'rules/plan.md']).stderr).toBe('rules/plan.md has no problems\n');
  });

  it('are shown from where planvet was called', () => {
    put('docs/plan.md', unknown);
    put('tools/x', '');
    const run = (path: string) =>
      planvet([path, '--format', 'compact'], { cwd: join(cwd, 'tools') }).stdout.split(':')[0];
    expect(run('../docs/plan.md')).toBe('../docs/plan.md');
    expect(run('../docs')).toBe('../docs/plan.md');
    expect(run(join(cwd, 'docs/plan.md'))).toBe(join(cwd, 'docs/plan.md'));
    expect(planvet([join(cwd, 'docs/plan.md'), '--format', 'compact']).stdout).toMatch(/^docs\/plan\.md:/);
  });

  it('`-` is the standard input', () => {
    expect(planvet(['-'], { input: clean })).toEqual({ code: 0, stdout: '', stderr: '<text> has no problems\n' });
    const named = planvet(['-', '--stdin-filename', 'docs/plan.md', '--format', 'compact'], { input: unknown });
    expect(named.stdout).toMatch(/^docs\/plan\.md:6:43: error/);
    const [file] = JSON.parse(planvet(['-', '--format', 'json'], { input: unknown }).stdout) as { filePath: string }[];
    expect(file?.filePath).toBe('<text>');
  });
});

describe('output', () => {
  it('is annotated too in GitHub Actions', () => {
    put('plan.md', unknown);
    const run = planvet(['plan.md'], { env: { GITHUB_ACTIONS: 'true' } });
    expect(run.stdout).toMatch(/^plan\.md\n/);
    expect(run.stdout).toMatch(
      /^::error file=plan\.md,line=6,col=43,endLine=6,endColumn=49,title=no-unknown-dependency::/m,
    );
    expect(planvet(['plan.md', '--format', 'compact'], { env: { GITHUB_ACTIONS: 'true' } }).stdout).not.toContain(
      '::error',
    );
  });

  it('goes to several places', () => {
    put('plan.md', unknown);
    const run = planvet([
      'plan.md',
      '--format',
      'compact',
      '--format',
      'json:out/deep/plan.json',
      '--format',
      'pretty:out/plan.txt',
    ]);
    expect(run.stdout).toMatch(/^plan\.md:6/);
    const [file] = JSON.parse(readFileSync(join(cwd, 'out/deep/plan.json'), 'utf8')) as {
      filePath: string;
      errorCount: number;
    }[];
    expect(file).toMatchObject({ filePath: join(cwd, 'plan.md'), errorCount: 1 });
    expect(readFileSync(join(cwd, 'out/plan.txt'), 'utf8')).toMatch(/^plan\.md\n/);
    expect(planvet(['plan.md', '--format', 'json:out.json'])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'planvet: 1 error in 1 file\n',
    });
  });

  it.each<[string[], Record<string, string>, boolean]>([
    [[], {}, false],
    [['--color'], {}, true],
    [[], { FORCE_COLOR: '1' }, true],
    [[], { FORCE_COLOR: '0' }, false],
    [['--no-color'], { FORCE_COLOR: '1' }, false],
    [['--color'], { NO_COLOR: '1' }, true],
  ])('has colours with %j and %j: %s', (args, env, coloured) => {
    put('plan.md', unknown);
    const { stdout } = planvet(['plan.md', ...args], { env });
    expect(stdout.includes('\u001b[')).toBe(coloured);
  });

  it('lists clean files in json, in the order of paths', () => {
    put('b.md', clean);
    put('a.md', unknown);
    put('docs/c.md', clean);
    const files = JSON.parse(planvet(['docs', 'b.md', 'a.md', '--format', 'json', '--stats']).stdout) as {
      filePath: string;
      plan: object;
    }[];
    expect(files.map(({ filePath }) => filePath)).toEqual(['a.md', 'b.md', 'docs/c.md'].map((path) => join(cwd, path)));
    expect(files[1]?.plan).toMatchObject({ tasks: 2, done: 1, dependencies: 1 });
  });

  it('says how files were read, and what was left out, with --verbose', () => {
    put('plan.md', clean);
    put('notes.md', 'Hello.\n');
    put('old/plan-template.md', clean);
    expect(planvet(['.', '--verbose']).stderr).toBe(
      [
        'plan.md has no problems',
        'planvet: 1 plan read, from no template that planvet knows; left out: 1 (a template), 1 (not a plan)',
        'plan.md: read without a template: 2 tasks, 1 edge, 0 gates',
        'old/plan-template.md: left out: a template',
        'notes.md: left out: not a plan: no template, and no two tasks with a phase, dependency or gate',
        '',
      ].join('\n'),
    );
  });

  it('warns where a clean bill of health would mislead', () => {
    put('notes.md', 'Hello.\n');
    expect(planvet(['notes.md'])).toEqual({
      code: 0,
      stdout: '',
      stderr:
        'notes.md has no problems\nnotes.md: read without a template: 0 tasks, 0 edges, 0 gates; `planvet show` says more\n',
    });
  });

  it('counts many of them', () => {
    for (const name of 'abcd') put(`${name}-plan.md`, 'Hello.\n');
    expect(planvet(['.']).stderr).toBe(
      '4 plans have no problems\nplanvet: 4 plans read, from no template that planvet knows\n4 files were read without a template, and without finding a task; --verbose names them\n',
    );
  });

  it('runs only some rules, as loud as they are wanted', () => {
    put('plan.md', `${unknown}\n## Notes\n`);
    const ids = (...args: string[]) =>
      [...planvet(['plan.md', '--format', 'compact', ...args]).stdout.matchAll(/: (\w+): .*\[(.+)\]/g)].map(
        ([, severity, id]) => `${severity} ${id}`,
      );
    expect(ids()).toEqual(['error no-unknown-dependency', 'warning no-empty-section']);
    expect(ids('--only', 'no-empty-section')).toEqual(['warning no-empty-section']);
    expect(ids('--rule', 'no-empty-section: error', '--rule', 'no-unknown-dependency: off')).toEqual([
      'error no-empty-section',
    ]);
  });

  it('survives a reader who goes away, and one who is slow', () => {
    for (let i = 0; i < 150; i++) put(`docs/plans/${i}.md`, unknown);
    const pipe = (reader: string) =>
      execFileSync(
        'bash',
        ['-c', `"$0" "$1" docs --format json --color | ${reader}; echo "\${PIPESTATUS[0]}"`, process.execPath, bin],
        {
          cwd,
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      );
    expect(pipe('head -n 1')).toBe('[\n1\n');
    const slow = pipe('(sleep 1; cat)').trimEnd();
    expect(slow.length).toBeGreaterThan(70_000);
    expect(slow).toMatch(/\n1$/);
    expect(JSON.parse(slow.slice(0, -1))).toHaveLength(150);
  });
});

describe('commands', () => {
  it('-v and -h say what they are asked', () => {
    expect(planvet(['-v'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    expect(planvet(['--version']).stdout).toBe(`${version}\n`);
    const help = planvet(['-h']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const word of ['planvet [paths...]', 'planvet explain', '--max-warnings', '--force-exclude']) {
      expect(help.stdout).toContain(word);
    }
    expect(planvet(['show', '--help']).stdout).toContain('planvet show FILE');
    expect(planvet(['show', '--help']).stdout).not.toContain('--max-warnings');
  });

  it('rules lists them', () => {
    const { code, stdout } = planvet(['rules']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^rule +default +fix +what it does\n/);
    expect(stdout).toMatch(/^no-placeholder +error +Disallow/m);
    const rules = JSON.parse(planvet(['rules', '--json']).stdout) as { id: string }[];
    expect(rules.map(({ id }) => id)).toContain('no-unchecked-gate');
  });

  const pages = readdirSync(new URL('../rules', import.meta.url)).filter((name) => name.endsWith('.md'));
  it('explain prints the page of every rule', () => {
    expect(pages.length).toBeGreaterThan(0);
    for (const id of pages.map((page) => page.replace('.md', ''))) {
      const { code, stdout } = planvet(['explain', id]);
      expect(code).toBe(0);
      expect(stdout).toMatch(new RegExp(`^# \`${id}\`\n`));
      expect(stdout).not.toMatch(/<!-- .?head -->/);
    }
    expect(planvet(['explain', 'planvet/parse-limit']).stdout).toMatch(/^# `planvet\/parse-limit`\n/);
  });

  it('graph writes nodes and edges', () => {
    put('plan.md', clean);
    expect(JSON.parse(planvet(['graph', 'plan.md', '--format', 'json']).stdout)).toEqual({
      nodes: [
        {
          key: '1',
          id: '1',
          kind: 'task',
          title: 'Lay the floor',
          phase: expect.anything() as unknown,
          state: 'done',
          line: 5,
          estimateHours: null,
        },
        {
          key: '2',
          id: '2',
          kind: 'task',
          title: expect.stringContaining('Raise the walls') as unknown,
          phase: expect.anything() as unknown,
          state: 'open',
          line: 6,
          estimateHours: null,
        },
      ],
      edges: [{ from: '2', to: '1', line: 6, via: 'id' }],
      cycles: [],
      criticalPath: ['1', '2'],
      ready: ['2'],
    });
    expect(planvet(['graph', '-'], { input: clean }).code).toBe(0);
  });

  it('graph draws in four ways', () => {
    put('plan.md', clean);
    const drawn = (format: string) => planvet(['graph', 'plan.md', '--format', format]);
    for (const [format, beginning] of [
      ['mermaid', /^flowchart TB\n/],
      ['dot', /^digraph plan \{\n/],
      ['svg', /^<svg xmlns=/],
      ['html', /^<!doctype html>\n/],
    ] as const)
      expect(drawn(format)).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(beginning) as unknown });
  });

  it('graph has nodes for phases that need each other', () => {
    put(
      'plan.md',
      '# Plan\n\n## Phase 1: A\n\n- [ ] Task 1.1: X\n\n## Phase 2: B\n\n**Depends on**: Phase 1\n\n- [ ] Task 2.1: Y\n',
    );
    const graph = JSON.parse(planvet(['graph', 'plan.md']).stdout) as {
      nodes: { key: string; kind: string; phase: string | null }[];
      edges: object[];
    };
    expect(graph.nodes.map(({ key, kind, phase }) => [key, kind, phase])).toEqual([
      ['1', 'phase', null],
      ['1.1', 'task', '1'],
      ['2', 'phase', null],
      ['2.1', 'task', '2'],
    ]);
    expect(graph.edges).toEqual([{ from: '2', to: '1', line: 9, via: 'phase' }]);
  });

  it('show says what was read, each thing with its line', () => {
    put('plan.md', `${clean}\n## Phase 1 Completion Criteria\n\n- [ ] Roof on\n`);
    const { code, stdout } = planvet(['show', 'plan.md']);
    expect(code).toBe(0);
    for (const part of [
      /^Plan\n/,
      /template +none known/,
      /lifecycle +active/,
      /^ +5 +\[x\] +1 +Lay the floor/m,
      /^ +6 +Task 2 needs Task 1/m,
      /^ +8 +Phase 1 Completion Criteria .*0 of 1 ticked, line 10 +not reached/m,
    ]) {
      expect(stdout).toMatch(part);
    }
    const data = JSON.parse(planvet(['show', 'plan.md', '--json']).stdout) as { tasks: object[]; boxes: object[] };
    expect(data.tasks).toMatchObject([
      { key: '1', state: 'done', line: 5 },
      { key: '2', state: 'open' },
    ]);
    expect(data.boxes).toHaveLength(3);
  });

  it('show says why a line was read as it was, or is no task', () => {
    put('plan.md', `${clean}\n## Phase 1 Completion Criteria\n\n- [ ] Roof on, by Task 2\n`);
    const task = planvet(['show', 'plan.md:6']);
    expect(task).toMatchObject({ code: 0, stderr: '' });
    for (const part of [
      /^plan\.md:6\n/,
      /^ +7 +Task 2 +task Task 2, open +task\.checklist$/m,
      /^ +43 +Task 1 +Task 2 needs Task 1 +need\.bracket$/m,
      /^ +need\.bracket .* src\/model\/needs\/statements\.ts +docs\/reading\.md#needbracket$/m,
    ]) {
      expect(task.stdout).toMatch(part);
    }
    const gate = planvet(['show', 'plan.md:10:3']).stdout;
    expect(gate).toMatch(/^Seen, not read\n +19 +Task 2 +id: /m);
    expect(gate).toMatch(/^No task, because\n.*\(line 8: ## Phase 1 Completion Criteria\) +task\.checklist$/m);
    const data = JSON.parse(planvet(['show', 'plan.md:10', '--json']).stdout) as object;
    expect(data).toMatchObject({
      line: 10,
      text: '- [ ] Roof on, by Task 2',
      read: [{ kind: 'box', box: 'gate-item', column: 3, by: { reading: 'box.gate-item' } }],
      unread: [{ kind: 'id', text: 'Task 2', reason: 'prose', column: 19 }],
      refused: [{ reading: 'task.checklist', reason: 'purpose', because: { line: 8 } }],
    });
    expect(planvet(['show', 'plan.md', '--json']).stdout).toContain('"unread": [');
    put('plan.md:6', clean);
    expect(planvet(['show', 'plan.md:6']).stdout).toMatch(/^Plan\n/);
  });

  it('show does not say that a task can start while its line names open work in words that are not read', () => {
    put('plan.md', clean.replace('(depends on Task 1)', 'with Task 3\n- [ ] Task 3: Roof'));
    expect(planvet(['show', 'plan.md']).stdout).toMatch(/can start now +3\n +may have to wait +2 /);
    expect(JSON.parse(planvet(['graph', 'plan.md']).stdout)).toMatchObject({ ready: ['3'] });
  });
});

describe('directives', () => {
  const read = (path: string) => readFileSync(join(cwd, path), 'utf8');
  const silenced = clean.replace(
    '- [ ] Task 2: Raise the walls (depends on Task 1)',
    '  <!-- planvet-disable-next-line no-unknown-dependency -- Task 7 is on paper -->\n- [ ] Task 2: Raise the walls (depends on Task 7)',
  );

  it('silence findings, and --verbose counts them', () => {
    put('plan.md', silenced);
    expect(planvet(['plan.md'])).toEqual({ code: 0, stdout: '', stderr: 'plan.md has no problems\n' });
    expect(planvet(['plan.md', '--verbose']).stderr).toContain(
      ': 2 tasks, 0 edges, 0 gates; 1 finding silenced by directives\n',
    );
    const [file] = JSON.parse(planvet(['plan.md', '--format', 'json']).stdout) as Record<string, unknown>[];
    expect(file).toMatchObject({
      messages: [],
      suppressedMessages: [
        { ruleId: 'no-unknown-dependency', suppressions: [{ kind: 'directive', justification: 'Task 7 is on paper' }] },
      ],
      errorCount: 0,
    });
  });

  it('hide nothing from `show`', () => {
    const claim = '# Plan\n\n**Total Tasks**: 3\n\n- [ ] Task 1: A\n- [ ] Task 2: B\n';
    put('a.md', claim);
    put('b.md', claim.replace('3\n', '3 <!-- planvet-disable-line no-wrong-total -->\n'));
    const [a, b] = ['a.md', 'b.md'].map((path) => planvet(['show', path, '--json']).stdout.replace(`"${path}"`, ''));
    expect(b).toBe(a);
    expect(a).toContain('"holds": false');
  });

  it('that do nothing are warnings', () => {
    put('plan.md', clean.replace('floor', 'floor <!-- planvet-disable-line no-placeholder -->'));
    const run = planvet(['plan.md', '--max-warnings', '0']);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain(
      'The directive silences nothing of `no-placeholder` on line 5  planvet/unused-directive',
    );
    expect(run.stdout).toContain('= fix: Remove the directive\n');
    expect(planvet(['explain', 'planvet/unused-directive']).stdout).toContain('silences nothing');
  });

  it('are written by --add-disable, and what remains is judged', () => {
    put('plan.md', unknown);
    put('other.md', `---\ndue: 2025-02-30\n---\n\n${unknown}`);
    put('clean.md', clean);
    const run = planvet([
      'plan.md',
      'other.md',
      'clean.md',
      '--add-disable',
      '--reason',
      ' Task 7 is\non paper ',
      '--format',
      'compact',
    ]);
    expect(run).toEqual({
      code: 0,
      stdout: 'other.md:2:6: warning: `2025-02-30` is not in the calendar [no-invalid-date]\n',
      stderr:
        'other.md:2:6: no directive can stand where it would silence no-invalid-date\nplanvet: silenced 2 findings in 2 files, 1 not\n',
    });
    expect(read('plan.md')).toBe(silenced);
    expect(read('other.md')).toBe(`---\ndue: 2025-02-30\n---\n\n${silenced}`);
    expect(read('clean.md')).toBe(clean);
    expect(planvet(['plan.md', '--add-disable'])).toEqual({
      code: 0,
      stdout: '',
      stderr: 'planvet: silenced 0 findings in 0 files\nplan.md has no problems\n',
    });
  });

  it('are written for errors only with --quiet, and for one rule with --only', () => {
    put('plan.md', unknown.replace('## Phase 1', '## Notes\n\n## Phase 1'));
    expect(planvet(['plan.md', '--add-disable', '--only', 'no-placeholder']).stderr).toContain('silenced 0 findings');
    expect(planvet(['plan.md', '--add-disable', '--quiet'])).toEqual({
      code: 0,
      stdout: '',
      stderr: 'planvet: silenced 1 finding in 1 file\nplan.md has no errors (1 warning not shown)\n',
    });
    expect(planvet(['plan.md', '--format', 'compact']).stdout).toMatch(
      /^plan\.md:3:4: warning: .*\[no-empty-section\]\n$/,
    );
  });

  it('leave byte order mark, line ends, mode and links of a file as they are', () => {
    put('real.md', `\uFEFF${unknown.replaceAll('\n', '\r\n')}`);
    chmodSync(join(cwd, 'real.md'), 0o640);
    symlinkSync('real.md', join(cwd, 'plan.md'));
    expect(planvet(['plan.md', '--add-disable', '--reason', 'Task 7 is on paper']).code).toBe(0);
    expect(read('real.md')).toBe(`\uFEFF${silenced.replaceAll('\n', '\r\n')}`);
    expect(lstatSync(join(cwd, 'plan.md')).isSymbolicLink()).toBe(true);
    expect(statSync(join(cwd, 'real.md')).mode & 0o777).toBe(0o640);
    expect(readdirSync(cwd).toSorted()).toEqual(['plan.md', 'real.md']);
  });

  it.each([
    [['-', '--add-disable'], '--add-disable writes files, and `-` is none'],
    [['plan.md', '--reason', 'later'], '--reason is what --add-disable writes, and that was not given'],
    [['plan.md', '--add-disable', '--reason', 'a --> b'], '--reason has `-->` in it, which ends a comment'],
    [['plan.md', '--add-disable', '--reason', ' '], '--reason is empty'],
  ])('are not written by %j', (args, said) => {
    put('plan.md', unknown);
    expect(planvet(args, { input: unknown })).toEqual({ code: 2, stdout: '', stderr: `planvet: ${said}\n` });
    expect(read('plan.md')).toBe(unknown);
  });

  it.skipIf(process.getuid?.() === 0)('are not forced upon a file that must not be written', () => {
    put('plan.md', unknown);
    chmodSync(join(cwd, 'plan.md'), 0o444);
    const run = planvet(['plan.md', '--add-disable']);
    expect(run).toMatchObject({ code: 3 });
    expect(run.stderr).toContain('planvet: cannot write `plan.md`: permission denied\n');
    expect(read('plan.md')).toBe(unknown);
  });
});
