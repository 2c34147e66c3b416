import type { Finding, LintResult } from '../engine/finding.ts';
import { fixToApply } from '../engine/fixable.ts';
import { fileName } from './compact.ts';
import { fold, type Block } from './fold.ts';
import { folded } from './folded.ts';
import type { Format, FormatOptions } from './format.ts';
import { frame, type Mark } from './frame.ts';
import { printable } from './printable.ts';
import { lineRanges } from './show-words.ts';
import { allFindings, counted, severityCounts, tally } from './tally.ts';

/** Most related places of a finding that are shown with their lines. */
const RELATED = 4;
const INDENT = 2;

/** For people: by file, each finding with its line and a caret under the token, then a summary. Says nothing where there is nothing. */
export const pretty: Format = (results, options) => {
  const files = results.filter((result) => result.findings.length > 0);
  if (files.length === 0) return '';
  return `${files.map((result) => file(result, options)).join('\n')}\n${summary(results, options)}\n`;
};

function file(result: LintResult, options: FormatOptions): string {
  const blocks = fold(result.findings).map((block) => blockOf(block, result, options));
  return `${[[options.paint('bold', fileName(result.path))], ...blocks].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function blockOf(block: Block, result: LintResult, options: FormatOptions): string[] {
  const { first, others } = block;
  const head = header(first, result, options);
  const shown = first.related.filter(({ path }) => path === undefined).slice(0, RELATED);
  const marks: Mark[] = [
    { span: first.span, sign: '^', style: first.severity },
    ...shown.map(({ span, message }): Mark => ({ span, sign: '-', style: 'note', note: message })),
  ];
  const { source } = result;
  const lines = source.text === '' ? [] : frame(source, marks, { ...options, indent: INDENT + 2 });
  return [
    head,
    ...lines,
    ...hints(first, shown.length, result, options),
    ...(others.length > 0 ? folded(block, result, options, ' '.repeat(INDENT + 2)) : []),
  ];
}

function header(first: Finding, { source }: LintResult, { paint }: FormatOptions): string {
  const { line, column } = source.positionAt(first.span.start);
  return [
    ' '.repeat(INDENT) + paint('place', `${line}:${column}`),
    paint(first.severity, first.severity) + (first.certainty === 'likely' ? ' (likely)' : ''),
    printable(first.message),
    paint('dim', first.ruleId),
  ].join('  ');
}

/** What stands below a frame: related places that had no room or lie in other files, and what would mend the finding. */
function hints({ related, fixes }: Finding, shown: number, result: LintResult, { paint }: FormatOptions): string[] {
  const { others } = result;
  const here = related.filter(({ path }) => path === undefined).slice(shown);
  const lines = lineRanges(
    result,
    here.map(({ span }) => span),
  );
  const suggestions = fixes.filter(({ safe }) => !safe).map(({ title }) => title);
  const sayings = [
    ...(here.length > 0
      ? [`and ${counted(here.length, 'more place')}: line${/\D/.test(lines) ? 's' : ''} ${lines}`]
      : []),
    ...related.flatMap(({ path, message, span }) => {
      if (path === undefined) return [];
      const other = others.get(path);
      const { line, column } = other?.source.positionAt(span.start) ?? {};
      return [other ? `${other.path}:${line}:${column}: ${message}` : `${path}: ${message}`];
    }),
    ...fixes.filter(({ safe }) => safe).map(({ title }) => `fix: ${title}`),
    ...(suggestions.length > 0 ? [`suggestion${suggestions.length === 1 ? '' : 's'}: ${suggestions.join(' | ')}`] : []),
  ];
  return sayings.map((saying) => `${' '.repeat(INDENT + 2)}${paint('dim', '=')} ${printable(saying)}`);
}

function summary(results: readonly LintResult[], { paint, fixing }: FormatOptions): string {
  const findings = allFindings(results);
  const counts = tally(findings);
  const touched = results.filter((result) => result.findings.length > 0).length;
  const where = results.length === 1 ? '' : ` in ${touched} of ${counted(results.length, 'file')}`;
  const style = counts.errors > 0 ? 'error' : 'warning';
  const about = [
    severityCounts(counts),
    fixing && fixing.fixed > 0 ? `${fixing.fixed} fixed` : '',
    fixable(findings, fixing),
  ];
  const [first = '', ...others] = about.filter(Boolean);
  return [paint(style, first) + where, ...others].join('; ');
}

/** How many findings which call would fix. What a call has tried itself is not said again. */
function fixable(findings: readonly Finding[], fixing: FormatOptions['fixing']): string {
  if (fixing?.unsafe) return '';
  const safe = fixing ? 0 : findings.filter((finding) => fixToApply(finding, false)).length;
  const single = findings.filter((finding) => !fixToApply(finding, false) && fixToApply(finding, true)).length;
  const calls = [
    safe > 0 ? `${safe} fixable with \`--fix\`` : '',
    single > 0 ? `${single} with \`--fix --unsafe\`` : '',
  ];
  return calls
    .filter(Boolean)
    .join(', ')
    .replace(/^(\d+) with/, '$1 fixable with');
}
