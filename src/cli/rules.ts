import { rules as builtIn } from '../../rules/index.ts';
import { UsageError } from '../engine/usage.ts';
import { table } from '../report/table.ts';
import type { Command } from './command.ts';
import { configOptions, pluginRulesOf } from './config-options.ts';

/** Lists the rules. */
export const rules: Command = {
  usage: 'rules',
  description: 'List the rules, how loud they are and what they can mend',
  options: { ...configOptions, json: { type: 'boolean', description: 'The same as data' } },
  examples: [['planvet explain no-placeholder', 'the page of a rule']],
  async run(args, terminal) {
    const [extra] = args.paths;
    if (extra !== undefined)
      throw new UsageError(
        `\`planvet rules\` takes no \`${extra}\`; \`planvet explain ${extra}\` explains a rule, \`planvet ./rules\` lints a folder of that name`,
      );
    const all = [...builtIn, ...(await pluginRulesOf(args, terminal.cwd))];
    if (args.flag('json')) {
      const facts = all.map(({ id, description, category, recommended, strict, drafts, fixable }) => ({
        id,
        description,
        category,
        recommended: recommended || 'off',
        strict: strict || 'off',
        drafts: drafts || 'off',
        fixable,
      }));
      terminal.out(`${JSON.stringify(facts, undefined, 2)}\n`);
      return 0;
    }
    const rows = all.map(({ id, description, recommended, strict, fixable }) => [
      id,
      recommended || (strict ? `off (strict: ${strict})` : 'off'),
      fixable ?? '',
      description,
    ]);
    terminal.out(`${table([['rule', 'default', 'fix', 'what it does'], ...rows], 0).join('\n')}\n`);
    return 0;
  },
};
