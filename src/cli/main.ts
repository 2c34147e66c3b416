import { run } from './run.ts';
import { processTerminal } from './terminal.ts';

// No `process.exit`: what was written has to reach a slow reader first.
void run(process.argv.slice(2), processTerminal()).then((code) => {
  process.exitCode = code;
});
