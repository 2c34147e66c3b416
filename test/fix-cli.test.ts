import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, lstatSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceFile } from '../src/engine/files/write.ts';
import type { AgentReport } from '../src/report/agent.ts';
import { has, home, Repository } from './repository.ts';

const bin = join(home, 'dist/cli.cjs');
let repository: Repository;
beforeEach(() => void (repository = new Repository()));
afterEach(() => repository.remove());

const planvet = (args: readonly string[], input?: string) =>
  repository.run(process.execPath, [bin, ...args], input === undefined ? {} : { input });
const text = (path: string) => readFileSync(repository.path(path), 'utf8');

/** One safe fix, one suggestion, one that nothing mends. */
const broken = `# Tool shed

**Number of Tasks**: 7

## Phase 1: Floor

- [x] **Task 1: Level the ground**
  - [ ] Borrow a roller
- [ ] **Task 2: Lay the slabs**
  - _Dependencies: Task 1, Task 9_
- [ ]**Task 3: Sweep**

Lasts â‰¥10 years.
`;
const safe = broken.replace('**: 7', '**: 3').replace('[ ]**', '[ ] **').replace('â‰¥', '≥');
const all = safe.replace('[x]', '[ ]');

describe('--fix', () => {
  it('applies what is safe, reports what remains, and judges by that', async () => {
    repository.write('plan.md', broken).write('clean/plan.md', broken.replace(', Task 9', '').replace('[x]', '[ ]'));
    const { code, stdout, stderr } = await planvet(['--fix', 'plan.md']);
    expect(text('plan.md')).toBe(safe);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('no-unknown-dependency');
    expect(stdout).toMatch(/\n2 errors; 3 fixed; 1 fixable with `--fix --unsafe`\n$/);
    expect(stdout).toBe((await planvet(['plan.md'])).stdout.replace('errors; ', 'errors; 3 fixed; '));
    expect(await planvet(['--fix', 'clean'])).toEqual({
      code: 0,
      stdout: '',
      stderr: 'clean/plan.md has no problems\nplanvet: 3 problems fixed in 1 file\n',
    });
    expect(await planvet(['--fix', 'clean'])).toMatchObject({ code: 0, stderr: 'clean/plan.md has no problems\n' });
  });

  it('applies single suggestions too with --unsafe', async () => {
    repository.write('plan.md', broken);
    const { stdout } = await planvet(['--fix', '--unsafe', 'plan.md']);
    expect(text('plan.md')).toBe(all);
    expect(stdout).toMatch(/\n1 error; 4 fixed\n$/);
  });

  it('says what it refused, and why', async () => {
    repository.write('plan.md', `${broken}\n# Notes\n`);
    repository.write('docs/plans/shed.md', '# Shed\n\n> The floor is first.\n##Task 1: Dig\n\n- [ ] Task 2: Fill\n');
    const { code, stdout, stderr } = await planvet(['--fix', 'docs/plans/shed.md', '--format', 'compact']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^docs\/plans\/shed\.md:4:1: warning: .*\[no-unreadable-structure\]\n$/);
    expect(stderr).toBe(
      'docs/plans/shed.md:4:1: the fix "Insert a space" is refused: line 3 would be read as something else [no-unreadable-structure]\n',
    );
  });

  it('mends what was not read, whatever that brings up', async () => {
    repository.write(
      'docs/plans/shed.md',
      '# Shed\n\n## Phase 1: Floor\n\n- [x] **Task 1: Dig**\n\n### Phase 1 Completion Criteria\n\n- [ ]It is level\n',
    );
    const { code, stdout, stderr } = await planvet(['--fix', 'docs/plans/shed.md', '--format', 'compact']);
    expect({ code, stderr: stderr.includes('refused') }).toEqual({ code: 1, stderr: false });
    expect(stdout).toMatch(/^docs\/plans\/shed\.md:9:3: error: .*\[no-unchecked-gate\]\n$/);
    expect(text('docs/plans/shed.md')).toContain('\n- [ ] It is level\n');
  });

  it('says what it did with --verbose', async () => {
    repository.write('plan.md', broken);
    const { stderr } = await planvet(['--fix', 'plan.md', '--verbose']);
    expect(stderr.split('\n').slice(0, 3)).toEqual([
      'plan.md:11:3: fixed: Insert a space [no-malformed-checkbox]',
      'plan.md:3:22: fixed: Write 3 [no-wrong-total]',
      'plan.md:13:7: fixed: Write `≥` [no-mojibake]',
    ]);
  });

  it('leaves alone what a walk finds and is no plan', async () => {
    repository.write('notes.md', '# Notes\n\n- []one\n').write('plan.md', broken);
    await planvet(['--fix', '.']);
    expect(text('notes.md')).toBe('# Notes\n\n- []one\n');
    expect(text('plan.md')).toBe(safe);
    await planvet(['--fix', 'notes.md']);
    expect(text('notes.md')).toBe('# Notes\n\n- [ ] one\n');
  });

  it('prints the text that comes by `-`, and the findings elsewhere', async () => {
    const { code, stdout, stderr } = await planvet(['--fix', '-', '--stdin-filename', 'docs/plan.md'], broken);
    expect({ code, stdout }).toEqual({ code: 1, stdout: safe });
    expect(stderr).toMatch(/^docs\/plan\.md\n/);
    expect(stderr).toMatch(/\n2 errors; 3 fixed; 1 fixable with `--fix --unsafe`\n$/);
    expect(await planvet(['--fix', '-'], '\ufeff# Plan\r\n')).toMatchObject({ code: 0, stdout: '\ufeff# Plan\r\n' });
    expect(
      await planvet(['--fix', '-', '--force-exclude', '--stdin-filename', 'node_modules/plan.md'], broken),
    ).toEqual({ code: 0, stdout: broken, stderr: '' });
    const binary = spawnSync(process.execPath, [bin, '--fix', '-'], { input: Buffer.from([0x61, 0xff, 0x0a]) });
    expect([...binary.stdout]).toEqual([0x61, 0xff, 0x0a]);
    expect(binary.status).toBe(1);
  });

  it('reads a set again once one of its documents has changed', async () => {
    const tasks = '# Tasks\n\n- [x] T001 Dig (FR-001)\n- [x]T002 Lay (FR-002)\n';
    repository
      .write(
        'specs/001-shed/spec.md',
        '# Feature Specification: Shed\n\n**Status**: Draft\n\n## Requirements\n\n- **FR-001**: It MUST be level\n- **FR-002**: It MUST be dry\n',
      )
      .write('specs/001-shed/tasks.md', tasks);
    const args = ['specs', '--rule', 'require-requirement-coverage: warning', '--format', 'compact'];
    const fixed = await planvet(['--fix', ...args]);
    expect(text('specs/001-shed/tasks.md')).toBe(tasks.replace('[x]T', '[x] T'));
    expect(fixed.stdout).toBe((await planvet(args)).stdout);
  });
});

describe('--diff', () => {
  it('prints what --fix would do, and changes nothing', async () => {
    repository
      .write('docs/plans/a plan.md', broken)
      .write('docs/plans/plan.md', safe.replace(', Task 9', '').replace('[x]', '[ ]'));
    const { code, stdout, stderr } = await planvet(['--diff', 'docs']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'planvet: 3 problems would be fixed in 1 file\n' });
    expect(stdout).toMatch(/^--- a\/docs\/plans\/a plan\.md\t/);
    expect(stdout).toContain('\n-**Number of Tasks**: 7\n+**Number of Tasks**: 3\n');
    expect(text('docs/plans/a plan.md')).toBe(broken);
    expect(await planvet(['--diff', 'docs/plans/plan.md'])).toEqual({
      code: 0,
      stdout: '',
      stderr: 'planvet: nothing would be fixed in 1 file\n',
    });
    expect((await planvet(['--diff', '--exit-zero', 'docs'])).code).toBe(0);
    expect((await planvet(['--diff', 'docs', 'nowhere.md'])).code).toBe(2);
    expect((await planvet(['--diff', '-'], broken)).stdout).toMatch(/^--- a\/<text>\n\+\+\+ b\/<text>\n@@ /);
  });

  const variants: Record<string, string> = {
    'plan.md': broken,
    'er/a plan.md': broken.replaceAll('\n', '\r\n'),
    'Übersicht "1" plan.md': `\ufeff${broken.replace('# Tool shed', '# Tool shed â‰¥').trimEnd()}`,
  };

  it.skipIf(!has('git'))('is taken by `git apply`, in the root and below it', async () => {
    for (const folder of ['.', 'deep']) {
      for (const [path, given] of Object.entries(variants)) repository.write(join(folder, path), given);
      const cwd = repository.path(folder);
      const { stdout: patch } = spawnSync(process.execPath, [bin, '--diff', '--unsafe', '.'], {
        cwd,
        encoding: 'utf8',
      });
      const git = spawnSync('git', ['apply', '-'], { cwd, input: patch, encoding: 'utf8' });
      expect(git).toMatchObject({ status: 0, stderr: '' });
      for (const [path, given] of Object.entries(variants))
        expect(text(join(folder, path))).toBe((await planvet(['--fix', '--unsafe', '-'], given)).stdout);
    }
  });

  it.skipIf(!has('patch'))('is taken by `patch -p1`', async () => {
    for (const [path, given] of Object.entries(variants)) repository.write(path, given);
    const { stdout } = await planvet(['--diff', '.']);
    expect(await repository.run('patch', ['-p1', '--binary'], { input: stdout })).toMatchObject({ code: 0 });
    for (const [path, given] of Object.entries(variants))
      expect(text(path)).toBe((await planvet(['--fix', '-'], given)).stdout);
  });
});

describe('a wrong call', () => {
  it.each<[string[], string]>([
    [['--unsafe'], '--unsafe says what --fix or --diff applies: give one of them too'],
    [['--fix', '--diff'], '--fix changes files and --diff only shows how: give one of them'],
    [['--diff', '--format', 'json'], '--diff prints a diff and no findings, so --format says nothing'],
  ])('%j', async (args, said) => {
    repository.write('plan.md', broken);
    expect(await planvet(['plan.md', ...args])).toEqual({ code: 2, stdout: '', stderr: `planvet: ${said}\n` });
    expect(text('plan.md')).toBe(broken);
  });
});

describe('writing', () => {
  it.each<[string, (given: string) => string]>([
    ['CRLF', (given) => given.replaceAll('\n', '\r\n')],
    ['a byte order mark', (given) => `\ufeff${given}`],
    ['no last line end', (given) => given.trimEnd()],
    ['all of them', (given) => `\ufeff${given.trimEnd().replaceAll('\n', '\r\n')}`],
  ])('keeps %s', async (_, as) => {
    repository.write('plan.md', as(broken));
    await planvet(['--fix', '--unsafe', 'plan.md']);
    expect(text('plan.md')).toBe(as(all));
  });

  it('keeps the mode, follows links, and leaves nothing behind', async () => {
    repository.write('real/plan.md', broken);
    chmodSync(repository.path('real/plan.md'), 0o640);
    mkdirSync(repository.path('links'));
    symlinkSync('../real/plan.md', repository.path('links/plan.md'));
    await planvet(['--fix', 'links/plan.md']);
    expect(text('real/plan.md')).toBe(safe);
    expect(statSync(repository.path('real/plan.md')).mode & 0o777).toBe(0o640);
    expect(lstatSync(repository.path('links/plan.md')).isSymbolicLink()).toBe(true);
    expect([...readdirSync(repository.path('real')), ...readdirSync(repository.path('links'))]).toEqual([
      'plan.md',
      'plan.md',
    ]);
  });

  it('does not touch a file that has nothing to fix', async () => {
    repository.write('plan.md', all);
    const before = statSync(repository.path('plan.md'));
    await planvet(['--fix', 'plan.md']);
    expect(statSync(repository.path('plan.md'))).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
  });

  it('does not overwrite what somebody else has changed since', () => {
    repository.write('plan.md', 'theirs');
    expect(replaceFile(repository.path('plan.md'), 'read', 'ours')).toBe('it has changed since it was read');
    expect(text('plan.md')).toBe('theirs');
    expect(replaceFile(repository.path('plan.md'), 'theirs', 'ours')).toBeUndefined();
    expect(text('plan.md')).toBe('ours');
    expect(replaceFile(repository.path('none.md'), '', 'ours')).toBe('no such file');
    expect(replaceFile(repository.folder, '', 'ours')).toBe('it is no regular file');
  });

  // Root may write anywhere, so somebody else has to try, who may not be let into the folder that this project lies in.
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const tryAsNobody = () =>
    spawnSync(process.execPath, ['dist/cli.cjs', '--fix', 'plan.md', '--format', 'compact'], {
      cwd: repository.folder,
      encoding: 'utf8',
      env: {},
      ...nobody,
    });

  it.each<[string, number, number, string]>([
    ['a file', 0o777, 0o444, 'permission denied'],
    ['a folder', 0o555, 0o666, 'its folder does not let files be written'],
  ])('says it where %s is read-only', (_, folder, file, said) => {
    repository.write('plan.md', broken);
    cpSync(dirname(bin), repository.path('dist'), { recursive: true });
    chmodSync(repository.path('plan.md'), file);
    chmodSync(repository.folder, folder);
    const { status, stdout, stderr } = tryAsNobody();
    chmodSync(repository.folder, 0o755);
    expect(stderr).toBe(`planvet: cannot write \`plan.md\`: ${said}; it stays as it was\n`);
    expect(status).toBe(3);
    // What is reported is what is there.
    expect(stdout.match(/no-wrong-total|no-mojibake/g)).toHaveLength(2);
    expect(text('plan.md')).toBe(broken);
    expect(readdirSync(repository.folder).filter((name) => name.startsWith('plan'))).toEqual(['plan.md']);
  });
});

/** A script that a stranger might write who has the JSON and knows nothing else. */
const stranger = `
const fs = require('node:fs');
for (const { filePath, messages } of JSON.parse(fs.readFileSync(0, 'utf8'))) {
  const bom = fs.readFileSync(filePath, 'utf8').startsWith('\\ufeff') ? '\\ufeff' : '';
  let text = fs.readFileSync(filePath, 'utf8').slice(bom.length);
  let end = Infinity;
  for (const { fix } of messages.filter((message) => message.fix).reverse())
    if (fix.range[1] <= end) [text, end] = [text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1]), fix.range[0]];
  fs.writeFileSync(filePath, bom + text);
}`;

/** An agent that can only replace a text that is in the file once. */
function replaceAll({ groups }: AgentReport): void {
  for (const { file, findings } of groups) {
    const safe = findings.flatMap(({ fix }) => (fix?.safe ? fix.edits : []));
    for (const edit of safe) {
      // A line that another edit has changed meanwhile is looked at again by the next run.
      const parts = text(file).split(edit.old);
      expect(parts.length).toBeLessThanOrEqual(2);
      repository.write(file, parts.join(edit.new));
    }
  }
}

describe('what others apply', () => {
  const plans = join(home, 'fixtures/plans');
  const names = [
    'defect-malformed-checkbox',
    'defect-mojibake',
    'defect-wrong-progress',
    'defect-wrong-total',
    'program-vaccination-reminders-defects',
    'checklist-season-passes-defects',
  ];

  it.each(names)('is what --fix does: %s', { timeout: 60_000 }, async (name) => {
    const given = readFileSync(join(plans, `${name}.md`), 'utf8');
    for (const folder of ['ours', 'theirs', 'agents'])
      repository.write(`${folder}/plan.md`, `\ufeff${given.replaceAll('\n', '\r\n')}`);
    await planvet(['--fix', 'ours/plan.md']);
    expect(text('ours/plan.md')).not.toBe(text('theirs/plan.md'));
    const settled = async (path: string, step: () => Promise<void>) => {
      for (let before = ''; before !== text(path);) {
        before = text(path);
        await step();
      }
    };
    await settled('theirs/plan.md', async () => {
      const { stdout } = await planvet(['theirs/plan.md', '--format', 'json']);
      await repository.run(process.execPath, ['-e', stranger], { input: stdout });
    });
    expect(text('theirs/plan.md')).toBe(text('ours/plan.md'));
    await settled('agents/plan.md', async () => {
      const { stdout } = await planvet(['agents/plan.md', '--format', 'agent']);
      replaceAll(JSON.parse(stdout) as AgentReport);
    });
    expect(text('agents/plan.md')).toBe(text('ours/plan.md'));
  });
});
