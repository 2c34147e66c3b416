import { hasFailed } from '../engine/finding.ts';
import { activeRules, readPreset, type RuleChoice, type Settings } from '../engine/settings.ts';
import { allClear } from '../report/pretty.ts';
import { printable } from '../report/printable.ts';
import { isDoubtful, readAs } from '../report/reading.ts';
import { allFindings, counted, severityCounts, tally, withoutWarnings } from '../report/tally.ts';
import type { DisableWriter } from './add-disable.ts';
import type { Arguments } from './arguments.ts';
import type { Command } from './command.ts';
import { lintAll, type LintRun } from './lint-all.ts';
import { readOutputs, writeOutputs, type Output } from './outputs.ts';
import { chooseTemplate } from './template.ts';
import type { Terminal } from './terminal.ts';

/** How planvet was called to lint. Everything but the paths has a default. */
export interface LintCall {
  readonly paths: readonly string[];
  readonly format?: readonly string[];
  readonly rule?: readonly string[];
  readonly only?: readonly string[];
  readonly preset?: string | undefined;
  readonly template?: string | undefined;
  readonly release?: boolean;
  readonly maxWarnings?: number | undefined;
  readonly quiet?: boolean;
  readonly exitZero?: boolean;
  readonly stats?: boolean;
  readonly verbose?: boolean;
  readonly forceExclude?: boolean;
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
    format: {
      type: 'array',
      string: true,
      requiresArg: true,
      description: 'pretty, compact, json or github; NAME:path writes a file; repeatable',
    },
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
    template: args.text('template'),
    release: args.flag('release') ?? false,
    maxWarnings: args.count('max-warnings'),
    quiet: args.flag('quiet') ?? false,
    exitZero: args.flag('exit-zero') ?? false,
    stats: args.flag('stats') ?? false,
    verbose: args.flag('verbose') ?? false,
    forceExclude: args.flag('force-exclude') ?? false,
    addDisable: args.flag('add-disable') ?? false,
    reason: args.text('reason'),
    // An editor's buffer without a name gives an empty one.
    stdinFilename: args.text('stdin-filename') || undefined,
    colour: args.flag('color'),
  };
}

/** Lints what a call asks for and gives the exit code. */
export async function lintPaths(call: LintCall, terminal: Terminal): Promise<number> {
  const outputs = readOutputs(call.format ?? [], terminal.env);
  const chosen = call.template === undefined ? undefined : chooseTemplate(call.template, terminal.cwd);
  const settings = await settingsOf(call, chosen && { template: chosen.template, how: 'option' });
  const writer = await writerOf(call, settings);
  const run = await lintAll({ ...call, settings, templateFile: chosen?.file, amend: writer?.amend }, terminal);
  const shown = call.quiet ? withoutWarnings(run.results) : run.results;
  const written = writeOutputs(outputs, shown, terminal, { colour: call.colour, stats: call.stats ?? false });

  const { errors, warnings } = tally(allFindings(run.results));
  const tooMany = call.maxWarnings !== undefined && warnings > call.maxWarnings;
  const remarks = [
    ...(writer?.remarks() ?? []),
    conclusion(outputs, run, shown),
    ...aboutReading(run.results, call.verbose ?? false),
    ...aboutFiles(run, call.verbose ?? false),
    tooMany ? `planvet: ${counted(warnings, 'warning')}, more than the ${call.maxWarnings} of --max-warnings` : '',
  ];
  for (const remark of remarks) if (remark) terminal.say(remark);

  if (run.unread.length > 0 || !written || writer?.succeeded === false || run.results.some(hasFailed)) return 3;
  if (run.wrong.length > 0) return 2;
  return (errors > 0 || tooMany) && !call.exitZero ? 1 : 0;
}

/** What writes directives, loaded only where it is wanted. */
async function writerOf(call: LintCall, settings: Settings): Promise<DisableWriter | undefined> {
  if (!call.addDisable && call.reason === undefined) return undefined;
  const { disableWriter } = await import('./add-disable.ts');
  return disableWriter(call, settings);
}

/** How it went, where the output does not say it. */
function conclusion(outputs: readonly Output[], { results }: LintRun, shown: LintRun['results']): string {
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

async function settingsOf(
  { rule = [], only = [], preset = 'recommended', release = false }: LintCall,
  template: Settings['template'],
): Promise<Settings> {
  const choices: RuleChoice[] = [];
  if (rule.length > 0) {
    const { parseRuleArgument } = await import('../engine/rule-argument.ts');
    choices.push(...rule.map((text) => parseRuleArgument(text)));
  }
  return {
    rules: activeRules({ preset: readPreset(preset, '--preset'), choices, only, release }),
    ...(template ? { template } : {}),
  };
}
