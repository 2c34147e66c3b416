import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { burnUp } from '../engine/burn-up.ts';
import { describeFailure } from '../engine/files/load.ts';
import type { LintResult } from '../engine/finding.ts';
import type { Repository } from '../engine/git/repository.ts';
import { diffPlan } from '../engine/plan-diff.ts';
import { statusOfDocument } from '../engine/status/status-data.ts';
import { UsageError } from '../engine/usage.ts';
import type { Plan } from '../model/plan/plan.ts';
import { readPlan } from '../model/read.ts';
import { printable } from '../report/printable.ts';
import { reportIndex } from '../report/report-index.ts';
import { type ReportOf, reportPage } from '../report/report-page.ts';
import type { Command } from './command.ts';
import { configOptions, configsOf } from './config-options.ts';
import { FileSettings } from './file-settings.ts';
import { lintAll } from './lint-all.ts';
import { namedTemplate } from './named-template.ts';
import type { Terminal } from './terminal.ts';

/** Versions of a plan that are looked at for how it came along. */
const MANY = 40;

/** Writes pages about plans. */
export const report: Command = {
  usage: 'report [paths...]',
  description:
    'Write pages about plans that need no network: findings, progress, what can start, graph, requirements, risks, how they came along',
  options: {
    ...configOptions,
    output: {
      type: 'string',
      requiresArg: true,
      description: 'The folder for an index and a page for each plan, or one .html file for one plan',
    },
    since: { type: 'string', requiresArg: true, description: 'Also what has changed since this branch or commit' },
    template: {
      type: 'string',
      requiresArg: true,
      description: 'The template that the plans are written from: a name or a file',
    },
  },
  examples: [
    ['planvet report --output plans-report', 'all plans in the usual places'],
    ['planvet report plan.md --output plan.html --since main', 'one plan, and what this branch has changed'],
  ],
  async run(args, terminal) {
    const output = args.text('output');
    if (!output) throw new UsageError('`planvet report` needs --output: a folder, or a file that ends in .html');
    const { cwd } = terminal;
    const since = args.text('since');
    const compared =
      since === undefined ? undefined : new (await import('../engine/git/since.ts')).Since(since, terminal);
    const repository = await repositoryOf(terminal);
    const configs = configsOf(args, cwd);
    const template = await namedTemplate(args, cwd);
    const settings = await FileSettings.from({ template }, configs, cwd);
    const reports: ReportOf[] = [];
    const run = await lintAll(
      {
        paths: args.paths,
        configs,
        templateFile: template?.file,
        since: compared,
        settings: (file) => settings.of(file),
        amend: (document, own, linted) => {
          const { plan } = linted;
          if (!plan) return linted;
          const { path, filePath, projectPath = path } = document;
          reports.push({
            result: { ...linted, plan },
            status: statusOfDocument(plan, path, projectPath).data,
            points: repository && filePath ? pointsOf(repository.git, repository.pathOf(filePath), plan) : [],
            ...(compared && since !== undefined && filePath
              ? { changes: { since, diff: diffPlan(linted, compared.before.resultOf(filePath, own)) } }
              : {}),
          });
          return linted;
        },
      },
      terminal,
    );
    for (const { path, why } of run.unread)
      terminal.say(`planvet: cannot read \`${printable(path)}\`: ${printable(why)}`);
    for (const what of run.wrong) terminal.say(`planvet: ${printable(what)}`);
    if (reports.length === 0) {
      if (run.wrong.length + run.unread.length === 0) terminal.say('planvet: there is no plan to report on');
      return run.unread.length > 0 ? 3 : 2;
    }
    const sorted = reports.toSorted((a, b) => (a.result.projectPath < b.result.projectPath ? -1 : 1));
    const written = await write(sorted, resolve(cwd, output), terminal);
    return run.unread.length > 0 || !written ? 3 : run.wrong.length > 0 ? 2 : 0;
  },
};

/** What is known of the past of files; nothing where there is no repository. */
async function repositoryOf({ cwd, env }: Terminal) {
  const { Repository } = await import('../engine/git/repository.ts');
  const { versionsOf } = await import('../engine/git/versions.ts');
  let found: Repository;
  try {
    found = Repository.at(cwd, env, 'the past');
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
  const tree = found.head === undefined ? undefined : found.tree('HEAD');
  return {
    git: (path: string) => versionsOf(found, path, MANY),
    pathOf: (filePath: string) => tree?.pathOf(filePath),
  };
}

function pointsOf(
  versions: (path: string) => readonly { readonly time: number; readonly text: string | undefined }[],
  path: string | undefined,
  plan: Plan,
): ReportOf['points'] {
  if (path === undefined) return [];
  const past = versions(path).map(({ time, text }) => ({
    time,
    plan: text === undefined ? undefined : readPlan(text, { path, settings: plan.settings }).plan,
  }));
  return past.length === 0 ? [] : burnUp(past, { time: Math.floor(Date.now() / 1000), plan });
}

/** Writes one page, or an index and a page for each plan. False where that was not possible, which is said. */
async function write(reports: readonly ReportOf[], output: string, terminal: Terminal): Promise<boolean> {
  const pages = new Map<string, string>();
  const [only] = reports;
  if (/\.html?$/i.test(output)) {
    if (!only || reports.length > 1)
      throw new UsageError(`these are ${reports.length} plans; --output needs a folder for them, or name one plan`);
    pages.set(output, await reportPage(only));
  } else {
    const files = namesOf(reports.map(({ result }) => result));
    const entries = reports.map((each, index) => ({ ...each, file: files[index] ?? '' }));
    pages.set(join(output, 'index.html'), reportIndex(entries));
    for (const entry of entries) pages.set(join(output, entry.file), await reportPage(entry, 'index.html'));
  }
  try {
    for (const [path, page] of pages) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, page);
    }
  } catch (error) {
    terminal.say(`planvet: cannot write the report: ${describeFailure(error)}`);
    return false;
  }
  const first = [...pages.keys()][0] ?? output;
  terminal.say(`planvet: ${reports.length === 1 ? 'one plan' : `${reports.length} plans`}: open ${printable(first)}`);
  return true;
}

/** A name for the page of each plan, all in one folder. */
function namesOf(results: readonly LintResult[]): string[] {
  const taken = new Set(['index.html']);
  return results.map(({ projectPath }) => {
    const plain = projectPath.replace(/\.[^./\\]+$/, '').replaceAll(/[^\p{Letter}\p{Number}._-]+/gu, '-').replace(/^[-.]+/, '') || 'plan'; // prettier-ignore
    let name = `${plain}.html`;
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${plain}-${count}.html`;
    taken.add(name.toLowerCase());
    return name;
  });
}
