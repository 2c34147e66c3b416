import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { home, Repository } from '../repository.ts';
import { Editor } from './editor.ts';

/*
 * The language server says what the command line says: of every fixture, before and after edits.
 */

interface Message {
  readonly ruleId: string;
  readonly severity: number;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly related?: readonly object[];
}

const bin = `${home}dist/cli.cjs`;

/** What the command line finds in files of a folder, by path. */
async function onCommandLine(repository: Repository, paths: readonly string[]): Promise<Map<string, string[]>> {
  const { stdout, stderr, code } = await repository.run(
    process.execPath,
    [bin, '--format', 'json', '--force-exclude', ...paths],
    { timeout: 250_000 },
  );
  if (code !== 0 && code !== 1) throw new Error(stderr);
  const results = JSON.parse(stdout) as { filePath: string; messages: Message[] }[];
  return new Map(
    results.map(({ filePath, messages }) => [
      filePath,
      messages.map((one) =>
        [
          `${one.line}:${one.column}-${one.endLine}:${one.endColumn}`,
          one.severity === 2 ? 'error' : 'warning',
          one.ruleId,
          one.message,
          (one.related ?? []).length,
        ].join(' '),
      ),
    ]),
  );
}

/** The same of what a server says. */
function asMessages(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ range: { start, end }, severity, code, message, relatedInformation = [] }) =>
    [
      `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`,
      severity === 1 ? 'error' : 'warning',
      `${code}`,
      typeof message === 'string' ? message : message.value,
      String(relatedInformation.length),
    ].join(' '),
  );
}

/** A part of the fixtures, with sets whole; all of them where somebody asks for that. */
function isChosen(path: string): boolean {
  if (process.env['PLANVET_ALL_FIXTURES']) return true;
  const name = path
    .split('/')
    .slice(0, /^(?:sets|dialects)/.test(path) ? 2 : undefined)
    .join('/');
  return Buffer.from(name).reduce((sum, byte) => sum + byte, 0) % 12 === 0;
}

describe('fixtures', () => {
  let repository: Repository;
  let editor: Editor;
  let paths: string[];
  beforeAll(async () => {
    repository = new Repository();
    for (const folder of ['plans', 'sets', 'dialects', 'reading', 'templates'])
      cpSync(join(home, 'fixtures', folder), repository.path(folder), { recursive: true });
    repository.write('reading/.planvetrc', '{ "rules": { "require-gates": "error", "no-placeholder": "off" } }');
    paths = readdirSync(repository.folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.md') && isChosen(path))
      .toSorted();
    editor = await Editor.start(repository.folder);
  });
  afterAll(async () => {
    await editor.end();
    repository.remove();
  });

  const uriOf = (path: string) => pathToFileURL(repository.path(path)).href;

  async function compare(): Promise<number> {
    const found = await onCommandLine(repository, paths);
    let total = 0;
    for (const path of paths) {
      const said = asMessages(await editor.pull(uriOf(path)));
      expect({ path, said }).toEqual({ path, said: found.get(repository.path(path)) ?? [] });
      total += said.length;
    }
    return total;
  }

  it('give the same findings as on the command line, before and after edits', async () => {
    for (const path of paths) await editor.open(uriOf(path), readFileSync(repository.path(path), 'utf8'));
    const before = await compare();
    expect(before).toBeGreaterThan(5);
    // Every third line that is a task goes, in the buffer by a range, and in the file.
    for (const path of paths) {
      const lines = readFileSync(repository.path(path), 'utf8').split('\n');
      const gone = lines.findIndex((line, index) => index > lines.length / 3 && /^\s*(?:- \[|#{2,} )/.test(line));
      if (gone < 0) continue;
      await editor.change(uriOf(path), '', {
        start: { line: gone, character: 0 },
        end: { line: gone + 1, character: 0 },
      });
      repository.write(path, lines.toSpliced(gone, 1).join('\n'));
    }
    const after = await compare();
    expect(after).not.toBe(before);
  });
});
