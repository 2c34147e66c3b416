import { didYouMean } from '../engine/nearest.ts';
import { UsageError } from '../engine/usage.ts';
import { type GraphFormat, graphFormats } from '../report/graph-formats.ts';
import type { Command } from './command.ts';
import { oneFileOptions, readOne } from './read-one.ts';

/** Writes the dependency graph of a plan. */
export const graph: Command = {
  usage: 'graph FILE',
  description: 'Write the dependency graph of a plan',
  options: {
    ...oneFileOptions,
    format: {
      type: 'string',
      requiresArg: true,
      description:
        'json (the default), mermaid (for Markdown), dot (for Graphviz), svg (a picture), or html (a page to move around in)',
    },
  },
  examples: [
    ['planvet graph plan.md --format mermaid', 'a diagram that GitHub draws'],
    ['planvet graph plan.md --format html > plan.html', 'a page that needs nothing else'],
  ],
  async run(args, terminal) {
    const format = args.text('format') ?? 'json';
    if (!isFormat(format)) {
      const names = Object.keys(graphFormats);
      throw new UsageError(
        `unknown format \`${format}\` for a graph${didYouMean(format, names) || `; there is ${names.join(', ')}`}`,
      );
    }
    const write = await graphFormats[format]();
    terminal.out(
      await write(await readOne('graph', args, terminal, { withRules: format === 'html' }), (line) =>
        terminal.say(`planvet: ${line}`),
      ),
    );
    return 0;
  },
};

function isFormat(name: string): name is GraphFormat {
  return Object.hasOwn(graphFormats, name);
}
