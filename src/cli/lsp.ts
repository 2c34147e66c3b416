import type { Command } from './command.ts';
import { chosenConfig, configOptions } from './config-options.ts';

/** The language server for editors, which speaks by the standard input and output. */
export const lsp: Command = {
  usage: 'lsp',
  description: 'Speak the language server protocol with an editor, by the standard input and output',
  options: {
    ...configOptions,
    stdio: { type: 'boolean', description: 'What editors say that speak this way; there is no other' },
    clientProcessId: {
      type: 'string',
      requiresArg: true,
      description: 'The editor: where it ends, the server does too',
    },
  },
  examples: [],
  run: async (args) =>
    (await import('../lsp/serve.ts')).serve({
      config: chosenConfig(args),
      allowPlugins: args.flag('allow-plugins') ?? false,
    }),
};
