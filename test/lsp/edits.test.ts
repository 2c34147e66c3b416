import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Range } from 'vscode-languageserver-protocol';
import { LINES } from '../fuzz/texts.ts';
import { Random } from '../fuzz/random.ts';
import { Repository } from '../repository.ts';
import { able, Editor } from './editor.ts';

/*
 * Random edits and their undoing, in two documents of one set: what is said is always what would be said of the same texts
 * in a new window. `EDITS=10000` makes more of them and says how the memory of the server grew.
 */

const EDITS = Number(process.env['EDITS'] ?? 150);
const SEED = Number(process.env['SEED'] ?? 20261201);

const requirements = `# Requirements

### Requirement 1: Board

1. WHEN a ferry leaves THE board SHALL say so

### Requirement 2: 🛳 Gates

1. WHEN a gate shuts THE board SHALL blink
`;

const tasks = `# Implementation Plan

- [x] 1. Read the timetable
  - [x] 1.1 Parse the file
  - _Requirements: 1.1_
- [ ] 2. Größe der Anzeige 🛳 wählen
  - _Requirements: 1.1, 2.1_
- [ ] 3. Blink
  - _Requirements: 2.1_
`;

/** A text that is edited by ranges, as an editor does it. */
class Buffer16 {
  lines: string[];

  constructor(text: string) {
    this.lines = text.split('\n');
  }

  get text(): string {
    return this.lines.join('\n');
  }

  /** Replaces a range of lines, and says how an editor tells it and how it is undone. */
  replace(
    from: number,
    to: number,
    by: readonly string[],
  ): { readonly range: Range; readonly text: string; readonly undo: () => { range: Range; text: string } } {
    const old = this.lines.slice(from, to);
    const write = (start: number, count: number, lines: readonly string[]) => {
      this.lines.splice(start, count, ...lines);
      const range = { start: { line: start, character: 0 }, end: { line: start + count, character: 0 } };
      return { range, text: lines.map((line) => `${line}\n`).join('') };
    };
    return { ...write(from, to - from, by), undo: () => write(from, by.length, old) };
  }
}

/** Bytes that a process holds. */
function memoryOf(pid: number | undefined): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

describe('random edits', () => {
  it('leave nothing stale', async () => {
    const random = new Random(SEED);
    const folder = '.kiro/specs/ferry-board';
    const repository = new Repository()
      .write(`${folder}/tasks.md`, tasks)
      .write(`${folder}/requirements.md`, requirements);
    const uris = ['tasks.md', 'requirements.md'].map(
      (name) => pathToFileURL(repository.path(`${folder}/${name}`)).href,
    );
    const editor = await Editor.start(repository.folder);
    const buffers = [new Buffer16(tasks), new Buffer16(requirements)];
    for (const [index, uri] of uris.entries()) await editor.open(uri, buffers[index]?.text ?? '');
    const said = async () => JSON.stringify(await Promise.all(uris.map((uri) => editor.pull(uri))));
    const first = await said();
    let grown = 0;
    let different = 0;
    const wrong: string[] = [];
    for (let step = 0; step < EDITS; step++) {
      const which = random.below(2);
      const [uri = '', buffer = new Buffer16('')] = [uris[which], buffers[which]];
      const undos: (() => { range: Range; text: string })[] = [];
      for (let count = 1 + random.below(3); count > 0; count--) {
        const from = random.below(buffer.lines.length);
        const to = Math.min(from + random.below(3), buffer.lines.length - 1);
        const lines = Array.from({ length: random.below(3) }, () => random.of(LINES)).flatMap((line) =>
          line.split('\n'),
        );
        const edit = buffer.replace(Math.min(from, to), to, lines);
        undos.unshift(edit.undo);
        await editor.change(uri, edit.text, edit.range);
      }
      // Somebody asks, takes the question back, or does not ask at all.
      if (!random.once(3)) {
        const now = await said();
        if (now !== first) different++;
        if (random.once(10)) {
          for (const [index, other] of uris.entries()) {
            await editor.close(other);
            await editor.open(other, buffers[index]?.text ?? '');
          }
          if ((await said()) !== now) wrong.push(`step ${step}: another window says otherwise`);
        }
      }
      for (const undo of undos) {
        const { range, text } = undo();
        await editor.change(uri, text, range);
      }
      if (random.once(4) && (await said()) !== first) wrong.push(`step ${step}: stale after undoing`);
      if (step === Math.floor(EDITS / 4)) grown = -memoryOf(editor.server.pid);
    }
    if ((await said()) !== first) wrong.push('stale at the end');
    expect({ seed: SEED, wrong }).toEqual({ seed: SEED, wrong: [] });
    expect(different).toBeGreaterThan(EDITS / 4);
    grown += memoryOf(editor.server.pid);
    if (process.env['EDITS'])
      console.info(
        `${EDITS} edits: the memory grew by ${(grown / 1e6).toFixed(1)} MB from a quarter of them on, to ${(memoryOf(editor.server.pid) / 1e6).toFixed(0)} MB`,
      );
    await editor.end();
    repository.remove();
  });

  it('come to an editor that never asks', async () => {
    const repository = new Repository().write('plan.md', '# Plan\n');
    const uri = pathToFileURL(repository.path('plan.md')).href;
    const editor = await Editor.start(repository.folder, {
      capabilities: { textDocument: { publishDiagnostics: able.textDocument?.publishDiagnostics ?? {} } },
    });
    const plan = (needs: string) =>
      `# Checkout\n\n## Phase 1: Cart\n\n- [x] **Task 1: Totals**\n  - _Effort: 3 hours | Dependencies: None_\n- [ ] **Task 2: Codes**\n  - _Effort: 2 hours | Dependencies: ${needs}_\n`;
    await editor.open(uri, plan('Task 9'));
    const [found] = await editor.until(uri, (diagnostics) => diagnostics.length > 0);
    expect(found).toMatchObject({ code: 'no-unknown-dependency', source: 'planvet', severity: 1 });
    expect(found?.codeDescription?.href).toMatch(/rules\/no-unknown-dependency\.md$/);
    const before = editor.publications;
    // Of a burst only the last version is told.
    for (const needs of ['Task 8', 'Task 7', 'Task 6', 'Task 1']) await editor.change(uri, plan(needs));
    await editor.until(uri, (_, version) => version === editor.versionOf(uri));
    expect(editor.published.get(uri)?.diagnostics).toEqual([]);
    expect(editor.publications).toBe(before + 1);
    await editor.change(uri, plan('Task 9'));
    await editor.until(uri, (diagnostics) => diagnostics.length > 0);
    await editor.close(uri);
    expect(await editor.until(uri, (diagnostics) => diagnostics.length === 0)).toEqual([]);
    await editor.end();
    repository.remove();
  });
});
