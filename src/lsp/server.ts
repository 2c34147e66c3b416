import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { program } from '../report/program.ts';
import { answer } from './answers.ts';
import { type Abilities, type ClientSettings, readAbilities, readClientSettings } from './client-settings.ts';
import { actionKinds } from './code-actions.ts';
import { completionTriggers } from './completion.ts';
import { OpenDocument } from './open-document.ts';
import { Plans } from './plans.ts';
import { chooseEncoding, type Encoding } from './positions.ts';
import { Reporter } from './reporter.ts';

/** What the command line says of the server. */
export interface ServerOptions {
  /** The configuration for all plans; false for none. */
  readonly config: string | false | undefined;
  readonly allowPlugins: boolean;
}

/** Answers an editor. */
export class Server {
  readonly #connection: Connection;
  readonly #documents: TextDocuments<OpenDocument>;
  readonly #plans: Plans;
  readonly #opened = new Set<string>();
  #reporter: Reporter | undefined;
  #client: Abilities = readAbilities();
  #settings: ClientSettings;
  #encoding: Encoding = 'utf-16';

  constructor(connection: Connection, { config, allowPlugins }: ServerOptions) {
    this.#connection = connection;
    this.#settings = { enable: true, run: 'onType', config, allowPlugins, codeLens: true, inlayHints: true };
    this.#documents = new TextDocuments({
      create: (uri, languageId, version, text) =>
        new OpenDocument({ uri, languageId, version, encoding: this.#encoding }, typeof text === 'string' ? text : ''),
      update: (document, changes, version) => document.changed(changes, version),
    });
    this.#plans = new Plans(this.#settings);
  }

  /** Begins to answer. */
  listen(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => this.#initialized());
    connection.onDidChangeConfiguration(
      ({ settings }) => void this.#configure((settings as { planvet?: unknown } | null)?.planvet),
    );
    connection.onDidChangeWatchedFiles(() => this.#everything());
    connection.onShutdown(() => this.#reporter?.dispose());
    this.#documents.onDidOpen(({ document }) => {
      this.#opened.add(document.uri);
      this.#plans.change(document);
      this.#reporter?.opened(document);
    });
    this.#documents.onDidChangeContent(({ document }) => {
      this.#plans.change(document);
      // Opening a text is told as a change of it too.
      if (!this.#opened.delete(document.uri)) this.#reporter?.changed(document);
    });
    this.#documents.onDidSave(({ document }) => {
      this.#plans.change(document);
      this.#reporter?.saved(document);
    });
    this.#documents.onDidClose(({ document }) => {
      this.#plans.close(document);
      this.#reporter?.closed(document);
    });
    this.#documents.listen(connection);
    this.#answer();
    connection.listen();
  }

  #answer(): void {
    const connection = this.#connection;
    connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
      const report = await this.#reporter?.pull(
        textDocument.uri,
        previousResultId,
        () => !token.isCancellationRequested,
      );
      if (!report) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'nobody asks any more');
      return report;
    });
    answer(connection, () => ({
      plans: this.#plans,
      client: this.#client,
      settings: this.#settings,
      encoding: this.#encoding,
    }));
  }

  #initialize({ capabilities, initializationOptions, workspaceFolders, rootUri }: InitializeParams): InitializeResult {
    this.#client = readAbilities(capabilities);
    this.#encoding = chooseEncoding(capabilities?.general?.positionEncodings);
    this.#settings = readClientSettings(initializationOptions, this.#settings);
    this.#plans.configure(this.#settings);
    this.#plans.workIn(
      (workspaceFolders ?? []).length > 0 ? (workspaceFolders ?? []).map(({ uri }) => uri) : [rootUri ?? ''],
    );
    this.#reporter = new Reporter(this.#connection, this.#plans, this.#client, this.#settings);
    return {
      serverInfo: { name: program.name, version: program.version },
      capabilities: {
        positionEncoding: this.#encoding,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
        ...(this.#client.pullsDiagnostics && {
          diagnosticProvider: { identifier: 'planvet', interFileDependencies: true, workspaceDiagnostics: false },
        }),
        codeActionProvider: this.#client.literalActions && {
          codeActionKinds: [...actionKinds],
          resolveProvider: this.#client.resolvesActions,
        },
        hoverProvider: true,
        definitionProvider: true,
        referencesProvider: true,
        renameProvider: this.#client.preparesRename ? { prepareProvider: true } : true,
        documentSymbolProvider: true,
        workspaceSymbolProvider: true,
        foldingRangeProvider: true,
        completionProvider: { triggerCharacters: [...completionTriggers] },
        codeLensProvider: {},
        inlayHintProvider: true,
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  }

  #initialized(): void {
    const { client } = this.#connection;
    if (this.#client.folders) {
      this.#connection.workspace.onDidChangeWorkspaceFolders(() => void this.#findFolders());
    }
    if (this.#client.watchesFiles) {
      const watchers = [
        '**/*.{md,markdown,mdc}',
        '**/{planvet.config.*,.planvetrc,package.json,planvet-baseline.json}',
      ];
      void client
        .register(DidChangeWatchedFilesNotification.type, {
          watchers: watchers.map((globPattern) => ({ globPattern })),
        })
        .catch(() => undefined);
    }
    if (this.#client.registersConfiguration) {
      void client.register(DidChangeConfigurationNotification.type, { section: 'planvet' }).catch(() => undefined);
    }
    void this.#configure(undefined);
  }

  /** Asks for the settings where the editor can be asked, else takes what it sends. */
  async #configure(sent: unknown): Promise<void> {
    let said = sent;
    if (this.#client.configuration) {
      try {
        said = await this.#connection.workspace.getConfiguration('planvet');
      } catch {
        // An editor that refuses has told all that it has to say.
      }
    }
    const settings = readClientSettings(said, this.#settings);
    if (JSON.stringify(settings) === JSON.stringify(this.#settings)) return;
    this.#settings = settings;
    if (this.#reporter) this.#reporter.settings = settings;
    this.#plans.configure(settings);
    this.#everything();
  }

  async #findFolders(): Promise<void> {
    try {
      const folders = await this.#connection.workspace.getWorkspaceFolders();
      this.#plans.workIn((folders ?? []).map(({ uri }) => uri));
      this.#everything();
    } catch (error) {
      this.#connection.console.error(`planvet: the folders are unknown: ${String(error)}`);
    }
  }

  /** Files that nobody has open may have changed, or the settings. */
  #everything(): void {
    this.#plans.forget();
    this.#reporter?.all(this.#documents.keys());
  }
}
