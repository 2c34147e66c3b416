import { showJson } from '../report/show-json.ts';
import { showText } from '../report/show.ts';
import type { Command } from './command.ts';
import { oneFileOptions, readOne } from './read-one.ts';

/** Shows what planvet reads in a plan. */
export const show: Command = {
  usage: 'show FILE',
  description:
    'Show what planvet reads in a plan: template, tasks, dependencies, gates, boxes and claims, each with its line',
  options: { ...oneFileOptions, json: { type: 'boolean', description: 'The same as data' } },
  examples: [],
  async run(args, terminal) {
    const { plan, ...result } = await readOne('show', args, terminal, true);
    const findings = [...result.findings, ...result.suppressed];
    if (args.flag('json')) terminal.out(`${JSON.stringify(showJson(plan, findings), undefined, 2)}\n`);
    else terminal.out(showText(plan, findings, terminal.paint(args.flag('color'))));
    return 0;
  },
};
