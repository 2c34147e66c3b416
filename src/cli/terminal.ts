import { coloured, plain, type Paint } from '../report/paint.ts';
import { BYTE_LIMIT } from '../engine/decode.ts';

/** What a command has of the world around it. */
export interface Terminal {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Columns that a line of the output may take. */
  readonly width: number;
  /** Columns that somebody sees; missing where nobody looks. */
  readonly columns?: number;
  /** Writes findings and other results. */
  out(text: string | Uint8Array): void;
  /** Writes one line about the call itself. */
  say(line: string): void;
  /** Dresses what is written to the output; `wanted` is what the command line says about colour. */
  paint(wanted: boolean | undefined): Paint;
  /** Shows a line in the place of the one before, and takes it away for an empty one; missing where nobody looks. */
  readonly progress?: (line: string) => void;
  /** Asks whoever sits at the terminal; missing where nobody does. */
  readonly ask?: (question: string) => Promise<string>;
  /** All that comes in, up to just beyond the largest file that is read. */
  input(): Promise<Uint8Array>;
}

const NARROW = 60;
const WIDE = 120;
const UNKNOWN_WIDTH = 100;

/** The terminal, pipe or file that the process was started with. */
export function processTerminal(): Terminal {
  const { stdout, stderr, stdin, env } = process;
  for (const stream of [stdout, stderr]) {
    // `planvet | head` closes the pipe early: that is no failure.
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return;
      process.exitCode = 3;
      if (stream === stdout) stderr.write(`planvet: the output could not be written: ${error.message}\n`);
    });
  }
  return {
    cwd: process.cwd(),
    env,
    width: stdout.isTTY ? Math.min(Math.max(stdout.columns, NARROW), WIDE) : UNKNOWN_WIDTH,
    ...(stdout.isTTY ? { columns: Math.min(Math.max(stdout.columns, NARROW), WIDE) } : {}),
    out: (text) => void (text.length === 0 || stdout.write(text)),
    say: (line) => void stderr.write(`${line}\n`),
    paint: (wanted) => (isColoured(wanted, env, stdout.isTTY) ? coloured : plain),
    ...(stdin.isTTY && stderr.isTTY && !env['CI'] ? { ask: askAtTerminal } : {}),
    ...(stderr.isTTY && !env['CI'] && env['TERM'] !== 'dumb'
      ? { progress: (line: string) => void stderr.write(`\r\u001b[2K${line}`) }
      : {}),
    input: async () => {
      const chunks: Uint8Array[] = [];
      let length = 0;
      for await (const chunk of stdin) {
        chunks.push(chunk as Uint8Array);
        length += (chunk as Uint8Array).length;
        if (length > BYTE_LIMIT) break;
      }
      return Buffer.concat(chunks);
    },
  };
}

async function askAtTerminal(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}

/** The command line decides, then `FORCE_COLOR`, then `NO_COLOR`, then whether anybody is looking. */
function isColoured(wanted: boolean | undefined, env: Terminal['env'], isTerminal: boolean): boolean {
  if (wanted !== undefined) return wanted;
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  return !env['NO_COLOR'] && isTerminal && env['TERM'] !== 'dumb';
}
