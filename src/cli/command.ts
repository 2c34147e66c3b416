import type { Options } from 'yargs';
import type { Arguments } from './arguments.ts';
import type { Terminal } from './terminal.ts';

/** A command of the command line. */
export interface Command {
  /** What follows `planvet` in the help. */
  readonly usage: string;
  /** One sentence without a full stop. */
  readonly description: string;
  readonly options: Readonly<Record<string, Options>>;
  readonly examples: readonly (readonly [string, string])[];
  /** Does the work and gives the exit code. */
  run(args: Arguments, terminal: Terminal): Promise<number>;
}

/** The commands by name, each loaded when it is wanted. A folder with such a name is written `./rules`. */
export const commands = {
  show: { description: 'Show what planvet reads in a plan', load: async () => (await import('./show.ts')).show },
  status: { description: 'Say how far plans are', load: async () => (await import('./status.ts')).status },
  next: { description: 'List what can be done next', load: async () => (await import('./next.ts')).next },
  graph: { description: 'Write the dependency graph of a plan', load: async () => (await import('./graph.ts')).graph },
  report: {
    description: 'Write pages about plans',
    load: async () => (await import('./report.ts')).report,
  },
  diff: { description: 'Say what a change does to the plans', load: async () => (await import('./diff.ts')).diff },
  reconcile: {
    description: 'Hold the plans against the repository',
    load: async () => (await import('./reconcile.ts')).reconcile,
  },
  rules: { description: 'List the rules', load: async () => (await import('./rules.ts')).rules },
  explain: { description: 'Explain a rule', load: async () => (await import('./explain.ts')).explain },
  config: {
    description: 'Show the configuration that holds for a plan',
    load: async () => (await import('./config.ts')).config,
  },
  init: { description: 'Set planvet up in a repository', load: async () => (await import('./init.ts')).init },
  new: {
    description: 'Write a new plan from a template',
    load: async () => (await import('./new.ts')).newCommand,
  },
  completion: {
    description: 'Write the script that completes words in a shell',
    load: async () => (await import('./completion.ts')).completion,
  },
  lsp: { description: 'Speak with an editor', load: async () => (await import('./lsp.ts')).lsp },
  hook: { description: 'Tell a coding agent what its edits did', load: async () => (await import('./hook.ts')).hook },
} as const satisfies Record<string, { description: string; load: () => Promise<Command> }>;

/** Whether a word is a command rather than a path. */
export function isCommand(word: string | undefined): word is keyof typeof commands {
  return word !== undefined && Object.hasOwn(commands, word);
}

/** The command of a name; linting has none. */
export async function loadCommand(name: keyof typeof commands | undefined): Promise<Command> {
  return name === undefined ? (await import('./lint.ts')).lint : commands[name].load();
}
