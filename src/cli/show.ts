import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../engine/usage.ts';
import type { Plan } from '../model/plan/plan.ts';
import { readingOfLine, showLineJson, showLineText } from '../report/show-line.ts';
import { showJson } from '../report/show-json.ts';
import { showText } from '../report/show.ts';
import type { Command } from './command.ts';
import { oneFileOptions, readOne } from './read-one.ts';

/** Shows what planvet reads in a plan, or in one line of it and why. */
export const show: Command = {
  usage: 'show FILE[:LINE]',
  description:
    'Show what planvet reads in a plan: template, tasks, dependencies, gates, boxes and claims, each with its line; with a line, what that was read as, why, and what was left',
  options: { ...oneFileOptions, json: { type: 'boolean', description: 'The same as data' } },
  examples: [['planvet show plan.md:27', 'why line 27 is a task, or is none']],
  async run(args, terminal) {
    const { file, line } = placeOf(args.only('show', 'file'), terminal.cwd);
    const { plan, ...result } = await readOne('show', args, terminal, { withRules: line === undefined, given: file });
    const paint = terminal.paint(args.flag('color'));
    const asJson = args.flag('json');
    if (line !== undefined) {
      checkLine(plan, file, line);
      const reading = readingOfLine(plan, line);
      terminal.out(asJson ? toJson(showLineJson(plan, reading)) : showLineText(plan, reading, paint));
      return 0;
    }
    const findings = [...result.findings, ...result.suppressed];
    terminal.out(asJson ? toJson(showJson(plan, findings)) : showText(plan, findings, paint));
    return 0;
  },
};

const toJson = (data: object): string => `${JSON.stringify(data, undefined, 2)}\n`;

/** A file and a line of it; a column behind the line is passed over, and a file whose name looks like that is the file. */
function placeOf(given: string, cwd: string): { readonly file: string; readonly line?: number } {
  if (isFile(given, cwd)) return { file: given };
  const [, file, line] = /^(.+?):(\d+)(?::\d+)?:?$/.exec(given) ?? [];
  if (file !== undefined && line !== undefined) return { file, line: Number(line) };
  const [, before, behind] = /^(.+):([^:/\\]*)$/.exec(given) ?? [];
  if (before !== undefined && isFile(before, cwd))
    throw new UsageError(`\`${behind}\` is no line of \`${before}\`; write \`${before}:27\` for line 27`);
  return { file: given };
}

function isFile(path: string, cwd: string): boolean {
  return statSync(resolve(cwd, path), { throwIfNoEntry: false })?.isFile() ?? false;
}

function checkLine({ source }: Plan, file: string, line: number): void {
  const last = source.text.endsWith('\n') ? source.lineCount - 1 : source.lineCount;
  if (line < 1) throw new UsageError('lines are counted from 1');
  if (line > Math.max(last, 1))
    throw new UsageError(`\`${file}\` has ${last} ${last === 1 ? 'line' : 'lines'}; there is no line ${line}`);
}
