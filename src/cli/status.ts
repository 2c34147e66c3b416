import { setsOf } from '../engine/status/sets.ts';
import { statusJson } from '../report/status-json.ts';
import { statusText } from '../report/status-text.ts';
import type { Command } from './command.ts';
import { readStatuses, statusOptions } from './read-all.ts';

/** Says how far plans are. */
export const status: Command = {
  usage: 'status [paths...]',
  description:
    'Say how far plans are: tasks done, what can start and what waits for what, phases, open gates, estimates and critical path left; what cannot be told from a plan is called unknown',
  options: statusOptions,
  examples: [
    ['planvet status', 'all plans in the usual places'],
    ['planvet status specs/001-export --json', 'one set as data'],
  ],
  async run(args, terminal) {
    const { documents, code } = await readStatuses(args, terminal);
    const sets = setsOf(documents);
    if (args.flag('json')) terminal.out(`${JSON.stringify(statusJson(sets), undefined, 2)}\n`);
    else terminal.out(statusText(sets, terminal.paint(args.flag('color'))));
    return code;
  },
};
