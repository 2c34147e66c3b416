import { Configs } from '../engine/config/configs.ts';
import type { Arguments } from './arguments.ts';

/** The options that say which configuration counts. */
export const configOptions = {
  config: {
    type: 'string',
    requiresArg: true,
    description: 'The configuration for all files, instead of the nearest one; --no-config for none',
  },
} as const;

/** Which configuration a call asks for: a file, none (false), or the nearest one to each plan. */
export function chosenConfig(args: Arguments): string | false | undefined {
  return args.flag('config') === false ? false : args.text('config');
}

/** The configurations that a call reads. */
export function configsOf(args: Arguments, cwd: string): Configs {
  return new Configs(cwd, chosenConfig(args));
}
