import { fingerprint } from '../engine/fingerprint.ts';
import type { Format } from './format.ts';
import { printable } from './printable.ts';

/**
 * GitLab's code quality report: a list of issues, of which it shows those that the target branch does not have by their
 * fingerprint. That has to be unique in the whole report, so it holds the path too.
 */
export const gitlab: Format = (results) => {
  const issues = results.flatMap(({ findings, projectPath, source }) =>
    findings.map((finding) => ({
      description: printable(finding.message),
      check_name: finding.ruleId,
      fingerprint: fingerprint(`${projectPath}\0${finding.fingerprint}`),
      severity: finding.severity === 'error' ? 'major' : 'minor',
      location: {
        path: projectPath,
        lines: { begin: source.lineAt(finding.span.start), end: source.lineAt(finding.span.end) },
      },
    })),
  );
  return `${JSON.stringify(issues, undefined, 2)}\n`;
};
