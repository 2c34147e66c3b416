import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  ShowMessageNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { home } from '../repository.ts';

/** How an editor is started. */
export interface EditorOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** The folders that it works in. */
  readonly folders?: readonly string[];
  /** The server; the built bin unless said otherwise. */
  readonly command?: readonly [string, ...string[]];
  /** What it answers to `workspace/configuration`. */
  readonly configuration?: unknown;
}

/** What an editor that can do everything says of itself. */
export const able: ClientCapabilities = {
  general: { positionEncodings: ['utf-16'] },
  workspace: {
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true, snippetEditSupport: true },
    symbol: {},
  },
  textDocument: {
    diagnostic: { relatedInformation: true },
    publishDiagnostics: { relatedInformation: true },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
    rename: { prepareSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
};

/** An editor without a screen: the built language server, driven over its standard input and output. */
export class Editor {
  readonly connection: ProtocolConnection;
  readonly server: ChildProcessWithoutNullStreams;
  /** What the server has shown to the person at the editor. */
  readonly messages: string[] = [];
  /** The last that it said of each text by itself. */
  readonly published = new Map<string, PublishDiagnosticsParams>();
  /** How often it said something by itself. */
  publications = 0;
  about: InitializeResult = { capabilities: {} };
  readonly #versions = new Map<string, number>();
  #waiting: (() => void)[] = [];

  private constructor(folder: string, [program, ...args]: readonly [string, ...string[]]) {
    this.server = spawn(program, args, { cwd: folder });
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.server.stdout),
      new StreamMessageWriter(this.server.stdin),
    );
  }

  static async start(folder: string, options: EditorOptions = {}): Promise<Editor> {
    const { folders = [folder], capabilities = able, initializationOptions, configuration } = options;
    const editor = new Editor(folder, options.command ?? [process.execPath, `${home}dist/cli.cjs`, 'lsp', '--stdio']);
    const { connection } = editor;
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      editor.published.set(params.uri, params);
      editor.publications++;
      for (const wake of editor.#waiting.splice(0)) wake();
    });
    connection.onNotification(ShowMessageNotification.type, ({ message }) => void editor.messages.push(message));
    connection.onRequest('workspace/configuration', () => [configuration ?? null]);
    connection.onRequest('client/registerCapability', () => null);
    connection.listen();
    editor.about = await connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      capabilities,
      initializationOptions,
      workspaceFolders: folders.map((path) => ({ uri: pathToFileURL(path).href, name: path })),
    });
    await connection.sendNotification(InitializedNotification.type, {});
    return editor;
  }

  open(uri: string, text: string, languageId = 'markdown'): Promise<void> {
    this.#versions.set(uri, 1);
    return this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** Replaces the whole text, or a part of it. */
  change(uri: string, text: string, range?: Range): Promise<void> {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    return this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: [range ? { range, text } : { text }],
    });
  }

  save(uri: string): Promise<void> {
    return this.connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri } });
  }

  close(uri: string): Promise<void> {
    return this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  /** The findings of a text as the server gives them to one who asks. */
  async pull(uri: string): Promise<Diagnostic[]> {
    const report = await this.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
    if (report.kind !== 'full') throw new Error('a full report was wanted');
    return report.items;
  }

  /** Waits until the server has said of a text by itself what is wanted. */
  async until(
    uri: string,
    holds: (diagnostics: readonly Diagnostic[], version: number | undefined) => boolean,
  ): Promise<readonly Diagnostic[]> {
    for (;;) {
      const said = this.published.get(uri);
      if (said && holds(said.diagnostics, said.version)) return said.diagnostics;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** The version of a text that was sent last. */
  versionOf(uri: string): number | undefined {
    return this.#versions.get(uri);
  }

  /** Ends the server as the protocol has it. Throws where it does not end well. */
  async end(): Promise<void> {
    const ended = new Promise<number | null>((resolve) => this.server.once('exit', resolve));
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    const code = await ended;
    this.connection.dispose();
    if (code !== 0) throw new Error(`the server ended with ${code}`);
  }
}
