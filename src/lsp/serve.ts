import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { Server, type ServerOptions } from './server.ts';

/** Serves an editor until it ends. The process ends with it, as the protocol says. */
export function serve(options: ServerOptions): Promise<never> {
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  new Server(connection, options).listen();
  return new Promise(() => undefined);
}
