import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { hasFailed } from '../engine/finding.ts';
import { Configs } from '../engine/config/configs.ts';
import type { Since } from '../engine/git/since.ts';
import type { Staged } from '../engine/git/staged.ts';
import { SiblingFiles } from '../engine/files/siblings.ts';
import { chooseTemplate } from '../engine/files/template-file.ts';
import { nearest } from '../engine/nearest.ts';
import { UsageError } from '../engine/usage.ts';
import { allClear } from '../report/all-clear.ts';
import type { Rule } from '../rule.ts';
import { printable } from '../report/printable.ts';
import { isDoubtful, readAs } from '../report/reading.ts';
import { searchSummary } from '../report/summary.ts';
import { allFindings, counted, severityCounts, tally, withoutWarnings } from '../report/tally.ts';
import { commands } from './command.ts';
import type { DisableWriter } from './add-disable.ts';
import { Baselines } from './baselines.ts';
import { idleIgnores } from './idle-ignores.ts';
import type { FileSettings } from './file-settings.ts';
import { KnownResults, type KnownJob } from './known-results.ts';
import { lintAll, type LintRun } from './lint-all.ts';
import { readOutputs, writeOutputs, type Output } from './outputs.ts';
import type { Terminal } from './terminal.ts';

/** How planvet was called to lint. Everything but the paths has a default. */
export interface LintCall {
  readonly paths: readonly string[];
  readonly format?: readonly string[];
  readonly rule?: readonly string[];
  readonly only?: readonly string[];
  readonly preset?: string | undefined;
  readonly template?: string | undefined;
  /** The configuration for all files; false for none. */
  readonly config?: string | false | undefined;
  /** Whether plugins of configurations are loaded; without a word a configuration that names some is an error. */
  readonly allowPlugins?: boolean | undefined;
  readonly release?: boolean;
  readonly maxWarnings?: number | undefined;
  /** Most findings that the format `agent` tells. */
  readonly maxFindings?: number | undefined;
  readonly quiet?: boolean;
  readonly exitZero?: boolean;
  readonly stats?: boolean;
  readonly verbose?: boolean;
  readonly forceExclude?: boolean;
  readonly staged?: boolean;
  /** The branch or commit since which only what is new is reported. */
  readonly since?: string | undefined;
  /** The file with what is accepted; false for none. */
  readonly baseline?: string | false | undefined;
  readonly updateBaseline?: boolean;
  /** Whether what was found before counts for files that have not changed. */
  readonly cache?: boolean | undefined;
  readonly fix?: boolean;
  readonly unsafe?: boolean;
  readonly diff?: boolean;
  readonly addDisable?: boolean;
  readonly reason?: string | undefined;
  readonly stdinFilename?: string | undefined;
  readonly colour?: boolean | undefined;
}

/** How many doubtful files are named. */
const FEW = 3;

/** Lints what a call asks for and gives the exit code. */
export async function lintPaths(call: LintCall, terminal: Terminal): Promise<number> {
  checkFixing(call);
  checkCommand(call, terminal);
  await checkOnly(call);
  const outputs = readOutputs(call.format ?? [], terminal.env);
  if (call.maxFindings !== undefined && !outputs.some(({ format }) => format === 'agent'))
    throw new UsageError('--max-findings is about --format agent; no other format leaves findings out');
  const writer = await writerOf(call);
  const { cwd } = terminal;
  const template = call.template === undefined ? undefined : await chooseTemplate(call.template, cwd, '--template');
  const configs = new Configs(cwd, call.config, call.allowPlugins);
  const mentions = (call.verbose ?? false) || (call.stats ?? false);
  const fix = call.fix || call.diff ? { unsafe: call.unsafe ?? false, writes: call.fix ?? false } : undefined;
  const staged = call.staged ? await stagedOf(call, terminal) : undefined;
  const siblings = new SiblingFiles(cwd, staged?.view);
  let made: Promise<FileSettings> | undefined;
  // Loaded where something has to be linted here: it brings all the rules.
  const prepare = () =>
    (made ??= import('./file-settings.ts').then(({ FileSettings: settings }) =>
      settings.from({ ...call, template }, configs, cwd),
    ));
  const settings = async (file: string | undefined) => (await prepare()).of(file);
  const since = call.since === undefined ? undefined : await sinceOf(call.since, staged, terminal);
  const rulesOf = async (file: string) => new Set((await settings(file)).rules.map(({ rule }) => rule.id));
  const baselines = baselinesOf(call, { configs, cwd, rulesOf });
  const known =
    fix || writer || staged || since
      ? undefined
      : knownOf(call, { cwd, template, configs, siblings, prepare, mentions });
  if (!known || call.paths.includes('-')) await prepare();
  const linted = await lintAll(
    {
      ...call,
      configs,
      siblings,
      templateFile: template?.file,
      fix,
      staged,
      since,
      baselines,
      amend: writer?.amend,
      known,
      mentions,
      settings,
    },
    terminal,
  );
  const { run, remarks } = await withBaselines(linted, baselines, call);
  if (call.diff) return diffOf(run, call, terminal);
  const pluginRules = await configs.pluginRules();
  const idle = call.forceExclude || call.staged ? [] : await idleIgnores(configs, call.paths, cwd);
  configs.remarks.push(...idle);
  const said = [...remarks, ...configs.remarks.map((remark) => `planvet: ${printable(remark)}`)];
  return report(run, outputs, call, terminal, { writer, remarks: said, pluginRules });
}

/** What is known without linting here. What is to be told of the linting itself has to be linted. */
function knownOf(
  call: LintCall,
  world: Pick<KnownJob, 'cwd' | 'template' | 'configs' | 'siblings' | 'prepare' | 'mentions'>,
) {
  const { rule, only, preset, release, template, config, cache, stats } = call;
  const cached = cache !== false && !stats;
  const allowPlugins = call.allowPlugins === false ? false : undefined;
  return new KnownResults({ ...world, call: { rule, only, preset, release, template, config, allowPlugins }, cached });
}

/** What a run gives once baselines are written, and what is to be said of them. */
async function withBaselines(
  run: LintRun,
  baselines: Baselines,
  { updateBaseline, staged, since }: LintCall,
): Promise<{ readonly run: LintRun; readonly remarks: readonly string[] }> {
  if (updateBaseline) {
    const { results, remarks } = await baselines.update(run.results);
    const { skipped, unread, wrong, remarks: said, fixes, given, searched } = run;
    return { run: { results, skipped, unread, wrong, remarks: said, fixes, given, searched }, remarks };
  }
  // Where only a part of the findings is told, nobody knows which others there are.
  return { run, remarks: staged || since !== undefined ? [] : await baselines.aboutStale(run.results) };
}

/** The state of the repository to compare with, loaded only where one is named. */
async function sinceOf(name: string, staged: Staged | undefined, terminal: Terminal): Promise<Since> {
  if (name === '') throw new UsageError('--since names no commit');
  const { Since } = await import('../engine/git/since.ts');
  return new Since(name, terminal, { staged: staged?.view });
}

function baselinesOf(call: LintCall, context: ConstructorParameters<typeof Baselines>[1]): Baselines {
  const { baseline, updateBaseline = false, fix, diff, addDisable, staged, since, paths } = call;
  if (updateBaseline) {
    const others = { '--fix': fix, '--diff': diff, '--add-disable': addDisable, '--staged': staged, '--since': since };
    const [other] = Object.entries(others).find(([, value]) => value !== undefined && value !== false) ?? [];
    if (other) throw new UsageError(`--update-baseline accepts what is found in files as they are: not with ${other}`);
    if (paths.includes('-')) throw new UsageError('--update-baseline is about files, and `-` is none');
    if (baseline === false) throw new UsageError('--update-baseline and --no-baseline: give one of them');
  }
  if (baseline === '') throw new UsageError('--baseline names no file');
  return new Baselines({ chosen: baseline, updates: updateBaseline }, context);
}

/** What is staged, loaded only where it is wanted. */
async function stagedOf({ paths, addDisable }: LintCall, { cwd, env }: Terminal): Promise<Staged> {
  if (addDisable) throw new UsageError('--add-disable writes into files, and --staged looks at none: give one of them');
  if (paths.includes('-')) throw new UsageError('--staged lints what git has staged, and `-` is none of that');
  const { Staged } = await import('../engine/git/staged.ts');
  return new Staged(cwd, env);
}

/** A first word that is no path, and nearly a command, was meant to be one. Throws a `UsageError` that says so. */
function checkCommand({ paths: [first = ''] }: LintCall, { cwd }: Terminal): void {
  if (!/^[a-z]+$/.test(first) || existsSync(resolve(cwd, first))) return;
  const near = nearest(first, Object.keys(commands));
  if (near === undefined) return;
  throw new UsageError(
    `there is no command \`${first}\`, and no file or folder of that name; did you mean \`planvet ${near}\`?`,
  );
}

/** Rules about changes have nothing to compare with unless somebody says since when. Throws a `UsageError` where no others run. */
async function checkOnly({ only = [], since }: LintCall): Promise<void> {
  if (since !== undefined || only.length === 0) return;
  const { rules } = await import('../../rules/index.ts');
  const changes = new Set(rules.flatMap(({ id, category }) => (category === 'changes' ? [id] : [])));
  if (!only.every((id) => changes.has(id))) return;
  throw new UsageError(
    `--only ${only.join(' --only ')} checks nothing by itself: it is about what a change does, so say since when with --since`,
  );
}

function checkFixing({ fix, unsafe, diff, addDisable, format = [] }: LintCall): void {
  if (addDisable && (fix || diff)) throw new UsageError('--add-disable leaves what is found as it is: give it alone');
  if (fix && diff) throw new UsageError('--fix changes files and --diff only shows how: give one of them');
  if (unsafe && !fix && !diff) throw new UsageError('--unsafe says what --fix or --diff applies: give one of them too');
  if (diff && format.length > 0) throw new UsageError('--diff prints a diff and no findings, so --format says nothing');
}

async function diffOf(run: LintRun, { verbose = false, exitZero }: LintCall, terminal: Terminal): Promise<number> {
  const { printDiff } = await import('./fix.ts');
  const differs = printDiff(run, terminal, verbose);
  for (const remark of aboutFiles(run, verbose)) terminal.say(remark);
  return exitCode(run, true, differs && !exitZero);
}

async function report(
  run: LintRun,
  outputs: readonly Output[],
  call: LintCall,
  terminal: Terminal,
  {
    writer,
    remarks: more,
    pluginRules,
  }: {
    readonly writer: DisableWriter | undefined;
    readonly remarks: readonly string[];
    readonly pluginRules: readonly Rule[];
  },
): Promise<number> {
  const verbose = call.verbose ?? false;
  const fixing = call.fix ? (await import('./fix.ts')).writeFixes(run, terminal, verbose) : undefined;
  const { results } = fixing ?? run;
  const shown = call.quiet ? withoutWarnings(results) : results;
  // With `--fix -` the output is the text.
  const out = fixing && run.given ? (text: string) => text && terminal.say(text.trimEnd()) : terminal.out;
  const written = await writeOutputs(
    outputs,
    shown,
    { ...terminal, out },
    {
      colour: call.colour,
      stats: call.stats ?? false,
      maxFindings: call.maxFindings,
      ...(pluginRules.length > 0 ? { pluginRules } : {}),
      ...(fixing ? { fixing: { fixed: fixing.fixed, unsafe: call.unsafe ?? false } } : {}),
    },
  );

  const { errors, warnings } = tally(allFindings(results));
  // What is committed is not what was fixed.
  const fixed = call.staged === true && (fixing?.fixed ?? 0) > 0;
  const tooMany = call.maxWarnings !== undefined && warnings > call.maxWarnings;
  const remarks = [
    ...(writer?.remarks() ?? []),
    conclusion(outputs, results, shown),
    fixing?.summary && !isSummed(outputs, shown) ? `planvet: ${fixing.summary}` : '',
    fixed ? 'planvet: what is staged is as it was: look at what was fixed, and `git add` it' : '',
    call.staged && run.results.length === 0 && run.wrong.length === 0 ? 'planvet: no plans are staged' : '',
    ...(fixing?.remarks ?? []),
    ...more,
    run.searched && run.wrong.length === 0 && isOnScreen(outputs) ? searchSummary(results, run.skipped) : '',
    ...aboutUntold(results, call.since),
    ...aboutReading(results, verbose),
    ...aboutFiles(run, verbose),
    tooMany ? `planvet: ${counted(warnings, 'warning')}, more than the ${call.maxWarnings} of --max-warnings` : '',
  ];
  for (const remark of remarks) if (remark) terminal.say(remark);
  return exitCode(
    run,
    written && !fixing?.failed && writer?.succeeded !== false,
    (errors > 0 || tooMany || fixed) && !call.exitZero,
  );
}

/** Of several codes the highest counts. */
function exitCode({ unread, wrong, results }: LintRun, written: boolean, findings: boolean): number {
  if (unread.length > 0 || !written || results.some(hasFailed)) return 3;
  if (wrong.length > 0) return 2;
  return findings ? 1 : 0;
}

/** What writes directives, loaded only where it is wanted. */
async function writerOf(call: LintCall): Promise<DisableWriter | undefined> {
  if (!call.addDisable && call.reason === undefined) return undefined;
  const { disableWriter } = await import('./add-disable.ts');
  return disableWriter(call);
}

/** Whether the output ends with a line that sums it up. */
function isSummed(outputs: readonly Output[], shown: LintRun['results']): boolean {
  return allFindings(shown).length > 0 && isOnScreen(outputs);
}

/** Whether people read the output. */
function isOnScreen(outputs: readonly Output[]): boolean {
  return outputs.some(({ format, file }) => format === 'pretty' && file === undefined);
}

/** How it went, where the output does not say it. */
function conclusion(outputs: readonly Output[], results: LintRun['results'], shown: LintRun['results']): string {
  const onScreen = outputs.filter(({ file }) => file === undefined);
  const counts = tally(allFindings(results));
  if (onScreen.length === 0)
    return `planvet: ${severityCounts(counts) || 'no problems'} in ${counted(results.length, 'file')}`;
  const clean = allFindings(shown).length === 0 && onScreen.some(({ format }) => format === 'pretty');
  return clean ? allClear(results, counts.warnings) : '';
}

/** How each file was read, or only those of which it is doubtful; many of these are counted. */
function aboutReading(results: LintRun['results'], verbose: boolean): string[] {
  if (verbose) return results.map(readAs);
  const doubtful = results.filter(isDoubtful);
  if (doubtful.length <= FEW) return doubtful.map((result) => `${readAs(result)}; \`planvet show\` says more`);
  return [`${doubtful.length} files were read without a template, and without finding a task; --verbose names them`];
}

/** How many findings are not told, and why. */
function aboutUntold(results: LintRun['results'], since: string | undefined): string[] {
  const old = results.reduce((total, { untold }) => total + untold.old.length, 0);
  const accepted = results.reduce((total, { untold }) => total + untold.accepted, 0);
  return [
    old > 0 && since !== undefined
      ? `planvet: ${counted(old, 'finding')} not told: ${old === 1 ? 'it was' : 'they were'} there where HEAD left \`${printable(since)}\``
      : '',
    accepted > 0
      ? `planvet: ${counted(accepted, 'finding')} not told: the baseline accepts ${accepted === 1 ? 'it' : 'them'}`
      : '',
  ];
}

/** What was left out or could not be read, and what is wrong with the call. */
function aboutFiles({ skipped, remarks, unread, wrong }: LintRun, verbose: boolean): string[] {
  return [
    ...skipped
      .filter(({ always }) => verbose || always)
      .map(({ path, why }) => `${printable(path)}: left out: ${printable(why)}`),
    ...remarks.map(({ path, why }) => `${printable(path)}: ${printable(why)}`),
    ...unread.map(({ path, why }) => `planvet: cannot read \`${printable(path)}\`: ${printable(why)}`),
    ...wrong.map((what) => `planvet: ${printable(what)}`),
  ];
}
