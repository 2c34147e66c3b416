import type { LintResult } from '../engine/finding.ts';
import { escapeMarkdown } from '../drawing/escape-markdown.ts';
import { fold, type Block } from './fold.ts';
import type { Format, FormatOptions } from './format.ts';
import { printable } from './printable.ts';
import { ruleUrl } from './rule-page.ts';
import { allFindings, counted, severityCounts, tally } from './tally.ts';

/** Characters after which no more findings are listed: a comment takes 65,536, and a summary that is too long is lost whole. */
const ROOM = 60_000;
const SIGNS = { error: '❌', warning: '⚠️' } as const;

/** For the summary of a pull request: the verdict, then a table for each plan with findings. Always says something. */
export const markdown: Format = (results, { pluginRules }) => {
  const counts = tally(allFindings(results));
  const touched = results.filter(({ findings }) => findings.length > 0);
  if (touched.length === 0) return `### planvet\n\n${nothing(results)}\n`;
  const where = results.length === 1 ? '' : ` in ${touched.length} of ${counted(results.length, 'plan')}`;
  const parts = [`### planvet: ${severityCounts(counts)}${where}\n`];
  let size = parts[0]?.length ?? 0;
  let left = 0;
  for (const result of inOrder(touched)) {
    const part = table(result, pluginRules);
    if (size + part.length > ROOM) left += result.findings.length;
    else parts.push(part);
    size += part.length;
  }
  if (left > 0) parts.push(`And ${counted(left, 'more finding')}, for which there is no room here.\n`);
  return parts.join('\n');
};

function nothing(results: readonly LintResult[]): string {
  return results.length === 0 ? 'No plan was checked.' : `No problems in ${counted(results.length, 'plan')}.`;
}

/** Plans with errors first, since what comes last may find no room. */
function inOrder(results: readonly LintResult[]): LintResult[] {
  return results.toSorted((a, b) => Number(hasErrors(b)) - Number(hasErrors(a)));
}

function hasErrors({ findings }: LintResult): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

function table(result: LintResult, pluginRules: FormatOptions['pluginRules']): string {
  const rows = fold(result.findings).map((block) => row(block, result, pluginRules));
  const head = `| | Line | Finding | Rule |\n| --- | --- | --- | --- |\n`;
  return `#### ${escapeMarkdown(printable(result.projectPath))}\n\n${head}${rows.join('')}`;
}

function row({ first, others }: Block, { source }: LintResult, pluginRules: FormatOptions['pluginRules']): string {
  const url = ruleUrl(first.ruleId, pluginRules);
  const rule = url === undefined ? escapeMarkdown(first.ruleId) : `[${first.ruleId}](${url})`;
  const lines = [...new Set(others.map(({ span }) => source.lineAt(span.start)))];
  const more =
    lines.length > 0 ? `, and ${others.length} more: line${lines.length === 1 ? '' : 's'} ${lines.join(', ')}` : '';
  const severity = others.some((other) => other.severity === 'error') ? 'error' : first.severity;
  return `| ${SIGNS[severity]} ${severity} | ${source.lineAt(first.span.start)} | ${escapeMarkdown(printable(first.message))}${more} | ${rule} |\n`;
}
