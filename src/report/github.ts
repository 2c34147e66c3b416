import type { LintResult } from '../engine/finding.ts';
import type { Severity } from '../problem.ts';
import { fold, type Block } from './fold.ts';
import type { Format } from './format.ts';
import { printable } from './printable.ts';

/** How many annotations of a kind GitHub shows of a step. The others are in its log only. */
const SHOWN = 10;

/**
 * Annotations of GitHub Actions, errors first. Many findings of one rule in a file are one of them, since only ten of a kind
 * are shown; where there are still more, a notice says so.
 */
export const github: Format = (results) => {
  const all = results.flatMap((result) => fold(result.findings).map((block) => ({ block, result })));
  const of = (severity: Severity) => all.filter(({ block }) => severityOf(block) === severity);
  const kinds = [of('error'), of('warning')];
  const hidden = kinds.reduce((sum, kind) => sum + Math.max(kind.length - SHOWN, 0), 0);
  const lines = kinds.flat().map(({ block, result }) => annotation(block, result));
  const notice = `::notice title=planvet::GitHub shows ${SHOWN} annotations of a kind; ${hidden} more ${hidden === 1 ? 'is' : 'are'} in the log of this step`;
  return [...lines, ...(hidden > 0 ? [notice] : [])].map((line) => `${line}\n`).join('');
};

function severityOf({ first, others }: Block): Severity {
  return others.some((other) => other.severity === 'error') ? 'error' : first.severity;
}

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
  return `::${severityOf(block)} ${said.join(',')}::${data(text(block, (offset) => source.lineAt(offset)))}`;
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
