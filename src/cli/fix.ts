import { isAbsolute } from 'node:path';
import type { LintResult } from '../engine/finding.ts';
import { replaceFile } from '../engine/files/write.ts';
import { unifiedDiff } from '../report/diff.ts';
import { printable } from '../report/printable.ts';
import { counted } from '../report/tally.ts';
import type { FixedFile } from './fix-files.ts';
import type { LintRun } from './lint-all.ts';
import type { Terminal } from './terminal.ts';

/** What became of the texts that fixing changed. */
export interface Written {
  /** Those of files that could not be written are the ones from before. */
  readonly results: readonly LintResult[];
  readonly fixed: number;
  /** "3 problems fixed in 2 files"; empty where nothing was. */
  readonly summary: string;
  /** What else is to be said of it. */
  readonly remarks: readonly string[];
  readonly failed: boolean;
}

/** Writes what was fixed: files in place, the standard input to the output. */
export function writeFixes({ fixes, results, given }: LintRun, terminal: Terminal, verbose: boolean): Written {
  const input = fixes.find(({ filePath }) => filePath === undefined);
  if (given) terminal.out(input && input.after !== input.before ? input.after : given);
  const failures = new Map<string, FixedFile>();
  const remarks: string[] = [];
  for (const file of fixes) {
    if (file.filePath === undefined || file.after === file.before) continue;
    const failure = replaceFile(file.filePath, file.before, file.after);
    if (failure === undefined) continue;
    failures.set(file.filePath, file);
    remarks.push(`planvet: cannot write \`${printable(file.path)}\`: ${printable(failure)}; it stays as it was`);
  }
  const written = fixes.filter(({ filePath }) => filePath === undefined || !failures.has(filePath));
  return {
    results: results.map((result) => failures.get(result.filePath)?.first ?? result),
    fixed: countFixed(written),
    summary: countFixed(written) > 0 ? sayFixed(written, 'fixed') : '',
    remarks: [...written.flatMap((file) => aboutFile(file, verbose, 'fixed')), ...remarks],
    failed: failures.size > 0,
  };
}

/** Prints what fixing would change, and says how much that is. Whether it is anything. */
export function printDiff({ fixes }: LintRun, terminal: Terminal, verbose: boolean): boolean {
  const changed = fixes.filter(({ before, after }) => before !== after);
  for (const { path, before, after } of changed) terminal.out(unifiedDiff(path, before, after));
  for (const remark of fixes.flatMap((file) => aboutFile(file, verbose, 'would be fixed'))) terminal.say(remark);
  for (const { path } of changed.filter(({ path }) => path.startsWith('../') || isAbsolute(path))) {
    terminal.say(`planvet: \`${printable(path)}\` lies outside of this folder, where \`git apply\` takes no diff`);
  }
  terminal.say(`planvet: ${sayFixed(fixes, 'would be fixed')}`);
  return changed.length > 0;
}

function sayFixed(fixes: readonly FixedFile[], verb: string): string {
  const touched = fixes.filter(({ fixed }) => fixed.length > 0).length;
  return `${touched === 0 ? 'nothing' : counted(countFixed(fixes), 'problem')} ${verb} in ${counted(touched || fixes.length, 'file')}`;
}

function countFixed(files: readonly FixedFile[]): number {
  return files.reduce((sum, { fixed }) => sum + fixed.length, 0);
}

/** The fixes of a file that were refused, each with the place that its finding has afterwards; with `verbose` the others too. */
function aboutFile({ path, first, remaining, fixed, notices }: FixedFile, verbose: boolean, verb: string): string[] {
  const place = ({ source }: LintResult, offset: number) => {
    const { line, column } = source.positionAt(offset);
    return `${printable(path)}:${line}:${column}`;
  };
  return [
    ...(verbose ? fixed : []).map(
      ({ span, title, ruleId }) => `${place(first, span.start)}: ${verb}: ${printable(title)} [${ruleId}]`,
    ),
    ...notices.map(
      ({ span, message, ruleIds }) => `${place(remaining, span.start)}: ${printable(message)} [${ruleIds.join(', ')}]`,
    ),
  ];
}
