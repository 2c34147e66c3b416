import { didYouMean } from '../engine/nearest.ts';
import { UsageError } from '../engine/usage.ts';
import { graphJson } from '../report/graph-json.ts';
import type { Command } from './command.ts';
import { oneFileOptions, readOne } from './read-one.ts';

const formats = ['json'];

/** Writes the dependency graph of a plan. */
export const graph: Command = {
  usage: 'graph FILE',
  description: 'Write the dependency graph of a plan',
  options: {
    ...oneFileOptions,
    format: { type: 'string', requiresArg: true, description: 'json, which is also the default' },
  },
  examples: [],
  async run(args, terminal) {
    const format = args.text('format') ?? 'json';
    if (!formats.includes(format)) {
      throw new UsageError(
        `unknown format \`${format}\` for a graph${didYouMean(format, formats) || `; there is ${formats.join(', ')}`}`,
      );
    }
    const { plan } = await readOne('graph', args, terminal);
    terminal.out(`${JSON.stringify(graphJson(plan), undefined, 2)}\n`);
    return 0;
  },
};
