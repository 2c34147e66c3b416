import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Folder } from './called.ts';

const bin = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));
/** Milliseconds that only a hang reaches, on the busiest machine too. */
const HANG = 120_000;
const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;

const BOXES =
  '# Plan\n\n## Phase 1: Oven\n\n- [] Task 1: Lay bricks\n- [ ] Task 2: Build the chimney (depends on Task 1)\n';
const MENDED = BOXES.replace('[]', '[ ]');
const UNKNOWN = MENDED.replace('on Task 1', 'on Task 9');

let cwd: string;
beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), 'planvet-faults-')));
  chmodSync(cwd, 0o777);
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function put(path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  writeFileSync(join(cwd, path), text);
}

const read = (path: string) => readFileSync(join(cwd, path), 'utf8');

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly said: string;
}

interface How {
  readonly cwd?: string;
  readonly uid?: number;
  /** Where the output goes instead of to the test. */
  readonly stdout?: number;
  /** A script that runs before the command. */
  readonly before?: string;
  /** Is told of the process while it runs. */
  readonly meanwhile?: (child: ChildProcess) => void;
}

/** Runs the built command until it ends; what hangs is killed. */
function planvet(
  args: readonly string[],
  { cwd: folder = cwd, uid, stdout, before, meanwhile }: How = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...(before === undefined ? [] : ['--require', before]), bin, ...args], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '' },
      stdio: ['ignore', stdout ?? 'pipe', 'pipe'],
      timeout: HANG,
      killSignal: 'SIGKILL',
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
    let [out, said] = ['', ''];
    child.stdout?.on('data', (part: Buffer) => (out += part.toString()));
    child.stderr?.on('data', (part: Buffer) => (said += part.toString()));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, out, said }));
    meanwhile?.(child);
  });
}

/** Makes a named pipe, which nobody ever writes to. */
function pipe(path: string): void {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  execFileSync('mkfifo', [join(cwd, path)]);
}

const onUnix = process.platform !== 'win32';

describe.skipIf(!onUnix)('what is no plain file', () => {
  it('is read as far as that goes if it is named, and all others are linted', async () => {
    put('good.md', UNKNOWN);
    pipe('pipe.md');
    symlinkSync('/dev/zero', join(cwd, 'zero.md'));
    symlinkSync('loop.md', join(cwd, 'loop.md'));
    const { code, out, said } = await planvet(['good.md', 'pipe.md', 'zero.md', 'loop.md', '--format', 'compact']);
    expect(code).toBe(3);
    expect(out).toMatch(/^good\.md:6:.*no-unknown-dependency/m);
    expect(out).toMatch(/^zero\.md:1:1: .*planvet\/parse-limit/m);
    expect(said).toContain('cannot read `loop.md`: its links go round in a circle');
  });

  it('is passed by on a walk, and so are links that lead out of the project', async () => {
    put('elsewhere/secret-plan.md', UNKNOWN);
    put('project/.git/HEAD', '');
    put('project/docs/plan.md', UNKNOWN);
    pipe('project/docs/pipe-plan.md');
    for (const [name, target] of [
      ['zero-plan.md', '/dev/zero'],
      ['loop-plan.md', 'loop-plan.md'],
      ['gone-plan.md', 'nowhere.md'],
      ['same-plan.md', 'plan.md'],
      ['other-plan.md', '../../elsewhere/secret-plan.md'],
      ['folder', '..'],
    ] as const)
      symlinkSync(target, join(cwd, 'project/docs', name));
    const { code, out, said } = await planvet(['docs', '--format', 'json', '--verbose'], { cwd: join(cwd, 'project') });
    expect(code).toBe(1);
    expect((JSON.parse(out) as { filePath: string }[]).map(({ filePath }) => filePath)).toEqual([
      join(cwd, 'project/docs/plan.md'),
    ]);
    expect(said).toContain('docs/other-plan.md: left out: a link that leads out of the project');
    const fixed = await planvet(['.', '--fix'], { cwd: join(cwd, 'project') });
    expect(fixed.code).toBe(1);
    expect(read('elsewhere/secret-plan.md')).toBe(UNKNOWN);
    // Whoever names a link means its file.
    expect((await planvet(['docs/other-plan.md'], { cwd: join(cwd, 'project') })).code).toBe(1);
  });

  it('holds nothing up in the place of a configuration, of a .gitignore or of a file of the set', async () => {
    put('.git/HEAD', '');
    put('plan.md', UNKNOWN);
    pipe('.gitignore');
    symlinkSync('/dev/zero', join(cwd, 'package.json'));
    put(
      'specs/001-oven/tasks.md',
      '# Tasks: Oven\n\n## Phase 1: Setup\n\n- [ ] T001 Lay bricks\n- [ ] T002 Dry them\n',
    );
    pipe('specs/001-oven/spec.md');
    symlinkSync('/dev/zero', join(cwd, 'specs/001-oven/plan.md'));
    const { code, signal, out } = await planvet(['.', '--format', 'compact']);
    expect(signal).toBeNull();
    expect(code).toBe(1);
    expect(out).toMatch(/^plan\.md:6:/m);
    pipe('sub/planvet.config.json');
    put('sub/plan.md', UNKNOWN);
    expect(await planvet(['sub'])).toMatchObject({ signal: null, code: 2 });
  });
});

describe('a file', () => {
  it('that vanishes is named, and the others are linted', async () => {
    put('docs/a-plan.md', UNKNOWN);
    put('docs/b-plan.md', UNKNOWN);
    // Once it has been found and before it is read.
    put(
      'vanish.cjs',
      `const fs = require('node:fs'); const { readFileSync } = fs;
      fs.readFileSync = (path, ...more) => {
        if (String(path).endsWith('a-plan.md')) fs.rmSync(path, { force: true });
        return readFileSync(path, ...more);
      };
      require('node:module').syncBuiltinESMExports();`,
    );
    const { code, out, said } = await planvet(['docs', '--format', 'compact'], { before: join(cwd, 'vanish.cjs') });
    expect({ code, said }).toEqual({ code: 3, said: 'planvet: cannot read `docs/a-plan.md`: no such file\n' });
    expect(out).toMatch(/^docs\/b-plan\.md:6:/);
  });

  it('that takes far too long to read is given up, and the others are linted', async () => {
    put('slow-plan.md', UNKNOWN.replace('bricks', 'endless bricks'));
    put('good-plan.md', UNKNOWN);
    // No text is known that does: so the program is made to stumble over a word.
    put(
      'slow.cjs',
      `const { toLowerCase } = String.prototype;
      String.prototype.toLowerCase = function () {
        while (this.includes('endless'));
        return toLowerCase.call(this);
      };`,
    );
    const { code, out } = await planvet(['.', '--format', 'compact'], { before: join(cwd, 'slow.cjs') });
    expect(code).toBe(1);
    expect(out).toMatch(/^good-plan\.md:6:.*no-unknown-dependency/m);
    expect(out).toMatch(/^slow-plan\.md:1:1: .*takes too long.*split it.*planvet\/parse-limit/m);
  });

  it('that nobody may read or write is named and stays as it is', async (context) => {
    const uid = isRoot ? NOBODY : undefined;
    put('secret-plan.md', UNKNOWN);
    put('closed/plan.md', BOXES);
    put('shut/plan.md', BOXES);
    put('locked-plan.md', BOXES);
    put('open-plan.md', UNKNOWN);
    chmodSync(join(cwd, 'secret-plan.md'), 0);
    chmodSync(join(cwd, 'closed'), 0o555);
    chmodSync(join(cwd, 'shut'), 0);
    chmodSync(join(cwd, 'locked-plan.md'), 0o444);
    const how = uid === undefined ? {} : { uid };
    try {
      const probe = await planvet(['--version'], how).catch(() => undefined);
      if (probe?.code !== 0) {
        console.info('notice: another user cannot run planvet here, so what nobody may read is not tried');
        return context.skip();
      }
      const { code, out, said } = await planvet(['.', '--fix', '--format', 'compact'], how);
      expect(code).toBe(3);
      expect(out).toMatch(/^open-plan\.md:6:/m);
      for (const what of ['cannot read `secret-plan.md`', 'cannot read `shut`', 'cannot write `closed/plan.md`'])
        expect(said).toContain(what);
      expect(said).toContain('cannot write `locked-plan.md`: permission denied; it stays as it was');
      expect(read('locked-plan.md')).toBe(BOXES);
      expect(readFileSync(join(cwd, 'closed/plan.md'), 'utf8')).toBe(BOXES);
    } finally {
      for (const folder of ['closed', 'shut']) chmodSync(join(cwd, folder), 0o777);
    }
  });

  it('that is huge, UTF-16, binary or no UTF-8 is reported, and the others are linted', async () => {
    put('huge.md', '');
    truncateSync(join(cwd, 'huge.md'), 100_000_000);
    put('utf16.md', Buffer.from(`\uFEFF${UNKNOWN}`, 'utf16le'));
    put('nul.md', UNKNOWN.replace('bricks', 'bri\0cks'));
    put('surrogate.md', Buffer.from([...Buffer.from('# Plan\n\nA '), 0xed, 0xa0, 0xbd, 0x0a]));
    put('good.md', UNKNOWN);
    const names = ['huge.md', 'utf16.md', 'nul.md', 'surrogate.md', 'good.md'];
    const { code, out } = await planvet([...names, '--format', 'compact']);
    expect(code).toBe(1);
    const lines = out.trim().split('\n');
    expect(lines.filter((line) => line.includes('planvet/parse-limit')).map((line) => line.split(': ')[0])).toEqual([
      'huge.md:1:1',
      'nul.md:1:1',
      'surrogate.md:3:3',
      'utf16.md:1:1',
    ]);
    expect(lines.some((line) => /^good\.md:6:.*no-unknown-dependency/.test(line))).toBe(true);
  });
});

describe('fixing', () => {
  const many = Array.from({ length: 60 }, (_, index) => `plans/plan-${index}.md`);
  const states = () =>
    many.map((path) => read(path)).map((text) => (text === BOXES ? 'old' : text === MENDED ? 'new' : text));

  it.each(['SIGKILL', 'SIGINT'] as const)('that is ended by %s leaves each file old or new', async (signal) => {
    for (const path of many) put(path, BOXES);
    const ended = await planvet(['plans', '--fix'], {
      meanwhile: (child) => {
        const timer = setInterval(() => {
          if (child.exitCode !== null) clearInterval(timer);
          else if (read(many[0] ?? '') !== BOXES || readdirSync(join(cwd, 'plans')).length > many.length)
            child.kill(signal);
        }, 1);
        child.on('close', () => clearInterval(timer));
      },
    });
    expect([signal, null]).toContain(ended.signal);
    expect([0, null]).toContain(ended.code);
    expect(states().filter((state) => state !== 'old' && state !== 'new')).toEqual([]);
    const left = readdirSync(join(cwd, 'plans')).filter((name) => !/^plan-\d+\.md$/.test(name));
    expect(left.filter((name) => name.endsWith('.md'))).toEqual([]);
    // What was left undone is done by the next run.
    expect((await planvet(['plans', '--fix'])).code).toBe(0);
    expect(new Set(states())).toEqual(new Set(['new']));
  });

  it('twice at once does it once', async () => {
    for (const path of many) put(path, BOXES);
    const both = await Promise.all([planvet(['plans', '--fix']), planvet(['plans', '--fix'])]);
    for (const { code, said } of both) {
      // Who comes second is told so, or has nothing left to do.
      expect(code === 0 ? 'nothing' : said).toMatch(code === 3 ? /it has changed since it was read/ : /^nothing$/);
    }
    expect(new Set(states())).toEqual(new Set(['new']));
    expect(readdirSync(join(cwd, 'plans'))).toHaveLength(many.length);
  });

  it('on a full disk leaves files as they were, and says so', async (context) => {
    const disk = join(cwd, 'disk');
    mkdirSync(disk);
    const mounted = isRoot && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=32k', 'tmpfs', disk]).status === 0;
    if (!mounted) {
      console.info('notice: no small disk can be mounted here, so fixing on a full one is not tried');
      return context.skip();
    }
    try {
      writeFileSync(join(disk, 'plan.md'), BOXES);
      let full = '';
      for (let size = 4096; full === ''; size += 4096) {
        try {
          writeFileSync(join(disk, `filler-${size}`), Buffer.alloc(4096));
        } catch (error) {
          full = (error as NodeJS.ErrnoException).code ?? '';
        }
      }
      expect(full).toBe('ENOSPC');
      const before = readdirSync(disk);
      const { code, said } = await planvet(['plan.md', '--fix'], { cwd: disk });
      expect(code).toBe(3);
      expect(said).toContain('cannot write `plan.md`: no space is left; it stays as it was');
      expect(readFileSync(join(disk, 'plan.md'), 'utf8')).toBe(BOXES);
      expect(readdirSync(disk)).toEqual(before);
    } finally {
      spawnSync('umount', [disk]);
    }
  });
});

describe('output', () => {
  it.skipIf(!existsSync('/dev/full'))('that cannot be written is a failure', async () => {
    put('plan.md', UNKNOWN);
    const full = openSync('/dev/full', 'w');
    try {
      const { code, said } = await planvet(['plan.md'], { stdout: full });
      expect(code).toBe(3);
      expect(said).toContain('the output could not be written');
    } finally {
      closeSync(full);
    }
    const { code, said } = await planvet(['plan.md', '--format', 'json:/dev/full']);
    expect({ code, said }).toEqual({
      code: 3,
      said: 'planvet: cannot write `/dev/full`: no space is left\nplanvet: 1 error in 1 file\n',
    });
  });

  it.skipIf(!onUnix)('of odd names and texts drives neither a terminal nor a build server', async () => {
    const names = [
      'line\n::error::broken.md',
      '-plan.md',
      '--fix.md',
      '::error::plan.md',
      '##[group]plan.md',
      '\u001b[31mred.md',
      '\u202eevil.md',
      '__proto__.md',
      'constructor.md',
      '$(touch x).md',
      '漢字 plan.md',
    ];
    const evil = UNKNOWN.replace('Task 9', 'Task 9\u001b]0;x\u0007\u202e').replace(
      'Lay',
      '##[error]x ::error::y \u2066',
    );
    for (const name of names) put(`docs/${name}`, evil);
    for (const format of ['pretty', 'github', 'markdown']) {
      const { code, out, said } = await planvet(['docs', '--format', format]);
      expect({ code, said: code === 1 ? '' : said }).toEqual({ code: 1, said: '' });
      const lines = out.split('\n').filter(Boolean);
      const commands = lines.filter(
        (line) => /^\s*::|##\[/.test(line) && !/^::(?:error|warning) file=|^::notice title=planvet::/.test(line),
      );
      expect(commands).toEqual([]);
      // oxlint-disable-next-line eslint/no-control-regex -- it is what is looked for
      expect(out + said).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    }
    const listed = JSON.parse((await planvet(['docs', '--format', 'json'])).out) as { filePath: string }[];
    expect(listed.map(({ filePath }) => filePath).toSorted()).toEqual(
      names.map((name) => join(cwd, 'docs', name)).toSorted(),
    );
  });
});

describe('a repository', () => {
  it('of twenty thousand files is walked', async () => {
    for (let folder = 0; folder < 20; folder++) {
      mkdirSync(join(cwd, `src-${folder}`));
      for (let file = 0; file < 1000; file++) writeFileSync(join(cwd, `src-${folder}/note-${file}.md`), '');
    }
    put('src-19/plan.md', UNKNOWN);
    const { code, out } = await planvet(['--format', 'compact']);
    expect(code).toBe(1);
    expect(out).toMatch(/^src-19\/plan\.md:6:/);
  });

  it('with patterns that match for ever is linted', async () => {
    put('.git/HEAD', '');
    put('.gitignore', `${'*a'.repeat(20)}b\n${'**/a'.repeat(12)}b\n${'?*'.repeat(20)}b\nbuild/\n`);
    put(`${'a'.repeat(200)}/${'a'.repeat(200)}/${'a'.repeat(200)}-plan.md`, UNKNOWN);
    put('build/plan.md', UNKNOWN);
    const { code, signal, out } = await planvet(['--format', 'json']);
    expect({ code, signal }).toEqual({ code: 1, signal: null });
    expect(JSON.parse(out)).toHaveLength(1);
    // In folders of their own: what is wrong with one configuration is said once, and does not stop the others.
    const globs = ['*a'.repeat(20), '+(a|aa)'.repeat(9), '{a,{a,{a,{a,b}}}}', '**/'.repeat(9)];
    globs.forEach((glob, index) => put(`glob-${index}/planvet.config.json`, JSON.stringify({ ignore: [glob] })));
    const ids = ['(a+)+$', '(?:a|aa)+b', '(a|a|a|a){1,300}{1,300}'];
    ids.forEach((id, index) => put(`id-${index}/planvet.config.json`, JSON.stringify({ tasks: { ids: [id] } })));
    for (const folder of [...globs.keys()]
      .map((index) => `glob-${index}`)
      .concat([...ids.keys()].map((index) => `id-${index}`)))
      put(`${folder}/${'a'.repeat(100)}/plan.md`, `${UNKNOWN}- [ ] ${'a'.repeat(2000)}! Task\n`);
    const all = await planvet(['.', '--format', 'compact']);
    expect({ code: all.code, signal: all.signal }).toEqual({ code: 2, signal: null });
    expect(all.said).toContain('has too many wildcards');
    expect(all.out).toMatch(/^id-0\/a+\/plan\.md:6:/m);
  });

  it('whose configurations extend each other more than is sane is told so', async () => {
    const folder = new Folder().put('plan.md', UNKNOWN).put('c30.json', '{}');
    for (let index = 0; index < 30; index++) {
      const next = `./c${index + 1}.json`;
      folder.put(`c${index}.json`, JSON.stringify({ extends: [next, next] }));
    }
    const { code, said } = await folder.planvet(['plan.md', '--config', 'c0.json']);
    expect(code).toBe(2);
    expect(said.join()).toContain('a configuration may extend 100 files in all');
    folder.remove();
  });

  it('with names that every object has is read like any other', async () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];
    const keys = names.map((name) => `${name}: ${name}`).join('\n');
    const parts = names.map(
      (name) =>
        `## ${name}\n\n### Task ${name}: __proto__\n\n**${name}**: ${name}\n**Depends on**: ${name}\n\n- [ ] ${name}\n\n| ${name} | __proto__ |\n|---|---|\n| ${name} | toString |\n\n[${name}]: #${name}\n`,
    );
    const folder = new Folder().put('plan.md', `---\n${keys}\n---\n\n# constructor\n\n${parts.join('\n')}`);
    const strict = await folder.planvet(['plan.md', '--preset', 'strict', '--no-config']);
    expect([0, 1]).toContain(strict.code);
    expect(strict.said.join()).not.toContain('failed');
    for (const args of [
      ...names.flatMap((name) => [
        ['--only', name],
        ['--preset', name],
        ['--format', name],
        ['--template', name],
        ['--rule', `${name}: off`],
        [`--${name}`, 'x'],
      ]),
      ['explain', 'constructor'],
    ]) {
      const { code, said } = await folder.planvet(args[0] === 'explain' ? args : ['plan.md', ...args]);
      expect(`${code} ${args.join(' ')}`).toBe(`2 ${args.join(' ')}`);
      expect(said.join('\n')).not.toContain('    at ');
    }
    for (const name of names)
      expect((await folder.planvet([name])).said.join()).toContain(`no such file or folder: \`${name}\``);
    expect(Object.keys(Object.prototype)).toEqual([]);
    folder.remove();
  });
});
