import { statusOfDocument, type DocumentStatus } from '../engine/status/status-data.ts';
import { printable } from '../report/printable.ts';
import type { Arguments } from './arguments.ts';
import { configOptions, configsOf } from './config-options.ts';
import { FileSettings } from './file-settings.ts';
import { namedTemplate } from './named-template.ts';
import { lintAll } from './lint-all.ts';
import type { Terminal } from './terminal.ts';

/** The options of commands that say how far plans are. */
export const statusOptions = {
  ...configOptions,
  json: { type: 'boolean', description: 'The same as data' },
  template: {
    type: 'string',
    requiresArg: true,
    description: 'The template that the plans are written from: a name or a file',
  },
  'stdin-filename': { type: 'string', requiresArg: true, description: 'The name of what comes by `-`' },
} as const;

/** How far the plans are that a call names, in the order of their paths, and the exit code as far as reading decides. */
export async function readStatuses(
  args: Arguments,
  terminal: Terminal,
): Promise<{ readonly documents: readonly DocumentStatus[]; readonly code: number }> {
  const { cwd } = terminal;
  const configs = configsOf(args, cwd);
  const template = await namedTemplate(args, cwd);
  const settings = await FileSettings.from({ template }, configs, cwd);
  const documents: DocumentStatus[] = [];
  const run = await lintAll(
    {
      paths: args.paths,
      configs,
      stdinFilename: args.text('stdin-filename'),
      templateFile: template?.file,
      // Nothing is judged here.
      settings: async (file) => ({ ...(await settings.of(file)), rules: [] }),
      amend: (document, _, linted) => {
        const { path, projectPath = path } = document;
        if (linted.plan) documents.push(statusOfDocument(linted.plan, path, projectPath));
        return linted;
      },
    },
    terminal,
  );
  const refused = run.results.flatMap(({ path, findings }) =>
    findings
      .filter(({ ruleId }) => ruleId === 'planvet/parse-limit' || ruleId === 'planvet/internal-error')
      .map(({ message }) => ({ path, why: message })),
  );
  for (const { path, why } of [...run.unread, ...refused])
    terminal.say(`planvet: cannot read \`${printable(path)}\`: ${printable(why)}`);
  for (const what of run.wrong) terminal.say(`planvet: ${printable(what)}`);
  const code = run.unread.length + refused.length > 0 ? 3 : run.wrong.length > 0 ? 2 : 0;
  return { documents: documents.toSorted((a, b) => (a.data.path < b.data.path ? -1 : 1)), code };
}
