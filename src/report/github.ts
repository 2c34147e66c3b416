import type { LintResult } from '../engine/finding.ts';
import { fold, type Block } from './fold.ts';
import type { Format } from './format.ts';
import { printable } from './printable.ts';

/** Annotations of GitHub Actions. Many findings of one rule in a file are one of them, since only ten of a kind are shown. */
export const github: Format = (results) =>
  results.flatMap((result) => fold(result.findings).map((block) => `${annotation(block, result)}\n`)).join('');

function annotation(block: Block, { source, projectPath }: LintResult): string {
  const { first } = block;
  const start = source.positionAt(first.span.start);
  const end = source.positionAt(first.span.end);
  const properties = {
    file: projectPath,
    line: start.line,
    col: start.column,
    endLine: end.line,
    endColumn: end.column,
    title: first.ruleId,
  };
  const said = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  const severity = block.others.some((other) => other.severity === 'error') ? 'error' : first.severity;
  return `::${severity} ${said.join(',')}::${data(text(block, (offset) => source.lineAt(offset)))}`;
}

function text({ first, others }: Block, lineAt: (offset: number) => number): string {
  if (others.length === 0) return first.message;
  const lines = [...new Set(others.map((other) => lineAt(other.span.start)))];
  return `${first.message}, and ${others.length} more: line${lines.length === 1 ? '' : 's'} ${lines.join(', ')}`;
}

function data(value: string): string {
  return printable(value).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(value: string): string {
  return data(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
