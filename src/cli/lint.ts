import { formats } from '../report/formats.ts';
import type { Arguments } from './arguments.ts';
import type { Command } from './command.ts';
import { chosenConfig, configOptions } from './config-options.ts';
import type { LintCall } from './lint-paths.ts';

/** The command that has no name. */
export const lint: Command = {
  usage: '[paths...]',
  description:
    'Lint implementation plans in Markdown. A path is a file, a folder or a glob, `-` is the standard input; without any, this folder is searched, archives left out',
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
      description: `${[...formats.keys()].join(', ')}; NAME:path writes a file; repeatable`,
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
    'max-findings': {
      type: 'string',
      requiresArg: true,
      description: 'Tell no more findings than this in the format agent, the worst first',
    },
    quiet: { type: 'boolean', description: 'Leave warnings out of the output' },
    'exit-zero': { type: 'boolean', description: 'Exit with 0 even if there are findings' },
    'stdin-filename': { type: 'string', requiresArg: true, description: 'The name of what comes by `-`' },
    since: {
      type: 'string',
      requiresArg: true,
      description: 'Report only what is new since HEAD and this branch or commit of git parted',
    },
    baseline: {
      type: 'string',
      requiresArg: true,
      description: 'Leave out the findings that this file accepts; --no-baseline for none',
    },
    'update-baseline': { type: 'boolean', description: 'Accept all that is found today: write the baseline' },
    staged: {
      type: 'boolean',
      description: 'Lint what is staged in git instead of the files, and what that does to the rest of its sets',
    },
    'force-exclude': {
      type: 'boolean',
      description: 'Leave out what a walk would leave out even if it is named (for hooks)',
    },
    'add-disable': {
      type: 'boolean',
      description: 'Write directives into the files that silence what is found in them today',
    },
    reason: { type: 'string', requiresArg: true, description: 'The reason that --add-disable gives' },
    cache: {
      type: 'boolean',
      description: 'Tell again what was found in files that have not changed since; --no-cache to lint all of them',
    },
    stats: { type: 'boolean', description: 'Add sizes and timings to json' },
    verbose: { type: 'boolean', description: 'Say how each file was read, and what was left out and why' },
  },
  examples: [
    ['planvet docs/plans', 'all plans of a folder'],
    ["planvet plan.md --rule 'no-placeholder: off'", 'without one rule'],
    ['planvet - --stdin-filename plan.md < plan.md', 'from an editor'],
  ],
  run: async (args, terminal) => (await import('./lint-paths.ts')).lintPaths(readCall(args), terminal),
};

function readCall(args: Arguments): LintCall {
  return {
    paths: args.paths,
    format: args.list('format'),
    rule: args.list('rule'),
    only: args.list('only'),
    preset: args.text('preset'),
    config: chosenConfig(args),
    allowPlugins: args.flag('allow-plugins'),
    template: args.text('template'),
    release: args.flag('release') ?? false,
    maxWarnings: args.count('max-warnings'),
    maxFindings: args.count('max-findings'),
    quiet: args.flag('quiet') ?? false,
    exitZero: args.flag('exit-zero') ?? false,
    stats: args.flag('stats') ?? false,
    verbose: args.flag('verbose') ?? false,
    forceExclude: args.flag('force-exclude') ?? false,
    staged: args.flag('staged') ?? false,
    since: args.text('since'),
    baseline: args.flag('baseline') === false ? false : args.text('baseline'),
    updateBaseline: args.flag('update-baseline') ?? false,
    fix: args.flag('fix') ?? false,
    unsafe: args.flag('unsafe') ?? false,
    diff: args.flag('diff') ?? false,
    cache: args.flag('cache'),
    addDisable: args.flag('add-disable') ?? false,
    reason: args.text('reason'),
    // An editor's buffer without a name gives an empty one.
    stdinFilename: args.text('stdin-filename') || undefined,
    colour: args.flag('color'),
  };
}
