import type { Finding, LintResult } from '../engine/finding.ts';
import type { Format } from './format.ts';
import { printable } from './printable.ts';
import { program } from './program.ts';
import { allFindings } from './tally.ts';

/**
 * JUnit's XML, as Jenkins, GitLab and Azure DevOps read it: a suite for each plan, and in it a failed case for each
 * finding; a plan without findings has one case that passed.
 */
export const junit: Format = (results) => {
  const failures = allFindings(results).length;
  const tests = results.reduce((sum, { findings }) => sum + Math.max(findings.length, 1), 0);
  const suites = results.map(suite).join('');
  const counts = attributes({ name: program.name, tests, failures, errors: 0 });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${counts}>\n${suites}</testsuites>\n`;
};

function suite(result: LintResult): string {
  const { projectPath, findings } = result;
  const counts = { tests: Math.max(findings.length, 1), failures: findings.length, errors: 0, skipped: 0 };
  const passed = `    <testcase${attributes({ name: 'no problems', classname: projectPath, file: projectPath })}/>\n`;
  const cases = findings.length > 0 ? findings.map((finding) => failed(finding, result)).join('') : passed;
  return `  <testsuite${attributes({ name: projectPath, ...counts })}>\n${cases}  </testsuite>\n`;
}

function failed({ ruleId, severity, message, span }: Finding, { projectPath, source }: LintResult): string {
  const { line, column } = source.positionAt(span.start);
  const place = `${line}:${column}`;
  const said = printable(message);
  const name = attributes({ name: `${ruleId} (${place})`, classname: projectPath, file: projectPath, line });
  const text = xml(`${projectPath}:${place}: ${severity}: ${said} [${ruleId}]`);
  return `    <testcase${name}>\n      <failure${attributes({ message: said, type: severity })}>${text}</failure>\n    </testcase>\n`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xml(String(value))}"`)
    .join('');
}

/** What XML 1.0 has no character for becomes visible or a replacement; what would be markup is escaped. */
function xml(text: string): string {
  return printable(text)
    .replaceAll(/\p{Surrogate}|[\ufffe\uffff]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
