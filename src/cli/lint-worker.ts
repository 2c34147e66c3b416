import { parentPort, workerData } from 'node:worker_threads';
import { Configs } from '../engine/config/configs.ts';
import { inTimeAmong } from '../engine/deadline.ts';
import { describeFailure, loadFile } from '../engine/files/load.ts';
import { filesAround, projectPath } from '../engine/files/project.ts';
import { SiblingFiles } from '../engine/files/siblings.ts';
import { chooseTemplate } from '../engine/files/template-file.ts';
import { lintAsExpected, refuse } from '../engine/lint.ts';
import { outcomeOf } from '../engine/outcome.ts';
import { FileSettings } from './file-settings.ts';
import type { Fresh, ThreadData, ThreadTarget } from './lint-threads.ts';
import { hashOf } from './result-cache.ts';

const { call, cwd, mentions, threads } = workerData as ThreadData;
const within = inTimeAmong(threads);
const siblings = new SiblingFiles(cwd);
const settings = makeSettings();

async function makeSettings(): Promise<FileSettings> {
  const { template: named, config, allowPlugins } = call;
  const template = named === undefined ? undefined : await chooseTemplate(named, cwd, '--template');
  return FileSettings.from({ ...call, template }, new Configs(cwd, config, allowPlugins), cwd);
}

async function lint({ filePath, path, expected }: ThreadTarget): Promise<Fresh> {
  const loaded = read(filePath);
  if ('failure' in loaded) return { outcome: loaded };
  const { text, refusal } = loaded;
  const files = filesAround(filePath, cwd);
  const document = {
    text,
    path,
    filePath,
    projectPath: projectPath(filePath, cwd),
    files,
    within,
    ...siblings.around(filePath),
  };
  if (refusal && expected === 'perhaps') return { outcome: { leftOut: refusal.message, unread: true } };
  const linted = refusal
    ? refuse(document, refusal.message, refusal.span)
    : lintAsExpected(document, await (await settings).of(filePath), expected);
  const about = { hash: hashOf(text), asked: [...files.asked] };
  if ('leftOut' in linted) return { outcome: linted, ...about };
  const outcome = outcomeOf(linted, { mentions });
  if (linted.findings.length + linted.suppressed.length === 0) return { outcome, ...about };
  return { outcome, ...about, text, others: Array.from(linted.others, ([name, { source }]) => [name, source.text]) };
}

function read(filePath: string) {
  try {
    return loadFile(filePath);
  } catch (error) {
    return { failure: describeFailure(error) };
  }
}

/** Each file is told as soon as it is done, so that where the thread ends it is known at which one. */
async function lintAll(targets: readonly ThreadTarget[]): Promise<void> {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
  for (const target of targets) parentPort?.postMessage(await lint(target));
}

parentPort?.on('message', (targets: readonly ThreadTarget[] | undefined) => {
  // Closed, it ends by itself, and its code is kept.
  if (targets) void lintAll(targets);
  else parentPort?.close();
});
