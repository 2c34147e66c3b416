import type { ClientCapabilities } from 'vscode-languageserver-protocol';

/** What somebody may choose in an editor. */
export interface ClientSettings {
  readonly enable: boolean;
  /** When a text is linted: while it is written, or once it is saved. */
  readonly run: 'onType' | 'onSave';
  /** The configuration for all plans, by its path; false for none; undefined for the nearest one to each. */
  readonly config: string | false | undefined;
  /** Whether plugins of configurations are loaded, which runs their code. */
  readonly allowPlugins: boolean;
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
}

/** Reads what a client says of its settings; what it does not say stays, and so does what makes no sense. */
export function readClientSettings(said: unknown, before: ClientSettings): ClientSettings {
  if (typeof said !== 'object' || said === null) return before;
  const given = said as Readonly<Record<string, unknown>>;
  const flag = (name: 'enable' | 'allowPlugins' | 'codeLens' | 'inlayHints') =>
    typeof given[name] === 'boolean' ? given[name] : before[name];
  const { run, config } = given;
  return {
    enable: flag('enable'),
    run: run === 'onType' || run === 'onSave' ? run : before.run,
    config: readConfig(config, before.config),
    allowPlugins: flag('allowPlugins'),
    codeLens: flag('codeLens'),
    inlayHints: flag('inlayHints'),
  };
}

function readConfig(config: unknown, before: ClientSettings['config']): ClientSettings['config'] {
  if (config === false) return false;
  if (config === null || config === '') return undefined;
  return typeof config === 'string' ? config : before;
}

/** What a client can do, as far as planvet asks. */
export interface Abilities {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesLenses: boolean;
  readonly refreshesHints: boolean;
  readonly relatedPlaces: boolean;
  readonly versionedEdits: boolean;
  readonly snippetEdits: boolean;
  readonly literalActions: boolean;
  readonly resolvesActions: boolean;
  readonly nestedSymbols: boolean;
  readonly preparesRename: boolean;
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  readonly watchesFiles: boolean;
  readonly folders: boolean;
}

/** Reads the abilities of a client. */
export function readAbilities(client: Partial<ClientCapabilities> = {}): Abilities {
  const { textDocument, workspace } = client;
  const action = textDocument?.codeAction;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    relatedPlaces: textDocument?.publishDiagnostics?.relatedInformation === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true,
    literalActions: action?.codeActionLiteralSupport !== undefined,
    resolvesActions: action?.dataSupport === true && action.resolveSupport?.properties.includes('edit') === true,
    nestedSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    preparesRename: textDocument?.rename?.prepareSupport === true,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    folders: workspace?.workspaceFolders === true,
  };
}
