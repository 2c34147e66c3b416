import { statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { explainConfig } from '../engine/config/explain.ts';
import { Scope } from '../engine/config/scope.ts';
import { missingPath } from '../engine/files/missing-path.ts';
import { isWithin, slashed } from '../engine/files/project.ts';
import { UsageError } from '../engine/usage.ts';
import { configText } from '../report/config-text.ts';
import type { Command } from './command.ts';
import { configOptions, configsOf } from './config-options.ts';

/** Shows the configuration that holds for a plan. */
export const config: Command = {
  usage: 'config [FILE]',
  description:
    'Show the configuration that holds for a plan, or for the folder of the call, and where each value comes from',
  options: { ...configOptions, json: { type: 'boolean', description: 'The same as data' } },
  examples: [['planvet config docs/plans/checkout.md', 'what holds for this plan']],
  async run(args, terminal) {
    const { cwd } = terminal;
    const given = args.paths.length === 0 ? '.' : args.only('config', 'file');
    const path = resolve(cwd, given);
    const about = statSync(path, { throwIfNoEntry: false });
    if (!about) throw new UsageError(missingPath(given, cwd));
    const file = about.isDirectory() ? undefined : path;
    const configs = configsOf(args, cwd);
    const { config: found, problems } = await configs.of(file === undefined ? path : dirname(path));
    if (problems.length > 0) throw new UsageError(...problems);
    const show = (other: string) => slashed(isWithin(cwd, other) ? relative(cwd, other) : other);
    const explanation = explainConfig(found, file, show);
    const scope = new Scope(configs, cwd);
    const leftOut = (file === undefined ? await scope.whyNotFolder(path) : await scope.whyNotFile(path)) ?? null;
    const target = { file: slashed(given), leftOut };
    if (args.flag('json')) terminal.out(`${JSON.stringify({ ...target, ...explanation }, undefined, 2)}\n`);
    else terminal.out(configText(target, explanation, terminal.paint(args.flag('color'))));
    return 0;
  },
};
