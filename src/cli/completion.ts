import { didYouMean } from '../engine/nearest.ts';
import { UsageError } from '../engine/usage.ts';
import type { Command } from './command.ts';

const shells = ['bash', 'zsh', 'fish'];

/** Writes the script that lets a shell complete what is typed. */
export const completion: Command = {
  usage: 'completion [bash|zsh|fish]',
  description:
    'Write the script that lets a shell complete commands, options and names; without a name, for the shell of $SHELL',
  options: {},
  examples: [
    ['planvet completion bash >> ~/.bashrc', 'for bash 4 or later'],
    ['planvet completion zsh >> ~/.zshrc', 'for zsh, after compinit'],
    ['planvet completion fish > ~/.config/fish/completions/planvet.fish', 'for fish'],
  ],
  async run(args, terminal) {
    const [given, extra] = args.paths;
    if (extra !== undefined) throw new UsageError(`\`planvet completion\` needs just one shell, not \`${extra}\` too`);
    const shell = given ?? terminal.env['SHELL']?.split('/').at(-1) ?? '';
    if (!shells.includes(shell)) {
      const hint = given === undefined ? '' : didYouMean(shell, shells);
      throw new UsageError(
        `\`planvet completion\` is there for ${shells.join(', ')}${shell === '' ? ': name one' : `, not for \`${shell}\`${hint}`}`,
      );
    }
    const { completionScript } = await import('./completions.ts');
    terminal.out(completionScript(shell));
    return 0;
  },
};
