import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import * as v from 'valibot';
import { describeFailure } from './files/load.ts';
import { slashed } from './files/project.ts';
import type { LintResult } from './finding.ts';
import { fingerprint, type Identity } from './fingerprint.ts';
import { placesOf } from './untold.ts';
import { UsageError } from './usage.ts';

/** A finding that was there when a baseline was written. */
interface Entry {
  /** From the folder of the baseline, with forward slashes. */
  readonly file: string;
  readonly rule: string;
  readonly at: string;
  readonly text: string;
}

const entry = v.strictObject({ file: v.string(), rule: v.string(), at: v.string(), text: v.string() });
const schema = v.strictObject({ version: v.literal(1), findings: v.array(v.nullable(entry)) });

/** What a run has to say of a baseline. */
export interface BaselineUse {
  /** The results of the run. */
  readonly results: readonly LintResult[];
  /** The ids of the rules that ran on a file. */
  readonly ran: (filePath: string) => ReadonlySet<string>;
  /** Whether a file is there. */
  readonly has: (filePath: string) => boolean;
}

/** Findings that somebody has accepted for now: they are not reported. */
export class Baseline {
  /** Absolute. */
  readonly path: string;
  readonly #entries: readonly Entry[];
  /** How many entries say the same, by file and then by rule, place and text. */
  readonly #counts = new Map<string, Map<string, number>>();

  private constructor(path: string, entries: readonly Entry[]) {
    this.path = path;
    this.#entries = entries;
    for (const { file, rule, at, text } of entries) {
      const counts = this.#counts.get(file) ?? new Map<string, number>();
      this.#counts.set(file, counts);
      const key = keyOf(rule, at, text);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }

  /** Reads a baseline. Throws a `UsageError` where it is none; `shown` is its path for people. */
  static read(path: string, shown: string): Baseline {
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const why = code === 'ENOENT' ? 'there is none yet; --update-baseline writes it' : describeFailure(error);
      throw new UsageError(`the baseline \`${shown}\`: ${why}`);
    }
    return new Baseline(path, parse(text, shown));
  }

  /** The baseline that is not written yet. */
  static none(path: string): Baseline {
    return new Baseline(path, []);
  }

  /** How many findings of a file with a rule, place and text are accepted. */
  accepts(filePath: string, { ruleId, at, text }: Identity): number {
    return this.#counts.get(this.#fileOf(filePath))?.get(keyOf(ruleId, at, shortened(text))) ?? 0;
  }

  /** How many entries have nothing to them any more: their finding is mended, or their file is gone. */
  stale({ results, ran, has }: BaselineUse): number {
    const linted = new Map(results.map((result) => [this.#fileOf(result.filePath), result] as const));
    const used = results.reduce((sum, { untold }) => sum + untold.accepted, 0);
    const ours = this.#entries.filter(({ file, rule }) => {
      const result = linted.get(file);
      return result ? ran(result.filePath).has(rule) : !has(this.#pathOf(file));
    });
    return ours.length - used;
  }

  /** Writes the baseline for what was found. Says how many entries it has, and how many came and went. */
  update({ results, ran, has }: BaselineUse): {
    readonly total: number;
    readonly added: number;
    readonly gone: number;
  } {
    const linted = new Map(results.map((result) => [this.#fileOf(result.filePath), result] as const));
    const kept = this.#entries.filter(({ file, rule }) => {
      const result = linted.get(file);
      return result ? !ran(result.filePath).has(rule) : has(this.#pathOf(file));
    });
    const found = results.flatMap(({ filePath, findings }) =>
      findings
        .filter(({ ruleId }) => isAcceptable(ruleId))
        .flatMap((finding) => placesOf(finding))
        .map(({ identity: { ruleId, at, text } }) => ({
          file: this.#fileOf(filePath),
          rule: ruleId,
          at,
          text: shortened(text),
        })),
    );
    const lines = [...kept, ...found].map(lineOf).toSorted((a, b) => (a < b ? -1 : 1));
    const before = this.#entries.map(lineOf);
    writeFileSync(this.path, `{ "version": 1, "findings": [\n${lines.join('')}null\n] }\n`);
    return { total: lines.length, added: surplus(lines, before), gone: surplus(before, lines) };
  }

  #fileOf(filePath: string): string {
    return slashed(relative(dirname(this.path), filePath));
  }

  #pathOf(file: string): string {
    return resolve(dirname(this.path), file);
  }
}

/** Whether a finding can be accepted: not that planvet failed, nor that it could not read a file at all. */
export function isAcceptable(ruleId: string): boolean {
  return ruleId !== 'planvet/internal-error' && ruleId !== 'planvet/parse-limit';
}

/** Every line ends in a comma, so that two branches can add lines without touching each other's. */
function lineOf({ file, rule, at, text }: Entry): string {
  return `${JSON.stringify({ file, rule, at, text })},\n`;
}

function keyOf(rule: string, at: string, text: string): string {
  return [rule, at, text].join('\0');
}

const LONGEST = 100;

/** A text as an entry has it: of a long one the beginning, and what tells it from others that begin so. */
function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST).trimEnd()}… ${fingerprint(text)}` : text;
}

function parse(text: string, shown: string): Entry[] {
  const conflict = text.split('\n').findIndex((line) => /^(?:<{7}|>{7}|\|{7})(?: |$)/.test(line));
  if (conflict >= 0) {
    throw new UsageError(
      `the baseline \`${shown}\` has a merge conflict in line ${conflict + 1}: keep the lines of both sides and take out the markers, or take one side and run planvet with --update-baseline`,
    );
  }
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UsageError(`the baseline \`${shown}\` is no JSON: ${(error as Error).message}`);
  }
  const checked = v.safeParse(schema, data);
  if (checked.success) return checked.output.findings.filter((one) => one !== null);
  const [issue] = checked.issues;
  throw new UsageError(
    `the baseline \`${shown}\` is not one that this planvet can read: \`${v.getDotPath(issue) ?? ''}\` ${issue.message}; delete it and run planvet with --update-baseline`,
  );
}

/** How many lines of one list another one has not, each as often as it stands there. */
function surplus(lines: readonly string[], others: readonly string[]): number {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  }).length;
}
