import { rules } from '../../rules/index.ts';
import { ownFindings } from '../engine/finding.ts';
import { didYouMean } from '../engine/nearest.ts';
import { UsageError } from '../engine/usage.ts';
import type { Paint } from '../report/paint.ts';
import { pageOf } from '../report/rule-page.ts';
import type { Command } from './command.ts';
import { configOptions, pluginRulesOf } from './config-options.ts';

/** Prints the page of a rule. */
export const explain: Command = {
  usage: 'explain RULE',
  description: 'Explain a rule: why it matters, what fails, what passes',
  options: configOptions,
  examples: [['planvet explain no-premature-task', 'its page']],
  async run(args, terminal) {
    const id = args.only('explain', 'rule');
    const pluginRules = await pluginRulesOf(args, terminal.cwd);
    const names = [...rules, ...pluginRules].map((rule) => rule.id).concat(Object.keys(ownFindings));
    if (!names.includes(id)) {
      throw new UsageError(`unknown rule \`${id}\`${didYouMean(id, names) || '; `planvet rules` lists them'}`);
    }
    terminal.out(dress(await pageOf(id, pluginRules), terminal.paint(args.flag('color'))));
    return 0;
  },
};

function dress(page: string, paint: Paint): string {
  return page.replaceAll(/^#+ .*$/gm, (heading) => paint('bold', heading));
}
