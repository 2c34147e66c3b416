import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { describeFailure } from '../engine/files/load.ts';
import { chooseTemplate } from '../engine/files/template-file.ts';
import { newPlan } from '../engine/new-plan.ts';
import { UsageError } from '../engine/usage.ts';
import { builtInTemplates } from '../model/template/template.ts';
import { printable } from '../report/printable.ts';
import type { Command } from './command.ts';

/** Writes a new plan from a template. */
export const newCommand: Command = {
  usage: 'new TEMPLATE [FILE]',
  description: `Write a new plan from a template: with its title, the date and a status that says that it is a draft. Without a file it goes to the output. A template is a file (with a slash or a dot) or one of ${[...builtInTemplates.keys()].join(', ')}`,
  options: {
    title: { type: 'string', requiresArg: true, description: 'The title; without it, the name of the file says it' },
  },
  examples: [
    ['planvet new checklist docs/plans/checkout.md', 'a plan with the title "Checkout"'],
    ['planvet new ./docs/template.md --title "Faster checkout"', 'from a template of your own, to the output'],
  ],
  async run(args, terminal) {
    const [named, file, extra] = args.paths;
    if (named === undefined) {
      throw new UsageError(
        `\`planvet new\` needs a template: a file, or one of ${[...builtInTemplates.keys()].join(', ')}`,
      );
    }
    if (extra !== undefined) throw new UsageError(`\`planvet new\` writes one file, not \`${extra}\` too`);
    const { cwd } = terminal;
    const chosen = await chooseTemplate(named, cwd, '`planvet new`');
    const template = await chosen.template(undefined);
    const given = args.text('title')?.replace(/\s+/g, ' ').trim() || undefined;
    const title = given ?? (file === undefined ? undefined : titleOf(resolve(cwd, file)));
    const { text, titled } = newPlan(template, { title, today: isoDay(new Date()) });
    if (file === undefined) terminal.out(text);
    else write(file, resolve(cwd, file), text);
    if (given !== undefined && !titled) terminal.say(`planvet: \`${printable(named)}\` has no place for a title`);
    if (file !== undefined) terminal.say(`planvet: wrote \`${printable(file)}\`, a draft from \`${printable(named)}\``);
    return 0;
  },
};

/** Nothing that is there is written over, even if it came between the look and the writing. */
function write(given: string, path: string, text: string): void {
  if (given.endsWith('/') || (existsSync(path) && statSync(path).isDirectory())) {
    throw new UsageError(`\`${given}\` is a folder: name a file in it`);
  }
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      code === 'EEXIST' && existsSync(path)
        ? `\`${given}\` is there already, and planvet writes over nothing`
        : `cannot write \`${given}\`: ${describeFailure(error)}`,
    );
  }
}

/** Names that say what a document is and not what it is about: then its folder says that. */
const GENERAL = /^(?:plan|tasks|spec|design|requirements|proposal|readme|index|story)$/i;

/** The title that the name of a file stands for: `2026-03-faster-checkout.md` is "Faster checkout". */
function titleOf(path: string): string | undefined {
  const name = basename(path).replace(/\.[^.]*$/, '');
  const said = GENERAL.test(name) ? basename(dirname(path)) : name;
  const words = said
    .replace(/^(?:\d+[-_. ]+)+(?=\p{L})/u, '')
    .replace(/[-_]+/g, ' ')
    .trim();
  return words === '' ? undefined : words.charAt(0).toUpperCase() + words.slice(1);
}

/** The day of a date where planvet runs, as `2026-03-01`. */
function isoDay(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
