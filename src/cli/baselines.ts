import { existsSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { Baseline } from '../engine/baseline.ts';
import type { Configs } from '../engine/config/configs.ts';
import { describeFailure } from '../engine/files/load.ts';
import { isWithin, slashed } from '../engine/files/project.ts';
import type { LintResult } from '../engine/finding.ts';
import type { Identity } from '../engine/fingerprint.ts';
import { UsageError } from '../engine/usage.ts';
import { printable } from '../report/printable.ts';
import { counted } from '../report/tally.ts';

/** The name of a baseline where nobody gives it another one. */
export const BASELINE = 'planvet-baseline.json';

/** Loaded only where there is a baseline: what checks one takes longer to load than many a plan to read. */
const load = () => import('../engine/baseline.ts');

/** The ids of the rules that run on a file. */
type RulesOf = (filePath: string) => Promise<ReadonlySet<string>>;

/** The baselines of a call: one that it names, else the one that the configuration of each file names. */
export class Baselines {
  readonly #cwd: string;
  readonly #configs: Configs;
  readonly #chosen: string | false | undefined;
  readonly #updates: boolean;
  readonly #rulesOf: RulesOf;
  readonly #known = new Map<string, Baseline>();

  /** `chosen` is the file for all plans, false for none; with `updates` it is written instead of read. */
  constructor(
    { chosen, updates }: { readonly chosen: string | false | undefined; readonly updates: boolean },
    { configs, cwd, rulesOf }: { readonly configs: Configs; readonly cwd: string; readonly rulesOf: RulesOf },
  ) {
    this.#cwd = cwd;
    this.#configs = configs;
    this.#updates = updates;
    this.#chosen = chosen;
    this.#rulesOf = rulesOf;
  }

  /** What is accepted in a file; nothing while baselines are written. Throws a `UsageError` where its baseline cannot be read. */
  async acceptedIn(filePath: string): Promise<((identity: Identity) => number) | undefined> {
    if (this.#updates) return undefined;
    const path = await this.#pathFor(filePath);
    const baseline = path === undefined ? undefined : await this.#read(path);
    return baseline && ((identity) => baseline.accepts(filePath, identity));
  }

  /** Says how many entries have nothing to them any more. */
  async aboutStale(results: readonly LintResult[]): Promise<string[]> {
    const remarks: string[] = [];
    for (const [path, own] of await this.#byBaseline(results)) {
      const count = (await this.#read(path)).stale(await this.#use(own));
      if (count === 0) continue;
      const [are, them] = count === 1 ? ['is', 'it'] : ['are', 'them'];
      remarks.push(
        `planvet: ${counted(count, 'finding')} of \`${this.#shown(path)}\` ${are} no more: --update-baseline takes ${them} out`,
      );
    }
    return remarks;
  }

  /** Writes the baselines for what was found, and gives what cannot be accepted. Throws a `UsageError` where one cannot be written. */
  async update(
    results: readonly LintResult[],
  ): Promise<{ readonly results: LintResult[]; readonly remarks: readonly string[] }> {
    const remarks: string[] = [];
    for (const [path, own] of await this.#byBaseline(results)) {
      try {
        const { total, added, gone } = (await this.#readOrNone(path)).update(await this.#use(own));
        remarks.push(
          `planvet: \`${this.#shown(path)}\` has ${counted(total, 'finding')} now (${added} added, ${gone} taken out)`,
        );
      } catch (error) {
        throw new UsageError(`cannot write \`${this.#shown(path)}\`: ${describeFailure(error)}`);
      }
    }
    if (this.#chosen === undefined && (await this.#configs.of(this.#cwd)).config?.baseline === undefined) {
      remarks.push(
        `planvet: from now on give --baseline ${BASELINE}, or write "baseline": "${BASELINE}" into the configuration`,
      );
    }
    const { isAcceptable } = await load();
    const left = results.map((result) => ({
      ...result,
      findings: result.findings.filter(({ ruleId }) => !isAcceptable(ruleId)),
    }));
    return { results: left, remarks };
  }

  async #use(results: readonly LintResult[]) {
    const rules = new Map<string, ReadonlySet<string>>();
    for (const { filePath } of results) rules.set(filePath, await this.#rulesOf(filePath));
    const ran = (filePath: string) => rules.get(filePath) ?? new Set<string>();
    return { results, ran, has: existsSync };
  }

  async #byBaseline(results: readonly LintResult[]): Promise<Map<string, LintResult[]>> {
    const found = new Map<string, LintResult[]>();
    for (const result of results) {
      const path = await this.#pathFor(result.filePath);
      if (path === undefined) continue;
      found.set(path, [...(found.get(path) ?? []), result]);
    }
    return found;
  }

  /** Where the baseline for a file is. */
  async #pathFor(filePath: string): Promise<string | undefined> {
    if (this.#chosen === false) return undefined;
    if (this.#chosen !== undefined) return resolve(this.#cwd, this.#chosen);
    const { config } = await this.#configs.of(dirname(filePath));
    return config?.baseline?.value ?? (this.#updates ? resolve(this.#cwd, BASELINE) : undefined);
  }

  async #read(path: string): Promise<Baseline> {
    const known = this.#known.get(path) ?? (await load()).Baseline.read(path, this.#shown(path));
    this.#known.set(path, known);
    return known;
  }

  /** A baseline that cannot be read is written anew. */
  async #readOrNone(path: string): Promise<Baseline> {
    try {
      return await this.#read(path);
    } catch (error) {
      if (error instanceof UsageError) return (await load()).Baseline.none(path);
      throw error;
    }
  }

  #shown(path: string): string {
    return printable(slashed(isWithin(this.#cwd, path) ? relative(this.#cwd, path) : path));
  }
}
