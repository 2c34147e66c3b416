import { Configs } from '../engine/config/configs.ts';
import { UsageError } from '../engine/usage.ts';
import type { Rule } from '../rule.ts';
import type { Arguments } from './arguments.ts';

/** The options that say which configuration counts. */
export const configOptions = {
  config: {
    type: 'string',
    requiresArg: true,
    description: 'The configuration for all files, instead of the nearest one; --no-config for none',
  },
  'allow-plugins': {
    type: 'boolean',
    description: 'Load the plugins of configurations, which runs their code; --no-allow-plugins does without',
  },
} as const;

/** Which configuration a call asks for: a file, none (false), or the nearest one to each plan. */
export function chosenConfig(args: Arguments): string | false | undefined {
  return args.flag('config') === false ? false : args.text('config');
}

/** The configurations that a call reads. */
export function configsOf(args: Arguments, cwd: string): Configs {
  return new Configs(cwd, chosenConfig(args), args.flag('allow-plugins') ?? false);
}

/** The rules of the plugins of the configuration that holds in a folder; none unless the call allows plugins. */
export async function pluginRulesOf(args: Arguments, cwd: string): Promise<Rule[]> {
  if (args.flag('allow-plugins') !== true) return [];
  const configs = configsOf(args, cwd);
  const { problems } = await configs.of(cwd);
  if (problems.length > 0) throw new UsageError(...problems);
  return configs.pluginRules();
}
