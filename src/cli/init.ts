import { existsSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Configs } from '../engine/config/configs.ts';
import { projectRoot, slashed } from '../engine/files/project.ts';
import { describeFailure } from '../engine/files/load.ts';
import { toolsIn } from '../engine/files/surroundings.ts';
import { UsageError } from '../engine/usage.ts';
import { printable } from '../report/printable.ts';
import { aboutPlans, aboutTools } from '../report/setup-text.ts';
import { allFindings, counted } from '../report/tally.ts';
import { BASELINE, Baselines } from './baselines.ts';
import type { Command } from './command.ts';
import { FileSettings } from './file-settings.ts';
import { lintAll } from './lint-all.ts';
import type { Terminal } from './terminal.ts';

const CONFIG = 'planvet.config.json';

/** Looks at a repository and sets planvet up in it. */
export const init: Command = {
  usage: 'init',
  description:
    'Look at the plans, hooks, build servers and editors of a repository, lint once, and write a small configuration, if wanted with a baseline; nothing that is there is written over',
  options: {
    yes: { type: 'boolean', description: 'Write the configuration without asking; --no-yes only shows it' },
    baseline: {
      type: 'boolean',
      description: `Also accept what is found today, in ${BASELINE}; --no-baseline does not ask`,
    },
  },
  examples: [
    ['planvet init', 'asks before it writes anything'],
    ['planvet init --yes --baseline', 'asks nothing: from now on only new findings are told'],
  ],
  async run(args, terminal) {
    const [extra] = args.paths;
    if (extra !== undefined)
      throw new UsageError(`\`planvet init\` is about the folder that it is called in, not \`${extra}\``);
    const { cwd } = terminal;
    const configs = new Configs(cwd, undefined, false);
    const { config, problems } = await configs.of(cwd);
    if (problems.length > 0) throw new UsageError(...problems);
    const settings = await FileSettings.from({}, configs, cwd);
    const run = await lintAll({ paths: [], configs, settings: (file) => settings.of(file) }, terminal);
    const paint = terminal.paint(args.flag('color'));
    terminal.out(aboutPlans(run.results, paint));
    for (const { path, why } of run.unread)
      terminal.say(`planvet: cannot read \`${printable(path)}\`: ${printable(why)}`);

    const found = allFindings(run.results).length;
    const accepted = existsSync(join(cwd, BASELINE));
    const offers = found > 0 && !accepted && config?.baseline === undefined;
    const wantsBaseline =
      offers &&
      (args.flag('baseline') ??
        (await agrees(
          args.flag('yes') === undefined ? terminal : {},
          `Accept the ${counted(found, 'finding')} of today in ${BASELINE}, so that only new ones are told?`,
        )) ??
        false);
    const text = configText(cwd, wantsBaseline || accepted);
    if (config) terminal.out(`\n${printable(config.shown)} is there already and stays as it is.\n`);
    else terminal.out(`\n${paint('bold', CONFIG)}\n\n${text.replace(/^(?=.)/gm, '    ')}`);
    const writes = config === undefined && (args.flag('yes') ?? (await agrees(terminal, `Write ${CONFIG}?`)) ?? false);
    if (writes) write(join(cwd, CONFIG), text);
    const tools = aboutTools(toolsIn(projectRoot(cwd) ?? cwd), paint);
    if (tools !== '') terminal.out(`\n${tools}`);

    if (writes) terminal.say(`planvet: wrote ${CONFIG}`);
    else if (!config) terminal.say(`planvet: nothing is written; \`planvet init --yes\` writes ${CONFIG}`);
    if (wantsBaseline && (writes || config)) {
      const rulesOf = async (file: string) => new Set((await settings.of(file)).rules.map(({ rule }) => rule.id));
      const baselines = new Baselines({ chosen: BASELINE, updates: true }, { configs, cwd, rulesOf });
      const { remarks } = await baselines.update(run.results);
      remarks.forEach((remark) => terminal.say(remark));
      if (config) terminal.say(`planvet: write "baseline": "${BASELINE}" into ${printable(config.shown)}`);
    } else if (offers && args.flag('baseline') === undefined) {
      terminal.say(
        `planvet: \`--baseline\` accepts the ${counted(found, 'finding')} of today, so that only new ones are told`,
      );
    }
    return run.unread.length > 0 ? 3 : 0;
  },
};

/** What somebody at the terminal answers; undefined where nobody is there. */
async function agrees({ ask }: Pick<Terminal, 'ask'>, question: string): Promise<boolean | undefined> {
  const answer = await ask?.(`${question} [y/N] `);
  return answer === undefined ? undefined : /^y(?:es)?$/i.test(answer.trim());
}

function configText(cwd: string, baseline: boolean): string {
  const schema = 'node_modules/planvet/dist/schema.json';
  const root = projectRoot(cwd) ?? cwd;
  const found = [cwd, root].find((folder) => existsSync(join(folder, schema)));
  const config = {
    ...(found === undefined ? {} : { $schema: `./${slashed(join(relative(cwd, found), schema))}` }),
    extends: 'planvet:recommended',
    ...(baseline ? { baseline: BASELINE } : {}),
  };
  return `${JSON.stringify(config, undefined, 2)}\n`;
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(`cannot write ${CONFIG}: ${describeFailure(error)}`);
  }
}
