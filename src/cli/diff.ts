import { join, resolve } from 'node:path';
import { Scope } from '../engine/config/scope.ts';
import { whyNotNamed } from '../engine/files/select.ts';
import { isWithin } from '../engine/files/project.ts';
import { didYouMean } from '../engine/nearest.ts';
import { diffPlan, diffRemoved, hasChanged, type PlanDiff } from '../engine/plan-diff.ts';
import { isMarkdown, isWellKnown } from '../engine/discovery.ts';
import type { Since } from '../engine/git/since.ts';
import { UsageError } from '../engine/usage.ts';
import { isPlan } from '../model/read.ts';
import { planDiffMarkdown } from '../report/plan-diff-markdown.ts';
import { planDiffText } from '../report/plan-diff-text.ts';
import { printable } from '../report/printable.ts';
import type { Command } from './command.ts';
import { configOptions, configsOf } from './config-options.ts';
import { FileSettings } from './file-settings.ts';
import { namedTemplate } from './named-template.ts';
import { lintAll } from './lint-all.ts';

const formats = ['text', 'json', 'markdown'];

/** Says what a change does to the plans. */
export const diff: Command = {
  usage: 'diff BASE [paths...]',
  description:
    'Say what has become of the plans since HEAD and a branch or commit parted: tasks done, added, dropped, reopened and removed, gates weakened, findings new and gone',
  options: {
    ...configOptions,
    format: { type: 'string', requiresArg: true, description: 'text, which is the default, json or markdown' },
    json: { type: 'boolean', description: 'The same as --format json' },
    staged: { type: 'boolean', description: 'Compare what is staged instead of the files' },
    template: {
      type: 'string',
      requiresArg: true,
      description: 'The template that the plans are written from: a name or a file',
    },
  },
  examples: [
    ['planvet diff main', 'what this branch does to the plans'],
    ['planvet diff origin/main --format markdown', 'the same for a pull request'],
  ],
  async run(args, terminal) {
    const { cwd } = terminal;
    const [base, ...paths] = args.paths;
    if (base === undefined || base === '')
      throw new UsageError('`planvet diff` needs a branch or commit to compare with');
    const format = args.text('format') ?? (args.flag('json') ? 'json' : 'text');
    if (!formats.includes(format)) {
      const hint = didYouMean(format, formats) || `; there is ${formats.join(', ')}`;
      throw new UsageError(`unknown format \`${format}\` for a diff${hint}`);
    }
    const { Since } = await import('../engine/git/since.ts');
    const staged = args.flag('staged')
      ? new (await import('../engine/git/staged.ts')).Staged(cwd, terminal.env)
      : undefined;
    const since = new Since(base, terminal, { staged: staged?.view, wanted: '`diff`' });
    const configs = configsOf(args, cwd);
    const template = await namedTemplate(args, cwd);
    const settings = await FileSettings.from({ template }, configs, cwd);
    const diffs: PlanDiff[] = [];
    const job = {
      paths,
      configs,
      templateFile: template?.file,
      staged,
      since,
      settings: (file: string | undefined) => settings.of(file),
    };
    const run = await lintAll(
      {
        ...job,
        amend: (document, own, linted) => {
          const { filePath = '' } = document;
          diffs.push(diffPlan(linted, since.before.resultOf(filePath, own)));
          return linted;
        },
      },
      terminal,
    );
    diffs.push(...(await removed(since, paths, job, cwd)));
    const changed = diffs.filter(hasChanged).toSorted((a, b) => (a.path < b.path ? -1 : 1));
    if (format === 'json') terminal.out(`${JSON.stringify(changed, undefined, 2)}\n`);
    else if (format === 'markdown') terminal.out(planDiffMarkdown(changed));
    else terminal.out(planDiffText(changed, terminal.paint(args.flag('color'))));
    for (const { path, why } of run.unread)
      terminal.say(`planvet: cannot read \`${printable(path)}\`: ${printable(why)}`);
    // That all plans of a place are gone is no wrong call.
    const wrong = changed.length > 0 ? [] : run.wrong;
    if (changed.length + wrong.length === 0 && format === 'text') terminal.say('planvet: no plan has changed');
    for (const what of wrong) terminal.say(`planvet: ${printable(what)}`);
    if (run.unread.length > 0) return 3;
    return wrong.length > 0 ? 2 : 0;
  },
};

/** What has become of the plans that are no more. */
async function removed(
  { before, changes }: Since,
  paths: readonly string[],
  { configs, settings }: Pick<Parameters<typeof lintAll>[0], 'configs' | 'settings'>,
  cwd: string,
): Promise<PlanDiff[]> {
  const scope = new Scope(configs, cwd);
  const places = paths.length === 0 ? [cwd] : paths.map((path) => resolve(cwd, path));
  const found: PlanDiff[] = [];
  for (const { kind, path } of changes) {
    const filePath = join(before.view.root, path);
    if (kind !== 'deleted' || !isMarkdown(path) || !places.some((place) => isWithin(place, filePath))) continue;
    if ((await whyNotNamed(filePath, true, cwd, scope)) !== undefined) continue;
    const result = before.resultOf(filePath, await settings(filePath));
    if (result?.plan && (isWellKnown(path) || isPlan(result.plan))) found.push(diffRemoved(result));
  }
  return found;
}
