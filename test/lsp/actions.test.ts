import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CodeAction,
  CodeActionRequest,
  CodeActionResolveRequest,
  type TextDocumentEdit,
} from 'vscode-languageserver-protocol/node';
import { Repository } from '../repository.ts';
import { able, Editor } from './editor.ts';

const plan = `# Checkout

**Total Estimated Time**: 8 hours

## Phase 1: Cart

- [x] **Task 1: Totals**
  - _Effort: 3 hours | Dependencies: None_
- [ ] **Task 2: Codes**
  - _Effort: 2 hours | Dependencies: Task 11_
- [ ]**Task 3: Vouchers**
`;

const start = { line: 9, character: 40 };

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

async function actions(by: Editor, only?: string[], at = start): Promise<CodeAction[]> {
  const params = {
    textDocument: { uri },
    range: { start: at, end: at },
    context: { diagnostics: [], ...(only ? { only } : {}) },
  };
  return ((await by.connection.sendRequest(CodeActionRequest.type, params)) ?? []) as CodeAction[];
}

/** The plan after the edits of an action; snippets as they stand. */
function after({ edit }: CodeAction, text = plan): string {
  const edits =
    edit?.changes?.[uri] ??
    (edit?.documentChanges as TextDocumentEdit[] | undefined)?.flatMap(({ edits }) => edits) ??
    [];
  const lines = text.split('\n').map((line) => `${line}\n`);
  const offset = ({ line, character }: { line: number; character: number }) =>
    lines.slice(0, line).join('').length + character;
  return edits
    .toSorted((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce((before, one) => {
      const by = 'snippet' in one ? one.snippet.value : one.newText;
      return before.slice(0, offset(one.range.start)) + by + before.slice(offset(one.range.end));
    }, text);
}

describe('code actions', () => {
  it('are all suggestions for a finding, and two ways to silence it', async () => {
    const offered = await actions(editor);
    expect(offered.map(({ title }) => title)).toEqual([
      expect.stringMatching(/Task/),
      'Silence no-unknown-dependency here',
      'Silence no-unknown-dependency in this file',
    ]);
    expect(offered[0]?.diagnostics).toMatchObject([{ code: 'no-unknown-dependency' }]);
    const fixed = after(offered[0] as CodeAction);
    await editor.change(uri, fixed);
    expect((await editor.pull(uri)).map(({ code }) => code)).not.toContain('no-unknown-dependency');
    await editor.change(uri, plan);
  });

  it('silence a finding, with the cursor in the reason', async () => {
    const [, here, file] = await actions(editor);
    if (!here || !file) throw new Error('two ways were wanted');
    const silent = after(await editor.connection.sendRequest(CodeActionResolveRequest.type, here));
    expect(silent).toContain('<!-- planvet-disable-next-line no-unknown-dependency -- ${0:reason} -->');
    const everywhere = after(await editor.connection.sendRequest(CodeActionResolveRequest.type, file));
    expect(everywhere.split('\n')[0]).toBe('<!-- planvet-disable-file no-unknown-dependency -->');
    for (const text of [silent, everywhere]) {
      await editor.change(uri, text);
      expect((await editor.pull(uri)).map(({ code }) => code)).toEqual(['no-malformed-checkbox']);
    }
    // What was offered for another version does nothing.
    expect(await editor.connection.sendRequest(CodeActionResolveRequest.type, here)).toEqual(here);
    await editor.change(uri, plan);
  });

  it('fix all that is safe where that is asked for', async () => {
    expect((await actions(editor, ['source.fixAll.other'])).length).toBe(0);
    expect((await actions(editor, ['refactor'])).length).toBe(0);
    for (const only of ['source', 'source.fixAll', 'source.fixAll.planvet']) {
      const [action, ...others] = await actions(editor, [only], { line: 0, character: 0 });
      expect(others).toEqual([]);
      if (!action) throw new Error('one action was wanted');
      expect(after(action)).toBe(plan.replace('[ ]**', '[ ] **'));
    }
  });

  it('come in full to an editor that cannot ask for one', async () => {
    const { codeAction: _, ...textDocument } = able.textDocument ?? {};
    const simple = await Editor.start(repository.folder, {
      capabilities: {
        textDocument: {
          ...textDocument,
          codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
        },
      },
    });
    await simple.open(uri, plan);
    const offered = await actions(simple);
    expect(offered).toHaveLength(3);
    expect(after(offered[1] as CodeAction)).toContain('<!-- planvet-disable-next-line no-unknown-dependency -->');
    const [all] = await actions(simple, ['source.fixAll']);
    expect(after(all as CodeAction)).toBe(plan.replace('[ ]**', '[ ] **'));
    await simple.end();
  });
});
