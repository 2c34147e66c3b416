import { UsageError } from '../engine/usage.ts';
import { printable } from '../report/printable.ts';
import { isCommand } from './command.ts';
import type { Terminal } from './terminal.ts';

/** Carries out a command line and gives the exit code: 0 fine, 1 findings, 2 a wrong call, 3 a failure. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  try {
    // Paths alone need no parser of options, which takes longer to load than many a plan to read.
    if (!argv.some((word) => word.startsWith('-')) && !isCommand(argv[0])) {
      const { lintPaths } = await import('./lint-paths.ts');
      return await lintPaths({ paths: argv }, terminal);
    }
    // What a shell asks while somebody types, by the script that `planvet completion` writes.
    if (argv[0] === '--get-yargs-completions') {
      const { completionsOf } = await import('./completions.ts');
      terminal.out((await completionsOf(argv.slice(1))).map((word) => `${word}\n`).join(''));
      return 0;
    }
    const { parseArguments } = await import('./arguments.ts');
    const invocation = await parseArguments(argv, terminal.columns ?? 80);
    if ('text' in invocation) {
      terminal.out(invocation.text);
      return 0;
    }
    return await invocation.command.run(invocation.args, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      for (const problem of error.problems) terminal.say(`planvet: ${printable(problem)}`);
      // For the hosts of coding agents, 2 sends the agent back.
      return argv[0] === 'hook' ? 1 : 2;
    }
    terminal.say(`planvet failed: ${error instanceof Error ? error.stack : String(error)}`);
    return 3;
  }
}
