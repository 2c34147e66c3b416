import type { SnippetTextEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { diffLines } from 'diff';
import type { Edit } from '../problem.ts';
import type { Abilities } from './client-settings.ts';
import type { OpenDocument } from './open-document.ts';
import type { Positions } from './positions.ts';

/** Edits of one text for a client. */
export interface EditsOfFile {
  readonly uri: string;
  /** Null for a file that is not open. */
  readonly version: number | null;
  readonly edits: readonly (TextEdit | SnippetTextEdit)[];
}

/** Edits of a text as a client takes them. */
export function textEdits(edits: readonly Edit[], positions: Positions): TextEdit[] {
  return edits.map(({ span, text }) => ({ range: positions.rangeOf(span), newText: text }));
}

/** Changes of several texts as a client takes them: with versions, so that none is applied to another text, where it knows them. */
export function workspaceEdit(files: readonly EditsOfFile[], client: Abilities): WorkspaceEdit {
  if (client.versionedEdits) {
    return {
      documentChanges: files.map(({ uri, version, edits }) => ({ textDocument: { uri, version }, edits: [...edits] })),
    };
  }
  const changes = files.map(({ uri, edits }) => [uri, edits.filter((edit) => 'newText' in edit)] as const);
  return { changes: Object.fromEntries(changes) };
}

/** The edits that make another text of an open one, line by line, so that places elsewhere stay. */
export function editsBetween(open: OpenDocument, after: string): TextEdit[] {
  const mark = open.text.startsWith('\uFEFF') ? 1 : 0;
  const edits: Edit[] = [];
  let at = 0;
  for (const { value, added, removed } of diffLines(open.text.slice(mark), after.slice(mark))) {
    const end = added ? at : at + value.length;
    if (added || removed) {
      // What goes and what comes in its place is one edit.
      const last = edits.at(-1)?.span.end === at ? edits.pop() : undefined;
      edits.push({ span: { start: last?.span.start ?? at, end }, text: (last?.text ?? '') + (added ? value : '') });
    }
    at = end;
  }
  return textEdits(edits, open.positions);
}
