import { didYouMean } from '../engine/nearest.ts';
import { factsOf, type PlanFacts } from '../engine/reconcile/facts.ts';
import type { Reconciled } from '../engine/reconcile/statement.ts';
import { UsageError } from '../engine/usage.ts';
import { printable } from '../report/printable.ts';
import { reconciledMarkdown } from '../report/reconciled-markdown.ts';
import { reconciledText } from '../report/reconciled-text.ts';
import type { Command } from './command.ts';
import { configOptions, configsOf } from './config-options.ts';
import { FileSettings } from './file-settings.ts';
import { namedTemplate } from './named-template.ts';
import { lintAll } from './lint-all.ts';

const formats = ['text', 'json', 'markdown'];

/** Holds what the plans say of their work against what the repository shows. */
export const reconcile: Command = {
  usage: 'reconcile [paths...]',
  description:
    'Say where the plans and the repository do not agree: work that is there and was never ticked, boxes that were ticked without the work, files to be changed that are not there. Changes nothing',
  options: {
    ...configOptions,
    since: {
      type: 'string',
      requiresArg: true,
      description: 'Tell only what came about since HEAD left this branch or commit',
    },
    format: { type: 'string', requiresArg: true, description: 'text, which is the default, json or markdown' },
    json: { type: 'boolean', description: 'The same as --format json' },
    template: {
      type: 'string',
      requiresArg: true,
      description: 'The template that the plans are written from: a name or a file',
    },
  },
  examples: [
    ['planvet reconcile', 'all plans against the whole history'],
    ['planvet reconcile --since main --format markdown', 'what this branch has shipped or ticked'],
  ],
  async run(args, terminal) {
    const { cwd } = terminal;
    const format = args.text('format') ?? (args.flag('json') ? 'json' : 'text');
    if (!formats.includes(format)) {
      const hint = didYouMean(format, formats) || `; there is ${formats.join(', ')}`;
      throw new UsageError(`unknown format \`${format}\` for \`reconcile\`${hint}`);
    }
    const { Repository } = await import('../engine/git/repository.ts');
    const repository = Repository.at(cwd, terminal.env, '`reconcile`');
    const configs = configsOf(args, cwd);
    const template = await namedTemplate(args, cwd);
    const settings = await FileSettings.from({ template, preset: 'none' }, configs, cwd);
    const plans: PlanFacts[] = [];
    const run = await lintAll(
      {
        paths: args.paths,
        configs,
        templateFile: template?.file,
        settings: (file) => settings.of(file),
        amend: (document, _, linted) => {
          if (linted.plan) plans.push(factsOf(linted.plan, document.projectPath ?? linted.projectPath));
          return linted;
        },
      },
      terminal,
    );
    plans.sort((a, b) => (a.path < b.path ? -1 : 1));
    const { Reconciliation } = await import('../engine/git/evidence.ts');
    const since = args.text('since');
    const base =
      since === undefined ? undefined : repository.mergeBase(repository.commit(since, '--since'), since, '--since');
    const reconciliation = new Reconciliation(repository, base);
    const found = together(reconciliation.judge(plans), reconciliation.records(plans));
    const limits = limitsOf(reconciliation);
    if (format === 'json') terminal.out(`${JSON.stringify({ plans: found, limits }, undefined, 2)}\n`);
    else if (format === 'markdown') terminal.out(reconciledMarkdown(found, limits));
    else terminal.out(reconciledText(found, terminal.paint(args.flag('color'))));
    if (format === 'text') for (const limit of limits) terminal.say(`planvet: ${limit}`);
    for (const { path, why } of run.unread)
      terminal.say(`planvet: cannot read \`${printable(path)}\`: ${printable(why)}`);
    for (const what of run.wrong) terminal.say(`planvet: ${printable(what)}`);
    if (run.unread.length > 0) return 3;
    return run.wrong.length > 0 ? 2 : 0;
  },
};

/** What git shows and what other records say, plan by plan; a ledger is told of after the plans. */
function together(plans: readonly Reconciled[], records: readonly Reconciled[]): Reconciled[] {
  const other = new Map(records.map((record) => [record.path, record]));
  const joined = plans.map((plan) => {
    const record = other.get(plan.path);
    other.delete(plan.path);
    return record ? { ...plan, statements: [...plan.statements, ...record.statements] } : plan;
  });
  return [...joined, ...other.values()];
}

/** What nobody can know in this clone. */
function limitsOf({ isShallow, isPartial }: { readonly isShallow: boolean; readonly isPartial: boolean }): string[] {
  return [
    ...(isShallow
      ? [
          'this clone is shallow: what came before it begins is not known, so nothing is said of files that never were or were not changed; `git fetch --unshallow` fetches the rest',
        ]
      : []),
    ...(isPartial
      ? ['this clone lacks contents of older commits: files that were renamed and changed at once count as new ones']
      : []),
  ];
}
