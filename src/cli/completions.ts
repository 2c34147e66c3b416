import yargs, { type Options } from 'yargs';
import { rules } from '../../rules/index.ts';
import { formats } from '../report/formats.ts';
import { builtInTemplates } from '../model/template/template.ts';
import { everywhere } from './arguments.ts';
import { commands, isCommand, loadCommand, type Command } from './command.ts';

/** The script for a shell, which asks planvet what could come next by `--get-yargs-completions`. */
export function completionScript(shell: string): string {
  const lines: string[] = [];
  // yargs looks at the environment for the shell, and writes to the console.
  const [known, log] = [process.env['SHELL'], console.log];
  try {
    process.env['SHELL'] = shell;
    delete process.env['ZSH_NAME'];
    console.log = (line: string) => void lines.push(line);
    yargs([]).scriptName('planvet').completion('completion', false).showCompletionScript();
  } finally {
    console.log = log;
    if (known === undefined) delete process.env['SHELL'];
    else process.env['SHELL'] = known;
  }
  const script = `${lines.join('\n').trimEnd()}\n`;
  // For fish, yargs leaves out the word under the cursor where it is empty, and the names of files.
  return script
    .replace('(commandline -o)[2..-1]', '(commandline -opc) (commandline -ct)')
    .replace('complete -f -c', 'complete -c');
}

/** What could come next after the words of a command line, of which the last one is not finished; `planvet` comes first. */
export async function completionsOf([program = '', ...words]: readonly string[]): Promise<string[]> {
  const [first] = words;
  const name = isCommand(first) && words.length > 1 ? first : undefined;
  const parser = yargs([])
    .scriptName('planvet')
    .exitProcess(false)
    .options(optionsOf(await loadCommand(name), name));
  const known = name === undefined ? undefined : values[name];
  if (known) parser.positional('value', { choices: known() });
  if (name === undefined) {
    for (const [other, { description }] of Object.entries(commands)) parser.command(other, description);
  }
  // The types know only the form that calls back.
  const complete = parser.getCompletion.bind(parser) as unknown as (args: string[]) => Promise<string[]>;
  const found = await complete([program, ...(name === undefined ? words : words.slice(1))]);
  // Where nothing fits, shells complete the names of files.
  return found.filter((word) => word.startsWith(words.at(-1) ?? ''));
}

/** The first argument of commands of which planvet knows what it can be. */
const values: Readonly<Partial<Record<keyof typeof commands, () => string[]>>> = {
  explain: () => rules.map(({ id }) => id),
  new: () => [...builtInTemplates.keys()],
  completion: () => ['bash', 'zsh', 'fish'],
};

/** Values of options of linting. */
const choices: Readonly<Record<string, () => string[]>> = {
  format: () => [...formats.keys()],
  only: () => rules.map(({ id }) => id),
  preset: () => ['recommended', 'strict', 'none'],
  template: () => [...builtInTemplates.keys()],
};

function optionsOf({ options }: Command, name: keyof typeof commands | undefined): Record<string, Options> {
  return Object.fromEntries(
    Object.entries({ ...options, ...everywhere }).map(([option, about]) => {
      const known = name === undefined || option === 'template' ? choices[option] : undefined;
      return [option, known ? { ...about, choices: known() } : about];
    }),
  );
}
