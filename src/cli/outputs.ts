import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { LintResult } from '../engine/finding.ts';
import { describeFailure } from '../engine/files/load.ts';
import { didYouMean } from '../engine/nearest.ts';
import { UsageError } from '../engine/usage.ts';
import type { FormatOptions } from '../report/format.ts';
import { formats } from '../report/formats.ts';
import { plain } from '../report/paint.ts';
import type { Terminal } from './terminal.ts';

/** A format, and the file that it is written to; without one it goes to the output. */
export interface Output {
  readonly format: string;
  readonly file?: string;
}

/** Reads the values of `--format`: `NAME` or `NAME:path`. Without any it is `pretty`, with annotations in GitHub Actions. */
export function readOutputs(values: readonly string[], env: Terminal['env']): Output[] {
  if (values.length === 0) {
    return [{ format: 'pretty' }, ...(env['GITHUB_ACTIONS'] === 'true' ? [{ format: 'github' }] : [])];
  }
  const outputs = values.map((value): Output => {
    const colon = value.indexOf(':');
    const format = colon < 0 ? value : value.slice(0, colon);
    const names = [...formats.keys()];
    if (!formats.has(format)) {
      throw new UsageError(
        `unknown format \`${format}\`${didYouMean(format, names) || `; there is ${names.join(', ')}`}`,
      );
    }
    if (colon < 0) return { format };
    if (colon === value.length - 1) throw new UsageError(`--format ${value} names no file behind its colon`);
    return { format, file: value.slice(colon + 1) };
  });
  return outputs.filter(
    (output, index) =>
      outputs.findIndex(({ format, file }) => format === output.format && file === output.file) === index,
  );
}

/** Writes results in all formats that were asked for. False where a file could not be written, which is said. */
export async function writeOutputs(
  outputs: readonly Output[],
  results: readonly LintResult[],
  terminal: Terminal,
  { colour, ...options }: Omit<FormatOptions, 'paint' | 'width'> & { readonly colour: boolean | undefined },
): Promise<boolean> {
  let written = true;
  for (const { format, file } of outputs) {
    const write = await formats.get(format)?.();
    if (!write) continue;
    if (file === undefined) {
      const text = await write(results, { ...options, paint: terminal.paint(colour), width: terminal.width });
      terminal.out(format === 'github' ? text : withoutCommands(text));
      continue;
    }
    try {
      const path = resolve(terminal.cwd, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, await write(results, { ...options, paint: plain, width: 100 }));
    } catch (error) {
      terminal.say(`planvet: cannot write \`${file}\`: ${describeFailure(error)}`);
      written = false;
    }
  }
  return written;
}

/**
 * A build server reads commands out of everything that is printed, so excerpts of files must hold none. What is JSON says the
 * same all the same.
 */
function withoutCommands(text: string): string {
  return text.replaceAll('##[', /^[[{]/.test(text) ? String.raw`##\u005b` : '##\u200b[');
}
