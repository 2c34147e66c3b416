import type { Finding, LintResult } from '../engine/finding.ts';

/** How many findings there are. */
export interface Tally {
  readonly errors: number;
  readonly warnings: number;
  /** Those with a fix that is safe to apply. */
  readonly fixableErrors: number;
  readonly fixableWarnings: number;
}

/** Counts findings. */
export function tally(findings: readonly Finding[]): Tally {
  const count = (severity: Finding['severity'], among: readonly Finding[]) =>
    among.filter((finding) => finding.severity === severity).length;
  const fixable = findings.filter((finding) => finding.fixes.some((fix) => fix.safe));
  return {
    errors: count('error', findings),
    warnings: count('warning', findings),
    fixableErrors: count('error', fixable),
    fixableWarnings: count('warning', fixable),
  };
}

/** All findings of all files. */
export function allFindings(results: readonly LintResult[]): Finding[] {
  return results.flatMap((result) => result.findings);
}

/** A number and its noun: "1 task", "3 tasks". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** "3 errors, 1 warning": what is none is left out; empty for nothing. */
export function severityCounts({ errors, warnings }: Pick<Tally, 'errors' | 'warnings'>): string {
  return [errors > 0 ? counted(errors, 'error') : '', warnings > 0 ? counted(warnings, 'warning') : '']
    .filter(Boolean)
    .join(', ');
}

/** The results without their warnings. */
export function withoutWarnings(results: readonly LintResult[]): LintResult[] {
  const isError = ({ severity }: Finding) => severity === 'error';
  return results.map((result) => ({
    ...result,
    findings: result.findings.filter(isError),
    suppressed: result.suppressed.filter(isError),
  }));
}
