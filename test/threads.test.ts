import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Folders, plans in each, and characters of what is cheap to read in each plan. */
const [COPIES, PLANS, FILLER] = [3, 12, 70_000];

let cwd: string;

interface File {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string; readonly message: string }[];
}

function planvet(args: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/cli.cjs'), ...args, '--no-cache'], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', ...env },
    maxBuffer: 256_000_000,
  });
  return { code: status, stdout, stderr };
}

const parts = Array.from({ length: COPIES }, (_, index) => `docs/plans/part-${index}`);

/** Plans of more than the two megabytes that are worth threads, and in each part of them less than that. */
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'planvet-threads-'));
  const folder = join(root, 'fixtures/plans');
  const texts = readdirSync(folder)
    .filter((name) => name.startsWith('defect-') && name.endsWith('.md'))
    .slice(0, PLANS);
  const filler = `~~~text\n${`${'Nothing is to be done in this line. '.repeat(25)}\n`.repeat(FILLER / 926)}~~~\n`;
  for (const part of parts) {
    mkdirSync(join(cwd, part), { recursive: true });
    for (const name of texts) {
      writeFileSync(join(cwd, part, name), `${readFileSync(join(folder, name), 'utf8')}\n## Appendix\n\n${filler}`);
    }
    writeFileSync(join(cwd, part, 'binary.md'), Buffer.from([35, 0, 35]));
    writeFileSync(join(cwd, part, 'latin.md'), Buffer.from([35, 32, 0xe4]));
  }
  for (const name of ['spec', 'plan', 'tasks']) {
    mkdirSync(join(cwd, 'specs/001-shop'), { recursive: true });
    writeFileSync(
      join(cwd, `specs/001-shop/${name}.md`),
      `# ${name}: Shop\n\n- **FR-001**: It sells\n- [ ] T001 Sell (FR-002)\n`,
    );
  }
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

describe('many plans', () => {
  it('give in threads what they give in one, in the same order', () => {
    const read = (paths: readonly string[]) => {
      const { code, stdout, stderr } = planvet([...paths, '--format', 'json', '--verbose']);
      return {
        code,
        files: JSON.parse(stdout) as File[],
        said: stderr.split('\n').filter((line) => line.startsWith('docs')),
      };
    };
    const together = read([...parts, 'specs']);
    const single = [...parts, 'specs'].map((part) => read([part]));
    expect(together.files).toEqual(single.flatMap(({ files }) => files));
    expect(together.said.toSorted()).toEqual(single.flatMap(({ said }) => said).toSorted());
    expect(together.code).toBe(Math.max(...single.map(({ code }) => code ?? 9)));
    expect(together.files.filter(({ filePath }) => filePath.endsWith('latin.md'))).toHaveLength(COPIES);
  });

  it('are linted even where a thread ends amid one of them', () => {
    const hook = join(cwd, 'hook.cjs');
    writeFileSync(
      hook,
      "const { isMainThread } = require('node:worker_threads'); const fs = require('node:fs'); const { readFileSync } = fs; const { syncBuiltinESMExports } = require('node:module'); fs.readFileSync = (path, ...more) => { if (!isMainThread && String(path).endsWith('part-1/deadly.md')) process.exit(1); return readFileSync(path, ...more); }; syncBuiltinESMExports();",
    );
    writeFileSync(join(cwd, 'docs/plans/part-1/deadly.md'), '# Plan\n\n- [ ] Task 1: Fall\n');
    const told = planvet([...parts, '--format', 'json'], { NODE_OPTIONS: `--require ${hook}` });
    expect(told.code).toBe(3);
    const files = JSON.parse(told.stdout) as File[];
    const failed = files.filter(({ messages }) => messages.some(({ ruleId }) => ruleId === 'planvet/internal-error'));
    expect(failed.map(({ filePath }) => filePath.slice(cwd.length + 1))).toEqual(['docs/plans/part-1/deadly.md']);
    rmSync(join(cwd, 'docs/plans/part-1/deadly.md'));
    const without = JSON.parse(planvet([...parts, '--format', 'json']).stdout) as File[];
    expect(files.filter((file) => !failed.includes(file))).toEqual(without);
  });

  it('are not begun where the call is wrong', () => {
    const told = planvet([...parts, '--rule', 'no-such-rule: off']);
    expect([told.code, told.stdout]).toEqual([2, '']);
    expect(told.stderr).toContain('unknown rule `no-such-rule`');
  });
});
