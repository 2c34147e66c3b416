import { workerData } from 'node:worker_threads';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { Server, type ServerOptions } from './server.ts';

// The thread ends where the editor says so, and where it goes away.
new Server(createConnection(ProposedFeatures.all, process.stdin, process.stdout), workerData as ServerOptions).listen();
