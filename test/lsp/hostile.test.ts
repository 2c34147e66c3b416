import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Repository } from '../repository.ts';
import { able, Editor } from './editor.ts';

/*
 * What no editor should send, and what some do.
 */

const plan = `# Checkout

## Phase 1: Cart

- [x] **Task 1: Größe 🛒🛒**
  - _Effort: 3 hours | Dependencies: None_
- [ ] **Task 2: Codes 🛒** - _Effort: 2 hours | Dependencies: Task 9_
`;

let repository: Repository;
beforeAll(() => {
  repository = new Repository().write('plan.md', plan).write('README.md', '# Shop\n\nDepends on Task 9.\n');
});
afterAll(() => repository.remove());

const uriOf = (name: string) => pathToFileURL(repository.path(name)).href;

describe('a server', () => {
  it('answers on after requests that make no sense', async () => {
    const editor = await Editor.start(repository.folder);
    const { connection } = editor;
    const uri = uriOf('plan.md');
    await editor.open(uri, plan);
    const requests = [
      'textDocument/diagnostic',
      'textDocument/codeAction',
      'textDocument/hover',
      'textDocument/definition',
      'textDocument/references',
      'textDocument/prepareRename',
      'textDocument/rename',
      'textDocument/documentSymbol',
      'workspace/symbol',
      'textDocument/foldingRange',
      'textDocument/completion',
      'textDocument/codeLens',
      'textDocument/inlayHint',
      'codeAction/resolve',
      'no/such/request',
    ];
    const far = { line: 1e9, character: 1e9 };
    const odd: unknown[] = [
      {},
      { textDocument: {} },
      { textDocument: { uri: 7 }, position: 'x' },
      { textDocument: { uri: 'file:///nowhere.md' }, position: far, range: {}, context: {} },
      {
        textDocument: { uri: 'git:/plan.md' },
        position: far,
        range: { start: far, end: far },
        context: { diagnostics: [] },
      },
      {
        textDocument: { uri },
        position: { line: -1, character: Number.NaN },
        range: { start: far },
        context: { only: 'x' },
      },
      {
        textDocument: { uri },
        position: far,
        range: { start: far, end: far },
        context: { diagnostics: [] },
        newName: '',
        query: {},
      },
      { data: { uri, version: 99, what: 'all' }, title: 'x', query: null },
    ];
    for (const method of requests) {
      for (const params of odd) await connection.sendRequest(method, params).catch(() => undefined);
    }
    for (const method of ['didOpen', 'didChange', 'didClose', 'didSave', 'willSave']) {
      for (const params of [
        ...odd,
        { textDocument: { uri: uriOf('never.md'), version: 3 }, contentChanges: [{ text: 'x' }] },
      ])
        await connection.sendNotification(`textDocument/${method}`, params);
    }
    await connection.sendNotification('workspace/didChangeConfiguration', { settings: 'x' });
    await connection.sendNotification('workspace/didChangeWatchedFiles', {});
    await connection.sendNotification('$/cancelRequest', { id: 12_345 });
    await editor.close(uri);
    await editor.open(uri, plan);
    expect((await editor.pull(uri)).map(({ code }) => code)).toEqual(['no-unknown-dependency']);
    await editor.end();
  });

  it('says nothing of what is no plan, no file, or not open any more', async () => {
    const editor = await Editor.start(repository.folder);
    const readme = uriOf('README.md');
    await editor.open(readme, '# Shop\n\nDepends on Task 9.\n');
    expect(await editor.pull(readme)).toEqual([]);
    for (const uri of ['git:/shop/plan.md?HEAD', 'output:planvet', 'http://example.com/plan.md', 'not a uri']) {
      await editor.open(uri, plan);
      expect({ uri, said: await editor.pull(uri) }).toEqual({ uri, said: [] });
    }
    // A text without a file is judged by what it says.
    await editor.open('untitled:Untitled-1', plan);
    expect((await editor.pull('untitled:Untitled-1')).map(({ code }) => code)).toEqual(['no-unknown-dependency']);
    await editor.open('untitled:Untitled-2', '# Notes\n');
    expect(await editor.pull('untitled:Untitled-2')).toEqual([]);
    const closed = uriOf('plan.md');
    await editor.open(closed, plan);
    await editor.close(closed);
    expect(await editor.pull(closed)).toEqual([]);
    await editor.open(closed, `${plan}\0`);
    expect((await editor.pull(closed)).map(({ code }) => code)).toEqual(['planvet/parse-limit']);
    await editor.end();
  });

  it('counts as the editor does', async () => {
    const line = plan.split('\n')[6] ?? '';
    const before = line.slice(0, line.indexOf('Task 9'));
    const counts = { 'utf-16': before.length, 'utf-8': Buffer.byteLength(before) };
    const uri = uriOf('plan.md');
    for (const [encoding, character] of Object.entries(counts)) {
      const editor = await Editor.start(repository.folder, {
        capabilities: { ...able, general: { positionEncodings: ['utf-32', encoding] } },
      });
      expect(editor.about.capabilities.positionEncoding).toBe(encoding);
      await editor.open(uri, plan);
      const [found] = await editor.pull(uri);
      expect({ encoding, ...found?.range.start }).toEqual({ encoding, line: 6, character });
      // What it sends is counted the same way.
      await editor.change(uri, 'Task 1', { start: { line: 6, character }, end: { line: 6, character: character + 6 } });
      expect(await editor.pull(uri)).toEqual([]);
      await editor.change(uri, `\uFEFF${plan}`);
      expect((await editor.pull(uri))[0]?.range.start).toEqual({ line: 6, character });
      await editor.end();
    }
  });

  it('ends where its input does', async () => {
    const editor = await Editor.start(repository.folder);
    const ended = new Promise((resolve) => editor.server.once('exit', resolve));
    editor.server.stdin.end();
    expect(await ended).not.toBeNull();
    editor.connection.dispose();
  });

  it('sees configurations and siblings that change without a word of the editor', async () => {
    const own = new Repository().write('plan.md', plan);
    const editor = await Editor.start(own.folder);
    const uri = pathToFileURL(own.path('plan.md')).href;
    await editor.open(uri, plan);
    expect(await editor.pull(uri)).toHaveLength(1);
    own.write('.planvetrc', 'rules:\n  no-unknown-dependency: "off"\n');
    expect(await editor.pull(uri)).toEqual([]);
    own.write('.planvetrc', 'rules:\n  no-unknown-dependence: "off"\n');
    expect(await editor.pull(uri)).toEqual([]);
    expect(editor.messages).toEqual([expect.stringMatching(/unknown rule `no-unknown-dependence`/)]);
    own.write('.planvetrc', 'rules:\n  no-unknown-dependency: "warning"\n');
    expect(await editor.pull(uri)).toMatchObject([{ severity: 2 }]);
    await editor.end();
    own.remove();
  });
});
