import { rules as builtIn } from '../../rules/index.ts';
import type { Finding } from '../engine/finding.ts';
import { covering } from '../engine/edits.ts';
import { fix, lintText, type LintOptions } from '../engine/library.ts';
import { UsageError } from '../engine/usage.ts';
import type { Rule } from '../rule.ts';
import type { Source } from '../text.ts';
import type { ExpectedFinding, ExpectedSuggestion, InvalidCase, ValidCase } from './cases.ts';
import { wrongInInvalid, wrongInValid } from './cases.ts';

/** A case that is not as it should be. */
export interface Failure {
  /** What the case is called. */
  readonly name: string;
  /** What is wrong, with what was found. */
  readonly message: string;
}

/** What is wrong where a rule has to find nothing; undefined where it is so. */
export function failureOfValid(rule: Rule, given: ValidCase): string | undefined {
  return said(wrongInValid(given), () => {
    const { source, found, failed } = run(rule, given);
    if (failed !== undefined) return [failed];
    return found.length === 0 ? [] : [`should have no findings, but has ${listed(source, found)}`];
  });
}

/** What is wrong where a rule has to find something; undefined where it finds just that. */
export function failureOfInvalid(rule: Rule, given: InvalidCase): string | undefined {
  return said(wrongInInvalid(given), () => {
    const { source, found, failed, options } = run(rule, given);
    if (failed !== undefined) return [failed];
    const { findings: expected } = given;
    const count = typeof expected === 'number' ? expected : expected.length;
    if (found.length !== count) {
      const all = found.length === 0 ? 'none' : listed(source, found);
      return [`should have ${counted(count)}, but has ${all}`];
    }
    const each = typeof expected === 'number' ? [] : expected;
    const wrong = each.flatMap((one, index) => {
      const finding = found[index];
      return finding ? differences(source, finding, one).map((text) => `finding ${index + 1}: ${text}`) : [];
    });
    const shown = wrong.length > 0 ? [`found ${listed(source, found)}`] : [];
    return [...wrong, ...shown, ...promised(rule, found), ...wrongOutput(rule, given, options)];
  });
}

/** Says all that is wrong in one text. What an option or a template has wrong is said too, and not thrown. */
function said(wrong: readonly string[], judge: () => readonly string[]): string | undefined {
  try {
    const all = wrong.length > 0 ? wrong : judge();
    return all.length === 0 ? undefined : all.join('\n');
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

/** Lints the text of a case with the one rule, as the command would. */
function run(rule: Rule, given: ValidCase) {
  const { text, path, siblings, files, template, settings, options = {} } = given;
  const lintOptions: LintOptions = {
    only: [rule.id],
    plugins: builtIn.includes(rule) ? [] : [rule],
    rules: { [rule.id]: [rule.recommended || rule.strict || 'warning', options] },
    ...(path === undefined ? {} : { path }),
    ...(siblings ? { siblings } : {}),
    ...(files ? { files: { has: (wanted) => files.some((file) => `${file}/`.startsWith(`${wanted}/`)) } } : {}),
    ...(template === undefined ? {} : { template }),
    ...(settings ? { read: settings } : {}),
  };
  const { source, findings } = lintText(text, lintOptions);
  const failed = findings.find(({ ruleId }) => ruleId === 'planvet/internal-error' || ruleId === 'planvet/parse-limit');
  const found = findings.filter(({ ruleId }) => ruleId === rule.id);
  return { source, found, failed: failed?.message, options: lintOptions };
}

/** How a finding is not what it has to be. */
function differences(source: Source, finding: Finding, expected: ExpectedFinding): string[] {
  const { message, data = {}, suggestions = [], ...rest } = expected;
  const [start, end] = [source.positionAt(finding.span.start), source.positionAt(finding.span.end)];
  const actual: Readonly<Record<string, unknown>> = {
    messageId: finding.messageId,
    ...start,
    endLine: end.line,
    endColumn: end.column,
    severity: finding.severity,
    certainty: finding.certainty,
  };
  const isSaid = message instanceof RegExp ? message.test(finding.message) : message === finding.message;
  return [
    ...Object.entries(rest).flatMap(([key, value]) => unlike(`\`${key}\``, value, actual[key])),
    ...(message === undefined || isSaid
      ? []
      : [`\`message\` should be ${written(message)}, but is ${written(finding.message)}`]),
    ...Object.entries(data).flatMap(([key, value]) => unlike(`\`data.${key}\``, value, finding.data?.[key])),
    ...wrongSuggestions(source, finding, suggestions),
  ];
}

function wrongSuggestions(source: Source, finding: Finding, expected: readonly ExpectedSuggestion[]): string[] {
  const actual = finding.fixes.filter(({ safe }) => !safe);
  if (actual.length !== expected.length) {
    const titles = actual.map(({ title }) => written(title)).join(', ') || 'none';
    return [`should have ${expected.length} \`suggestions\`, but has ${titles}`];
  }
  return actual.flatMap(({ title, edits }, index) => {
    const { title: wanted, output } = expected[index] ?? { title: undefined, output: '' };
    const what = `suggestion ${index + 1}`;
    const edit = covering(source.text, edits);
    if (!edit) return [`${what}: its edits meet each other or lie outside of the text`];
    const taken = source.text.slice(0, edit.span.start) + edit.text + source.text.slice(edit.span.end);
    return [
      ...(wanted === undefined ? [] : unlike(`${what}: \`title\``, wanted, title)),
      ...(taken === output ? [] : [unlikeText(`${what}: \`output\``, output, taken)]),
    ];
  });
}

/** Fixes that the rule does not say that it has. */
function promised({ fixable }: Rule, found: readonly Finding[]): string[] {
  const fixes = found.flatMap((finding) => finding.fixes);
  if (fixes.length > 0 && fixable === null)
    return ["the rule has fixes, but its `fixable` is null: it is 'suggest' or 'safe'"];
  if (fixes.some(({ safe }) => safe) && fixable !== 'safe')
    return ["the rule has safe fixes, but its `fixable` is not 'safe'"];
  return [];
}

/** How the text after the safe fixes, each proved as `--fix` does, is not what it has to be. */
function wrongOutput(rule: Rule, { text, output }: InvalidCase, options: LintOptions): string[] {
  const outcome = fix(text, options);
  const isFixed = outcome.fixed.some(({ ruleId }) => ruleId === rule.id);
  const refused = outcome.notices.map(({ message }) => message);
  if (!isFixed) {
    if (output === undefined) return refused;
    return output === null ? [] : ['`output` is given, but no fix was applied', ...refused];
  }
  if (output === undefined || output === null) {
    return [`the fix changes the text, so the case needs an \`output\`:\n${indented(outcome.output)}`];
  }
  return outcome.output === output ? [] : [unlikeText('`output`', output, outcome.output), ...refused];
}

function unlike(what: string, expected: unknown, actual: unknown): string[] {
  if (JSON.stringify(expected) === JSON.stringify(actual)) return [];
  return [`${what} should be ${written(expected)}, but is ${written(actual)}`];
}

function unlikeText(what: string, expected: string, actual: string): string {
  return `${what} should be\n${indented(expected)}\nbut is\n${indented(actual)}`;
}

function indented(text: string): string {
  return text.replace(/^/gm, '  | ');
}

function written(value: unknown): string {
  return value instanceof RegExp ? String(value) : (JSON.stringify(value) ?? 'missing');
}

function counted(count: number): string {
  return count === 1 ? '1 finding' : `${count} findings`;
}

function listed(source: Source, findings: readonly Finding[]): string {
  const lines = findings.map(({ span, messageId, message }) => {
    const [start, end] = [source.positionAt(span.start), source.positionAt(span.end)];
    const to = end.line === start.line ? end.column : `${end.line}:${end.column}`;
    return `\n  ${start.line}:${start.column}-${to} ${messageId ?? ''}: ${message}`;
  });
  return `${counted(findings.length)}:${lines.join('')}`;
}
