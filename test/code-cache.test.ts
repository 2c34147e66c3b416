import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));

let cwd: string;
let caches: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'planvet-code-'));
  caches = join(cwd, 'caches');
  writeFileSync(
    join(cwd, 'plan.md'),
    '# Plan\n\n## Phase 1: Build\n\n- [x] Task 1: Lay it\n- [ ] Task 2: Raise it (depends on Task 7)\n',
  );
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

/** Lints afresh. */
function planvet(env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, '--no-cache', 'plan.md'], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', PLANVET_CACHE_DIR: caches, ...env },
  });
  return { code: status, stdout, stderr };
}

/** The files of the cache, below which folders ever. */
function kept(): string[] {
  return readdirSync(join(caches, 'code'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('compiled code', () => {
  it('is kept for the next run, for nobody else to change', () => {
    const first = planvet();
    expect(first.code).toBe(1);
    expect(kept().length).toBeGreaterThan(0);
    expect(statSync(join(caches, 'code')).mode & 0o077).toBe(0);
    expect(planvet()).toEqual(first);
  });

  it('is kept again where it is broken', () => {
    const first = planvet();
    for (const path of kept()) {
      const bytes = readFileSync(path);
      for (let at = 4; at < bytes.length; at += 97) bytes[at] = (bytes[at] ?? 0) ^ 0x55;
      writeFileSync(path, bytes);
    }
    expect(planvet()).toEqual(first);
    for (const path of kept()) writeFileSync(path, '');
    expect(planvet()).toEqual(first);
    for (const path of kept()) expect(statSync(path).size).toBeGreaterThan(0);
  });

  it('is neither read nor written where others could write it', () => {
    mkdirSync(join(caches, 'code'), { recursive: true });
    chmodSync(join(caches, 'code'), 0o777);
    const first = planvet();
    expect(first.code).toBe(1);
    expect(kept()).toEqual([]);
    // Whoever can write to a folder above can put another one in the place of this one.
    chmodSync(join(caches, 'code'), 0o700);
    chmodSync(caches, 0o777);
    expect(planvet()).toEqual(first);
    expect(kept()).toEqual([]);
    chmodSync(caches, 0o700);
    expect(planvet()).toEqual(first);
    expect(kept()).not.toEqual([]);
  });

  it('is not kept where that is not wanted', () => {
    expect(planvet({ NODE_DISABLE_COMPILE_CACHE: '1' }).code).toBe(1);
    expect(readdirSync(cwd)).toEqual(['plan.md']);
    expect(planvet({ PLANVET_CACHE_DIR: '' }).code).toBe(1);
    expect(readdirSync(cwd)).toEqual(['plan.md']);
  });
});
