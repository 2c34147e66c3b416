import { resolve } from 'node:path';
import { inTime } from '../engine/deadline.ts';
import { decode, type Decoded } from '../engine/decode.ts';
import type { LintResult } from '../engine/finding.ts';
import { lintDocument } from '../engine/lint.ts';
import { describeFailure, loadFile } from '../engine/files/load.ts';
import { missingPath } from '../engine/files/missing-path.ts';
import { filesAround, projectPath } from '../engine/files/project.ts';
import { SiblingFiles } from '../engine/files/siblings.ts';
import { UsageError } from '../engine/usage.ts';
import type { Plan } from '../model/plan/plan.ts';
import type { Arguments } from './arguments.ts';
import { configOptions, configsOf } from './config-options.ts';
import { FileSettings } from './file-settings.ts';
import { namedTemplate } from './named-template.ts';
import type { Terminal } from './terminal.ts';

/** What the commands that look at one plan have in common. */
export const oneFileOptions = {
  ...configOptions,
  template: {
    type: 'string',
    requiresArg: true,
    description: 'The template that the plan is written from: a name or a file',
  },
  'stdin-filename': { type: 'string', requiresArg: true, description: 'The name of what comes by `-`' },
} as const;

/** Reads the one plan that a command is about. Throws a `UsageError` where there is none to be read. */
export async function readOne(
  command: string,
  args: Arguments,
  terminal: Terminal,
  { withRules = false, given = args.only(command, 'file') }: { withRules?: boolean; given?: string } = {},
): Promise<LintResult & { readonly plan: Plan }> {
  const { cwd } = terminal;
  const call = { template: await namedTemplate(args, cwd) };
  const name = given === '-' ? args.text('stdin-filename') || undefined : given;
  const loaded = given === '-' ? decode(await terminal.input()) : load(given, cwd);
  if (loaded.refusal) throw new UsageError(`\`${given}\`: ${loaded.refusal.message}`);
  const filePath = name === undefined ? undefined : resolve(cwd, name);
  const settings = await (await FileSettings.from(call, configsOf(args, cwd), cwd)).of(filePath);
  const result = lintDocument(
    {
      text: loaded.text,
      path: name ?? '<text>',
      within: inTime,
      ...(filePath === undefined
        ? {}
        : {
            filePath,
            projectPath: projectPath(filePath, cwd),
            files: filesAround(filePath, cwd),
            ...new SiblingFiles(cwd).around(filePath),
          }),
    },
    withRules ? settings : { ...settings, rules: [] },
  );
  const failure = result.findings.find(({ ruleId }) => ruleId === 'planvet/internal-error');
  if (failure) throw new Error(failure.message);
  const { plan } = result;
  if (!plan) throw new UsageError(`\`${given}\`: ${result.findings[0]?.message ?? 'it was not read'}`);
  return { ...result, plan };
}

function load(given: string, cwd: string): Decoded {
  try {
    return loadFile(resolve(cwd, given));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new UsageError(missingPath(given, cwd));
    if (code === 'EISDIR') throw new UsageError(`\`${given}\` is a folder; name a file in it`);
    throw new Error(`cannot read \`${given}\`: ${describeFailure(error)}`, { cause: error });
  }
}
