import { didYouMean } from '../engine/nearest.ts';
import type { LintInput, LintOptions } from '../engine/library.ts';
import type { Certainty, Severity } from '../problem.ts';

/** A plan in which the rule finds nothing, and how it is read. */
export interface ValidCase {
  /** What the test is called; without it the first line of the text. */
  readonly name?: string;
  readonly text: string;
  /** The path of the plan: its name and folders mean something. */
  readonly path?: string;
  /** Options of the rule. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Other documents of its set: `spec.md` beside `tasks.md`. */
  readonly siblings?: readonly LintInput[];
  /** The files that the repository has. Without it nothing is known of them. */
  readonly files?: readonly string[];
  /** The template that the plan is written from: the name of a built-in one, or one made by `deriveTemplate`. */
  readonly template?: NonNullable<LintOptions['template']>;
  /** How plans are read: the settings that the library calls `read`. */
  readonly settings?: NonNullable<LintOptions['read']>;
}

/** A plan in which the rule finds something. */
export interface InvalidCase extends ValidCase {
  /** All that the rule finds, in the order of the text, or how many there are. */
  readonly findings: readonly ExpectedFinding[] | number;
  /** The text after `--fix`. Without it, or with `null`, the text has to stay as it is. */
  readonly output?: string | null;
}

/** A finding as it has to be: what is named is compared. The message has to be told in one of two ways. */
export interface ExpectedFinding {
  /** Which of the rule's messages it is. */
  readonly messageId?: string;
  readonly message?: string | RegExp;
  /** What the message is made of; fields that are not named are not compared. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** From 1, as in all output of planvet. */
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  /** Behind the last character. */
  readonly endColumn?: number;
  readonly severity?: Severity;
  readonly certainty?: Certainty;
  /** All that the finding suggests. Without it, it must not suggest anything. */
  readonly suggestions?: readonly ExpectedSuggestion[];
}

/** A suggestion as it has to be. */
export interface ExpectedSuggestion {
  readonly title?: string;
  /** The text after it has been taken. */
  readonly output: string;
}

/** What a rule is tried with. */
export interface RuleTests {
  readonly valid: readonly (string | ValidCase)[];
  readonly invalid: readonly InvalidCase[];
}

const VALID = ['name', 'text', 'path', 'options', 'siblings', 'files', 'template', 'settings'];
const INVALID = [...VALID, 'findings', 'output'];
const COMPARED = ['data', 'line', 'column', 'endLine', 'endColumn', 'severity', 'certainty'];
const FINDING = ['messageId', 'message', ...COMPARED, 'suggestions'];
const SUGGESTION = ['title', 'output'];

/** What is wrong with how a valid case is written, for those who write no TypeScript. */
export function wrongInValid(given: unknown): string[] {
  return wrongKeys(given, VALID, 'a valid case', ['text']);
}

/** What is wrong with how an invalid case is written. */
export function wrongInInvalid(given: unknown): string[] {
  const wrong = wrongKeys(given, INVALID, 'an invalid case', ['text', 'findings']);
  if (wrong.length > 0) return wrong;
  const { findings } = given as { findings: unknown };
  if (typeof findings === 'number' ? findings < 1 : !Array.isArray(findings) || findings.length === 0) {
    return [
      '`findings` is a list of at least one finding, or how many there are; where there is none, the case is a valid one',
    ];
  }
  return typeof findings === 'number' ? [] : (findings as unknown[]).flatMap(wrongInFinding);
}

function wrongInFinding(given: unknown, index: number): string[] {
  const what = `finding ${index + 1} of \`findings\``;
  const wrong = wrongKeys(given, FINDING, what, []);
  if (wrong.length > 0) return wrong;
  const { messageId, message, suggestions } = given as ExpectedFinding;
  if (messageId === undefined && message === undefined) return [`${what} needs a \`messageId\` or a \`message\``];
  if (suggestions === undefined) return [];
  if (!Array.isArray(suggestions)) return [`\`suggestions\` of ${what} is a list`];
  return (suggestions as unknown[]).flatMap((suggestion, at) =>
    wrongKeys(suggestion, SUGGESTION, `suggestion ${at + 1} of ${what}`, ['output']),
  );
}

function wrongKeys(given: unknown, known: readonly string[], what: string, needed: readonly string[]): string[] {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return [`${what} is an object with ${known.map((key) => `\`${key}\``).join(', ')}`];
  }
  if ('text' in given && typeof given.text !== 'string') return [`\`text\` of ${what} is the text of a plan`];
  const unknown = Object.keys(given).filter((key) => !known.includes(key));
  const missing = needed.filter((key) => !(key in given));
  return [
    ...unknown.map((key) => `${what} has no \`${key}\`${didYouMean(key, known)}`),
    ...missing.map((key) => `${what} needs \`${key}\``),
  ];
}
