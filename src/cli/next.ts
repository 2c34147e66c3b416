import { setsOf } from '../engine/status/sets.ts';
import { nextJson } from '../report/next-json.ts';
import { nextText } from '../report/next-text.ts';
import type { Command } from './command.ts';
import { readStatuses, statusOptions } from './read-all.ts';

/** Says what can be done next. */
export const next: Command = {
  usage: 'next [paths...]',
  description:
    'List what is in progress and what can start now, the first to be taken up first, and what the rest waits for; where nobody can tell from the plan, that is said',
  options: statusOptions,
  examples: [['planvet next docs/plans/checkout.md --json', 'the same as data, for a tool or an agent']],
  async run(args, terminal) {
    const { documents, code } = await readStatuses(args, terminal);
    const sets = setsOf(documents);
    if (args.flag('json')) terminal.out(`${JSON.stringify(nextJson(sets), undefined, 2)}\n`);
    else terminal.out(nextText(sets, terminal.paint(args.flag('color'))));
    return code;
  },
};
