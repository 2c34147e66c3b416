import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CodeLensRequest,
  type CompletionItem,
  CompletionRequest,
  DefinitionRequest,
  type DocumentSymbol,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  InlayHintRequest,
  type Location,
  type MarkupContent,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  type TextDocumentEdit,
  type TextEdit,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver-protocol/node';
import { Repository } from '../repository.ts';
import { Editor } from './editor.ts';

/*
 * What an editor shows of the meaning of a plan.
 */

const plan = `# Checkout

**Status**: In Progress
**Total Estimated Time**: 8 hours

## Phase 1: Cart 🛒

- [x] **T001 Totals** in \`src/totals.ts\`
  - _Effort: 3 hours | Dependencies: None_
- [ ] **T002 Codes** after T001
  - _Effort: 2 hours | Dependencies: T001_
- [ ] **T003 Vouchers**
  - _Effort: 2 hours | Dependencies: T001, T002_

## Phase 2: Payment

- [ ] **T004 Card form**
  - _Effort: 2 hours | Dependencies: T003_

### Phase 2 Completion Criteria

- [ ] Refunds were tried
- [x] Errors are shown
`;

let repository: Repository;
let editor: Editor;
let uri: string;
beforeAll(async () => {
  repository = new Repository().write('plan.md', plan);
  uri = pathToFileURL(repository.path('plan.md')).href;
  editor = await Editor.start(repository.folder);
  await editor.open(uri, plan);
});
afterAll(async () => {
  await editor.end();
  repository.remove();
});

/** The place of some words in a text, in a line that has others. */
function placeOf(words: string, inLine: string, text = plan) {
  const line = text.split('\n').findIndex((one) => one.includes(inLine));
  const character = text.split('\n')[line]?.indexOf(words) ?? -1;
  if (line < 0 || character < 0) throw new Error(`there is no \`${words}\``);
  return { line, character };
}

const at = (words: string, inLine: string) => ({ textDocument: { uri }, position: placeOf(words, inLine) });

/** The words that locations have in a text. */
function wordsAt(locations: readonly Location[], text = plan): string[] {
  return locations.map(({ range: { start, end } }) => {
    const line = text.split('\n')[start.line] ?? '';
    return `${start.line + 1}: ${line.slice(start.character, end.character)}`;
  });
}

async function hovered(words: string, inLine: string): Promise<string> {
  const found = await editor.connection.sendRequest(HoverRequest.type, at(words, inLine));
  return (found?.contents as MarkupContent | undefined)?.value ?? '';
}

describe('hover', () => {
  it('says of a task how far it is and why, what it needs and who needs it', async () => {
    const task = await hovered('T002', '**T002');
    expect(task).toMatch(/^\*\*T002\*\* Codes.*: open: its box says so \(`\[ \]`\)/);
    expect(task).toContain('Needs T001 (done)');
    expect(task).toContain('Can start now');
    expect(task).toContain('Needed by T003 (open)');
    expect(task).toContain('Estimate: 2 hours');
    expect(await hovered('Totals', '**T001')).toContain('Files: `src/totals.ts` (not there)');
    expect(await hovered('T001', 'Dependencies: T001, T002')).toMatch(/^\*\*T001\*\*.*: done/);
    expect(await hovered('T003', '**T003')).toContain('Waits for T002 (open)');
  });

  it('says of phases, gates and claims what holds of them', async () => {
    expect(await hovered('Phase 1', '## Phase 1')).toContain('1 of 3 done, 1 can start now');
    expect(await hovered('Completion', 'Completion Criteria')).toContain('1 of 2 ticked');
    expect(await hovered('8', '8 hours')).toMatch(/The plan has 9 hours/);
    expect(await hovered('Checkout', '# Checkout')).toBe('');
  });
});

describe('names', () => {
  it('lead to what they name', async () => {
    const found = (await editor.connection.sendRequest(DefinitionRequest.type, at('T002', 'T001, T002'))) as Location[];
    expect(wordsAt(found)).toEqual(['10: T002']);
  });

  it('are found wherever they stand', async () => {
    const params = { ...at('T001', '**T001'), context: { includeDeclaration: true } };
    const found = (await editor.connection.sendRequest(ReferencesRequest.type, params)) ?? [];
    expect(wordsAt(found)).toEqual(['8: T001', '10: T001', '11: T001', '13: T001']);
    const without = { ...params, context: { includeDeclaration: false } };
    expect(await editor.connection.sendRequest(ReferencesRequest.type, without)).toHaveLength(3);
  });

  it('can be changed, in sentences too, and nothing else is by that', async () => {
    const where = at('T001', 'Dependencies: T001, T002');
    expect(await editor.connection.sendRequest(PrepareRenameRequest.type, where)).toMatchObject({
      placeholder: 'T001',
    });
    const edit = await editor.connection.sendRequest(RenameRequest.type, { ...where, newName: 'T010' });
    const [change] = (edit?.documentChanges ?? []) as TextDocumentEdit[];
    expect(change?.textDocument).toEqual({ uri, version: 1 });
    expect(((change?.edits ?? []) as TextEdit[]).map(({ range, newText }) => [range.start.line + 1, newText])).toEqual([
      [8, 'T010'],
      [10, 'T010'],
      [11, 'T010'],
      [13, 'T010'],
    ]);
    const refused = (newName: string) => editor.connection.sendRequest(RenameRequest.type, { ...where, newName });
    await expect(refused('T004')).rejects.toThrow('T004 is the id of "Card form"');
    await expect(refused('a b')).rejects.toThrow('is no id');
    await expect(refused('None')).rejects.toThrow('cannot be renamed');
    expect(await editor.connection.sendRequest(PrepareRenameRequest.type, at('Checkout', '# Checkout'))).toBeNull();
  });

  it('are changed in all plans of a set', async () => {
    const index = '# Tasks\n\n- [x] **S-1: Rent a room**\n- [ ] **S-2: Paint it** after S-1\n- [ ] **S-3: Open**\n';
    const signs = '# TASK-002: Signs\n\n**Status**: Open\n\n**Dependencies**: S-2\n';
    const lamps = '# TASK-003: Lamps\n\n**Status**: Open\n\n**Dependencies**: TASK-002, S-2\n';
    const set = new Repository()
      .write('docs/tasks/README.md', index)
      .write('docs/tasks/TASK-002.md', signs)
      .write('docs/tasks/TASK-003.md', lamps);
    const uriIn = (name: string) => pathToFileURL(set.path(`docs/tasks/${name}`)).href;
    const other = await Editor.start(set.folder);
    await other.open(uriIn('TASK-002.md'), signs);
    const params = { textDocument: { uri: uriIn('TASK-002.md') }, position: { line: 4, character: 19 } };
    const found = (await other.connection.sendRequest(DefinitionRequest.type, params)) as Location[];
    expect(found.map(({ uri, range }) => [uri, range.start.line])).toEqual([[uriIn('README.md'), 3]]);
    const edit = await other.connection.sendRequest(RenameRequest.type, { ...params, newName: 'S-20' });
    const changes = ((edit?.documentChanges ?? []) as TextDocumentEdit[]).map(({ textDocument, edits }) => [
      textDocument.uri,
      textDocument.version,
      (edits as TextEdit[]).map(({ range, newText }) => `${range.start.line}:${range.start.character} ${newText}`),
    ]);
    expect(changes.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1))).toEqual([
      [uriIn('README.md'), null, ['3:8 S-20']],
      [uriIn('TASK-002.md'), 1, ['4:18 S-20']],
      [uriIn('TASK-003.md'), null, ['4:28 S-20']],
    ]);
    const file = {
      textDocument: { uri: uriIn('TASK-002.md') },
      position: { line: 0, character: 4 },
      newName: 'TASK-009',
    };
    await expect(other.connection.sendRequest(RenameRequest.type, file)).rejects.toThrow('is the name of its file');
    await other.end();
    set.remove();
  });
});

describe('outlines', () => {
  it('have sections, phases, gates and tasks', async () => {
    const symbols = (await editor.connection.sendRequest(DocumentSymbolRequest.type, {
      textDocument: { uri },
    })) as DocumentSymbol[];
    const names = (list: readonly DocumentSymbol[]): unknown[] =>
      list.map(({ name, detail, children = [] }) =>
        [name, detail, ...names(children)].filter((one) => one !== undefined),
      );
    expect(names(symbols)).toEqual([
      [
        'Checkout',
        [
          'Phase 1: Cart 🛒',
          '1 of 3 done, 1 can start now',
          ['T001: Totals in src/totals.ts', 'done'],
          ['T002: Codes after T001', 'open'],
          ['T003: Vouchers', 'open'],
        ],
        ['Phase 2: Payment', '0 of 1 done', ['T004: Card form', 'open'], ['Phase 2 Completion Criteria']],
      ],
    ]);
  });

  it('fold', async () => {
    const folds = await editor.connection.sendRequest(FoldingRangeRequest.type, { textDocument: { uri } });
    expect(folds?.map(({ startLine, endLine }) => [startLine + 1, endLine + 1])).toEqual([
      [1, 23],
      [6, 13],
      [8, 9],
      [10, 11],
      [12, 13],
      [15, 23],
      [17, 18],
      [20, 23],
    ]);
  });

  it('are searched in open plans and in files', async () => {
    repository.write('docs/plans/other.md', plan.replace('Card form', 'Card reader'));
    const found = (await editor.connection.sendRequest(WorkspaceSymbolRequest.type, { query: 'card' })) ?? [];
    expect(found.map(({ name }) => name)).toEqual(['T004: Card form', 'T004: Card reader']);
  });

  it('say above a phase how far it is', async () => {
    const lenses = await editor.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } });
    expect(lenses?.map(({ range, command }) => [range.start.line + 1, command?.title])).toEqual([
      [6, '1 of 3 done, 1 can start now'],
      [15, '0 of 1 done'],
    ]);
  });

  it('show the sum beside a wrong total', async () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const hints = await editor.connection.sendRequest(InlayHintRequest.type, { textDocument: { uri }, range });
    expect(hints).toMatchObject([{ label: '= 9', position: { line: 3 } }]);
  });
});

describe('completion', () => {
  async function offered(line: number, text: string): Promise<CompletionItem[]> {
    const lines = plan.split('\n');
    await editor.change(uri, lines.with(line - 1, text).join('\n'));
    const position = { line: line - 1, character: text.replace(/_$/, '').length };
    const found = (await editor.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri },
      position,
    })) as CompletionItem[];
    await editor.change(uri, plan);
    return found.toSorted((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
  }
  const labels = (items: readonly CompletionItem[]) => items.map(({ label }) => label);

  it('offers ids where a dependency is named, open ones first, and none that would go round', async () => {
    expect(labels(await offered(18, '  - _Effort: 2 hours | Dependencies: _'))).toEqual(['T002', 'T003', 'T001']);
    expect(labels(await offered(18, '  - _Effort: 2 hours | Dependencies: T003, T0_'))).toEqual([
      'T002',
      'T003',
      'T001',
    ]);
    expect(labels(await offered(18, '  - **Dependencies**: '))).toEqual(['T002', 'T003', 'T001']);
    expect(labels(await offered(11, '  - **Dependencies**: '))).toEqual(['T001']);
  });

  it('offers nothing in other places', async () => {
    expect(await offered(17, '- [ ] **T004 Card form for T0')).toEqual([]);
    expect(await offered(2, 'The cart of the shop ')).toEqual([]);
  });

  it('offers states', async () => {
    expect(labels(await offered(3, '**Status**: '))).toEqual(['Not started', 'In progress', 'Blocked', 'Done']);
  });

  it('offers the sections that the template has and the plan has not', async () => {
    const text = readFileSync(new URL('../../fixtures/plans/architecture-cider-press.md', import.meta.url), 'utf8');
    const own = pathToFileURL(repository.path('docs/plans/press.md')).href;
    const [gone = ''] = /^## (?:.*Risk.*)$/m.exec(text) ?? [];
    const without = text.replace(gone, '## ');
    await editor.open(own, without);
    const line = without.split('\n').indexOf('## ');
    const found = (await editor.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri: own },
      position: { line, character: 3 },
    })) as CompletionItem[];
    expect(found.map(({ textEdit }) => textEdit?.newText)).toContain(gone);
    await editor.close(own);
  });
});
