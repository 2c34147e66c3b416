import yargs, { type Options } from 'yargs';
import { configuration } from './arguments.ts';
import { commands, type Command } from './command.ts';

/** The help of a command; that of linting lists the others. */
export async function helpOf(
  command: Command,
  options: Readonly<Record<string, Options>>,
  name: string | undefined,
): Promise<string> {
  const parser = yargs([])
    .scriptName('planvet')
    .locale('en')
    .parserConfiguration(configuration)
    .exitProcess(false)
    .usage(`planvet ${command.usage}\n\n${command.description}.`)
    .options(options)
    .version('')
    .describe('version', 'Show the version')
    .alias('v', 'version')
    .describe('help', 'Show this help')
    .alias('h', 'help')
    .wrap(100);
  if (name === undefined) {
    for (const [other, { description }] of Object.entries(commands)) parser.command(other, description);
  }
  for (const [call, meaning] of command.examples) parser.example(call, meaning);
  return `${await parser.getHelp()}\n`;
}
