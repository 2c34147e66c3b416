import { hasFailed } from '../engine/finding.ts';
import { Configs } from '../engine/config/configs.ts';
import { UsageError } from '../engine/usage.ts';
import { allClear } from '../report/pretty.ts';
import { printable } from '../report/printable.ts';
import { isDoubtful, readAs } from '../report/reading.ts';
import { allFindings, counted, severityCounts, tally, withoutWarnings } from '../report/tally.ts';
import type { DisableWriter } from './add-disable.ts';
import type { Arguments } from './arguments.ts';
import type { Command } from './command.ts';
import { chosenConfig, configOptions } from './config-options.ts';
import { FileSettings } from './file-settings.ts';
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
  readonly release?: boolean;
  readonly maxWarnings?: number | undefined;
  readonly quiet?: boolean;
  readonly exitZero?: boolean;
  readonly stats?: boolean;
  readonly verbose?: boolean;
  readonly forceExclude?: boolean;
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

/** The command that has no name. */
export const lint: Command = {
  usage: '[paths...]',
  description:
    'Lint implementation plans in Markdown. A path is a file, a folder or a glob, `-` is the standard input; without any, plans are looked for in well-known places',
  options: {
    fix: { type: 'boolean', description: 'Apply the safe fixes, each only if nothing else changes by it' },
    unsafe: {
      type: 'boolean',
      description: 'With --fix or --diff: also what is only suggested, where there is just one suggestion',
    },
    diff: { type: 'boolean', description: 'Print what --fix would do as a diff, and change nothing' },
    format: {
      type: 'array',
      string: true,
      requiresArg: true,
      description: 'pretty, compact, json, github or agent; NAME:path writes a file; repeatable',
    },
    ...configOptions,
    template: {
      type: 'string',
      requiresArg: true,
      description: 'The template that the plans are written from: a name, or a file (with a slash or a dot)',
    },
    rule: {
      type: 'array',
      string: true,
      requiresArg: true,
      description: "'id: severity' or 'id: [severity, {options}]'; repeatable",
    },
    only: { type: 'array', string: true, requiresArg: true, description: 'Run this rule and no other; repeatable' },
    preset: {
      type: 'string',
      requiresArg: true,
      description: 'The severities to begin with: recommended, strict or none',
    },
    release: { type: 'boolean', description: 'Gates must be ticked, whatever is reached' },
    'max-warnings': { type: 'string', requiresArg: true, description: 'Exit with 1 if there are more warnings' },
    quiet: { type: 'boolean', description: 'Leave warnings out of the output' },
    'exit-zero': { type: 'boolean', description: 'Exit with 0 even if there are findings' },
    'stdin-filename': { type: 'string', requiresArg: true, description: 'The name of what comes by `-`' },
    'force-exclude': {
      type: 'boolean',
      description: 'Leave out what a walk would leave out even if it is named (for hooks)',
    },
    'add-disable': {
      type: 'boolean',
      description: 'Write directives into the files that silence what is found in them today',
    },
    reason: { type: 'string', requiresArg: true, description: 'The reason that --add-disable gives' },
    stats: { type: 'boolean', description: 'Add sizes and timings to json' },
    verbose: { type: 'boolean', description: 'Say how each file was read, and what was left out and why' },
  },
  examples: [
    ['planvet docs/plans', 'all plans of a folder'],
    ["planvet plan.md --rule 'no-placeholder: off'", 'without one rule'],
    ['planvet - --stdin-filename plan.md < plan.md', 'from an editor'],
  ],
  run: (args, terminal) => lintPaths(readCall(args), terminal),
};

function readCall(args: Arguments): LintCall {
  return {
    paths: args.paths,
    format: args.list('format'),
    rule: args.list('rule'),
    only: args.list('only'),
    preset: args.text('preset'),
    config: chosenConfig(args),
    template: args.text('template'),
    release: args.flag('release') ?? false,
    maxWarnings: args.count('max-warnings'),
    quiet: args.flag('quiet') ?? false,
    exitZero: args.flag('exit-zero') ?? false,
    stats: args.flag('stats') ?? false,
    verbose: args.flag('verbose') ?? false,
    forceExclude: args.flag('force-exclude') ?? false,
    fix: args.flag('fix') ?? false,
    unsafe: args.flag('unsafe') ?? false,
    diff: args.flag('diff') ?? false,
    addDisable: args.flag('add-disable') ?? false,
    reason: args.text('reason'),
    // An editor's buffer without a name gives an empty one.
    stdinFilename: args.text('stdin-filename') || undefined,
    colour: args.flag('color'),
  };
}

/** Lints what a call asks for and gives the exit code. */
export async function lintPaths(call: LintCall, terminal: Terminal): Promise<number> {
  checkFixing(call);
  const outputs = readOutputs(call.format ?? [], terminal.env);
  const writer = await writerOf(call);
  const configs = new Configs(terminal.cwd, call.config);
  const settings = await FileSettings.from(call, configs, terminal.cwd);
  const fix = call.fix || call.diff ? { unsafe: call.unsafe ?? false } : undefined;
  const job = { ...call, configs, templateFile: settings.template?.file, fix, amend: writer?.amend };
  const run = await lintAll({ ...job, settings: (file) => settings.of(file) }, terminal);
  if (call.diff) return diffOf(run, call, terminal);
  return report(run, outputs, call, terminal, writer);
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
  writer: DisableWriter | undefined,
): Promise<number> {
  const verbose = call.verbose ?? false;
  const fixing = call.fix ? (await import('./fix.ts')).writeFixes(run, terminal, verbose) : undefined;
  const { results } = fixing ?? run;
  const shown = call.quiet ? withoutWarnings(results) : results;
  // With `--fix -` the output is the text.
  const out = fixing && run.given ? (text: string) => text && terminal.say(text.trimEnd()) : terminal.out;
  const written = writeOutputs(
    outputs,
    shown,
    { ...terminal, out },
    {
      colour: call.colour,
      stats: call.stats ?? false,
      ...(fixing ? { fixing: { fixed: fixing.fixed, unsafe: call.unsafe ?? false } } : {}),
    },
  );

  const { errors, warnings } = tally(allFindings(results));
  const tooMany = call.maxWarnings !== undefined && warnings > call.maxWarnings;
  const remarks = [
    ...(writer?.remarks() ?? []),
    conclusion(outputs, results, shown),
    fixing?.summary && !isSummed(outputs, shown) ? `planvet: ${fixing.summary}` : '',
    ...(fixing?.remarks ?? []),
    ...aboutReading(results, verbose),
    ...aboutFiles(run, verbose),
    tooMany ? `planvet: ${counted(warnings, 'warning')}, more than the ${call.maxWarnings} of --max-warnings` : '',
  ];
  for (const remark of remarks) if (remark) terminal.say(remark);
  return exitCode(
    run,
    written && !fixing?.failed && writer?.succeeded !== false,
    (errors > 0 || tooMany) && !call.exitZero,
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
  return allFindings(shown).length > 0 && outputs.some(({ format, file }) => format === 'pretty' && file === undefined);
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

/** What was left out or could not be read, and what is wrong with the call. */
function aboutFiles({ skipped, unread, wrong }: LintRun, verbose: boolean): string[] {
  return [
    ...skipped
      .filter(({ always }) => verbose || always)
      .map(({ path, why }) => `${printable(path)}: left out: ${printable(why)}`),
    ...unread.map(({ path, why }) => `planvet: cannot read \`${printable(path)}\`: ${printable(why)}`),
    ...wrong.map((what) => `planvet: ${printable(what)}`),
  ];
}
