import yargs, { type Options } from 'yargs';
import { configuration } from './arguments.ts';
import { commands, type Command } from './command.ts';

/** The help of a command, in lines of a width; that of linting lists the others. */
export async function helpOf(
  command: Command,
  options: Readonly<Record<string, Options>>,
  name: string | undefined,
  width: number,
): Promise<string> {
  const parser = yargs([])
    .scriptName('planvet')
    .locale('en')
    .parserConfiguration(configuration)
    .exitProcess(false)
    .usage(`planvet ${command.usage}\n\n${command.description}.`)
    .options(grouped(options, name === undefined ? groups : {}))
    .version('')
    .describe('version', 'Show the version')
    .alias('v', 'version')
    .describe('help', 'Show this help')
    .alias('h', 'help')
    .wrap(width);
  if (name === undefined) {
    for (const [other, { description }] of Object.entries(commands)) parser.command(other, description);
  }
  for (const [call, meaning] of command.examples) parser.example(call, meaning);
  return `${await parser.getHelp()}\n`;
}

/** What the options of linting are about, in the order in which somebody may want to know. */
const groups: Readonly<Record<string, readonly string[]>> = {
  'Which findings:': ['config', 'allow-plugins', 'template', 'rule', 'only', 'preset', 'release'],
  'Only what is new:': ['since', 'staged', 'baseline', 'update-baseline'],
  'Fixing and silencing:': ['fix', 'unsafe', 'diff', 'add-disable', 'reason'],
  'Output:': ['format', 'max-findings', 'quiet', 'stats', 'verbose', 'color'],
  'Exit code:': ['max-warnings', 'exit-zero'],
  'Which files:': ['stdin-filename', 'force-exclude', 'cache'],
};

function grouped(
  options: Readonly<Record<string, Options>>,
  by: Readonly<Record<string, readonly string[]>>,
): Record<string, Options> {
  const sorted = Object.entries(by).flatMap(([group, names]) =>
    names.flatMap((name) => (options[name] ? [[name, { ...options[name], group }] as const] : [])),
  );
  // What belongs to no group stands with the others, which come last.
  return {
    ...Object.fromEntries(sorted),
    ...Object.fromEntries(Object.entries(options).filter(([name]) => !sorted.some(([own]) => own === name))),
  };
}
