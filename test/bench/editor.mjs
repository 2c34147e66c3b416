// `npm run bench -- editor`: how long the language server takes from a change of a plan with 1,000 tasks to its findings.
// Says what it measures, fails at nothing. The pause of 200 ms before findings are sent unasked is not counted.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

const TASKS = 1000;
const EDITS = 60;

/** A plan of ten phases, about 100 kB. */
function plan() {
  const lines = ['# Harbour', '', '**Status**: In Progress', ''];
  for (let phase = 1; phase <= 10; phase++) {
    lines.push(`## Phase ${phase}: Quay ${phase}`, '');
    for (let task = 1; task <= TASKS / 10; task++) {
      const before = task === 1 ? 'None' : `Task ${phase}.${task - 1}`;
      lines.push(`- [${phase < 4 ? 'x' : ' '}] **Task ${phase}.${task}: Build berth ${task} of quay ${phase}**`);
      lines.push(`  - _Effort: ${1 + (task % 5)} hours | Dependencies: ${before}_`);
    }
    lines.push('');
  }
  return `${lines.join('\n')}\n`;
}

/** Milliseconds of processor time that a process has had. */
function processorTime(pid) {
  const [, fields = ''] = /\) (.*)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
  const [user, system] = fields.split(' ').slice(11, 13).map(Number);
  return (user + system) * 10;
}

const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1] ?? 0;
const server = spawn(process.execPath, [fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url)), 'lsp'], {
  cwd: tmpdir(),
  stdio: ['pipe', 'pipe', 'inherit'],
});
const connection = createProtocolConnection(
  new StreamMessageReader(server.stdout),
  new StreamMessageWriter(server.stdin),
);
connection.listen();
const folder = pathToFileURL(tmpdir()).href;
const capabilities = { textDocument: { diagnostic: {} } };
await connection.sendRequest('initialize', { processId: process.pid, rootUri: folder, capabilities });
await connection.sendNotification('initialized', {});
const uri = `${folder}/harbour-plan.md`;
const text = plan();
const lines = text.split('\n');
await connection.sendNotification('textDocument/didOpen', {
  textDocument: { uri, languageId: 'markdown', version: 1, text },
});
const pull = () => connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
const begun = performance.now();
const first = await pull();
console.log(
  `${TASKS} tasks, ${Math.round(text.length / 1000)} kB: ${Math.round(performance.now() - begun)} ms from opening to the first ${first.items.length} findings`,
);
const [walls, works] = [[], []];
for (let edit = 0; edit < EDITS; edit++) {
  // Somebody writes into the title of a task: one character at a time, in another place each time.
  const line = 6 + ((edit * 389) % (lines.length - 12));
  const at = { line, character: (lines[line] ?? '').length };
  const [start, before] = [performance.now(), processorTime(server.pid)];
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version: edit + 2 },
    contentChanges: [{ range: { start: at, end: at }, text: 'x' }],
  });
  await pull();
  if (edit < 10) continue;
  walls.push(performance.now() - start);
  works.push(processorTime(server.pid) - before);
}
console.log(
  `from a change to the findings: median ${median(walls).toFixed(0)} ms (worst ${Math.max(...walls).toFixed(0)}), processor time ${median(works)} ms, of ${walls.length} edits`,
);
await connection.sendRequest('shutdown');
await connection.sendNotification('exit');
connection.dispose();
