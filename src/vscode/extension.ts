import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { chooseServer } from './chosen-server.ts';
import { type PlanStatus, statusText } from './status-text.ts';

/** Milliseconds without a change after which the status is asked for again. */
const PAUSE = 500;

let running: LanguageClient | undefined;

/** Starts the server with the editor. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel('planvet', { log: true });
  const status = vscode.window.createStatusBarItem('planvet', vscode.StatusBarAlignment.Right, 100);
  status.name = 'planvet';
  status.command = 'planvet.showLog';
  const restart = async () => {
    await stop();
    running = await start(context, log);
    await show(status);
  };
  let timer: NodeJS.Timeout | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void show(status), PAUSE);
  };
  const commands: Readonly<Record<string, () => unknown>> = {
    'planvet.restart': restart,
    'planvet.showLog': () => log.show(),
    'planvet.fixAll': fixAll,
  };
  context.subscriptions.push(
    log,
    status,
    { dispose: () => clearTimeout(timer) },
    ...Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, run)),
    vscode.window.onDidChangeActiveTextEditor(soon),
    vscode.workspace.onDidChangeTextDocument(soon),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('planvet.server')) void restart();
    }),
  );
  await restart();
}

/** Ends the server with the editor. */
export function deactivate(): Promise<void> {
  return stop();
}

async function start(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): Promise<LanguageClient> {
  const settings = vscode.workspace.getConfiguration('planvet');
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const server = chooseServer(
    context.asAbsolutePath('server/cli.cjs'),
    folders.map(({ uri }) => uri.fsPath),
    { wanted: settings.get('server'), isTrusted: vscode.workspace.isTrusted },
  );
  log.info(`planvet of ${server.isOwn ? 'the workspace' : 'this extension'}: ${server.path}`);
  const client = new LanguageClient(
    'planvet',
    'planvet',
    { module: server.path, args: ['lsp'], transport: TransportKind.stdio },
    {
      documentSelector: [
        { scheme: 'file', language: 'markdown' },
        { scheme: 'file', pattern: '**/*.mdc' },
        { scheme: 'untitled', language: 'markdown' },
      ],
      initializationOptions: vscode.workspace.getConfiguration().get('planvet'),
      outputChannel: log,
    },
  );
  await client.start();
  return client;
}

async function stop(): Promise<void> {
  const client = running;
  running = undefined;
  await client?.dispose();
}

/** Applies what the server would on save. */
async function fixAll(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const kind = vscode.CodeActionKind.SourceFixAll.append('planvet').value;
  const range = new vscode.Range(0, 0, 0, 0);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[] | undefined>(
    'vscode.executeCodeActionProvider',
    editor.document.uri,
    range,
    kind,
  );
  for (const { edit } of actions ?? []) if (edit) await vscode.workspace.applyEdit(edit);
}

/** Shows how far the plan in front is; nothing for what is none. */
async function show(item: vscode.StatusBarItem): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const client = running;
  if (!document || !client || document.languageId !== 'markdown') {
    item.hide();
    return;
  }
  try {
    const uri = client.code2ProtocolConverter.asUri(document.uri);
    const status = await client.sendRequest<PlanStatus | null>('planvet/status', { textDocument: { uri } });
    if (!status) {
      item.hide();
      return;
    }
    Object.assign(item, statusText(status));
    item.show();
  } catch {
    // A server that is starting or ending says nothing, and an older one does not know the question.
    item.hide();
  }
}
