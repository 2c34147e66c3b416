import type { Options } from 'yargs';
import Parser from 'yargs-parser';
import { didYouMean } from '../engine/nearest.ts';
import { UsageError } from '../engine/usage.ts';
import { commands, isCommand, loadCommand, type Command } from './command.ts';
import { program } from '../report/program.ts';

/** What a command was called with. Of an option that takes one value and is given twice, the last one counts. */
export class Arguments {
  /** Everything that is no option, the name of the command left out. */
  readonly paths: readonly string[];
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(paths: readonly string[], values: Readonly<Record<string, unknown>> = {}) {
    this.paths = paths;
    this.#values = values;
  }

  /** All values of an option that can be given several times. */
  list(name: string): string[] {
    const value = this.#values[name];
    return value === undefined ? [] : [value].flat().map(String);
  }

  text(name: string): string | undefined {
    return this.list(name).at(-1);
  }

  /** A switch: undefined where nobody touched it. */
  flag(name: string): boolean | undefined {
    const value = [this.#values[name]].flat().at(-1);
    return typeof value === 'boolean' ? value : undefined;
  }

  /** A whole number from 0. Throws a `UsageError` for anything else. */
  count(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined || /^\d+$/.test(text)) return text === undefined ? undefined : Number(text);
    throw new UsageError(`--${name} needs a whole number from 0, not \`${text}\``);
  }

  /** The one argument of a command. Throws a `UsageError` where there is none or another. */
  only(command: string, what: string): string {
    const [first, second] = this.paths;
    if (first === undefined) throw new UsageError(`\`planvet ${command}\` needs a ${what}`);
    if (second !== undefined)
      throw new UsageError(`\`planvet ${command}\` needs just one ${what}, not \`${second}\` too`);
    return first;
  }
}

/** A call that can be carried out, or a text that was asked for instead. */
export type Invocation = { readonly command: Command; readonly args: Arguments } | { readonly text: string };

/** How words are read; the help is written by the same. */
export const configuration = {
  'boolean-negation': true,
  'camel-case-expansion': false,
  'dot-notation': false,
  'greedy-arrays': false,
  'parse-numbers': false,
  'parse-positional-numbers': false,
  'populate--': true,
} as const;

/** Options that every command has. */
export const everywhere: Readonly<Record<string, Options>> = {
  color: { type: 'boolean', description: 'Colour, whatever the terminal; also --no-color' },
};
const own = new Set(['_', '--', 'version', 'help', 'v', 'h']);

/** Reads a command line; help is written in lines of a width. Throws a `UsageError` for what nobody can carry out. */
export async function parseArguments(argv: readonly string[], width: number): Promise<Invocation> {
  const name = await commandName(argv);
  const command = await loadCommand(name);
  const options = { ...command.options, ...everywhere };
  const { argv: parsed, error } = parse(argv, options);
  for (const given of Object.keys(parsed)) {
    if (own.has(given) || Object.hasOwn(options, given)) continue;
    throw new UsageError(unknownOption(asTyped(given, argv), options, name));
  }
  // Loaded only where somebody asks: it takes longer than reading a plan.
  if (parsed['help'] || parsed['h'])
    return { text: await (await import('./help.ts')).helpOf(command, options, name, width) };
  if (parsed['version'] || parsed['v']) return { text: `${program.version}\n` };
  if (error) throw new UsageError(friendly(error.message));
  const words = [...parsed._.map(String), ...((parsed['--'] ?? []) as string[])];
  return { command, args: new Arguments(name === undefined ? words : words.slice(1), parsed) };
}

/**
 * The command is the first word that is neither an option nor the value of one. Which options have values is looked up only
 * where that matters, since all commands have to be loaded for it.
 */
async function commandName(argv: readonly string[]): Promise<keyof typeof commands | undefined> {
  const [first] = argv;
  if (isCommand(first)) return first;
  if (first === undefined || !first.startsWith('-') || !argv.some(isCommand)) return undefined;
  const names = [undefined, ...(Object.keys(commands) as (keyof typeof commands)[])];
  const all = await Promise.all(names.map((name) => loadCommand(name)));
  const options = Object.assign({}, everywhere, ...all.map((command) => command.options)) as Record<string, Options>;
  const [word] = parse(argv, options).argv._.map(String);
  return isCommand(word) ? word : undefined;
}

function parse(argv: readonly string[], options: Readonly<Record<string, Options>>) {
  const of = (type: Options['type']) => Object.keys(options).filter((name) => options[name]?.type === type);
  const valued = Object.keys(options).filter((name) => options[name]?.requiresArg);
  return Parser.detailed([...argv], {
    boolean: [...of('boolean'), 'help', 'version', 'h', 'v'],
    string: [...of('string'), ...of('array')],
    // Not a number: just one value, which has to be there.
    narg: Object.fromEntries(valued.map((name) => [name, Number.NaN])),
    configuration,
  });
}

/** `--no-x` is read as an `x` that is not wanted; people look for what they typed. */
function asTyped(given: string, argv: readonly string[]): string {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  return words.some((word) => word.split('=')[0] === `--no-${given}`) ? `no-${given}` : given;
}

function unknownOption(given: string, options: Readonly<Record<string, Options>>, name: string | undefined): string {
  const dashes = given.length === 1 ? '-' : '--';
  const where = name === undefined ? '' : ` of \`planvet ${name}\``;
  const known = Object.keys(options);
  const switches = known.filter((option) => options[option]?.type === 'boolean').map((option) => `no-${option}`);
  const near = didYouMean(given, [...known, 'version', 'help', ...(given.startsWith('no-') ? switches : [])]).replace(
    '`',
    '`--',
  );
  return `unknown option \`${dashes}${given}\`${where}${near || `; \`planvet ${name === undefined ? '' : `${name} `}--help\` lists them`}`;
}

/** The parser's own words for the mistakes that it sees. */
function friendly(message: string): string {
  const missing = /^Not enough arguments following: (.+)$/.exec(message);
  return missing ? `--${missing[1]} needs a value` : message;
}
